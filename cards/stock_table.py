"""Reads a table that describes card stock, and says everything that is wrong with it at once."""

import math
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from cards.drawing import Size
from cards.errors import StockUnfit
from cards.paper import PAGES, Stock
from themes.errors import meant

KEYS = ("title", "page", "card", "grid", "first", "pitch", "corner", "marks", "aliases")
LONGEST = 80
"""Characters of a title or a name."""
LARGEST = 2_000.0
"""Millimetres; wider paper goes through no printer of ours."""
MOST = 1_000
"""Cards in a row or a column."""

T = TypeVar("T")
U = TypeVar("U")

_MEASURES = "expected two numbers in millimetres, such as [88.9, 50.8]"


class _Wrong(ValueError):
    """What is wrong with a value, in words."""


def from_table(name: str, table: Mapping[str, Any], file: str | None = None) -> Stock:
    """The stock that a table of our TOML describes; raises StockUnfit with all that is wrong."""
    said = _Table(table)
    title, page, card = said.need("title", _text), said.need("page", _page), said.need("card", _size)
    grid = said.need("grid", _grid)
    pitch = said.get("pitch", _size, card or Size(0.0, 0.0))
    first = said.get("first", _point, _middle(page, card, grid, pitch))
    corner, marks = said.get("corner", _length, 0.0), said.get("marks", _yes_or_no, False)
    aliases = said.get("aliases", _names, ())
    if said.faults or not (title and page and card and grid):
        raise StockUnfit(name, said.faults, file)
    stock = Stock(name, title, page, card, *first, pitch, *grid, corner, marks, aliases)
    if unfit := stock.faults():
        raise StockUnfit(name, unfit, file)
    return stock


class _Table:
    """A table that is being read, and what was found wrong with it."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table
        self.faults = [
            f"{key[:40]}: this key is not known here{meant(key, KEYS)}" for key in table if key not in KEYS
        ]

    def need(self, key: str, read: Callable[[Any], T]) -> T | None:
        """A value that has to be there; None where it is not, or is wrong."""
        if key not in self._table:
            self.faults.append(f"{key}: is missing")
        return self.get(key, read, None)

    def get(self, key: str, read: Callable[[Any], T], otherwise: U) -> T | U:
        """A value that may be left out."""
        if key in self._table:
            try:
                return read(self._table[key])
            except _Wrong as wrong:
                self.faults.append(f"{key}: {wrong}")
        return otherwise


def _middle(
    page: Size | None, card: Size | None, grid: tuple[int, int] | None, pitch: Size | None
) -> tuple[float, float]:
    """The first card's corner, where all of them together lie in the middle of the page."""
    if not (page and card and grid and pitch):
        return (0.0, 0.0)
    wide = (grid[0] - 1) * pitch.width + card.width
    high = (grid[1] - 1) * pitch.height + card.height
    return ((page.width - wide) / 2, (page.height - high) / 2)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST or not value.isprintable():
        raise _Wrong(f"expected one line of text in quotes, of at most {LONGEST} characters")
    return value


def _page(value: Any) -> Size:
    if isinstance(value, str):
        named = {name.casefold(): size for name, size in PAGES.items()}
        if value.casefold() in named:
            return named[value.casefold()]
        raise _Wrong(f'expected "letter", "A4" or [width, height] in millimetres, got "{value[:40]}"')
    return _size(value)


def _size(value: Any) -> Size:
    width, height = _point(value)
    if width <= 0 or height <= 0:
        raise _Wrong(_MEASURES)
    return Size(width, height)


def _point(value: Any) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise _Wrong(_MEASURES)
    return _number(value[0], -LARGEST, _MEASURES), _number(value[1], -LARGEST, _MEASURES)


def _length(value: Any) -> float:
    return _number(value, 0.0, "expected a number in millimetres, such as 3.18")


def _number(value: Any, least: float, expected: str) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or not least <= value <= LARGEST:
        raise _Wrong(expected)
    return float(value)


def _grid(value: Any) -> tuple[int, int]:
    whole = isinstance(value, list) and len(value) == 2 and all(type(each) is int for each in value)
    if not whole or max(map(abs, value)) > MOST:
        raise _Wrong("expected how many cards lie across and down, such as [2, 5]")
    return value[0], value[1]


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("expected true or false")
    return value


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _Wrong('expected a list of names, such as ["avery-8371"]')
    return tuple(map(_text, value))
