"""The middle of a card: what to do and when, and the crisis band."""

from collections.abc import Sequence

from attrs import frozen

from cards.card import Line
from cards.drawing import Band, Mark, Rect, Sign
from cards.flow import Piece, RightEdge, Style, fixed, set_text
from cards.plan import Plan
from themes import Colour, Palette

PAD_X, PAD_Y = 2.0, 1.5  # inside the band
BESIDE = 1.6  # between a sign and its text
RADIUS = 1.4


@frozen
class Ink:
    """The colours of one line: its sign's tile and mark, its heading, its word, and what to do."""

    tile: Colour
    mark: Colour
    heading: Colour
    word: Colour
    text: Colour


@frozen
class Block:
    """Marks that were set, the rows of text among them, and where they begin and end."""

    marks: tuple[Mark, ...]
    rows: int
    top: float
    bottom: float

    def moved(self, down: float) -> "Block":
        """The same, lower on the card."""
        return Block(tuple(m.moved(down) for m in self.marks), self.rows, self.top + down, self.bottom + down)


def lines(
    items: Sequence[Line], paper: Palette, plan: Plan, top: float, right: RightEdge, gap: float
) -> Block:
    """The lines one under the other, from the top."""
    marks: list[Mark] = []
    rows, bottom = 0, top
    for number, item in enumerate(items):
        kind = paper.kinds[item.sign]
        ink = Ink(kind, paper.background, kind, paper.muted, paper.text)
        block = _line(item, ink, plan, 0.0, bottom + (gap if number else 0.0), right, bold=False)
        marks += block.marks
        rows, bottom = rows + block.rows, block.bottom
    return Block(tuple(marks), rows, top, bottom)


def band(items: Sequence[Line], paper: Palette, plan: Plan, width: float) -> Block:
    """The crisis lines in their band, its top at 0."""
    white = paper.on_crisis
    ink = Ink(white, paper.crisis, white, white, white)
    pad = PAD_Y if plan.stacked else PAD_Y * 0.7
    marks: list[Mark] = []
    rows, bottom = 0, pad
    for number, item in enumerate(items):
        top = bottom + (pad * 0.8 if number else 0.0)
        block = _line(item, ink, plan, PAD_X, top, fixed(width - PAD_X), bold=True)
        marks += block.marks
        rows, bottom = rows + block.rows, block.bottom
    ground = Band(Rect(0.0, 0.0, width, bottom + pad), RADIUS, paper.crisis)
    return Block((ground, *marks), rows, 0.0, bottom + pad)


def _line(item: Line, ink: Ink, plan: Plan, left: float, top: float, right: RightEdge, *, bold: bool) -> Block:
    heading = [Piece(item.heading, Style(plan.heading, True, ink.heading))]
    word = [Piece(item.word, Style(plan.heading, False, ink.word))] if item.word else []
    text = Piece(item.text, Style(plan.body, bold, ink.text))
    if plan.stacked:
        return _stacked([*heading, *word], text, item.sign, ink, left, top, right)
    return _run_in([*heading, *word, text], item.sign, ink, left, top, right)


def _stacked(
    heading: list[Piece], text: Piece, sign: str, ink: Ink, left: float, top: float, right: RightEdge
) -> Block:
    """The heading, and what to do under it; the sign is as tall as both."""
    side = text.style.points * 0.55
    x = left + side + BESIDE
    above = set_text(heading, x, top, right)
    below = set_text([text], x, above.bottom + 0.2, right)
    mark = Sign(sign, left, top, side, ink.tile, ink.mark)
    bottom = max(below.bottom, top + side)
    return Block((mark, *above.runs, *below.runs), above.rows + below.rows, top, bottom)


def _run_in(pieces: list[Piece], sign: str, ink: Ink, left: float, top: float, right: RightEdge) -> Block:
    """Heading, word and what to do in one paragraph, beside a small sign."""
    side = pieces[-1].style.points * 0.33
    paragraph = set_text(pieces, left + side + BESIDE * 0.7, top, right)
    middle = (paragraph.top + paragraph.baseline) / 2
    mark = Sign(sign, left, max(top, middle - side / 2), side, ink.tile, ink.mark)
    return Block((mark, *paragraph.runs), paragraph.rows, top, max(paragraph.bottom, mark.rect.bottom))
