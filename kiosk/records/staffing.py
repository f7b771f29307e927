"""Changes of the staff: another name, role, room or PIN; leaving, and coming back. Each is in the ledger."""

import datetime as dt
from typing import Any

from attrs import evolve, frozen

from kiosk.faults import BadInput, Refused
from kiosk.plans.model import Role
from kiosk.records import ledger, pins, sessions, staff
from kiosk.records.staff import StaffMember
from kiosk.records.store import Records, Transaction


@frozen
class Change:
    """What to change of an entry; what is None stays."""

    name: str | None = None
    role: Role | None = None
    rooms: tuple[str, ...] | None = None
    pin: str | None = None


def change(
    records: Records, staff_id: str, wanted: Change, *, actor: str, station: str, now: dt.datetime
) -> StaffMember:
    """Change an entry; a new PIN ends her sessions. Returns the entry as it is now."""
    with records.reading() as transaction:
        role = wanted.role or staff.expect(transaction, staff_id).role
    kept = None if wanted.pin is None else pins.kept(wanted.pin, role, records.vault)
    with records.writing() as transaction:
        before = staff.expect(transaction, staff_id)
        after = _changed(before, wanted)
        staff.check(after)
        if kept is None:
            expect_long_pin(transaction, before, after.role)
        if after.role is not Role.ADMIN:
            _expect_another_admin(transaction, before)
        write(transaction, after, kept)
        detail = {"changed": staff_id, **_differences(before, after, has_new_pin=kept is not None)}
        _note(transaction, after, detail, actor, station, now)
    return after


def retire(records: Records, staff_id: str, *, actor: str, station: str, now: dt.datetime) -> StaffMember:
    """Note that somebody has left: at once she opens nothing, and her PIN is forgotten; her name stays."""
    with records.writing() as transaction:
        member = staff.expect(transaction, staff_id)
        _expect_another_admin(transaction, member)
        gone = evolve(member, retired=now)
        staff.put(transaction, gone, {"pin": None})
        sessions.end_of_staff(transaction, staff_id)
        _note(transaction, gone, {"retired": staff_id}, actor, station, now)
    return gone


def bring_back(records: Records, staff_id: str, *, actor: str, station: str, now: dt.datetime) -> StaffMember:
    """Take back that somebody has left: her entry is as it was, without a PIN."""
    with records.writing() as transaction:
        member = staff.known(transaction, staff_id)
        if member is None or member.retired is None:
            staff.expect(transaction, staff_id)
            raise BadInput(f'"{staff_id}" has not left; there is nothing to undo')
        back = evolve(member, retired=None)
        staff.put(transaction, back, {})
        _note(transaction, back, {"returned": staff_id}, actor, station, now)
    return back


def write(transaction: Transaction, after: StaffMember, kept: str | None) -> None:
    """Keep a changed entry, and of a new PIN what is kept of it; that ends her sessions."""
    staff.put(transaction, after, {} if kept is None else {"pin": kept})
    if kept is not None:
        sessions.end_of_staff(transaction, after.id)


def _differences(before: StaffMember, after: StaffMember, *, has_new_pin: bool) -> dict[str, Any]:
    """What differs, for the ledger: the new values, and of a PIN that there is another."""
    said = {"name": after.name, "role": after.role.value, "rooms": after.rooms}
    old = {"name": before.name, "role": before.role.value, "rooms": before.rooms}
    changed: dict[str, Any] = {name: value for name, value in said.items() if value != old[name]}
    return {**changed, "pin": "new"} if has_new_pin else changed


def expect_long_pin(transaction: Transaction, before: StaffMember, role: Role) -> None:
    """Refuse to make an administrator of somebody who keeps a PIN that may be short."""
    becomes_admin = role is Role.ADMIN and before.role is not Role.ADMIN
    if becomes_admin and staff.kept_pin(transaction, before.id) is not None:
        raise BadInput(
            f"an administrator's PIN has {pins.SHORTEST_OF_ADMINS} characters or more; "
            f"give {before.name} a new one with the new role"
        )


def has_admin(transaction: Transaction, *, beside: str = "") -> bool:
    """Whether there is an administrator, beside the one of this id."""
    return any(each.role is Role.ADMIN and each.id != beside for each in staff.everyone(transaction))


def _expect_another_admin(transaction: Transaction, member: StaffMember) -> None:
    """Refuse to lose the last administrator."""
    if member.role is Role.ADMIN and not has_admin(transaction, beside=member.id):
        raise Refused(
            f"{member.name} is the last administrator; first add another: "
            "kiosk staff add ID --name NAME --role admin"
        )


def _changed(member: StaffMember, wanted: Change) -> StaffMember:
    name = member.name if wanted.name is None else wanted.name.strip()
    rooms = member.rooms if wanted.rooms is None else wanted.rooms
    return evolve(member, name=name, role=wanted.role or member.role, rooms=rooms)


def _note(
    transaction: Transaction,
    member: StaffMember,
    detail: dict[str, Any],
    actor: str,
    station: str,
    now: dt.datetime,
) -> None:
    noted = staff.entry(transaction, member, detail, actor=actor, station=station, now=now)
    ledger.append(transaction, noted)
