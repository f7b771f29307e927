"""What giving a dose now does to the next one of the drug, said before the key is pressed."""

from kiosk.medication.due import as_needed
from kiosk.medication.following import next_too_soon
from kiosk.medication.model import Dose, DoseEntry
from kiosk.medication.outcomes import Outcome
from kiosk.plans.model import Plan, When
from tests.medication.making import CALENDAR, at, doses, entry, item, ordered, plan, prn

TWICE = plan(item(min_gap=90), item("later", When(period="6"), min_gap=None))


def warned(now: str, *entries: DoseEntry, of: Plan = TWICE, name: str = "lunch-medication") -> str:
    found = (*doses(of, now=now, entries=entries), *as_needed([of], at(now).date(), CALENDAR, entries))
    return next_too_soon(_dose(found, name), at(now), found, ordered(of), CALENDAR)


def _dose(found: tuple[Dose, ...], name: str) -> Dose:
    return next(each for each in found if each.ordered.key.order == name)


def test_a_dose_on_time_leaves_the_next_one_its_time() -> None:
    assert warned("12:10") == ""


def test_a_late_dose_says_when_the_next_one_may_be_given() -> None:
    assert warned("12:20") == (
        "given now, the dose due at 13:40 (period 6) comes too soon: 90 minutes lie between two doses; "
        "that one may be given from 13:50 on"
    )


def test_a_dose_so_late_that_the_time_of_the_next_is_over_says_that_too() -> None:
    assert warned("13:20").endswith("may be given from 14:50 on, when its time is over")


def test_one_that_has_its_outcome_already_is_no_next_dose() -> None:
    assert warned("12:50", entry("12:49", Outcome.ABSENT, name="later", slot="6")) == ""


def test_one_that_was_refused_may_still_be_given_and_counts() -> None:
    assert warned("12:50", entry("12:49", Outcome.REFUSED, name="later", slot="6")) != ""


def test_a_dose_that_was_given_warns_of_nothing() -> None:
    assert warned("12:50", entry("12:49")) == ""


def test_another_drug_and_no_gap_warn_of_nothing() -> None:
    assert (
        warned("12:50", of=plan(item(min_gap=90), item("later", When(period="6"), drug="guanfacine"))) == ""
    )
    assert warned("12:50", of=plan(item(min_gap=None), item("later", When(period="6"), min_gap=None))) == ""


def test_what_is_given_as_needed_holds_off_the_scheduled_dose_of_the_drug() -> None:
    both = plan(prn(min_gap=120), item("later", When(period="6"), drug="albuterol", min_gap=None))
    assert warned("12:50", of=both, name="inhaler") != ""
    assert warned("11:00", of=both, name="inhaler") == ""


def test_the_other_of_two_orders_that_are_due_together_comes_too_soon() -> None:
    both = plan(item(min_gap=60), item("other", min_gap=None))
    assert "the dose due at 12:00 (lunch) comes too soon: 60 minutes" in warned("12:00", of=both)
