"""Who is asking, by staff id."""

from kiosk.access.model import Person
from kiosk.faults import BadInput, did_you_mean
from kiosk.records import staff
from kiosk.records.store import Records


def person(records: Records, staff_id: str) -> Person:
    """The member of staff of this id."""
    with records.reading() as transaction:
        member = staff.get(transaction, staff_id)
        if member is None:
            known = [each.id for each in staff.everyone(transaction)]
            raise BadInput(f'no member of staff has the id "{staff_id}"{did_you_mean(staff_id, known)}')
    return Person(member.id, member.name, member.role, member.rooms)
