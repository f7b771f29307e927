"""Finds the codes in pages' content, and makes each path squares again: a picture of one dot a module."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from cards.drawing import POINT

QUIET = 4  # dots of white around a picture
_NUMBER = rb"(-?\d+(?:\.\d+)?)"
_MATRIX = re.compile(rb"q %b 0 0 %b %b %b(?: cm)?" % (_NUMBER, _NUMBER, _NUMBER, _NUMBER))
_BEGIN, _END = b" cm 0 g\n", b"f Q"  # what stands before and behind a code's path
_WIDTH = 14  # of a bar's line, ` x  y  w 1 re`: its numbers have two columns each
_BLANK = ord(" ")
_ONE_ROW = np.frombuffer(b"1 re\n", np.uint8).reshape(-1, 1)

_PAPER = np.uint8(255)
_WHITE = np.full((1, 1), _PAPER)

Picture = NDArray[np.uint8]
Square = tuple[float, float, float, float]


@frozen(eq=False)
class Found:
    """A code: where its middle is, in mm from the bottom left of the page, and how it looks."""

    x: float
    y: float
    picture: Picture


def codes(pages: Iterable[bytes]) -> list[list[Found]]:
    """The codes in each page's content, in their order; the paths of several pages are read at once."""
    placed = [list(_placed(content)) for content in pages]
    pictures = iter(_pictures([path for page in placed for _, path in page]))
    return [[_found(square, *next(pictures)) for square, _ in page] for page in placed]


def _placed(content: bytes) -> Iterator[tuple[Square, bytes]]:
    """Where the codes are, and their paths: a matrix places each card, another the code on it."""
    for before, behind in pairwise(content.split(_BEGIN)):
        card, code = map(_MATRIX.fullmatch, (b"\n" + before).rsplit(b"\n", 2)[-2:])
        path, end, _ = behind.partition(_END)
        if card and code and path and end:
            yield _square(card, code), path


def _found(square: Square, picture: Picture, side: int) -> Found:
    scale_x, scale_y, x, y = square
    return Found((x + scale_x * side / 2) * POINT, (y + scale_y * side / 2) * POINT, picture)


def _square(card: re.Match[bytes], code: re.Match[bytes]) -> Square:
    """How large a module is on the page, and where the code begins."""
    card_x, card_y, left, top = map(float, card.groups())
    scale_x, scale_y, x, y = map(float, code.groups())
    return card_x * scale_x, card_y * scale_y, left + card_x * x, top + card_y * y


def _pictures(paths: Sequence[bytes]) -> list[tuple[Picture, int]]:
    """Each path as black on white, and how many modules it has on a side; what are no bars is left white."""
    if not paths:
        return []
    bars = np.array([len(path) // _WIDTH for path in paths])
    numbers = _numbers(b"".join(paths))
    if numbers is None or any(len(path) % _WIDTH for path in paths):
        return [(_WHITE, 0)] * len(paths)
    x, y, width = numbers
    sides = np.maximum.reduceat(x + width, np.cumsum(bars) - bars)
    across = int(max(sides.max(), y.max() + 1)) + 2 * QUIET
    first = (np.repeat(np.arange(len(paths)), bars) * across + y + QUIET) * across + x + QUIET
    turns = np.zeros(len(paths) * across * across, np.int8)
    turns[first] += 1
    turns[first + width] -= 1
    light = np.cumsum(turns, dtype=np.int8) == 0  # every bar ends in its row: its quiet zone is wide enough
    pictures = (light * _PAPER).reshape(-1, across, across)
    return list(zip(pictures, sides.tolist(), strict=True))


def _numbers(text: bytes) -> NDArray[np.intp] | None:
    """The first columns, the rows and the widths of bars; None where a line is no bar of one row."""
    if len(text) % _WIDTH:
        return None
    columns = np.ascontiguousarray(np.frombuffer(text, np.uint8).reshape(-1, _WIDTH).T)
    tens, ones, between = columns[0:9:3], columns[1:9:3], columns[2:9:3]
    are_numbers = _is_digit(ones) & (_is_digit(tens) | (tens == _BLANK)) & (between == _BLANK)
    if not are_numbers.all() or (columns[9:] != _ONE_ROW).any():
        return None
    return ((tens & 15) * np.uint8(10) + (ones & 15)).astype(np.intp)  # a blank counts as 0


def _is_digit(characters: Picture) -> NDArray[np.bool_]:
    return characters - np.uint8(ord("0")) < 10  # what stands before the digits wraps round to a large number
