"""Today's day passes: which there are, a new one for a room, whose code is shown once, and ending one."""

import datetime as dt
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import Protocol

from attrs import frozen
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input

from kiosk.access.issuing import Issued
from kiosk.access.passes_today import PassToday, State
from kiosk.desk.hints import Hints
from kiosk.desk.keys import Place, bindings
from kiosk.desk.reader import Reader
from kiosk.desk.words import Words, cut, plain
from kiosk.faults import KioskError
from kiosk.records.passes import shown
from kiosk.school.words import clock, listed, periods_words, room_words

WAITING, NONE = "One moment …", "No day pass was made today."
FOR = "For which room? Type it, then Enter: a pass until the last bell."
ENDED = "It was ended. It opens nothing any more."
ONCE = "Write it down: once you leave, it is not shown again."
_LONGEST_ROOM = 40


class Passes(Protocol):
    """What the screen is given; each of these may block, so it is asked in a thread."""

    @property
    def refusal(self) -> str:
        """Why passes are looked at only; nothing where they may be made and ended."""
        ...

    @property
    def zone(self) -> dt.tzinfo:
        """The school's time zone."""
        ...

    def today(self) -> Sequence[PassToday]:
        """Today's passes."""
        ...

    def make(self, room: str) -> Issued:
        """A pass for a room."""
        ...

    def end(self, pass_id: str) -> None:
        """End a pass at once."""
        ...


@frozen
class _Answer:
    """The passes after something was done, what is said of it, and a new pass."""

    passes: Sequence[PassToday]
    said: str
    issued: Issued | None = None


class DayPassesScreen(ModalScreen[None], inherit_bindings=False):
    """The screen; neither a scanner's letters nor its Enter end a pass."""

    BINDINGS = bindings(Place.PASSES)
    AUTO_FOCUS = None
    CSS_PATH = "day_passes.tcss"

    def __init__(self, passes: Passes) -> None:
        super().__init__()
        self._passes = passes
        self._reader: Reader[str, _Answer] = Reader(self._answered)
        self._found: Sequence[PassToday] = ()
        self._chosen = 0
        self._is_busy = False

    def compose(self) -> ComposeResult:
        """The passes, the code of a new one, and the box for its room."""
        with Vertical():
            yield Words("Day passes today", id="passes-title")
            with VerticalScroll(can_focus=False):
                yield Words(id="passes-list")
            yield Words(id="passes-code")
            yield Input(compact=True, max_length=_LONGEST_ROOM, id="passes-room", placeholder="room")
            yield Words(id="passes-say")
            yield Hints()

    def on_mount(self) -> None:
        """Ask which there are."""
        self.query_one("#passes-code").display = self._box.display = False
        self._ask(lambda: self._passes.refusal, WAITING)

    @property
    def _box(self) -> Input:
        return self.query_one("#passes-room", Input)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done has a key and a hint."""
        is_free = not (self._is_busy or self._passes.refusal)
        if action == "make":
            return is_free and self.is_mounted and not self._box.display
        if action == "end":
            return is_free and self._marked is not None
        return super().check_action(action, parameters)

    @property
    def _marked(self) -> PassToday | None:
        """The marked pass, if it can be ended."""
        found = self._found[self._chosen] if self._found else None
        return found if found and found.state in {State.OPEN, State.LATER} else None

    def action_choose(self, step: int) -> None:
        """Mark another pass."""
        self._chosen = max(0, min(self._chosen + step, len(self._found) - 1))
        self._show()

    def action_make(self) -> None:
        """Ask for which room."""
        self._box.display = True
        self._box.focus()
        self._say(FOR)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Make a pass for the room that was typed."""
        event.stop()
        room = plain(event.value).strip()
        if room and not self._is_busy:
            self._ask(partial(self._passes.make, room), WAITING)

    def action_end(self) -> None:
        """End the marked pass."""
        if (marked := self._marked) is not None:
            self._ask(partial(self._end, marked.day_pass.id), WAITING)

    def action_back(self) -> None:
        """Back to the office; the code is gone."""
        if self._box.display:
            self._shut_box()
            self._say("")
        else:
            self.dismiss()

    def _end(self, pass_id: str) -> str:
        self._passes.end(pass_id)
        return ENDED

    def _ask(self, do: "Callable[[], Issued | str]", said: str) -> None:
        self._is_busy = True
        self._say(said)
        self._reader.ask("", partial(self._do, do))

    def _do(self, do: "Callable[[], Issued | str]") -> _Answer:
        done = do()
        found = self._passes.today()
        return _Answer(found, done) if isinstance(done, str) else _Answer(found, ONCE, done)

    def _answered(self, _: str, answer: Future[_Answer]) -> None:
        self.call_later(self._take, answer)

    def _take(self, answer: Future[_Answer]) -> None:
        self._is_busy = False
        try:
            found = answer.result()
        except KioskError as error:
            self._say(" ".join(error.sentences))
            return
        self._found = found.passes
        self._say(found.said)
        if found.issued is not None:
            self._chosen = len(self._found) - 1
            self._shut_box()
            code = self.query_one("#passes-code", Words)
            room = room_words(listed(found.issued.day_pass.rooms))
            code.say(f"{room}   {'  '.join(shown(found.issued.code))}")
            code.display = True
        self.action_choose(0)

    def _shut_box(self) -> None:
        self._box.value = ""
        self._box.display = False
        self.set_focus(None)
        self.refresh_bindings()

    def _say(self, sentence: str) -> None:
        self.query_one("#passes-say", Words).say(sentence)
        self.refresh_bindings()

    def _show(self) -> None:
        rows = (
            _row(each, self._passes.zone, is_marked=at == self._chosen) for at, each in enumerate(self._found)
        )
        self.query_one("#passes-list", Words).say_lines(rows if self._found else (NONE,))
        self.query_one(VerticalScroll).scroll_to(y=self._chosen - 2, animate=False)
        self.refresh_bindings()


def _row(each: PassToday, zone: dt.tzinfo, *, is_marked: bool) -> str:
    """`▸ Room 12        all day       until 14:30  open`."""
    held = each.day_pass
    periods = "all day" if held.periods is None else periods_words(held.periods)
    now = "not yet open" if each.state is State.LATER else each.state.value
    if held.revoked is not None:
        now = f"ended {clock(held.revoked.astimezone(zone))}"
    mark = "▸" if is_marked else " "
    rooms = cut(room_words(listed(held.rooms)), 18)
    return f"{mark} {rooms}{cut(periods, 22)}until {clock(held.until.astimezone(zone))}  {now}"
