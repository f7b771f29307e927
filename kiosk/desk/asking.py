"""What the desk asks of `kiosk.access`; every answer may also be a KioskError."""

from collections.abc import Sequence
from typing import Protocol

from kiosk.access.model import Mark, Opened
from kiosk.plans.student import Student, StudentId
from kiosk.school.calendar import Moment

PURPOSE = "kiosk"
"""What the ledger calls a view at the kiosk."""


class Access(Protocol):
    """Who is asking, and what they may see; each of these may block, so it is asked in a thread."""

    def students(self, text: str | None = None, room: str | None = None) -> Sequence[Student]:
        """The students that a text or a room finds, best first."""
        ...

    def open(self, student_id: StudentId, purpose: str) -> Opened:
        """A student's plans; the view is recorded."""
        ...

    def overview(self, moment: Moment, room: str | None = None) -> Sequence[Mark]:
        """Who has something on; no word of a plan."""
        ...
