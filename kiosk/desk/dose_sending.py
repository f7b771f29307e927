"""Sends what became of a dose: under one confirmation, however often it is sent."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from uuid import uuid4

from attrs import evolve
from textual.widget import Widget

from kiosk.access.dose_model import Answer, Wanted
from kiosk.desk.reader import Reader
from kiosk.desk.round_asking import RoundAccess
from kiosk.faults import KioskError

Heard = Callable[[Future[Answer]], None]


class DoseSender:
    """Sends, and tells in the app's own time how it went; of a second person whose PIN is wrong, that."""

    def __init__(
        self, access: RoundAccess, place: Widget, heard: Heard, no_second: Callable[[KioskError], None]
    ) -> None:
        self._access, self._place, self._heard, self._no_second = access, place, heard, no_second
        self.confirmation = str(uuid4())
        self._sent: Callable[[], Answer] | None = None
        self._writer: Reader[str, Answer] = Reader(self._was_written)
        self._second: Reader[Wanted, str] = Reader(self._has_come)

    def record(self, wanted: Wanted) -> None:
        """Enter what became of it."""
        self._send(partial(self._access.record, wanted))

    def record_with(self, wanted: Wanted, staff: str, pin: str) -> None:
        """Enter it with a second person, who has to show first that it is she; her PIN is kept nowhere."""
        self._second.ask(wanted, partial(self._access.second, staff, pin))

    def undo(self, confirmation: str, reason: str) -> None:
        """Take an entry back."""
        self._send(partial(self._access.undo, confirmation, reason))

    @property
    def has_sent(self) -> bool:
        """Whether something was sent of which no answer has come."""
        return self._sent is not None

    def again(self) -> None:
        """Send the same again, under the same confirmation."""
        if self._sent is not None:
            self._send(self._sent)

    def forget(self) -> None:
        """What was sent was refused: there is nothing to send again."""
        self._sent = None

    def _send(self, send: Callable[[], Answer]) -> None:
        self._sent = send
        self._writer.ask("", send)

    def _was_written(self, key: str, answer: Future[Answer]) -> None:
        del key
        self._place.call_later(self._heard, answer)

    def _has_come(self, wanted: Wanted, answer: Future[str]) -> None:
        self._place.call_later(self._take_second, wanted, answer)

    def _take_second(self, wanted: Wanted, answer: Future[str]) -> None:
        try:
            second = answer.result()
        except KioskError as error:
            self._no_second(error)
        else:
            self.record(evolve(wanted, override_by=second))
