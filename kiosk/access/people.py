"""Who is asking: by staff id, or by a day pass."""

from kiosk.access import policy
from kiosk.access.model import Person
from kiosk.plans.model import Role
from kiosk.records import staff
from kiosk.records.passes import DayPass
from kiosk.records.staff import StaffMember
from kiosk.records.store import Records, Transaction
from kiosk.school.calendar import Calendar


def person(records: Records, staff_id: str) -> Person:
    """The member of staff of this id; an error where there is none, or she has left."""
    with records.reading() as transaction:
        return member(transaction, staff_id)


def member(transaction: Transaction, staff_id: str) -> Person:
    """The same, in a transaction of the caller's."""
    return of_member(staff.expect(transaction, staff_id))


def of_member(member: StaffMember) -> Person:
    """A member of staff as somebody who asks."""
    return Person(member.id, member.name, member.role, member.rooms)


def of_pass(held: DayPass, calendar: Calendar) -> Person:
    """Whoever holds a day pass; the ledger knows her by the pass, which tells nothing of its code."""
    reason = policy.pass_reason(held.rooms, held.periods, calendar.local(held.until))
    return Person(f"pass:{held.id}", "Substitute with a day pass", Role.SUBSTITUTE, held.rooms, reason)
