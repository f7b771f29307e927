"""One side of every sheet, and how what stands on it comes to be printed."""

from attrs import frozen

from cards.drawing import POINT, Rect, Size
from cards.feed import Shift


@frozen
class Side:
    """One side of every sheet: the corners of its cards as the table has them, and how it is printed.

    A side that is `turned` stands on its head, for a sheet that is turned over its lower edge.
    """

    page: Size
    card: Size
    corners: tuple[tuple[float, float], ...]
    offset: Shift
    scale: float
    turned: bool = False

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the table is printed, from the top left of the page as it is read."""
        return self.scale * x + self.offset.right, self.scale * y + self.offset.down

    def space(self, x: float, y: float, size: Size) -> Rect:
        """Where a rectangle of the table is printed."""
        return Rect(*self.at(x, y), *self.at(x + size.width, y + size.height))

    def start(self, x: float, y: float) -> tuple[float, float, float]:
        """PDF's factor, and its point, for what has its top left at a point of the table."""
        right, down = self.at(x, y)
        if self.turned:
            return -self.scale / POINT, (self.page.width - right) / POINT, down / POINT
        return self.scale / POINT, right / POINT, (self.page.height - down) / POINT
