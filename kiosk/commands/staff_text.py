"""How the staff is listed, for a person and as JSON."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence

from kiosk.faults import did_you_mean
from kiosk.records import roster, staff
from kiosk.records.staff import StaffMember
from kiosk.records.staff_import import Outcome, Taken
from kiosk.records.store import Records
from kiosk.school.words import listed, long_date


def member_rows(
    members: Iterable[StaffMember], with_pin: Collection[str], zone: dt.tzinfo
) -> Iterator[Sequence[str]]:
    """A row for a person: her id, name, role and rooms, and whether she has a PIN or has left."""
    yield "id", "name", "role", "rooms", "PIN"
    for each in members:
        pin = "yes" if each.id in with_pin else "none"
        if each.retired is not None:
            pin = f"left {long_date(each.retired.astimezone(zone).date())}"
        yield each.id, each.name, each.role.value, ", ".join(each.rooms), pin


def member_document(member: StaffMember, with_pin: Collection[str], zone: dt.tzinfo) -> dict[str, object]:
    """The same as JSON; of a PIN only whether there is one."""
    return {
        "id": member.id,
        "name": member.name,
        "role": member.role.value,
        "rooms": list(member.rooms),
        "pin": member.id in with_pin,
        "left": member.retired and member.retired.astimezone(zone).isoformat(timespec="seconds"),
    }


def member_words(member: StaffMember, *, has_pin: bool) -> str:
    """`Robin Lane (lane), teacher, room 12, no PIN yet`."""
    rooms = f"room{'s' if len(member.rooms) > 1 else ''} {listed(member.rooms)}" if member.rooms else ""
    parts = (f"{member.name} ({member.id})", member.role.value, rooms, "" if has_pin else "no PIN yet")
    return ", ".join(each for each in parts if each)


def room_notes(records: Records, members: Iterable[StaffMember]) -> Iterator[str]:
    """Rooms in which there is no student, once there is a roster: a slip of the pen shows nobody anything."""
    with records.reading() as transaction:
        rooms = {each.homeroom for each in roster.everyone(transaction)} - {""}
    for member in members if rooms else ():
        for room in member.rooms:
            if room not in rooms:
                yield f'note: {member.id}: no student is in room "{room}"{did_you_mean(room, rooms)}'


def taken_document(taken: Taken) -> dict[str, object]:
    """What became of a row of a list, as JSON."""
    member = taken.member
    return {
        "row": taken.row,
        "id": member.id,
        "name": member.name,
        "role": member.role.value,
        "rooms": list(member.rooms),
        "outcome": taken.outcome.value,
        "new_pin": taken.has_new_pin,
    }


def not_on_the_list(records: Records, taken: Iterable[Taken]) -> list[str]:
    """The ids of those who work here and were not on a list: perhaps they have left."""
    on_it = {each.member.id for each in taken}
    with records.reading() as transaction:
        return [each.id for each in staff.everyone(transaction) if each.id not in on_it]


def taken_lines(taken: Sequence[Taken], others: Sequence[str]) -> Iterator[str]:
    """What became of a list, for a person: who is new or changed, and who is not on it."""
    for each in taken:
        if each.outcome is not Outcome.UNCHANGED:
            pin = ", with a new PIN" if each.has_new_pin else ""
            yield f"{each.outcome.value}: {member_words(each.member, has_pin=True)}{pin}"
    same = sum(each.outcome is Outcome.UNCHANGED for each in taken)
    yield f"{len(taken)} on the list; {same} as they were."
    if others:
        yield f"Not on the list, and still on the staff: {', '.join(others)}."
        yield "Whoever of them has left: kiosk staff retire ID"
