"""Which dose is meant, when nobody names it, and when she does."""

import pytest
from attrs import evolve

from kiosk.faults import BadInput
from kiosk.medication.choosing import Meant, choose, orders_meant
from kiosk.medication.doubles import doubled
from kiosk.medication.incidents import missing, to_tell
from kiosk.medication.model import DoseEntry, Told
from kiosk.medication.outcomes import Need, Outcome, Party
from kiosk.plans.model import PlanKind, When
from tests.made_school import blake
from tests.medication.making import at, doses, entry, item, ordered, plan, prn

TWICE = plan(item(when=When(periods=("2", "lunch"))))


def chosen(now: str, *entries: DoseEntry, slot: str | None = None) -> str:
    found = choose(doses(TWICE, now=now, entries=entries), Meant(slot=slot), at(now))
    assert found
    return found.slot


@pytest.mark.parametrize(
    ("now", "slot"), [("08:00", "2"), ("09:30", "2"), ("11:00", "2"), ("11:30", "lunch"), ("14:00", "lunch")]
)
def test_the_dose_whose_window_is_open_is_meant_else_the_last_else_the_next(now: str, slot: str) -> None:
    assert chosen(now) == slot


def test_a_second_try_never_slips_on_to_another_dose() -> None:
    given = entry("12:00", slot="lunch")
    assert chosen("12:01", given) == "lunch"
    assert chosen("14:00", given) == "lunch"
    assert chosen("14:00", given, slot="2") == "2"


def test_two_orders_at_once_are_asked_about() -> None:
    two = plan(item(), item("second", drug="clonidine"))
    with pytest.raises(BadInput, match="Say --order lunch-medication or second"):
        choose(doses(two, now="12:00"), Meant(), at("12:00"))
    both = (plan(item()), plan(item(), kind=PlanKind.IEP))
    with pytest.raises(BadInput, match="--kind 504 or IEP"):
        choose(doses(*both, now="12:00"), Meant(order="lunch-medication"), at("12:00"))


def test_an_unknown_order_kind_or_slot_is_told_with_what_there_is() -> None:
    known = ordered(plan(item()))
    for meant, said in (
        (Meant("lunch"), "lunch-medication"),
        (Meant("lunch-medication", "IEP"), "no such order|No such order"),
    ):
        with pytest.raises(BadInput, match=said):
            orders_meant(known, meant)
    with pytest.raises(BadInput, match="there is 2 and lunch"):
        choose(doses(TWICE, now="12:00"), Meant(slot="evening"), at("12:00"))
    with pytest.raises(BadInput, match="No medication order is in force"):
        orders_meant((), Meant())


def test_a_prn_order_is_meant_where_it_is_named_or_is_the_only_one() -> None:
    both, alone = ordered(plan(item(), prn())), ordered(plan(prn()))
    assert [each.key.order for each in orders_meant(both, Meant())] == ["lunch-medication"]
    assert [each.key.order for each in orders_meant(both, Meant("inhaler"))] == ["inhaler"]
    assert orders_meant(alone, Meant()) == alone


def test_the_same_drug_in_two_orders_is_noted_without_its_name() -> None:
    iep = plan(item("noon", drug=" Methylphenidate"), kind=PlanKind.IEP)
    (note,) = doubled([blake(), iep])
    assert '"lunch-medication" of the 504 plan and "noon" of the IEP order the same drug' in note
    assert "methylphenidate" not in note.casefold()
    assert doubled([blake(), plan(prn())]) == ()


def test_an_incident_lists_whom_to_tell_until_all_were_told() -> None:
    spilled = entry("12:00", Outcome.SPILLED)
    assert to_tell(spilled) == (Party.NURSE, Party.PRESCRIBER, Party.HOME)
    assert to_tell(spilled, {Party.NURSE, Party.HOME}) == (Party.PRESCRIBER,)
    assert to_tell(entry("12:00", Outcome.REFUSED)) == ()


def test_what_an_outcome_needs_is_asked_until_it_was_said() -> None:
    vomited = entry("12:00", Outcome.VOMITED)
    assert missing(vomited) == (Need.MINUTES_AFTER, Need.TOLD)
    told = Told(minutes_after=0, parties=(Party.HOME,))
    assert missing(evolve(vomited, told=told)) == ()
    assert missing(entry("12:00")) == ()
