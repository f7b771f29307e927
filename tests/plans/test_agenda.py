"""When things apply, line by line as the contract says it, with the instants at the edges."""

import datetime as dt

import pytest
from attrs import evolve

from kiosk.plans.agenda import Item, agenda
from kiosk.plans.model import Accommodation, Kind, Plan, PlanKind, StudentEntry, Terms, When
from kiosk.plans.pronouns import pronouns
from kiosk.school.calendar import Calendar
from kiosk.school.model import ChangedDay, School, Weekday
from tests.made_school import blake, clock_time, maple, moment

TERMS = Terms(PlanKind.SECTION_504, dt.date(2026, 8, 31), dt.date(2027, 6, 11))
MAPLE = maple()


def plan(*items: Accommodation, terms: Terms = TERMS) -> Plan:
    return Plan(StudentEntry("1"), terms, items)


def item(
    when: When | None = None,
    *,
    lead: int = 0,
    begins: dt.date | None = None,
    ends: dt.date | None = None,
    by: dt.time | None = None,
) -> Accommodation:
    return Accommodation(
        "x", Kind.HEALTH, "Do it.", when=when or When(), lead=lead, begins=begins, ends=ends, by=by
    )


def seen(one: Accommodation, said: str, school: School = MAPLE, terms: Terms = TERMS) -> Item:
    """The item at a time; one second may be taken off with a minus sign at the end."""
    calendar = Calendar(school)
    instant = clock_time(calendar, said.removesuffix("-")) - dt.timedelta(seconds=said.endswith("-"))
    (found,) = agenda([plan(one, terms=terms)], calendar.moment(instant))
    return found


def state(one: Accommodation, said: str, school: School = MAPLE, terms: Terms = TERMS) -> str:
    return seen(one, said, school, terms).state.value


def span(
    one: Accommodation, said: str, school: School = MAPLE, terms: Terms = TERMS
) -> tuple[str, str] | None:
    found = seen(one, said, school, terms).span
    calendar = Calendar(school)
    return (_local(calendar, found.begins), _local(calendar, found.ends)) if found else None


def _local(calendar: Calendar, instant: dt.datetime) -> str:
    return calendar.local(instant).replace(tzinfo=None).isoformat(timespec="minutes")


def states(one: Accommodation, date: str, *times: str) -> list[str]:
    return [state(one, f"{date}T{time}") for time in times]


# --- no `when` ---------------------------------------------------------------------------------------


def test_without_a_when_it_applies_from_the_first_bell_to_the_last() -> None:
    times = ("00:00", "08:15-", "08:15", "12:42", "14:30-", "14:30", "23:59")
    assert states(item(), "2026-11-23", *times) == ["next", "next", "now", "now", "now", "off", "off"]


def test_on_an_early_release_day_it_ends_with_school() -> None:
    assert states(item(), "2026-11-25", "12:10-", "12:10") == ["now", "off"]


def test_its_begin_and_end_are_those_of_the_school_day_before_during_and_after() -> None:
    for time in ("06:00", "10:00", "16:00"):
        assert span(item(), f"2026-11-23T{time}") == ("2026-11-23T08:15", "2026-11-23T14:30")


def test_weekdays_alone_are_as_no_when_on_those_days() -> None:
    mondays = item(When(weekdays=(Weekday.MONDAY, Weekday.FRIDAY)))
    assert [state(mondays, f"{date}T10:00") for date in ("2026-11-23", "2026-11-24", "2026-11-20")] == [
        "now", "off", "now",
    ]  # fmt: skip
    assert span(mondays, "2026-11-24T10:00") is None


# --- periods -----------------------------------------------------------------------------------------


def test_a_period_applies_while_it_lasts_lead_included() -> None:
    lunch = item(When(period="lunch"), lead=5)
    times = ("00:00", "11:55-", "11:55", "12:00", "12:40-", "12:40")
    assert states(lunch, "2026-11-23", *times) == ["next", "next", "now", "now", "now", "off"]
    assert states(lunch, "2026-11-25", "11:05-", "11:05", "11:40-", "11:40") == ["next", "now", "now", "off"]


def test_the_span_of_a_period_holds_the_lead_before_during_and_after() -> None:
    lunch = item(When(period="lunch"), lead=5)
    for time in ("06:00", "11:56", "13:00"):
        assert span(lunch, f"2026-11-23T{time}") == ("2026-11-23T11:55", "2026-11-23T12:40")


