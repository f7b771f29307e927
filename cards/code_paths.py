"""Finds the codes in a page's content, and makes each path squares again: a picture of one dot a module."""

import re
from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from cards.drawing import POINT

QUIET = 4  # dots of white around a picture
_NUMBER = rb"(-?\d+(?:\.\d+)?)"
_MATRIX = re.compile(
    rb"\nq %b 0 0 %b %b %b cm(?:( 0 g\n)(?=\d)|(?=\n))" % (_NUMBER, _NUMBER, _NUMBER, _NUMBER)
)
_END, _RECTANGLE = b"f Q", b"re"

Picture = NDArray[np.uint8]


@frozen(eq=False)
class Found:
    """A code: where its middle is, in mm from the bottom left of the page, and how it looks."""

    x: float
    y: float
    picture: Picture


def codes(content: bytes) -> Iterator[Found]:
    """The codes in a page's content, in their order: a matrix places each card, another the code on it."""
    card = (1.0, 1.0, 0.0, 0.0)
    squares, paths = [], []
    for match in _MATRIX.finditer(b"\n" + content):
        scale_x, scale_y, x, y = map(float, match.groups()[:4])
        if match[5]:
            squares.append(
                (card[0] * scale_x, card[1] * scale_y, card[2] + card[0] * x, card[3] + card[1] * y)
            )
            paths.append(match.string[match.end() : match.string.find(_END, match.end())])
        else:
            card = (scale_x, scale_y, x, y)
    for (scale_x, scale_y, x, y), (picture, side) in zip(squares, _pictures(paths), strict=True):
        yield Found((x + scale_x * side / 2) * POINT, (y + scale_y * side / 2) * POINT, picture)


def _pictures(paths: Sequence[bytes]) -> list[tuple[Picture, int]]:
    """Each path as black on white, and how many modules it has on a side; what are no bars is left white."""
    bars = [path.count(_RECTANGLE) for path in paths]
    numbers = _numbers(b"".join(paths))
    if len(numbers) != 4 * sum(bars):
        return [(np.full((1, 1), 255, np.uint8), 0)] * len(paths)
    x, y, width, height = numbers.reshape(-1, 4).T
    width = np.where(height == 1, width, 0)
    symbol = np.repeat(np.arange(len(paths)), bars)
    sides = np.zeros(len(paths), np.intp)
    np.maximum.at(sides, symbol, x + width)
    across = max(sides.max(initial=0), y.max(initial=0) + 1) + 2 * QUIET
    turns = np.zeros((len(paths), across, across), np.int8)
    turns[symbol, y + QUIET, x + QUIET] += 1
    turns[symbol, y + QUIET, x + QUIET + width] -= 1
    dark = np.cumsum(turns, axis=2, dtype=np.int8)
    return list(zip(np.where(dark, np.uint8(0), np.uint8(255)), sides.tolist(), strict=True))


def _numbers(text: bytes) -> NDArray[np.intp]:
    """The whole numbers in a text, of at most three digits each; of more, the first three."""
    digits = np.frombuffer(text + b"   ", np.uint8) - np.uint8(ord("0"))
    is_digit = digits < 10
    first = np.flatnonzero(is_digit[1:] & ~is_digit[:-1]) + 1
    if is_digit[:1].any():
        first = np.concatenate([[0], first])
    value = digits[first].astype(np.intp)
    for place in (1, 2):
        more = is_digit[first + place] & (is_digit[first + 1])
        value = np.where(more, value * 10 + digits[first + place], value)
    return value
