"""A sheet of card paper: where on its page the cards lie."""

from collections.abc import Iterator

from attrs import frozen

from cards.drawing import DESIGN, SAFE, Size

SMALLEST = Size(74.0, 44.0)  # live space under which a card is no use
SLACK = 0.01  # tables of stock are rounded to hundredths
PAGES = {"letter": Size(215.90, 279.40), "A4": Size(210.00, 297.00)}


@frozen
class Place:
    """Where one card goes: its page, counted from 0, and its top left corner on it in mm."""

    page: int
    x: float
    y: float


@frozen
class Stock:
    """A sheet of cards, in mm; `x` and `y` are the first card's corner from the page's top left.

    `corner` is the radius of a card's corners, `aliases` are other names for paper of the same measures, and
    `marks` says that cards are cut by hand, along marks.
    """

    name: str
    title: str
    page: Size
    card: Size
    x: float
    y: float
    pitch: Size
    across: int
    down: int
    corner: float = 0.0
    marks: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def page_words(self) -> str:
        """`letter`, `A4`, or the page's measures."""
        named = (name for name, size in PAGES.items() if size == self.page)
        return next(named, f"{self.page.width:.2f} × {self.page.height:.2f} mm")

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
        if self.corner > min(self.card.width, self.card.height) / 2:
            faults.append(f"a corner of {self.corner:.2f} mm is rounder than the card is wide")
        if self.live.width < SMALLEST.width or self.live.height < SMALLEST.height:
            faults.append(
                f"a card of {self.card.width:.2f} × {self.card.height:.2f} mm is too small for our design"
            )
        return faults
