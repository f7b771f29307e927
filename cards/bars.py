"""Symbols as PDF path content: each bar of dark modules side by side is a rectangle, a line of text each."""

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cards.symbols import Words, bits


def paths(symbols: Words) -> list[bytes]:
    """The path of each symbol, in modules from its top left, y downwards; it is filled once."""
    count, side = symbols.shape
    one = symbols.dtype.type(1)
    begins = symbols & ~(symbols << one)
    first = np.flatnonzero(bits(begins))
    more = np.flatnonzero(bits(symbols & ~(symbols >> one))) - first
    in_row = np.bitwise_count(begins)
    y = np.repeat(np.tile(np.arange(side), count), in_row.reshape(-1))
    x = first & (8 * symbols.itemsize - 1)
    lines = _lines(side)[(y * side + x) * side + more].tobytes()
    ends = np.cumsum(in_row.sum(axis=1, dtype=np.intp)) * WIDTH
    return [lines[start:end] for start, end in pairwise([0, *ends.tolist()])]


WIDTH = 14  # of a line; blanks fill it


@cache
def _lines(side: int) -> NDArray[Any]:
    """The line of each bar, by its row, its first column, and how many more columns it takes."""
    lines = np.zeros((side, side, side), f"S{WIDTH}")
    for y in range(side):
        for x in range(side):
            for more in range(side - x):
                lines[y, x, more] = (b"%d %d %d 1 re" % (x, y, more + 1)).ljust(WIDTH - 1) + b"\n"
    return lines.reshape(-1)
