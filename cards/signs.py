"""The sign of each kind: paths on a square of side 1, y downwards, that cut each other out (even-odd)."""

from collections.abc import Iterable, Mapping
from math import cos, pi, radians, sin
from types import MappingProxyType

CORNER = 0.2  # radius of the tile behind a sign
ROUND = 4 / 3 * (2**0.5 - 1)  # how far a quarter circle's Bézier handles reach

Point = tuple[float, float]
Segment = tuple[str, tuple[float, ...]]  # m and l with a point, c with three, h closes
Path = tuple[Segment, ...]


def polygon(points: Iterable[Point]) -> Path:
    """A closed path of straight sides."""
    first, *rest = points
    return ("m", first), *(("l", point) for point in rest), ("h", ())


def rounded(left: float, top: float, right: float, bottom: float, radius: float) -> Path:
    """A rectangle with round corners."""
    handle = radius * (1 - ROUND)
    return (
        ("m", (left + radius, top)),
        ("l", (right - radius, top)),
        ("c", (right - handle, top, right, top + handle, right, top + radius)),
        ("l", (right, bottom - radius)),
        ("c", (right, bottom - handle, right - handle, bottom, right - radius, bottom)),
        ("l", (left + radius, bottom)),
        ("c", (left + handle, bottom, left, bottom - handle, left, bottom - radius)),
        ("l", (left, top + radius)),
        ("c", (left, top + handle, left + handle, top, left + radius, top)),
        ("h", ()),
    )


def circle(x: float, y: float, radius: float) -> Path:
    """A circle about a centre."""
    return rounded(x - radius, y - radius, x + radius, y + radius, radius)


def _turned(points: Iterable[Point], degrees: float) -> list[Point]:
    """Points turned clockwise about the middle of the square."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return [(0.5 + (x - 0.5) * c - (y - 0.5) * s, 0.5 + (x - 0.5) * s + (y - 0.5) * c) for x, y in points]


def _cross() -> Path:
    a, b, near, far = 0.395, 0.605, 0.19, 0.81
    corners = (a, near), (b, near), (b, a), (far, a), (far, b), (b, b), (b, far), (a, far), (a, b), (near, b)
    return polygon((*corners, (near, a), (a, a)))


def _chevrons() -> Path:
    def chevron(x: float) -> Path:
        return polygon(
            [(x, 0.24), (x + 0.13, 0.24), (x + 0.34, 0.5), (x + 0.13, 0.76), (x, 0.76), (x + 0.21, 0.5)]
        )

    return chevron(0.19) + chevron(0.47)


def _exclamation() -> Path:
    return polygon([(0.41, 0.16), (0.59, 0.16), (0.56, 0.61), (0.44, 0.61)]) + circle(0.5, 0.76, 0.085)


def _envelope() -> Path:
    flap = polygon([(0.19, 0.25), (0.81, 0.25), (0.5, 0.5)])
    body = polygon([(0.15, 0.32), (0.5, 0.6), (0.85, 0.32), (0.85, 0.75), (0.15, 0.75)])
    return flap + body


def _pencil() -> Path:
    top, bottom = 0.405, 0.595
    tip = polygon(_turned([(0.08, 0.5), (0.245, top), (0.245, bottom)], -45))
    shaft = polygon(_turned([(0.295, top), (0.725, top), (0.725, bottom), (0.295, bottom)], -45))
    end = polygon(_turned([(0.775, top), (0.885, top), (0.885, bottom), (0.775, bottom)], -45))
    return tip + shaft + end


def _sun() -> Path:
    ray = [(0.462, 0.13), (0.538, 0.13), (0.538, 0.25), (0.462, 0.25)]
    rays = (polygon(_turned(ray, turn)) for turn in range(0, 360, 45))
    return sum(rays, circle(0.5, 0.5, 0.18))


def _book() -> Path:
    left = [(0.13, 0.24), (0.3, 0.235), (0.47, 0.31), (0.47, 0.79), (0.3, 0.715), (0.13, 0.72)]
    return polygon(left) + polygon((1 - x, y) for x, y in left)


def _heart() -> Path:
    return (
        ("m", (0.5, 0.82)),
        ("c", (0.36, 0.7, 0.15, 0.56, 0.15, 0.385)),
        ("c", (0.15, 0.27, 0.235, 0.2, 0.325, 0.2)),
        ("c", (0.4, 0.2, 0.465, 0.245, 0.5, 0.315)),
        ("c", (0.535, 0.245, 0.6, 0.2, 0.675, 0.2)),
        ("c", (0.765, 0.2, 0.85, 0.27, 0.85, 0.385)),
        ("c", (0.85, 0.56, 0.64, 0.7, 0.5, 0.82)),
        ("h", ()),
    )


def _smile() -> Path:
    outer, inner = [], []
    for step in range(13):
        angle = pi * (0.12 + 0.76 * step / 12)
        outer.append((0.5 + 0.215 * cos(angle), 0.5 + 0.215 * sin(angle)))
        inner.append((0.5 + 0.145 * cos(angle), 0.5 + 0.145 * sin(angle)))
    eyes = circle(0.385, 0.4, 0.05) + circle(0.615, 0.4, 0.05)
    return circle(0.5, 0.5, 0.35) + eyes + polygon(outer + inner[::-1])


WORDS: Mapping[str, str] = MappingProxyType(
    {
        "medication": "Nurse",
        "movement": "Movement",
        "crisis": "Crisis",
        "notice": "Family",
        "testing": "Tests",
        "environment": "Room",
        "instruction": "Teaching",
        "health": "Health",
        "behavior": "Support",
    }
)
"""The word that stands for each kind; never a diagnosis."""

TILE: Path = rounded(0, 0, 1, 1, CORNER)
MARKS: Mapping[str, Path] = MappingProxyType(
    {
        "medication": _cross(),
        "movement": _chevrons(),
        "crisis": _exclamation(),
        "notice": _envelope(),
        "testing": _pencil(),
        "environment": _sun(),
        "instruction": _book(),
        "health": _heart(),
        "behavior": _smile(),
    }
)
