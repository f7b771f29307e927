"""Lays out a grid on pages: no block is split unless it is longer than a page, and its head is said again."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from attrs import evolve, frozen

from cards.drawing import Band, Face, Mark, Rect, Size
from cards.errors import CardError, DoesNotFit, NoFace, TooMuch
from cards.faces import lacking
from cards.flow import RISE, Fixed, Paragraph, Piece, Style, set_text
from cards.grid import Block, Cell, Column, Grid, GridRow
from cards.sheet import Sheet
from cards.sheet_rows import BODY, HAIRLINE, SHRINK, SMALL, Part, Setter
from cards.typeface import mm
from themes import Colour, Palette, Theme

MARGIN = 12.0
LABEL = 44.0  # the first column, in mm
HEAD, ROW = 7.2, 7.6  # heights
APART, OVER_FOOT, INSIDE = 5.0, 3.0, 0.8
SIGN, UNDER, OVER, NUMBER = 8.5, 6.0, 6.0, 7.5  # points
SHADE = 0.35  # of the lines' colour, behind a column that rests
WIDEST = "Page 99 of 99"


def lay_out(grid: Grid, theme: Theme, page: Size) -> tuple[Face, ...]:
    """The grid's pages; raises DoesNotFit, which names each block that cannot be set."""
    _expect_faces(grid)
    setter = Setter(theme.paper, MARGIN, page.width - MARGIN)
    small = (*grid.legend, *grid.foot)
    end = page.height - MARGIN - setter.foot(small, f"{grid.title} · {WIDEST}").height - OVER_FOOT
    head = setter.head(Sheet(grid.title, grid.about, grid.sender, (), ()))
    columns = _Columns(theme.paper, setter, grid.columns)
    parts = [part for each in grid.blocks for part in columns.blocks(each, end - MARGIN)]
    if not parts:
        parts = [Part(setter.said(grid.nothing, BODY).runs, BODY)]
    pages = _paged(head, parts, end)
    return tuple(_finished(pages, grid, small, setter, page))


def _paged(head: Part, parts: Iterable[Part], end: float) -> list[list[Mark]]:
    pages: list[list[Mark]] = [list(head.moved(MARGIN))]
    top = MARGIN + head.height
    for part in parts:
        apart = APART if pages[-1] else 0.0
        if top + apart + part.height > end and pages[-1]:
            pages.append([])
            top, apart = MARGIN, 0.0
        pages[-1] += part.moved(top + apart)
        top += apart + part.height
    return pages


def _finished(
    pages: Sequence[Sequence[Mark]], grid: Grid, small: Sequence[str], setter: Setter, page: Size
) -> Iterator[Face]:
    for number, marks in enumerate(pages, start=1):
        foot = setter.foot(small, f"{grid.title} · Page {number} of {len(pages)}")
        yield Face(page, (*marks, *foot.moved(page.height - MARGIN - foot.height)))


