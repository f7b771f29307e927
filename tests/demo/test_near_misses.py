"""Plans that a careless list would show, or lose, at the pretended date."""

import datetime as dt
import re

from kiosk.plans.model import Plan, PlanKind, Version
from tests.demo.maple import BLAKE, TODAY, files, in_force_on, planned, plans_today, students, versions

_DAY = dt.timedelta(days=1)


def _with_nothing_today() -> list[Plan]:
    today = in_force_on(TODAY)
    return [versions(each)[-1].plan for each in planned() if each not in today]


def _today(student_name: str) -> tuple[Version, ...]:
    return next(found for each, found in in_force_on(TODAY).items() if students()[each].name == student_name)


def test_a_plan_ended_last_month() -> None:
    assert any(plan.terms.ends.replace(day=1) == dt.date(2026, 10, 1) for plan in _with_nothing_today())


def test_a_plan_begins_next_week() -> None:
    assert any(TODAY < plan.terms.begins <= TODAY + 7 * _DAY for plan in _with_nothing_today())


def test_a_plan_ended_in_june_and_was_not_renewed() -> None:
    assert any(plan.terms.ends.replace(day=1) == dt.date(2026, 6, 1) for plan in _with_nothing_today())


def test_a_plan_of_last_school_year_is_still_in_force() -> None:
    assert any(plan.terms.begins < dt.date(2026, 6, 11) for plan in plans_today())


def test_a_plan_ends_today_and_holds_until_midnight() -> None:
    assert any(plan.terms.ends == TODAY for plan in plans_today())


def test_a_renewed_iep_stands_beside_the_one_it_replaced() -> None:
    begins = [each.plan.terms.begins for each in versions(_today("Blanca Reyes")[0].plan.student.id)]
    assert begins == [dt.date(2025, 11, 10), dt.date(2026, 11, 10)]
    assert [each.plan.terms.begins for each in _today("Blanca Reyes")] == [dt.date(2026, 11, 10)]


def test_some_students_have_a_504_plan_and_an_iep_at_once() -> None:
    kinds = [[each.plan.kind for each in found] for found in in_force_on(TODAY).values()]
    assert kinds.count([PlanKind.SECTION_504, PlanKind.IEP]) == 2
    assert len(_today("Blair Keane")) == 2


def test_version_2_and_version_3_are_in_force_for_others_than_blake() -> None:
    numbers = {
        each.number for student, found in in_force_on(TODAY).items() for each in found if student != BLAKE
    }
    assert {1, 2, 3} <= numbers


def test_an_amendment_holds_from_next_week_and_not_before() -> None:
    coming = [
        each.plan
        for each in files()
        if each.plan.amendment and TODAY < each.plan.effective <= TODAY + 7 * _DAY
    ]
    assert coming
    for plan in coming:
        (now,) = in_force_on(TODAY)[plan.student.id]
        (then,) = in_force_on(plan.effective)[plan.student.id]
        assert (now.number, then.number) == (1, 2)


def test_an_item_has_just_ended_and_another_is_about_to_begin() -> None:
    items = [each for plan in plans_today() for each in plan.accommodations]
    assert any(each.ends and TODAY - 7 * _DAY <= each.ends < TODAY for each in items)
    assert any(each.begins and TODAY < each.begins <= TODAY + 7 * _DAY for each in items)


def test_some_items_are_for_mondays_only_and_some_for_other_days() -> None:
    weekdays = [
        each.when.weekdays for plan in plans_today() for each in plan.accommodations if each.when.weekdays
    ]
    assert ("monday",) in weekdays
    assert any("monday" not in days for days in weekdays)


def test_another_blake_goes_to_the_nurse_at_lunch_as_well() -> None:
    (version,) = _today("Blake Benoit")
    item = version.plan.accommodations[0]
    assert (item.kind, item.when.period, item.lead) == ("medication", "lunch", 10)


def test_blake_bennett_has_one_plan_in_force_and_one_that_is_over() -> None:
    kinds = {each.plan.kind for each in versions(BLAKE)}
    assert kinds == {PlanKind.SECTION_504, PlanKind.IEP}
    assert [each.plan.kind for each in in_force_on(TODAY)[BLAKE]] == [PlanKind.SECTION_504]


def test_the_near_misses_come_on_top_of_the_plans_that_were_asked_for() -> None:
    assert len(plans_today()) == 40
    assert len({re.sub(r"-v\d.*", "", each.name) for each in files()}) == 45
