"""The lock: a clock, where this is, and how to sign in; nothing else."""

from concurrent.futures import Future
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Center, Vertical
from textual.screen import Screen
from textual.widgets import Digits

from kiosk.clock import Clock
from kiosk.desk.asking import Entrance
from kiosk.desk.hints import Hints
from kiosk.desk.keys import Place, bindings
from kiosk.desk.logins import Logins
from kiosk.desk.reader import Reader
from kiosk.desk.sending import EVERY, LOCKED
from kiosk.desk.sign_in import SignInBox
from kiosk.desk.top import Pretend, bell_words
from kiosk.desk.words import Words
from kiosk.faults import KioskError
from kiosk.school.calendar import Calendar
from kiosk.school.words import clock, day_name, room_words

TALL = 32
"""Lines from which on there is air around everything; as lock.tcss has it."""
_TAKEN, _TAKEN_TALL, _TAKEN_BY_A_CALL = 13, 20, 2
"""Lines that all but the logins take in a low window and in a tall one, and a call of the nurse."""


class LockScreen(Screen[None], inherit_bindings=False):
    """What stands here while nobody is signed in."""

    BINDINGS = bindings(Place.LOCK)
    AUTO_FOCUS = None
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (18, "-low"), (TALL, "-roomy")]  # noqa: RUF012 - as Textual has it

    def __init__(
        self, entrance: Entrance, calendar: Calendar, clock: Clock, room: str | None, said: str = ""
    ) -> None:
        super().__init__()
        self._entrance, self._calendar, self._clock, self._room = entrance, calendar, clock, room
        self._called: Reader[str, bool] = Reader(self._heard_call)
        self._call = Words(id="call")
        self._time, self._day, self._bell = Digits(id="clock"), Words(id="day"), Words(id="bell")
        self.sign_in = SignInBox(entrance.signing, said)
        self._logins = Logins(entrance.logins)

    def compose(self) -> ComposeResult:
        """The clock, the school and the room, the bell, and how to sign in."""
        yield Pretend(is_on=self._clock.is_pretend)
        with Vertical(id="middle"):
            yield self._time
            yield Words(self._where(), id="where")
            yield self._day
            yield self._bell
            yield self._call
            yield Center(self.sign_in)
            yield Center(self._logins)
        yield Hints()

    def on_mount(self) -> None:
        """Look at the clock once a second."""
        self.set_interval(1, self.tick)
        self.tick()
        self._call.display = False
        self._fit_logins(self.app.size.height)
        self.set_interval(EVERY, self.ask_whether_called)
        self.ask_whether_called()

    def ask_whether_called(self) -> None:
        """Ask whether the nurse asks this room for somebody."""
        if self._entrance.is_called is not None and self._room:
            self._called.ask(self._room, partial(self._entrance.is_called, self._room))

    def _heard_call(self, room: str, answer: Future[bool]) -> None:
        del room
        self.call_later(self._take_call, answer)

    def _take_call(self, answer: Future[bool]) -> None:
        """No name: a locked kiosk is read by everybody. Records that cannot be read leave what is shown."""
        if not isinstance(answer.exception(), KioskError):
            self._call.display = answer.result()
            self._call.say(LOCKED if answer.result() else "")
            self._fit_logins(self.app.size.height)

    def on_resize(self, event: events.Resize) -> None:
        """Another window has room for other logins."""
        self._fit_logins(event.size.height)

    def _fit_logins(self, height: int) -> None:
        taken = _TAKEN_TALL if height >= TALL else _TAKEN
        self._logins.fit(height - taken - (_TAKEN_BY_A_CALL if self._call.display else 0))

    def tick(self) -> None:
        """What the clock says."""
        moment = self._calendar.moment(self._clock.now())
        self._time.update(clock(moment.local))
        self._day.say(day_name(moment.date))
        self._bell.say(bell_words(moment))

    @property
    def can_close(self) -> bool:
        """Whether the kiosk may be closed by whoever stands here: only where it is no real school's."""
        return self._clock.is_pretend or bool(self._entrance.logins)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A kiosk at a real school is closed by somebody who has signed in."""
        return self.can_close if action == "leave" else super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Ask whether to close the kiosk."""
        from kiosk.desk.leaving import LeavingScreen  # noqa: PLC0415 - loaded when first opened

        self.app.push_screen(LeavingScreen())

    def _where(self) -> str:
        return " · ".join(filter(None, (self._calendar.school.name, room_words(self._room or ""))))
