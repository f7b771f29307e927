"""A print run: plans to cards, cards to a file that was read back, and only then the new links.

The file and its links become valid together. Killed at any step, the old cards are the valid ones.
"""

import base64
import datetime as dt
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from uuid import uuid4

from attrs import field, frozen

from cards import CardError, DoesNotFit, pdf, read_back
from cards.feed import Feed
from cards.layout import Layout
from cards.placing import Placing
from cards.telling import Tell, nobody
from kiosk import card_order, deck, pocket
from kiosk.access.gate import Access
from kiosk.access.model import Opened
from kiosk.card_fate import Fate, face_of, faces_of, fate
from kiosk.card_order import Ordering
from kiosk.deck import Ready
from kiosk.faults import BadInput, Fault, Refused
from kiosk.files import trouble
from kiosk.folder_placing import FolderPlacing
from kiosk.pdf_place import expect_pdf
from kiosk.placing import placing, placing_files
from kiosk.plans.model import Version, in_force
from kiosk.plans.student import StudentId
from kiosk.print_pictures import Pictures, card_stock, expect_folder, pictures_of
from kiosk.records import ledger, links, witness
from kiosk.records.events import Event, Purpose
from kiosk.records.ledger import Entry
from kiosk.records.store import Records, Transaction
from kiosk.school.calendar import Moment
from kiosk.school.model import School
from kiosk.school.words import long_date
from kiosk.stocking import chosen_stock, fed
from kiosk.theming import theme_named
from themes import Theme

TOLD = 50
"""After so many plans it is told how far the run is."""


@frozen
class Wanted:
    """Whose cards to print, and where to; no `ids` and no `room` means everybody with a plan in force.

    `changed` prints only those whose last card is not right any more, or who have none. `stock` and `theme`
    are names; without one, school.toml's. `spare` cards name nobody, and come last of the deck. With `dpi`,
    `out` is a folder of pictures, so fine, for a card printer; else a PDF.
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

    @property
    def is_nobody(self) -> bool:
        """Whether only spare cards are wanted."""
        return self.ids == ()


@frozen
class Skipped:
    """A student without a card, and why."""

    student: StudentId
    why: str


@frozen
class Printed:
    """What a print run made; `verified` counts the codes that were read back from the finished file.

    No `file` where every card was right already; a folder's `pictures` are named in it. `sides` is how a
    printer is to be told to print the file.
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


def print_cards(
    wanted: Wanted,
    school: School,
    access: Access,
    records: Records,
    moment: Moment,
    *,
    folder: Path | None = None,
    tell: Tell = nobody,
) -> Printed:
    """Print the cards that are wanted, read every code back, and make their links the valid ones.

    `folder` is the school's, which may hold themes and card stock of its own. Whatever `tell` raises stops
    the run there: the old cards are the valid ones then, and no file is left.
    """
    _check(wanted, school, moment.date)
    theme = _theme(wanted, school, folder)
    stock_for = card_stock if wanted.dpi else chosen_stock
    paper = fed(stock_for(wanted.stock, school, folder), wanted.feed)
    found, skipped = ((), ()) if wanted.is_nobody else _people(wanted, access, moment.date)
    ready = list(_told(found, school, moment.date, records, wanted, tell))
    if wanted.changed:
        ready, right = _split(ready, records, moment.date)
        skipped += tuple(Skipped(each, "its card is right") for each in wanted.ids or () if each in right)
        if not (ready or wanted.spare):
            return Printed(0, 0, None, paper.stock.name, skipped=skipped)
    laid = deck.lay(ready, wanted.spare, wanted.ordering, paper, school, moment.date)
    pictures = _pictures(laid, paper, wanted)
    with _placing(wanted) as place:
        pages = _write(laid, place.pdf, paper, theme, _title(school, moment), moment, tell)
        _read_back(laid, place.pdf, paper, tell)
        if pictures:
            pictures.draw(place.temporary, place.pdf)
            place.pdf.unlink()
            _expect_readable(laid, pictures.failures(place.temporary))
        with records.writing() as transaction:
            _keep_links(transaction, ready, access, moment)
            tell("keeping links", len(ready), len(ready))
            place.put()
    separators, number = len(laid) - len(ready) - wanted.spare, len(ready)
    stock, names = paper.stock.name, pictures.names if pictures else ()
    sides = sides_of(paper)
    return Printed(number, pages, wanted.out, stock, number, skipped, wanted.spare, separators, names, sides)


