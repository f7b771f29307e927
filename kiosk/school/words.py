"""Dates, times, periods and rooms as people say them."""

import datetime as dt
import re
from collections.abc import Sequence

from kiosk.school.calendar import Moment
from kiosk.school.model import Weekday

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERED = re.compile(r"\d+[^\W\d_]?|[^\W\d_]")
"""`1`, `12`, `3A` and `B`: what says nothing until it is called a period."""


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


def period_words(name: str) -> str:
    """`period 4`, `period 3A`, `period B`; a name that is a word stands as it is: `lunch`, `1st lunch`."""
    return f"period {name}" if _NUMBERED.fullmatch(name) else name


def periods_words(names: Sequence[str]) -> str:
    """`lunch and periods 1 and 5`."""
    words = [name for name in names if period_words(name) == name]
    numbered = [name for name in names if name not in words]
    if len(numbered) > 1:
        return listed([*words, f"periods {listed(numbered)}"])
    return listed([*words, *map(period_words, numbered)])


def place_in_day(moment: Moment, before: str = "before school", after: str = "after school") -> str:
    """`before school`, `period 4`, `lunch`, `between periods`, `after school`, or `no school`."""
    span = moment.day.span
    if span is None:
        return "no school"
    if moment.instant < span.begins:
        return before
    if moment.instant >= span.ends:
        return after
    return period_words(moment.period.name) if moment.period else "between periods"


def room_words(room: str) -> str:
    """`Room 12`; nothing without a room, and no second `Room` before one that is written so."""
    return _titled("Room", room)


def grade_words(grade: str) -> str:
    """`Grade 5`, `Grade K`."""
    return _titled("Grade", grade)


def _titled(title: str, name: str) -> str:
    is_titled = not name or name.casefold().startswith(title.casefold())
    return name if is_titled else f"{title} {name}"
