"""When the pretend school is looked at, and its school year."""

import datetime as dt

OPENING = dt.datetime(2026, 11, 23, 11, 50)  # noqa: DTZ001  the school's own clock, as in `--at`
"""The instant that `kiosk demo` pretends, in the school's time: a Monday, ten minutes before lunch."""

YEAR_BEGINS = dt.date(2026, 8, 31)
YEAR_ENDS = dt.date(2027, 6, 11)
