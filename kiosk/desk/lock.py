"""The lock: a clock, where this is, and nothing else; any key opens the kiosk anew."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Digits

from kiosk.clock import Clock
from kiosk.desk.top import Pretend, bell_words
from kiosk.desk.words import Words
from kiosk.school.calendar import Calendar
from kiosk.school.words import clock, day_name, room_words

QUIET = 0.12
"""Seconds without a further key after which the lock opens: a scan's many keys are over by then."""
OPENS = "Press any key"


class LockScreen(Screen[None], inherit_bindings=False):
    """What stands here while nobody does."""

    AUTO_FOCUS = None
    CSS_PATH = "lock.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (18, "-roomy")]  # noqa: RUF012 - as Textual has it

    class Touched(Message):
        """Somebody is here and wants the kiosk."""

    def __init__(self, calendar: Calendar, clock: Clock, room: str | None) -> None:
        super().__init__()
        self._calendar, self._clock, self._room = calendar, clock, room
        self._opening: Timer | None = None

    def compose(self) -> ComposeResult:
        """The clock, the school and the room, the bell, and how to open."""
        yield Pretend(is_on=self._clock.is_pretend)
        with Vertical():
            yield Digits(id="clock")
            yield Words(self._where(), id="where")
            yield Words(id="day")
            yield Words(id="bell")
            yield Words(OPENS, id="opens")

    def on_mount(self) -> None:
        """Look at the clock once a second."""
        self.set_interval(1, self.tick)
        self.tick()

    def tick(self) -> None:
        """What the clock says."""
        moment = self._calendar.moment(self._clock.now())
        self.query_one(Digits).update(clock(moment.local))
        self.query_one("#day", Words).say(day_name(moment.date))
        self.query_one("#bell", Words).say(bell_words(moment))

    def _where(self) -> str:
        return " · ".join(filter(None, (self._calendar.school.name, room_words(self._room or ""))))

    def on_key(self, event: events.Key) -> None:
        """Any key opens, and does nothing else; nor do those that follow right behind it."""
        event.stop()
        self._open_when_quiet()

    def on_paste(self, event: events.Paste) -> None:
        """So does what is pasted."""
        event.stop()
        self._open_when_quiet()

    def on_click(self, event: events.Click) -> None:
        """So does a touch."""
        event.stop()
        self._open_when_quiet()

    def _open_when_quiet(self) -> None:
        if self._opening is not None:
            self._opening.stop()
        self._opening = self.set_timer(QUIET, self._open)

    def _open(self) -> None:
        self.post_message(self.Touched())
