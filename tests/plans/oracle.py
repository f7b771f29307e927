"""The section "When things apply" of the contract, said again, slowly: another answer to compare with.

It knows the classes of a school and a plan, and nothing of `kiosk.school.calendar` or `kiosk.plans.agenda`.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from kiosk.plans.model import Accommodation, Plan
from kiosk.school.model import ChangedDay, School

Expected = tuple[str, dt.datetime | None, dt.datetime | None]
Stretch = tuple[dt.datetime, dt.datetime]

NOTHING: Expected = ("off", None, None)
DAY = dt.timedelta(days=1)


def expected(school: School, plan: Plan, item: Accommodation, instant: dt.datetime) -> Expected:
    """State, begins and ends of an accommodation at an instant (UTC)."""
    today = instant.astimezone(ZoneInfo(school.timezone)).date()
    when = item.when
    if not _applies_on(plan, item, today):
        return NOTHING
    if when.weekdays is not None and today.strftime("%A").lower() not in when.weekdays:
        return NOTHING
    if when.trigger is not None:
        return ("if", None, None)
    if when.eve_of is not None:
        return _eve(school, plan, item, instant, today)
    if not _periods(school, today):
        return NOTHING
    return _about(_stretches(school, item, today), instant)


def wall(school: School, date: dt.date, time: dt.time) -> dt.datetime:
    """A clock time as UTC, by trying the offsets around it: the first that fits, else forward by the gap."""
    zone, naive = ZoneInfo(school.timezone), dt.datetime.combine(date, time)
    probes = [(naive + step).replace(tzinfo=dt.UTC) for step in (-DAY, dt.timedelta(), DAY)]
    offsets = [probe.astimezone(zone).utcoffset() or dt.timedelta() for probe in probes]
    tries = [(naive - offset).replace(tzinfo=dt.UTC) for offset in offsets]
    fitting = [each for each in tries if each.astimezone(zone).replace(tzinfo=None) == naive]
    return min(fitting) if fitting else tries[0]


def _applies_on(plan: Plan, item: Accommodation, date: dt.date) -> bool:
    begins = max(plan.terms.begins, item.begins or dt.date.min)
    ends = min(plan.terms.ends, item.ends or dt.date.max)
    return begins <= date <= ends


def _changed(school: School, date: dt.date) -> ChangedDay | None:
    return next((each for each in school.days if each.date == date), None)


def _bell(school: School, date: dt.date) -> str | None:
    if not school.year.begins <= date <= school.year.ends:
        return None
    changed = _changed(school, date)
    if changed is not None and changed.closed:
        return None
    if changed is not None and changed.bell is not None:
        return changed.bell
    return _week_bell(school, date)


def _week_bell(school: School, date: dt.date) -> str | None:
    name: str | None = getattr(school.week, date.strftime("%A").lower())
    return name


def _periods(school: School, date: dt.date) -> dict[str, Stretch]:
    name = _bell(school, date)
    for bell in school.bells:
        if bell.name == name:
            return {
                each.name: _not_inverted(wall(school, date, each.begins), wall(school, date, each.ends))
                for each in bell.periods
            }
    return {}


def _not_inverted(begins: dt.datetime, ends: dt.datetime) -> Stretch:
    """Where a skipped hour moved the begin past the end, nothing is left."""
    return begins, max(begins, ends)


def _bears(school: School, date: dt.date, tag: str) -> bool:
    changed = _changed(school, date)
    if changed is None:
        return False
    implied = changed.bell is not None and changed.bell != _week_bell(school, date)
    return tag in changed.tags or (tag == "changed routine" and implied)


def _school_day(periods: dict[str, Stretch]) -> Stretch:
    return min(begins for begins, _ in periods.values()), max(ends for _, ends in periods.values())


def _stretches(school: School, item: Accommodation, today: dt.date) -> list[Stretch]:
    """What of today this accommodation is about, lead included."""
    when, periods = item.when, _periods(school, today)
    lead = dt.timedelta(minutes=item.lead)
    named = [when.period] if when.period is not None else when.periods
    if named is not None:
        return [(periods[name][0] - lead, periods[name][1]) for name in named if name in periods]
    first, last = _school_day(periods)
    if when.begins is not None and when.ends is not None:
        begins, ends = _not_inverted(wall(school, today, when.begins), wall(school, today, when.ends))
        if max(begins, first) >= min(ends, last):
            return []
        return [(max(begins - lead, first), min(ends, last))]
    if when.tag is not None and not _bears(school, today, when.tag):
        return []
    return [(first, last)]


def _about(stretches: list[Stretch], instant: dt.datetime) -> Expected:
    in_order = sorted(stretches)
    for begins, ends in in_order:
        if begins <= instant < ends:
            return ("now", begins, ends)
    for begins, ends in in_order:
        if instant < begins:
            return ("next", begins, ends)
    return ("off", *in_order[-1]) if in_order else NOTHING


def _eve(school: School, plan: Plan, item: Accommodation, instant: dt.datetime, today: dt.date) -> Expected:
    tagged = _nearest(school, str(item.when.eve_of), today)
    if tagged is None or not _applies_on(plan, item, tagged):
        return NOTHING
    midnight = wall(school, tagged, dt.time())
    first = tagged - DAY
    while first >= school.year.begins and not _periods(school, first):
        first -= DAY
    if first < school.year.begins:
        first, bell = tagged - DAY, wall(school, tagged - DAY, dt.time())
    else:
        bell = _school_day(_periods(school, first))[0]
    if bell <= instant < midnight:
        return ("tonight", bell, midnight)
    return ("next", bell, midnight) if today == first else NOTHING


def _nearest(school: School, tag: str, today: dt.date) -> dt.date | None:
    year = school.year
    ahead = [each.date for each in school.days if each.date > today and year.begins <= each.date <= year.ends]
    return min((date for date in ahead if _bears(school, date, tag)), default=None)
