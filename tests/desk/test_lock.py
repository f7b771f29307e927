"""The lock: it comes by a key or by itself, and keeps nothing of what was on the screen."""

import gc
from collections.abc import Iterator
from types import CellType, CoroutineType, FrameType

import pytest
from attrs import evolve
from rich.cells import cached_cell_len
from textual.pilot import Pilot
from textual.widgets import Digits

from kiosk.access.model import Found, Mark, Opened
from kiosk.access.signing import End
from kiosk.desk import KioskApp
from kiosk.desk.home import HomeScreen
from kiosk.desk.idle import Idle
from kiosk.desk.line_box import LineBox
from kiosk.desk.locking import BEGUN, CRISIS_PATIENCE, LOCK_AFTER
from kiosk.desk.sign_in import ASKS
from kiosk.desk.top import PRETEND
from kiosk.plans.student import Student
from tests.desk.pretend import (
    BLAKE,
    Hands,
    PretendAccess,
    hands,
    home,
    kiosk,
    open_student,
    shown,
    sign_in,
    until,
)  # fmt: skip

HOUR = 3600.0


class Watch:
    """Two clocks whose hands the test moves."""

    def __init__(self) -> None:
        self.steady = self.wall = 0.0

    def idle(self) -> Idle:
        return Idle(steady=lambda: self.steady, wall=lambda: self.wall)


async def locked(pilot: Pilot[None], app: KioskApp) -> None:
    await until(pilot, lambda: app.is_locked and ASKS in shown(app), "the lock")


async def opened(pilot: Pilot[None], app: KioskApp) -> None:
    await until(pilot, lambda: not app.is_locked and "Blake Bennett" in shown(app), "the list of the room")


def test_the_longer_of_two_clocks_says_how_long_nobody_was_here() -> None:
    watch = Watch()
    idle = watch.idle()
    watch.steady, watch.wall = 5, HOUR  # the machine has slept
    assert idle.seconds == HOUR
    idle.touch()
    assert idle.seconds == 0
    watch.steady, watch.wall = 40, 0  # somebody has set the wall clock back
    assert idle.seconds == 35


async def test_l_locks_where_a_student_is_open_and_is_a_letter_in_the_find_box() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await pilot.press("l")
        assert home(app).find.box.value == "l"
        await pilot.press("backspace")
        await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("l")
        await locked(pilot, app)
        assert "Blake" not in shown(app)


@pytest.mark.parametrize("before", [(), ("b",), ("f1",), ("ctrl+q",)])
async def test_ctrl_l_locks_wherever_one_is(before: tuple[str, ...]) -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await pilot.press(*before, "ctrl+l")
        await locked(pilot, app)
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (40, 10)])
async def test_a_locked_kiosk_shows_the_clock_the_school_and_the_room(size: tuple[int, int]) -> None:
    app = kiosk()
    async with app.run_test(size=size) as pilot:
        await pilot.press("ctrl+l")
        await locked(pilot, app)
        assert app.screen.query_one(Digits).value == "11:50"
        for words in (
            "Maple Street Elementary",
            "Room 12",
            "Monday 23 November",
            "regular · between periods",
        ):
            assert words in shown(app)


async def test_the_clock_of_a_locked_kiosk_is_live_and_says_that_it_pretends() -> None:
    clock = Hands(shift=hands().at[0] - hands().at[0], at=hands("2026-11-23T11:49:59").at)
    app = kiosk(clock=clock)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+l")
        await locked(pilot, app)
        assert PRETEND in shown(app)
        clock.move(1)
        await until(pilot, lambda: app.screen.query_one(Digits).value == "11:50")


async def test_what_is_typed_at_a_locked_kiosk_does_nothing_but_sign_in() -> None:
    access = PretendAccess()
    app = kiosk(access)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+l")
        await locked(pilot, app)
        await pilot.press("slash", "f1", "f3", "ctrl+q", "c", "1", "0", "ctrl+l", "ctrl+p")
        assert app.is_locked
        assert len(app.screen_stack) == 1
        await pilot.press("escape")
        await sign_in(pilot)
        await opened(pilot, app)
        assert app.screen is home(app)
        assert home(app).find.box.value == ""
        assert app.focused is home(app).find.box
        assert access.opened == []


async def test_what_somebody_began_to_type_at_the_lock_is_forgotten() -> None:
    app, watch = kiosk(), Watch()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+l")
        await locked(pilot, app)
        await pilot.press(*"abara", "enter", *"2468")
        app.idle = watch.idle()
        watch.steady = BEGUN
        app.lock_if_idle()
        await until(pilot, lambda: ASKS in shown(app), "the first question")
        assert box(app).value == ""
        assert not box(app).password


def box(app: KioskApp) -> LineBox:
    """What one types in at the lock."""
    assert app.lock_screen
    return app.lock_screen.query_one(LineBox)


