"""What may be given, what may not, and the sentence that says why."""

import datetime as dt

import pytest

from kiosk.medication.due import as_needed
from kiosk.medication.giving import No, Try, looks_back, may_give
from kiosk.medication.model import DoseEntry
from kiosk.medication.outcomes import OUTCOMES, Again, Outcome
from kiosk.plans.model import Plan, PlanKind, When
from tests.medication.making import CALENDAR, MONDAY, at, doses, entry, item, ordered, plan, prn

LUNCH = plan(item())
AGAIN = {Outcome.REFUSED, Outcome.NO_SHOW, Outcome.WITHHELD, Outcome.NONE_AVAILABLE, Outcome.SPILLED,
         Outcome.LOST, Outcome.UNDO}  # fmt: skip
IN_PART = {Outcome.VOMITED, Outcome.NOT_SWALLOWED}


def asked(
    now: str,
    *entries: DoseEntry,
    plans: tuple[Plan, ...] = (LUNCH,),
    outcome: Outcome = Outcome.GIVEN,
    late: bool = False,
    reason: str = "",
    decides: bool = False,
) -> No | None:
    """Whether the first plan's first dose may be entered."""
    key = ordered(plans[0])[0].key
    (dose, *_) = [each for each in doses(*plans, now=now, entries=entries) if each.ordered.key == key]
    wanted = Try(outcome, at(now), is_late_entry=late, reason=reason, decides=decides)
    return may_give(dose, wanted, entries, ordered(*plans), CALENDAR)


def why(no: No | None) -> str:
    return "" if no is None else no.why


def test_a_dose_in_its_window_and_a_late_one_may_be_given() -> None:
    for now in ("11:30", "12:00", "12:29", "12:45", "14:29"):
        assert asked(now) is None


def test_the_second_confirmation_is_told_who_gave_it_and_when() -> None:
    assert asked("12:10", entry("11:58")) == No("given at 11:58 by A. Chu")
    assert asked("12:10", entry("11:58"), outcome=Outcome.REFUSED) == No("given at 11:58 by A. Chu")


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_what_may_follow_each_outcome(outcome: Outcome) -> None:
    first = entry("11:40", outcome)
    plain, decided = asked("12:10", first), asked("12:10", first, reason="Seen by me.", decides=True)
    assert (plain is None) is (outcome in AGAIN)
    assert (decided is None) is (outcome in AGAIN | IN_PART)
    assert (outcome.rule.again is Again.DECIDED) is (outcome in IN_PART)


def test_another_try_after_vomiting_is_the_nurses_with_a_reason_alone() -> None:
    first = entry("11:58", Outcome.VOMITED)
    for reason, decides in (("", True), (" ", True), ("Pill intact.", False)):
        no = asked("12:10", first, reason=reason, decides=decides)
        assert why(no) == (
            "vomited at 11:58, recorded by A. Chu; another try is the nurse's decision, with a reason"
        )


def test_an_undo_opens_the_dose_again() -> None:
    assert asked("12:10", entry("11:58"), entry("11:59", Outcome.UNDO, attempt=2)) is None
    third = entry("12:01", attempt=3)
    again = asked("12:10", entry("11:58"), entry("11:59", Outcome.UNDO, attempt=2), third)
    assert why(again) == "given at 12:01 by A. Chu"


def test_an_undo_brings_back_what_stood_before() -> None:
    """He vomited, the nurse decided on another try, and that entry was wrong: she decides again."""
    first, second = entry("11:50", Outcome.VOMITED), entry("11:58", attempt=2)
    undone = first, second, entry("11:59", Outcome.UNDO, attempt=3)
    assert why(asked("12:10", *undone)).startswith("vomited at 11:50, recorded by A. Chu; another try")
    assert asked("12:10", *undone, entry("12:00", Outcome.UNDO, attempt=4)) is None


def test_too_early_says_from_when_on() -> None:
    said = "too early: it is due at 12:00, and may be given from 11:30 on"
    assert asked("11:29") == No(said, can_be_overridden=True)
    assert asked("11:29", outcome=Outcome.ABSENT) is None


def test_after_the_last_bell_one_says_when_it_was_given() -> None:
    assert why(asked("14:30")).startswith("too late: the last bell rang at 14:30")
    assert asked("14:30", late=True) is None


def test_what_nobody_may_override_is_said_before_what_two_people_may() -> None:
    no = asked("14:30", entry("14:00", slot="6"))
    assert why(no).startswith("too late")
    assert no
    assert not no.can_be_overridden


