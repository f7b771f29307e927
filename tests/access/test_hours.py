"""When a day pass opens something, and what it says when it does not."""

import datetime as dt

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from kiosk.access import hours
from kiosk.records.passes import DayPass
from kiosk.school.calendar import Calendar
from tests.made_school import clock_time, maple

MAPLE = Calendar(maple())
REGULAR = ("1", "2", "3", "4", "lunch", "5", "6")


def at(said: str) -> dt.datetime:
    """A time on Monday 23 November 2026."""
    return clock_time(MAPLE, f"2026-11-23T{said}")


def a_pass(*periods: str, until: str = "14:30") -> DayPass:
    """A pass of that Monday, made at seven; for the whole day where no period is named."""
    return DayPass("p", dt.date(2026, 11, 23), ("12",), periods or None, at("07:00"), at(until))


def opens(held: DayPass) -> list[str]:
    """When it opens something, as `08:00-09:05`."""
    local = [
        [f"{MAPLE.local(each):%H:%M}" for each in (span.begins, span.ends)]
        for span in hours.spans(held, MAPLE)
    ]
    return ["-".join(each) for each in local]


@pytest.mark.parametrize(
    ("periods", "until", "expected"),
    [
        ((), "14:30", ["00:00-14:30"]),
        (("1",), "14:30", ["08:00-09:05"]),
        (("2", "1"), "14:30", ["08:00-10:00"]),
        (("1", "5"), "14:30", ["08:00-09:05", "12:30-13:35"]),
        (("1", "3", "lunch", "5"), "14:30", ["08:00-09:05", "09:50-10:55", "11:45-13:35"]),
        (REGULAR, "14:30", ["08:00-14:30"]),
        (("1", "5"), "13:00", ["08:00-09:05", "12:30-13:00"]),
        (("1", "5"), "12:00", ["08:00-09:05"]),
        (("7",), "14:30", []),
    ],
)
def test_a_pass_for_periods_opens_a_quarter_of_an_hour_before_each_and_shuts_when_it_ends(
    periods: tuple[str, ...], until: str, expected: list[str]
) -> None:
    assert opens(a_pass(*periods, until=until)) == expected


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("07:59", "This day pass opens at 08:00, before its next period."),
        ("08:00", ""),
        ("09:04", ""),
        ("09:05", "This day pass opens at 12:30, before its next period."),
        ("12:29", "This day pass opens at 12:30, before its next period."),
        ("12:30", ""),
        ("13:35", "This day pass ended at 13:35. Ask the office if you need another."),
    ],
)
def test_a_pass_that_is_shut_says_when_it_opens_or_that_it_ended(said: str, why: str) -> None:
    held = a_pass("1", "5")
    assert hours.why_shut(held, MAPLE, at(said)) == why
    assert (hours.open_until(held, MAPLE, at(said)) is None) is bool(why)


def test_a_pass_says_whether_it_was_ended_or_was_for_another_day() -> None:
    ended = evolve(a_pass(), revoked=at("08:00"))
    assert (
        hours.why_shut(ended, MAPLE, at("09:00")) == "The office ended this day pass. Ask there for another."
    )
    tomorrow = clock_time(MAPLE, "2026-11-24T09:00")
    said = "This day pass was for Monday 23 November. Ask the office for one for today."
    assert hours.why_shut(a_pass(until="23:59"), MAPLE, tomorrow) == said


def test_periods_that_todays_bell_lacks_open_nothing() -> None:
    assert hours.why_shut(a_pass("7"), MAPLE, at("10:00")).startswith("This day pass ended at 14:30.")


@given(st.sets(st.sampled_from(REGULAR), min_size=1), st.integers(0, 24 * 60 - 1))
def test_a_pass_opens_nothing_outside_its_periods_and_the_quarter_of_an_hour_before(
    names: set[str], minute: int
) -> None:
    now = at(f"{minute // 60:02}:{minute % 60:02}")
    mine = [each.span for each in MAPLE.day(dt.date(2026, 11, 23)).periods if each.name in names]
    inside = any(each.begins - dt.timedelta(minutes=15) <= now < each.ends for each in mine)
    assert (hours.why_shut(a_pass(*names), MAPLE, now) == "") is inside
