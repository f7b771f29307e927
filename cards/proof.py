"""A proof sheet: crosses on the cards' corners, rulers, and how to measure how far a printer is off.

It is laid out as the table of the stock has it, and moved and enlarged as cards would be.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain

from attrs import frozen

from cards import marks, pages
from cards.drawing import Band, Face, Mark, Rect, Run
from cards.errors import TooMuch
from cards.feed import Shift
from cards.flow import Fixed, Paragraph, Piece, Style, set_text
from cards.layout import Layout
from cards.plan import FLOOR
from cards.side import Side
from themes import Colour

BLACK, GREY, PALE = map(Colour.parse, ("#000000", "#5c5c5c", "#b0b0b0"))
HAIR = 0.12
ARM = 2.5
"""Millimetres that a cross reaches from its middle."""
TICKS = {10: 3.2, 5: 2.3, 1: 1.4}
"""How long a ruler's lines are, at every so many millimetres."""
BESIDE = 8.5
"""Between a ruler and the text beside it."""
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, FLOOR)
AIR = 0.09
"""Between rows that belong apart, for each point of their type."""
ALIKE = "The four corners should look alike."
"""What to look at where a page is one card."""
NUMBER, NUMBER_HIGH = 15.0, 5.5
"""Points of a place's number, and millimetres that it takes."""


@frozen
class Note:
    """A few sentences on the sheet, and what they are about."""

    heading: str
    text: str


def write(layout: Layout, created: datetime) -> bytes:
    """The proof sheet as PDF, a page a side."""
    sides = [side for side in (layout.front, layout.back) if side]
    faces = [Face(layout.stock.page, tuple(_marks(layout, side))) for side in sides]
    starts = [side.start(0.0, 0.0) for side in sides]
    return pages.write(faces, f"Proof sheet, {layout.stock.name}", created, starts, layout.duplex)


def _marks(layout: Layout, side: Side) -> Iterator[Mark]:
    longest = max(_ruler_lengths(layout))
    notes = _back_notes(layout) if side is layout.back else _notes(layout, longest)
    yield from chain.from_iterable(_cross(x, y) for x, y in _card_corners(side))
    yield from _rulers(layout, side)
    yield from _numbers(layout, side)
    yield from _told(notes, layout, side)
    if layout.marks and side is layout.front:
        yield from (_thin(*line) for line in marks.lines(layout))


def _card_corners(side: Side) -> list[tuple[float, float]]:
    """Every corner of every card, once."""
    corners = (
        (round(x + right, 3), round(y + down, 3))
        for x, y in side.corners
        for right in (0.0, side.card.width)
        for down in (0.0, side.card.height)
    )
    return list(dict.fromkeys(corners))


def _cross(x: float, y: float) -> tuple[Band, Band]:
    return _thin(x - ARM, y, x + ARM, y), _thin(x, y - ARM, x, y + ARM)


def _thin(left: float, top: float, right: float, bottom: float, colour: Colour = BLACK) -> Band:
    """A hairline, level or upright."""
    low, high = sorted((left, right)), sorted((top, bottom))
    return Band(Rect(low[0], high[0], low[1], high[1]).grown(HAIR / 2), 0.0, colour)


