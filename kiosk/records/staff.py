"""The staff: who works at the school, in which role, and in which rooms."""

import datetime as dt
import re
from typing import Any

import msgspec
from attrs import frozen
from sqlalchemy import bindparam, insert, select

from kiosk.faults import BadInput
from kiosk.plans.model import Role
from kiosk.records import ledger, pins, witness
from kiosk.records.events import Event
from kiosk.records.ledger import Entry
from kiosk.records.store import Records, Transaction
from kiosk.records.tables import staff as table

_GET = select(table).where(table.c.school == bindparam("school"), table.c.id == bindparam("id"))
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


@frozen
class StaffMember:
    """Someone who works at the school."""

    id: str
    name: str
    role: Role
    rooms: tuple[str, ...] = ()


def add(
    records: Records,
    member: StaffMember,
    *,
    actor: str,
    station: str,
    now: dt.datetime,
    pin: str | None = None,
) -> None:
    """Add a member of staff, with a PIN if one is given; an id that is taken is an error."""
    check(member)
    with records.writing() as transaction:
        if get(transaction, member.id):
            raise BadInput(f'the staff id "{member.id}" is taken; choose another')
        kept = None if pin is None else pins.kept(pin, member.role, transaction.vault)
        transaction.connection.execute(insert(table).values({**_row(transaction, member), "pin": kept}))
        detail: dict[str, Any] = {"added": member.id, "role": member.role.value, "rooms": member.rooms}
        detail["rows"] = witness.of_staff(transaction, [member.id])
        ledger.append(transaction, Entry(Event.STAFF, actor, station, now, detail=detail))


def everyone(transaction: Transaction) -> tuple[StaffMember, ...]:
    """All staff, by name."""
    query = select(table).where(table.c.school == transaction.school).order_by(table.c.name, table.c.id)
    return tuple(_member(row) for row in transaction.connection.execute(query))


def get(transaction: Transaction, staff_id: str) -> StaffMember | None:
    """The member of staff of this id."""
    mine = {"school": transaction.school, "id": staff_id}
    row = transaction.connection.execute(_GET, mine).one_or_none()
    return _member(row) if row else None


def kept_pin(transaction: Transaction, staff_id: str) -> str | None:
    """What is kept of this person's PIN; nothing for an unknown id, or where she has none."""
    query = select(table.c.pin).where(table.c.school == transaction.school, table.c.id == staff_id)
    return transaction.connection.scalar(query)


def has_pins(transaction: Transaction) -> bool:
    """Whether there is anybody who has a PIN."""
    query = select(table.c.id).where(table.c.school == transaction.school, table.c.pin.is_not(None)).limit(1)
    return transaction.connection.scalar(query) is not None


def could_be_id(text: str) -> bool:
    """Whether a text has the form of a staff id."""
    return _ID.fullmatch(text) is not None


def check(member: StaffMember) -> None:
    """Refuse an id that nobody could type, and an empty name."""
    if not could_be_id(member.id):
        raise BadInput(f'a staff id is letters, digits, dots and dashes, such as ortiz; got "{member.id}"')
    if not member.name.strip():
        raise BadInput(f'the name of "{member.id}" is empty; screens and the ledger show it')


def _row(transaction: Transaction, member: StaffMember) -> dict[str, Any]:
    rooms = msgspec.json.encode(member.rooms).decode()
    return {
        "school": transaction.school,
        "id": member.id,
        "name": member.name,
        "role": member.role,
        "rooms": rooms,
    }


def _member(row: Any) -> StaffMember:
    return StaffMember(row.id, row.name, row.role, msgspec.json.decode(row.rooms, type=tuple[str, ...]))
