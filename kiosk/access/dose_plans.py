"""The plans whose orders make the doses of a date, as the nurse reads them."""

import datetime as dt
from collections.abc import Collection

from attrs import field, frozen

from kiosk.access import redaction
from kiosk.access.dose_model import UnreadPlan
from kiosk.plans.model import Plan, Role, Version
from kiosk.records import roster, versions
from kiosk.records.store import Transaction


@frozen
class DosePlans:
    """Those in force, and whose cannot be read: a damaged plan hides no other child's doses."""

    plans: tuple[Plan, ...] = field(repr=False)
    unread: tuple[UnreadPlan, ...] = ()


def read_plans(
    transaction: Transaction,
    date: dt.date,
    *,
    students: Collection[str] | None = None,
    rooms: Collection[str] | None = None,
) -> DosePlans:
    """The plans of all students, of these, or of these homerooms."""
    found = versions.histories_in_force_on(transaction, date, students=students, rooms=rooms)
    plans = tuple(for_nurse(each) for history in found.values() for each in history.versions)
    lost = {student: history.unread for student, history in found.items() if history.unread}
    whose = sorted(roster.named(transaction, lost), key=lambda each: each.id)
    unread = [UnreadPlan(each, "; ".join(one.why for one in lost[each.id])) for each in whose]
    return DosePlans(plans, tuple(unread))


def for_nurse(version: Version) -> Plan:
    """A plan with its orders, as the nurse reads it; nobody is handed it as it is."""
    return redaction.version_for(version, Role.NURSE).plan
