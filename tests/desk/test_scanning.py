"""A card is scanned: its student opens, whatever is on the screen, and nothing else happens."""

import threading

import pytest
from textual import events
from textual.pilot import Pilot

from kiosk.desk import KioskApp
from kiosk.desk.help import HelpScreen
from kiosk.desk.leaving import LeavingScreen
from kiosk.desk.scanner import PAUSE
from kiosk.desk.sign_in import SIGN_IN_FIRST
from kiosk.faults import BadInput, NotAllowed
from tests.desk.pretend import (
    BLAIR,
    BLAKE,
    CARD,
    TOKEN,
    PretendAccess,
    home,
    kiosk,
    open_student,
    scan,
    scan_is_over,
    shown,
    until,
)
from tests.desk.test_find import explains


async def opened(pilot: Pilot[None], access: PretendAccess) -> None:
    """Wait until Blake is open, and see that nothing of his card is on the screen."""
    assert isinstance(pilot.app, KioskApp)
    screen = home(pilot.app)
    await until(pilot, lambda: access.opened[-1:] == [BLAKE.id], "Blake")
    await until(pilot, lambda: screen.panel.student == BLAKE and bool(screen.panel.sheet.plans), "his plan")
    assert TOKEN not in shown(pilot.app)
    assert TOKEN not in screen.find.box.value


async def test_a_card_scanned_into_the_find_box_opens_its_student_and_leaves_the_box_as_it_was() -> None:
    access = PretendAccess()
    app = kiosk(access)
    async with app.run_test() as pilot:
        await pilot.press(*"bla")
        await pilot.pause(0.1)
        scan(app, CARD)
        await opened(pilot, access)
        assert access.opened == [BLAKE.id]
        assert home(app).find.box.value == "bla"


@pytest.mark.parametrize(
    ("card", "ends", "gap"),
    [(CARD, "\n", 0.0), (CARD, "\n", 0.01), (CARD.lower(), "\n", 0.001), (CARD, "", 0.004)],
)
async def test_a_card_scanned_while_another_student_is_open_opens_its_own(
    card: str, ends: str, gap: float
) -> None:
    access = PretendAccess()
    app = kiosk(access, room=None)
    async with app.run_test() as pilot:
        await open_student(pilot, "keane", "Blair Keane")
        scan(app, card, ends=ends, gap=gap)
        await opened(pilot, access)
        assert access.opened == [BLAIR.id, BLAKE.id]


@pytest.mark.parametrize(("key", "screen"), [("f1", HelpScreen), ("ctrl+q", LeavingScreen)])
async def test_a_card_scanned_over_a_help_or_a_question_opens_its_student_and_answers_nothing(
    key: str, screen: type
) -> None:
    access = PretendAccess()
    app = kiosk(access)
    async with app.run_test() as pilot:
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, screen))
        scan(app, CARD)
        await opened(pilot, access)
        assert app.screen is home(app)
        assert app.return_code is None


async def test_a_card_scanned_over_the_room_opens_its_student() -> None:
    access = PretendAccess()
    app = kiosk(access)
    async with app.run_test() as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: app.focused is home(app).room_today.rows)
        scan(app, CARD)
        await opened(pilot, access)


@pytest.mark.parametrize("text", [CARD, f"{CARD.lower()}\r\n"])
async def test_a_card_may_be_pasted_anywhere(text: str) -> None:
    access = PretendAccess()
    app = kiosk(access)
    async with app.run_test() as pilot:
        for key in ("escape", "f1"):
            access.opened.clear()
            await pilot.press(key)
            app.post_message(events.Paste(text))
            await opened(pilot, access)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_a_shops_code_is_told_and_whoever_is_open_stays(size: tuple[int, int]) -> None:
    access = PretendAccess()
    app = kiosk(access)
    async with app.run_test(size=size) as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        scan(app, "https://shop.example/offer")
        await until(pilot, lambda: "That is not one of our cards." in shown(app))
        assert screen.panel.student == BLAKE
        assert access.opened == [BLAKE.id]
        assert app.focused is screen.find.box
        await scan_is_over(pilot)
        await pilot.press("b")
        await until(pilot, lambda: "found" in explains(app))


@pytest.mark.parametrize("error", [BadInput("The records are locked."), NotAllowed("She is not in room 12.")])
async def test_a_card_that_opens_nothing_says_why(error: Exception) -> None:
    def fail() -> None:
        raise error

    app = kiosk(PretendAccess(before_scanned=fail))
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Blake Bennett" in shown(app))
        scan(app, CARD)
        await until(pilot, lambda: explains(app) == str(error))


async def test_a_number_scanned_off_another_card_opens_its_student_from_anywhere() -> None:
    access = PretendAccess()
    app = kiosk(access)
    async with app.run_test() as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        scan(app, BLAIR.id)
        await until(pilot, lambda: access.opened[-1:] == [BLAIR.id])


async def test_of_two_cards_the_second_counts() -> None:
    gate = threading.Event()
    access = PretendAccess(before_scanned=gate.wait)
    app = kiosk(access)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Blake Bennett" in shown(app))
        scan(app, "https://shop.example/offer")
        await pilot.pause(PAUSE)
        scan(app, CARD)
        gate.set()
        await opened(pilot, access)
        assert "not one of our cards" not in explains(app)


async def test_the_keys_of_the_student_still_work_one_by_one() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        before = screen.panel.sheet
        await pilot.press("w")
        await until(pilot, lambda: screen.panel.sheet != before)
        await pilot.press("h")
        await pilot.pause(PAUSE)
        await pilot.press("w")
        await until(pilot, lambda: screen.panel.sheet == before)


async def test_the_card_is_asked_about_in_a_thread_of_its_own() -> None:
    access = PretendAccess()
    app = kiosk(access)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Blake Bennett" in shown(app))
        scan(app, CARD)
        await opened(pilot, access)
    assert access.threads == {"kiosk-reader"}


async def test_a_card_that_is_scanned_at_the_lock_opens_nothing_and_says_to_sign_in_first() -> None:
    access = PretendAccess()
    app = kiosk(access)
    async with app.run_test() as pilot:
        await pilot.press(*"bla")
        app.action_lock()
        await until(pilot, lambda: app.is_locked and not app.hears_scans and app.focused is not None)
        scan(app, CARD)
        await until(pilot, lambda: SIGN_IN_FIRST in shown(app), "the sentence")
        assert app.is_locked
        assert access.opened == []


async def test_the_lock_forgets_what_stood_in_the_box_before_a_scan() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await pilot.press(*"bla")
        await pilot.pause(0.1)
        scan(app, "x", ends="")
        await until(pilot, lambda: app._before_scan == "bla")
        app.action_lock()
        await until(pilot, lambda: app.is_locked)
        assert app._before_scan == ""
