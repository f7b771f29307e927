"""What the desk asks of `kiosk.access`; every answer may also be a KioskError."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from kiosk.access.emergencies import EmergencyView
from kiosk.access.model import Found, Mark, Opened
from kiosk.access.signing import End, Signed
from kiosk.plans.student import Student, StudentId
from kiosk.records.events import Purpose
from kiosk.school.calendar import Moment

if TYPE_CHECKING:
    from kiosk.desk.round_asking import RoomCalls, RoundAccess
    from kiosk.print_desk import PrintDesk

PURPOSE = Purpose.KIOSK
"""What the ledger calls a view at the kiosk."""


class DeskAccess(Protocol):
    """Who is asking, and what they may see; each of these may block, so it is asked in a thread."""

    def find(self, text: str, room: str | None = None, limit: int | None = None) -> Found:
        """The first of the students that a text finds in a room or the school, and how many there are."""
        ...

    def scanned(self, text: str) -> Student:
        """The student whose card was scanned; the text is kept nowhere."""
        ...

    def open(self, student_id: StudentId, purpose: Purpose) -> Opened:
        """A student's plans; the view is recorded."""
        ...

    def named(self, text: str) -> Student:
        """The one student whose number, whole name or card this is: for an emergency."""
        ...

    def in_emergency(self, student_id: StudentId, reason: str) -> Opened:
        """What to do in a crisis of any student; it is recorded, with the reason."""
        ...

    def unseen_emergencies(self) -> Sequence[EmergencyView]:
        """What was opened in emergencies and this person should see."""
        ...

    def look_at_emergencies(self, found: Sequence[EmergencyView]) -> None:
        """Note that she has seen it."""
        ...

    def open_many(
        self, ids: Sequence[str] | None, purpose: Purpose, *, on: dt.date, room: str | None = None
    ) -> tuple[Opened, ...]:
        """Those of a room with a plan in force on a date; each view is recorded."""
        ...

    def overview(
        self, moment: Moment, room: str | None = None, among: Sequence[Student] | None = None
    ) -> Sequence[Mark]:
        """Who has something on, perhaps among some students; no word of a plan."""
        ...


class DeskSigning(Protocol):
    """Who may sign in here, and may still be here; each of these may block."""

    def with_pin(self, staff_id: str, pin: str) -> Signed:
        """The member of staff of this id and PIN."""
        ...

    def with_pass(self, code: str) -> Signed:
        """Whoever holds the day pass of this code."""
        ...

    def expect(self, signed: Signed) -> None:
        """Refuse a person who may not be here any more."""
        ...

    def leave(self, signed: Signed, end: End) -> None:
        """Note that somebody is not signed in any more."""
        ...


@frozen
class Desk:
    """What one person who signed in has before her; without `printing` she prints nothing.

    `round` is the medication round, for whoever gives or oversees it; `calls` are the students whom the
    nurse asks a room for.
    """

    signed: Signed
    access: DeskAccess
    printing: "PrintDesk | None" = None
    round: "RoundAccess | None" = None
    calls: "RoomCalls | None" = None


@frozen
class Login:
    """What somebody of a pretend school types to sign in; whoever has a day pass types no PIN."""

    name: str
    pin: str
    who: str


@frozen
class Entrance:
    """How one comes in at this kiosk. `logins` are shown to everybody: no real school has any.

    `is_called` says whether the nurse asks a room for somebody: all that the lock screen may tell of it.
    """

    signing: DeskSigning
    desk: Callable[[Signed], Desk]
    logins: Sequence[Login] = ()
    is_called: Callable[[str], bool] | None = None
