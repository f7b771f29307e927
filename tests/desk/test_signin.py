"""Signing in at the lock: with an id and a PIN, with a pass; handing over; and being put out."""

import threading

import pytest
from textual import events
from textual.pilot import Pilot

from kiosk.access.signing import UNKNOWN_CODE, WRONG, End
from kiosk.desk import KioskApp, Login
from kiosk.desk.line_box import LineBox
from kiosk.desk.locking import CRISIS_PATIENCE
from kiosk.desk.sign_in import ASKS, HOW, HOW_PIN, OR_ID, SIGN_IN_FIRST, WAITING
from kiosk.faults import BadInput
from kiosk.plans.model import Role
from tests.desk.pretend import (
    ABARA,
    CARD,
    CODE,
    PIN,
    TEACHER,
    Hands,
    PretendAccess,
    home,
    is_open,
    kiosk,
    open_student,
    scan,
    shown,
    sign_in,
    signing_of,
    until,
)  # fmt: skip

LOGINS = (Login("7K3M-Q9RT", "", "a substitute's day pass"), Login("abara", PIN, "Ngozi Abara, teacher"))


def locked_kiosk(
    access: PretendAccess | None = None, clock: Hands | None = None, logins: tuple[Login, ...] = ()
) -> KioskApp:
    return kiosk(access, clock, signed=None, logins=logins)


def box(app: KioskApp) -> LineBox:
    assert app.lock_screen
    return app.lock_screen.query_one(LineBox)


async def ready(pilot: Pilot[None], app: KioskApp) -> None:
    await until(
        pilot, lambda: app.is_locked and app.focused is not None and app.focused is box(app), "the box"
    )


async def says(pilot: Pilot[None], app: KioskApp, sentence: str) -> None:
    """Wait for a sentence, which may stand on several lines."""
    await until(pilot, lambda: sentence in " ".join(shown(app).split()), sentence)


async def test_the_kiosk_begins_locked_and_asks_who_is_there() -> None:
    access = PretendAccess()
    app = locked_kiosk(access)
    async with app.run_test() as pilot:
        await ready(pilot, app)
        await says(pilot, app, ASKS)
        await says(pilot, app, HOW)
        assert (access.overviews, access.opened) == ([], [])
        assert app.signed is None


async def test_a_teacher_types_her_id_and_her_pin_and_her_name_stands_at_the_top() -> None:
    app = locked_kiosk()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        await says(pilot, app, "Ngozi Abara · teacher")
        assert app.signed is TEACHER
        assert app.focused is home(app).find.box


async def test_the_pin_is_not_shown_nor_kept() -> None:
    app = locked_kiosk()
    async with app.run_test() as pilot:
        await ready(pilot, app)
        await pilot.press(*ABARA.id, "enter")
        await says(pilot, app, f"PIN of {ABARA.id}")
        await says(pilot, app, HOW_PIN)
        await pilot.press(*"246811")
        await until(pilot, lambda: "••••••" in shown(app), "the mask")
        assert "246811" not in shown(app)
        await pilot.press("enter")
        await says(pilot, app, WRONG)
        assert box(app).value == ""


async def test_a_pin_may_be_pasted_with_spaces_and_a_line_break() -> None:
    app = locked_kiosk()
    async with app.run_test() as pilot:
        await ready(pilot, app)
        await pilot.press(*"ABARA", "enter")
        await says(pilot, app, "PIN of")
        app.post_message(events.Paste(" 246 810\n"))
        await until(pilot, lambda: box(app).value == "246 810", "the paste")
        await pilot.press("enter")
        await is_open(pilot, app)


@pytest.mark.parametrize("typed", ["7k3mq9rt", "7K3M-Q9RT", "7k3m q9rt", "PASS 7K3MQ9RT", " 7K3MQ9RT"])
async def test_a_substitute_types_her_pass_into_the_same_box(typed: str) -> None:
    app = locked_kiosk()
    async with app.run_test() as pilot:
        await ready(pilot, app)
        await pilot.press(
            *("space" if each == " " else "minus" if each == "-" else each for each in typed), "enter"
        )
        await is_open(pilot, app)
        await says(pilot, app, "Substitute until 14:30")


@pytest.mark.parametrize("ends", ["\n", "\t"])
async def test_a_substitute_scans_her_pass(ends: str) -> None:
    app = locked_kiosk()
    async with app.run_test() as pilot:
        await ready(pilot, app)
        for letter in f"PASS {CODE}":
            app.post_message(events.Key("space" if letter == " " else letter, letter))
        app.post_message(events.Key("enter" if ends == "\n" else "tab", ends))
        await is_open(pilot, app)
        assert home(app).find.box.value == ""


