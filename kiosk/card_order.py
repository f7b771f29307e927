"""In what order cards come: by room, by grade or by name; rooms and grades as people count them."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from attrs import frozen

from kiosk.access.words import fold
from kiosk.plans.student import Student
from kiosk.school.words import grade_words, room_words

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


def class_of(student: Student, order: Order) -> str:
    """The class that a student's card is among: `Room 12`, or `Grade 5`; by name there are none."""
    if order is Order.ROOM:
        return room_words(student.homeroom) or "No room"
    return grade_words(student.grade) or "No grade" if order is Order.GRADE else ""


def key(student: Student, order: Order = Order.ROOM) -> Key:
    """What students are sorted by; those of one room or grade come by room and name."""
    return _KEYS[order](student)


def _by_name(student: Student) -> Key:
    family, name = student.family_name.casefold(), student.name.casefold()
    return fold(student.family_name), family, fold(student.name), name, student.id


def _by_room(student: Student) -> Key:
    return _counted(student.homeroom), *_by_name(student)


def _by_grade(student: Student) -> Key:
    return _grade(student.grade), *_by_room(student)


_KEYS: Mapping[Order, Callable[[Student], Key]] = {
    Order.ROOM: _by_room,
    Order.GRADE: _by_grade,
    Order.NAME: _by_name,
}


def _grade(grade: str) -> Key:
    """Before first grade comes kindergarten, and before that what leads to it."""
    name = fold(grade)
    return (0, _BEFORE_FIRST.index(name)) if name in _BEFORE_FIRST else (1, _counted(grade))


def _counted(name: str) -> Key:
    """A name with its numbers as numbers: 2, 12, 12A, 100; no name comes last."""
    parts = (part for part in _NUMBER.split(name.casefold()) if part)
    return not name, *((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
