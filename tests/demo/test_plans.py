"""The plans of the pretend school: what a substitute reads."""

import re

import pytest

import themes
from cards import face
from kiosk import pocket
from kiosk.plans.agenda import State, agenda
from kiosk.plans.model import Kind, PlanKind, When
from tests.cards import geometry
from tests.demo.maple import (
    TODAY,
    accommodations,
    files,
    in_force_on,
    maple,
    opening,
    planned,
    plans_today,
    students,
)

_LINK = "HTTPS://PLANS.MAPLE.EXAMPLE/C/0123456789ABCDEFGHJKMNPQRS"
_LONGEST_LINE = 45
_DIAGNOSES = (
    "adhd", "allerg", "anxi", "asthma", "autis", "blind", "cancer", "concuss", "cystic", "deaf", "depress",
    "diabet", "disab", "disorder", "dysle", "dysgra", "epilep", "migraine", "seizure", "syndrome", "trauma",
)  # fmt: skip


def test_forty_plans_are_in_force_of_both_kinds() -> None:
    plans = plans_today()
    assert len(plans) == 40
    assert {plan.kind for plan in plans} == set(PlanKind)


def test_every_plan_file_is_taken_without_a_note() -> None:
    assert {each.notes for each in files()} == {()}


def test_every_plan_file_is_named_for_its_student_plan_and_version() -> None:
    names = [each.name for each in files()]
    assert names == sorted(set(names))
    for each in files():
        assert each.name.startswith(
            f"{each.plan.student.id}-{each.plan.kind.lower()}-{each.plan.terms.begins}-v"
        )


def test_plans_and_roster_speak_of_the_same_children() -> None:
    for file in files():
        entry, student = file.plan.student, students()[file.plan.student.id]
        assert (entry.given_name, entry.family_name) == (student.given_name, student.family_name)
        assert entry.birthdate in {None, student.birthdate}


def test_all_nine_kinds_occur() -> None:
    assert {each.kind for plan in plans_today() for each in plan.accommodations} == set(Kind)


def test_every_form_of_when_occurs() -> None:
    today = [each for plan in plans_today() for each in plan.accommodations]
    said = [each.when for each in today]
    assert When() in said
    for form in ("period", "periods", "begins", "tag", "eve_of", "trigger", "weekdays"):
        assert any(getattr(when, form) for when in said), form
    assert any(when == When(weekdays=when.weekdays) for when in said if when.weekdays)
    assert any(when.weekdays and when.named_periods for when in said)
    assert any(each.lead and each.when.begins for each in today)
    assert any(each.audience for each in today)
    assert any(each.begins or each.ends for each in today)


def test_there_are_orders_on_time_and_orders_as_needed() -> None:
    orders = [each.order for plan in plans_today() for each in plan.accommodations if each.order]
    assert len(orders) >= 8
    assert any(order.prn for order in orders)
    assert any(order.controlled and order.min_gap for order in orders)
    assert all(order.prescriber and order.prescriber_phone for order in orders)


def test_an_iep_has_goals() -> None:
    assert all(plan.goals for plan in plans_today() if plan.kind is PlanKind.IEP)


def test_a_card_line_is_short() -> None:
    lines = {each.card for each in accommodations() if each.card and each.kind is not Kind.CRISIS}
    assert [line for line in lines if len(line) > _LONGEST_LINE] == []


def test_plans_give_instructions_and_never_a_diagnosis() -> None:
    for each in accommodations():
        for text in (each.text, each.card or "", each.when.trigger or "", *each.steps, *each.never):
            assert not any(word in text.casefold() for word in _DIAGNOSES), text


def test_no_drug_is_named_outside_its_order() -> None:
    drugs = {each.order.drug.casefold() for each in accommodations() if each.order}
    for each in accommodations():
        told = " ".join((each.text, each.card or "", *each.steps, *each.never)).casefold()
        assert not any(drug in told for drug in drugs), told


def test_every_text_is_written_for_its_student() -> None:
    for name, written in maple().plan_files:
        assert not re.search(r"\{[A-Za-z]+\}", written.decode()), name


def test_every_why_of_a_trigger_is_a_sentence_about_the_student() -> None:
    whys = [
        item.why
        for plan in plans_today()
        for item in agenda([plan], opening(), students()[plan.student.id].who)
        if item.state is State.IF
    ]
    assert len(whys) > 10
    assert all(re.match(r"If (he|she|the student) \w+s ", why) for why in whys), whys


@pytest.mark.parametrize("state", list(State))
def test_the_school_shows_every_state_when_the_kiosk_opens(state: State) -> None:
    found = [item for plan in plans_today() for item in agenda([plan], opening())]
    assert any(item.state is state for item in found)


def test_room_12_has_more_than_one_plan() -> None:
    assert sum(students()[each].homeroom == "12" for each in planned()) >= 4


def test_every_card_can_be_printed() -> None:
    cards = [
        pocket.card(students()[student], [each.plan for each in found], maple().school, _LINK, TODAY)
        for student, found in in_force_on(TODAY).items()
    ]
    faces, refused = face.lay_out_all(cards, themes.load("daylight"))
    assert refused == []
    assert [fault for each in faces for fault in geometry.faults(each)] == []
