"""The middle of a card: what to do and when, and the crisis band."""

from collections.abc import Sequence
from functools import lru_cache

from attrs import evolve, frozen

from cards.card import Line
from cards.drawing import Band, Mark, Rect, Sign
from cards.flow import Fixed, Paragraph, Piece, RightEdge, Style, set_text
from cards.plan import Plan
from themes import Colour, Palette

PAD_X, PAD_Y = 2.0, 1.5  # inside the band
BESIDE = 1.6  # between a sign and its text
RADIUS = 1.4
TALL, LOW = 0.55, 0.33  # a sign's side for each point of the text beside it, in two rows and in one
APART = 0.9  # between a heading and what to do in the same row
CRISIS = (9.5, 9.0, 8.5, 8.0)  # sizes of crisis text, where lines are stacked


@frozen(cache_hash=True)
class Ink:
    """The colours of one line: its sign's tile and mark, its heading, its word, and what to do."""

    tile: Colour
    mark: Colour
    heading: Colour
    word: Colour
    text: Colour


@frozen
class Block:
    """Marks that were set: in how many rows of text, how many texts were broken, and from where to where."""

    marks: tuple[Mark, ...]
    rows: int
    broken: int
    top: float
    bottom: float

    def moved(self, down: float) -> "Block":
        """The same, lower on the card."""
        return Block(
            tuple(m.moved(down) for m in self.marks),
            self.rows,
            self.broken,
            self.top + down,
            self.bottom + down,
        )


def lines(
    items: Sequence[Line], paper: Palette, plan: Plan, top: float, right: RightEdge, gap: float
) -> Block:
    """The lines one under the other, from the top."""
    blocks: list[Block] = []
    bottom = top
    for number, item in enumerate(items):
        kind = paper.kinds[item.sign]
        ink = Ink(kind, paper.background, kind, paper.muted, paper.text)
        block = _line(item, ink, plan, 0.0, bottom + (gap if number else 0.0), right, False)
        blocks.append(block)
        bottom = block.bottom
    return _together(blocks, top, bottom)


def band(items: tuple[Line, ...], paper: Palette, plan: Plan, width: float) -> Block:
    """The crisis lines in their band, its top at 0: smaller type than the plan's if that saves a row."""
    white = paper.on_crisis
    return _best_band(items, Ink(white, paper.crisis, white, white, white), plan, width)


@lru_cache(maxsize=5_000)
def _best_band(items: tuple[Line, ...], ink: Ink, plan: Plan, width: float) -> Block:
    tries: list[Block] = []
    for body in (plan.body, *(size for size in CRISIS if size < plan.body)):
        tries.append(_band(items, ink, evolve(plan, body=body), width))
        if not tries[-1].broken:
            break
    return min(tries, key=lambda block: (block.rows, block.broken))


def _band(items: Sequence[Line], ink: Ink, plan: Plan, width: float) -> Block:
    pad = PAD_Y if plan.stacked else PAD_Y * 0.7
    blocks: list[Block] = []
    bottom = pad
    for number, item in enumerate(items):
        top = bottom + (pad * 0.8 if number else 0.0)
        block = _line(item, ink, plan, PAD_X, top, Fixed(width - PAD_X), True)
        blocks.append(block)
        bottom = block.bottom
    inside = _together(blocks, 0.0, bottom + pad)
    ground = Band(Rect(0.0, 0.0, width, inside.bottom), RADIUS, ink.mark)
    return evolve(inside, marks=(ground, *inside.marks))


def _together(blocks: Sequence[Block], top: float, bottom: float) -> Block:
    marks = tuple(mark for block in blocks for mark in block.marks)
    return Block(
        marks, sum(block.rows for block in blocks), sum(block.broken for block in blocks), top, bottom
    )


@lru_cache(maxsize=20_000)
def _line(item: Line, ink: Ink, plan: Plan, left: float, top: float, right: RightEdge, bold: bool) -> Block:
    """A line and its sign, which is as tall as two rows, or as one where the plan is dense."""
    side = plan.body * (TALL if plan.stacked else LOW)
    x = left + side + BESIDE * (1.0 if plan.stacked else 0.7)
    paragraphs = _paragraphs(item, ink, plan, x, top, right, bold=bold)
    first = paragraphs[0]
    y = top if plan.stacked else max(top, (first.top + first.baseline - side) / 2)
    sign = Sign(item.sign, left, y, side, ink.tile, ink.mark)
    runs = [run for paragraph in paragraphs for run in paragraph.runs]
    rows = sum(paragraph.rows for paragraph in paragraphs)
    broken = sum(paragraph.rows > 1 for paragraph in paragraphs)
    return Block((sign, *runs), rows, broken, top, max(paragraphs[-1].bottom, sign.rect.bottom))


def _paragraphs(
    item: Line, ink: Ink, plan: Plan, x: float, top: float, right: RightEdge, *, bold: bool
) -> list[Paragraph]:
    """What to do under its heading; where the plan is dense in the same row, if that saves one."""
    head = [Piece(item.heading, Style(plan.heading, True, ink.heading))]
    if item.word:
        head.append(Piece(item.word, Style(plan.heading, False, ink.word)))
    text = Piece(item.text, Style(plan.body, bold, ink.text), apart=APART * (1.5 if bold else 1.0))
    stacked = _stacked(head, text, x, top, right)
    if plan.stacked:
        return stacked
    joined = set_text([*head, text], x, top, right)
    return [joined] if joined.rows < sum(paragraph.rows for paragraph in stacked) else stacked


def _stacked(head: Sequence[Piece], text: Piece, x: float, top: float, right: RightEdge) -> list[Paragraph]:
    above = set_text(head, x, top, right)
    return [above, set_text([text], x, above.bottom + 0.2, right)]
