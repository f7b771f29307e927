"""How different two colours look."""

from math import dist

from themes import Colour

_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def difference(one: Colour, other: Colour) -> float:
    """The distance of two colours in OKLab: 0.02 is just seen side by side, black and white are 1 apart."""
    return dist(_oklab(one), _oklab(other))


def _oklab(colour: Colour) -> list[float]:
    linear = [_linear(channel / 255) for channel in (colour.red, colour.green, colour.blue)]
    roots = [sum(a * b for a, b in zip(row, linear, strict=True)) ** (1 / 3) for row in _LMS]
    return [sum(a * b for a, b in zip(row, roots, strict=True)) for row in _LAB]


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
