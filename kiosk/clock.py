"""The clock that is handed in: the real one, or one that pretends and ticks on."""

import datetime as dt

from attrs import frozen


@frozen
class Clock:
    """The time, moved by `shift` where it is pretended."""

    shift: dt.timedelta | None = None

    @classmethod
    def pretending(cls, instant: dt.datetime) -> "Clock":
        """A clock that shows this instant now, and ticks on."""
        return cls(instant - dt.datetime.now(dt.UTC))

    @property
    def is_pretend(self) -> bool:
        """Whether this clock shows another time than the real one."""
        return self.shift is not None

    def real(self) -> dt.datetime:
        """The real instant, in UTC."""
        return dt.datetime.now(dt.UTC)

    def now(self) -> dt.datetime:
        """The instant that this clock shows, in UTC."""
        return self.real() + (self.shift or dt.timedelta())
