"""What can be printed from the kiosk: a student's card, a room's sheet, and the nurse's daily sheet."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from kiosk.access import policy
from kiosk.access.dose_days import DoseDay
from kiosk.access.gate import Access
from kiosk.access.policy import View
from kiosk.clock import Clock
from kiosk.faults import NotAllowed, Refused
from kiosk.files import write_atomic
from kiosk.plans.student import StudentId
from kiosk.printers import print_file, printers
from kiosk.records import links
from kiosk.records.events import Purpose
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar, Moment
from kiosk.school.model import School
from kiosk.theming import theme_named
from themes import Theme

if TYPE_CHECKING:
    from cards import Card
    from kiosk.print_people import Source

SAMPLE = "SAMPLE-THIS-OPENS-NOTHING"
"""What the code of a preview says: no card's link."""


@frozen
class CardPreview:
    """A card before it is printed, whether one that is valid now will end, and the printers there are."""

    card: "Card"
    theme: Theme
    has_valid: bool
    printers: tuple[str, ...]


@frozen
class PrintDesk:
    """One person's printing at one school; `refusal` is why no card may be printed here."""

    school: School
    access: Access
    records: Records
    clock: Clock
    folder: Path | None = None
    refusal: str = ""

    @property
    def may_print(self) -> bool:
        """Whether this person is one of those who print cards."""
        try:
            policy.rooms(self.access.person, View.CARDS)
        except NotAllowed:
            return False
        return True

    def moment(self) -> Moment:
        """What the calendar makes of the time now."""
        return Calendar(self.school).moment(self.clock.now())

    def source(self) -> "Source":
        """Where the plans on cards come from."""
        from kiosk.print_people import Source  # noqa: PLC0415 - loaded when a card is printed

        return Source(self.records, self.access, self.moment())

    def preview(self, student: StudentId) -> CardPreview:
        """A student's card with a code that opens nothing; no link is made, the view is recorded."""
        from kiosk import pocket  # noqa: PLC0415 - cards are loaded when one is looked at

        moment = self.moment()
        found = self.access.open_many([student], Purpose.CARDS, on=moment.date)
        if not found:
            raise Refused("There is no card to print: no plan is in force today.")
        (opened,) = found
        card = pocket.card(opened.student, opened.plans_in_force(moment), self.school, SAMPLE, moment.date)
        return CardPreview(card, self._theme(), self._has_valid(student, moment), printers())

    def print_card(self, student: StudentId, out: Path, printer: str | None) -> str:
        """Print a student's card to a file, or to a printer; a sentence that says what was done."""
        if self.refusal:
            raise Refused(self.refusal)
        make = partial(self._make_card, student)
        return _deliver(
            make, out, printer, "The card", "Its code was read back, and it is the valid one now."
        )

    def printers(self) -> tuple[str, ...]:
        """The printers of this computer."""
        return printers()

    def print_sheet(self, room: str, out: Path, printer: str | None) -> str:
        """Print a room's sheet to a file, or to a printer; a sentence that says what was done."""
        make = partial(self._make_sheet, room)
        return _deliver(make, out, printer, "The sheet", "It says what a substitute may read.")

    def print_day(self, day: DoseDay, out: Path, printer: str | None) -> str:
        """Print the nurse's daily sheet to a file, or to a printer; a sentence that says what was done."""
        make = partial(self._make_day, day)
        more = "Sign it, and file it." if day.is_closed else "The day is not signed off as it stands."
        return _deliver(make, out, printer, "The daily sheet", more)

    def _make_card(self, student: StudentId, out: Path) -> None:
        from kiosk.print_run import Wanted, print_cards  # noqa: PLC0415 - loaded when a card is printed

        wanted = Wanted(out, ids=(student,))
        print_cards(wanted, self.school, self.source(), folder=self.folder)

    def _make_sheet(self, room: str, out: Path) -> None:
        from kiosk.room_sheet import make_sheet  # noqa: PLC0415 - loaded when a sheet is printed

        now = self.clock.real()
        make_sheet(out, room, self.school, self.access, self.moment(), now, folder=self.folder)

    def _make_day(self, day: DoseDay, out: Path) -> None:
        from kiosk.dose_reports.sheet import daily_sheet  # noqa: PLC0415 - loaded when a sheet is printed
        from kiosk.dose_reports.writing import sheet_pdf  # noqa: PLC0415

        now = self.clock.real()
        sheet = daily_sheet(day, Calendar(self.school), now)
        write_atomic(out, sheet_pdf(sheet, self.school, now, self.folder).data)

    def _has_valid(self, student: StudentId, moment: Moment) -> bool:
        with self.records.reading() as transaction:
            last = links.newest(transaction, [student]).get(student)  # it has ended those before it
        return last is not None and last.opens_on(moment.date)

    def _theme(self) -> Theme:
        own = self.school.cards.theme
        return theme_named(own or self.school.theme, "cards, theme" if own else "theme", self.folder)


def _deliver(make: partial[None], out: Path, printer: str | None, what: str, more: str) -> str:
    if printer is None:
        make(out)
        return f"{what} is in {out}. {more}"
    print_file(make, printer, out)
    return f"{what} was sent to {printer}. {more}"
