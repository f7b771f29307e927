"""Sets the parts of a sheet: its head, headings, rows and foot, each with its top at 0."""

from collections.abc import Callable, Iterable, Sequence

from attrs import evolve, frozen

from cards.drawing import Band, Mark, Rect, Sign
from cards.errors import TooMuch
from cards.flow import RISE, Fixed, Paragraph, Piece, Style, set_text
from cards.point import Point
from cards.sheet import Sheet, SheetRow, SheetSection
from cards.typeface import mm
from themes import Colour, Palette

NAME, KIND, BETWEEN = 43.0, 25.0, 3.0  # columns, and the space beside them, in mm
SIGN, BESIDE = 4.0, 1.5
TITLE, ABOUT, HEADING, BODY, SMALL = 26.0, 11.0, 9.5, 10.5, 8.0  # points
SHRINK = (1.0, 0.9, 0.8, 0.7, 0.62)  # of the body, for a word that is wider than its column
HAIRLINE = 0.25
BAR = 1.0  # beside what is loud
MARK = 5.0  # before a step
LOUD_MARK = 14.0
LOUD = 13.0  # points
WRITE = 14.0  # room to write over a line


@frozen
class Part:
    """Marks that were set, and how high they are."""

    marks: tuple[Mark, ...]
    height: float

    def moved(self, down: float) -> tuple[Mark, ...]:
        """The marks, so much lower."""
        return tuple(mark.moved(down) for mark in self.marks)


