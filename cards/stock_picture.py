"""A picture of card stock: every sheet at the same scale, its cards where they lie, and what it is called."""

from collections.abc import Sequence
from pathlib import Path

from cards.brush import Brush, rows
from cards.paper import Stock
from themes import Colour

MM = 2.0
"""Dots a millimetre of paper, unless a sheet is too large for its cell."""
EDGE, APART = 40, 36
ACROSS = 5
HEAD = 130
CELL_WIDTH, CELL_HEIGHT = 460, 760
DESK, SHEET, CARD, SHADE = map(Colour.parse, ("#e9e7e2", "#ffffff", "#dbe6f3", "#c9c5bc"))
LIVE, INK, QUIET = map(Colour.parse, ("#f4f8fd", "#16181b", "#4c4f54"))


def draw(stock: Sequence[Stock], path: Path) -> None:
    """Write the picture, as PNG, to exactly this path."""
    down = -(-len(stock) // ACROSS)
    width = 2 * EDGE + ACROSS * CELL_WIDTH + (ACROSS - 1) * APART
    brush = Brush(width, 2 * EDGE + down * CELL_HEIGHT + (down - 1) * APART, DESK)
    for index, each in enumerate(stock):
        row, column = divmod(index, ACROSS)
        _cell(brush, EDGE + column * (CELL_WIDTH + APART), EDGE + row * (CELL_HEIGHT + APART), each)
    brush.finished().save(path, "PNG")


def _cell(brush: Brush, left: float, top: float, stock: Stock) -> None:
    brush.text(left, top + 26, stock.name, 28, INK, bold=True)
    base = top + 52
    for line in (*rows(stock.title, 18, CELL_WIDTH), _measures(stock)):
        brush.text(left, base, line, 18, QUIET)
        base += 23
    _sheet(brush, left, top + HEAD, stock)


def _measures(stock: Stock) -> str:
    card = f"{stock.card.width:g} × {stock.card.height:g} mm"
    return f"{stock.per_page} on {stock.page_words}, each {card}"


def _sheet(brush: Brush, left: float, top: float, stock: Stock) -> None:
    page, card, live, inset = stock.page, stock.card, stock.live, stock.inset
    mm = min(MM, CELL_WIDTH / page.width, (CELL_HEIGHT - HEAD) / page.height)
    brush.box(left + 3, top + 4, page.width * mm, page.height * mm, SHADE)
    brush.box(left, top, page.width * mm, page.height * mm, SHEET)
    for place in stock.places(stock.per_page):
        x, y = left + place.x * mm, top + place.y * mm
        wide, high = card.width * mm - 1, card.height * mm - 1
        brush.box(x + 0.5, y + 0.5, wide, high, CARD, radius=stock.corner * mm)
        x, y = x + inset.width * mm, y + inset.height * mm
        brush.box(x, y, live.width * mm, live.height * mm, LIVE)
