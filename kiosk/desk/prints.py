"""What whoever signed in may print: each thing is a screen that says first what it will be."""

import datetime as dt
from typing import TYPE_CHECKING

from textual.screen import Screen

from kiosk.desk.room_asking import RoomRead
from kiosk.desk.round_asking import RoundAccess
from kiosk.desk.under_way import UnderWay
from kiosk.plans.student import Student
from kiosk.school.calendar import Calendar

if TYPE_CHECKING:
    from kiosk.desk.print_jobs import Job
    from kiosk.print_desk import PrintDesk


class Prints:
    """Makes the screens that print; what they need is loaded when the first of them is opened."""

    def __init__(self, desk: "PrintDesk", calendar: Calendar, under_way: UnderWay) -> None:
        self._desk, self._calendar, self._under_way = desk, calendar, under_way

    @property
    def may_print(self) -> bool:
        """Whether cards are this person's to print."""
        return self._desk.may_print

    def card(self, student: Student) -> Screen[None]:
        """A student's card."""
        from kiosk.desk.print_jobs import CardJob  # noqa: PLC0415 - loaded when first printed

        return self._screen(CardJob(self._desk, student))

    def sheet(self, read: RoomRead) -> Screen[None]:
        """The sheet of a room."""
        from kiosk.desk.print_jobs import SheetJob  # noqa: PLC0415 - loaded when first printed

        return self._screen(SheetJob(self._desk, read.room, read.date.isoformat(), len(read.opened)))

    def day(self, access: RoundAccess, date: dt.date) -> Screen[None]:
        """The daily sheet of the nurse's round."""
        from kiosk.desk.day_sheet_job import DaySheetJob  # noqa: PLC0415 - loaded when first printed

        return self._screen(DaySheetJob(self._desk, access, self._calendar, date))

    def office(self) -> Screen[None]:
        """The cards of a room, of everybody, or what has changed."""
        from kiosk.desk.office import OfficeScreen  # noqa: PLC0415 - loaded when first opened
        from kiosk.print_office import PrintOffice  # noqa: PLC0415

        return OfficeScreen(PrintOffice(self._desk), self._calendar.school.phone, self._under_way)

    def _screen(self, job: "Job") -> Screen[None]:
        from kiosk.desk.print_screen import PrintScreen  # noqa: PLC0415 - loaded when first printed

        return PrintScreen(job, self._calendar.school.phone, self._under_way)
