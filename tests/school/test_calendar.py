"""The school's clock: what the calendar makes of every date and every instant."""

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.school.calendar import Calendar, Moment, Span
from kiosk.school.model import CHANGED_ROUTINE, Bell, ChangedDay, Period, School, Week, Weekday
from kiosk.school.words import clock, day_name, listed, long_date
from tests.made_school import clock_time, maple, moment

ZONES = ("America/Los_Angeles", "America/Santiago", "Australia/Lord_Howe", "Europe/Dublin")
MINUTE = dt.timedelta(minutes=1)
INSTANT = dt.timedelta(microseconds=1)


def with_days(*days: ChangedDay) -> School:
    return evolve(maple(), days=days)


def period_at(said: str, school: School | None = None) -> str | None:
    period = moment(said, school).period
    return period.name if period else None


def assert_holds_together(seen: Moment, school: School) -> None:
    """What must be true of any moment whatever."""
    zone = ZoneInfo(school.timezone)
    assert seen.local == seen.instant.astimezone(zone)
    assert seen.day.date == seen.date == seen.local.date()
    assert seen.day.weekday is list(Weekday)[seen.date.weekday()]
    assert seen.day.in_year == (school.year.begins <= seen.date <= school.year.ends)
    assert seen.day.is_school == bool(seen.day.periods)
    if seen.day.span is None:
        assert seen.day.bell is None
        return
    assert seen.day.in_year
    spans = [each.span for each in seen.day.periods]
    assert seen.day.span == Span(min(each.begins for each in spans), max(each.ends for each in spans))
    assert all(before.ends <= after.begins for before, after in pairwise(spans))
    running = [each for each in seen.day.periods if each.span.begins <= seen.instant < each.span.ends]
    assert ([seen.period] if seen.period else []) == running


@pytest.mark.parametrize("zone", ZONES)
def test_every_hour_of_the_year_is_a_moment_in_every_zone(zone: str) -> None:
    school = evolve(maple(), timezone=zone)
    calendar, lunches = Calendar(school), set()
    first = dt.datetime(2026, 8, 1, 0, 20, tzinfo=dt.UTC)
    for hour in range(366 * 24):
        seen = calendar.moment(first + hour * dt.timedelta(hours=1))
        assert_holds_together(seen, school)
        if seen.day.is_school:
            (lunch,) = [each for each in seen.day.periods if each.name == "lunch"]
            begins = lunch.span.begins.astimezone(ZoneInfo(zone))
            assert clock(begins) == ("12:00" if seen.day.bell == "regular" else "11:10")
            lunches.add(lunch.span)
    school_days = {date for date in _dates(school) if calendar.day(date).is_school}
    assert len(lunches) == len(school_days) > 170


def _dates(school: School) -> list[dt.date]:
    days = (school.year.ends - school.year.begins).days + 1
    return [school.year.begins + dt.timedelta(days=each) for each in range(days)]


@settings(max_examples=300, deadline=None)
@given(
    st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001
    st.sampled_from((*ZONES, "Asia/Kolkata", "Pacific/Apia", "Africa/Casablanca", "UTC")),
)
def test_every_instant_of_a_century_is_a_moment(instant: dt.datetime, zone: str) -> None:
    school = evolve(maple(), timezone=zone)
    assert_holds_together(Calendar(school).moment(instant), school)


# --- the clocks change --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "said", "utc"),
    [
        ("America/Los_Angeles", "2026-11-01T01:30", "2026-11-01T08:30"),
        ("America/Los_Angeles", "2026-11-01T02:00", "2026-11-01T10:00"),
        ("Australia/Lord_Howe", "2027-04-04T01:45", "2027-04-03T14:45"),
        ("Australia/Lord_Howe", "2027-04-04T02:00", "2027-04-03T15:30"),
        ("Europe/Dublin", "2026-10-25T01:30", "2026-10-25T00:30"),
    ],
)
def test_in_the_repeated_hour_the_first_is_meant(zone: str, said: str, utc: str) -> None:
    instant = clock_time(Calendar(evolve(maple(), timezone=zone)), said)
    assert instant == dt.datetime.fromisoformat(f"{utc}+00:00")


