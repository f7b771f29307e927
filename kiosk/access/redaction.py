"""What a reader of each role does not get to see. Redaction only takes away."""

import datetime as dt
from collections.abc import Sequence

from attrs import evolve

from kiosk.access.model import Opened, Person
from kiosk.access.policy import View
from kiosk.plans.model import (
    Accommodation,
    Amendment,
    Contact,
    Kind,
    Plan,
    Role,
    StudentEntry,
    Terms,
    Version,
)
from kiosk.plans.student import Student

_ALL = frozenset(Role)
READS_ORDERS = frozenset({Role.NURSE})
READS_BIRTHDATES = frozenset({Role.NURSE, Role.COORDINATOR, Role.OFFICE, Role.PRINCIPAL, Role.ADMIN})
READS_REASONS = frozenset({Role.COORDINATOR, Role.PRINCIPAL, Role.ADMIN})
CALLS_HOME = _ALL - {Role.SUBSTITUTE}
"""Who sees phones and addresses: a crisis protocol needs a call home, and a substitute goes to the office."""
READS_GOALS = _ALL - {Role.SUBSTITUTE}
READS_TEAMS = _ALL - {Role.SUBSTITUTE}
"""A team's roles, such as a speech therapist's, tell of a diagnosis."""
CARRIES_CARDS = Role.SUBSTITUTE
"""A card, and a room's sheet, say what whoever carries it may read."""
_CARRIED = frozenset({View.CARDS, View.SHEETS})
_HEALTH = frozenset({Kind.HEALTH, Kind.MEDICATION})


def shown(person: Person, view: View, student: Student, found: Sequence[Version], reason: str) -> Opened:
    """These versions as this person may see them, and why she may."""
    reader = CARRIES_CARDS if view in _CARRIED else person.role
    redacted = tuple(version_for(each, reader) for each in found)
    return Opened(student_for(student, reader), redacted, reason)


def version_for(version: Version, role: Role) -> Version:
    """A version as a reader of this role sees it."""
    return Version(version.number, plan_for(version.plan, role))


def emergency_version(version: Version, role: Role, date: dt.date) -> Version:
    """What a version says for an emergency on a date, as a reader of this role sees it, and nothing else."""
    plan = plan_for(version.plan, role)
    items = tuple(each for each in plan.accommodations if is_for_emergency(each, date))
    terms = Terms(plan.kind, plan.terms.begins, plan.terms.ends, case_manager=plan.terms.case_manager)
    return Version(version.number, Plan(plan.student, terms, items))


def is_for_emergency(item: Accommodation, date: dt.date) -> bool:
    """Whether this is a crisis protocol, or health or medication that waits for something to happen."""
    is_dated = (item.begins or date) <= date <= (item.ends or date)
    return is_dated and (item.kind is Kind.CRISIS or (item.kind in _HEALTH and item.when.trigger is not None))


def as_of(opened: Opened, date: dt.date) -> Opened:
    """A student's plans with no other versions than those in force on a date."""
    return evolve(opened, versions=opened.in_force_on(date), unread=(), only=date)


def opened_for(opened: Opened, role: Role) -> Opened:
    """What was opened for one reader as another may read it too."""
    versions = tuple(version_for(each, role) for each in opened.versions)
    return evolve(opened, student=student_for(opened.student, role), versions=versions)


def plan_for(plan: Plan, role: Role) -> Plan:
    """A plan as a reader of this role sees it; of its student only the number, the roster says the rest."""
    return Plan(
        student=StudentEntry(plan.student.id),
        terms=_terms_for(plan.terms, role),
        accommodations=tuple(_item_for(each, role) for each in plan.accommodations if is_for(each, role)),
        goals=plan.goals if role in READS_GOALS else (),
        amendment=_amendment_for(plan.amendment, role),
    )


def student_for(student: Student, role: Role) -> Student:
    """A roster entry as a reader of this role sees it."""
    birthdate = student.birthdate if role in READS_BIRTHDATES else None
    contacts = tuple(_contact_for(each, role) for each in student.contacts)
    return student.with_private(birthdate, student.photo, contacts)


def name_of(student: Student) -> Student:
    """What a list shows of a student: names, grade and room."""
    return student.with_private(None, "", ())


def is_for(item: Accommodation, role: Role) -> bool:
    """Whether an item's audience, if it has one, holds this role."""
    return item.audience is None or role in item.audience


def _item_for(item: Accommodation, role: Role) -> Accommodation:
    return item if item.order is None or role in READS_ORDERS else evolve(item, order=None)


def _terms_for(terms: Terms, role: Role) -> Terms:
    return terms if role in READS_TEAMS or not terms.team else evolve(terms, team=())


def _amendment_for(amendment: Amendment | None, role: Role) -> Amendment | None:
    return evolve(amendment, reason="") if amendment and role not in READS_REASONS else amendment


def _contact_for(contact: Contact, role: Role) -> Contact:
    if role in CALLS_HOME:
        return contact
    return Contact(contact.name, contact.relation, language=contact.language)
