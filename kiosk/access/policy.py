"""Who may see what, and why: one table of role and view, and the sentences for it."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from enum import Enum, StrEnum, auto

from kiosk.access.model import FOLDER_READER, Person
from kiosk.faults import NotAllowed
from kiosk.plans.model import Role
from kiosk.plans.student import Student
from kiosk.school.words import clock, listed, long_date, periods_words


class View(StrEnum):
    """What may be seen of students."""

    NAMES = "names"
    """Names, grade and room."""
    MARKS = "marks"
    """What kinds of accommodation are on now, without a word of the plan."""
    PLANS = "plans"
    """Plans, redacted for the reader."""
    SHEETS = "sheets"
    """Plans on their way to a room's sheet, redacted for whoever may carry it."""
    CARDS = "cards"
    """Plans on their way to a pocket card, redacted for whoever may carry it."""
    FILES = "files"
    """Plan files as they were written, with everything in them."""


class Reach(Enum):
    """Of which students."""

    NOBODY = auto()
    OWN_ROOMS = auto()
    CASELOAD = auto()
    """Of those for whose plans she answers, and of those for whose plans no coordinator is named."""
    EVERYBODY = auto()
    FOLDER = auto()
    """Of everybody, for whoever may read the school folder and thereby has the files."""


_NO, _OWN, _ALL, _FOLDER = Reach.NOBODY, Reach.OWN_ROOMS, Reach.EVERYBODY, Reach.FOLDER
_CASES = Reach.CASELOAD

REACH: Mapping[Role, Mapping[View, Reach]] = {
    role: dict(zip(View, row, strict=True))
    for role, row in {
        #                  names  marks  plans  sheets cards  files
        Role.SUBSTITUTE: (_OWN, _OWN, _OWN, _OWN, _NO, _NO),
        Role.TEACHER: (_OWN, _OWN, _OWN, _OWN, _NO, _NO),
        Role.NURSE: (_ALL, _ALL, _ALL, _ALL, _NO, _NO),
        Role.COUNSELLOR: (_ALL, _ALL, _ALL, _ALL, _NO, _NO),
        Role.COORDINATOR: (_ALL, _ALL, _CASES, _ALL, _ALL, _NO),
        Role.OFFICE: (_ALL, _NO, _NO, _NO, _ALL, _NO),
        Role.PRINCIPAL: (_ALL, _ALL, _ALL, _ALL, _ALL, _NO),
        Role.ADMIN: (_ALL, _ALL, _ALL, _ALL, _ALL, _FOLDER),
    }.items()
}

_REASONS = {
    Role.NURSE: "School nurse: health items of all students.",
    Role.COUNSELLOR: "Counsellor: called in a crisis of any student.",
    Role.COORDINATOR: "Coordinator: answers for the plans of her caseload.",
    Role.OFFICE: "Office: keeps the roster and the cards.",
    Role.PRINCIPAL: "Principal: answers for all students.",
    Role.ADMIN: "Administrator: keeps the records of all students.",
}
_REFUSALS = {
    View.MARKS: "What is on for whom is for those who teach or care for the students.",
    View.PLANS: "Plans are for those who teach or care for the student; the office keeps roster and cards.",
    View.SHEETS: "A room's sheet says what plans ask; it is printed by those who may read them.",
    View.CARDS: "Cards are printed by the office, the coordinator, the principal or an administrator.",
    View.FILES: "Plan files are given out as they were written only to whoever may read the school folder.",
}

UNKNOWN_CASELOAD = "Coordinator: a plan that cannot be opened does not say who answers for it."


def reason(person: Person) -> str:
    """Why this person may see what she sees."""
    if person == FOLDER_READER:
        return "May read the school folder."
    if person.reason:
        return person.reason
    if person.role in _REASONS:
        return _REASONS[person.role]
    doing = "Substitute in" if person.role is Role.SUBSTITUTE else "Teaches"
    return f"{doing} {_rooms(person.rooms)}."


def pass_reason(rooms: Sequence[str], periods: Sequence[str] | None, until: dt.datetime) -> str:
    """Why a day pass shows what it shows; `until` is on the school's clock."""
    within = f", {periods_words(periods)}" if periods else ""
    return f"Day pass, {_rooms(rooms)}{within}, today until {clock(until)}."


def has_caseload(person: Person, view: View) -> bool:
    """Whether this person sees a caseload only."""
    return REACH[person.role][view] is Reach.CASELOAD


def caseload_reason(person: Person, view: View, coordinators: Mapping[str, str], called: str) -> str:
    """Why this person may see plans for which these coordinators answer; refused where only others do.

    `coordinators` are their names by id; none of them are named in plans for which all answer together.
    """
    if not has_caseload(person, view):
        return reason(person)
    if person.id in coordinators:
        return "Coordinator: case manager of this student."
    if coordinators:
        raise NotAllowed(f"{called} is in the caseload of {listed(sorted(coordinators.values()))}.")
    return "Coordinator: no coordinator is named as this student's case manager."


def rooms(person: Person, view: View) -> frozenset[str] | None:
    """The homerooms whose students this view shows to this person, None for all; refused if it shows none."""
    reach = REACH[person.role][view]
    if reach is Reach.NOBODY or (reach is Reach.FOLDER and person != FOLDER_READER):
        raise NotAllowed(_REFUSALS[view])
    if reach is not Reach.OWN_ROOMS:
        return None
    if not person.rooms:
        raise NotAllowed(f"{person.name} has no room yet; the office can add it.")
    return frozenset(person.rooms)


def expect(person: Person, view: View, student: Student, called: str | None = None) -> None:
    """Refuse a student whom this view does not show to this person; she is called by her number."""
    own = rooms(person, view)
    if own is not None and student.homeroom not in own:
        raise NotAllowed(f"{called or student.id} is not in {_rooms(person.rooms)}, where {person.name} is.")


def sees_only_today(person: Person) -> bool:
    """Whether plans that ended, or that are to come, are no business of hers: she is here today."""
    return person.role is Role.SUBSTITUTE


def expect_date(person: Person, date: dt.date, today: dt.date) -> None:
    """Refuse plans as of another date than today to a person who sees only those in force today."""
    if sees_only_today(person) and date != today:
        raise NotAllowed(f"{person.name} sees the plans in force on {long_date(today)}, and no others.")


def expect_room(person: Person, own: Collection[str] | None, room: str) -> None:
    """Refuse a room that is not one of a person's own, where she has only those."""
    if own is not None and room not in own:
        raise NotAllowed(f"Room {room} is not among {person.name}'s rooms.")


def _rooms(rooms: Sequence[str]) -> str:
    return f"room{'s' if len(rooms) > 1 else ''} {listed(rooms)}" if rooms else "no room"
