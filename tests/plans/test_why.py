"""Every why is one sentence that a tired substitute understands, with the times she needs."""

import datetime as dt

import pytest
from attrs import evolve

from kiosk.plans.agenda import agenda
from kiosk.plans.model import Accommodation, Kind, Plan, PlanKind, StudentEntry, Terms, When
from kiosk.plans.pronouns import pronouns
from kiosk.school.calendar import Calendar
from kiosk.school.model import Bell, ChangedDay, Period, School, Week, Weekday
from tests.made_school import maple, moment

TERMS = Terms(PlanKind.SECTION_504, dt.date(2026, 8, 31), dt.date(2027, 6, 11))
MAPLE = maple()
LUNCH = When("lunch")
NIGHT = When(eve_of="changed routine")
TEST = When(tag="state testing")
CHANGE = When(tag="changed routine")
SIX = dt.time(18)
TUESDAY = "Tuesday 13 April (early release)"
MONDAY = "Monday 25 January (early release)"


def why(
    when: When,
    said: str,
    *,
    lead: int = 0,
    by: dt.time | None = None,
    who: str = "he/him",
    school: School = MAPLE,
    terms: Terms = TERMS,
    dates: tuple[dt.date | None, dt.date | None] = (None, None),
) -> str:
    one = Accommodation(
        "x", Kind.HEALTH, "Do it.", when=when, lead=lead, by=by, begins=dates[0], ends=dates[1]
    )
    (item,) = agenda([Plan(StudentEntry("1"), terms, (one,))], moment(said, school), pronouns(who))
    return item.why


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("2026-11-23T11:40", "Lunch begins at 12:00; he goes at 11:55."),
        ("2026-11-23T11:55", "Lunch begins at 12:00; he goes now."),
        ("2026-11-23T12:00", "Lunch is from 12:00 to 12:40."),
        ("2026-11-23T12:40", "Lunch ended at 12:40."),
        ("2026-11-25T10:00", "Lunch is at 11:10 today: early release; he goes at 11:05."),
        ("2026-11-25T11:05", "Lunch is at 11:10 today: early release; he goes now."),
        ("2026-11-25T11:10", "Lunch is from 11:10 to 11:40 today: early release."),
        ("2026-11-25T11:40", "Lunch ended at 11:40 today: early release."),
        ("2026-11-26T12:00", "No school today: Thanksgiving."),
        ("2026-11-28T12:00", "No school today: it is Saturday 28 November."),
        ("2026-08-30T12:00", "The plan begins on 31 August 2026."),
        ("2027-06-12T12:00", "The plan ended on 11 June 2027."),
    ],
)
def test_lunch_through_the_year(said: str, sentence: str) -> None:
    assert why(LUNCH, said, lead=5) == sentence


@pytest.mark.parametrize(
    ("who", "goes"),
    [
        ("he/him", "he goes"),
        ("She/Her/Hers", "she goes"),
        ("they/them", "they go"),
        ("ze/zir", "ze goes"),
        ("", "the student goes"),
        ("any", "the student goes"),
        ("him", "the student goes"),
        ("ask me", "the student goes"),
        ("[/x]", "the student goes"),
    ],
)
def test_the_student_is_spoken_of_as_the_plan_says(who: str, goes: str) -> None:
    assert why(LUNCH, "2026-11-23T11:40", lead=5, who=who) == f"Lunch begins at 12:00; {goes} at 11:55."


def test_without_a_lead_nobody_goes_anywhere() -> None:
    assert why(LUNCH, "2026-11-23T11:40") == "Lunch begins at 12:00."


@pytest.mark.parametrize(
    ("when", "said", "sentence"),
    [
        (When("1"), "2026-11-23T07:00", "Period 1 begins at 08:15."),
        (When("1"), "2026-11-25T07:00", "Period 1 begins at 08:15."),
        (When("5"), "2026-11-25T07:00", "Period 5 is at 11:45 today: early release."),
        (When("6"), "2026-11-25T07:00", 'Today\'s bell, "early release", has no period 6.'),
        (
            When(periods=("6", "7")),
            "2026-11-25T07:00",
            'Today\'s bell, "early release", has no period 6 or period 7.',
        ),
        (When(periods=("1", "5")), "2026-11-23T09:05", "Period 5 begins at 12:45."),
        (When(periods=("1", "5")), "2026-11-23T15:00", "Period 5 ended at 13:35."),
    ],
)
def test_periods_are_called_by_their_names(when: When, said: str, sentence: str) -> None:
    assert why(when, said) == sentence


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("A", "Period A"),
        ("2B", "Period 2B"),
        ("10", "Period 10"),
        ("1st lunch", "1st lunch"),
        ("B lunch", "B lunch"),
        ("PE", "PE"),
        ("lunch", "Lunch"),
    ],
)
def test_a_number_or_a_letter_alone_is_called_a_period(name: str, called: str) -> None:
    bell = Bell("x", (Period(name, dt.time(9), dt.time(10)),))
    school = evolve(MAPLE, bells=(bell,), week=Week(monday="x"), days=())
    assert why(When(name), "2026-11-23T08:00", school=school) == f"{called} begins at 09:00."


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("2026-11-23T07:00", "This applies all day, once school begins at 08:15."),
        ("2026-11-23T10:00", "This applies all day, until school ends at 14:30."),
        ("2026-11-25T10:00", "This applies all day, until school ends at 12:10."),
        ("2026-11-25T13:00", "School ended at 12:10 today."),
    ],
)
def test_all_day(said: str, sentence: str) -> None:
    assert why(When(), said) == sentence


