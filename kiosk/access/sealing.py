"""Plans on their way to cards, sealed: noted when they are handed over, opened where the card is drawn."""

import datetime as dt
from collections.abc import Sequence

from kiosk.access import policy
from kiosk.access.gate import Access
from kiosk.access.policy import View
from kiosk.access.unsealing import Sealed, opened
from kiosk.faults import BadInput
from kiosk.plans.student import StudentId
from kiosk.records import roster, versions
from kiosk.records.store import Records, portions


def sealed(records: Records, access: Access, ids: Sequence[str], on: dt.date) -> list[Sealed]:
    """The plans of these students; who has none in force is left out. In the ledger before this returns."""
    found = _read(records, access, ids, on)
    access.notes.cards([each.student for each in found], policy.reason(access.person))
    return found


def damaged(records: Records, access: Access, ids: Sequence[str], on: dt.date) -> dict[StudentId, str]:
    """Of these students those whose plans cannot be opened, and why; no plan is handed over."""
    found: dict[StudentId, str] = {}
    for some in portions(ids):
        for each in _read(records, access, some, on):
            try:
                opened(records, access.person, each)
            except BadInput as error:
                found[each.student] = str(error)
    return found


def _read(records: Records, access: Access, ids: Sequence[str], on: dt.date) -> list[Sealed]:
    with records.reading() as transaction:
        rooms = policy.rooms(access.person, View.CARDS)
        found = versions.sealed_in_force_on(transaction, on, students=ids, rooms=rooms)
        entries = roster.sealed(transaction, found)
    return [Sealed(entries[number], plans) for number, plans in found.items()]
