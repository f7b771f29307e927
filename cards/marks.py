"""Crop marks: short lines beside the cards, along which they are cut."""

from collections.abc import Iterator, Sequence

from cards.drawing import POINT, Rect, Size
from cards.layout import Layout
from cards.pdf_file import number

CLEAR = 1.0  # mm between a card and its marks
LENGTH = 5.0  # of a mark
LEAST = 0.8  # a shorter mark is no use
WIDTH = 0.1

NEAR = 0.01  # what is no further apart lies edge to edge

Line = tuple[float, float, float, float]
Span = tuple[float, float]


def lines(layout: Layout) -> list[Line]:
    """Each mark from point to point, as the table has them: none lies on a card or over the page's edge."""
    stock = layout.stock
    cards = [Rect(x, y, x + stock.card.width, y + stock.card.height) for x, y in layout.front.corners]
    return list(dict.fromkeys(line for card in cards for line in _beside(card, cards, stock.page)))


def content(layout: Layout) -> bytes:
    """The marks as page content, in black ink alone."""
    strokes = [
        b"%b m %b l" % (_point(layout, x, y), _point(layout, to_x, to_y))
        for x, y, to_x, to_y in lines(layout)
    ]
    return b"%b w 0 G %b S" % (number(WIDTH / POINT), b" ".join(strokes))


def _point(layout: Layout, x: float, y: float) -> bytes:
    _, right, up = layout.front.start(x, y)
    return b"%b %b" % (number(right), number(up))


def form(layout: Layout) -> bytes:
    """The entries of the form that holds them: it is as large as the page."""
    page = layout.stock.page
    box = number(page.width / POINT), number(page.height / POINT)
    return b"/Type/XObject/Subtype/Form/BBox[0 0 %b %b]" % box


def _beside(card: Rect, cards: list[Rect], page: Size) -> Iterator[Line]:
    """The marks at a card's corners that go away from it."""
    for x in (card.left, card.right):
        spans = [(each.top, each.bottom) for each in cards if each.left - NEAR <= x <= each.right + NEAR]
        for begin, end in _ends(card.top, card.bottom, spans, page.height):
            yield x, begin, x, end
    for y in (card.top, card.bottom):
        spans = [(each.left, each.right) for each in cards if each.top - NEAR <= y <= each.bottom + NEAR]
        for begin, end in _ends(card.left, card.right, spans, page.width):
            yield begin, y, end, y


def _ends(first: float, last: float, spans: Sequence[Span], end: float) -> Iterator[Span]:
    """The marks before and behind a card that reaches from first to last, up to what lies there."""
    before = max((high + CLEAR for _, high in spans if high <= first + NEAR), default=0.0)
    behind = min((low - CLEAR for low, _ in spans if low >= last - NEAR), default=end)
    for near, far in (
        (first - CLEAR, max(before, first - CLEAR - LENGTH)),
        (last + CLEAR, min(behind, last + CLEAR + LENGTH)),
    ):
        if (near - far if near <= first else far - near) >= LEAST:
            yield near, far
