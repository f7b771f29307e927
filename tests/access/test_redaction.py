"""Redaction takes away what a role does not need, and never adds."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from kiosk.access.redaction import name_of, plan_for, student_for
from kiosk.plans.model import (
    Accommodation,
    Amendment,
    Contact,
    Goal,
    Kind,
    Order,
    Plan,
    PlanKind,
    Role,
    StudentEntry,
    TeamMember,
    Terms,
)
from kiosk.plans.student import Student, StudentId
from tests.made_school import blake

BLAKE = Student(
    StudentId("10042"),
    "Blake",
    "Bennett",
    "5",
    "12",
    birthdate=dt.date(2016, 3, 9),
    photo="10042.jpg",
    contacts=(Contact("Dana Bennett", "mother", "+1 503 555 0142", "dana@example.org", "en"),),
)
EVERYBODY = set(Role)


def who(sees: Callable[[Role], object]) -> set[Role]:
    return {role for role in Role if sees(role)}


def test_only_the_nurse_reads_medication_orders() -> None:
    assert who(lambda role: any(each.order for each in plan_for(blake(), role).accommodations)) == {
        Role.NURSE
    }


def test_everybody_reads_that_he_goes_to_the_nurse_at_lunch() -> None:
    assert who(lambda role: plan_for(blake(), role).accommodations[0].id == "lunch-medication") == EVERYBODY


def test_the_crisis_protocol_is_whole_for_everybody() -> None:
    crisis = blake().accommodations[2]
    assert who(lambda role: crisis in plan_for(blake(), role).accommodations) == EVERYBODY


def test_birthdates_are_for_those_who_need_them() -> None:
    assert who(lambda role: student_for(BLAKE, role).birthdate) == {
        Role.NURSE, Role.COORDINATOR, Role.OFFICE, Role.PRINCIPAL, Role.ADMIN,
    }  # fmt: skip


def test_a_substitute_knows_whom_to_ask_for_but_not_their_phone() -> None:
    (contact,) = student_for(BLAKE, Role.SUBSTITUTE).contacts
    assert contact == Contact("Dana Bennett", "mother", language="en")
    assert who(lambda role: student_for(BLAKE, role).contacts[0].phone) == EVERYBODY - {Role.SUBSTITUTE}
    assert who(lambda role: student_for(BLAKE, role).contacts[0].email) == EVERYBODY - {Role.SUBSTITUTE}


def test_what_a_plan_file_said_of_its_student_is_never_handed_over() -> None:
    assert {plan_for(blake(), role).student for role in Role} == {StudentEntry("10042")}


def test_a_team_tells_of_a_diagnosis_and_is_not_for_substitutes() -> None:
    assert who(lambda role: plan_for(blake(), role).terms.team) == EVERYBODY - {Role.SUBSTITUTE}


def test_goals_are_not_for_substitutes() -> None:
    goal = Goal("r-sound", "Says /r/.", 0.8, dt.date(2027, 1, 29))
    plan = evolve(blake(), goals=(goal,))
    assert who(lambda role: plan_for(plan, role).goals) == EVERYBODY - {Role.SUBSTITUTE}


def test_why_a_plan_was_amended_is_for_those_who_answer_for_it() -> None:
    plan = evolve(blake(), amendment=Amendment(dt.date(2026, 10, 5), "ortiz", "He was in hospital."))
    assert who(lambda role: "hospital" in repr(plan_for(plan, role))) == {
        Role.COORDINATOR, Role.PRINCIPAL, Role.ADMIN,
    }  # fmt: skip
    assert plan_for(plan, Role.TEACHER).amendment == Amendment(dt.date(2026, 10, 5), "ortiz", "")


@pytest.mark.parametrize("role", Role)
def test_an_audience_narrows_who_reads_an_item(role: Role) -> None:
    items = tuple(evolve(each, audience=(Role.NURSE, Role.PRINCIPAL)) for each in blake().accommodations)
    seen = plan_for(evolve(blake(), accommodations=items), role).accommodations
    assert len(seen) == (len(items) if role in {Role.NURSE, Role.PRINCIPAL} else 0)


def test_an_audience_never_widens_what_a_role_reads() -> None:
    (item, *_) = blake().accommodations
    plan = evolve(blake(), accommodations=(evolve(item, audience=tuple(Role)),))
    assert who(lambda role: plan_for(plan, role).accommodations[0].order) == {Role.NURSE}


def test_a_list_shows_names_grade_and_room() -> None:
    assert name_of(BLAKE) == evolve(BLAKE, birthdate=None, photo="", contacts=())


# --- whatever the plan ------------------------------------------------------------------------------

WORDS = st.text("abc", min_size=1, max_size=6)
DATES = st.dates(dt.date(2026, 8, 1), dt.date(2027, 6, 30))
ORDERS = st.builds(Order, WORDS, WORDS, WORDS, WORDS, WORDS)
ITEMS = st.builds(
    Accommodation,
    id=WORDS,
    kind=st.sampled_from(Kind),
    text=WORDS,
    card=st.none() | WORDS,
    audience=st.none() | st.lists(st.sampled_from(Role), min_size=1).map(tuple),
    order=st.none() | ORDERS,
)
PLANS = st.builds(
    Plan,
    student=st.builds(StudentEntry, WORDS, WORDS, WORDS),
    terms=st.builds(
        Terms,
        st.sampled_from(PlanKind),
        DATES,
        DATES,
        team=st.lists(st.builds(TeamMember, WORDS, WORDS), max_size=2).map(tuple),
    ),
    accommodations=st.lists(ITEMS, max_size=4).map(tuple),
    goals=st.lists(st.builds(Goal, WORDS, WORDS, st.just(0.8), DATES), max_size=2).map(tuple),
    amendment=st.none() | st.builds(Amendment, DATES, WORDS, WORDS),
)
EMPTY = (None, "", ())


def only_less(redacted: Any, whole: Any) -> bool:
    """Whether every part of a value equals the whole's, or is empty, or lacks some of its items."""
    if redacted in EMPTY or redacted == whole:
        return True
    if isinstance(redacted, tuple) and isinstance(whole, tuple):
        rest = iter(whole)
        return all(any(only_less(each, other) for other in rest) for each in redacted)
    if attrs.has(type(redacted)) and type(redacted) is type(whole):
        names = [each.name for each in attrs.fields(type(redacted))]
        return all(only_less(getattr(redacted, each), getattr(whole, each)) for each in names)
    return False


@given(PLANS, st.sampled_from(Role))
def test_redaction_only_takes_away(plan: Plan, role: Role) -> None:
    assert only_less(plan_for(plan, role), plan)


@given(PLANS, st.sampled_from(Role))
def test_redaction_leaves_nothing_more_to_take(plan: Plan, role: Role) -> None:
    once = plan_for(plan, role)
    assert plan_for(once, role) == once


@given(PLANS, st.sampled_from(Role))
def test_no_item_reaches_a_role_outside_its_audience(plan: Plan, role: Role) -> None:
    kept = plan_for(plan, role).accommodations
    assert all(each.audience is None or role in each.audience for each in kept)
    assert role is Role.NURSE or not any(each.order for each in kept)