def test_of_several_periods_it_is_the_one_running_else_the_next_else_off() -> None:
    both = item(When(periods=("5", "1")))
    times = ("08:15-", "08:15", "09:05-", "09:05", "12:45-", "12:45", "13:35-", "13:35")
    assert states(both, "2026-11-23", *times) == ["next", "now", "now", "next", "next", "now", "now", "off"]
    assert span(both, "2026-11-23T08:00") == ("2026-11-23T08:15", "2026-11-23T09:05")
    assert span(both, "2026-11-23T09:05") == ("2026-11-23T12:45", "2026-11-23T13:35")
    assert span(both, "2026-11-23T20:00") == ("2026-11-23T12:45", "2026-11-23T13:35")


def test_while_one_period_runs_the_lead_of_the_next_does_not_hide_it() -> None:
    both = item(When(periods=("1", "2")), lead=10)
    assert span(both, "2026-11-23T09:03") == ("2026-11-23T08:05", "2026-11-23T09:05")
    assert span(both, "2026-11-23T09:05") == ("2026-11-23T09:00", "2026-11-23T10:00")
    assert state(both, "2026-11-23T09:05") == "now"


def test_a_period_that_todays_bell_lacks_is_off_and_the_why_says_so() -> None:
    found = seen(item(When(period="6")), "2026-11-25T10:00")
    assert (found.state, found.span) == ("off", None)
    assert found.why == 'Today\'s bell, "early release", has no period 6.'


def test_of_several_periods_those_that_todays_bell_lacks_are_passed_over() -> None:
    assert states(item(When(periods=("6", "5"))), "2026-11-25", "11:00", "11:45", "12:10") == [
        "next",
        "now",
        "off",
    ]


# --- time windows ------------------------------------------------------------------------------------


def test_a_time_window_applies_while_it_lasts_lead_included() -> None:
    window = item(When(begins=dt.time(10), ends=dt.time(10, 30)), lead=5)
    times = ("09:55-", "09:55", "10:30-", "10:30")
    assert states(window, "2026-11-23", *times) == ["next", "now", "now", "off"]
    assert span(window, "2026-11-23T12:00") == ("2026-11-23T09:55", "2026-11-23T10:30")


def test_a_time_window_is_cut_to_the_school_day() -> None:
    window = item(When(begins=dt.time(11, 30), ends=dt.time(13)))
    assert span(window, "2026-11-25T11:00") == ("2026-11-25T11:30", "2026-11-25T12:10")
    assert states(window, "2026-11-25", "12:10-", "12:10") == ["now", "off"]
    early = item(When(begins=dt.time(7), ends=dt.time(9)), lead=30)
    assert span(early, "2026-11-23T08:00") == ("2026-11-23T08:15", "2026-11-23T09:00")


def test_a_time_window_wholly_outside_the_school_day_is_off_and_says_when_school_ends() -> None:
    found = seen(item(When(begins=dt.time(13), ends=dt.time(13, 30))), "2026-11-25T10:00")
    assert (found.state, found.span) == ("off", None)
    assert "school ends at 12:10 today" in found.why


def test_a_time_window_that_begins_as_school_ends_is_wholly_outside_even_with_a_lead() -> None:
    touching = item(When(begins=dt.time(12, 10), ends=dt.time(13)), lead=10)
    assert seen(touching, "2026-11-25T12:05").span is None
    before = item(When(begins=dt.time(7), ends=dt.time(8, 15)))
    assert seen(before, "2026-11-25T08:00").span is None


# --- tags --------------------------------------------------------------------------------------------


def test_a_tag_is_as_no_when_on_days_that_bear_it_and_off_on_others() -> None:
    test = item(When(tag="state testing"))
    assert states(test, "2027-04-13", "00:00", "08:15", "12:10-", "12:10") == ["next", "now", "now", "off"]
    assert span(test, "2027-04-13T13:00") == ("2027-04-13T08:15", "2027-04-13T12:10")
    assert states(test, "2027-04-12", "10:00") == ["off"]
    assert span(test, "2027-04-12T10:00") is None


def test_changed_routine_is_a_tag_like_any_other() -> None:
    assert states(item(When(tag="changed routine")), "2027-01-25", "10:00") == ["now"]
    assert states(item(When(tag="changed routine")), "2026-11-25", "10:00") == ["off"]


