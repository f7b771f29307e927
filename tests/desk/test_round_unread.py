"""A damaged plan blanks no board: it is said first whose doses are not known, and all others stand."""

import pytest

from kiosk.access.gate import Access
from kiosk.desk import KioskApp
from kiosk.desk.round_rows import NOTHING_ELSE
from kiosk.records.store import Records
from tests.desk.nurses_desk import NursesDesk, child, furnish, give, open_board, press
from tests.desk.pretend import scan, shown, until
from tests.records.making import VERSION_TRIGGERS, attack

ADA, BEN = child(10201, "Ada", "Ng"), child(10202, "Ben", "Ruiz", "14")
LINE = "NOT READ: Ada Ng (10201): doses are not known; ask the office to run kiosk verify"


@pytest.fixture
def desk(records: Records) -> NursesDesk:
    """Ada's plan is damaged; Ben's is whole."""
    made = furnish(records, ADA, BEN)
    damage(records, "10201")
    return made


def damage(records: Records, *students: str) -> None:
    spoil = "UPDATE plan_version SET content = zeroblob(80) WHERE student = '{}'"
    attack(records.path, *map(spoil.format, students), without=VERSION_TRIGGERS)


def words(app: KioskApp) -> str:
    """What the screen says, however its rows break."""
    return " ".join(shown(app).split())


@pytest.mark.parametrize("size", [(100, 30), (80, 24)])
async def test_the_board_names_her_first_and_the_other_child_is_given_his_dose(
    desk: NursesDesk, size: tuple[int, int]
) -> None:
    app = desk.app()
    async with app.run_test(size=size) as pilot:
        await open_board(pilot, 1)
        await until(pilot, lambda: LINE in words(app), "whose doses are not known")
        await until(pilot, lambda: "1 due now" in shown(app), "the count")
        await give(pilot)
        assert [each.key.student for each in desk.entries()] == ["10202"]
        await until(pilot, lambda: "1 done" in shown(app), "the count")
        assert LINE in words(app)


async def test_her_card_is_not_answered_with_no_medication(
    desk: NursesDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (lost,) = desk.round().board().unread
    monkeypatch.setattr(Access, "scanned", lambda *_: lost.student)
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 1)
        scan(app, "HTTPS://PLANS.MAPLE.EXAMPLE/C/HERS")
        await until(pilot, lambda: screen.said == f"{LINE}.", "why there is none")


async def test_nothing_due_is_not_said_of_a_school_where_nobodys_plan_is_read(records: Records) -> None:
    desk = furnish(records, ADA, BEN)
    damage(records, "10201", "10202")
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 0)
        await until(pilot, lambda: screen.said == NOTHING_ELSE, "that no other dose is known")
        await until(pilot, lambda: "Ada Ng (10201) and Ben Ruiz (10202)" in words(app), "both names")


async def test_the_sign_off_says_it_before_it_asks(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 1)
        await give(pilot)
        await press(pilot, "f10", "Sign off the medication")
        await until(pilot, lambda: shown(app).count("NOT READ") == 2, "the line in the question too")


async def test_a_dose_whose_plan_is_damaged_after_the_board_was_read_is_not_given(
    records: Records,
) -> None:
    desk = furnish(records, BEN)
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 1)
        damage(records, "10202")
        await pilot.press("enter")
        await until(pilot, lambda: "run kiosk verify" in shown(app), "that it cannot be read")
        await pilot.press("space", "g")
        await pilot.pause(0.1)
        assert not desk.entries()


async def test_that_no_other_dose_is_due_is_not_said_above_a_dose_once_the_plan_was_amended(
    records: Records,
) -> None:
    desk = furnish(records, BEN)
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 1)
        screen._say(NOTHING_ELSE)
        screen._show()
        assert screen.said == ""
