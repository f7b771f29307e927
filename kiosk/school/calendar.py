"""What the calendar makes of a date and of an instant."""

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from zoneinfo import ZoneInfo

from attrs import field, frozen

from kiosk.school.model import CHANGED_ROUTINE, Bell, ChangedDay, School, Weekday


@frozen
class Span:
    """A stretch of time between two instants in UTC; its begin is included, its end is not."""

    begins: dt.datetime
    ends: dt.datetime

    def holds(self, instant: dt.datetime) -> bool:
        """Whether the instant lies in this span."""
        return self.begins <= instant < self.ends


@frozen
class PeriodToday:
    """A period of one date, as instants."""

    name: str
    span: Span


@frozen
class Day:
    """A date with what the calendar makes of it; no `span` means no school."""

    date: dt.date
    weekday: Weekday
    in_year: bool
    bell: str | None = None
    periods: tuple[PeriodToday, ...] = ()
    span: Span | None = None
    tags: frozenset[str] = frozenset()
    note: str = ""

    @property
    def is_school(self) -> bool:
        """Whether there is school on this date."""
        return self.span is not None


@frozen
class Moment:
    """An instant, seen from the school: its local date and time, the day, the period."""

    instant: dt.datetime
    local: dt.datetime
    day: Day
    calendar: "Calendar" = field(repr=False, eq=False)

    @property
    def date(self) -> dt.date:
        """The school's date."""
        return self.day.date

    @property
    def period(self) -> PeriodToday | None:
        """The period that is running, if one is."""
        return next((each for each in self.day.periods if each.span.holds(self.instant)), None)


class Calendar:
    """A school's calendar: total over every instant, DST both ways and days outside the year included."""

    def __init__(self, school: School) -> None:
        self.school = school
        self.zone = ZoneInfo(school.timezone)
        self._bells = {bell.name: bell for bell in school.bells}
        self._changed = {day.date: day for day in school.days}
        self._tagged = _dates_by_tag(school)
        self._days: dict[dt.date, Day] = {}

    def moment(self, instant: dt.datetime) -> Moment:
        """The moment of an aware datetime."""
        utc = instant.astimezone(dt.UTC)
        local = utc.astimezone(self.zone)
        return Moment(instant=utc, local=local, day=self.day(local.date()), calendar=self)

    def day(self, date: dt.date) -> Day:
        """What the calendar makes of a date."""
        day = self._days.get(date)
        if day is None:
            day = self._days[date] = self._make_day(date)
        return day

    def instant(self, date: dt.date, time: dt.time) -> dt.datetime:
        """A clock time on a date as UTC: in the repeated hour the first, in the skipped hour forward."""
        return dt.datetime.combine(date, time, tzinfo=self.zone).astimezone(dt.UTC)

    def span(self, date: dt.date, begins: dt.time, ends: dt.time) -> Span:
        """Two clock times on a date; empty where a skipped hour moved the begin past the end."""
        first, last = self.instant(date, begins), self.instant(date, ends)
        return Span(first, max(first, last))

    def local(self, instant: dt.datetime) -> dt.datetime:
        """An instant on the school's clock."""
        return instant.astimezone(self.zone)

    def next_date(self, tag: str, after: dt.date) -> dt.date | None:
        """The first date after `after` that bears the tag."""
        dates = self._tagged.get(tag, ())
        index = bisect_right(dates, after)
        return dates[index] if index < len(dates) else None

    def last_school_day_before(self, date: dt.date) -> Day | None:
        """The last day of this school year, before the date, on which there is school."""
        year = self.school.year
        candidate = min(date - dt.timedelta(days=1), year.ends)
        while candidate >= year.begins:
            if (day := self.day(candidate)).is_school:
                return day
            candidate -= dt.timedelta(days=1)
        return None

    @cached_property
    def usual_begins(self) -> Mapping[str, dt.time]:
        """When each period begins on a regular day: by the bell that rings on most days of the week."""
        names = [name for weekday in Weekday if (name := self.school.week.bell(weekday))]
        if not names:
            return {}
        usual = self._bells[Counter(names).most_common(1)[0][0]]
        return {period.name: period.begins for period in usual.periods}

    def _make_day(self, date: dt.date) -> Day:
        weekday = Weekday.of(date)
        in_year = self.school.year.begins <= date <= self.school.year.ends
        if not in_year:
            return Day(date=date, weekday=weekday, in_year=False)
        changed = self._changed.get(date)
        bell = _bell_name(self.school, date, changed)
        periods = self._periods(date, self._bells[bell]) if bell else ()
        return Day(
            date=date,
            weekday=weekday,
            in_year=True,
            bell=bell,
            periods=periods,
            span=_hull(periods),
            tags=_tags(self.school, date, changed),
            note=changed.note if changed else "",
        )

    def _periods(self, date: dt.date, bell: Bell) -> tuple[PeriodToday, ...]:
        spans = (PeriodToday(each.name, self.span(date, each.begins, each.ends)) for each in bell.periods)
        return tuple(sorted(spans, key=lambda each: each.span.begins))


def _bell_name(school: School, date: dt.date, changed: ChangedDay | None) -> str | None:
    if changed and changed.closed:
        return None
    return (changed and changed.bell) or school.week.bell(Weekday.of(date))


def _tags(school: School, date: dt.date, changed: ChangedDay | None) -> frozenset[str]:
    if changed is None:
        return frozenset()
    differs = changed.bell is not None and changed.bell != school.week.bell(Weekday.of(date))
    return frozenset(changed.tags) | ({CHANGED_ROUTINE} if differs else frozenset())


def _dates_by_tag(school: School) -> dict[str, tuple[dt.date, ...]]:
    dates: dict[str, list[dt.date]] = {}
    for changed in sorted(school.days, key=lambda each: each.date):
        if school.year.begins <= changed.date <= school.year.ends:
            for tag in _tags(school, changed.date, changed):
                dates.setdefault(tag, []).append(changed.date)
    return {tag: tuple(found) for tag, found in dates.items()}


def _hull(periods: tuple[PeriodToday, ...]) -> Span | None:
    if not periods:
        return None
    return Span(periods[0].span.begins, max(each.span.ends for each in periods))
