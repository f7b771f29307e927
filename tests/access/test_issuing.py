"""A pass stands in the ledger as it was made, and what is changed behind its back is found."""

import pytest

from kiosk.records.verifying import verify
from tests.access.visiting import ABARA, CARD, HERE, WRONG_PIN, House
from tests.records.making import attack


def faults(house: House) -> tuple[str, ...]:
    """What `kiosk verify` finds wrong."""
    found = verify(house.records)
    assert found.broken is None
    return found.faults


def test_a_school_whose_page_is_in_use_is_intact(house: House) -> None:
    house.hire(ABARA)
    issued = house.issue("12", "14", periods=["1"])
    house.revoke_pass(house.issue("12").day_pass)
    key = house.door.with_pass(CARD, issued.code, HERE)
    assert house.door.look(key or "")
    assert house.door.with_pin(CARD, "abara", WRONG_PIN, HERE) is None
    assert faults(house) == ()


@pytest.mark.parametrize(
    "change",
    [
        "date = '2026-11-24'",
        'rooms = \'["12","14"]\'',
        "periods = NULL",
        "until = '2027-06-11T20:00:00.000000Z'",
    ],
    ids=["tomorrow too", "other rooms", "all day", "until summer"],
)
def test_a_pass_that_was_widened_is_found(house: House, change: str) -> None:
    made = house.issue("12", periods=["1"]).day_pass
    attack(house.records.path, f"UPDATE day_pass SET {change}")
    assert faults(house) == (f"the day pass {made.id} was changed beside the kiosk",)


def test_a_pass_that_nobody_made_and_one_that_is_gone_are_found(house: House) -> None:
    made = house.issue("12").day_pass
    attack(house.records.path, "UPDATE day_pass SET id = 'forged'")
    assert faults(house) == (
        "the day pass forged was put in beside the kiosk",
        f"the day pass {made.id} was taken out beside the kiosk",
    )


def test_a_session_of_a_card_that_is_not_there_is_found(house: House) -> None:
    house.door.with_pass(CARD, house.issue("12").code, HERE)
    attack(house.records.path, "UPDATE session SET link = zeroblob(32)")
    assert faults(house) == ("a row of session belongs to a row of link that is not there",)
