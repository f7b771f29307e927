"""Says whether card stock, and what a person says of how it is fed, go together."""

from collections.abc import Iterator

from cards.drawing import Size
from cards.errors import LayoutUnfit
from cards.feed import Feed
from cards.layout import Layout
from cards.paper import SLACK, Stock
from cards.side import Side

SCALES = (0.9, 1.1)
"""A printer that is further off is set to fit its pages, and has to be told not to."""

Faults = Iterator[tuple[str, str]]


def fit(stock: Stock, feed: Feed) -> Layout:
    """The layout of this stock, fed in this way; raises LayoutUnfit with all that is wrong."""
    layout = Layout(stock, feed)
    if faults := [*_place_faults(layout), *_shift_faults(layout)]:
        raise LayoutUnfit(faults)
    return layout


def _place_faults(layout: Layout) -> Faults:
    known = range(1, layout.stock.per_page + 1)
    start, used = layout.feed.start, layout.feed.used
    has = f"{layout.stock.name} has places 1 to {layout.stock.per_page}"
    strange = sorted({place for each in used for place in each if place not in known})
    if start not in known:
        yield "start", f"there is no place {start}; {has}"
    for place in strange:
        yield "used", f"there is no place {place}; {has}"
    if not strange and start in known:
        for sheet in range(len(used)):
            if not layout.free(sheet):
                yield "used", f"no place is free on sheet {sheet + 1}; leave that sheet out"


def _shift_faults(layout: Layout) -> Faults:
    least, most = SCALES
    if not least <= layout.feed.scale <= most:
        yield "scale", f"expected a number from {least} to {most}, such as 1.005"
        return
    for name, side in (("offset", layout.front), ("back-offset", layout.back)):
        if side is not None:
            yield from _side_faults(name, side, layout.stock)


def _side_faults(name: str, side: Side, stock: Stock) -> Faults:
    if (over := _over(side, stock)) > SLACK:
        yield name, f"the cards would leave the page, by {over:.2f} mm; move or enlarge them less"


def _over(side: Side, stock: Stock) -> float:
    """How far cards reach over the page's edges; where a page is one card, what is printed on it."""
    is_card = stock.page == stock.card
    inset, size = (stock.inset, stock.live) if is_card else (Size(0.0, 0.0), stock.card)
    spaces = [side.space(x + inset.width, y + inset.height, size) for x, y in side.corners]
    page = stock.page
    return max(
        max(-each.left, -each.top, each.right - page.width, each.bottom - page.height) for each in spaces
    )
