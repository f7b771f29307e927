"""Who is asking: by staff id, or by a day pass."""

from kiosk.access import policy
from kiosk.access.model import Person
from kiosk.faults import BadInput, did_you_mean
from kiosk.plans.model import Role
from kiosk.records import staff
from kiosk.records.passes import DayPass
from kiosk.records.staff import StaffMember
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar


def person(records: Records, staff_id: str) -> Person:
    """The member of staff of this id."""
    with records.reading() as transaction:
        member = staff.get(transaction, staff_id)
        if member is None:
            known = [each.id for each in staff.everyone(transaction)]
            raise BadInput(f'no member of staff has the id "{staff_id}"{did_you_mean(staff_id, known)}')
    return of_member(member)


def of_member(member: StaffMember) -> Person:
    """A member of staff as somebody who asks."""
    return Person(member.id, member.name, member.role, member.rooms)


def of_pass(held: DayPass, calendar: Calendar) -> Person:
    """Whoever holds a day pass; the ledger knows her by the pass, which tells nothing of its code."""
    reason = policy.pass_reason(held.rooms, held.periods, calendar.local(held.until))
    return Person(f"pass:{held.id}", "Substitute with a day pass", Role.SUBSTITUTE, held.rooms, reason)