@pytest.mark.parametrize(
    ("zone", "said", "local"),
    [
        ("America/Los_Angeles", "2027-03-14T02:30", "2027-03-14T03:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-04T02:45"),
        ("America/Santiago", "2026-09-06T00:00", "2026-09-06T01:00"),
    ],
)
def test_in_the_skipped_hour_the_clock_goes_forward(zone: str, said: str, local: str) -> None:
    calendar = Calendar(evolve(maple(), timezone=zone))
    instant = clock_time(calendar, said)
    assert calendar.local(instant).replace(tzinfo=None) == dt.datetime.fromisoformat(local)


def test_a_period_of_the_repeated_hour_lasts_through_both() -> None:
    night = Bell("night", (Period("watch", dt.time(0, 30), dt.time(2)),))
    school = evolve(maple(), bells=(night,), week=Week(sunday="night"), days=())
    (watch,) = Calendar(school).day(dt.date(2026, 11, 1)).periods
    assert watch.span.ends - watch.span.begins == dt.timedelta(hours=2, minutes=30)


def test_a_period_that_the_skipped_hour_swallows_is_empty_and_not_inside_out() -> None:
    night = Bell("night", (Period("watch", dt.time(2, 30), dt.time(3, 10)),))
    school = evolve(maple(), bells=(night,), week=Week(sunday="night"), days=())
    (watch,) = Calendar(school).day(dt.date(2027, 3, 14)).periods
    assert watch.span.begins == watch.span.ends


def test_lunch_is_at_noon_on_the_days_around_the_change() -> None:
    calendar = Calendar(maple())
    for date in (dt.date(2026, 10, 30), dt.date(2026, 11, 2), dt.date(2027, 3, 12), dt.date(2027, 3, 15)):
        assert clock(calendar.local(calendar.day(date).periods[4].span.begins)) == "12:00"


# --- the bell --------------------------------------------------------------------------------------


def test_lunch_follows_the_bell_on_an_early_release_day() -> None:
    assert period_at("2026-11-23T11:10") == "4"
    assert period_at("2026-11-23T12:00") == "lunch"
    assert period_at("2026-11-25T11:10") == "lunch"
    assert period_at("2026-11-25T12:20") is None


@pytest.mark.parametrize("bell", range(2))
def test_every_period_includes_its_begin_and_excludes_its_end(bell: int) -> None:
    school = maple()
    calendar = Calendar(school)
    date = (dt.date(2026, 11, 23), dt.date(2026, 11, 25))[bell]
    for each in school.bells[bell].periods:
        begins, ends = calendar.instant(date, each.begins), calendar.instant(date, each.ends)
        seen = [calendar.moment(at).period for at in (begins - INSTANT, begins, ends - INSTANT, ends)]
        assert [one.name if one else None for one in seen] == [None, each.name, each.name, None]


def test_a_period_that_follows_at_once_begins_where_the_one_before_ends() -> None:
    bell = Bell("x", (Period("b", dt.time(9), dt.time(10)), Period("a", dt.time(8), dt.time(9))))
    school = evolve(maple(), bells=(bell,), week=Week(monday="x"), days=())
    assert [each.name for each in moment("2026-11-23T08:00", school).day.periods] == ["a", "b"]
    assert period_at("2026-11-23T09:00", school) == "b"


def test_before_between_and_after_the_bells_no_period_runs() -> None:
    assert [period_at(f"2026-11-23T{at}") for at in ("00:00", "08:14", "09:07", "14:30", "23:59")] == [
        None
    ] * 5


def test_a_school_day_runs_from_the_first_bell_to_the_last() -> None:
    span = moment("2026-11-23T11:40").day.span
    assert span is not None
    calendar = Calendar(maple())
    assert (clock(calendar.local(span.begins)), clock(calendar.local(span.ends))) == ("08:15", "14:30")


@pytest.mark.parametrize("date", ["2026-09-07", "2026-11-26", "2026-12-25", "2027-02-15", "2026-11-28"])
def test_a_closed_day_and_a_weekend_have_no_school(date: str) -> None:
    day = moment(f"{date}T10:00").day
    assert (day.is_school, day.bell, day.periods, day.in_year) == (False, None, (), True)


