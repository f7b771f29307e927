"""The pretend school, made in memory: every file and every row of it follows from the seed."""

from collections.abc import Iterator, Sequence
from random import Random

from attrs import frozen

from kiosk.demo.casting import cast
from kiosk.demo.plan_text import file_name, plan_files
from kiosk.demo.resources import text
from kiosk.demo.staff import STAFF
from kiosk.demo.students import Pupil, roster
from kiosk.faults import BadInput
from kiosk.plans.model import Plan, StudentEntry
from kiosk.plans.reading import PlanFile, parse_plan
from kiosk.plans.student import Student, StudentId
from kiosk.records.staff import StaffMember
from kiosk.school.model import School
from kiosk.school.reading import parse_school

_BLAKE = ("iep-1", "iep-2", "iep-3", "iep-4", "504-1", "504-2", "504-3")
"""Blake's plan files in blake/, the version in force last."""


@frozen
class PretendSchool:
    """A school: its school.toml, its students by number, its plan files (name, bytes) by name, its staff."""

    school_toml: bytes
    students: tuple[Student, ...]
    plan_files: tuple[tuple[str, bytes], ...]
    staff: tuple[StaffMember, ...] = STAFF

    @property
    def school(self) -> School:
        """What school.toml says."""
        return parse_school(self.school_toml, "school.toml")


def pretend_school(seed: int, students: int, plans: int) -> PretendSchool:
    """The pretend school of a seed, with so many plans in force at the pretended moment.

    Near-misses (plans that have ended, or begin next week) and Blake's old IEP come on top of them.
    """
    _check(students, plans)
    toml = text("maple.toml").encode()
    blake = _blake(parse_school(toml, "school.toml"))
    pupils = roster(_random(seed, "roster"), students, _as_enrolled(blake[-1].plan.student))
    files = [(_name(each.plan, each.name), each.written) for each in blake]
    files += _others(seed, pupils, plans - 1)
    return PretendSchool(toml, tuple(each.student for each in pupils), tuple(sorted(files)))


def _check(students: int, plans: int) -> None:
    if plans < 1 or students < 1:
        raise BadInput("a pretend school has at least one student and one plan: Blake and his")
    if plans > students:
        raise BadInput(f"{plans} plans need at least {plans} students, and there are {students}")


def _random(seed: int, part: str) -> Random:
    """Chance that is the same for the same seed, and apart for each part of the school."""
    return Random(f"{seed}/{part}")  # noqa: S311  nothing here is secret


def _blake(school: School) -> list[PlanFile]:
    return [parse_plan(text("blake", f"{each}.toml").encode(), each, school) for each in _BLAKE]


def _name(plan: Plan, written_as: str) -> str:
    """The name of one of Blake's files; `504-3` is the third version."""
    number = int(written_as.rpartition("-")[2])
    return file_name(plan.student.id, plan.kind, plan.terms.begins, number)


def _as_enrolled(entry: StudentEntry) -> Student:
    return Student(
        id=StudentId(entry.id),
        given_name=entry.given_name or "",
        family_name=entry.family_name or "",
        grade=entry.grade or "",
        homeroom=entry.homeroom or "",
        pronouns=entry.pronouns or "",
        birthdate=entry.birthdate,
        contacts=entry.contacts or (),
    )


def _others(seed: int, pupils: Sequence[Pupil], in_force: int) -> Iterator[tuple[str, bytes]]:
    rng = _random(seed, "plans")
    for part in cast(rng, pupils, in_force):
        yield from plan_files(rng, part)
