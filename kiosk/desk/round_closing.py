"""The sign-off at the round: it asks first, and says what is open where it cannot be yet."""

from collections.abc import Callable
from concurrent.futures import Future

from textual.screen import Screen

from kiosk.access.closing import DayNotClosed
from kiosk.desk.dose_form import Form, FormScreen
from kiosk.desk.reader import Reader
from kiosk.desk.round_asking import RoundAccess
from kiosk.faults import KioskError
from kiosk.records.closings import SignOff
from kiosk.school.calendar import Calendar, Moment
from kiosk.school.words import clock, day_name

SIGNED = "What is entered afterwards opens the day again."
NAMED = 2
"""So many open doses are named; all of them stand on the board."""


class RoundClosing:
    """Asks, signs off, and says what came of it, a sentence a line."""

    def __init__(
        self, access: RoundAccess, screen: Screen[None], calendar: Calendar, says: Callable[[str], None]
    ) -> None:
        self._access, self._screen, self._calendar, self._says = access, screen, calendar, says
        self._closer: Reader[str, SignOff] = Reader(self._has_signed)

    def ask(self, moment: Moment, counts: str) -> None:
        """Ask whether to sign off the day that stands so."""
        form = Form(f"Sign off the medication of {day_name(moment.date)}?", f"{counts}. {SIGNED}")
        self._screen.app.push_screen(FormScreen(form), lambda filled: self._sign_off() if filled else None)

    def _sign_off(self) -> None:
        self._closer.ask("", self._access.sign_off)

    def _has_signed(self, key: str, answer: Future[SignOff]) -> None:
        del key
        self._screen.call_later(self._take, answer)

    def _take(self, answer: Future[SignOff]) -> None:
        try:
            made = answer.result()
        except DayNotClosed as error:
            self._says(not_closed_words(error))
        except KioskError as error:
            self._says(" ".join(error.sentences))
        else:
            at = clock(self._calendar.local(made.at))
            self._says(f"Signed off at {at} by {made.name}. F4 prints or saves the sheet.")


def not_closed_words(error: DayNotClosed) -> str:
    """How many doses are open, and the first of them."""
    count = len(error.matters)
    first = "; ".join(f"{each.name}, {each.slot}: {each.what}" for each in error.matters[:NAMED])
    more = f"; and {count - NAMED} more" if count > NAMED else ""
    doses = "1 dose is" if count == 1 else f"{count} doses are"
    return f"Not signed off: {doses} still open. {first}{more}."
