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


WIDTH = 14  # of a line: the numbers of two digits stand under one another
LINE = b" x  y  w 1 re\n"


@cache
def _lines(side: int) -> NDArray[Any]:
    """The line of each bar, by its row, its first column, and how many more columns it takes."""
    numbers = np.frombuffer(b"".join(b"%2d" % number for number in range(side + 1)), np.uint8).reshape(-1, 2)
    lines = np.empty((side, side, side, WIDTH), np.uint8)
    lines[:] = np.frombuffer(LINE, np.uint8)
    lines[..., 0:2] = numbers[:side, None]
    lines[..., 3:5] = numbers[:side, None, None]
    lines[..., 6:8] = numbers[1:]
    return lines.view(f"S{WIDTH}").reshape(-1)