async def test_the_kiosk_locks_by_itself_when_nobody_touches_it() -> None:
    app, watch = kiosk(), Watch()
    app.idle = watch.idle()
    async with app.run_test() as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        watch.steady = LOCK_AFTER - 1
        app.lock_if_idle()
        assert not app.is_locked
        await pilot.press("w")
        watch.steady += LOCK_AFTER - 1
        app.lock_if_idle()
        assert not app.is_locked, "the key was a touch"
        watch.steady += 1
        await locked(pilot, app)


async def test_a_kiosk_that_woke_from_sleep_is_locked() -> None:
    app, watch = kiosk(), Watch()
    app.idle = watch.idle()
    async with app.run_test() as pilot:
        watch.wall = 8 * HOUR
        await locked(pilot, app)


def test_whether_a_crisis_is_open_can_be_asked_before_the_screen_is_put_together() -> None:
    app = kiosk()
    assert not app._home_screen().is_in_crisis


async def test_a_clock_that_ticks_while_the_kiosk_closes_breaks_nothing() -> None:
    watch, app = Watch(), kiosk()
    async with app.run_test() as pilot:
        await opened(pilot, app)
        app.idle = watch.idle()
        watch.wall = HOUR
        stack = app._screen_stacks[app.current_mode]
        kept = stack.copy()
        stack.clear()  # as Textual does, before the last timers stop
        app.lock_if_idle()
        await app._go(End.IDLE, "", None)
        app.ask_whether_still()
        stack.extend(kept)
        assert not app.is_locked


async def test_a_help_over_a_crisis_does_not_let_it_lock_sooner() -> None:
    watch, app = Watch(), kiosk()
    async with app.run_test() as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("c")
        await until(pilot, lambda: screen.is_in_crisis)
        await pilot.press("f1")
        await until(pilot, lambda: app.screen is not screen)
        app.idle = watch.idle()
        watch.wall = CRISIS_PATIENCE - 1
        app.lock_if_idle()
        await pilot.pause()
        assert not app.is_locked


async def test_a_kiosk_told_never_to_lock_does_not() -> None:
    app, watch = kiosk(lock_after=0), Watch()
    app.idle = watch.idle()
    async with app.run_test() as pilot:
        watch.steady = watch.wall = 100 * HOUR
        app.lock_if_idle()
        await pilot.pause()
        assert not app.is_locked


class Secretive(PretendAccess):
    """Access to one student, whose name stands nowhere but in what was asked for."""

    def find(self, *_: object, **__: object) -> Found:
        return Found((planted(),), 1)

    def open(self, *_: object) -> Opened:
        return Opened(planted(), self.plans[BLAKE.id], f"Teaches {planted().name}.")

    def overview(self, *_: object, **__: object) -> tuple[Mark, ...]:
        return (Mark(planted(), (), (), (), has_crisis_protocol=True),)


def planted() -> Student:
    """A student whose name is made anew each time: no constant of this test holds it."""
    return evolve(BLAKE, given_name="detnalP"[::-1], family_name="emansdlihC"[::-1])


OURS = (tuple, CoroutineType, FrameType, CellType)
"""What this test itself holds the name in."""


def holders(*names: str) -> set[str]:
    """The types of whatever was made since the freeze and holds a text with one of these names."""
    gc.collect()
    return {
        f"{type(each).__module__}.{type(each).__name__}"
        for each in gc.get_objects()
        for held in gc.get_referents(each)
        if type(held) is str and any(name in held for name in names) and type(each) not in OURS
    }


def drawn(name: str) -> bool:
    """Whether the cache of measured texts holds this name."""
    return any(type(each) is str and name in each for each in gc.get_referents(cached_cell_len))


@pytest.fixture
def only_what_is_made_from_here_on() -> Iterator[None]:
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("only_what_is_made_from_here_on")
async def test_a_locked_kiosk_holds_nothing_of_the_student_who_was_open() -> None:
    app = kiosk(Secretive())
    async with app.run_test(size=(160, 50)) as pilot:
        family = planted().family_name
        await open_student(pilot, "l", planted().name)
        await pilot.press("w", "slash", "home", *family.lower())
        app.notify(f"Printed: {planted().name}")
        await pilot.press("f1")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        assert "kiosk.desk.sheet.Sheet" in holders(family), "the search finds what is there"
        assert drawn(family)
        await pilot.press("ctrl+l")
        await locked(pilot, app)
        typed = family.lower()
        await until(pilot, lambda: not holders(family, typed), "the screens to be gone")
        assert not drawn(family)


@pytest.mark.usefixtures("only_what_is_made_from_here_on")
async def test_many_locks_leave_no_screen_behind() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await opened(pilot, app)
        before = len(app._registry)
        for _ in range(5):
            await open_student(pilot, "blake", "Blake Bennett")
            await pilot.press("ctrl+l")
            await locked(pilot, app)
            await sign_in(pilot)
            await opened(pilot, app)
        await until(pilot, lambda: len(app._registry) == before, "the old screens to be gone")
        await until(pilot, lambda: homes() == 1, "the old screens to be let go")


def homes() -> int:
    """How many home screens there are, on show or not."""
    gc.collect()
    return sum(type(each) is HomeScreen for each in gc.get_objects())
