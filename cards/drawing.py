"""What a card's face is made of: a few kinds of mark, in mm from the top left of the live space.

Nothing here knows of PDF or pixels; a writer turns each mark into its own language.
"""

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from themes import Colour

if TYPE_CHECKING:
    from cards.shaping import ShapedFace

POINT = 25.4 / 72  # a typographer's point in mm


@frozen
class Size:
    """A width and a height in mm."""

    width: float
    height: float


DESIGN = Size(85.60, 50.80)  # one design serves ISO 7810 ID-1 cards and 5371 business cards
SAFE = 3.0  # nothing is printed nearer to the edge of the design
DESIGN_LIVE = Size(DESIGN.width - 2 * SAFE, DESIGN.height - 2 * SAFE)


@frozen
class Rect:
    """A rectangle in mm; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def overlaps(self, other: "Rect") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def grown(self, by: float) -> "Rect":
        """The same rectangle, larger by so much on every side."""
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, down: float) -> "Rect":
        """The same rectangle, lower on the card."""
        return Rect(self.left, self.top + down, self.right, self.bottom + down)


@frozen(cache_hash=True)
class Run:
    """Text in one style on one baseline; `rise` and `drop` are how far its ink goes above and below.

    `shaped` is the face of text that our own does not set letter by letter.
    """

    text: str
    x: float
    baseline: float
    points: float
    bold: bool
    colour: Colour
    width: float
    rise: float
    drop: float
    shaped: "ShapedFace | None" = None

    @property
    def rect(self) -> Rect:
        """The space that the text takes."""
        return Rect(self.x, self.baseline - self.rise, self.x + self.width, self.baseline + self.drop)

    def moved(self, down: float) -> "Run":
        """The same text, lower on the card."""
        return evolve(self, baseline=self.baseline + down)


@frozen
class Band:
    """A filled rectangle with round corners."""

    rect: Rect
    radius: float
    colour: Colour

    def moved(self, down: float) -> "Band":
        """The same band, lower on the card."""
        return evolve(self, rect=self.rect.moved(down))


@frozen
class Sign:
    """A kind's sign: a tile of the one colour with a mark of the other on it."""

    kind: str
    x: float
    y: float
    size: float
    tile: Colour
    mark: Colour

    @property
    def rect(self) -> Rect:
        """The space that the tile takes."""
        return Rect(self.x, self.y, self.x + self.size, self.y + self.size)

    def moved(self, down: float) -> "Sign":
        """The same sign, lower on the card."""
        return evolve(self, y=self.y + down)


@frozen
class Code:
    """The QR code of a link: `side` modules square, without the quiet zone."""

    link: str
    side: int
    x: float
    y: float
    module: float

    @property
    def rect(self) -> Rect:
        """The space that the modules take."""
        side = self.side * self.module
        return Rect(self.x, self.y, self.x + side, self.y + side)

    def moved(self, down: float) -> "Code":
        """The same code, lower on the card."""
        return evolve(self, y=self.y + down)


Mark = Run | Band | Sign | Code


@frozen
class Face:
    """One side of a card: its marks, in the order in which they are laid on."""

    size: Size
    marks: tuple[Mark, ...]
