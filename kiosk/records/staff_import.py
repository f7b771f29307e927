"""Taking in a list of staff: who is new is added, who is there is changed to what it says; all or none."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from attrs import evolve, frozen

from kiosk.faults import BadInput, Fault, KioskError
from kiosk.plans.model import Role
from kiosk.records import ledger, pins, staff, staffing
from kiosk.records.ledger import Entry
from kiosk.records.staff import StaffMember
from kiosk.records.staff_list import Listed
from kiosk.records.store import Records, Transaction


class Outcome(StrEnum):
    """What became of a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@frozen
class Taken:
    """Somebody who was on a list, as she is kept now, and what became of her entry."""

    row: int
    member: StaffMember
    outcome: Outcome
    has_new_pin: bool


def take_in(
    records: Records,
    listed: Sequence[Listed],
    file: str,
    *,
    actor: str,
    station: str,
    now: dt.datetime,
    faults: Sequence[Fault] = (),
) -> tuple[Taken, ...]:
    """Add or change everybody on a list, or nobody where one row cannot be; every such row is told.

    `faults` are those of rows that could not be read.

    Whoever works here and is not on the list stays as she is. An empty PIN leaves the one that she has.
    """
    kept = {} if faults else _new_pins(records, listed)
    with records.writing() as transaction:
        if found := [*faults, *_misfits(transaction, listed, file)]:
            raise BadInput.of(sorted(found, key=lambda each: each.line or 0))
        had_admin = staffing.has_admin(transaction)
        taken = tuple(_take(transaction, each, kept.get(each.row)) for each in listed)
        entries = [_entry(transaction, each, actor, station, now) for each in taken]
        ledger.append_many(transaction, [each for each in entries if each])
        _expect_an_admin(transaction, had_admin, file)
    return taken


def _new_pins(records: Records, listed: Sequence[Listed]) -> Mapping[int, str]:
    """What to keep of the PINs that are new, by row; made before anybody has to wait for it."""
    with records.reading() as transaction:
        old = {each.row: staff.kept_pin(transaction, each.member.id) for each in listed}
    return {
        each.row: pins.kept(each.pin, each.member.role, records.vault)
        for each in listed
        if each.pin is not None and not _is_old(each.pin, old[each.row], records)
    }


def _is_old(pin: str, kept: str | None, records: Records) -> bool:
    return kept is not None and pins.is_right(pin, kept, records.vault)


def _misfits(transaction: Transaction, listed: Sequence[Listed], file: str) -> Iterator[Fault]:
    for each in listed:
        try:
            _expect_fitting(transaction, each)
        except KioskError as error:
            yield Fault(str(error), file=file, line=each.row)


def _expect_fitting(transaction: Transaction, listed: Listed) -> None:
    """Refuse a row whose id is another's, or was, and one that makes an administrator with a short PIN."""
    member = listed.member
    before = staff.get(transaction, member.id)
    if before is None:
        if said := staff.taken(transaction, member.id):
            raise BadInput(said)
    elif before.name.split() != member.name.split():
        raise BadInput(
            f'"{member.id}" is {before.name} here and "{member.name}" in this list; is it the same person? '
            f'Correct the list, or: kiosk staff change {member.id} --name "{member.name}"'
        )
    elif listed.pin is None:
        staffing.expect_long_pin(transaction, before, member.role)


def _take(transaction: Transaction, listed: Listed, kept: str | None) -> Taken:
    """Keep what a row says."""
    member, before = listed.member, staff.get(transaction, listed.member.id)
    if before is None:
        staff.put_in(transaction, member, kept)
        return Taken(listed.row, member, Outcome.ADDED, has_new_pin=kept is not None)
    after = evolve(member, name=before.name)
    if after == before and kept is None:
        return Taken(listed.row, before, Outcome.UNCHANGED, has_new_pin=False)
    staffing.write(transaction, after, kept)
    return Taken(listed.row, after, Outcome.CHANGED, has_new_pin=kept is not None)


def _entry(
    transaction: Transaction, taken: Taken, actor: str, station: str, now: dt.datetime
) -> Entry | None:
    if taken.outcome is Outcome.UNCHANGED:
        return None
    member = taken.member
    detail = {taken.outcome.value: member.id, "role": member.role.value, "rooms": member.rooms}
    if taken.has_new_pin and taken.outcome is Outcome.CHANGED:
        detail["pin"] = "new"
    return staff.entry(transaction, member, detail, actor=actor, station=station, now=now)


def _expect_an_admin(transaction: Transaction, had_one: bool, file: str) -> None:
    """Refuse a list after which nobody is an administrator any more."""
    if had_one and not staffing.has_admin(transaction):
        what = f"after this list nobody would be an administrator; leave the role of one {Role.ADMIN}"
        raise BadInput.of([Fault(what, file=file)])
