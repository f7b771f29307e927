"""What of a plan may stand on a card."""

import datetime as dt
from typing import Any

import pytest
from attrs import evolve, fields

from cards import Back, Card, Line
from kiosk import pocket
from kiosk.plans.model import Accommodation, Contact, Kind, Order, Plan, Role, When
from kiosk.plans.student import Student, StudentId
from kiosk.school.model import CardSettings, Detail, School, Weekday
from tests.made_school import blake as blakes_plan
from tests.made_school import maple

TODAY = dt.date(2026, 11, 23)
LINK = "HTTPS://PLANS.MAPLE.EXAMPLE/C/ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BLAKE = Student(
    id=StudentId("10042"),
    given_name="Blake",
    family_name="Bennett",
    grade="5",
    homeroom="12",
    pronouns="he/him",
    birthdate=dt.date(2016, 3, 9),
)


def card_of(*items: Accommodation, student: Student = BLAKE, school: School | None = None) -> Card:
    changed = evolve(blakes_plan(), accommodations=items)
    return pocket.card(student, [changed], school or maple(), LINK, TODAY)


def an_item(**changes: Any) -> Accommodation:
    item = Accommodation(id="front", kind=Kind.ENVIRONMENT, text="Sits in front.", card="Sits in front")
    return evolve(item, **changes)


def test_blakes_card_says_what_to_do_and_when() -> None:
    card = pocket.card(BLAKE, [blakes_plan()], maple(), LINK, TODAY)
    assert card.name == "Blake Bennett"
    assert card.about == "Grade 5 · Room 12 · he/him"
    assert card.lines == (
        Line("medication", "5 MIN BEFORE LUNCH", "To the nurse's office", "Nurse"),
        Line("movement", "ANY TIME", "May pace or stand at the back", "Movement"),
    )
    assert card.crisis == (
        Line(
            "crisis",
            "IF HE SAYS HE WILL HURT HIMSELF OR SOMEONE ELSE",
            "Stay with him. Call home. He talks. No suspension first.",
            "Crisis",
        ),
    )
    assert card.link == LINK
    assert "34 CFR 99.33" in card.notice


def test_a_card_holds_no_drug_no_family_phone_and_no_birthdate() -> None:
    card = repr(pocket.card(BLAKE, [blakes_plan()], maple(), LINK, TODAY))
    for secret in ("methylphenidate", "10 mg", "Reyes", "555 0142", "Dana", "2016", "psychologist"):
        assert secret not in card


def test_a_card_has_no_field_for_what_it_must_not_say() -> None:
    names = {each.name for each in fields(Card)}
    assert names == {"name", "about", "lines", "crisis", "valid_until", "return_to", "link", "notice", "back"}


def test_an_accommodation_without_a_card_line_stays_off_the_card() -> None:
    assert card_of(an_item(card=None)).lines == ()


def test_what_is_for_the_nurse_alone_stays_off_the_card() -> None:
    assert card_of(an_item(audience=(Role.NURSE,))).lines == ()
    assert len(card_of(an_item(audience=(Role.NURSE, Role.SUBSTITUTE))).lines) == 1


