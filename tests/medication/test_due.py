"""What is due at which bell, and where it stands."""

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

from kiosk.medication.due import as_needed
from kiosk.medication.model import DoseState
from kiosk.medication.outcomes import Outcome
from kiosk.plans.model import PlanKind, When
from kiosk.school.model import ChangedDay, Weekday
from tests.made_school import blake, maple
from tests.medication.making import CALENDAR, MONDAY, at, doses, entry, item, ordered, plan, prn

LUNCH = plan(item())


def states(now: str, *entries: tuple[str, Outcome]) -> list[DoseState]:
    made = [entry(said, outcome, attempt=place) for place, (said, outcome) in enumerate(entries, 1)]
    return [each.state for each in doses(LUNCH, now=now, entries=made)]


def test_a_dose_is_due_at_the_bell_and_not_when_the_child_is_sent() -> None:
    (dose,) = doses(blake(), now="08:00")
    assert (dose.slot, dose.due) == ("lunch", at("12:00"))
    assert (dose.opens, dose.closes, dose.ends) == (at("11:30"), at("12:30"), at("14:30"))


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("00:00", "later"), ("11:29:59", "later"), ("11:30", "due"), ("12:29:59", "due"), ("12:30", "late"),
        ("14:29:59", "late"), ("14:30", "missed"), ("23:59", "missed"),
    ],
)  # fmt: skip
def test_a_dose_is_later_then_due_then_late_until_the_last_bell_and_then_missed(now: str, state: str) -> None:
    assert states(now) == [state]


def test_a_window_that_outlasts_the_last_bell_is_due_until_it_closes() -> None:
    last = plan(item(when=When(period="6"), late=90))
    seen = [doses(last, now=now)[0].state for now in ("14:29", "14:31", "15:09", "15:10")]
    assert seen == ["due", "due", "due", "missed"]


def test_a_dose_is_recorded_once_any_outcome_stands_and_is_open_again_after_an_undo() -> None:
    for outcome in Outcome:
        expected = "later" if outcome is Outcome.UNDO else "recorded"
        assert states("11:00", ("10:00", outcome)) == [expected]
    undone = (("11:58", Outcome.GIVEN), ("11:59", Outcome.UNDO))
    assert states("12:00", *undone) == ["due"]
    assert states("12:00", *undone, ("12:00", Outcome.REFUSED)) == ["recorded"]


def test_lunch_follows_the_bell_on_an_early_release_day() -> None:
    (dose,) = doses(LUNCH, now="2026-11-25T11:00")
    assert (dose.due, dose.ends) == (at("2026-11-25T11:10"), at("2026-11-25T12:10"))
    assert dose.state == "due"


def test_a_closed_day_a_weekend_and_the_days_beside_the_year_have_no_dose() -> None:
    for day in ("2026-11-26", "2026-11-28", "2026-08-30", "2027-06-12"):
        assert doses(LUNCH, now=f"{day}T12:00") == ()


def test_a_bell_without_the_period_has_no_dose_of_it() -> None:
    assert doses(plan(item(when=When(period="6"))), now="2026-11-25T11:00") == ()


def test_each_of_several_periods_is_a_dose_of_its_own_in_the_order_of_the_bells() -> None:
    twice = plan(item(when=When(periods=("lunch", "2"))))
    found = doses(twice, now="12:00", entries=[entry("09:15", slot="2")])
    assert [(each.slot, each.state) for each in found] == [("2", "recorded"), ("lunch", "due")]


def test_a_time_is_a_dose_on_its_minute_cut_to_the_school_day() -> None:
    def at_time(begins: str, ends: str, now: str = "06:00") -> list[tuple[str, dt.datetime | None]]:
        when = When(begins=dt.time.fromisoformat(begins), ends=dt.time.fromisoformat(ends))
        return [(each.slot, each.due) for each in doses(plan(item(when=when)), now=now)]

    assert at_time("10:30", "10:45") == [("10:30", at("10:30"))]
    assert at_time("07:45", "09:00") == [("07:45", at("08:15"))]
    assert at_time("14:30", "15:00") == []
    assert at_time("13:00", "13:30", "2026-11-25T06:00") == []


