"""Times as screen and page say them: how long until, and the clock beside it. Pure."""

import datetime as dt

from kiosk.plans.agenda import Item
from kiosk.school.calendar import Moment
from kiosk.school.model import Weekday
from kiosk.school.words import clock

JUST = dt.timedelta(minutes=1)
"""For so long a thing that has begun is marked as new."""
_HOUR = 60
_LONG = 90


def until(instant: dt.datetime, now: dt.datetime) -> str:
    """`in 5 min`, `in 2 h 10 min`: whole minutes, never fewer than are left."""
    minutes = max(1, -(-(instant - now) // dt.timedelta(minutes=1)))
    if minutes <= _LONG:
        return f"in {minutes} min"
    hours, rest = divmod(minutes, _HOUR)
    return f"in {hours} h {rest} min" if rest else f"in {hours} h"


def next_time(item: Item, moment: Moment) -> str:
    """`in 5 min · send at 11:55`."""
    if item.span is None:
        return ""
    verb = "send at" if item.accommodation.lead else "at"
    at = clock(moment.calendar.local(item.span.begins))
    return f"{until(item.span.begins, moment.instant)} · {verb} {at}"


def now_time(item: Item, moment: Moment) -> str:
    """`send now · until 12:40`, `until 12:40`; nothing for what lasts all day."""
    if item.span is None or not item.accommodation.when.is_timed:
        return ""
    ends = f"until {clock(moment.calendar.local(item.span.ends))}"
    lead = dt.timedelta(minutes=item.accommodation.lead)
    is_leading = moment.instant < item.span.begins + lead
    return f"send now · {ends}" if is_leading else ends


def has_just_begun(item: Item, moment: Moment) -> bool:
    """Whether it began within the last minute."""
    return item.span is not None and dt.timedelta() <= moment.instant - item.span.begins < JUST


def due_time(item: Item, moment: Moment) -> str:
    """`by 18:00`, `was due by 18:00 on Friday`: when a notice is due."""
    by = item.accommodation.by
    if by is None or item.span is None:
        return ""
    date = moment.calendar.local(item.span.begins).date()
    late = "was due " if moment.instant >= moment.calendar.instant(date, by) else ""
    day = "" if date == moment.date else f" on {Weekday.of(date).title()}"
    return f"{late}by {clock(by)}{day}"