@pytest.mark.parametrize(
    ("dates", "stands"),
    [
        ({"begins": TODAY}, True),
        ({"ends": TODAY}, True),
        ({"begins": TODAY + dt.timedelta(days=1)}, False),
        ({"ends": TODAY - dt.timedelta(days=1)}, False),
    ],
)
def test_only_what_applies_on_the_day_of_printing_stands_on_the_card(
    dates: dict[str, dt.date], stands: bool
) -> None:
    assert bool(card_of(an_item(**dates)).lines) is stands


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(), "ANY TIME"),
        (When(period="lunch"), "LUNCH"),
        (When(period="4"), "PERIOD 4"),
        (When(periods=("1", "5")), "PERIODS 1 AND 5"),
        (When(periods=("lunch", "1", "5")), "LUNCH AND PERIODS 1 AND 5"),
        (When(periods=("recess", "5")), "RECESS AND PERIOD 5"),
        (When(period="1st lunch"), "1ST LUNCH"),
        (When(period="B"), "PERIOD B"),
        (When(begins=dt.time(10), ends=dt.time(10, 30)), "10:00 TO 10:30"),
        (When(tag="field trip"), "FIELD TRIP"),
        (When(eve_of="changed routine"), "NIGHT BEFORE A CHANGE"),
        (When(trigger="says he feels dizzy."), "IF HE SAYS HE FEELS DIZZY"),
        (When(trigger="seizure"), "IF THIS HAPPENS: SEIZURE"),
        (When(trigger="he runs from the room"), "IF HE RUNS FROM THE ROOM"),
        (When(weekdays=(Weekday.MONDAY, Weekday.FRIDAY)), "MONDAYS AND FRIDAYS"),
        (When(period="2", weekdays=(Weekday.MONDAY,)), "PERIOD 2, MONDAYS"),
    ],
)
def test_the_heading_of_a_line_says_when(when: When, words: str) -> None:
    assert card_of(an_item(when=when)).lines[0].heading == words


@pytest.mark.parametrize(
    ("when", "lead", "words"),
    [
        (When(period="lunch"), 5, "5 MIN BEFORE LUNCH"),
        (When(period="4"), 2, "2 MIN BEFORE PERIOD 4"),
        (When(periods=("1", "5")), 3, "3 MIN BEFORE PERIODS 1 AND 5"),
        (When(period="2", weekdays=(Weekday.MONDAY,)), 5, "5 MIN BEFORE PERIOD 2, MONDAYS"),
        (When(begins=dt.time(10), ends=dt.time(10, 30)), 5, "09:55 TO 10:30"),
        (When(begins=dt.time(0, 3), ends=dt.time(0, 30)), 5, "00:00 TO 00:30"),
    ],
)
def test_whoever_carries_the_card_is_told_how_much_earlier_to_send_him(
    when: When, lead: int, words: str
) -> None:
    assert card_of(an_item(when=when, lead=lead)).lines[0].heading == words


def test_a_line_about_tests_is_headed_tests() -> None:
    line = card_of(an_item(kind=Kind.TESTING, when=When(tag="state testing"))).lines[0]
    assert line.heading == "TESTS"


def test_a_trigger_speaks_of_the_student_where_no_pronoun_is_known() -> None:
    nobody = evolve(BLAKE, pronouns="")
    they = evolve(BLAKE, pronouns="they/them")
    item = an_item(when=When(trigger="says it hurts"))
    for student in (nobody, they):
        assert card_of(item, student=student).lines[0].heading == "IF THE STUDENT SAYS IT HURTS"


def test_two_plans_at_once_share_a_card_that_ends_with_the_first_of_them() -> None:
    section_504, ends = blakes_plan(), dt.date(2027, 1, 29)
    iep = evolve(section_504, terms=evolve(section_504.terms, ends=ends), accommodations=(an_item(),))
    card = pocket.card(BLAKE, [section_504, iep], maple(), LINK, TODAY)
    assert [line.text for line in card.lines][-1] == "Sits in front"
    assert card.valid_until == ends


def test_a_line_that_both_plans_have_is_printed_once() -> None:
    card = pocket.card(BLAKE, [blakes_plan(), blakes_plan()], maple(), LINK, TODAY)
    assert len(card.lines) == len(set(card.lines)) == 2


def test_a_card_is_valid_until_the_plan_ends_or_the_school_says() -> None:
    assert card_of().valid_until == dt.date(2027, 6, 11)
    school = evolve(maple(), cards=CardSettings(expires=dt.date(2027, 1, 31)))
    assert card_of(school=school).valid_until == dt.date(2027, 1, 31)


def test_a_card_printed_on_the_last_day_of_its_plan_is_valid_on_that_day() -> None:
    last = dt.date(2027, 6, 11)
    assert pocket.card(BLAKE, [blakes_plan()], maple(), LINK, last).valid_until == last


def test_a_found_card_goes_back_to_the_school() -> None:
    assert card_of().return_to == (
        "Maple Street Elementary",
        "12 Maple Street, Springfield",
        "+1 541 555 0100",
    )


