"""Blake's plans, then and now."""

import datetime as dt

from kiosk.plans.agenda import State, agenda
from kiosk.plans.model import PlanKind, Version, in_force
from tests.demo.maple import BLAKE, TODAY, opening, students, versions
from tests.made_school import blake as blake_of_the_formats


def _of(kind: PlanKind) -> list[Version]:
    return [each for each in versions(BLAKE) if each.plan.kind is kind]


def _today() -> Version:
    (found,) = in_force(versions(BLAKE), TODAY)
    return found


def test_his_504_plan_is_in_force_at_version_3() -> None:
    assert (_today().plan.kind, _today().number) == (PlanKind.SECTION_504, 3)
    assert _today().plan.terms.case_manager == "ortiz"


def test_his_accommodations_are_those_of_the_formats() -> None:
    assert _today().plan.accommodations == blake_of_the_formats().accommodations
    assert _today().plan.terms == blake_of_the_formats().terms


def test_each_amendment_says_why() -> None:
    first, second, third = _of(PlanKind.SECTION_504)
    assert first.plan.amendment is None
    assert second.plan.amendment
    assert "lunch line" in second.plan.amendment.reason
    assert third.plan.amendment
    assert "steps" in third.plan.amendment.reason


def test_the_lead_and_then_the_steps_were_added() -> None:
    lead = [each.plan.accommodations[0].lead for each in _of(PlanKind.SECTION_504)]
    steps = [len(each.plan.accommodations[2].steps) for each in _of(PlanKind.SECTION_504)]
    assert (lead, steps) == ([0, 5, 5], [0, 0, 5])


def test_at_the_opening_he_may_move_goes_to_the_nurse_in_5_minutes_and_his_family_hears_tonight() -> None:
    items = {
        item.accommodation.id: item for item in agenda([_today().plan], opening(), students()[BLAKE].who)
    }
    medication = items["lunch-medication"]
    assert items["active-time"].state is State.NOW
    assert (medication.state, medication.why) == (State.NEXT, "Lunch begins at 12:00; he goes at 11:55.")
    assert medication.span
    assert medication.span.begins - opening().instant == dt.timedelta(minutes=5)
    assert items["crisis-call-home"].state is State.IF
    assert items["night-before"].state is State.TONIGHT
    assert items["test-setting"].state is State.OFF


def test_his_speech_iep_ended_when_the_last_of_three_goals_was_met() -> None:
    history = _of(PlanKind.IEP)
    assert [len(each.plan.goals) for each in history] == [3, 2, 1, 0]
    assert [
        each.plan.amendment.reason
        for each in history
        if each.plan.amendment and "met" in each.plan.amendment.reason
    ]
    assert history[-1].plan.terms.ends == dt.date(2025, 6, 6)


def test_two_of_his_goals_were_met_early() -> None:
    first, *later = _of(PlanKind.IEP)
    due = {goal.id: goal.due for goal in first.plan.goals}
    met = [(set(due) - {goal.id for goal in each.plan.goals}, each.plan.effective) for each in later]
    early = {goal for gone, date in met for goal in gone if date < due[goal]}
    assert {"s-blends", "answers-in-class"} <= early
