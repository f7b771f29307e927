"""Dates and times as people say them."""

import datetime as dt
from collections.abc import Sequence

from kiosk.school.model import Weekday

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def clock(moment: dt.datetime | dt.time) -> str:
    """`11:55`."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def long_date(date: dt.date) -> str:
    """`11 June 2027`."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def day_name(date: dt.date) -> str:
    """`Tuesday 13 April`."""
    return f"{Weekday.of(date).title()} {date.day} {MONTHS[date.month - 1]}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """`1, 2 and 5`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
