"""A print run: plans to cards, cards to a file that was read back, and only then the new links.

The file and its links become valid together. Killed at any step, the old cards are the valid ones.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager, ExitStack
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from cards import CardError, DoesNotFit, portions
from cards.classes import Ordering
from cards.crew import Crew, crew
from cards.feed import Feed
from cards.folder_placing import FolderPlacing
from cards.layout import Layout
from cards.placing import Placing
from cards.telling import Tell, nobody
from kiosk import deck, pocket, print_files, print_links
from kiosk.faults import BadInput, Fault, Refused
from kiosk.files import trouble
from kiosk.pdf_place import expect_pdf
from kiosk.placing import placing, placing_files
from kiosk.plans.student import Student, StudentId
from kiosk.print_crew import Order
from kiosk.print_damage import naming_damaged
from kiosk.print_files import Deck, File, Reading, Written
from kiosk.print_people import People, Plans, Skipped, Source, changed, expect_some, people, plans_of
from kiosk.records.keeper import Keys
from kiosk.school.model import School
from kiosk.school.words import long_date
from kiosk.stocking import chosen_stock, fed
from kiosk.theming import theme_named
from themes import Theme

if TYPE_CHECKING:
    from cards.picture_files import Pictures


@frozen
class Wanted:
    """Whose cards to print, and where to; no `ids` and no `room` means everybody with a plan in force.

    `changed` prints only those whose last card is not right any more, or who have none. `stock` and `theme`
    are names; without one, school.toml's. `spare` cards name nobody, and come last of the deck. With `dpi`,
    `out` is a folder of pictures, so fine, for a card printer; else a PDF, or several of `most` sheets.
    """

    out: Path
    ids: tuple[StudentId, ...] | None = None
    room: str | None = None
    without: Collection[StudentId] = ()
    force: bool = False
    stock: str | None = None
    theme: str | None = None
    feed: Feed = field(factory=Feed)
    spare: int = 0
    changed: bool = False
    ordering: Ordering = field(factory=Ordering)
    dpi: int | None = None
    most: int = portions.FILE

    @property
    def is_nobody(self) -> bool:
        """Whether only spare cards are wanted."""
        return self.ids == ()


@frozen
class Printed:
    """What a print run made; `verified` counts the codes that were read back from the finished file.

    No `file` where every card was right already; a folder's `pictures` are named in it. Where one PDF would
    be too long, there are `several`. `sides` is how a printer is to be told to print them.
    """

    cards: int
    pages: int
    file: Path | None
    stock: str
    verified: int = 0
    skipped: tuple[Skipped, ...] = ()
    spare: int = 0
    separators: int = 0
    pictures: tuple[Path, ...] = ()
    sides: str = ""
    several: tuple[Path, ...] = ()

    @property
    def pdfs(self) -> tuple[Path, ...]:
        """The files for a printer."""
        return self.several or ((self.file,) if self.file else ())


def print_cards(
    wanted: Wanted,
    school: School,
    source: Source,
    *,
    folder: Path | None = None,
    tell: Tell = nobody,
    loader: BaseContext | None = None,
) -> Printed:
    """Print the cards that are wanted, read every code back, and make their links the valid ones.

    `folder` is the school's, which may hold themes and card stock of its own. Whatever `tell` raises stops
    the run there: the old cards are the valid ones then, and no file is left. Those who draw are copies of
    the `loader`.
    """
    _check(wanted, school, source.on)
    paper = _paper(wanted, school, folder)
    theme = _theme(wanted, school, folder)
    order = Order(source.access.person, Keys.of(source.records), school, source.on, paper, theme)
    found = _people(wanted, source)
    parts = paper.sheets(len(found.students) + wanted.spare) // portions.PART + 1
    with naming_damaged(found.students, source), crew(order, parts, loader) as hands:
        plans = plans_of(source)
        if wanted.changed:
            found, plans = _changed(found, wanted, hands, source, tell)
        if not (found.students or wanted.spare):
            return Printed(0, 0, None, paper.stock.name, skipped=found.skipped)
        laid = deck.lay(found.students, wanted.spare, wanted.ordering, paper, school, source.on)
        cards = Deck(laid, paper, plans)
        return _Run(wanted, school, source, cards, hands, tell).printed(found)


@frozen
class _Run:
    """A run that knows what lies where: files and links become valid together, or nothing does."""

    wanted: Wanted
    school: School
    source: Source
    cards: Deck
    hands: Crew[Order]
    tell: Tell

    def printed(self, found: People) -> Printed:
        """Print all files."""
        wanted, number = self.wanted, len(found.students)
        pictures = self._pictures()
        outs = self._outs()
        with ExitStack() as stack:
            places = [stack.enter_context(self._placing(out)) for out, _ in outs]
            files = [File(place.pdf, sheets) for place, (_, sheets) in zip(places, outs, strict=True)]
            written = self._write(files)
            reading = print_files.reading(files, written.links, self.cards, self.hands)
            if pictures:
                self._expect_right(reading)
                self._draw(pictures, places[0], written.links)
            self._keep(written, places, None if pictures else reading)
        return Printed(
            number,
            written.pages,
            wanted.out,
            self.cards.layout.stock.name,
            number,
            found.skipped,
            wanted.spare,
            len(self.cards.laid) - number - wanted.spare,
            pictures.names if pictures else (),
            self.cards.layout.printed_sides,
            tuple(out for out, _ in outs) if len(outs) > 1 else (),
        )

    def _outs(self) -> list[tuple[Path, range]]:
        """The files and their sheets, once their names are free."""
        wanted, sheets = self.wanted, self.cards.sheets
        if wanted.dpi:
            return [(wanted.out, range(sheets))]
        outs = print_files.names(wanted.out, sheets, wanted.most)
        for out, _ in outs:
            expect_pdf(out, force=wanted.force)
        return outs

    def _placing(self, out: Path) -> AbstractContextManager[Placing | FolderPlacing]:
        return placing_files(out) if self.wanted.dpi else placing(out)

    def _pictures(self) -> "Pictures | None":
        """The pictures to draw, where some are wanted, once the folder is free for them."""
        wanted = self.wanted
        if not wanted.dpi:
            return None
        from kiosk.print_pictures import pictures_of  # noqa: PLC0415 -- loaded where pictures are drawn

        return pictures_of(self.cards.laid, self.cards.layout, wanted.dpi, wanted.out, force=wanted.force)

    def _write(self, files: Sequence[File]) -> Written:
        title = f"Pocket cards, {self.school.name}, {self.source.on.isoformat()}"
        try:
            return print_files.write(files, self.cards, self.hands, title, self.source.moment, self.tell)
        except DoesNotFit as error:
            faults = [Fault(sentence, path=self._whose(index)) for index, sentence in error.faults]
            raise Refused(f"{len(faults)} cards cannot be set; nothing was printed.", faults) from None
        except OSError as error:
            where = str(self.wanted.out.parent)
            raise BadInput.of([Fault(f"cannot be written: {trouble(error)}", file=where)]) from None

    def _expect_right(self, reading: Reading) -> None:
        try:
            failed = reading.failures(self.tell)
        except CardError as error:
            raise Refused(str(error)) from None
        self._expect_readable(failed)

    def _draw(self, pictures: "Pictures", place: Placing | FolderPlacing, links: Sequence[str]) -> None:
        try:
            pictures.draw(place.temporary, place.pdf, links, self.hands)
        except OSError as error:
            folder = str(place.temporary)
            raise BadInput.of([Fault(f"cannot be written: {trouble(error)}", file=folder)]) from None
        place.pdf.unlink()
        self._expect_readable(pictures.failures(place.temporary, links, self.hands))

    def _keep(
        self, written: Written, places: Sequence[Placing | FolderPlacing], reading: Reading | None
    ) -> None:
        """Keep the links while the codes are read back; if one is wrong nothing of it stands."""
        made = [each for each in written.made if each]
        with self.source.records.writing() as transaction:
            print_links.keep(transaction, made, self.source.access, self.source.moment)
            if reading:
                self._expect_right(reading)
            self.tell("keeping links", len(made), len(made))
            for place in places:
                place.put()

    def _whose(self, index: int) -> str | None:
        entry = self.cards.laid[index]
        return f"student {entry.id}" if isinstance(entry, Student) else None

    def _expect_readable(self, failed: Sequence[int]) -> None:
        if failed:
            faults = [Fault(_unreadable(self.cards.laid[index])) for index in failed]
            raise Refused(f"{len(faults)} cards cannot be read back; nothing was printed.", faults)


def _unreadable(entry: deck.Entry) -> str:
    if not isinstance(entry, Student):
        return f"there is a code on {entry.name}, where none may be"
    return f"student {entry.id}: the code on {entry.name}'s card cannot be read"


def _check(wanted: Wanted, school: School, date: dt.date) -> None:
    if wanted.dpi:
        from kiosk.print_pictures import expect_folder  # noqa: PLC0415 -- loaded where pictures are drawn

        expect_folder(wanted.out, wanted.feed)
    else:
        expect_pdf(wanted.out, force=wanted.force)
    if wanted.is_nobody:
        return
    if not school.cards.link:
        what = 'is missing; the code on a card leads there, for instance link = "https://plans.maple.example"'
        raise BadInput.of([Fault(what, file="school.toml", path="cards, link")])
    if pocket.valid_until((), school) < date:
        raise BadInput.of([_over(school)])


def _over(school: School) -> Fault:
    """That no card could be valid: the new ones would have ended, and they revoke the old ones."""
    last, own = long_date(pocket.valid_until((), school)), school.cards.expires
    what = f"was {last}: a card printed now has ended already, and would revoke the old one. Write "
    if own:
        what += "the last day of the new cards, or leave it out: then it is the last school day"
        return Fault(what, file="school.toml", path="cards, expires")
    return Fault(f"{what}the dates of this school year", file="school.toml", path="year, ends")


def _people(wanted: Wanted, source: Source) -> People:
    if wanted.is_nobody:
        return People()
    found = people(source, wanted.ids, wanted.room, wanted.without, wanted.ordering.by)
    if found.skipped or not wanted.changed:
        expect_some(found)
    return found


def _changed(
    found: People, wanted: Wanted, hands: Crew[Order], source: Source, tell: Tell
) -> tuple[People, Plans]:
    """Those whose last card is not right any more; whose is, is skipped where it was asked for."""
    kept = changed(found.students, hands, source, tell)
    right = {each.id for each in found.students} - kept.keys()
    skipped = [Skipped(each, "its card is right") for each in wanted.ids or () if each in right]
    students = [each for each in found.students if each.id in kept]
    return People(students, (*found.skipped, *skipped)), lambda _: kept


def _paper(wanted: Wanted, school: School, folder: Path | None) -> Layout:
    """How the cards lie on the stock that is wanted."""
    if wanted.dpi:
        from kiosk.print_pictures import card_stock  # noqa: PLC0415 -- loaded where pictures are drawn

        return fed(card_stock(wanted.stock, school, folder), wanted.feed)
    return fed(chosen_stock(wanted.stock, school, folder), wanted.feed)


def _theme(wanted: Wanted, school: School, folder: Path | None) -> Theme:
    if wanted.theme is not None:
        return theme_named(wanted.theme, "--theme", folder, file=None)
    own = school.cards.theme
    return theme_named(own or school.theme, "cards, theme" if own else "theme", folder)
