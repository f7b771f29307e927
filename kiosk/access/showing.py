"""What a person is shown of a student: judged and redacted in one place, for every way in."""

import datetime as dt
from collections.abc import Sequence

from attrs import evolve

from kiosk.access import policy, redaction
from kiosk.access.model import Opened, Person
from kiosk.access.policy import View
from kiosk.plans.model import Role, Version
from kiosk.plans.student import Student
from kiosk.records import versions
from kiosk.records.store import Transaction

CARRIES_CARDS = Role.SUBSTITUTE
"""A card says what whoever carries it may read."""


def read(transaction: Transaction, person: Person, view: View, student: Student, today: dt.date) -> Opened:
    """All versions of a student's plans that this person may see, as she may; refused if she may not."""
    policy.expect(person, view, student)
    found = versions.of_student(transaction, student.id)
    opened = evolve(shown(person, view, student, found.versions), unread=found.unread)
    return redaction.as_of(opened, today) if policy.sees_only_today(person) else opened


def shown(person: Person, view: View, student: Student, found: Sequence[Version]) -> Opened:
    """These versions as this person may see them, and why she may."""
    reader = CARRIES_CARDS if view is View.CARDS else person.role
    redacted = tuple(redaction.version_for(each, reader) for each in found)
    return Opened(redaction.student_for(student, reader), redacted, policy.reason(person))
