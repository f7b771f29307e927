"""The penalty of a masked symbol (ISO/IEC 18004, 7.8.3.1), counted for many symbols and masks at once.

A line is an integer, bit x its module x. What a rule looks for becomes a bit at the place where it begins.
"""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

RUN, BLOCK, FINDER, SHARE = (
    3,
    3,
    40,
    10,
)  # N1 to N4 of the standard

Words = NDArray[Any]


def lowest(plain: Words, masks: Words, side: int) -> NDArray[np.intp]:
    """For each symbol (its rows, then its columns) the mask with the lowest penalty; the first of equals."""
    lines = plain[None, :, :] ^ masks[:, None, :]
    best: NDArray[np.intp] = penalties(lines, side).argmin(axis=0)
    return best


def penalties(lines: Words, side: int) -> NDArray[np.uint16]:
    """The penalty of symbols, each as its rows and then its columns."""
    one = lines.dtype.type
    light = lines ^ one((1 << side) - 1)
    alike = (lines ^ (lines >> one(1)) ^ one((1 << side) - 1)) & one((1 << (side - 1)) - 1)
    total = _runs(alike) + FINDER * _finders(lines, light)
    total += BLOCK * _blocks(lines[..., :side], alike[..., :side])
    dark = _count(lines[..., :side])
    return total + _shares(side)[dark]


def _count(found: Words) -> NDArray[np.uint16]:
    count: NDArray[np.uint16] = np.bitwise_count(found).sum(axis=-1, dtype=np.uint16)
    return count


def _runs(alike: Words) -> NDArray[np.uint16]:
    """Five or more of a colour in a line: N1 for five, one more for each further module."""
    one = alike.dtype.type
    two = alike & (alike >> one(1))
    five = two & (two >> one(2))
    begins = five & ~(five << one(1))
    return _count(five) + (RUN - 1) * _count(begins)


def _blocks(rows: Words, alike: Words) -> NDArray[np.uint16]:
    """Squares of two by two of one colour."""
    same = ~(rows[..., 1:] ^ rows[..., :-1])
    return _count(alike[..., 1:] & alike[..., :-1] & same)


def _finders(dark: Words, light: Words) -> NDArray[np.uint16]:
    """What looks like a finder: dark to light as 1:1:3:1:1, with four light modules before or behind it."""
    one = dark.dtype.type
    two = dark & (dark >> one(1))
    core = (
        dark & (light >> one(1)) & (two >> one(2)) & (dark >> one(4)) & (light >> one(5)) & (dark >> one(6))
    )
    margin = light & (light >> one(1))
    margin &= margin >> one(2)
    return _count(core & (margin >> one(7)) | margin & (core >> one(4)))


@cache
def _shares(side: int) -> NDArray[np.uint16]:
    """N4 for every full 5 % that the share of dark modules is away from a half, by their number."""
    area = side * side
    return np.array([int(abs(dark / area * 100 - 50) / 5) * SHARE for dark in range(area + 1)], np.uint16)