def test_a_discreet_card_has_initials_and_no_crisis_line() -> None:
    school = evolve(maple(), cards=CardSettings(detail=Detail.DISCREET))
    card = pocket.card(BLAKE, [blakes_plan()], school, LINK, TODAY)
    assert card.name == "B. B."
    assert card.crisis == ()
    assert "hurt" not in repr(card).casefold()


def test_a_preferred_name_stands_instead_of_the_given_one() -> None:
    student = evolve(BLAKE, given_name="Beatrice", preferred_name="Blake")
    assert card_of(student=student).name == "Blake Bennett"
    assert "Beatrice" not in repr(card_of(student=student))


def test_the_nurses_order_never_reaches_the_card() -> None:
    order = Order(drug="planted-drug", dose="7 mg", route="oral", prescriber="Dr. Planted")
    item = an_item(kind=Kind.MEDICATION, when=When(period="lunch"), order=order)
    assert "lanted" not in repr(card_of(item))


HOME = (
    Contact("Dana Bennett", "mother", "+1 503 555 0142", "dana@example.org", "es"),
    Contact("Sam Bennett", "", "+1 503 555 0143"),
)


def back_of(*plans: Plan, student: Student = BLAKE, school: School | None = None) -> Back:
    return pocket.back(evolve(student, contacts=HOME), plans or [blakes_plan()], school or maple(), TODAY)


def test_the_other_side_says_the_steps_of_a_crisis_and_what_never_to_do() -> None:
    (protocol,) = back_of().protocols
    assert protocol.heading == "IF HE SAYS HE WILL HURT HIMSELF OR SOMEONE ELSE"
    assert [(point.mark, point.text) for point in protocol.points] == [
        ("1", "Stay with him; he is not left alone"),
        ("2", "Tell the principal and the counsellor"),
        ("3", "Call home"),
        ("", "If abuse at home is suspected, call child protection instead of home."),
        ("4", "He speaks with the counsellor"),
        ("5", "The team decides what follows"),
        ("NEVER", "suspend before he has been heard"),
    ]


def test_the_other_side_names_whom_the_school_calls_and_never_a_number_of_theirs() -> None:
    back = back_of()
    assert back.calls == ("Dana Bennett, mother", "Sam Bennett")
    for secret in ("555 01", "example.org", "methylphenidate", "10 mg", "Reyes", "2016", "psychologist"):
        assert secret not in repr(back)


def test_the_other_side_of_a_discreet_card_says_no_more_than_where_to_return_it() -> None:
    school = evolve(maple(), cards=CardSettings(detail=Detail.DISCREET))
    assert back_of(school=school) == Back()


def test_what_may_not_stand_on_a_card_may_not_stand_on_its_other_side() -> None:
    (crisis,) = (each for each in blakes_plan().accommodations if each.kind is Kind.CRISIS)
    for hidden in (
        evolve(crisis, card=None),
        evolve(crisis, audience=(Role.COUNSELLOR,)),
        evolve(crisis, ends=TODAY - dt.timedelta(days=1)),
    ):
        assert back_of(evolve(blakes_plan(), accommodations=(hidden,))).protocols == ()


def test_a_crisis_without_steps_says_on_the_other_side_what_its_line_says() -> None:
    (crisis,) = (each for each in blakes_plan().accommodations if each.kind is Kind.CRISIS)
    bare = evolve(crisis, steps=(), never=(), instead_of_home="")
    (protocol,) = back_of(evolve(blakes_plan(), accommodations=(bare,))).protocols
    assert [point.text for point in protocol.points] == [crisis.card]


def test_a_protocol_that_both_plans_have_is_printed_once() -> None:
    assert len(back_of(blakes_plan(), blakes_plan()).protocols) == 1


def test_the_crisis_line_of_the_front_says_where_the_steps_are() -> None:
    card = pocket.card(BLAKE, [blakes_plan()], maple(), LINK, TODAY)
    assert [line.word for line in pocket.turned(card, back_of()).crisis] == ["Turn over"]
    assert pocket.turned(card, Back()).crisis == card.crisis
    assert card.back is None
