"""What the desk asks of `kiosk.access`; every answer may also be a KioskError."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from kiosk.access.emergencies import EmergencyView
from kiosk.access.model import Found, Mark, Opened
from kiosk.plans.student import Student, StudentId
from kiosk.records.events import Purpose
from kiosk.school.calendar import Moment

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