def _ruler_lengths(layout: Layout) -> tuple[int, int]:
    """How long the rulers are across and down, in whole centimetres: from the first card over the last."""
    stock = layout.stock
    wide = (stock.across - 1) * stock.pitch.width + stock.live.width
    high = (stock.down - 1) * stock.pitch.height + stock.live.height
    return int(wide // 10) * 10, int(high // 10) * 10


def _first_live(layout: Layout, side: Side) -> tuple[float, float]:
    """The top left of the space to print on of the card that lies first on the page."""
    inset = layout.stock.inset
    return min(x for x, _ in side.corners) + inset.width, min(y for _, y in side.corners) + inset.height


def _rulers(layout: Layout, side: Side) -> Iterator[Mark]:
    left, top = _first_live(layout, side)
    wide, high = _ruler_lengths(layout)
    yield _thin(left, top, left + wide, top)
    yield _thin(left, top, left, top + high)
    for mm in range(max(wide, high) + 1):
        long = next(length for every, length in TICKS.items() if mm % every == 0)
        if mm <= wide:
            yield _thin(left + mm, top, left + mm, top + long)
        if mm <= high:
            yield _thin(left, top + mm, left + long, top + mm)
    for mm in range(10, wide + 1, 10):
        yield _small(str(mm), left + mm, top + TICKS[10] + 2.4)
    for mm in range(10, high + 1, 10):
        yield _small(str(mm), left + TICKS[10] + 2.2, top + mm + 0.8)


def _small(text: str, middle: float, baseline: float) -> Run:
    (run,) = _run(text, Style(FLOOR, False, BLACK), 0.0)
    return Run(text, middle - run.width / 2, baseline, FLOOR, False, BLACK, run.width, run.rise, run.drop)


def _run(text: str, style: Style, x: float) -> Sequence[Run]:
    return set_text([Piece(text, style, whole=True)], x, 0.0, Fixed(1_000.0)).runs


def _numbers(layout: Layout, side: Side) -> Iterator[Mark]:
    """The number of each place, at the bottom right of its card, and whether it is used already."""
    stock, free = layout.stock, layout.free(0)
    for slot, (x, y) in enumerate(side.corners):
        right = x + stock.inset.width + stock.live.width
        bottom = y + stock.inset.height + stock.live.height
        is_free = slot in free
        style = Style(NUMBER, True, GREY if is_free else PALE)
        (run,) = _run(str(slot + 1) if is_free else f"{slot + 1} used", style, 0.0)
        yield Run(
            run.text, right - run.width, bottom - run.drop, NUMBER, True, style.colour,
            run.width, run.rise, run.drop,
        )  # fmt: skip


def _told(notes: Sequence[Note], layout: Layout, side: Side) -> Iterator[Mark]:
    """The notes, shared out among the cards from the first on."""
    stock = layout.stock
    each = -(-len(notes) // len(side.corners))
    for start in range(0, len(notes), each):
        x, y = sorted(side.corners, key=lambda corner: (corner[1], corner[0]))[start // each]
        left, top = x + stock.inset.width + BESIDE, y + stock.inset.height + BESIDE
        right = x + stock.inset.width + stock.live.width
        bottom = y + stock.inset.height + stock.live.height - (NUMBER_HIGH if each == 1 else 0.0)
        yield from _set(notes[start : start + each], Rect(left, top, right, bottom))


def _set(notes: Sequence[Note], space: Rect) -> Sequence[Mark]:
    """Notes in the largest type in which they fit their space; one alone has its heading above it."""
    for size in SIZES:
        runs: list[Run] = []
        y = space.top
        for note in notes:
            said = _paragraphs(note, size, space, y, is_alone=len(notes) == 1)
            runs += (run for paragraph in said for run in paragraph.runs)
            y = said[-1].bottom + size * AIR
        if y - size * AIR <= space.bottom:
            return runs
    raise TooMuch("the cards of this stock are too small for a proof sheet")


def _paragraphs(note: Note, size: float, space: Rect, top: float, *, is_alone: bool) -> list[Paragraph]:
    head = Piece(note.heading, Style(size * 1.2 if is_alone else size, True, BLACK))
    text, right = Piece(note.text, Style(size, False, BLACK)), Fixed(space.right)
    if not is_alone:
        return [set_text([head, text], space.left, top, right)]
    above = set_text([head], space.left, top, right)
    return [above, set_text([text], space.left, above.bottom + size * AIR, right)]


def _notes(layout: Layout, longest: int) -> list[Note]:
    stock, feed = layout.stock, layout.feed
    card = f"{stock.card.width:g} × {stock.card.height:g} mm"
    better = feed.scale * longest / (longest - 2)
    here = f"Here: --offset {_said(feed.offset)} --scale {feed.scale:g}"
    is_card = stock.page == stock.card
    many = f"{card}, {stock.per_page} on {stock.page_words}"
    laid = "Lay it on a sheet of cards, both against the light: each cross should lie on a card’s corner."
    other = " Then look at the other side." if layout.back else ""
    return [
        Note(stock.name, f"{card if is_card else many}. {here}"),
        Note("1  Print this page", f"at 100 %, not “fit to page”. {ALIKE if is_card else laid}"),
        Note(
            "2  Too large or small?",
            f"Lay a real ruler beside the longest here. If {longest} here is {longest - 2} there, say"
            f" --scale {better:.4f} and print this page again.",
        ),
        Note(
            "3  Too far to a side?",
            f"Measure in millimetres how far the {'corners' if is_card else 'crosses'} have to move:"
            " right and down are plus, left and up"
            f" are minus. Add it to the offset (--offset 1.5,-0.5).{other}",
        ),
    ]


def _back_notes(layout: Layout) -> list[Note]:
    here = _said(layout.feed.back_offset)
    is_card = layout.stock.page == layout.stock.card
    laid = "Hold the sheet against the light: each cross should lie on one of the front."
    return [
        Note(
            "The other side",
            f"Turned over the {layout.flip} edge. {ALIKE if is_card else laid} If not, --back-offset moves"
            f" this side, right and down as you read it; here it is {here}.",
        )
    ]


def _said(shift: Shift) -> str:
    return f"{shift.right:g},{shift.down:g}"
