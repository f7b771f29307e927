"""How paper is fed: which places are used already, how far the printer is off, one side or both."""

import math
from enum import StrEnum

from attrs import frozen

FURTHEST = 1_000.0
"""Millimetres; what is moved further is a slip of the pen."""


@frozen
class Shift:
    """How far to move what is printed, in mm: positive is right and down, as the page is read."""

    right: float = 0.0
    down: float = 0.0


class Flip(StrEnum):
    """Over which edge of the sheet the printer turns it for its other side."""

    LONG = "long"
    SHORT = "short"


@frozen
class Feed:
    """What a person says of the paper and the printer.

    Places are counted from 1, row by row. The first sheet begins at `start`; `used` has the places that are
    taken on the first sheet, the second, and so on. What is printed is enlarged by `scale` from the page's
    top left, then moved. `marks` asks for crop marks; `flip` prints the other side too.
    """

    start: int = 1
    used: tuple[frozenset[int], ...] = ()
    offset: Shift = Shift()
    scale: float = 1.0
    marks: bool = False
    is_duplex: bool = False
    flip: Flip | None = None
    back_offset: Shift = Shift()


def places(text: str) -> frozenset[int]:
    """The places of `1,2,7`; raises ValueError with a sentence."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        raise ValueError(f'expected the numbers of places, such as 1,2,7, got "{text[:40]}"')
    return frozenset(map(int, parts))


def shift(text: str) -> Shift:
    """The millimetres of `0.5,-1`; raises ValueError with a sentence."""
    try:
        right, down = map(float, text.split(","))
    except ValueError:
        right = down = math.nan
    if not (abs(right) <= FURTHEST and abs(down) <= FURTHEST):
        what = "expected millimetres to the right and down, such as 0.5,-1"
        raise ValueError(f'{what}, got "{text[:40]}"')
    return Shift(right, down)
