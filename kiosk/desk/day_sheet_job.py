"""What the print screen prints for the nurse: the daily sheet of her round."""

import datetime as dt
from pathlib import Path

from attrs import frozen

from kiosk.desk.print_jobs import Look
from kiosk.desk.round_asking import RoundAccess
from kiosk.desk.sheet import Row, Tone
from kiosk.print_desk import PrintDesk
from kiosk.records.closings import SignOff
from kiosk.school.calendar import Calendar
from kiosk.school.words import clock, day_name

OPEN = "Not signed off as it stands; the sheet says so. F10 signs it off."


@frozen
class DaySheetJob:
    """The sheet of today, signed off or not."""

    desk: PrintDesk
    round: RoundAccess
    calendar: Calendar
    date: dt.date

    @property
    def title(self) -> str:
        """Of which day."""
        return f"Print the daily sheet of {day_name(self.date)}"

    @property
    def stem(self) -> str:
        """`doses-2026-11-23`."""
        return f"doses-{self.date}"

    @property
    def refusal(self) -> str:
        """Nothing: a sheet records no dose, and it says when it was printed."""
        return ""

    def look(self, columns: int) -> Look:
        """Whether it is signed off, and what stands on it; the doses are on the board behind."""
        del columns
        signed = self.round.signed()
        rows = (
            Row(self._signed(signed)) if signed else Row(OPEN, Tone.ALARM),
            Row("Every dose of today: who gave it and when, or what else became of it, and who was told."),
            Row("It names children and their drugs: it belongs to the health records.", Tone.QUIET),
            Row("Each child on it is noted as seen.", Tone.QUIET),
        )
        return Look(rows, (), self.desk.printers())

    def _signed(self, signed: SignOff) -> str:
        at = clock(self.calendar.local(signed.at))
        return f"Signed off at {at} by {signed.name}; it bears the head of the record."

    def print(self, out: Path, printer: str | None) -> str:
        """Print it as the day stands now."""
        return self.desk.print_day(self.round.day(), out, printer)