def test_an_order_of_some_weekdays_is_due_on_those() -> None:
    mondays = plan(item(when=When(period="lunch", weekdays=(Weekday.MONDAY,))))
    assert len(doses(mondays, now="12:00")) == 1
    assert doses(mondays, now="2026-11-24T12:00") == ()


def test_a_field_trip_leaves_the_dose_on_the_list_until_somebody_says_what_became_of_it() -> None:
    trip = ChangedDay(MONDAY, tags=("field trip",))
    school = evolve(maple(), days=(*maple().days, trip))
    (dose,) = doses(LUNCH, now="14:30", school=school)
    assert dose.state == "missed"
    (told,) = doses(LUNCH, now="14:30", school=school, entries=[entry("09:00", Outcome.FIELD_TRIP)])
    assert told.state == "recorded"


def test_the_entries_of_another_day_plan_order_or_child_say_nothing_of_this_dose() -> None:
    others = [
        entry("2026-11-20T12:00"),
        entry("12:00", kind=PlanKind.IEP),
        entry("12:00", name="other"),
        entry("12:00", student="10043"),
    ]
    assert [each.state for each in doses(LUNCH, now="12:00", entries=others)] == ["due"]


def test_a_prn_order_has_no_bell_and_its_slot_is_its_number_that_day() -> None:
    def number(*entries: tuple[Outcome, str, int]) -> str:
        made = [
            entry("10:00", what, name="inhaler", slot=slot, attempt=attempt)
            for what, slot, attempt in entries
        ]
        found = as_needed([inhaler], MONDAY, CALENDAR, made)
        assert [each.slot for each in found] == [str(each) for each in range(1, len(found) + 1)]
        return found[-1].slot

    inhaler = plan(prn())
    assert doses(inhaler, now="12:00") == ()
    assert number() == "1"
    assert number((Outcome.GIVEN, "1", 1)) == "2"
    assert number((Outcome.REFUSED, "1", 1)) == "1"
    assert number((Outcome.GIVEN, "1", 1), (Outcome.UNDO, "1", 2)) == "1"
    assert number((Outcome.VOMITED, "1", 1)) == "2"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"prescriber": " "}, "the order names no prescriber"),
        ({"ends": dt.date(2026, 11, 22)}, "the order ended on 22 November 2026"),
        ({"begins": dt.date(2025, 9, 1)}, "the order is of 1 September 2025, before this school year"),
    ],
)
def test_what_blocks_an_order_is_said_and_the_dose_stays_on_the_list(
    changed: dict[str, Any], why: str
) -> None:
    (dose,) = doses(plan(item(**changed)), now="12:00")
    assert dose.ordered.blocked.startswith(why)
    assert dose.state == "due"


def test_an_order_ends_with_the_school_year_whatever_the_plan_says() -> None:
    after = dt.date(2027, 6, 12)
    longer = evolve(LUNCH, terms=evolve(LUNCH.terms, ends=dt.date(2027, 8, 1)))
    assert ordered(longer, date=dt.date(2027, 6, 11))[0].blocked == ""
    assert ordered(longer, date=after)[0].blocked.startswith("the school year ended on 11 June 2027")


def test_an_order_that_was_signed_in_august_is_of_this_year() -> None:
    assert ordered(plan(item(begins=dt.date(2026, 8, 3))))[0].blocked == ""


def test_an_order_that_has_not_begun_is_not_on_the_list() -> None:
    assert doses(plan(item(begins=dt.date(2026, 11, 24))), now="12:00") == ()
    assert len(doses(plan(item(begins=dt.date(2026, 11, 24))), now="2026-11-24T12:00")) == 1
