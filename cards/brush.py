"""Draws on a picture: boxes with round corners, text and the signs of the kinds, with smooth edges.

Everything is measured in dots of the finished picture; it is painted twice as large and then halved.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFont

from cards.signs import MARKS, Path
from cards.typeface import BOLD, REGULAR
from themes import Colour

OVER = 2
STEPS = 8  # straight pieces of a curve

Font = ImageFont.FreeTypeFont


class Brush:
    """A picture that is being painted."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        self.image = Image.new("RGB", (width * OVER, height * OVER), ground.hex)
        self._draw = ImageDraw.Draw(self.image)

    def finished(self) -> Image.Image:
        """The picture at its size."""
        return self.image.reduce(OVER)

    def box(
        self, left: float, top: float, width: float, height: float, fill: Colour, *, radius: float = 0
    ) -> None:
        """A filled rectangle with round corners."""
        area = (left * OVER, top * OVER, (left + width) * OVER - 1, (top + height) * OVER - 1)
        self._draw.rounded_rectangle(area, radius * OVER, fill=fill.hex)

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        size: float,
        colour: Colour,
        *,
        bold: bool = False,
        anchor: str = "l",
    ) -> float:
        """Text from `x` on (or up to it, or around it: l, r, m); returns where it ends."""
        font = _font(bold, round(size * OVER))
        self._draw.text((x * OVER, baseline * OVER), text, colour.hex, font, f"{anchor}s")
        return x + width(text, size, bold=bold)

    def sign(self, x: float, y: float, side: float, kind: str, colour: Colour) -> None:
        """A kind's sign in a square, without its tile."""
        mask = _sign(kind, round(side * OVER))
        self.image.paste(colour.hex, (round(x * OVER), round(y * OVER)), mask)

    def picture(self, left: float, top: float, image: Image.Image) -> None:
        """Another picture, twice as large as it is to be."""
        self.image.paste(image, (round(left * OVER), round(top * OVER)))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide text is."""
    return _font(bold, round(size * OVER)).getlength(text) / OVER


def rows(text: str, size: float, room: float, *, bold: bool = False) -> Iterator[str]:
    """The text in rows that are no wider than there is room."""
    row = ""
    for word in text.split():
        longer = f"{row} {word}".strip()
        if row and width(longer, size, bold=bold) > room:
            yield row
            longer = word
        row = longer
    yield row


@cache
def _font(bold: bool, size: int) -> Font:
    source = files("font_source_sans_pro") / "files" / (BOLD if bold else REGULAR)
    return ImageFont.truetype(BytesIO(source.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _sign(kind: str, side: int) -> Image.Image:
    """Where the sign is: its paths cut each other out."""
    mask = Image.new("1", (side, side))
    for outline in _outlines(MARKS[kind]):
        piece = Image.new("1", (side, side))
        ImageDraw.Draw(piece).polygon([(x * side, y * side) for x, y in outline], fill=1)
        mask = ImageChops.logical_xor(mask, piece)
    return mask


def _outlines(path: Path) -> Iterator[list[tuple[float, float]]]:
    """Each closed part of a path as the corners of a polygon."""
    points: list[tuple[float, float]] = []
    for step, numbers in path:
        if step == "h":
            yield points
            points = []
        elif step == "c":
            points += _curve(points[-1], numbers)
        else:
            points.append((numbers[0], numbers[1]))


def _curve(start: tuple[float, float], numbers: tuple[float, ...]) -> Iterator[tuple[float, float]]:
    """Points along a cubic Bézier curve."""
    xs, ys = (start[0], *numbers[0::2]), (start[1], *numbers[1::2])
    for step in range(1, STEPS + 1):
        t = step / STEPS
        weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
        yield (
            sum(w * x for w, x in zip(weights, xs, strict=True)),
            sum(w * y for w, y in zip(weights, ys, strict=True)),
        )
