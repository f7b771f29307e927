"""The pretend school's clock, bells and calendar."""

import datetime as dt

import pytest

from kiosk.school.calendar import Moment
from kiosk.school.model import CHANGED_ROUTINE
from tests.demo.maple import calendar, maple, opening


def at(text: str) -> Moment:
    return calendar().moment(dt.datetime.fromisoformat(text).replace(tzinfo=calendar().zone))


def test_the_school_is_maple_street() -> None:
    school = maple().school
    assert (school.id, school.name, school.timezone) == (
        "maple",
        "Maple Street Elementary",
        "America/Los_Angeles",
    )
    assert (school.address, school.phone) == ("12 Maple Street, Springfield", "+1 541 555 0100")
    assert (school.year.begins, school.year.ends) == (dt.date(2026, 8, 31), dt.date(2027, 6, 11))
    assert (school.cards.link, school.cards.stock) == ("https://plans.maple.example", "avery-5371")


@pytest.mark.parametrize("time", ["11:40", "11:50"])
def test_period_4_runs_before_lunch(time: str) -> None:
    period = at(f"2026-11-23T{time}").period
    assert period
    assert period.name == "4"


def test_the_kiosk_opens_on_a_monday_ten_minutes_before_lunch() -> None:
    moment = opening()
    assert (moment.day.weekday, moment.day.bell) == ("monday", "regular")
    lunch = next(each for each in moment.day.periods if each.name == "lunch")
    assert lunch.span.begins - moment.instant == dt.timedelta(minutes=10)


def test_the_regular_day_goes_from_a_quarter_past_eight_to_five_to_three() -> None:
    day = calendar().day(dt.date(2026, 11, 23))
    assert day.span
    times = [calendar().local(each).time() for each in (day.span.begins, day.span.ends)]
    assert times == [dt.time(8, 15), dt.time(14, 55)]


def test_on_wednesdays_lunch_is_early_and_so_is_the_end() -> None:
    day = calendar().day(dt.date(2026, 11, 18))
    lunch = next(each for each in day.periods if each.name == "lunch")
    assert day.bell == "early release"
    assert calendar().local(lunch.span.begins).time() == dt.time(11, 10)
    assert day.span
    assert calendar().local(day.span.ends).time() == dt.time(12, 10)


def test_the_practice_test_is_a_changed_tuesday() -> None:
    day = calendar().day(dt.date(2027, 4, 13))
    assert (day.bell, day.note) == ("early release", "Practice test in the morning; lunch at 11:10.")
    assert day.tags == {"state testing", CHANGED_ROUTINE}


def test_there_is_no_school_on_the_holidays() -> None:
    closed = [
        "2026-09-07",
        "2026-11-11",
        "2026-11-26",
        "2026-11-27",
        "2026-12-21",
        "2027-01-01",
        "2027-05-31",
    ]
    days = [calendar().day(dt.date.fromisoformat(each)) for each in closed]
    assert not any(day.is_school for day in days)
    assert all(day.note for day in days)


def test_no_changed_day_falls_on_a_weekend() -> None:
    assert [day.date for day in maple().school.days if day.date.weekday() >= 5] == []


def test_a_school_year_has_about_180_days() -> None:
    year = maple().school.year
    dates = (year.begins + dt.timedelta(days=each) for each in range((year.ends - year.begins).days + 1))
    assert 175 <= sum(calendar().day(date).is_school for date in dates) <= 185
