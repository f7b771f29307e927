"""When what stands on the screen is read anew: at each bell, and after a failure each minute."""

import datetime as dt

from kiosk.school.calendar import Moment
from kiosk.school.words import clock

Bell = tuple[dt.date, str | None]


class Fresh:
    """How old is what was read."""

    def __init__(self) -> None:
        self._bell: Bell | None = None
        self._asked: dt.datetime | None = None
        self._read: dt.datetime | None = None
        self._is_stale = self._has_failed = False

    @property
    def said(self) -> str:
        """That it is old, and since when; nothing where it is not."""
        if not self._has_failed or self._read is None:
            return ""
        since = clock(self._read)
        return f"Not read anew since {since}: the records cannot be read; asked each minute."

    def read_at(self, asked: Moment) -> None:
        """It is read, as it stood at the moment of the question: a bell may have rung since."""
        self._bell, self._read = _bell(asked), asked.local
        self._is_stale = self._has_failed = False

    def failed(self) -> None:
        """It could not be read anew, and what was read before stays."""
        self._has_failed = True

    def is_due(self, moment: Moment) -> bool:
        """Whether it is to be read anew, which is asked each second and answered with yes once a minute."""
        if self._bell is not None and self._bell != _bell(moment):
            self._bell, self._is_stale, self._asked = _bell(moment), True, None
        minute = moment.local.replace(second=0, microsecond=0)
        if not self._is_stale or minute == self._asked:
            return False
        self._has_failed |= self._asked is not None  # a minute has gone by without an answer
        self._asked = minute
        return True


def _bell(moment: Moment) -> Bell:
    return moment.date, moment.period.name if moment.period else None
