"""Prints a file of ready cards: all of its PDF files, every code read back, or nothing."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

from attrs import evolve, field, frozen

from cards import pdf, portions, read_back, rows
from cards.card import Card, Laid
from cards.crew import Crew, crew
from cards.errors import BadFile, DoesNotFit, Fault, Miscoded
from cards.folder_placing import AnyPlacing, places_for
from cards.laying import Laying, lay
from cards.layout import Layout
from cards.picture_files import Pictures, pictures_of
from cards.placing import expect_free
from cards.press import Press, Sheets
from cards.ready import turned
from cards.rows import Part, Table
from cards.telling import Tell
from themes import Theme


@frozen
class Wanted:
    """What to print, on what, and where to; `full` looks at every page, not at one in fifty.

    With `dpi`, `out` is a folder of pictures, so fine, for a card printer; else a PDF.
    """

    source: Path
    out: Path
    layout: Layout
    theme: Theme
    date: datetime
    force: bool = False
    full: bool = False
    laying: Laying = field(factory=Laying)
    dpi: int | None = None

    def cards_of_part(self, number: int) -> int:
        """How many cards the sheets of a part hold, counted from 0."""
        first = number * portions.PART
        return self.layout.before(first + portions.PART) - self.layout.before(first)


@frozen
class Printed:
    """What was printed; `verified` counts the codes that were read back from the finished files.

    `cards` are those of students; `pages` hold the spare and the separator cards too.
    """

    cards: int
    pages: int
    files: Sequence[Path]
    verified: int
    spare: int = 0
    separators: int = 0
    pictures: int = 0


def run(wanted: Wanted, tell: Tell) -> Printed:
    """Print the file; raises BadFile or DoesNotFit with all that is wrong, Miscoded, or Unwritable."""
    table = _table(wanted)
    files = _files(wanted, table)
    order = _Order(table, wanted, Press(wanted.layout, wanted.theme))
    pictures = _pictures(wanted, table)
    outs = [out for out, _ in files]
    with (
        places_for(outs, are_folders=bool(pictures)) as places,
        crew(order, len(table.parts)) as hands,
    ):
        written = [(place, parts) for place, (_, parts) in zip(places, files, strict=True)]
        pages = _write(written, hands, wanted, tell)
        _read_back(written, hands, wanted, tell)
        if pictures:
            _draw(pictures, places[0], hands, order)
        for place in places:
            place.put()
    number, spare = table.students, wanted.laying.spare
    others = table.cards - number - spare
    if pictures:
        outs = [wanted.out / name for name in pictures.names]
    return Printed(number, pages, outs, number, spare, others, len(outs) if pictures else 0)


def _table(wanted: Wanted) -> Table:
    """The list, its cards laid as they are wanted."""
    table = rows.table(wanted.source, wanted.cards_of_part)
    if wanted.laying.is_plain:
        return table
    return lay(table, wanted.laying, wanted.layout, wanted.cards_of_part, wanted.date.date())


@frozen
class _Order:
    """What each of the crew has to know."""

    table: Table
    wanted: Wanted
    press: Press


@frozen
class _Made:
    """The sheets of a part, and what is wrong with those of its rows that made none."""

    sheets: Sheets
    bad: Sequence[Fault]
    unfit: Sequence[Fault]


@frozen
class _ToRead:
    """Sheets of a file to read back, how they lie there, and the part of which they were made."""

    path: Path
    sheets: range
    layout: Layout
    part: Part


Written = Sequence[tuple[AnyPlacing, Sequence[Part]]]  # each file, and the parts that go into it


def _files(wanted: Wanted, table: Table) -> list[tuple[Path, Sequence[Part]]]:
    """The files to write: one of the name that was asked for, or several that are numbered."""
    if wanted.dpi:
        return [(wanted.out, table.parts)]
    each = portions.FILE // portions.PART
    files = [table.parts[start : start + each] for start in range(0, len(table.parts), each)]
    out = wanted.out
    numbered = [out.with_name(f"{out.stem}-{number}{out.suffix}") for number in range(1, len(files) + 1)]
    outs = [out] if len(files) == 1 else numbered
    expect_free(outs, force=wanted.force)
    return list(zip(outs, files, strict=True))


def _pictures(wanted: Wanted, table: Table) -> Pictures | None:
    """The pictures to draw, where some are wanted, called by their rows, once the folder is free for them."""
    if not wanted.dpi:
        return None
    found = pictures_of([*_stems(table)], wanted.layout, wanted.dpi)
    if not wanted.force:
        found.expect_free(wanted.out)
    return found


def _stems(table: Table) -> Iterator[str]:
    spare = 0
    for part in table.parts:
        for row in table.numbers(part):
            spare += not row
            yield f"row-{row}" if row else f"spare-{spare}"


def _draw(pictures: Pictures, place: AnyPlacing, hands: Crew[_Order], order: _Order) -> None:
    """Draw the pages as pictures, which are read back; the pages are not kept."""
    table = order.table
    links = [link for part in table.parts for link in table.links(part)]
    said = [link for _, link in links]
    pictures.draw(place.temporary, place.pdf, said, hands)
    place.pdf.unlink()
    if failed := pictures.failures(place.temporary, said, hands):
        file = order.wanted.source.name
        raise Miscoded([f"{file}: {_unreadable(links[index][0])}" for index in failed])


def _write(files: Written, hands: Crew[_Order], wanted: Wanted, tell: Tell) -> int:
    """Write all files, and only then say all that is wrong; returns how many pages there are."""
    made = hands.each(_print, [part for _, parts in files for part in parts])
    wrong = _Wrong(sum(part.cards for _, parts in files for part in parts), tell)
    title = f"Pocket cards, {wanted.date:%Y-%m-%d}"
    pages = 0
    for place, parts in files:
        sheets = wrong.without(zip(parts, islice(made, len(parts)), strict=True))
        pages += pdf.assemble(sheets, place.pdf, wanted.layout, title, wanted.date)
    wrong.refuse(wanted.source.name)
    return pages


class _Wrong:
    """All that is wrong with the rows of a file."""

    def __init__(self, total: int, tell: Tell) -> None:
        self._total = total
        self._tell = tell
        self._done = 0
        self._bad: list[Fault] = []
        self._unfit: list[Fault] = []

    def without(self, made: Iterable[tuple[Part, _Made]]) -> Iterator[Sheets]:
        """The sheets; what is wrong with the others is kept for the end."""
        for part, each in made:
            self._bad += each.bad
            self._unfit += each.unfit
            self._done += part.cards
            self._tell("printing", self._done, self._total)
            yield each.sheets

    def refuse(self, file: str) -> None:
        """Raise all that was found."""
        if self._bad:
            raise BadFile(file, [*self._bad, *self._unfit])
        if self._unfit:
            raise DoesNotFit([(fault.row or 0, f"{file}: {fault}") for fault in self._unfit])


def _print(order: _Order, part: Part) -> _Made:
    cards, bad = order.table.read(part)
    faces = [card for _, card in cards]
    if order.wanted.layout.feed.is_duplex:
        faces = [_turned(card) for card in faces]
    sheets = order.press.sheets(faces, 0, part.number * portions.PART)
    unfit = [Fault(cards[index][0] or None, None, sentence) for index, sentence in sheets.faults]
    return _Made(evolve(sheets, faults=()), bad, unfit)


def _turned(card: Laid) -> Laid:
    return turned(card) if isinstance(card, Card) else card


def _read_back(files: Written, hands: Crew[_Order], wanted: Wanted, tell: Tell) -> None:
    jobs = [
        _ToRead(place.pdf, range(number * portions.PART, (number + 1) * portions.PART), layout, part)
        for place, parts in files
        for layout in [wanted.layout.from_sheet(parts[0].number * portions.PART)]
        for number, part in enumerate(parts)
    ]
    total, done = sum(job.part.cards for job in jobs), 0
    failed: list[int] = []
    for job, wrong in zip(jobs, hands.each(_read, jobs), strict=True):
        failed += wrong
        done += job.part.cards
        tell("reading back", done, total)
    if failed:
        raise Miscoded([f"{wanted.source.name}: {_unreadable(row)}" for row in failed])


def _unreadable(row: int) -> str:
    if not row:
        return "there is a code on a card of nobody, where none may be"
    return f"row {row}: the code on this card cannot be read"


def _read(order: _Order, job: _ToRead) -> list[int]:
    """The rows of the part whose code is not what it should be in the finished file."""
    links, wanted = order.table.links(job.part), order.wanted
    said = [link for _, link in links]
    wrong = read_back.failures_on(job.path, job.sheets, said, job.layout, wanted.full)
    return [links[index][0] for index in wrong]
