"""In what order cards come: by room, by grade or by name; rooms and grades as people count them."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import Any

from attrs import frozen

Key = tuple[Any, ...]

_NUMBER = re.compile(r"(\d+)")
_BEFORE_FIRST = ("pk", "tk", "k")


class Order(StrEnum):
    """What cards are put in order by."""

    ROOM = "room"
    GRADE = "grade"
    NAME = "name"


@frozen
class Ordering:
    """How the cards of a run lie: by what, with a separator card before each class, to be cut and stacked."""

    by: Order = Order.ROOM
    has_separators: bool = False
    is_stacked: bool = False


def key(order: Order, room: str, grade: str, name: Key) -> Key:
    """What cards are sorted by; those of one grade come by room, and those of one room by name."""
    if order is Order.NAME:
        return name
    by_room = (_counted(room), *name)
    return by_room if order is Order.ROOM else (_grade(grade), *by_room)


def counted(number: int, what: str) -> str:
    """`1 card`, `2 cards`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def cards_in_words(cards: int, separators: int, spare: int) -> str:
    """`4 cards, 3 separator cards and 1 spare card`."""
    numbers = {"card": cards, "separator card": separators, "spare card": spare}
    *first, last = [counted(number, what) for what, number in numbers.items() if number]
    return f"{', '.join(first)} and {last}" if first else last


def _grade(grade: str) -> Key:
    """Before first grade comes kindergarten, and before that what leads to it."""
    name = "".join(filter(str.isalnum, grade.casefold()))
    return (0, _BEFORE_FIRST.index(name)) if name in _BEFORE_FIRST else (1, _counted(grade))


@lru_cache(maxsize=1_000)
def _counted(name: str) -> Key:
    """A name with its numbers as numbers: 2, 12, 12A, 100; no name comes last."""
    parts = (part for part in _NUMBER.split(name.casefold()) if part)
    return not name, *((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
