"""What a person is shown of a student: judged and redacted in one place, for every way in."""

import datetime as dt
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from kiosk.access import emergency, policy, redaction
from kiosk.access.caseload import Coordinators
from kiosk.access.model import Opened, Person
from kiosk.access.policy import View
from kiosk.faults import NotAllowed
from kiosk.plans.model import Version, could_be_in_force
from kiosk.plans.student import Student
from kiosk.records import staff, versions
from kiosk.records.store import Transaction
from kiosk.records.versions import History


def read(transaction: Transaction, person: Person, view: View, student: Student, today: dt.date) -> Opened:
    """All versions of a student's plans that this person may see, as she may; refused if she may not."""
    policy.expect(person, view, student)
    found = versions.of_student(transaction, student.id)
    reason = Judge.of(transaction, person, view).reason(student, found.versions, today)
    named = _with_names(transaction, found.versions)
    opened = evolve(redaction.shown(person, view, student, named, reason), unread=found.unread)
    return redaction.as_of(opened, today) if policy.sees_only_today(person) else opened


def expect(transaction: Transaction, person: Person, view: View, student: Student, today: dt.date) -> None:
    """Refuse a student whom this person may not see in this view; a plan is read only if that matters."""
    policy.expect(person, view, student)
    if policy.has_caseload(person, view):
        found = versions.of_student(transaction, student.id)
        Judge.of(transaction, person, view).reason(student, found.versions, today)


def in_emergency(
    transaction: Transaction, person: Person, student: Student, today: dt.date, threat: str
) -> Opened:
    """What an emergency opens of a student to anybody who is signed in."""
    found = versions.of_student(transaction, student.id)
    named = evolve(found, versions=_with_names(transaction, found.versions))
    return emergency.opened(person, student, named, today, threat)


@frozen
class Judge:
    """Whether a person may see this and that student's plans, once they are read: by who answers for them."""

    person: Person
    view: View
    coordinators: Coordinators

    @classmethod
    def of(cls, transaction: Transaction, person: Person, view: View) -> "Judge":
        """For one transaction; the staff is read only where it matters."""
        matters = policy.has_caseload(person, view)
        return cls(person, view, Coordinators.of(transaction) if matters else Coordinators({}))

    def reason(self, student: Student, found: Sequence[Version], date: dt.date) -> str:
        """Why she may see these plans of a student; refused if she may not."""
        answering = self.coordinators.answering(found, date) if self.coordinators.names else {}
        return policy.caseload_reason(self.person, self.view, answering, called=student.id)

    def reason_if_any(self, student: Student, found: Sequence[Version], date: dt.date) -> str:
        """The same for one of many; nothing where she may not."""
        try:
            return self.reason(student, found, date)
        except NotAllowed:
            return ""

    def is_concerned(self, student: Student, found: History, date: dt.date) -> bool:
        """Whether she answers for one of many, or nobody knows who does."""
        return bool(self.reason_if_any(student, found.versions, date)) or is_unknown(found, date)

    def listed(self, student: Student, found: History, date: dt.date, unread: str = "") -> Opened | None:
        """One of many as this person may see her, None if she may not; `unread`: why her entry is not read.

        Who answers for a plan that cannot be opened is not known: every coordinator sees whose it is.
        """
        shown = found.closed(unread) if unread else found
        if reason := self.reason_if_any(student, found.versions, date):
            return listed(self.person, self.view, student, shown, reason)
        if is_unknown(found, date):
            return Opened(redaction.name_of(student), (), policy.UNKNOWN_CASELOAD, unread=shown.unread)
        return None


def is_unknown(found: History, date: dt.date) -> bool:
    """Whether a plan that would be in force cannot be opened, and so does not say who answers for it."""
    return any(could_be_in_force(each, found.versions, date) for each in found.unread)


def listed(person: Person, view: View, student: Student, found: History, reason: str) -> Opened:
    """These versions of one of many as this person may see them; of her plans some may not open."""
    return evolve(redaction.shown(person, view, student, found.versions, reason), unread=found.unread)


def _with_names(transaction: Transaction, found: Sequence[Version]) -> tuple[Version, ...]:
    """These versions with the case manager's name in the place of her staff id: nobody calls an id."""
    ids = {each.plan.terms.case_manager for each in found} - {""}
    names = {each: member.name for each in ids if (member := staff.known(transaction, each))}
    return tuple(_with_name(each, names) for each in found)


def _with_name(version: Version, names: Mapping[str, str]) -> Version:
    terms = version.plan.terms
    name = names.get(terms.case_manager)
    if name is None:
        return version
    return evolve(version, plan=evolve(version.plan, terms=evolve(terms, case_manager=name)))
