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

_BLACK, _PAPER = np.uint8(0), np.uint8(255)
_WHITE = np.full((1, 1), _PAPER)

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
    if not paths:
        return []
    bars = np.array([path.count(_RECTANGLE) for path in paths])
    numbers = _numbers(b"".join(paths))
    if not bars.all() or len(numbers) != 4 * bars.sum():
        return [(_WHITE, 0)] * len(paths)
    x, y, width, height = numbers.reshape(-1, 4).T.astype(np.intp)
    width[height != 1] = 0
    sides = np.maximum.reduceat(x + width, np.cumsum(bars) - bars)
    across = int(max(sides.max(initial=0), y.max(initial=0) + 1)) + 2 * QUIET
    first = (np.repeat(np.arange(len(paths)), bars) * across + y + QUIET) * across + x + QUIET
    turns = np.zeros(len(paths) * across * across, np.int8)
    turns[first] += 1
    turns[first + width] -= 1
    dark = np.cumsum(turns.reshape(len(paths), across, across), axis=2, dtype=np.int8)
    return list(zip(np.where(dark, _BLACK, _PAPER), sides.tolist(), strict=True))


def _numbers(text: bytes) -> Picture:
    """The whole numbers in a text, all of one or two digits; none where one is longer."""
    digits = np.frombuffer(b" %b  " % text, np.uint8) - np.uint8(ord("0"))
    is_digit = digits < 10
    first = is_digit[1:-2] & ~is_digit[:-3]
    second, third = is_digit[2:-1], is_digit[3:]
    if (first & second & third).any():
        return digits[:0]
    return np.where(second, digits[1:-2] * 10 + digits[2:-1], digits[1:-2])[first]