async def test_a_substitute_at_a_kiosk_elsewhere_begins_with_her_own_room() -> None:
    app = kiosk(room="07", signed=None)
    async with app.run_test() as pilot:
        await sign_in(pilot, CODE, "")
        assert home(app)._room == "12"


async def test_a_wrong_pass_may_be_a_staff_id_and_is_never_a_dead_end() -> None:
    app = locked_kiosk()
    async with app.run_test() as pilot:
        await ready(pilot, app)
        await pilot.press(*"garrison", "enter")
        await says(pilot, app, f"{UNKNOWN_CODE} {OR_ID}")
        assert box(app).password
        await pilot.press("escape")
        await says(pilot, app, HOW)
        await pilot.press(*"7K3MQ9RX", "enter")
        await says(pilot, app, OR_ID)
        await pilot.press(*CODE, "enter")  # the pass anew, where the PIN goes
        await is_open(pilot, app)
        assert app.signed
        assert app.signed.person.role is Role.SUBSTITUTE


async def test_a_students_card_is_scanned_after_signing_in() -> None:
    app = locked_kiosk()
    async with app.run_test() as pilot:
        await ready(pilot, app)
        app.post_message(events.Paste(CARD))
        await until(pilot, lambda: box(app).value != "", "the paste")
        await pilot.press("enter")
        await says(pilot, app, SIGN_IN_FIRST)
        assert box(app).value == ""
        assert not box(app).password


async def test_enter_alone_and_an_empty_pin_ask_nothing() -> None:
    app = locked_kiosk()
    async with app.run_test() as pilot:
        await ready(pilot, app)
        await pilot.press("enter", "space", "enter")
        await pilot.press(*"abara", "enter", "enter", "enter")
        await says(pilot, app, HOW_PIN)
        assert signing_of(app).threads == set()


async def test_a_slow_answer_is_asked_for_in_a_thread_and_said_to_be_slow_and_keys_do_nothing_meanwhile() -> (
    None
):
    app, gate = locked_kiosk(), threading.Event()
    signing_of(app).before = lambda: gate.wait(20)
    async with app.run_test() as pilot:
        await ready(pilot, app)
        await pilot.press(*ABARA.id, "enter", *PIN, "enter")
        await says(pilot, app, WAITING)
        await pilot.press(*"xyz", "enter", "escape")
        gate.set()
        await is_open(pilot, app)
        assert home(app).find.box.value == ""
        assert signing_of(app).threads == {"kiosk-reader"}


async def test_records_that_cannot_be_asked_say_so_and_one_may_try_again() -> None:
    app = locked_kiosk()

    def gone() -> None:
        raise BadInput("records.db: another program holds the records; try again in a minute")

    signing_of(app).before = gone
    async with app.run_test() as pilot:
        await ready(pilot, app)
        await pilot.press(*ABARA.id, "enter", *PIN, "enter")
        await says(pilot, app, "another program holds the records; try again in a minute")
        signing_of(app).before = lambda: None
        await pilot.press(*PIN, "enter")
        await is_open(pilot, app)


@pytest.mark.parametrize(
    "name", ["[/x]", "[bold", "\u202eevil", "王小明" * 30, "N" * 400, "\x1b[2J", "\ud800"]
)
async def test_no_id_however_odd_breaks_the_screen(name: str) -> None:
    app = locked_kiosk()
    async with app.run_test() as pilot:
        await ready(pilot, app)
        app.post_message(events.Paste(name))
        await until(pilot, lambda: box(app).value != "", "the paste")
        await pilot.press("enter", *"123456", "enter")
        await says(pilot, app, WRONG)


async def test_handing_over_is_one_key_and_the_next_signs_in_at_once() -> None:
    access = PretendAccess()
    app = locked_kiosk(access)
    async with app.run_test() as pilot:
        await sign_in(pilot, CODE, "")
        await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("l")
        await ready(pilot, app)
        assert "Blake" not in shown(app)
        assert app.signed is None
        await sign_in(pilot)
        await says(pilot, app, "Ngozi Abara · teacher")
        ((who, end),) = signing_of(app).left
        assert (who.person.role, end) == (Role.SUBSTITUTE, End.LOCKED)


async def test_a_pass_that_is_scanned_at_an_open_kiosk_hands_it_over() -> None:
    app = locked_kiosk()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        await open_student(pilot, "blake", "Blake Bennett")
        scan(app, f"PASS {CODE}")
        await says(pilot, app, "Substitute until 14:30")
        assert "Blake Bennett" not in home(app).panel.sheet.name
        assert [each.person.id for each, _ in signing_of(app).left] == ["abara"]


