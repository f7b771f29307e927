"""The middle of a card: what to do and when, and the crisis band."""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from math import ceil

from attrs import evolve, frozen

from cards.card import Line
from cards.drawing import Band, Mark, Rect, Sign
from cards.flow import Broken, Fixed, Piece, RightEdge, Style, broken
from cards.plan import Plan
from themes import Colour, Palette

GRID = 0.1  # mm; lines begin on it, so that they are alike more often
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


@frozen(eq=False)
class Block:
    """Marks that were set: in how many rows of text, how many texts were broken, and from where to where."""

    parts: Sequence[Mark | Broken]
    rows: int
    broken: int
    top: float
    bottom: float
    ends: tuple[Rect, ...] = ()  # of a line that is not broken: the space of each row

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """All marks; most blocks are tried and not chosen, and are never asked for them."""
        return tuple(_marks(self.parts))


def _marks(parts: Sequence[Mark | Broken]) -> Iterator[Mark]:
    for part in parts:
        if isinstance(part, Broken):
            yield from part.set().runs
        else:
            yield part


@frozen(eq=False)
class Placed:
    """A block, and how far down it is moved."""

    block: Block
    down: float

    @property
    def marks(self) -> Iterator[Mark]:
        """The marks in their place."""
        return (mark.moved(self.down) for mark in self.block.marks) if self.down else iter(self.block.marks)


@frozen(eq=False)
class Stack:
    """Blocks one under the other, to where they reach, in how many rows, and how many texts are broken."""

    blocks: Sequence[Placed]
    bottom: float
    rows: int
    broken: int


def lines(
    items: Sequence[Line], paper: Palette, plan: Plan, top: float, right: RightEdge, gap: float
) -> Stack:
    """The lines one under the other, from the top."""
    blocks: list[Placed] = []
    bottom, rows, several = top, 0, 0
    for number, item in enumerate(items):
        at = ceil((bottom + (gap if number else 0.0)) / GRID) * GRID
        placed = _placed(item, _ink(paper, item.sign), plan, at, right)
        blocks.append(placed)
        bottom = placed.block.bottom + placed.down
        rows += placed.block.rows
        several += placed.block.broken
    return Stack(blocks, bottom, rows, several)


@lru_cache(maxsize=50_000)
def _placed(item: Line, ink: Ink, plan: Plan, top: float, right: RightEdge) -> Placed:
    """A line: as it is where there is most room, if its rows have the room here too; else as it is where all
    of its rows end alike, wholly beside what is taken or below it; else set where it is.
    """
    block = _line(item, ink, plan, 0.0, 0.0, Fixed(right.right), False)
    if not block.broken and all(right(top + row.top, top + row.bottom) >= row.right for row in block.ends):
        return Placed(block, top)
    edge, end = right.first(top)
    block = _line(item, ink, plan, 0.0, 0.0, edge, False)
    if top + block.bottom <= end:
        return Placed(block, top)
    return Placed(_line(item, ink, plan, 0.0, 0.0, right.below(top), False), top)


@lru_cache(maxsize=20_000)
def least_height(items: tuple[Line, ...], paper: Palette, plan: Plan, width: float) -> float:
    """A height below which the lines never are: what they take where nothing stands beside them.

    Lines that may run on in the row of their heading can be lower beside something: of them nothing is said.
    """
    if not (items and plan.stacked):
        return 0.0
    blocks = [_line(item, _ink(paper, item.sign), plan, 0.0, 0.0, Fixed(width), False) for item in items]
    return sum(block.bottom for block in blocks) + plan.least_gap * (len(items) - 1)


@lru_cache(maxsize=1_000)
def _ink(paper: Palette, sign: str) -> Ink:
    return _ink_of(paper.kinds[sign], paper.background, paper.muted, paper.text)


@cache
def _ink_of(kind: Colour, ground: Colour, muted: Colour, text: Colour) -> Ink:
    return Ink(kind, ground, kind, muted, text)


def band(items: tuple[Line, ...], paper: Palette, plan: Plan, width: float) -> Block:
    """The crisis lines in their band, its top at 0: smaller type than the plan's if that saves a row."""
    white = paper.on_crisis
    return _best_band(items, _ink_of(white, paper.crisis, white, white), plan, width)


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
    ground = Band(Rect(0.0, 0.0, width, bottom + pad), RADIUS, ink.mark)
    parts = (ground, *(part for block in blocks for part in block.parts))
    rows, several = sum(block.rows for block in blocks), sum(block.broken for block in blocks)
    return Block(parts, rows, several, 0.0, bottom + pad)


@lru_cache(maxsize=20_000)
def _line(item: Line, ink: Ink, plan: Plan, left: float, top: float, right: RightEdge, bold: bool) -> Block:
    """A line and its sign, which is as tall as two rows, or as one where the plan is dense."""
    side = plan.body * (TALL if plan.stacked else LOW)
    x = left + side + BESIDE * (1.0 if plan.stacked else 0.7)
    paragraphs = _paragraphs(item, ink, plan, x, top, right, bold=bold)
    first = paragraphs[0]
    y = top if plan.stacked else max(top, (first.top + first.baseline - side) / 2)
    sign = Sign(item.sign, left, y, side, ink.tile, ink.mark)
    rows = sum(paragraph.rows for paragraph in paragraphs)
    several = sum(paragraph.rows > 1 for paragraph in paragraphs)
    ends = tuple(Rect(x, each.top, each.end, each.bottom) for each in paragraphs if each.rows)
    return Block((sign, *paragraphs), rows, several, top, max(paragraphs[-1].bottom, sign.rect.bottom), ends)


def _paragraphs(
    item: Line, ink: Ink, plan: Plan, x: float, top: float, right: RightEdge, *, bold: bool
) -> list[Broken]:
    """What to do under its heading; where the plan is dense in the same row, if that saves one."""
    head = [Piece(item.heading, Style(plan.heading, True, ink.heading))]
    if item.word:
        head.append(Piece(item.word, Style(plan.heading, False, ink.word)))
    text = Piece(item.text, Style(plan.body, bold, ink.text), apart=APART * (1.5 if bold else 1.0))
    stacked = _stacked(head, text, x, top, right)
    if plan.stacked:
        return stacked
    joined = broken([*head, text], x, top, right)
    return [joined] if joined.rows < sum(paragraph.rows for paragraph in stacked) else stacked


def _stacked(head: Sequence[Piece], text: Piece, x: float, top: float, right: RightEdge) -> list[Broken]:
    above = broken(head, x, top, right)
    return [above, broken([text], x, above.bottom + 0.2, right)]
