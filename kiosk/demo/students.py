"""The roster of the pretend school: Blake, those whose names are near his, and everybody else."""

import datetime as dt
from collections.abc import Mapping
from random import Random
from typing import Any

from attrs import frozen

from kiosk.demo.dates import YEAR_BEGINS
from kiosk.demo.families import draw_contacts
from kiosk.demo.names import NameGroup, draw_group, draw_name, groups
from kiosk.demo.resources import tables
from kiosk.plans.student import Student, StudentId

BLAKE = StudentId("10042")
GRADES = ("K", "1", "2", "3", "4", "5")
_FIRST_NUMBER = 10001
_ROOMS, _A_ROOM = 12, 36  # a school of more than 12 × 36 students has more rooms


@frozen
class Pupil:
    """A student; whether the card's own type face has the name; and the case set for her, if one is."""

    student: Student
    on_cards: bool = True
    case: str = ""


def roster(rng: Random, how_many: int, blake: Student) -> tuple[Pupil, ...]:
    """This many students, in the order of their numbers; Blake is always one of them."""
    numbers = _numbers(rng, how_many - 1)
    near = tables("neighbors.toml")["student"][: len(numbers)]
    rooms = max(_ROOMS, -(-how_many // _A_ROOM))
    pupils = [Pupil(blake)]
    pupils += [_neighbor(rng, each, number) for each, number in zip(near, numbers, strict=False)]
    pupils += [_draw_pupil(rng, number, index % rooms) for index, number in enumerate(numbers[len(near) :])]
    return tuple(sorted(pupils, key=lambda each: int(each.student.id)))


def _numbers(rng: Random, how_many: int) -> list[StudentId]:
    """Student numbers in no order, as children come to a school in no order."""
    numbers = [StudentId(str(_FIRST_NUMBER + index)) for index in range(how_many + 1)]
    if BLAKE in numbers:
        numbers.remove(BLAKE)
    numbers = numbers[:how_many]
    rng.shuffle(numbers)
    return numbers


def _draw_pupil(rng: Random, number: StudentId, room: int) -> Pupil:
    group = draw_group(rng)
    name = draw_name(rng, group)
    grade = GRADES[room // 2 if room < _ROOMS else room % len(GRADES)]
    student = Student(
        id=number,
        given_name=name.given,
        family_name=name.family,
        preferred_name=name.preferred,
        pronouns=name.pronouns,
        grade=grade,
        homeroom=f"{room + 1:02d}",
        birthdate=_draw_birthdate(rng, grade),
        contacts=draw_contacts(rng, group, name.family, number),
    )
    return Pupil(student, group.on_cards)


def _neighbor(rng: Random, said: Mapping[str, Any], number: StudentId) -> Pupil:
    group = _group_of(said)
    student = Student(
        id=number,
        given_name=said["given"],
        family_name=said["family"],
        preferred_name=said.get("preferred", ""),
        pronouns=said.get("pronouns", ""),
        grade=said["grade"],
        homeroom=said["room"],
        birthdate=_draw_birthdate(rng, said["grade"]),
        contacts=draw_contacts(rng, group, said["family"], number),
    )
    return Pupil(student, said.get("on_cards", True), said.get("case", ""))


def _group_of(said: Mapping[str, Any]) -> NameGroup:
    """The group whose grown-ups could be this student's: by language, and by script."""
    on_cards, language = said.get("on_cards", True), said.get("language", "en")
    return next(each for each in groups() if each.language == language and each.on_cards is on_cards)


def _draw_birthdate(rng: Random, grade: str) -> dt.date:
    """Whoever is five by 1 September begins kindergarten."""
    age = 5 + GRADES.index(grade)
    youngest = dt.date(YEAR_BEGINS.year - age, 9, 1)
    return youngest - dt.timedelta(days=rng.randrange(365))
