"""In an emergency: one key, whose, what is happening, and the crisis protocol stands there."""

import pytest

from kiosk.access.emergencies import EmergencyView
from kiosk.desk.home import HomeScreen
from tests.desk.pretend import (
    BLAIR,
    BLAKE,
    CARD,
    TOKEN,
    PretendAccess,
    home,
    kiosk,
    scan,
    scan_is_over,
    shown,
    until,
    with_plan,
)
from tests.desk.test_crisis import FAMILY, WHOLE
from tests.made_school import blake, moment


@pytest.fixture
def access() -> PretendAccess:
    access = with_plan(blake(), FAMILY)
    access.everybody = (FAMILY,)
    return access


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_one_key_a_name_and_a_reason_show_every_step(
    access: PretendAccess, size: tuple[int, int]
) -> None:
    app = kiosk(access)
    async with app.run_test(size=size) as pilot:
        await pilot.press("f8", *"10042", "enter")
        await until(pilot, lambda: "Blake Bennett · Grade 5 · Room 12 · he/him" in shown(app))
        await pilot.press(*"He has a knife", "enter")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and home(app).is_in_crisis)
        said = shown(app)
        assert [each for each in WHOLE if each not in said] == []
        assert "Emergency: He has a knife." in said
        assert access.emergencies == [("10042", "He has a knife")]
        assert access.opened == []
        await pilot.press("escape")
        assert not home(app).is_in_crisis


async def test_a_name_that_is_merely_like_hers_finds_nobody_and_says_so(access: PretendAccess) -> None:
    app = kiosk(access)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8", *"blake", "enter")
        await until(pilot, lambda: "No student has this name or number." in shown(app))
        assert "Bennett" not in shown(app)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)
        assert access.emergencies == []


async def test_a_reason_that_says_nothing_opens_nothing(access: PretendAccess) -> None:
    app = kiosk(access)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8", *"blake bennett", "enter")
        await until(pilot, lambda: "Say what is happening" in shown(app))
        await pilot.press(*"help", "enter")
        await until(pilot, lambda: "Say in a few words what is happening" in shown(app))
        assert not home(app).is_in_crisis
        assert access.emergencies == []


async def test_another_name_takes_the_student_away_who_was_found(access: PretendAccess) -> None:
    app = kiosk(access)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8", *"10042", "enter")
        await until(pilot, lambda: "Blake Bennett" in shown(app))
        await pilot.press("shift+tab", "x")
        await until(pilot, lambda: "Blake Bennett" not in shown(app))


@pytest.mark.parametrize(
    ("before", "gap"), [((), 0.0), ((*"who", "tab"), 0.004), ((*"10077", "enter"), 0.01)]
)
async def test_a_card_that_is_scanned_says_whose_emergency_it_is(before: tuple[str, ...], gap: float) -> None:
    """Whatever was typed, the card counts; nothing of its code is shown, and no plan opens behind it."""
    access = PretendAccess(everybody=(FAMILY, BLAIR))
    app = kiosk(access)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8", *before)
        if "enter" in before:
            await until(pilot, lambda: "Blair Keane" in shown(app))
        scan(app, CARD, gap=gap)
        await until(pilot, lambda: "Blake Bennett" in shown(app))
        said = shown(app)
        assert "EMERGENCY" in said
        assert "Blair" not in said
        assert TOKEN[:5] not in said
        await scan_is_over(pilot)
        await pilot.press(*"He has a knife", "enter")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and home(app).is_in_crisis)
        assert access.emergencies == [("10042", "He has a knife")]
        assert access.opened == []


async def test_a_code_that_is_no_card_says_so_in_the_emergency_and_its_name_can_be_typed(
    access: PretendAccess,
) -> None:
    app = kiosk(access)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8", *"10042", "enter")
        await until(pilot, lambda: "Blake Bennett" in shown(app))
        scan(app, f"{CARD}X")
        await until(pilot, lambda: "No student has this name" in shown(app))
        assert "Blake Bennett" not in shown(app)
        await scan_is_over(pilot)
        await pilot.press(*"10042", "enter")
        await until(pilot, lambda: "Blake Bennett" in shown(app))


async def test_locking_takes_an_emergency_away(access: PretendAccess) -> None:
    app = kiosk(access)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8", *"10042", "enter")
        await until(pilot, lambda: "Blake Bennett" in shown(app))
        await pilot.press("ctrl+l")
        await until(pilot, lambda: app.is_locked)
        assert "Blake" not in shown(app)


WHEN = moment("2026-11-23T11:41").instant
SEEN = EmergencyView(7, WHEN, BLAKE, "Ngozi Abara", "room 12", "He has [a] knife")


@pytest.mark.parametrize(("key", "left"), [("escape", 1), ("s", 0)])
async def test_whoever_answers_for_a_student_is_shown_what_was_opened_until_she_has_seen_it(
    key: str, left: int
) -> None:
    access = PretendAccess(unseen=[SEEN])
    app = kiosk(access)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Opened in an emergency" in shown(app))
        said = shown(app)
        assert "Blake Bennett" in said
        assert "Monday 23 November, 11:41, by Ngozi Abara, at room 12" in said
        assert "“He has [a] knife”" in said
        await pilot.press("enter")
        assert access.unseen == [SEEN]
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert len(access.unseen) == left
