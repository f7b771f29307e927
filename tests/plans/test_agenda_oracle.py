"""The agenda against a slow re-statement of the contract, over made-up schools, plans and instants."""

import datetime as dt
from zoneinfo import ZoneInfo

from attrs import evolve
from hypothesis import event, given, settings
from hypothesis import strategies as st

from kiosk.plans.agenda import agenda
from kiosk.plans.model import Accommodation, Kind, Plan, PlanKind, StudentEntry, Terms, When
from kiosk.school.calendar import Calendar
from kiosk.school.model import Bell, ChangedDay, Period, School, SchoolYear, Week, Weekday
from tests.plans.oracle import expected, wall

ZONES = ("America/Los_Angeles", "Australia/Lord_Howe", "America/Santiago", "Europe/Dublin", "Asia/Kolkata")
PERIODS = ("1", "2", "lunch", "4")
BELLS = ("regular", "early release", "night")
TAGS = ("changed routine", "state testing", "picture day")
NEAR = {  # a fortnight around each change of the clocks, where mistakes live
    "America/Los_Angeles": (dt.date(2026, 10, 28), dt.date(2027, 3, 10)),
    "Australia/Lord_Howe": (dt.date(2026, 9, 30), dt.date(2027, 3, 31)),
    "America/Santiago": (dt.date(2026, 9, 2), dt.date(2027, 3, 31)),
    "Europe/Dublin": (dt.date(2026, 10, 21), dt.date(2027, 3, 24)),
    "Asia/Kolkata": (dt.date(2026, 12, 20), dt.date(2027, 4, 1)),
}
clock_times = st.integers(0, 24 * 12 - 1).map(lambda each: dt.time(each // 12, each % 12 * 5))


@st.composite
def bells(draw: st.DrawFn, name: str) -> Bell:
    times = sorted(draw(st.lists(clock_times, min_size=2, max_size=8, unique=True)))
    names = draw(st.permutations(PERIODS))
    pairs = zip(times[::2], times[1::2], strict=False)
    return Bell(name, tuple(Period(each, *pair) for each, pair in zip(names, pairs, strict=False)))


@st.composite
def schools(draw: st.DrawFn) -> School:
    zone = draw(st.sampled_from(ZONES))
    begins = draw(st.sampled_from(NEAR[zone])) + dt.timedelta(days=draw(st.integers(-1, 3)))
    year = SchoolYear(begins, begins + dt.timedelta(days=draw(st.integers(3, 18))))
    dates = st.integers(0, (year.ends - year.begins).days).map(lambda each: begins + dt.timedelta(days=each))
    days = draw(st.lists(changed_days(dates), max_size=8, unique_by=lambda each: each.date))
    bell_names = st.sampled_from((*BELLS, None))
    week = Week(*(draw(bell_names) for _ in Weekday))
    all_bells = tuple(draw(bells(name)) for name in BELLS)
    return School("maple", "Maple", zone, year, bells=all_bells, week=week, days=tuple(days))


@st.composite
def changed_days(draw: st.DrawFn, dates: st.SearchStrategy[dt.date]) -> ChangedDay:
    closed = draw(st.booleans())
    bell = None if closed else draw(st.sampled_from((*BELLS, None)))
    tags = draw(st.lists(st.sampled_from(TAGS), max_size=2, unique=True))
    return ChangedDay(draw(dates), bell, closed, tuple(tags), draw(st.sampled_from(("", "Snow."))))


@st.composite
def whens(draw: st.DrawFn) -> When:
    weekdays = draw(st.none() | st.lists(st.sampled_from(list(Weekday)), min_size=1, max_size=5).map(tuple))
    form = draw(st.sampled_from(("none", "period", "periods", "window", "tag", "eve", "eve", "trigger")))
    base = When(weekdays=weekdays)
    match form:
        case "period":
            return evolve(base, period=draw(st.sampled_from(PERIODS)))
        case "periods":
            named = draw(st.lists(st.sampled_from(PERIODS), min_size=1, max_size=4))
            return evolve(base, periods=tuple(named))
        case "window":
            begins, ends = sorted(draw(st.lists(clock_times, min_size=2, max_size=2, unique=True)))
            return evolve(base, begins=begins, ends=ends)
        case "tag":
            return evolve(base, tag=draw(st.sampled_from(TAGS)))
        case "eve":
            return evolve(base, eve_of=draw(st.sampled_from(TAGS)))
        case "trigger":
            return evolve(base, trigger="says he will hurt himself")
        case _:
            return base


def dates_within(begins: dt.date, ends: dt.date) -> st.SearchStrategy[dt.date]:
    return st.dates(begins, ends)


@st.composite
def plans(draw: st.DrawFn, year: SchoolYear) -> Plan:
    around = (year.begins - dt.timedelta(days=3), year.ends + dt.timedelta(days=3))
    begins, ends = sorted((draw(st.dates(*around)), draw(st.dates(*around))))
    if draw(st.booleans()):
        begins, ends = around
    items = []
    for index in range(draw(st.integers(1, 4))):
        when = draw(whens())
        narrow = draw(st.booleans()) and draw(st.booleans())
        first, last = sorted((draw(st.dates(begins, ends)), draw(st.dates(begins, ends))))
        items.append(
            Accommodation(
                id=str(index),
                kind=Kind.MOVEMENT,
                text="May pace.",
                when=when,
                lead=draw(st.sampled_from((0, 5, 30, 600))) if when.is_timed else 0,
                by=draw(st.none() | clock_times) if when.eve_of else None,
                begins=first if narrow else None,
                ends=last if narrow and draw(st.booleans()) else None,
            )
        )
    return Plan(StudentEntry("1"), Terms(PlanKind.SECTION_504, begins, ends), tuple(items))


@st.composite
def instants(draw: st.DrawFn, school: School, plan: Plan) -> dt.datetime:
    """Any minute, but more often the very begin or end of something, or a microsecond to either side."""
    date = draw(st.dates(school.year.begins - dt.timedelta(days=2), school.year.ends + dt.timedelta(days=2)))
    times = {time for bell in school.bells for each in bell.periods for time in (each.begins, each.ends)}
    asked = {time for item in plan.accommodations for time in (item.when.begins, item.when.ends) if time}
    leads = {item.lead for item in plan.accommodations}
    time = draw(st.sampled_from(sorted({dt.time(), *times, *asked})) | clock_times)
    moved = draw(st.sampled_from([0, 0, *(-lead for lead in sorted(leads))]))
    aside = draw(st.sampled_from((-1, 0, 0, 1)))
    return wall(school, date, time) + dt.timedelta(minutes=moved, microseconds=aside)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_the_agenda_says_what_the_contract_says(data: st.DataObject) -> None:
    school = data.draw(schools())
    plan = data.draw(plans(school.year))
    calendar = Calendar(school)
    for _ in range(6):
        instant = data.draw(instants(school, plan))
        for item in agenda([plan], calendar.moment(instant)):
            said = (
                item.state.value,
                item.span and item.span.begins,
                item.span and item.span.ends,
            )
            local = instant.astimezone(ZoneInfo(school.timezone))
            assert said == expected(school, plan, item.accommodation, instant), (item, local)
            assert_is_a_sentence(item.why)
            event(f"{item.state.value}")


def assert_is_a_sentence(why: str) -> None:
    assert why.endswith("."), why
    assert not why.endswith(".."), why
    assert why[0].isupper(), why
    assert ". " not in why, why
    assert "None" not in why, why
    assert "\n" not in why, why


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_agenda_runs_now_next_if_tonight_off_and_then_by_begin(data: st.DataObject) -> None:
    school = data.draw(schools())
    plan = data.draw(plans(school.year))
    items = agenda([plan], Calendar(school).moment(data.draw(instants(school, plan))))
    order = ["now", "next", "if", "tonight", "off"]
    never = dt.datetime.max.replace(tzinfo=dt.UTC)
    keys = [
        (
            order.index(item.state),
            item.span.begins if item.span else never,
            plan.accommodations.index(item.accommodation),
        )
        for item in items
    ]
    assert keys == sorted(keys)
    assert len(items) == len(plan.accommodations)
