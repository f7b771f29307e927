"""The staff: who works at the school, in which role, and in which rooms; and who did and left."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import msgspec
from attrs import frozen
from sqlalchemy import ColumnElement, Select, bindparam, func, insert, select, update

from kiosk.faults import BadInput, did_you_mean
from kiosk.plans.model import Role
from kiosk.records import ledger, pins, witness
from kiosk.records.events import Event
from kiosk.records.ledger import Entry
from kiosk.records.store import Records, Transaction
from kiosk.records.tables import staff as table

_KNOWN = select(table).where(table.c.school == bindparam("school"), table.c.id == bindparam("id"))
_AT_WORK = _KNOWN.where(table.c.retired.is_(None))
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


@frozen
class StaffMember:
    """Someone who works at the school, or who did until she `retired`."""

    id: str
    name: str
    role: Role
    rooms: tuple[str, ...] = ()
    retired: dt.datetime | None = None


def add(
    records: Records,
    member: StaffMember,
    *,
    actor: str,
    station: str,
    now: dt.datetime,
    pin: str | None = None,
) -> None:
    """Add a member of staff, with a PIN if one is given; an id that is or was somebody's is an error."""
    check(member)
    kept = None if pin is None else pins.kept(pin, member.role, records.vault)
    with records.writing() as transaction:
        if said := taken(transaction, member.id):
            raise BadInput(said)
        put_in(transaction, member, kept)
        detail: dict[str, Any] = {"added": member.id, "role": member.role.value, "rooms": member.rooms}
        ledger.append(transaction, entry(transaction, member, detail, actor=actor, station=station, now=now))


def everyone(transaction: Transaction) -> tuple[StaffMember, ...]:
    """All who work here, by name."""
    return _members(transaction, table.c.retired.is_(None))


def leavers(transaction: Transaction) -> tuple[StaffMember, ...]:
    """All who worked here and left, by name."""
    return _members(transaction, table.c.retired.is_not(None))


def get(transaction: Transaction, staff_id: str) -> StaffMember | None:
    """The member of staff of this id; whoever has left is none any more."""
    return _one(transaction, staff_id, _AT_WORK)


def known(transaction: Transaction, staff_id: str) -> StaffMember | None:
    """Whose id this is or was: for a name in a report, never for who may do what."""
    return _one(transaction, staff_id, _KNOWN)


def expect(transaction: Transaction, staff_id: str) -> StaffMember:
    """The member of staff of this id; that there is none, or that she has left, is an error."""
    if member := get(transaction, staff_id):
        return member
    if gone := known(transaction, staff_id):
        raise BadInput(f'{gone.name} ("{gone.id}") has left; if she is back: {_back(gone)}')
    near = did_you_mean(staff_id, [each.id for each in everyone(transaction)])
    raise BadInput(f'no member of staff has the id "{staff_id}"{near}')


def kept_pin(transaction: Transaction, staff_id: str) -> str | None:
    """What is kept of this person's PIN; nothing for an unknown id, or where she has none or has left."""
    mine = (table.c.school == transaction.school, table.c.id == staff_id, table.c.retired.is_(None))
    return transaction.connection.scalar(select(table.c.pin).where(*mine))


def with_pin(transaction: Transaction) -> frozenset[str]:
    """The ids of those who work here and have a PIN."""
    query = select(table.c.id).where(
        table.c.school == transaction.school, table.c.pin.is_not(None), table.c.retired.is_(None)
    )
    return frozenset(transaction.connection.scalars(query))


def could_be_id(text: str) -> bool:
    """Whether a text has the form of a staff id."""
    return _ID.fullmatch(text) is not None


def check(member: StaffMember) -> None:
    """Refuse an id that nobody could type, and an empty name."""
    if not could_be_id(member.id):
        raise BadInput(f'a staff id is letters, digits, dots and dashes, such as ortiz; got "{member.id}"')
    if not member.name.strip():
        raise BadInput(f'the name of "{member.id}" is empty; screens and the ledger show it')


def taken(transaction: Transaction, staff_id: str) -> str:
    """Why an id cannot be given to somebody new: it is or was somebody's, perhaps in other letters."""
    query = select(table).where(
        table.c.school == transaction.school, func.lower(table.c.id) == staff_id.lower()
    )
    row = transaction.connection.execute(query).first()
    if row is None:
        return ""
    holder = _member(row)
    if holder.retired is None:
        change = f"to change her entry: kiosk staff change {holder.id}"
        return f'the staff id "{holder.id}" is taken, by {holder.name}; choose another, or {change}'
    return (
        f'the staff id "{holder.id}" was that of {holder.name}, who has left, and the ledger knows her by '
        f"it; choose another, or if she is back: {_back(holder)}"
    )


def put_in(transaction: Transaction, member: StaffMember, pin: str | None) -> None:
    """Keep somebody new, with what is kept of her PIN, in a transaction that writes and notes it."""
    transaction.connection.execute(insert(table).values({**_row(transaction, member), "pin": pin}))


def put(transaction: Transaction, member: StaffMember, changed: Mapping[str, str | None]) -> None:
    """Keep an entry in the place of the one of its id; `changed` may hold what is kept of a new PIN."""
    mine = (table.c.school == transaction.school, table.c.id == member.id)
    transaction.connection.execute(
        update(table).where(*mine).values({**_row(transaction, member), **changed})
    )


def entry(
    transaction: Transaction,
    member: StaffMember,
    detail: Mapping[str, Any],
    *,
    actor: str,
    station: str,
    now: dt.datetime,
) -> Entry:
    """What the ledger notes of an entry as it stands now."""
    marked = {**detail, "rows": witness.of_staff(transaction, [member.id])}
    return Entry(Event.STAFF, actor, station, now, detail=marked)


def _one(transaction: Transaction, staff_id: str, query: "Select[Any]") -> StaffMember | None:
    mine = {"school": transaction.school, "id": staff_id}
    row = transaction.connection.execute(query, mine).one_or_none()
    return _member(row) if row else None


def _members(transaction: Transaction, which: "ColumnElement[bool]") -> tuple[StaffMember, ...]:
    query = select(table).where(table.c.school == transaction.school, which)
    return tuple(
        _member(row) for row in transaction.connection.execute(query.order_by(table.c.name, table.c.id))
    )


def _back(member: StaffMember) -> str:
    return f"kiosk staff retire {member.id} --undo"


def _row(transaction: Transaction, member: StaffMember) -> dict[str, Any]:
    return {
        "school": transaction.school,
        "id": member.id,
        "name": member.name,
        "role": member.role,
        "rooms": msgspec.json.encode(member.rooms).decode(),
        "retired": member.retired,
    }


def _member(row: Any) -> StaffMember:
    rooms = msgspec.json.decode(row.rooms, type=tuple[str, ...])
    return StaffMember(row.id, row.name, row.role, rooms, row.retired)