def sides_of(paper: Layout) -> str:
    """How a printer is told to print these sheets (IPP, RFC 8011, 5.2.8)."""
    return f"two-sided-{paper.flip}-edge" if paper.feed.is_duplex else "one-sided"


def _placing(wanted: Wanted) -> AbstractContextManager[Placing | FolderPlacing]:
    return placing_files(wanted.out) if wanted.dpi else placing(wanted.out)


def _pictures(laid: Sequence[deck.Entry], paper: Layout, wanted: Wanted) -> Pictures | None:
    """The pictures to draw, where some are wanted, once the folder is free for them."""
    if not wanted.dpi:
        return None
    found = pictures_of(laid, paper, wanted.dpi)
    if not wanted.force:
        found.expect_free(wanted.out)
    return found


def _check(wanted: Wanted, school: School, date: dt.date) -> None:
    if wanted.dpi:
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


def _people(wanted: Wanted, access: Access, date: dt.date) -> tuple[tuple[Opened, ...], tuple[Skipped, ...]]:
    """Those with a plan in force, in order; the others who were asked for are skipped."""
    _expect_known(wanted.without, access)
    found = access.open_many(wanted.ids, Purpose.CARDS, on=date, room=wanted.room)
    kept = [each for each in found if each.student.id not in wanted.without]
    has_plan = {each.student.id for each in found}
    skipped = [Skipped(each, "no plan in force") for each in wanted.ids or () if each not in has_plan]
    skipped += [Skipped(each, "left out by --except") for each in wanted.without if each in has_plan]
    if not kept and (skipped or not wanted.changed):
        why = [Fault(f"{each.student}: {each.why}") for each in skipped]
        raise Refused("No card to print: nobody here has a plan in force.", why)
    return tuple(sorted(kept, key=lambda each: card_order.key(each.student, wanted.ordering.by))), tuple(
        skipped
    )


def _expect_known(numbers: Collection[StudentId], access: Access) -> None:
    known = {each.id for each in access.students()} if numbers else set()
    if unknown := [each for each in numbers if each not in known]:
        raise BadInput.of(Fault(f'no student has the number "{each}"', path="--except") for each in unknown)


def _told(
    found: Sequence[Opened], school: School, date: dt.date, records: Records, wanted: Wanted, tell: Tell
) -> Iterator[Ready]:
    for number, each in enumerate(found):
        if not number % TOLD:
            tell("reading plans", number, len(found))
        yield _ready(each, school, date, records, wanted)


def _ready(opened: Opened, school: School, date: dt.date, records: Records, wanted: Wanted) -> Ready:
    token = _new_token()
    found = in_force(opened.versions, date)
    url = f"{school.cards.link.rstrip('/').upper()}/C/{token}"
    plans = [each.plan for each in found]
    front = pocket.card(opened.student, plans, school, url, date)
    card, faces = front, frozenset[bytes]()
    if wanted.feed.is_duplex or wanted.changed:
        back = pocket.back(opened.student, plans, school, date)
        card = pocket.turned(front, back) if wanted.feed.is_duplex else front
        faces = faces_of(front, back, records)
    return Ready(opened, card, token, tuple(map(_version, found)), face_of(card, records), faces)


def _version(version: Version) -> links.Printed:
    return links.Printed(version.plan.kind, version.plan.terms.begins, version.number)


