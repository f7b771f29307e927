"""What the lock screen of the pretend school tells everybody: who may be signed in as, and how."""

from collections.abc import Iterator

from attrs import frozen

from kiosk.clock import Clock
from kiosk.demo.day_pass import ROOM, code_if_alive
from kiosk.demo.staff import pins
from kiosk.plans.model import Role
from kiosk.records.staff import StaffMember
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar
from kiosk.school.words import room_words

_SHOWN = (Role.TEACHER, Role.NURSE, Role.COUNSELLOR, Role.OFFICE, Role.PRINCIPAL)


@frozen
class PretendLogin:
    """What is typed to sign in as somebody: a staff id and its PIN, or a day pass and no PIN."""

    name: str
    pin: str
    who: str


def logins(records: Records, calendar: Calendar, clock: Clock) -> Iterator[PretendLogin]:
    """A substitute's pass first, for whom all this is; then one of each role. Nobody at a real school."""
    if code := code_if_alive(records, calendar, clock):
        yield PretendLogin(code, "", f"a substitute's day pass for {room_words(ROOM).lower()}")
    found: dict[Role, tuple[StaffMember, str]] = {}
    for member, pin in pins(records):
        found.setdefault(member.role, (member, pin))
    for role in _SHOWN:
        if role in found:
            member, pin = found[role]
            where = f" of {room_words(member.rooms[0]).lower()}" if member.rooms else ""
            yield PretendLogin(member.id, pin, f"{member.name}, {role}{where}")