@frozen
class Setter:
    """Sets parts in the colours of a theme's paper, from a left to a right edge."""

    paper: Palette
    left: float
    right: float

    def head(self, sheet: Sheet) -> Part:
        """What the sheet is of on the left, from whom on the right, and a line under both."""
        middle = self.left + (self.right - self.left) * 0.62
        title = self._text(sheet.title, TITLE, self.left, middle, bold=True)
        about = self._text(sheet.about, ABOUT, self.left, middle, top=title.bottom + 1.6)
        sender: list[Paragraph] = []
        top = 1.0
        for number, line in enumerate(sheet.sender):
            said = self._text(line, SMALL + 1, middle + BETWEEN, self.right, top=top, bold=number == 0)
            sender.append(_flush(said, self.right))
            top = said.bottom + 0.8
        bottom = max(about.bottom, *(each.bottom for each in sender), 0.0) + 3.0
        return self._ruled([title, about, *sender], bottom, self.paper.text)

    def heading(self, section: SheetSection, *, again: bool) -> Part:
        """`NOW  period 4 until 11:57` on a hairline; on a further page it says that it goes on."""
        about = ", ".join(filter(None, (section.about, "continued" if again else "")))
        pieces = [Piece(section.heading, Style(HEADING, True, self.paper.accent), whole=True)]
        if about:
            pieces.append(Piece(about, Style(HEADING, False, self.paper.muted), apart=1.2))
        said = set_text(pieces, self.left, 0.0, Fixed(self.right))
        return self._ruled([said], said.bottom + 1.2, self.paper.line)

    def nothing(self, section: SheetSection) -> Part:
        """The sentence of a section without rows."""
        said = self._text(section.nothing, BODY, self.left, self.right, colour=self.paper.muted)
        if not section.loud:
            return Part(said.runs, said.bottom)
        top = said.bottom + 1.6 if section.nothing else 0.0
        loud = self._text(section.loud, LOUD, self.left, self.right, top=top, bold=True)
        return Part((*said.runs, *loud.runs), loud.bottom)

    def row(self, row: SheetRow, *, with_name: bool) -> Part:
        """Name, sign and word, and beside them when and what to do; steps under it."""
        beside = self.left + NAME + BETWEEN
        x = beside + KIND + BETWEEN
        first, *further = self._what(row, x)
        word = self._text(row.word, BODY, beside + SIGN + BESIDE, beside + KIND, colour=self.paper.muted)
        name = [self._text(row.name, BODY, self.left, self.left + NAME, bold=True)] if with_name else []
        level, moved = _level([first, word, *name], least=mm(RISE, BODY) / 2 + SIGN / 2)
        below = [each.moved(moved[0].bottom - first.bottom) for each in further]
        points = self._points(row.points, x, [*moved[:1], *below][-1].bottom + 0.8)
        sign = self._sign(row, beside, level)
        said = [*moved, *below, *points]
        bottom = max(sign.rect.bottom, *(each.bottom for each in said))
        bar = [Band(Rect(x - BAR - 1.2, 0.0, x - 1.2, bottom), 0.0, self.paper.crisis)] if row.is_loud else []
        return Part((*bar, sign, *(run for each in said for run in each.runs)), bottom)

    def signing(self, labels: Sequence[str]) -> Part:
        """Lines to write on, the first as wide as all others together, and what each is for under it."""
        middle = self.left + (self.right - self.left) * 0.62
        said: list[Paragraph] = []
        rules: list[Mark] = []
        for number, label in enumerate(labels):
            share = (self.right - middle) / max(1, len(labels) - 1)
            left = self.left if number == 0 else middle + BETWEEN + (number - 1) * share
            right = middle if number == 0 else left + share - BETWEEN
            rules.append(Band(Rect(left, WRITE, right, WRITE + HAIRLINE), 0.0, self.paper.text))
            said.append(self._text(label, SMALL, left, right, top=WRITE + 1.2, colour=self.paper.muted))
        return Part((*rules, *(run for each in said for run in each.runs)), max(each.bottom for each in said))

    def foot(self, lines: Iterable[str], page: str) -> Part:
        """The small print over a hairline, and which page this is."""
        where = self._text(page, SMALL, self.left, self.right, top=1.6, colour=self.paper.muted)
        where = _flush(where, self.right)
        room = self.right - max(run.width for run in where.runs) - 2 * BETWEEN
        text = self._text(" ".join(lines), SMALL, self.left, room, top=1.6, colour=self.paper.muted)
        rule = Band(Rect(self.left, 0.0, self.right, HAIRLINE), 0.0, self.paper.line)
        return Part((rule, *text.runs, *where.runs), max(text.bottom, where.bottom))

    def _what(self, row: SheetRow, x: float) -> list[Paragraph]:
        """When, in the accent, and what to do behind it; or, after a condition, under it."""
        ink = self.paper.crisis if row.is_loud else self.paper.accent
        if row.is_condition:
            when = self._text(row.lead, BODY, x, self.right, bold=True, colour=ink)
            return [when, self._text(row.text, BODY, x, self.right, top=when.bottom + 0.8)]

        def pieces(points: float) -> list[Piece]:
            said = [Piece(row.lead, Style(points, True, ink))] if row.lead else []
            apart = 1.2 if row.lead else 0.0
            return [*said, Piece(row.text, Style(points, False, self.paper.text), apart=apart)]

        return [_shrinking(pieces, x, 0.0, self.right)]

    def _points(self, points: Sequence[Point], x: float, top: float) -> list[Paragraph]:
        found: list[Paragraph] = []
        for each in points:
            ink = self.paper.crisis if each.is_loud else self.paper.text
            indent = LOUD_MARK if each.is_loud else MARK
            mark = self._text(each.mark, BODY, x, x + indent, top=top, bold=each.is_loud, colour=ink)
            text = self._text(each.text, BODY, x + indent, self.right, top=top, bold=each.is_loud, colour=ink)
            _, level = _level([mark, text] if each.mark else [text])
            found += level
            top = max(paragraph.bottom for paragraph in level) + 0.8
        return found

    def _sign(self, row: SheetRow, x: float, baseline: float) -> Sign:
        """The tile, in the middle of the capitals beside it."""
        top = baseline - mm(RISE, BODY) / 2 - SIGN / 2
        return Sign(row.sign, x, top, SIGN, self.paper.kinds[row.sign], self.paper.background)

    def said(
        self,
        text: str,
        points: float,
        *,
        right: float | None = None,
        top: float = 0.0,
        bold: bool = False,
        colour: Colour | None = None,
    ) -> Paragraph:
        """Text at the left edge."""
        edge = self.right if right is None else right
        return self._text(text, points, self.left, edge, top=top, bold=bold, colour=colour)

    def _text(
        self,
        text: str,
        points: float,
        left: float,
        right: float,
        *,
        top: float = 0.0,
        bold: bool = False,
        colour: Colour | None = None,
    ) -> Paragraph:
        ink = colour or self.paper.text
        return _shrinking(lambda size: [Piece(text, Style(size, bold, ink))], left, top, right, points)

    def _ruled(self, said: Sequence[Paragraph], bottom: float, ink: Colour) -> Part:
        rule = Band(Rect(self.left, bottom - HAIRLINE, self.right, bottom), 0.0, ink)
        return Part((*(run for each in said for run in each.runs), rule), bottom)


def _shrinking(
    pieces: Callable[[float], list[Piece]], left: float, top: float, right: float, points: float = BODY
) -> Paragraph:
    """The text in rows; smaller where a word is wider than the column, and refused below our floor."""
    refused: TooMuch | None = None
    for share in SHRINK:
        try:
            return set_text(pieces(points * share), left, top, Fixed(right))
        except TooMuch as why:
            refused = refused or why
    raise refused or TooMuch("the text does not fit")


def _level(said: Sequence[Paragraph], least: float = 0.0) -> tuple[float, list[Paragraph]]:
    """The paragraphs with their first rows on one baseline, and where that is."""
    baseline = max(least, *(each.baseline for each in said))
    return baseline, [each.moved(baseline - each.baseline) for each in said]


def _flush(said: Paragraph, right: float) -> Paragraph:
    return evolve(said, runs=tuple(evolve(run, x=right - run.width) for run in said.runs))