# --- triggers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    ["2026-11-23T10:00", "2026-11-23T03:00", "2026-11-28T22:00", "2026-12-25T12:00", "2027-06-11T23:59"],
)
def test_a_trigger_counts_at_any_time_of_any_day_of_the_plan(said: str) -> None:
    found = seen(item(When(trigger="says he will hurt himself")), said)
    assert (found.state, found.span) == ("if", None)


@pytest.mark.parametrize("said", ["2026-08-31T00:00-", "2027-06-12T00:00"])
def test_a_trigger_is_off_outside_the_plan(said: str) -> None:
    assert state(item(When(trigger="says he will hurt himself")), said) == "off"


def test_a_trigger_is_off_on_weekdays_that_it_leaves_out() -> None:
    mondays = item(When(trigger="runs", weekdays=(Weekday.MONDAY,)))
    assert [state(mondays, f"2026-11-{day}T10:00") for day in (23, 24, 29, 30)] == ["if", "off", "off", "if"]


# --- the night before --------------------------------------------------------------------------------

NIGHT = item(When(eve_of="changed routine"), by=dt.time(18))


def test_a_changed_tuesday_is_told_from_mondays_first_bell_to_midnight() -> None:
    times = ("00:00", "08:15-", "08:15", "18:00", "23:59")
    assert states(NIGHT, "2027-04-12", *times) == ["next", "next", "tonight", "tonight", "tonight"]
    assert states(NIGHT, "2027-04-11", "23:59") == ["off"]
    assert states(NIGHT, "2027-04-13", "00:00") == ["off"]
    for time in ("06:00", "20:00"):
        assert span(NIGHT, f"2027-04-12T{time}") == ("2027-04-12T08:15", "2027-04-13T00:00")


def test_a_changed_monday_is_told_from_fridays_first_bell_to_sundays_midnight() -> None:
    assert [
        state(NIGHT, f"2027-01-{said}")
        for said in ("21T12:00", "22T08:15-", "22T08:15", "23T12:00", "24T23:59", "25T00:00")
    ] == ["off", "next", "tonight", "tonight", "tonight", "off"]
    assert span(NIGHT, "2027-01-24T12:00") == ("2027-01-22T08:15", "2027-01-25T00:00")


def test_a_change_after_a_vacation_is_told_from_the_last_day_before_it() -> None:
    school = evolve(MAPLE, days=(*MAPLE.days, ChangedDay(dt.date(2027, 1, 4), tags=("picture day",))))
    picture = item(When(eve_of="picture day"))
    assert span(picture, "2026-12-25T12:00", school) == ("2026-12-18T08:15", "2027-01-04T00:00")
    assert state(picture, "2026-12-17T12:00", school) == "off"


def test_a_change_of_the_first_day_is_told_on_the_calendar_day_before_from_midnight() -> None:
    first = ChangedDay(dt.date(2026, 8, 31), tags=("picture day",))
    school = evolve(MAPLE, days=(*MAPLE.days, first))
    summer = evolve(TERMS, begins=dt.date(2026, 8, 1))
    picture = item(When(eve_of="picture day"))
    assert state(picture, "2026-08-29T23:59", school, summer) == "off"
    assert state(picture, "2026-08-30T00:00", school, summer) == "tonight"
    assert span(picture, "2026-08-30T12:00", school, summer) == ("2026-08-30T00:00", "2026-08-31T00:00")
    assert state(picture, "2026-08-30T12:00", school) == "off"


def test_of_several_changed_days_the_nearest_counts() -> None:
    again = ChangedDay(dt.date(2027, 4, 14), tags=("changed routine",))
    school = evolve(MAPLE, days=(*MAPLE.days, again))
    assert span(NIGHT, "2027-04-12T12:00", school) == ("2027-04-12T08:15", "2027-04-13T00:00")
    assert span(NIGHT, "2027-04-13T12:00", school) == ("2027-04-13T08:15", "2027-04-14T00:00")
    assert state(NIGHT, "2027-04-13T07:00", school) == "next"


def test_a_closed_day_that_says_so_is_told_the_night_before() -> None:
    closed = ChangedDay(dt.date(2027, 4, 20), closed=True, tags=("changed routine",))
    school = evolve(MAPLE, days=(*MAPLE.days, closed))
    assert state(NIGHT, "2027-04-19T20:00", school) == "tonight"
    assert state(NIGHT, "2026-11-25T20:00", school) == "off"