@frozen
class _Columns:
    """Sets blocks in the columns of a grid."""

    paper: Palette
    setter: Setter
    columns: tuple[Column, ...]

    @property
    def left(self) -> float:
        """Where the first column begins."""
        return self.setter.left + LABEL

    @property
    def width(self) -> float:
        """How wide a column is."""
        return (self.setter.right - self.left) / len(self.columns)

    def blocks(self, block: Block, room: float) -> Iterator[Part]:
        """A block, or the parts of one that is longer than a page."""
        about = self._about(block)
        at_once = max(1, int((room - about.height - HEAD) / ROW))
        for first in range(0, len(block.rows), at_once):
            again = evolve(block, title=f"{block.title}, continued") if first else block
            yield self._block(self._about(again), block.rows[first : first + at_once], block.title)

    def _about(self, block: Block) -> Part:
        title = self.setter.said(block.title, BODY, bold=True)
        said, top = [title], title.bottom + INSIDE
        for line in block.lines:
            said.append(self.setter.said(line, SMALL, top=top, colour=self.paper.muted))
            top = said[-1].bottom + INSIDE / 2
        return Part(tuple(run for each in said for run in each.runs), top + INSIDE)

    def _block(self, about: Part, rows: Sequence[GridRow], title: str) -> Part:
        top, bottom = about.height, about.height + HEAD + ROW * len(rows)
        marks: list[Mark] = [*self._shades(top, bottom), *about.marks, *self._head(top)]
        for number, row in enumerate(rows):
            try:
                marks += self._row(row, top + HEAD + number * ROW)
            except CardError as why:
                raise DoesNotFit([(number, f"{title}, {row.label}: {why}")]) from None
        return Part((*marks, *self._rules(top, len(rows))), bottom)

    def _shades(self, top: float, bottom: float) -> Iterator[Mark]:
        for number, column in enumerate(self.columns):
            if column.rests:
                left = self.left + number * self.width
                yield Band(Rect(left, top, left + self.width, bottom), 0.0, _shade(self.paper))

    def _head(self, top: float) -> Iterator[Mark]:
        for number, column in enumerate(self.columns):
            yield from self._middle(column.over, OVER, number, top + INSIDE, False, self.paper.muted)
            yield from self._middle(column.head, NUMBER, number, top + 3.6, True, self.paper.text)

    def _row(self, row: GridRow, top: float) -> Iterator[Mark]:
        label = self.setter.said(row.label, SMALL, right=self.left - INSIDE, top=top + INSIDE)
        yield from label.moved((ROW - 2 * INSIDE - (label.bottom - label.top)) / 2).runs
        for number, cell in enumerate(row.cells):
            yield from self._cell(cell, number, top)

    def _cell(self, cell: Cell, number: int, top: float) -> Iterator[Mark]:
        down = 1.2 if cell.under else (ROW - 2.6) / 2
        yield from self._middle(cell.sign, SIGN, number, top + down, True, self.paper.text)
        yield from self._middle(cell.under, UNDER, number, top + 4.7, False, self.paper.muted)

    def _middle(
        self, text: str, points: float, number: int, top: float, bold: bool, ink: Colour
    ) -> tuple[Mark, ...]:
        """Text in the middle of a column, smaller where it is wider."""
        if not text:
            return ()
        left = self.left + number * self.width
        said = _in_column(text, points, bold, ink, left, top, self.width - INSIDE / 2)
        used = max(run.x + run.width for run in said.runs) - left
        baseline = top + mm(RISE, points)  # the same for every text of a row, whatever its letters reach
        return tuple(evolve(run, x=run.x + (self.width - used) / 2, baseline=baseline) for run in said.runs)

    def _rules(self, top: float, rows: int) -> Iterator[Mark]:
        left, right, line = self.setter.left, self.setter.right, self.paper.line
        levels = [top, *(top + HEAD + each * ROW for each in range(rows + 1))]
        for level in levels:
            yield Band(Rect(left, level, right, level + HAIRLINE), 0.0, line)
        for number in range(len(self.columns) + 1):
            x = self.left + number * self.width
            yield Band(Rect(x, top, x + HAIRLINE, levels[-1]), 0.0, line)


def _shade(paper: Palette) -> Colour:
    """A tint of the lines' colour, on which the text is read as well."""
    ground, line = paper.background, paper.line
    return Colour(
        *(
            round(under + (over - under) * SHADE)
            for under, over in zip(
                (ground.red, ground.green, ground.blue), (line.red, line.green, line.blue), strict=True
            )
        )
    )


def _in_column(
    text: str, points: float, bold: bool, ink: Colour, left: float, top: float, width: float
) -> Paragraph:
    refused: TooMuch | None = None
    for share in SHRINK:
        try:
            piece = Piece(text, Style(points * share, bold, ink), whole=True)
            return set_text([piece], left, top, Fixed(left + width))
        except TooMuch as why:
            refused = why
    raise refused or TooMuch("the text does not fit")


def _expect_faces(grid: Grid) -> None:
    rows = [row for block in grid.blocks for row in block.rows]
    said = [grid.title, grid.about, grid.nothing, *grid.sender, *grid.legend, *grid.foot]
    said += [text for block in grid.blocks for text in (block.title, *block.lines)]
    said += [
        text for row in rows for text in (row.label, *(part for c in row.cells for part in (c.sign, c.under)))
    ]
    if missing := list(dict.fromkeys(chain.from_iterable(map(lacking, said)))):
        raise NoFace(missing)
