"""Which version of which plan is in force on a date."""

import datetime as dt

from kiosk.plans.model import Amendment, Plan, PlanKind, StudentEntry, Terms, Version, in_force, newest

BEGINS, ENDS = dt.date(2026, 8, 31), dt.date(2027, 6, 11)


def version(
    number: int,
    effective: dt.date | None = None,
    *,
    kind: PlanKind = PlanKind.SECTION_504,
    begins: dt.date = BEGINS,
    ends: dt.date = ENDS,
) -> Version:
    amendment = Amendment(effective, "ortiz", "New bell.") if effective else None
    return Version(number, Plan(StudentEntry("1"), Terms(kind, begins, ends), amendment=amendment))


def numbers(date: dt.date, *versions: Version) -> list[tuple[str, int]]:
    return [(each.plan.kind.value, each.number) for each in in_force(versions, date)]


def test_a_plan_is_in_force_on_its_first_and_its_last_day_and_not_beside_them() -> None:
    day = dt.timedelta(days=1)
    assert [bool(numbers(date, version(1))) for date in (BEGINS - day, BEGINS, ENDS, ENDS + day)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_a_504_plan_and_an_iep_are_in_force_beside_each_other() -> None:
    iep = version(1, kind=PlanKind.IEP)
    assert numbers(dt.date(2026, 11, 23), iep, version(1)) == [("504", 1), ("IEP", 1)]


def test_an_amendment_takes_over_on_its_effective_date() -> None:
    versions = (version(1), version(2, dt.date(2027, 1, 4)))
    assert numbers(dt.date(2027, 1, 3), *versions) == [("504", 1)]
    assert numbers(dt.date(2027, 1, 4), *versions) == [("504", 2)]


def test_a_late_amendment_that_takes_effect_earlier_is_the_highest_from_its_date_on() -> None:
    versions = (version(1), version(2, dt.date(2027, 1, 4)), version(3, dt.date(2026, 12, 1)))
    dates = (dt.date(2026, 11, 30), dt.date(2026, 12, 1), dt.date(2027, 1, 4), ENDS)
    assert [numbers(date, *versions) for date in dates] == [
        [("504", 1)],
        [("504", 3)],
        [("504", 3)],
        [("504", 3)],
    ]


def test_the_order_in_which_versions_are_handed_in_does_not_matter() -> None:
    versions = (version(3, dt.date(2026, 12, 1)), version(1), version(2, dt.date(2027, 1, 4)))
    assert numbers(dt.date(2027, 1, 4), *versions) == [("504", 3)]


def test_an_amendment_that_ends_the_plan_sooner_ends_it() -> None:
    shorter = version(2, dt.date(2026, 12, 1), ends=dt.date(2026, 12, 18))
    assert numbers(dt.date(2026, 12, 18), version(1), shorter) == [("504", 2)]
    assert numbers(dt.date(2026, 12, 19), version(1), shorter) == []


def test_between_two_plans_of_one_kind_nothing_is_in_force() -> None:
    first = version(1, ends=dt.date(2026, 12, 18))
    second = version(1, begins=dt.date(2027, 1, 4))
    assert numbers(dt.date(2026, 12, 18), first, second) == [("504", 1)]
    assert numbers(dt.date(2026, 12, 25), first, second) == []
    assert in_force((first, second), dt.date(2027, 1, 4)) == (second,)


def test_an_amendment_of_one_plan_leaves_the_next_alone() -> None:
    first = version(1, ends=dt.date(2026, 12, 18))
    amended = version(2, dt.date(2026, 12, 1), ends=dt.date(2026, 12, 18))
    second = version(1, begins=dt.date(2027, 1, 4))
    assert in_force((first, amended, second), dt.date(2027, 1, 4)) == (second,)


def test_no_versions_are_no_plans() -> None:
    assert in_force((), BEGINS) == ()
    assert newest(()) == ()


def test_the_newest_is_the_latest_version_of_the_plan_that_began_last() -> None:
    first, second = (
        version(2, dt.date(2026, 12, 1), ends=dt.date(2026, 12, 18)),
        version(1, begins=dt.date(2027, 1, 4)),
    )
    assert newest((second, first)) == (second,)
