"""Where cards lie on their paper: in the places that are free, moved and enlarged as the printer needs."""

from collections.abc import Iterator
from functools import cached_property

from attrs import evolve, field, frozen

from cards.drawing import Rect
from cards.feed import Feed, Flip
from cards.paper import Stock
from cards.side import Side


@frozen
class Place:
    """Where one card goes: its sheet and its place there, counted from 0, and its space on the page."""

    sheet: int
    slot: int
    rect: Rect


@frozen
class Layout:
    """Card stock, and how it is fed; `cards.fitting` says what is wrong with the two together."""

    stock: Stock
    feed: Feed = field(factory=Feed)

    @property
    def marks(self) -> bool:
        """Whether crop marks are printed."""
        return self.feed.marks or self.stock.marks

    @cached_property
    def front(self) -> Side:
        """The side with the codes."""
        stock, feed = self.stock, self.feed
        corners = tuple((place.x, place.y) for place in stock.places(stock.per_page))
        return Side(stock.page, stock.card, corners, feed.offset, feed.scale)

    @cached_property
    def back(self) -> Side | None:
        """The other side, where there is one: each card behind its front, upright when it is turned over
        like a page of a book, whichever edge the printer turns the sheet over.
        """
        if not self.feed.is_duplex:
            return None
        page, card = self.stock.page, self.stock.card
        corners = tuple((page.width - x - card.width, y) for x, y in self.front.corners)
        is_tall = page.height >= page.width
        turned = (self.flip is Flip.LONG) != is_tall
        return Side(page, card, corners, self.feed.back_offset, self.feed.scale, turned)

    @property
    def flip(self) -> Flip:
        """Over which edge sheets are turned: as it is said, else like a page of a book."""
        is_tall = self.stock.page.height >= self.stock.page.width
        return self.feed.flip or (Flip.LONG if is_tall else Flip.SHORT)

    @property
    def duplex(self) -> bytes:
        """What a PDF says of how its sheets are turned (ISO 32000-1, table 150)."""
        if not self.feed.is_duplex:
            return b"Simplex"
        return b"DuplexFlipLongEdge" if self.flip is Flip.LONG else b"DuplexFlipShortEdge"

    @property
    def printed_sides(self) -> str:
        """How a printer is told to print these sheets (IPP, RFC 8011, 5.2.8)."""
        return f"two-sided-{self.flip}-edge" if self.feed.is_duplex else "one-sided"

    @property
    def sides(self) -> int:
        """How many pages of the file a sheet takes."""
        return 2 if self.feed.is_duplex else 1

    @cached_property
    def spaces(self) -> tuple[Rect, ...]:
        """The space of each place on the front, row by row."""
        return tuple(self.front.space(x, y, self.stock.card) for x, y in self.front.corners)

    def free(self, sheet: int) -> tuple[int, ...]:
        """The places of a sheet that can be printed on, counted from 0."""
        taken = self._taken(sheet)
        return tuple(slot for slot in range(self.stock.per_page) if slot + 1 not in taken)

    def before(self, sheet: int) -> int:
        """How many cards lie on the sheets before this one, if all are full."""
        part_used = min(sheet, max(1, len(self.feed.used)))
        return sum(len(self.free(each)) for each in range(part_used)) + (
            (sheet - part_used) * self.stock.per_page
        )

    def sheets(self, count: int) -> int:
        """How many sheets so many cards take; the last may be partly filled."""
        part_used = max(1, len(self.feed.used))
        for sheet in range(part_used):
            if self.before(sheet) >= count:
                return sheet
        rest = max(0, count - self.before(part_used))
        return part_used + -(-rest // self.stock.per_page)

    def places(self, count: int) -> Iterator[Place]:
        """Where so many cards go, row by row and sheet by sheet."""
        left = count
        for sheet in range(self.sheets(count)):
            for slot in self.free(sheet)[:left]:
                yield Place(sheet, slot, self.spaces[slot])
            left -= len(self.free(sheet))

    def from_sheet(self, sheet: int) -> "Layout":
        """The layout of the sheets from this one on."""
        if not sheet:
            return self
        return evolve(self, feed=evolve(self.feed, start=1, used=self.feed.used[sheet:]))

    def _taken(self, sheet: int) -> frozenset[int]:
        """The places of a sheet that are used, counted from 1."""
        used = self.feed.used[sheet] if sheet < len(self.feed.used) else frozenset[int]()
        return used.union(range(1, self.feed.start)) if sheet == 0 else used
