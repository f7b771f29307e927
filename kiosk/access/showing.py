"""What a person is shown of a student: judged and redacted in one place, for every way in."""

import datetime as dt
from collections.abc import Mapping, Sequence

from attrs import evolve

from kiosk.access import policy, redaction
from kiosk.access.model import Opened, Person
from kiosk.access.policy import View
from kiosk.plans.model import Role, Version
from kiosk.plans.student import Student
from kiosk.records import staff, versions
from kiosk.records.store import Transaction

CARRIES_CARDS = Role.SUBSTITUTE
"""A card says what whoever carries it may read."""


def read(transaction: Transaction, person: Person, view: View, student: Student, today: dt.date) -> Opened:
    """All versions of a student's plans that this person may see, as she may; refused if she may not."""
    policy.expect(person, view, student)
    found = versions.of_student(transaction, student.id)
    opened = evolve(
        shown(person, view, student, _with_names(transaction, found.versions)), unread=found.unread
    )
    return redaction.as_of(opened, today) if policy.sees_only_today(person) else opened


def shown(person: Person, view: View, student: Student, found: Sequence[Version]) -> Opened:
    """These versions as this person may see them, and why she may."""
    reader = CARRIES_CARDS if view is View.CARDS else person.role
    redacted = tuple(redaction.version_for(each, reader) for each in found)
    return Opened(redaction.student_for(student, reader), redacted, policy.reason(person))


def _with_names(transaction: Transaction, found: Sequence[Version]) -> tuple[Version, ...]:
    """These versions with the case manager's name in the place of her staff id: nobody calls an id."""
    ids = {each.plan.terms.case_manager for each in found} - {""}
    names = {each: member.name for each in ids if (member := staff.get(transaction, each))}
    return tuple(_with_name(each, names) for each in found)


def _with_name(version: Version, names: Mapping[str, str]) -> Version:
    terms = version.plan.terms
    name = names.get(terms.case_manager)
    if name is None:
        return version
    return evolve(version, plan=evolve(version.plan, terms=evolve(terms, case_manager=name)))
