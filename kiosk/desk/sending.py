"""`Send Blake Bennett to the nurse`: what the nurse asks of a room, until somebody there answers."""

from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from kiosk.desk.reader import Reader
from kiosk.desk.words import Words, plain
from kiosk.faults import KioskError

if TYPE_CHECKING:
    from kiosk.access.sending import Sent
    from kiosk.desk.round_asking import RoomCalls

EVERY = 2.0
"""Seconds after which the records are asked again."""
LOCKED = "Call the nurse"


class SendingBanner(Words):
    """The line; it is there only while the nurse asks for somebody. Neither drug nor reason is said."""

    def __init__(self, calls: "RoomCalls | None", room: str | None) -> None:
        super().__init__(id="sending")
        self._calls, self._room = calls, room
        self._reader: Reader[str, Sequence[Sent]] = Reader(self._heard)
        self._answerer: Reader[str, None] = Reader(self._answered)
        self._waiting: Sequence[Sent] = ()
        self.display = False

    @property
    def is_asked(self) -> bool:
        """Whether somebody is to be sent."""
        return bool(self._waiting)

    def on_mount(self) -> None:
        """Ask now and then."""
        if self._calls is not None and self._room:
            self.set_interval(EVERY, self.look)
            self.look()

    def look(self) -> None:
        """Ask whether anybody is to be sent."""
        if self._calls is not None and self._room:
            self._reader.ask(self._room, partial(self._calls.waiting, self._room))

    def _heard(self, room: str, answer: "Future[Sequence[Sent]]") -> None:
        del room
        self.call_later(self._take, answer)

    def _take(self, answer: "Future[Sequence[Sent]]") -> None:
        """Records that cannot be read leave what is shown: whoever opens a student is told of them."""
        if isinstance(answer.exception(), KioskError):
            return
        waiting = answer.result()
        if waiting != self._waiting:
            self._waiting = waiting
            names = " and ".join(plain(each.name) for each in waiting)
            self.say(f"Send {names} to the nurse.   F9: on the way" if waiting else "")
            self.display = bool(waiting)
            self.screen.refresh_bindings()

    def answer(self) -> None:
        """The first of them is on the way."""
        if self._calls is not None and self._waiting:
            self._answerer.ask("", partial(self._calls.answer, self._waiting[0]))

    def _answered(self, key: str, answer: Future[None]) -> None:
        del key
        self.call_later(self._take_answered, answer)

    def _take_answered(self, answer: Future[None]) -> None:
        try:
            answer.result()
        except KioskError as error:
            self.app.notify(" ".join(error.sentences), severity="warning")
        self.look()
