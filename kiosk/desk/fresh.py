"""When what stands on the screen is read anew: at each bell, and after a failure each minute."""

import datetime as dt

from kiosk.school.calendar import Moment

Bell = tuple[dt.date, str | None]


class Fresh:
    """How old is what was read."""

    def __init__(self) -> None:
        self._bell: Bell | None = None
        self._asked: dt.datetime | None = None
        self._is_stale = False

    def read_at(self, moment: Moment) -> None:
        """It is read now."""
        self._bell, self._is_stale = _bell(moment), False

    def is_due(self, moment: Moment) -> bool:
        """Whether it is to be read anew, which is asked each second and answered with yes once a minute."""
        if self._bell is not None and self._bell != _bell(moment):
            self._bell, self._is_stale, self._asked = _bell(moment), True, None
        minute = moment.local.replace(second=0, microsecond=0)
        if not self._is_stale or minute == self._asked:
            return False
        self._asked = minute
        return True


def _bell(moment: Moment) -> Bell:
    return moment.date, moment.period.name if moment.period else None
