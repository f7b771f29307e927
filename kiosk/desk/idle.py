"""For how long nobody has touched this kiosk."""

import time
from collections.abc import Callable

from attrs import Factory, define


@define
class Idle:
    """Seconds since the last touch, by two clocks: the one that never jumps stops in the machine's sleep."""

    steady: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    _touched: tuple[float, float] = Factory(lambda self: (self.steady(), self.wall()), takes_self=True)

    def touch(self) -> None:
        """Somebody is here."""
        self._touched = (self.steady(), self.wall())

    @property
    def seconds(self) -> float:
        """For how long nobody was: the longer of what the two clocks say."""
        steady, wall = self._touched
        return max(self.steady() - steady, self.wall() - wall)
