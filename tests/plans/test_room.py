"""A room's day: who needs something in which period."""

import datetime as dt

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.plans.agenda import State, agenda
from kiosk.plans.model import Accommodation, Kind, Plan, When
from kiosk.plans.room import Pupil, RoomDay, in_period, room_day
from kiosk.plans.room_words import Section, names, sections
from kiosk.plans.student import Student, StudentId
from kiosk.plans.wording import tomorrow_words
from kiosk.school.calendar import Calendar
from tests.made_school import blake, moment
from tests.plans.test_agenda_oracle import plans, schools

BLAKE = Student(StudentId("10042"), "Blake", "Bennett", "5", "12", pronouns="he/him")
ADA = Student(StudentId("10050"), "Ada", "Ng", "5", "12")


def an_item(text: str, when: When | None = None, lead: int = 0, kind: Kind = Kind.MOVEMENT) -> Accommodation:
    return Accommodation(id=text, kind=kind, text=text, when=when or When(), lead=lead)


def with_items(*items: Accommodation) -> Plan:
    return evolve(blake(), accommodations=items)


def day_of(at: str, *pupils: Pupil) -> RoomDay:
    return room_day(pupils or [(BLAKE, [blake()])], moment(at))


def told(day: RoomDay) -> dict[str, list[tuple[str, str, str]]]:
    return {
        each.heading: [(said.student.given_name, said.time, said.short) for said in each.needs]
        for each in sections(day)
    }


def section(day: RoomDay, heading: str) -> Section:
    return next(each for each in sections(day) if each.heading == heading)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_all_that_is_now_at_an_instant_of_a_period_stands_under_the_period(data: st.DataObject) -> None:
    school = data.draw(schools())
    plan = data.draw(plans(school.year))
    calendar = Calendar(school)
    day = calendar.day(data.draw(st.dates(school.year.begins, school.year.ends)))
    for period in day.periods:
        minutes = (period.span.ends - period.span.begins) // dt.timedelta(minutes=1)
        under = {
            need.item.accommodation
            for need in in_period([(BLAKE, [plan])], period, calendar.moment(period.span.begins))
        }
        for minute in range(0, minutes, 5):
            instant = period.span.begins + dt.timedelta(minutes=minute)
            items = agenda([plan], calendar.moment(instant))
            assert under >= {each.accommodation for each in items if each.state is State.NOW}


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_nothing_stands_under_a_period_that_is_never_on_in_it(data: st.DataObject) -> None:
    school = data.draw(schools())
    plan = data.draw(plans(school.year))
    calendar = Calendar(school)
    day = calendar.day(data.draw(st.dates(school.year.begins, school.year.ends)))
    for period in day.periods:
        begin = calendar.moment(period.span.begins)
        for need in in_period([(BLAKE, [plan])], period, begin):
            assert need.item.span is not None
            instant = max(period.span.begins, need.item.span.begins)
            assert period.span.holds(instant)
            (now,) = [
                each
                for each in agenda([plan], calendar.moment(instant))
                if each.accommodation == need.item.accommodation
            ]
            assert now.state is State.NOW


def test_at_twenty_to_twelve_blake_may_pace_and_goes_to_the_nurse_before_lunch() -> None:
    assert told(day_of("2026-11-23T11:40")) == {
        "NOW": [],
        "ALL DAY": [("Blake", "", "May pace or stand at the back")],
        "LUNCH": [("Blake", "send at 11:55", "To the nurse's office")],
        "IF": [
            (
                "Blake",
                "if he says he will hurt himself or someone else",
                "Stay with him. Call home. He talks. No suspension first.",
            )
        ],
    }


def test_whom_to_send_stands_first_and_under_the_period_he_leaves() -> None:
    leaves = with_items(
        an_item("May pace."),
        an_item("Sits in front.", When(period="4")),
        an_item("To the nurse.", When(period="lunch"), lead=15),
    )
    before = told(day_of("2026-11-23T11:30", (BLAKE, [leaves])))
    assert before["NOW"] == [
        ("Blake", "send at 11:45", "To the nurse."),
        ("Blake", "until 11:50", "Sits in front."),
    ]
    assert before["ALL DAY"] == [("Blake", "", "May pace.")]
    assert before["LUNCH"] == [("Blake", "send at 11:45", "To the nurse.")]
    at_once = told(day_of("2026-11-23T11:45", (BLAKE, [leaves])))
    assert at_once["NOW"][0] == ("Blake", "send now · until 12:40", "To the nurse.")


