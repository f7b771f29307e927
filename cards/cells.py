"""A picture for a terminal: characters of four quarters each, in two colours a cell."""

from attrs import frozen
from PIL import Image

from cards.card import Card
from cards.drawing import DESIGN
from cards.portrait import portrait
from themes import Theme

QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By which quarters are inked: 1 top left, 2 top right, 4 bottom left, 8 bottom right."""
_DOTS = 12.0
_TALL = 2.0
"""A cell is about twice as high as wide."""
_ALIKE = 48
"""Quarters of which the lightest and the darkest differ by less (of 765) are one colour."""

Rgb = tuple[int, int, int]


@frozen
class Cell:
    """One character, its ink and its ground."""

    character: str
    ink: Rgb
    ground: Rgb


def picture(card: Card, theme: Theme, columns: int) -> tuple[tuple[Cell, ...], ...]:
    """The card in so many columns, row by row."""
    image = portrait(card, theme, DESIGN, _DOTS)
    rows = max(1, round(columns * image.height / image.width / _TALL))
    small = image.resize((2 * columns, 2 * rows), Image.Resampling.LANCZOS)
    return tuple(tuple(_cell(small, x, y) for x in range(columns)) for y in range(rows))


def _cell(image: Image.Image, x: int, y: int) -> Cell:
    dots = [_rgb(image, 2 * x + across, 2 * y + down) for down in (0, 1) for across in (0, 1)]
    lights = [sum(each) for each in dots]
    if max(lights) - min(lights) < _ALIKE:
        return Cell(" ", _mean(dots), _mean(dots))
    middle = (min(lights) + max(lights)) / 2
    dark = [light < middle for light in lights]
    code = sum(1 << place for place, is_dark in enumerate(dark) if is_dark)
    inked = [dot for dot, is_dark in zip(dots, dark, strict=True) if is_dark]
    rest = [dot for dot, is_dark in zip(dots, dark, strict=True) if not is_dark]
    return Cell(QUARTERS[code], _mean(inked), _mean(rest))


def _rgb(image: Image.Image, x: int, y: int) -> Rgb:
    red, green, blue = image.getpixel((x, y))  # type: ignore[misc]
    return int(red), int(green), int(blue)


def _mean(dots: list[Rgb]) -> Rgb:
    red, green, blue = (sum(part) // len(dots) for part in zip(*dots, strict=True))
    return red, green, blue
