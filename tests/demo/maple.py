"""The pretend school of the default seed, read as the kiosk reads it, for every test of it."""

import datetime as dt
from collections import Counter
from functools import cache

from kiosk.demo.dates import OPENING
from kiosk.demo.school import PretendSchool, pretend_school
from kiosk.plans.model import Accommodation, Plan, PlanKind, Version, in_force
from kiosk.plans.reading import PlanFile, parse_plan
from kiosk.plans.student import Student
from kiosk.school.calendar import Calendar, Moment

SEED = 1
TODAY = OPENING.date()
BLAKE = "10042"


@cache
def maple() -> PretendSchool:
    """The school that `kiosk demo` makes."""
    return pretend_school(SEED, 400, 40)


@cache
def calendar() -> Calendar:
    """Its calendar."""
    return Calendar(maple().school)


@cache
def files() -> tuple[PlanFile, ...]:
    """Its plan files, read."""
    school = maple().school
    return tuple(parse_plan(written, name, school) for name, written in maple().plan_files)


@cache
def students() -> dict[str, Student]:
    """Its students by number."""
    return {each.id: each for each in maple().students}


def opening() -> Moment:
    """The moment that the demo pretends."""
    return calendar().moment(OPENING.replace(tzinfo=calendar().zone))


def versions(student: str) -> tuple[Version, ...]:
    """Every version of a student's plans, numbered in the order of the files."""
    counted: Counter[tuple[PlanKind, dt.date]] = Counter()
    found = []
    for file in files():
        if file.plan.student.id == student:
            key = (file.plan.kind, file.plan.terms.begins)
            counted[key] += 1
            found.append(Version(counted[key], file.plan))
    return tuple(found)


def in_force_on(date: dt.date) -> dict[str, tuple[Version, ...]]:
    """The versions in force on a date, of the students who have any."""
    found = {each: in_force(versions(each), date) for each in planned()}
    return {student: there for student, there in found.items() if there}


def planned() -> list[str]:
    """The students who have, had or will have a plan."""
    return sorted({file.plan.student.id for file in files()})


def plans_today() -> list[Plan]:
    """Every plan in force at the pretended moment."""
    return [version.plan for found in in_force_on(TODAY).values() for version in found]


def accommodations() -> list[Accommodation]:
    """Every accommodation of every version."""
    return [each for file in files() for each in file.plan.accommodations]