def _split(
    ready: Sequence[Ready], records: Records, date: dt.date
) -> tuple[list[Ready], Collection[StudentId]]:
    """The cards to print because the last one is not right any more, and whose is."""
    students = [each.opened.student.id for each in ready]
    with records.reading() as transaction:
        last = links.newest(transaction, students)
    right = {
        student
        for student, each in zip(students, ready, strict=True)
        if fate(last.get(student), each.printed, each.faces, date) is Fate.RIGHT
    }
    return [each for each in ready if each.opened.student.id not in right], right


def _theme(wanted: Wanted, school: School, folder: Path | None) -> Theme:
    if wanted.theme is not None:
        return theme_named(wanted.theme, "--theme", folder, file=None)
    own = school.cards.theme
    return theme_named(own or school.theme, "cards, theme" if own else "theme", folder)


def _title(school: School, moment: Moment) -> str:
    return f"Pocket cards, {school.name}, {moment.date.isoformat()}"


def _write(
    laid: Sequence[deck.Entry],
    path: Path,
    paper: Layout,
    theme: Theme,
    title: str,
    moment: Moment,
    tell: Tell,
) -> int:
    try:
        faces = [deck.face_of(each) for each in laid]
        return pdf.write(faces, path, paper, theme, title, moment.local, tell)
    except DoesNotFit as error:
        faults = [Fault(sentence, path=_whose(laid[index])) for index, sentence in error.faults]
        raise Refused(f"{len(faults)} cards cannot be set; nothing was printed.", faults) from None
    except OSError as error:
        raise BadInput.of([Fault(f"cannot be written: {trouble(error)}", file=str(path.parent))]) from None


def _whose(entry: deck.Entry) -> str | None:
    return f"student {entry.opened.student.id}" if isinstance(entry, Ready) else None


def _read_back(laid: Sequence[deck.Entry], path: Path, paper: Layout, tell: Tell) -> None:
    try:
        failed = read_back.failures(path, [deck.link_of(each) for each in laid], paper, tell=tell)
    except CardError as error:
        raise Refused(str(error)) from None
    _expect_readable(laid, failed)


def _expect_readable(laid: Sequence[deck.Entry], failed: Sequence[int]) -> None:
    if failed:
        faults = [Fault(_unreadable(laid[index])) for index in failed]
        raise Refused(f"{len(faults)} cards cannot be read back; nothing was printed.", faults)


def _unreadable(entry: deck.Entry) -> str:
    if not isinstance(entry, Ready):
        return f"there is a code on {entry.name}, where none may be"
    student = entry.opened.student
    return f"student {student.id}: the code on {student.name}'s card cannot be read"


def _keep_links(transaction: Transaction, ready: Sequence[Ready], access: Access, moment: Moment) -> None:
    """Store the new links, revoke the old ones, and note each card in the ledger: all or nothing."""
    run = uuid4().hex
    made = [_link(each, moment, run) for each in ready]
    links.replace(transaction, made, moment.instant)
    marks = witness.of_links(transaction, [each.digest for each in made])
    ledger.append_many(transaction, [_noted(each, marks, access) for each in made])


def _noted(link: links.Link, marks: Mapping[str, str], access: Access) -> Entry:
    key = link.digest.hex()
    detail = {
        "run": link.run,
        "valid_until": link.expires,
        "plans": link.printed,
        "face": (link.face or b"").hex(),
        "rows": {key: marks[key]},
    }
    return access.notes.entry(Event.CARDS, link.student, detail)


def _link(ready: Ready, moment: Moment, run: str) -> links.Link:
    return links.Link(
        digest=links.token_digest(ready.token),
        student=ready.opened.student.id,
        made=moment.instant,
        expires=ready.card.valid_until,
        printed=ready.printed,
        run=run,
        face=ready.face,
    )


def _new_token() -> str:
    """26 base32 characters: 130 random bits, which name a card and open nothing."""
    return base64.b32encode(secrets.token_bytes(17)).decode()[:26]
