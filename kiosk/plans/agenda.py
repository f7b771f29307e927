"""What applies at a moment, and why: the heart of the kiosk. Pure, total, and fast enough for a board."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from attrs import frozen

from kiosk.plans import why
from kiosk.plans.model import Accommodation, Plan, PlanKind, Terms
from kiosk.plans.pronouns import Pronouns
from kiosk.school.calendar import Day, Moment, PeriodToday, Span


class State(StrEnum):
    """Whether something applies; the order is the order of the agenda."""

    NOW = "now"
    NEXT = "next"
    IF = "if"
    TONIGHT = "tonight"
    OFF = "off"


_ORDER = {state: place for place, state in enumerate(State)}
_LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


@frozen
class Verdict:
    """A state, the occurrence that it is about where there is one, and a sentence that says why."""

    state: State
    why: str
    span: Span | None = None


@frozen
class Item:
    """An accommodation with what the moment makes of it."""

    plan: PlanKind
    accommodation: Accommodation
    state: State
    span: Span | None
    why: str


def agenda(plans: Iterable[Plan], moment: Moment, who: Pronouns = Pronouns()) -> tuple[Item, ...]:
    """Every accommodation of the plans with its state: now, next, if, tonight, off; then by begin."""
    items = [
        Item(plan.kind, each, verdict.state, verdict.span, verdict.why)
        for plan in plans
        for each in plan.accommodations
        for verdict in (judge(each, plan.terms, moment, who),)
    ]
    return tuple(sorted(items, key=_rank))


def _rank(item: Item) -> tuple[int, dt.datetime]:
    return _ORDER[item.state], item.span.begins if item.span else _LAST


def judge(item: Accommodation, terms: Terms, moment: Moment, who: Pronouns) -> Verdict:
    """What the moment makes of one accommodation."""
    when, day = item.when, moment.day
    if outside := why.outside_dates(item, terms, day.date):
        return Verdict(State.OFF, outside)
    if when.weekdays and day.weekday not in when.weekdays:
        return Verdict(State.OFF, why.other_weekdays(when.weekdays, day))
    if when.trigger is not None:
        return Verdict(State.IF, why.trigger(when.trigger, who))
    if when.eve_of is not None:
        return _eve(item, when.eve_of, terms, moment)
    if day.span is None:
        return Verdict(State.OFF, why.no_school(day, moment.calendar.school.year))
    if when.tag is not None and when.tag not in day.tags:
        ahead = moment.calendar.next_date(when.tag, day.date)
        return Verdict(State.OFF, why.untagged(when.tag, ahead))
    if when.named_periods:
        return _periods(item, moment, who)
    if when.begins is not None and when.ends is not None:
        return _window(item, when.begins, when.ends, moment, day.span, who)
    state = _state(day.span, moment.instant)
    return Verdict(state, why.all_day(state, day.span, when.tag, moment.calendar), day.span)


def _state(span: Span, instant: dt.datetime) -> State:
    if instant < span.begins:
        return State.NEXT
    return State.NOW if instant < span.ends else State.OFF


def _periods(item: Accommodation, moment: Moment, who: Pronouns) -> Verdict:
    today = [each for each in moment.day.periods if each.name in item.when.named_periods]
    if not today:
        return Verdict(State.OFF, why.no_such_period(item.when.named_periods, moment.day))
    spans = [_with_lead(each.span, item.lead) for each in today]
    chosen = next((index for index, span in enumerate(spans) if moment.instant < span.ends), -1)
    return _period_verdict(item, today[chosen], spans[chosen], moment, who)


def _period_verdict(
    item: Accommodation, period: PeriodToday, span: Span, moment: Moment, who: Pronouns
) -> Verdict:
    state = _state(span, moment.instant)
    goes = span.begins if item.lead else None
    return Verdict(state, why.period(state, period, goes, moment, who), span)


def _with_lead(span: Span, minutes: int) -> Span:
    return Span(span.begins - dt.timedelta(minutes=minutes), span.ends) if minutes else span


def _window(
    item: Accommodation, begins: dt.time, ends: dt.time, moment: Moment, school: Span, who: Pronouns
) -> Verdict:
    calendar, date = moment.calendar, moment.date
    window = calendar.span(date, begins, ends)
    cut = Span(max(window.begins, school.begins), min(window.ends, school.ends))
    if cut.begins >= cut.ends:
        return Verdict(State.OFF, why.outside_school_day(window, school, calendar))
    led = _with_lead(window, item.lead)
    span = Span(max(led.begins, school.begins), cut.ends)
    state = _state(span, moment.instant)
    goes = span.begins if item.lead and span.begins < cut.begins else None
    return Verdict(state, why.window(state, cut, window, goes, moment, who), span)


def _eve(item: Accommodation, tag: str, terms: Terms, moment: Moment) -> Verdict:
    """The last school day before the nearest tagged day, from its first bell, until that day begins."""
    calendar = moment.calendar
    date = calendar.next_date(tag, moment.date)
    if date is None:
        return Verdict(State.OFF, why.no_tagged_day(tag))
    tagged = calendar.day(date)
    if date > min(terms.ends, item.ends or terms.ends):
        return Verdict(State.OFF, why.tagged_too_late(tag, tagged, terms, item))
    first = calendar.last_school_day_before(date) or calendar.day(date - dt.timedelta(days=1))
    span = Span(_first_bell(first, moment), calendar.instant(date, dt.time()))
    state = _eve_state(span, first, moment)
    sentence = why.eve(tag, tagged, first, span, item.by, moment, waiting=state is not State.TONIGHT)
    return Verdict(state, sentence, None if state is State.OFF else span)


def _first_bell(day: Day, moment: Moment) -> dt.datetime:
    return day.span.begins if day.span else moment.calendar.instant(day.date, dt.time())


def _eve_state(span: Span, first: Day, moment: Moment) -> State:
    if span.holds(moment.instant):
        return State.TONIGHT
    return State.NEXT if moment.date == first.date else State.OFF
