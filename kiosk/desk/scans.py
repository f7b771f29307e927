"""What was scanned: whose card it is, or why it opens nothing."""

import re
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from textual.widget import Widget

from kiosk.desk.asking import DeskAccess
from kiosk.desk.reader import Reader
from kiosk.faults import KioskError
from kiosk.plans.student import Student

_FINDABLE = re.compile(r"[\w' -]{1,40}")


def is_findable(text: str) -> bool:
    """Whether this may be a student's number, on a library card for instance, and not a code."""
    return bool(_FINDABLE.fullmatch(text))


class Scans:
    """Asks whose card a code is, and keeps neither the code nor the answer."""

    def __init__(
        self,
        access: DeskAccess,
        place: Widget,
        opens: Callable[[Student], None],
        says: Callable[[str], None],
    ) -> None:
        self._access, self._place, self._open, self._say = access, place, opens, says
        self._reader: Reader[int, Student] = Reader(self._found)
        self._newest = 0

    def ask(self, text: str) -> None:
        """Ask whose card this is; the newest scan is the one that counts."""
        self._newest += 1
        self._reader.ask(self._newest, partial(self._access.scanned, text))

    def _found(self, number: int, answer: Future[Student]) -> None:
        self._place.call_later(self._take, number, answer)

    def _take(self, number: int, answer: Future[Student]) -> None:
        if number != self._newest:
            return
        try:
            student = answer.result()
        except KioskError as error:
            self._say(" ".join(error.sentences))
            return
        self._open(student)
