"""What was opened in emergencies, for whoever answers for the students: until she has seen it."""

from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from kiosk.access.emergencies import EmergencyView
from kiosk.desk.asking import DeskAccess
from kiosk.desk.hints import Hints
from kiosk.desk.keys import Place, bindings
from kiosk.desk.reader import Reader
from kiosk.desk.words import Words, plain
from kiosk.faults import KioskError
from kiosk.school.calendar import Calendar
from kiosk.school.words import clock, day_name


class EmergenciesScreen(ModalScreen[None], inherit_bindings=False):
    """Who opened whose crisis protocol, when, where, and what she typed."""

    BINDINGS = bindings(Place.EMERGENCIES)
    AUTO_FOCUS = "VerticalScroll"
    CSS_PATH = "emergencies.tcss"

    def __init__(self, access: DeskAccess, found: Sequence[EmergencyView], calendar: Calendar) -> None:
        super().__init__()
        self._access, self._found, self._calendar = access, found, calendar
        self._reader: Reader[int, None] = Reader(self._noted)

    def compose(self) -> ComposeResult:
        """A few lines for each."""
        with Vertical():
            yield Words("Opened in an emergency", id="emergencies-title")
            with VerticalScroll():
                for each in self._found:
                    yield Words(plain(f"{each.student.name} · {each.student.about}"), classes="whose")
                    yield Words(plain(self._when(each)))
                    yield Words(plain(f"“{each.threat}”"), classes="threat")
            yield Words(id="emergencies-say")
            yield Hints()

    def action_seen(self) -> None:
        """She has seen it: that is noted, and she is not shown it again."""
        self._reader.ask(0, partial(self._access.look_at_emergencies, self._found))

    def action_later(self) -> None:
        """Show it again next time."""
        self.dismiss()

    def _when(self, seen: EmergencyView) -> str:
        local = self._calendar.local(seen.instant)
        return f"{day_name(local.date())}, {clock(local)}, by {seen.who}, at {seen.station}"

    def _noted(self, _: int, answer: Future[None]) -> None:
        self.call_later(self._end, answer)

    def _end(self, answer: Future[None]) -> None:
        try:
            answer.result()
        except KioskError as error:
            self.query_one("#emergencies-say", Words).say(" ".join(error.sentences))
        else:
            self.dismiss()
