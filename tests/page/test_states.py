"""With the real door: the gate tells nothing of a card, and no plan is shown that is not on record."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from kiosk.page.app import Page
from kiosk.records.store import Records
from tests.access.visiting import ABARA, CARD, PIN, WRONG_PIN, House, furnished
from tests.page.pretend import PAGES, tells_nothing

UNKNOWN = "Z" * 26


@pytest.fixture
def house(records: Records) -> House:
    """Blake of room 12 with a card, and a teacher with a PIN."""
    made = furnished(records)
    made.hire(ABARA)
    return made


def lock(house: House) -> None:
    """Try wrong PINs until the card is shut."""
    for _ in range(30):
        house.door.with_pin(CARD, "abara", WRONG_PIN, "127.0.0.1")


STATES: dict[str, Callable[[House], None]] = {
    "valid": lambda _: None,
    "revoked": lambda house: house.revoke_card(),
    "expired": lambda house: house.clock.move(days=400),
    "locked": lock,
}


@asynccontextmanager
async def at_the_page(house: House) -> AsyncIterator[httpx.AsyncClient]:
    """A phone in front of this house."""
    page = Page(house.door, PAGES, print)
    transport = httpx.ASGITransport(page.app(), client=("127.0.0.1", 50000))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as phone:
        yield phone
    page.close()


@pytest.mark.parametrize("state", STATES)
async def test_the_gate_is_byte_for_byte_the_same_in_every_state(house: House, state: str) -> None:
    code = house.issue("12").code
    STATES[state](house)
    wrong = [{"code": "AAAA-AAAA"}, {"staff": "abara", "pin": WRONG_PIN}, {"staff": "x", "pin": "1"}]
    right = [{"code": code}, {"staff": "abara", "pin": PIN}]
    async with at_the_page(house) as phone:
        first = await phone.get(f"/C/{UNKNOWN}")
        answers = [await phone.get(f"/C/{CARD}"), await phone.post(f"/C/{UNKNOWN}", data={"code": code})]
        answers += [
            await phone.post(f"/C/{CARD}", data=form)
            for form in (wrong if state == "valid" else wrong + right)
        ]
    for each in answers:
        assert (each.status_code, each.content, each.headers) == (200, first.content, first.headers)
    assert tells_nothing(first.content)
    assert house.views() == []


async def test_no_plan_is_shown_that_is_not_on_record_first(house: House) -> None:
    async with at_the_page(house) as phone:
        await phone.post(f"/C/{CARD}", data={"staff": "abara", "pin": PIN})
        for count in (1, 2, 3):
            assert "Blake Bennett" in (await phone.get("/plan")).text
            assert len(house.views()) == count
        await phone.post("/leave")
        await phone.get("/plan")
    assert len(house.views()) == 3


async def test_a_pass_dies_with_the_last_bell_and_the_page_with_it(house: House) -> None:
    async with at_the_page(house) as phone:
        house.clock.set("2026-11-23T14:25")
        await phone.post(f"/C/{CARD}", data={"code": house.issue("12").code})
        assert "until 14:30" in (await phone.get("/plan")).text
        house.clock.move(minutes=6)
        assert "Scan the card again" in (await phone.get("/plan")).text


async def test_a_card_that_is_revoked_closes_the_page_that_it_opened(house: House) -> None:
    async with at_the_page(house) as phone:
        await phone.post(f"/C/{CARD}", data={"code": house.issue("12").code})
        assert "Blake Bennett" in (await phone.get("/plan")).text
        house.revoke_card()
        assert "Scan the card again" in (await phone.get("/plan")).text
