"""Who asks, and what they are given."""

from attrs import frozen

from kiosk.plans.model import Kind, Role, Version, in_force
from kiosk.plans.student import Student
from kiosk.school.calendar import Moment


@frozen
class Person:
    """Who is asking: a member of staff, or whoever may read the school folder."""

    id: str
    name: str
    role: Role
    rooms: tuple[str, ...] = ()


FOLDER_READER = Person(id="", name="whoever may read the school folder", role=Role.ADMIN)
"""Whom the command line acts for unless `--as` names somebody."""


@frozen
class Opened:
    """A student's plans, all versions, redacted for the person who asked, and why she may see them."""

    student: Student
    versions: tuple[Version, ...]
    reason: str

    def in_force(self, moment: Moment) -> tuple[Version, ...]:
        """The versions in force on the moment's date."""
        return in_force(self.versions, moment.date)


@frozen
class Found:
    """Students, best first: perhaps only the first of them, and how many there are in all."""

    students: tuple[Student, ...]
    total: int


@frozen
class Mark:
    """What a list may show of a student: what kinds are on now, next or tonight; no word of the plan."""

    student: Student
    now: tuple[Kind, ...]
    next: tuple[Kind, ...]
    tonight: tuple[Kind, ...]
    has_crisis_protocol: bool