def test_the_day_and_the_changed_day_both_lie_within_the_plan() -> None:
    until = evolve(TERMS, ends=dt.date(2027, 4, 12))
    assert state(NIGHT, "2027-04-12T20:00", terms=until) == "off"
    assert state(evolve(NIGHT, ends=dt.date(2027, 4, 12)), "2027-04-12T20:00") == "off"
    assert state(evolve(NIGHT, ends=dt.date(2027, 4, 13)), "2027-04-12T20:00") == "tonight"
    late = evolve(TERMS, begins=dt.date(2027, 1, 23))
    assert state(NIGHT, "2027-01-22T20:00", terms=late) == "off"
    assert span(NIGHT, "2027-01-23T20:00", terms=late) == ("2027-01-22T08:15", "2027-01-25T00:00")


def test_after_the_last_changed_day_of_the_year_it_is_off() -> None:
    assert span(NIGHT, "2027-06-01T12:00") is None
    assert state(NIGHT, "2027-06-01T12:00") == "off"


# --- no school, and outside the dates ----------------------------------------------------------------


@pytest.mark.parametrize("said", ["2026-11-26T10:00", "2026-11-28T12:00", "2026-12-23T09:00"])
def test_without_school_everything_is_off_but_if_and_tonight(said: str) -> None:
    forms = (
        When(),
        When("lunch"),
        When(periods=("1",)),
        When(begins=dt.time(9), ends=dt.time(13)),
        When(tag="x"),
    )
    assert [state(item(each), said) for each in forms] == ["off"] * 5
    assert [span(item(each), said) for each in forms] == [None] * 5
    assert state(item(When(trigger="runs")), said) == "if"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-12-01T00:00-", "off"),
        ("2026-12-01T10:00", "now"),
        ("2026-12-04T10:00", "now"),
        ("2026-12-07T10:00", "off"),
    ],
)
def test_outside_its_own_dates_an_accommodation_is_off(said: str, expected: str) -> None:
    narrow = item(begins=dt.date(2026, 12, 1), ends=dt.date(2026, 12, 4))
    assert state(narrow, said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-08-31T10:00", "now"),
        ("2027-06-11T10:00", "now"),
        ("2026-08-30T10:00", "off"),
        ("2027-06-12T10:00", "off"),
    ],
)
def test_a_plan_applies_on_its_first_and_its_last_day(said: str, expected: str) -> None:
    assert state(item(), said) == expected


# --- the whole of it ---------------------------------------------------------------------------------


def test_blakes_monday_before_lunch_is_the_contracts_example() -> None:
    items = agenda([blake()], moment("2026-11-23T11:40"), pronouns("he/him"))
    assert [(each.accommodation.id, each.state.value) for each in items] == [
        ("active-time", "now"), ("lunch-medication", "next"), ("crisis-call-home", "if"),
        ("night-before", "off"), ("test-setting", "off"),
    ]  # fmt: skip
    lunch = items[1]
    assert lunch.why == "Lunch begins at 12:00; he goes at 11:55."
    assert lunch.span is not None
    assert lunch.span.begins == dt.datetime(2026, 11, 23, 19, 55, tzinfo=dt.UTC)
    assert lunch.span.ends == dt.datetime(2026, 11, 23, 20, 40, tzinfo=dt.UTC)


def test_items_of_one_state_run_by_their_begin_and_then_as_in_the_file() -> None:
    forms = [
        When(),
        When("lunch"),
        When(begins=dt.time(11), ends=dt.time(13)),
        When(),
        When("4"),
        When("6"),
        When("5"),
    ]
    items = [evolve(item(each), id=str(place)) for place, each in enumerate(forms)]
    found = agenda([plan(*items)], moment("2026-11-23T11:05"))
    assert [each.accommodation.id for each in found] == ["0", "3", "2", "4", "1", "6", "5"]


def test_two_plans_stand_in_one_agenda() -> None:
    iep = evolve(TERMS, kind=PlanKind.IEP)
    found = agenda([plan(item()), plan(item(When("1")), terms=iep)], moment("2026-11-23T08:20"))
    assert [(each.plan.value, each.state.value) for each in found] == [("504", "now"), ("IEP", "now")]


def test_no_plan_is_no_agenda() -> None:
    assert agenda([], moment("2026-11-23T08:20")) == ()