def test_a_blocked_order_is_never_given_and_what_happened_is_still_recorded() -> None:
    blocked = (plan(item(prescriber="")),)
    no = asked("12:00", plans=blocked)
    assert no
    assert not no.can_be_overridden
    assert why(no).startswith("the order names no prescriber")
    assert asked("12:00", plans=blocked, outcome=Outcome.WITHHELD) is None


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_only_what_was_taken_counts_for_the_gap(outcome: Outcome) -> None:
    taken = {Outcome.GIVEN, Outcome.HOME, *IN_PART}
    no = asked("12:00", entry("09:15", outcome, slot="home 09:15"))
    assert (no is not None) is (outcome in taken)


def test_a_dose_at_home_holds_off_the_one_at_lunch_until_the_minute() -> None:
    home = entry("09:01", Outcome.HOME, slot="home 09:01")
    said = (
        "too soon: given at home at 09:01, recorded by A. Chu, and 180 minutes lie between two doses; "
        "the next may be given from 12:01 on"
    )
    assert asked("12:00:59", home) == No(said, can_be_overridden=True)
    assert asked("12:01", home) is None


def test_a_dose_that_was_undone_does_not_count() -> None:
    undone = [
        entry("11:00", slot="4"),
        entry("11:05", Outcome.UNDO, slot="4", attempt=2),
    ]
    assert asked("12:00", *undone) is None
    assert asked("12:00", undone[0])


@pytest.mark.parametrize("drug", ["methylphenidate", " Methylphenidate ", "METHYLPHENIDATE"])
@pytest.mark.parametrize("kind", PlanKind)
def test_the_gap_is_over_all_orders_of_the_drug_in_either_plan(drug: str, kind: PlanKind) -> None:
    """The longer gap holds, whichever order asks for it."""
    other = plan(item("noon", When(period="4"), drug=drug, min_gap=None), kind=kind)
    given = entry("10:40", name="noon", slot="4", drug=drug, kind=kind)
    assert why(asked("12:00", given, plans=(LUNCH, other))).startswith("too soon: given at 10:40")
    assert why(asked("11:45", entry("11:40"), plans=(other, LUNCH))).startswith("too soon: given at 11:40")


def test_another_drug_and_no_gap_hold_nothing_off() -> None:
    assert asked("12:00", entry("11:59", name="other", drug="albuterol")) is None
    free = (plan(item(min_gap=None)),)
    assert asked("12:00", entry("11:59", slot="4"), plans=free) is None


def test_a_late_entry_is_held_against_the_dose_that_came_after_it_too() -> None:
    no = asked("12:00", entry("14:00", slot="6"), late=True)
    assert why(no).startswith("too soon: given at 14:00")


def test_yesterdays_dose_counts_over_midnight() -> None:
    long = (plan(item(min_gap=24 * 60)),)
    no = asked("12:00", entry("2026-11-22T12:30"), plans=long)
    assert "given at 12:30 by A. Chu, and 1440 minutes" in why(no)
    assert why(no).endswith("may be given from 12:30 on")


def inhaler(now: str, *entries: DoseEntry, plans: tuple[Plan, ...]) -> No | None:
    found = as_needed(plans, CALENDAR.local(at(now)).date(), CALENDAR, entries)
    dose = [each for each in found if each.ordered.key.order == "inhaler"][-1]
    return may_give(dose, Try(Outcome.GIVEN, at(now)), entries, ordered(*plans), CALENDAR)


def puff(said: str, slot: str, name: str = "inhaler") -> DoseEntry:
    return entry(said, name=name, slot=slot, drug="albuterol")


def test_a_prn_order_is_given_at_most_so_often_a_day_and_a_month() -> None:
    plans = (plan(prn(max_day=2, max_month=3)),)
    assert inhaler("12:00", puff("09:00", "1"), plans=plans) is None
    day = inhaler("12:00", puff("09:00", "1"), puff("10:00", "2"), plans=plans)
    assert why(day) == "enough for 23 November 2026: 2 of at most 2 were given that day"
    month = [puff(f"2026-11-{each:02}T09:00", "1") for each in (3, 4, 5)]
    assert why(inhaler("12:00", *month, plans=plans)).startswith("enough for this month: 3 of at most 3")
    october = [puff(f"2026-10-{each:02}T09:00", "1") for each in (6, 7, 8)]
    assert inhaler("12:00", *october, plans=plans) is None


def test_limits_and_gaps_of_a_prn_order_count_the_drug_under_every_order() -> None:
    plans = (plan(prn(max_day=2)), plan(prn("spare", min_gap=60), kind=PlanKind.IEP))
    two = (puff("09:00", "1"), puff("10:00", "1", "spare"))
    assert why(inhaler("12:00", *two, plans=plans)).startswith("enough for 23 November")
    assert why(inhaler("09:30", puff("09:00", "1"), plans=plans)).startswith("too soon")


def test_the_entries_needed_reach_back_a_month_and_a_week_before() -> None:
    assert looks_back(MONDAY) == dt.date(2026, 11, 1)
    assert looks_back(dt.date(2026, 11, 2)) == dt.date(2026, 10, 25)
