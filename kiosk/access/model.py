"""Who asks, and what they are given."""

import datetime as dt
from collections.abc import Iterable

from attrs import frozen

from kiosk.faults import BadInput
from kiosk.plans.model import Kind, Plan, Role, Unread, Version, could_be_in_force, in_force
from kiosk.plans.student import Student
from kiosk.school.calendar import Moment
from kiosk.school.words import long_date


@frozen
class Person:
    """Who is asking: a member of staff, whoever holds a day pass, or whoever may read the school folder.

    `reason` is why she may see what she sees, where that is not her role.
    """

    id: str
    name: str
    role: Role
    rooms: tuple[str, ...] = ()
    reason: str = ""


FOLDER_READER = Person(id="", name="whoever may read the school folder", role=Role.ADMIN)
"""Whom the command line acts for unless `--as` names somebody."""


def in_force_of(
    versions: tuple[Version, ...], unread: Iterable[Unread], date: dt.date
) -> tuple[Version, ...]:
    """Of a student's versions those in force on a date; that one cannot be opened is an error."""
    found = in_force(versions, date)
    for each in unread:
        if could_be_in_force(each, versions, date):
            raise BadInput(f"{each.why}. It would be in force on {long_date(date)}: ask the office")
    return found


@frozen
class Opened:
    """A student's plans, all versions, redacted for the person who asked, and why she may see them.

    `unread` are versions that cannot be opened. With `only`, there are no others than those of that date.
    `withheld`, in an emergency, are the roles who read emergency items that she does not.
    """

    student: Student
    versions: tuple[Version, ...]
    reason: str
    unread: tuple[Unread, ...] = ()
    only: dt.date | None = None
    withheld: tuple[Role, ...] = ()

    def in_force(self, moment: Moment) -> tuple[Version, ...]:
        """The versions in force on the moment's date."""
        return self.in_force_on(moment.date)

    def in_force_on(self, date: dt.date, kind: str | None = None) -> tuple[Version, ...]:
        """The versions in force on a date, perhaps of one kind; that one cannot be opened is an error."""
        if self.only is not None and date != self.only:
            raise BadInput(f"the plans were opened as of {long_date(self.only)}; open the student again")
        mine = tuple(each for each in self.versions if kind in {None, each.plan.kind})
        return in_force_of(mine, [each for each in self.unread if kind in {None, each.kind}], date)

    def plans_in_force(self, moment: Moment) -> tuple[Plan, ...]:
        """The plans of these versions."""
        return tuple(each.plan for each in self.in_force(moment))


def told_apart(found: Iterable[Opened]) -> tuple[tuple[Opened, ...], tuple[Opened, ...]]:
    """Of a list those whose plans in force can be read, and those of whom one cannot."""
    listed = tuple(found)
    return tuple(each for each in listed if not each.unread), tuple(each for each in listed if each.unread)


@frozen
class Found:
    """Students, best first, perhaps only the first; how many there are; and the rooms that the text named."""

    students: tuple[Student, ...]
    total: int
    rooms: tuple[str, ...] = ()


@frozen
class Mark:
    """What a list may show of a student: what kinds are on now, next or tonight; no word of the plan.

    Where `is_unread`, a plan in force cannot be opened, and what is on is unknown.
    """

    student: Student
    now: tuple[Kind, ...]
    next: tuple[Kind, ...]
    tonight: tuple[Kind, ...]
    has_crisis_protocol: bool
    is_unread: bool = False