async def test_whoever_may_not_be_here_any_more_is_out_and_told_why() -> None:
    app = locked_kiosk()
    async with app.run_test() as pilot:
        await sign_in(pilot, CODE, "")
        await open_student(pilot, "blake", "Blake Bennett")
        signing_of(app).out = "This day pass ended at 14:30."
        app.ask_whether_still()
        await says(pilot, app, "This day pass ended at 14:30.")
        assert app.is_locked
        assert signing_of(app).left[0][1] is End.OVER
        await pilot.press("a")
        await says(pilot, app, HOW)


async def test_a_crisis_that_is_open_is_not_taken_away_at_the_last_bell() -> None:
    app = locked_kiosk()
    async with app.run_test() as pilot:
        await sign_in(pilot, CODE, "")
        screen = await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("c")
        await until(pilot, lambda: screen.is_in_crisis)
        signing_of(app).out = "This day pass ended at 14:30."
        app.ask_whether_still()
        await pilot.pause(0.2)
        assert not app.is_locked
        await pilot.press("escape")
        app.ask_whether_still()
        await until(pilot, lambda: app.is_locked, "the lock")
        assert CRISIS_PATIENCE > 0


async def test_that_a_sign_out_could_not_be_noted_is_told_to_the_next() -> None:
    app = locked_kiosk()

    def full() -> None:
        raise BadInput("records.db: the disk is full")

    async with app.run_test(notifications=True) as pilot:
        await sign_in(pilot)
        signing_of(app).before_leaving = full
        await pilot.press("ctrl+l")
        await says(pilot, app, "the disk is full")


def test_closing_notes_who_was_signed_in() -> None:
    app = kiosk(signed=TEACHER)
    app.leave_at_the_end()
    assert signing_of(app).left == [(TEACHER, End.CLOSED)]


async def test_a_real_schools_locked_kiosk_is_closed_by_nobody_and_a_pretend_one_by_anybody() -> None:
    for logins in ((), LOGINS):
        app = locked_kiosk(logins=logins)
        async with app.run_test() as pilot:
            await ready(pilot, app)
            assert ("Ctrl+Q close" in shown(app)) is bool(logins)
            await pilot.press("ctrl+q")
            await pilot.pause()
            assert (len(app.screen_stack) == 2) is bool(logins)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_a_pretend_school_shows_whom_one_may_sign_in_as(size: tuple[int, int]) -> None:
    app = locked_kiosk(logins=LOGINS)
    async with app.run_test(size=size) as pilot:
        for each in ("7K3M-Q9RT", PIN, "Ngozi Abara, teacher"):
            await says(pilot, app, each)


TEN = tuple(Login(f"staff{each}", PIN, "") for each in range(10))


@pytest.mark.parametrize(
    ("height", "shown_of_ten", "others"), [(24, 10, 0), (30, 10, 0), (32, 10, 0), (20, 5, 5), (18, 3, 7)]
)
async def test_a_window_without_room_for_all_logins_says_where_the_others_are(
    height: int, shown_of_ten: int, others: int
) -> None:
    app = locked_kiosk(logins=TEN)
    async with app.run_test(size=(80, height)) as pilot:
        more = f"… and {others} more: make the window taller."
        await says(pilot, app, more if others else "staff9")
        assert [each.name for each in TEN if each.name in shown(app)] == [
            each.name for each in TEN[:shown_of_ten]
        ]
        await says(pilot, app, "Ctrl+Q close")


async def test_a_window_that_is_made_taller_shows_the_other_logins() -> None:
    app = locked_kiosk(logins=TEN)
    async with app.run_test(size=(80, 18)) as pilot:
        await says(pilot, app, "and 7 more")
        await pilot.resize_terminal(80, 24)
        await says(pilot, app, "staff9")
        assert "more:" not in shown(app)


async def test_a_real_school_shows_nothing_of_the_kind() -> None:
    app = locked_kiosk()
    async with app.run_test() as pilot:
        await ready(pilot, app)
        assert "pretend" not in shown(app).lower()


@pytest.mark.parametrize("size", [(40, 10), (60, 18), (80, 24), (160, 50)])
async def test_in_any_window_there_is_a_box_and_what_to_type(size: tuple[int, int]) -> None:
    app = locked_kiosk(logins=LOGINS)
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        await says(pilot, app, ASKS)
        await pilot.press(*"abara", "enter")
        await says(pilot, app, "PIN of abara")
        await pilot.press(*PIN)
        await until(pilot, lambda: "••••••" in shown(app), "the mask")


async def test_closing_while_the_lock_is_being_put_up_is_no_crash() -> None:
    for pauses in range(12):
        app = kiosk()
        async with app.run_test() as pilot:
            app.action_lock()
            for _ in range(pauses):
                await pilot.pause(0.001)
            app.exit(return_code=0)
        assert app.return_code == 0
        assert app._exception is None
