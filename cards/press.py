"""Turns cards into pages: sheets' content as compressed bytes, ready for a file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import deflate
from attrs import frozen

from cards import bars, code, ink, symbols
from cards.alike import Setter
from cards.card import Card, Laid, Pass
from cards.drawing import Size
from cards.errors import CardError
from cards.layout import Layout
from cards.side import Side
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
    """Prints cards of one theme and layout; what it learns of a card it uses for those that are like it."""

    def __init__(self, layout: Layout, theme: Theme) -> None:
        self._layout = layout
        self._setter = Setter(theme, layout.stock.live)
        self._starts = _starts(layout.front, layout.stock.inset)
        self._backs = _starts(layout.back, layout.stock.inset) if layout.back else []
        self._marks = b"%b Do\n" % ink.MARKS if layout.marks else b""

    def sheets(self, cards: Sequence[Laid], first: int, sheet: int) -> Sheets:
        """The pages of these cards, from the top of a sheet; `first` is the number of the first card."""
        faults: list[tuple[int, str]] = []
        fronts: list[bytes] = []
        backs: list[bytes] = []
        for index, (card, path) in enumerate(zip(cards, _paths(cards), strict=True)):
            try:
                fronts.append(self._setter.content(card, path))
            except CardError as why:
                faults.append((first + index, f"{card.name}: {why}"))
            if self._backs:
                try:
                    backs.append(self._setter.back(card))
                except CardError as why:
                    faults.append((first + index, f"{card.name}: {why}"))
        pages = [] if faults else list(self._pages(fronts, backs, sheet))
        return Sheets(pages, self._setter.used(), list(dict.fromkeys(faults)))

    def _pages(
        self, fronts: Sequence[bytes], backs: Sequence[bytes], sheet: int
    ) -> Iterator[Sequence[bytes]]:
        done = 0
        while done < len(fronts):
            slots = self._layout.free(sheet)
            part = slice(done, done + len(slots))
            yield _page(self._marks, [self._starts[slot] for slot in slots], fronts[part])
            if self._backs:
                yield _page(b"", [self._backs[slot] for slot in slots], backs[part])
            done += len(slots)
            sheet += 1


def _page(marks: bytes, starts: Sequence[bytes], contents: Sequence[bytes]) -> Sequence[bytes]:
    cards = [b"%b%b%b" % (start, each, ink.END) for start, each in zip(starts, contents, strict=False)]
    return [bytes(deflate.zlib_compress(stream, LEVEL)) for stream in _streams([marks, *cards])]


def _starts(side: Side, inset: Size) -> list[bytes]:
    """What stands before the content of the card in each place."""
    return [ink.begin(side.start(x + inset.width, y + inset.height)) for x, y in side.corners]


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


def _paths(cards: Sequence[Laid]) -> list[bytes]:
    """The path of each card's code; none for a link that no code holds, and on a card without one."""
    links = [card.link if isinstance(card, Card | Pass) else "" for card in cards]
    by_version: dict[int, list[int]] = {}
    for index, link in enumerate(links):
        if not code.fault(link):
            by_version.setdefault(code.version(link), []).append(index)
    paths = [b""] * len(cards)
    for version, indexes in by_version.items():
        for start in range(0, len(indexes), symbols.BATCH):
            batch = indexes[start : start + symbols.BATCH]
            found = bars.paths(symbols.encode([links[index] for index in batch], version))
            for index, path in zip(batch, found, strict=True):
                paths[index] = path
    return paths
