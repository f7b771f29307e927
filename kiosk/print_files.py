"""The files of a print run: drawn and read back by the crew, part by part, so that memory stays flat."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from cards import Blank, Separator, portions
from cards.crew import Crew
from cards.errors import DoesNotFit
from cards.layout import Layout
from cards.telling import Tell
from kiosk.access.unsealing import Sealed
from kiosk.deck import Entry
from kiosk.faults import Refused
from kiosk.plans.student import Student, StudentId
from kiosk.print_crew import Drawn, Made, Order, Part, ToRead, draw, read
from kiosk.print_people import Plans
from kiosk.school.calendar import Moment

if TYPE_CHECKING:
    from cards.press import Sheets

AT_ONCE = 8
"""Parts whose plans are read, and noted, in one go at most."""


@frozen
class Deck:
    """All that is laid on sheets of paper, in its order, and where the plans of its students come from."""

    laid: Sequence[Entry]
    layout: Layout
    plans: Plans

    @property
    def sheets(self) -> int:
        """How many it takes."""
        return self.layout.sheets(len(self.laid))

    def span(self, sheets: range) -> slice:
        """What lies on some sheets."""
        return slice(self.layout.before(sheets.start), self.layout.before(sheets.stop))


@frozen
class File:
    """A file of the run: where it is written, and which sheets of the deck it holds."""

    path: Path
    sheets: range

    @property
    def parts(self) -> list[range]:
        """Its sheets, part by part."""
        each = portions.PART
        return [self.sheets[start : start + each] for start in range(0, len(self.sheets), each)]


@frozen
class Written:
    """What was written: how many pages there are, and for each entry of the deck the card that was made."""

    pages: int
    made: Sequence[Made | None]

    @property
    def links(self) -> list[str]:
        """What the code of each entry says; nothing where it has none."""
        return [each.link if each else "" for each in self.made]


def names(out: Path, sheets: int, most: int) -> list[tuple[Path, range]]:
    """The files to write and their sheets: `out`, or numbered ones where it would hold more than so many."""
    if sheets <= most:
        return [(out, range(sheets))]
    starts = range(0, sheets, most)
    return [
        (out.with_name(f"{out.stem}-{number}{out.suffix}"), range(start, min(start + most, sheets)))
        for number, start in enumerate(starts, start=1)
    ]


def write(
    files: Sequence[File], deck: Deck, hands: Crew[Order], title: str, moment: Moment, tell: Tell
) -> Written:
    """Write all files; raises DoesNotFit with every card that cannot be set."""
    drawn = hands.each(draw, _parts([part for file in files for part in file.parts], deck))
    from cards import pdf  # noqa: PLC0415 -- it is loaded while the crew draws the first sheets

    collected = _Collected(len(deck.laid), tell)
    pages = 0
    for file in files:
        sheets = collected.sheets(islice(drawn, len(file.parts)))
        pages += pdf.assemble(sheets, file.path, deck.layout, title, moment.local)
    if collected.faults:
        raise DoesNotFit(collected.faults)
    return Written(pages, collected.made)


class _Collected:
    """What comes of the parts beside their sheets."""

    def __init__(self, total: int, tell: Tell) -> None:
        self._total, self._tell = total, tell
        self.made: list[Made | None] = []
        self.faults: list[tuple[int, str]] = []

    def sheets(self, drawn: Iterable[Drawn]) -> Iterator["Sheets"]:
        """The sheets; what is wrong with some of their cards is kept for the end."""
        for each in drawn:
            self.made += each.made
            self.faults += each.sheets.faults
            self._tell("printing", len(self.made), self._total)
            yield evolve(each.sheets, faults=())


def _parts(parts: Sequence[range], deck: Deck) -> Iterator[Part]:
    """The parts, with the plans of all who are on them."""
    for some in _portions(parts):
        entries = chain.from_iterable(deck.laid[deck.span(each)] for each in some)
        found = deck.plans([each.id for each in entries if isinstance(each, Student)])
        for sheets in some:
            span = deck.span(sheets)
            yield Part(sheets, span.start, [_sealed(each, found) for each in deck.laid[span]])


def _portions(parts: Sequence[range]) -> Iterator[Sequence[range]]:
    """One part, two, four …: the crew is not kept waiting for its first."""
    start, size = 0, 1
    while start < len(parts):
        yield parts[start : start + size]
        start, size = start + size, min(2 * size, AT_ONCE)


def _sealed(entry: Entry, found: Mapping[StudentId, Sealed]) -> Sealed | Blank | Separator:
    if not isinstance(entry, Student):
        return entry
    if entry.id not in found:
        what = f"The plans of {entry.id} were changed while the cards were printed; nothing was printed."
        raise Refused(f"{what} Print them again.")
    return found[entry.id]


@frozen
class Reading:
    """The finished files, whose codes the crew reads back meanwhile."""

    jobs: Sequence[ToRead]
    results: Iterator[list[int]]

    def failures(self, tell: Tell) -> list[int]:
        """The indexes of what bears another code than it should; where there is no link, no code may be."""
        total = sum(len(job.links) for job in self.jobs)
        failed: list[int] = []
        done = 0
        for job, wrong in zip(self.jobs, self.results, strict=True):
            failed += [done + index for index in wrong]
            done += len(job.links)
            tell("reading back", done, total)
        return failed


def reading(files: Sequence[File], links: Sequence[str], deck: Deck, hands: Crew[Order]) -> Reading:
    """Begin to read the codes back from the finished files."""
    jobs = [job for file in files for job in _jobs(file, links, deck)]
    return Reading(jobs, hands.begin(read, jobs))


def _jobs(file: File, links: Sequence[str], deck: Deck) -> Iterator[ToRead]:
    first = file.sheets.start
    layout = deck.layout.from_sheet(first)
    for part in file.parts:
        sheets = range(part.start - first, part.stop - first)
        yield ToRead(file.path, sheets, layout, links[deck.span(part)])
