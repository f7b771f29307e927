"""In an emergency any adult who is signed in sees a student's crisis protocol, with a reason typed.

No more than that: what to do in a crisis and what her emergency health items say, in force today, and as the
reader's role may read them (34 CFR 99.36). Whoever answers for the student sees afterwards that it was done.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from kiosk.access import redaction
from kiosk.access.model import Opened, Person
from kiosk.access.words import fold
from kiosk.faults import BadInput
from kiosk.plans.model import Role, Version, could_be_in_force, in_force
from kiosk.plans.student import Student
from kiosk.records.versions import History
from kiosk.school.words import listed

SHORTEST, LONGEST = 6, 500
"""Letters and figures that a reason has at least, and characters at most: `seizure` is enough."""
DANGER = "If a life is in danger, call 911 first."


def threat(typed: str) -> str:
    """A reason as it is kept; one that says nothing is refused."""
    said = " ".join(typed.split())
    if sum(map(str.isalnum, said)) < SHORTEST:
        raise BadInput('Say in a few words what is happening, such as "He has collapsed in room 12."')
    return said[:LONGEST]


def reason(said: str) -> str:
    """Why this is shown, as the screen says it."""
    return f"Emergency: {said.rstrip('.')}. Whoever answers for the student sees that you looked."


def opened(person: Person, student: Student, found: History, today: dt.date, said: str) -> Opened:
    """What an emergency opens of a student, for a reader of this role: in `versions`, for this day.

    `unread` are those that may be in force and cannot be opened; what else there is, is shown all the same.
    """
    role = person.role
    unread = tuple(each for each in found.unread if could_be_in_force(each, found.versions, today))
    lost = {(each.kind, each.begins) for each in unread}
    whole = (each for each in found.versions if (each.plan.kind, each.plan.terms.begins) not in lost)
    versions = in_force(tuple(whole), today)
    return Opened(
        student=redaction.student_for(student, role),
        versions=tuple(redaction.emergency_version(each, role, today) for each in versions),
        reason=reason(said),
        unread=unread,
        only=today,
        withheld=_withheld(versions, role, today),
    )


def missing(found: Opened, phone: str) -> Iterator[str]:
    """What is not shown, in sentences with whom to call."""
    office = f"Call the office: {phone}." if phone else "Call the office."
    if found.unread:
        yield f"A plan that may hold more cannot be read. {office}"
    if found.withheld:
        readers = listed(found.withheld, "or")
        yield f"There is more, for {readers} to read: call for one of them. {office}"
    if not any(each.plan.accommodations for each in found.versions):
        yield f"No crisis protocol and no emergency health item is shown here today. {DANGER} {office}"


def _withheld(versions: Iterable[Version], role: Role, today: dt.date) -> tuple[Role, ...]:
    """Who reads the emergency items that are not for this reader's eyes."""
    items = (item for each in versions for item in each.plan.accommodations)
    hidden = [
        item for item in items if redaction.is_for_emergency(item, today) and not redaction.is_for(item, role)
    ]
    readers = {each for item in hidden for each in item.audience or ()}
    return tuple(each for each in Role if each in readers)


def exactly(said: str, found: Iterable[Student]) -> list[Student]:
    """Those whose number or whole name this is, perhaps with the room behind it."""
    asked = fold(said)
    return [each for each in found if asked and asked in _called(each)]


def _called(student: Student) -> set[str]:
    """A number, and whole names in either order, each alone and with the room behind it."""
    firsts, last = {student.given_name, student.preferred_name} - {""}, student.family_name
    names = {name for first in firsts for name in (f"{first}{last}", f"{last}{first}")}
    rooms = ("", student.homeroom, f"room{student.homeroom}")
    return {fold(student.id), *(fold(f"{name}{room}") for name in names for room in rooms)}