@pytest.mark.parametrize("date", ["2026-08-30", "2027-06-12", "2026-07-15", "2027-07-15", "1999-01-04"])
def test_there_is_no_school_outside_the_year(date: str) -> None:
    day = moment(f"{date}T10:00").day
    assert (day.is_school, day.in_year) == (False, False)


def test_the_first_and_the_last_day_of_the_year_are_school_days() -> None:
    assert moment("2026-08-31T10:00").day.is_school
    assert moment("2027-06-11T10:00").day.is_school


def test_a_saturday_has_school_where_a_day_gives_it_a_bell() -> None:
    school = with_days(ChangedDay(dt.date(2026, 11, 28), bell="regular"))
    assert period_at("2026-11-28T12:00", school) == "lunch"
    assert moment("2026-11-28T12:00", school).day.tags == {CHANGED_ROUTINE}


# --- tags ------------------------------------------------------------------------------------------


def test_a_day_of_another_bell_bears_changed_routine_without_saying_so() -> None:
    assert moment("2027-01-25T10:00").day.tags == {CHANGED_ROUTINE}
    assert moment("2027-04-13T10:00").day.tags == {CHANGED_ROUTINE, "state testing"}


def test_a_wednesday_of_its_own_bell_is_no_change() -> None:
    assert moment("2026-11-25T10:00").day.tags == frozenset()
    school = with_days(ChangedDay(dt.date(2026, 11, 25), bell="early release", note="As always."))
    assert moment("2026-11-25T10:00", school).day.tags == frozenset()


def test_a_closed_day_is_a_change_only_if_it_says_so() -> None:
    thanksgiving = dt.date(2026, 11, 26)
    assert moment("2026-11-26T10:00").day.tags == frozenset()
    school = with_days(ChangedDay(thanksgiving, closed=True, tags=(CHANGED_ROUTINE,)))
    assert moment("2026-11-26T10:00", school).day.tags == {CHANGED_ROUTINE}


def test_the_next_day_of_a_tag_is_the_first_after_the_date() -> None:
    calendar = Calendar(maple())
    assert calendar.next_date(CHANGED_ROUTINE, dt.date(2026, 8, 31)) == dt.date(2027, 1, 25)
    assert calendar.next_date(CHANGED_ROUTINE, dt.date(2027, 1, 25)) == dt.date(2027, 4, 13)
    assert calendar.next_date("state testing", dt.date(2027, 4, 12)) == dt.date(2027, 4, 13)
    assert calendar.next_date("state testing", dt.date(2027, 4, 13)) is None
    assert calendar.next_date("field trip", dt.date(2026, 8, 31)) is None


@pytest.mark.parametrize(
    ("before", "last"),
    [
        ("2026-11-25", "2026-11-24"),
        ("2027-01-25", "2027-01-22"),
        ("2027-01-04", "2026-12-18"),
        ("2026-11-30", "2026-11-25"),
        ("2027-08-31", "2027-06-11"),
    ],
)
def test_the_last_school_day_before_a_date_lies_across_weekends_and_vacations(before: str, last: str) -> None:
    day = Calendar(maple()).last_school_day_before(dt.date.fromisoformat(before))
    assert day is not None
    assert day.date == dt.date.fromisoformat(last)


@pytest.mark.parametrize("before", ["2026-08-31", "2026-08-01", "1999-01-01"])
def test_before_the_first_day_there_is_no_school_day_this_year(before: str) -> None:
    assert Calendar(maple()).last_school_day_before(dt.date.fromisoformat(before)) is None


def test_the_usual_time_of_a_period_is_that_of_most_weekdays() -> None:
    assert Calendar(maple()).usual_begins["lunch"] == dt.time(12)
    assert Calendar(evolve(maple(), week=Week())).usual_begins == {}


# --- words -----------------------------------------------------------------------------------------


def test_dates_and_times_are_said_as_people_say_them() -> None:
    date = dt.date(2027, 4, 13)
    assert (clock(dt.time(8, 5)), long_date(date), day_name(date)) == (
        "08:05",
        "13 April 2027",
        "Tuesday 13 April",
    )
    assert [listed(["1"]), listed(["1", "2"]), listed(["1", "2", "5"], "or")] == ["1", "1 and 2", "1, 2 or 5"]
