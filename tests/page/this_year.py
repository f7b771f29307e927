"""Maple Street and Blake's plan where it is now ten o'clock of a school day, for what tells the real time."""

import datetime as dt
import re

from kiosk.school.model import Weekday
from tests.made_school import BLAKE_TOML, MAPLE_TOML

_NOW = dt.datetime.now(dt.UTC)
_EAST = (10 - _NOW.hour + 12) % 24 - 12
"""Hours by which the school's clock is ahead of UTC."""
BEGINS = _NOW.date() - dt.timedelta(days=100)
ENDS = BEGINS + dt.timedelta(days=280)
_DATES = {
    "2026-08-31": BEGINS,
    "2027-06-11": ENDS,
    "2027-06-30": ENDS,
    "2027-05-28": ENDS - dt.timedelta(days=14),
    "2029-05-28": ENDS + dt.timedelta(days=730),
}


def _moved(text: str) -> str:
    return re.sub("|".join(_DATES), lambda found: _DATES[found[0]].isoformat(), text)


def maple_this_year() -> str:
    """Maple Street's school.toml, with school on every day of the week, a regular one."""
    week = "".join(f'{day} = "regular"\n' for day in Weekday)
    usual = _moved(MAPLE_TOML.split("\n[week]")[0]) + f"\n[week]\n{week}"
    return usual.replace("America/Los_Angeles", f"Etc/GMT{-_EAST:+}")


BLAKE_THIS_YEAR = _moved(BLAKE_TOML)
"""Blake's 504 plan, in force today."""