@pytest.mark.parametrize(
    ("times", "lead", "said", "sentence"),
    [
        (("10:00", "10:30"), 0, "2026-11-23T08:00", "This begins at 10:00."),
        (("10:00", "10:30"), 5, "2026-11-23T08:00", "This begins at 10:00; he goes at 09:55."),
        (("10:00", "10:30"), 5, "2026-11-23T09:55", "This begins at 10:00; he goes now."),
        (("10:00", "10:30"), 5, "2026-11-23T10:00", "This is from 10:00 to 10:30."),
        (("10:00", "10:30"), 5, "2026-11-23T10:30", "This ended at 10:30 today."),
        (("11:30", "13:00"), 0, "2026-11-25T12:00", "This is from 11:30 until school ends at 12:10 today."),
        (("07:00", "09:00"), 5, "2026-11-25T07:00", "This begins at 08:15."),
        (("13:00", "13:30"), 0, "2026-11-25T08:00",
         "Not today: school ends at 12:10 today, and this begins at 13:00."),
        (("07:00", "08:00"), 0, "2026-11-25T08:00",
         "Not today: school begins at 08:15 today, and this ends at 08:00."),
    ],
)  # fmt: skip
def test_time_windows(times: tuple[str, str], lead: int, said: str, sentence: str) -> None:
    begins, ends = (dt.time.fromisoformat(each) for each in times)
    assert why(When(begins=begins, ends=ends), said, lead=lead) == sentence


@pytest.mark.parametrize(
    ("when", "said", "sentence"),
    [
        (TEST, "2027-04-13T07:00", "State testing is today; school begins at 08:15."),
        (TEST, "2027-04-13T10:00", "State testing is today, until school ends at 12:10."),
        (TEST, "2027-04-13T13:00", "State testing was today; school ended at 12:10."),
        (TEST, "2027-04-12T10:00", "State testing is not today; next on Tuesday 13 April."),
        (TEST, "2027-04-14T10:00", "State testing is not today, and not again this school year."),
        (TEST, "2027-04-17T10:00", "No school today: it is Saturday 17 April."),
        (When(tag="finals"), "2026-11-23T10:00", "Finals are not today, and not again this school year."),
        (CHANGE, "2027-01-25T10:00", "The routine changes today, until school ends at 12:10."),
        (CHANGE, "2027-01-25T13:00", "The routine changed today; school ended at 12:10."),
        (CHANGE, "2027-01-22T10:00",
         "The routine does not change today; next on Monday 25 January."),
    ],
)  # fmt: skip
def test_tagged_days(when: When, said: str, sentence: str) -> None:
    assert why(when, said) == sentence


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("2027-04-12T07:00", f"changes tomorrow, {TUESDAY}; this begins at 08:15 today; due by 18:00 today."),
        ("2027-04-12T17:59", f"changes tomorrow, {TUESDAY}; due by 18:00 today."),
        ("2027-04-12T18:00", f"changes tomorrow, {TUESDAY}; was due by 18:00 today."),
        ("2027-01-22T10:00", f"changes on {MONDAY}; due by 18:00 today."),
        ("2027-01-23T10:00", f"changes on {MONDAY}; was due by 18:00 on Friday 22 January."),
        ("2027-01-24T10:00", f"changes tomorrow, {MONDAY}; was due by 18:00 on Friday 22 January."),
        (
            "2027-04-01T10:00",
            f"next changes on {TUESDAY}; this begins on Monday 12 April at 08:15, due by 18:00 that day.",
        ),
    ],
)
def test_the_night_before_a_change(said: str, sentence: str) -> None:
    assert why(NIGHT, said, by=SIX) == f"The routine {sentence}"


