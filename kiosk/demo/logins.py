"""What the lock screen of the pretend school tells everybody: who may be signed in as, and how."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from kiosk.clock import Clock
from kiosk.demo.day_pass import ROOM, code_if_alive
from kiosk.demo.staff import pins
from kiosk.plans.model import Role
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar
from kiosk.school.words import room_words

_FIRST = (Role.TEACHER, Role.NURSE, Role.COUNSELLOR, Role.OFFICE, Role.PRINCIPAL)
"""One of each of these comes before everybody else: a low window has no room for all."""


@frozen
class PretendLogin:
    """What is typed to sign in as somebody: a staff id and its PIN, or a day pass and no PIN."""

    name: str
    pin: str
    who: str


def logins(records: Records, calendar: Calendar, clock: Clock) -> Iterator[PretendLogin]:
    """A substitute's pass first, for whom all this is; then everybody with a PIN. Nobody at a real school."""
    if code := code_if_alive(records, calendar, clock):
        yield PretendLogin(code, "", f"a substitute's day pass for {room_words(ROOM).lower()}")
    found = pins(records)
    ones = {member.role: member.id for member, _ in reversed(found)}
    first = [ones[role] for role in _FIRST if role in ones]
    for member, pin in sorted(found, key=lambda each: _place(each[0].id, first)):
        where = f" of {room_words(member.rooms[0]).lower()}" if member.rooms else ""
        yield PretendLogin(member.id, pin, f"{member.name}, {member.role}{where}")


def _place(staff_id: str, first: Sequence[str]) -> int:
    return first.index(staff_id) if staff_id in first else len(first)
