"""What the round's screens ask of `kiosk.access`; each may block, and every answer may be a KioskError."""

from collections.abc import Sequence
from typing import Protocol

from kiosk.access.desk_round import BoardData, Stamp
from kiosk.access.dose_case import DoseCase
from kiosk.access.dose_days import DoseDay
from kiosk.access.dose_model import Answer, StudentDose, Wanted
from kiosk.access.model import Person
from kiosk.access.sending import Sent
from kiosk.medication.outcomes import Party
from kiosk.records.closings import SignOff


class RoundAccess(Protocol):
    """The round, as whoever has signed in may see it and enter it."""

    @property
    def person(self) -> Person:
        """Who has signed in."""
        ...

    @property
    def gives(self) -> bool:
        """Whether she gives medication, and so reads what it is."""
        ...

    def stamp(self) -> Stamp:
        """Whether anything has moved."""
        ...

    def board(self) -> BoardData:
        """The doses of today as they stand."""
        ...

    def open(self, dose: StudentDose) -> DoseCase:
        """A dose, and whose it is; the view is recorded."""
        ...

    def record(self, wanted: Wanted) -> Answer:
        """Enter what became of a dose."""
        ...

    def undo(self, confirmation: str, reason: str) -> Answer:
        """Take an entry back."""
        ...

    def tell(self, confirmation: str, party: Party) -> None:
        """Note that somebody was told of an incident."""
        ...

    def send(self, student: str) -> None:
        """Ask the student's room to send the student."""
        ...

    def sign_off(self) -> SignOff:
        """Sign off today's doses."""
        ...

    def signed(self) -> SignOff | None:
        """The sign-off of today that holds."""
        ...

    def day(self) -> DoseDay:
        """Today as the record keeps it, for the daily sheet; the view is recorded."""
        ...

    def second(self, staff_id: str, pin: str) -> str:
        """The id of a second person, who has shown that it is she."""
        ...


class RoomCalls(Protocol):
    """Whom a room is to send to the nurse, as whoever has signed in there may see it."""

    def waiting(self, room: str) -> Sequence[Sent]:
        """Whom the room is still to send."""
        ...

    def answer(self, sent: Sent) -> None:
        """Note that this student is on the way."""
        ...
