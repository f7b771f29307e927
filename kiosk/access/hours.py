"""When a day pass opens something: all of its day, or only around the periods for which it was made."""

import datetime as dt
from collections.abc import Sequence

from kiosk.records.passes import DayPass
from kiosk.school.calendar import Calendar, Span
from kiosk.school.words import clock, day_name

LEAD = dt.timedelta(minutes=15)
"""So long before each of its periods a pass opens: the substitute reads before the children come."""


def spans(held: DayPass, calendar: Calendar) -> Sequence[Span]:
    """When a pass opens, in order of time; between periods that follow each other it stays open."""
    if held.periods is None:
        return [Span(calendar.instant(held.date, dt.time()), held.until)]
    opens = [
        _around(each.span, held) for each in calendar.day(held.date).periods if each.name in held.periods
    ]
    return _joined([each for each in opens if each.begins < each.ends])


def open_until(held: DayPass, calendar: Calendar, now: dt.datetime) -> dt.datetime | None:
    """Until when a pass that opens something now goes on doing so; None where it opens nothing now."""
    if why_shut(held, calendar, now):
        return None
    return next(each.ends for each in spans(held, calendar) if each.holds(now))


def why_shut(held: DayPass, calendar: Calendar, now: dt.datetime) -> str:
    """Why a pass opens nothing now, as a sentence; nothing where it opens something."""
    if held.revoked is not None:
        return "The office ended this day pass. Ask there for another."
    if held.date != calendar.local(now).date():
        return f"This day pass was for {day_name(held.date)}. Ask the office for one for today."
    hours = spans(held, calendar)
    if any(each.holds(now) for each in hours):
        return ""
    if later := [each for each in hours if now < each.begins]:
        return f"This day pass opens at {clock(calendar.local(later[0].begins))}, before its next period."
    ended = clock(calendar.local(max([each.ends for each in hours], default=held.until)))
    return f"This day pass ended at {ended}. Ask the office if you need another."


def _around(period: Span, held: DayPass) -> Span:
    return Span(period.begins - LEAD, min(period.ends, held.until))


def _joined(hours: Sequence[Span]) -> Sequence[Span]:
    """Spans in order of their begins, those that touch or overlap as one."""
    found: list[Span] = []
    for each in hours:
        if found and each.begins <= found[-1].ends:
            last = found.pop()
            found.append(Span(last.begins, max(last.ends, each.ends)))
        else:
            found.append(each)
    return found
