"""Every hour of a year in four zones: one lunch dose a school day, whatever the clocks do."""

import datetime as dt
from collections import Counter

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from kiosk.medication.due import due
from kiosk.medication.model import DoseState
from kiosk.plans.model import Plan, When
from kiosk.school.calendar import Calendar
from kiosk.school.model import Bell, Period, School, SchoolYear, Week
from tests.made_school import maple
from tests.medication.making import item, plan

ZONES = ("America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu")
"""Two that change by an hour, one by half an hour, one never."""
FIRST = dt.datetime(2026, 8, 1, tzinfo=dt.UTC)
RANK = {state: place for place, state in enumerate(DoseState)}


def lunch() -> Plan:
    year = plan(item())
    return evolve(year, terms=evolve(year.terms, begins=dt.date(2026, 7, 1), ends=dt.date(2027, 9, 1)))


@pytest.mark.parametrize("zone", ZONES)
def test_every_hour_of_a_year_sees_one_lunch_dose_on_a_school_day_and_none_on_another(zone: str) -> None:
    calendar, plans = Calendar(evolve(maple(), timezone=zone)), [lunch()]
    seen: Counter[dt.date] = Counter()
    for hour in range(8_760):
        now = FIRST + dt.timedelta(hours=hour)
        moment = calendar.moment(now)
        found = due(plans, moment.date, calendar, (), now)
        assert len(found) == (1 if moment.day.is_school else 0)
        for dose in found:
            (bell,) = [each for each in moment.day.periods if each.name == "lunch"]
            assert (dose.date, dose.slot, dose.due) == (moment.date, "lunch", bell.span.begins)
            seen[moment.date] += 1
    assert len(seen) == 183, "41 weeks of weekdays less 22 closed days"
    assert set(seen.values()) <= {23, 24, 25}


def night_school(zone: str, begins: dt.time) -> School:
    """A school that is open every day of the year, with a period at any hour."""
    ends = dt.time(min(begins.hour + 1, 23), 59)
    bell = Bell("night", (Period("lunch", begins, ends),))
    everyday = Week(*["night"] * 7)
    year = SchoolYear(dt.date(2026, 8, 1), dt.date(2027, 7, 31))
    return evolve(maple(), timezone=zone, bells=(bell,), week=everyday, days=(), year=year)


@given(
    zone=st.sampled_from(ZONES),
    minute=st.integers(0, 24 * 60 - 1),
    date=st.dates(dt.date(2026, 8, 1), dt.date(2027, 7, 31)),
    early=st.integers(0, 120),
    late=st.integers(0, 120),
)
def test_a_dose_in_a_skipped_or_repeated_hour_is_one_dose_whose_state_only_moves_on(
    zone: str, minute: int, date: dt.date, early: int, late: int
) -> None:
    calendar = Calendar(night_school(zone, dt.time(minute // 60, minute % 60)))
    year = plan(item(when=When(period="lunch"), early=early, late=late))
    plans = [evolve(year, terms=evolve(year.terms, begins=date, ends=date))]
    midnight = calendar.instant(date, dt.time())
    states = []
    for step in range(-24, 24 * 6):
        (dose,) = due(plans, date, calendar, (), midnight + dt.timedelta(minutes=15 * step))
        assert (dose.slot, dose.date) == ("lunch", date)
        assert dose.opens
        assert dose.due
        assert dose.closes
        assert dose.opens <= dose.due <= dose.closes
        states.append(RANK[dose.state])
    assert states == sorted(states)
    assert states[-1] == RANK[DoseState.MISSED]


@pytest.mark.parametrize(
    ("zone", "date", "time", "due_at"),
    [
        ("America/Los_Angeles", dt.date(2026, 11, 1), dt.time(1, 30), "2026-11-01T08:30+00:00"),
        ("America/Los_Angeles", dt.date(2027, 3, 14), dt.time(2, 30), "2027-03-14T10:30+00:00"),
        ("Australia/Lord_Howe", dt.date(2027, 4, 4), dt.time(1, 45), "2027-04-03T14:45+00:00"),
        ("Australia/Lord_Howe", dt.date(2026, 10, 4), dt.time(2, 15), "2026-10-03T15:45+00:00"),
    ],
    ids=["repeated hour", "skipped hour", "repeated half hour", "skipped half hour"],
)
def test_a_bell_in_the_repeated_hour_rings_the_first_time_and_in_the_skipped_hour_forward(
    zone: str, date: dt.date, time: dt.time, due_at: str
) -> None:
    calendar = Calendar(night_school(zone, time))
    (dose,) = due([plan(item())], date, calendar, (), calendar.instant(date, dt.time()))
    assert dose.due == dt.datetime.fromisoformat(due_at)
