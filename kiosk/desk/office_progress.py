"""How far a print run is: told in its thread, read by the screen; and the place where it can be stopped."""

import time
from collections.abc import Callable
from threading import Event

from attrs import define, field, frozen

from kiosk.faults import Refused

STOPPED = "Stopped: nothing was printed, and the old cards stay valid."
_STEPS = {
    "reading plans": "Reading the plans",
    "printing": "Printing",
    "reading back": "Reading the codes back",
}
_LAST = "Keeping the links"
_EIGHTHS = " ▏▎▍▌▋▊▉"
_SOON = 1.0
"""Seconds before which no rate is told: it would be wrong."""


class Stopped(Refused):
    """Somebody has stopped the run."""


@frozen
class Told:
    """What was told last."""

    what: str = "reading plans"
    done: int = 0
    of: int = 0


@define
class Progress:
    """How far a run is."""

    stop: Event
    clock: Callable[[], float] = time.monotonic
    _begun: float = field(init=False)
    _told: Told = field(factory=Told, init=False)

    def __attrs_post_init__(self) -> None:
        self._begun = self.clock()

    def tell(self, what: str, done: int, of: int) -> None:
        """How far it is; raises Stopped where somebody wants that."""
        if self.stop.is_set():
            raise Stopped(STOPPED)
        self._told = Told(what, done, of)

    @property
    def part(self) -> float:
        """How much of the run is done, of 1."""
        told, steps = self._told, list(_STEPS)
        if told.what not in _STEPS:
            return 1.0
        return (steps.index(told.what) + told.done / max(told.of, 1)) / len(steps)

    def words(self) -> str:
        """`Printing  500 of 2,000 cards · 410 a second · about 3 s left`."""
        told, part = self._told, self.part
        said = [_STEPS.get(told.what, _LAST)]
        if told.of and part < 1:
            said[0] += f"  {told.done:,} of {told.of:,} cards"
        seconds = self.clock() - self._begun
        if seconds >= _SOON and 0 < part < 1:
            said += [
                f"{told.of * part / seconds:,.0f} a second",
                f"about {_left(seconds * (1 - part) / part)} left",
            ]
        return " · ".join(said)


def bar(part: float, width: int) -> str:
    """A bar of so many cells, of which a part is full."""
    eighths = round(min(max(part, 0.0), 1.0) * width * 8)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(width)


def _left(seconds: float) -> str:
    minutes, rest = divmod(max(round(seconds), 1), 60)
    return f"{minutes}:{rest:02} min" if minutes else f"{rest} s"
