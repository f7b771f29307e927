"""What is being printed: the lock waits for it, no scan breaks in, and the end of the kiosk stops it."""

import threading
from collections.abc import Callable
from typing import TypeVar

from attrs import Factory, define, field

Value = TypeVar("Value")

PATIENCE = 10.0
"""Seconds for which the end of the kiosk waits until what it stopped has ended."""


@define(eq=False)
class Work:
    """One thing that is done in a thread; `holds` where its screen stays whatever is scanned."""

    holds: bool = False
    stop: threading.Event = Factory(threading.Event)
    ended: threading.Event = Factory(threading.Event)

    def do(self, doing: Callable[[], Value]) -> Value:
        """Do it, in whatever thread this is called; then it has ended."""
        try:
            return doing()
        finally:
            self.ended.set()


@define
class UnderWay:
    """Everything that has begun and not ended."""

    _works: list[Work] = field(factory=list, init=False)

    def begin(self, *, holds: bool = False) -> Work:
        """Begin something, and forget what has ended."""
        work = Work(holds)
        self._works = [*self._going, work]
        return work

    @property
    def is_on(self) -> bool:
        """Whether anything is under way."""
        return bool(self._going)

    @property
    def holds(self) -> bool:
        """Whether something is under way whose screen must stay."""
        return any(each.holds for each in self._going)

    def stop(self, patience: float = PATIENCE) -> None:
        """Stop everything, and wait until it has ended, but not for ever."""
        for each in self._going:
            each.stop.set()
        for each in self._going:
            each.ended.wait(patience)

    @property
    def _going(self) -> list[Work]:
        return [each for each in self._works if not each.ended.is_set()]