def test_after_the_last_change_of_the_year_there_is_none_ahead() -> None:
    assert why(NIGHT, "2027-05-01T10:00", by=SIX) == "This school year has no changed routine ahead."


def test_the_night_before_without_a_time_to_be_done_by() -> None:
    assert why(NIGHT, "2027-04-12T17:00") == "The routine changes tomorrow, Tuesday 13 April (early release)."


def test_a_change_after_the_end_is_told_with_both_dates() -> None:
    sentence = why(NIGHT, "2027-04-01T10:00", dates=(None, dt.date(2027, 4, 2)))
    assert (
        sentence
        == "The routine next changes on Tuesday 13 April (early release), after this ends on 2 April 2027."
    )


def test_a_closed_day_ahead_is_told_as_such() -> None:
    closed = ChangedDay(dt.date(2027, 4, 20), closed=True, tags=("changed routine",))
    sentence = why(NIGHT, "2027-04-19T10:00", school=evolve(MAPLE, days=(*MAPLE.days, closed)))
    assert sentence == "The routine changes tomorrow, Tuesday 20 April (no school)."


@pytest.mark.parametrize(
    ("trigger", "who", "sentence"),
    [
        ("says he will hurt himself", "he/him", "If he says he will hurt himself, at any time."),
        (
            "says they will hurt themself.",
            "they/them",
            "If the student says they will hurt themself, at any time.",
        ),
        ("Has a seizure!", "", "If the student has a seizure, at any time."),
        ("he runs from the room", "he/him", "If he runs from the room, at any time."),
        ("if he runs from the room", "he/him", "If he runs from the room, at any time."),
        ("the fire alarm rings", "she/her", "If the fire alarm rings, at any time."),
        ("seizure", "she/her", "If this happens: seizure, at any time."),
        ("stung by a bee", "she/her", "If this happens: stung by a bee, at any time."),
    ],
)
def test_a_trigger_reads_as_a_sentence_however_it_is_written(trigger: str, who: str, sentence: str) -> None:
    assert why(When(trigger=trigger), "2026-11-28T03:00", who=who) == sentence


def test_weekdays_are_told_in_the_order_of_the_week_and_once() -> None:
    days = (Weekday.THURSDAY, Weekday.MONDAY, Weekday.THURSDAY)
    assert why(When(weekdays=days), "2026-11-24T10:00") == "Only on Mondays and Thursdays; today is Tuesday."


def test_the_dates_of_an_accommodation_are_told() -> None:
    dates = (dt.date(2026, 12, 1), dt.date(2027, 4, 1))
    assert why(When(), "2026-11-24T10:00", dates=dates) == "This begins on 1 December 2026."
    assert why(When(), "2027-04-02T10:00", dates=dates) == "This ended on 1 April 2027."


def test_outside_the_school_year_the_year_is_told() -> None:
    long = evolve(TERMS, begins=dt.date(2026, 7, 1), ends=dt.date(2027, 8, 1))
    assert (
        why(LUNCH, "2026-07-15T10:00", terms=long) == "No school: the school year begins on 31 August 2026."
    )
    assert why(LUNCH, "2027-07-15T10:00", terms=long) == "No school: the school year ended on 11 June 2027."


def test_a_note_with_an_exclamation_mark_does_not_end_twice() -> None:
    closed = ChangedDay(dt.date(2027, 5, 4), closed=True, note="Water main\nbroke! ")
    school = evolve(MAPLE, days=(*MAPLE.days, closed))
    assert why(LUNCH, "2027-05-04T10:00", school=school) == "No school today: Water main broke."


def test_every_hour_of_blakes_year_has_a_sentence_for_everything() -> None:
    calendar = Calendar(MAPLE)
    forms = (When(), LUNCH, When(periods=("1", "6")), When(begins=dt.time(12), ends=dt.time(15)), TEST, NIGHT)
    items = tuple(
        Accommodation(str(place), Kind.HEALTH, "Do it.", when=each) for place, each in enumerate(forms)
    )
    plan = Plan(StudentEntry("1"), TERMS, items)
    begin = dt.datetime(2026, 8, 20, 0, 13, tzinfo=dt.UTC)
    for hour in range(0, 310 * 24, 3):
        for item in agenda([plan], calendar.moment(begin + dt.timedelta(hours=hour))):
            assert item.why.endswith(".")
            assert not item.why.endswith("..")
            assert item.why[0].isupper()
            assert ". " not in item.why
            assert any(character.isdigit() for character in item.why) or item.state == "off"