def test_the_day_moves_on_and_what_is_over_is_gone() -> None:
    assert list(told(day_of("2026-11-23T12:10"))) == ["NOW", "ALL DAY", "PERIOD 5", "IF"]
    assert told(day_of("2026-11-23T12:10"))["NOW"][0] == ("Blake", "until 12:40", "To the nurse's office")
    after = day_of("2026-11-23T15:00")
    assert list(told(after)) == ["NOW", "IF"]
    assert section(after, "NOW").about == "school is over"


def test_before_school_what_lasts_all_day_stands_once_and_not_under_every_period() -> None:
    morning = told(day_of("2026-11-23T07:00"))
    assert morning["ALL DAY"] == [("Blake", "", "May pace or stand at the back")]
    assert morning["PERIOD 1"] == []
    assert "NOW" not in morning
    assert "PERIOD 2" not in morning
    assert morning["LUNCH"]


def test_the_next_period_is_named_even_where_it_asks_nothing() -> None:
    coming = section(day_of("2026-11-23T12:10"), "PERIOD 5")
    assert (coming.about, coming.needs, coming.nothing) == (
        "next, 12:45 to 13:35",
        (),
        "Nothing that has a time.",
    )


def test_a_window_inside_a_period_says_from_when_to_when() -> None:
    plan = with_items(
        an_item("Snack.", When(begins=dt.time(9, 20), ends=dt.time(9, 30))),
        an_item("Eye drops.", When(begins=dt.time(9, 50), ends=dt.time(10, 20))),
    )
    early = told(day_of("2026-11-23T07:00", (BLAKE, [plan])))
    assert early["PERIOD 2"] == [("Blake", "09:20 to 09:30", "Snack."), ("Blake", "from 09:50", "Eye drops.")]
    assert early["PERIOD 3"] == [("Blake", "until 10:20", "Eye drops.")]


def test_what_is_different_about_the_day_stands_first_and_on_a_day_like_any_other_nothing_does() -> None:
    first = sections(day_of("2027-04-13T07:50"))[0]
    assert (first.heading, first.needs) == ("TODAY", ())
    assert first.nothing == "Early release. Practice test in the morning; lunch at 11:10."
    assert "TODAY" not in told(day_of("2026-11-23T07:50"))


def test_a_wednesday_that_is_short_every_week_is_not_called_regular() -> None:
    assert (
        tomorrow_words(moment("2026-11-24T15:00"))
        == "nothing: tomorrow is like any Wednesday (early release)"
    )


def test_a_crisis_protocol_stands_before_other_triggers_and_on_a_sunday_too() -> None:
    hall = with_items(an_item("Step out.", When(trigger="the alarm rings")))
    sunday = day_of("2026-11-22T12:00", (ADA, [hall]), (BLAKE, [blake()]))
    assert [name for name, _, _ in told(sunday)["IF"]] == ["Blake", "Ada"]
    assert section(sunday, "NOW").about == "no school today"


def test_tonights_notice_stands_on_the_sheet_before_school_already() -> None:
    for at in ("2027-04-12T07:00", "2027-04-12T13:00"):
        assert told(day_of(at))["TONIGHT"] == [
            (
                "Blake",
                "by 18:00",
                "The family gets tomorrow's schedule the night before when the routine changes.",
            )
        ]


def test_namesakes_in_a_room_are_told_apart_by_their_numbers() -> None:
    other = evolve(BLAKE, id=StudentId("10099"))
    assert names([BLAKE, ADA, other, BLAKE]) == {
        "10042": "Blake Bennett (10042)",
        "10050": "Ada Ng",
        "10099": "Blake Bennett (10099)",
    }
