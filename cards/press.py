"""Turns cards into pages: sheets' content as compressed bytes, ready for a file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import deflate
from attrs import frozen

from cards import bars, code, ink, symbols
from cards.alike import Setter
from cards.card import Card
from cards.drawing import POINT
from cards.errors import CardError
from cards.paper import Stock
from themes import Theme

STREAM = 60_000  # bytes in one stream of a page's content; a page may have several
LEVEL = 1  # of compression; a higher one costs more time than all else together


@frozen
class Sheets:
    """Pages of cards as compressed streams, and the characters on them in each weight.

    `faults` has the number of each card that can't be printed, and a sentence; then there are no pages.
    """

    pages: Sequence[Sequence[bytes]]
    used: Mapping[bool, frozenset[str]]
    faults: Sequence[tuple[int, str]]


class Press:
    """Prints cards of one theme on one stock; what it learns of a card it uses for those that are like it."""

    def __init__(self, stock: Stock, theme: Theme) -> None:
        self._stock = stock
        self._setter = Setter(theme, stock.live)
        self._starts = [
            ink.begin(
                (place.x + stock.inset.width) / POINT,
                (stock.page.height - place.y - stock.inset.height) / POINT,
            )
            for place in stock.places(stock.per_page)
        ]

    def sheets(self, cards: Sequence[Card], first: int) -> Sheets:
        """The pages of these cards, from the top of a sheet; `first` is the number of the first card."""
        faults: list[tuple[int, str]] = []
        contents: list[bytes] = []
        for index, (card, path) in enumerate(zip(cards, _paths(cards), strict=True)):
            try:
                contents.append(self._setter.content(card, path))
            except CardError as why:
                faults.append((first + index, f"{card.name}: {why}"))
        pages = [] if faults else list(self._pages(contents))
        return Sheets(pages, self._setter.used(), faults)

    def _pages(self, contents: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
        size = self._stock.per_page
        for first in range(0, len(contents), size):
            on_page = contents[first : first + size]
            cards = [
                b"%b%b%b" % (start, each, ink.END) for start, each in zip(self._starts, on_page, strict=False)
            ]
            yield [bytes(deflate.zlib_compress(stream, LEVEL)) for stream in _streams(cards)]


def _streams(cards: Iterable[bytes]) -> Iterator[bytes]:
    """A page's cards, in streams of a size that readers take in at one go."""
    stream: list[bytes] = []
    size = 0
    for card in cards:
        if size + len(card) > STREAM and stream:
            yield b"".join(stream)
            stream, size = [], 0
        stream.append(card)
        size += len(card)
    yield b"".join(stream)


def _paths(cards: Sequence[Card]) -> list[bytes]:
    """The path of each card's code; none for a link that no code holds."""
    by_version: dict[int, list[int]] = {}
    for index, card in enumerate(cards):
        if not code.fault(card.link):
            by_version.setdefault(code.version(card.link), []).append(index)
    paths = [b""] * len(cards)
    for version, indexes in by_version.items():
        for start in range(0, len(indexes), symbols.BATCH):
            batch = indexes[start : start + symbols.BATCH]
            found = bars.paths(symbols.encode([cards[index].link for index in batch], version))
            for index, path in zip(batch, found, strict=True):
                paths[index] = path
    return paths
