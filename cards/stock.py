"""Card stock: where on a page the cards lie."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from cards.drawing import DESIGN, SAFE, Size
from cards.errors import StockUnfit, UnknownStock

SMALLEST = Size(74.0, 44.0)  # live space under which a card is no use
SLACK = 0.01  # tables of stock are rounded to hundredths


@frozen
class Place:
    """Where one card goes: its page, counted from 0, and its top left corner on it in mm."""

    page: int
    x: float
    y: float


@frozen
class Stock:
    """A sheet of cards, in mm; `x` and `y` are the first card's corner from the page's top left."""

    name: str
    title: str
    page: Size
    card: Size
    x: float
    y: float
    pitch: Size
    across: int
    down: int

    @property
    def per_page(self) -> int:
        """How many cards a page holds."""
        return self.across * self.down

    @property
    def live(self) -> Size:
        """The space on a card that may be printed on."""
        return Size(
            min(self.card.width, DESIGN.width) - 2 * SAFE,
            min(self.card.height, DESIGN.height) - 2 * SAFE,
        )

    @property
    def inset(self) -> Size:
        """How far the live space is from the card's left and top edges: it lies in the middle."""
        return Size((self.card.width - self.live.width) / 2, (self.card.height - self.live.height) / 2)

    def pages(self, count: int) -> int:
        """How many pages so many cards take; the last may be partly filled."""
        return -(-count // self.per_page)

    def places(self, count: int) -> Iterator[Place]:
        """Where so many cards go, row by row and page by page."""
        for number in range(count):
            page, slot = divmod(number, self.per_page)
            row, column = divmod(slot, self.across)
            yield Place(page, self.x + column * self.pitch.width, self.y + row * self.pitch.height)

    def faults(self) -> list[str]:
        """A sentence for everything that keeps these cards from fitting their page."""
        faults = []
        for axis, first, cards, pitch, card, page in (
            ("across", self.x, self.across, self.pitch.width, self.card.width, self.page.width),
            ("down", self.y, self.down, self.pitch.height, self.card.height, self.page.height),
        ):
            if cards < 1:
                faults.append(f"there must be at least one card {axis}, not {cards}")
                continue
            end = first + (cards - 1) * pitch + card
            if first < -SLACK or end > page + SLACK:
                faults.append(
                    f"{cards} cards {axis} reach from {first:.2f} to {end:.2f} mm,"
                    f" but the page ends at {page:.2f} mm"
                )
            if cards > 1 and pitch < card - SLACK:
                faults.append(
                    f"cards {axis} overlap: a card is {card:.2f} mm, the step to the next {pitch:.2f} mm"
                )
        if self.live.width < SMALLEST.width or self.live.height < SMALLEST.height:
            faults.append(
                f"a card of {self.card.width:.2f} × {self.card.height:.2f} mm is too small for our design"
            )
        return faults


def names() -> list[str]:
    """The card stock that we know."""
    return sorted(_tables())


def load(name: str) -> Stock:
    """The stock of this name; raises UnknownStock, or StockUnfit if its cards do not fit its page."""
    tables = _tables()
    if name not in tables:
        raise UnknownStock(name, sorted(tables))
    return from_table(name, tables[name])


def from_table(name: str, table: Mapping[str, Any]) -> Stock:
    """The stock that a table of our TOML describes; raises StockUnfit with all that is wrong."""
    x, y = table["first"]
    across, down = table["grid"]
    stock = Stock(
        name,
        table["title"],
        Size(*table["page"]),
        Size(*table["card"]),
        x,
        y,
        Size(*table["pitch"]),
        across,
        down,
    )
    if faults := stock.faults():
        raise StockUnfit(name, faults)
    return stock


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files("cards").joinpath("stock.toml").read_text(encoding="utf-8"))
