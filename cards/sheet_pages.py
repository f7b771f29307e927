"""Lays out a sheet on pages: no row is split, and a heading stands over its rows on every page."""

from collections.abc import Iterator, Sequence
from itertools import chain

from attrs import define, field, frozen

from cards.drawing import Face, Mark, Size
from cards.errors import CardError, DoesNotFit, NoFace, TooMuch
from cards.faces import lacking
from cards.sheet import LETTER, Sheet, SheetRow, SheetSection
from cards.sheet_rows import Part, Setter
from themes import Theme

MARGIN = 16.0
APART, ROW_APART, SAME_APART, UNDER = 6.5, 2.6, 1.4, 2.2
"""Before a heading, between rows, between rows of one person, and under a heading, in mm."""
AIR = (1.0, 0.8, 0.6, 0.45)
OVER_FOOT = 4.0
WIDEST = "Page 99 of 99"


def lay_out(sheet: Sheet, theme: Theme, page: Size = LETTER) -> tuple[Face, ...]:
    """The sheet's pages, fewer if a little less air makes it so; raises DoesNotFit, which names each row."""
    setter = Setter(theme.paper, MARGIN, page.width - MARGIN)
    end = page.height - MARGIN - setter.foot(sheet.foot, f"{sheet.title} · {WIDEST}").height - OVER_FOOT
    sections = tuple(_sections(sheet, setter, end))
    tries = [_paged(sheet, sections, setter, end, air) for air in AIR]
    fewest = min(map(len, tries))
    best = next(each for each in tries if len(each) == fewest)
    return tuple(_finished(best, sheet, setter, page))


@frozen
class _SetRow:
    """A row that was set with its name, and without it for where it follows another of the same person."""

    name: str
    named: Part
    following: Part


@frozen
class _SetSection:
    """A section with its rows, set."""

    section: SheetSection
    rows: tuple[_SetRow, ...]


def _paged(
    sheet: Sheet, sections: Sequence[_SetSection], setter: Setter, end: float, air: float
) -> list[list[Mark]]:
    pages = _Pages(setter, end, air)
    pages.put(setter.head(sheet), 0.0)
    for section in sections:
        pages.section(section)
    if sheet.signing:
        pages.whole(setter.signing(sheet.signing), APART)
    return pages.pages


@define
class _Pages:
    """The pages so far; what does not fit above `end` begins another."""

    setter: Setter
    end: float
    air: float
    pages: list[list[Mark]] = field(factory=lambda: [[]])
    top: float = MARGIN

    def put(self, part: Part, apart: float) -> None:
        """Set a part under the one before it."""
        at = self.top + (apart if self.pages[-1] else 0.0)
        self.pages[-1] += part.moved(at)
        self.top = at + part.height

    def whole(self, part: Part, apart: float) -> None:
        """A part that is not under a heading, on a new page if this one lacks the room."""
        if self.top + apart + part.height > self.end and self.pages[-1]:
            self._turn()
        self.put(part, apart)

    def section(self, found: _SetSection) -> None:
        """A heading and its rows; a name stands once where its rows follow each other."""
        before: str | None = None
        for number, row in enumerate(found.rows):
            part, apart = self._next(row, before)
            heading = self.setter.heading(found.section, again=False) if number == 0 else None
            head = APART * self.air + heading.height + UNDER if heading else apart
            if self.top + head + part.height > self.end and self.pages[-1]:
                part, heading = row.named, self.setter.heading(found.section, again=number > 0)
                self._turn()
            if heading:
                self.put(heading, APART * self.air)
            self.put(part, UNDER if heading else apart)
            before = row.name

    def _next(self, row: _SetRow, before: str | None) -> tuple[Part, float]:
        if row.name == before:
            return row.following, SAME_APART * self.air
        return row.named, ROW_APART * self.air

    def _turn(self) -> None:
        """A new page."""
        self.pages.append([])
        self.top = MARGIN


def _sections(sheet: Sheet, setter: Setter, end: float) -> Iterator[_SetSection]:
    """The sections with their rows, set; everything that cannot be set is named at once."""
    faults = list(_missing(sheet))
    number = 0
    for section in sheet.sections:
        rows: list[_SetRow] = []
        for row in section.rows:
            try:
                rows.append(_row(row, setter, end - _head_height(section, setter)))
            except CardError as why:
                faults.append((number, f"{row.name}: {why}"))
            number += 1
        yield _SetSection(section, tuple(rows) if section.rows else (_nothing(section, setter),))
    if faults:
        raise DoesNotFit(faults)


def _head_height(section: SheetSection, setter: Setter) -> float:
    """Where the first row begins on a new page."""
    return MARGIN + setter.heading(section, again=True).height + UNDER


def _row(row: SheetRow, setter: Setter, room: float) -> _SetRow:
    points = [part for each in row.points for part in (each.mark, each.text)]
    _expect_faces((row.name, row.word, row.lead, row.text, *points))
    named = setter.row(row, with_name=True)
    if named.height > room:
        raise TooMuch("what the plan says here is longer than a page; shorten it")
    return _SetRow(row.name, named, setter.row(row, with_name=False))


def _nothing(section: SheetSection, setter: Setter) -> _SetRow:
    said = setter.nothing(section)
    return _SetRow("", said, said)


def _missing(sheet: Sheet) -> Iterator[tuple[int, str]]:
    parts = [part for each in sheet.sections for part in (each.heading, each.about, each.nothing, each.loud)]
    try:
        _expect_faces((sheet.title, sheet.about, *sheet.sender, *sheet.foot, *sheet.signing, *parts))
    except NoFace as why:
        yield 0, f"{sheet.title}: {why}"


def _expect_faces(said: Sequence[str]) -> None:
    if missing := list(dict.fromkeys(chain.from_iterable(map(lacking, said)))):
        raise NoFace(missing)


def _finished(pages: Sequence[Sequence[Mark]], sheet: Sheet, setter: Setter, page: Size) -> Iterator[Face]:
    """The pages with their feet."""
    for number, marks in enumerate(pages, start=1):
        foot = setter.foot(sheet.foot, f"{sheet.title} · Page {number} of {len(pages)}")
        yield Face(page, (*marks, *foot.moved(page.height - MARGIN - foot.height)))
