"""The doses of a date: by the bells of that day, with the window of each and what became of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from attrs import frozen

from kiosk.medication.model import Dose, DoseEntry, DoseState, Ordered, OrderKey, standing
from kiosk.medication.orders import orders
from kiosk.medication.outcomes import Again
from kiosk.plans.model import Accommodation, Plan
from kiosk.school.calendar import Calendar, Day, Span
from kiosk.school.words import clock

_Slots = Mapping[tuple[OrderKey, str], Sequence[DoseEntry]]


@frozen
class _Bell:
    """A slot of an order on one date, and when it is due."""

    slot: str
    due: dt.datetime


def due(
    plans: Iterable[Plan],
    date: dt.date,
    calendar: Calendar,
    entries: Iterable[DoseEntry],
    now: dt.datetime,
) -> tuple[Dose, ...]:
    """The scheduled doses of a date, by bell; `plans` are those in force on it, PRN orders have no bell."""
    day = calendar.day(date)
    if day.span is None:
        return ()
    known = by_slot(entries, date)
    found = [
        _dose(each, bell, day.span, date, tuple(known.get((each.key, bell.slot), ())), now)
        for each in orders(plans, date, calendar.school.year)
        for bell in _bells(each.item, day, day.span, calendar)
        if not each.order.prn
    ]
    return tuple(sorted(found, key=lambda each: (each.due, each.ordered.key)))


def as_needed(
    plans: Iterable[Plan], date: dt.date, calendar: Calendar, entries: Iterable[DoseEntry]
) -> tuple[Dose, ...]:
    """The doses of each PRN order on a date: those with entries, and last the next; a slot is a number."""
    day, known = calendar.day(date), by_slot(entries, date)
    prn = [each for each in orders(plans, date, calendar.school.year) if each.order.prn]
    mine = [each for each in prn if _is_of_this_day(each.item, day)]
    return tuple(dose for each in sorted(mine, key=_by_key) for dose in _numbered(each, date, known))


def at_home(ordered: Ordered, at: dt.datetime, calendar: Calendar, entries: Iterable[DoseEntry]) -> Dose:
    """A dose beside those of the school day, known by its minute: told twice, it is one."""
    local = calendar.local(at)
    slot = f"home {clock(local)}"
    known = tuple(by_slot(entries, local.date()).get((ordered.key, slot), ()))
    state = DoseState.RECORDED if standing(known) else DoseState.DUE
    return Dose(ordered, local.date(), slot, state, entries=known)


def by_slot(entries: Iterable[DoseEntry], date: dt.date) -> _Slots:
    """The entries of a date by order and slot, the first attempt first."""
    found: defaultdict[tuple[OrderKey, str], list[DoseEntry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda each: each.attempt):
        if entry.date == date:
            found[entry.key, entry.slot].append(entry)
    return found


def _dose(
    ordered: Ordered,
    bell: _Bell,
    school: Span,
    date: dt.date,
    entries: tuple[DoseEntry, ...],
    now: dt.datetime,
) -> Dose:
    opens = bell.due - dt.timedelta(minutes=ordered.order.early)
    closes = bell.due + dt.timedelta(minutes=ordered.order.late)
    state = DoseState.RECORDED if standing(entries) else _state(opens, closes, school.ends, now)
    return Dose(ordered, date, bell.slot, state, bell.due, opens, closes, school.ends, entries)


def _state(opens: dt.datetime, closes: dt.datetime, ends: dt.datetime, now: dt.datetime) -> DoseState:
    if now < opens:
        return DoseState.LATER
    if now < closes:
        return DoseState.DUE
    return DoseState.LATE if now < ends else DoseState.MISSED


def _bells(item: Accommodation, day: Day, school: Span, calendar: Calendar) -> Iterator[_Bell]:
    """When an order is due on a day with school: each of its periods that rings, or its time."""
    when = item.when
    if not _is_of_this_day(item, day):
        return
    for period in day.periods:
        if period.name in when.named_periods:
            yield _Bell(period.name, period.span.begins)
    if when.begins is not None and when.ends is not None:
        window = calendar.span(day.date, when.begins, when.ends)
        first = max(window.begins, school.begins)
        if first < min(window.ends, school.ends):
            yield _Bell(clock(when.begins), first)


def _is_of_this_day(item: Accommodation, day: Day) -> bool:
    when = item.when
    has_tag = when.tag is None or when.tag in day.tags
    return has_tag and (not when.weekdays or day.weekday in when.weekdays)


def _numbered(ordered: Ordered, date: dt.date, known: _Slots) -> Iterator[Dose]:
    """The numbers of the day up to the first of which no outcome stands that ends it."""
    for number in count(1):
        entries = tuple(known.get((ordered.key, str(number)), ()))
        state = DoseState.RECORDED if standing(entries) else DoseState.DUE
        yield Dose(ordered, date, str(number), state, entries=entries)
        if not _is_over(entries):
            return


def _by_key(ordered: Ordered) -> OrderKey:
    return ordered.key


def _is_over(entries: Sequence[DoseEntry]) -> bool:
    last = standing(entries)
    return last is not None and last.again is not Again.YES
