"""What stands on the screen is read anew at each bell, while it is looked at."""

import threading

import pytest
from attrs import evolve

from kiosk.faults import BadInput, Refused
from kiosk.plans.model import Version
from tests.desk.pretend import BLAKE, PretendAccess, hands, home, kiosk, open_student, shown, until
from tests.made_school import blake

BEFORE_LUNCH, LUNCH, AFTER_LUNCH = "2026-11-23T11:58", 2 * 60, 40 * 60
OLD = "Not read anew since 11:58: the records cannot be read; asked each minute."


def amend(access: PretendAccess) -> None:
    """The team has met: Blake does not pace any more, he sits by the door."""
    lunch, paces, *others = blake().accommodations
    sits = evolve(paces, text="Sits by the door.", card="Sits by the door")
    access.plans[BLAKE.id] = (Version(4, evolve(blake(), accommodations=(lunch, sits, *others))),)


async def test_an_open_plan_is_read_anew_at_the_bell_and_shows_what_was_amended() -> None:
    access, clock = PretendAccess(), hands(BEFORE_LUNCH)
    app = kiosk(access, clock)
    async with app.run_test(size=(160, 50)) as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        amend(access)
        clock.move(60)
        screen.tick()
        await pilot.pause()
        assert access.opened == [BLAKE.id], "no bell has rung"
        clock.move(60)
        await until(pilot, lambda: "version 4" in shown(app), "the amended plan")
        assert access.opened == [BLAKE.id] * 2, "each look is a view"
        clock.move(60)
        for _ in range(3):
            screen.tick()
            await pilot.pause()
        assert len(access.opened) == 2, "once a bell"


async def test_a_plan_that_cannot_be_read_anew_stays_and_is_asked_for_once_a_minute() -> None:
    access, clock = PretendAccess(), hands(BEFORE_LUNCH)
    app = kiosk(access, clock)
    async with app.run_test(size=(160, 50)) as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        access.before_open = busy
        clock.move(LUNCH)
        await until(pilot, lambda: len(access.opened) == 2)
        for _ in range(3):
            screen.tick()
            await pilot.pause()
        assert len(access.opened) == 2
        assert "the nurse's office" in shown(app)
        assert not screen.panel.has_failed
        await until(pilot, lambda: OLD in shown(app), "that it is old")
        access.before_open = lambda _: None
        amend(access)
        clock.move(60)
        await until(pilot, lambda: "version 4" in shown(app), "the next minute")
        assert "Not read anew" not in shown(app)


async def test_in_a_small_window_too_a_plan_says_that_it_is_old() -> None:
    access, clock = PretendAccess(), hands(BEFORE_LUNCH)
    app = kiosk(access, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        assert "Not read anew" not in shown(app)
        access.before_open = busy
        clock.move(LUNCH)
        await until(pilot, lambda: OLD in " ".join(shown(app).split()), "that it is old")
        assert "the nurse's office" in shown(app)


async def test_records_that_do_not_answer_for_a_minute_leave_a_plan_that_says_it_is_old() -> None:
    access, clock, wait = PretendAccess(), hands(BEFORE_LUNCH), threading.Event()
    app = kiosk(access, clock)
    async with app.run_test(size=(160, 50)) as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        access.before_open = lambda _: wait.wait(20)
        try:
            clock.move(LUNCH)
            await until(pilot, lambda: len(access.opened) == 2, "the bell")
            screen.tick()
            await pilot.pause()
            assert "Not read anew" not in shown(app), "they may still answer"
            clock.move(60)
            await until(pilot, lambda: OLD in shown(app), "that it is old")
        finally:
            wait.set()
        await until(pilot, lambda: "Not read anew" not in shown(app), "the answer")


async def test_a_plan_that_was_asked_for_before_the_bell_and_comes_after_it_is_read_anew() -> None:
    access, clock, wait = PretendAccess(), hands(BEFORE_LUNCH), threading.Event()
    access.before_open = lambda _: wait.wait(20)
    app = kiosk(access, clock)
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press(*"blake")
        await until(pilot, lambda: home(app).find.hits.chosen is not None, "a hit")
        await pilot.press("enter")
        try:
            await until(pilot, lambda: len(access.opened) == 1, "the question")
            clock.move(LUNCH)
            home(app).tick()
        finally:
            wait.set()
        await until(pilot, lambda: len(access.opened) == 2, "the reading after the bell")


async def test_a_room_that_was_asked_for_before_the_bell_and_comes_after_it_is_read_anew() -> None:
    clock, wait, asked = hands(BEFORE_LUNCH), threading.Event(), list[str | None]()

    def slowly(room: str | None) -> None:
        asked.append(room)
        wait.wait(20)

    app = kiosk(PretendAccess(before_room=slowly), clock)
    async with app.run_test(size=(160, 50)) as pilot:
        try:
            await until(pilot, lambda: len(asked) == 1, "the question")
            clock.move(LUNCH)
            home(app).tick()
        finally:
            wait.set()
        await until(pilot, lambda: len(asked) == 2, "the reading after the bell")


async def test_who_may_not_see_the_student_any_more_sees_nothing_of_her_after_the_bell() -> None:
    access, clock = PretendAccess(), hands(BEFORE_LUNCH)
    app = kiosk(access, clock)
    async with app.run_test(size=(160, 50)) as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        access.before_open = access.before_room = refuse
        clock.move(LUNCH)
        await until(pilot, lambda: "is not in room 14" in shown(app))
        assert "nurse" not in " ".join(row.text for row in screen.panel.sheet.rows)
        assert screen.panel._opened is None
        clock.move(60)
        screen.tick()
        await pilot.pause()
        assert "nurse" not in " ".join(row.text for row in screen.panel.sheet.rows)


async def test_a_room_is_read_anew_at_the_bell_and_the_mark_stays_where_it_was() -> None:
    access, clock = PretendAccess(), hands(BEFORE_LUNCH)
    app = kiosk(access, clock)
    async with app.run_test(size=(160, 50)) as pilot:
        await until(pilot, lambda: home(app).room_today.read is not None)
        room = home(app).room_today
        await pilot.press("tab", "down")
        marked = room.rows.chosen
        amend(access)
        clock.move(LUNCH)
        await until(pilot, lambda: len(access.rooms) == 2, "the bell")
        await pilot.pause(0.1)
        assert room.rows.chosen == marked
        assert len(access.rooms) == 2, "once a bell"
        clock.move(AFTER_LUNCH)
        await until(pilot, lambda: "Sits by the door" in shown(app))


async def test_a_room_that_cannot_be_read_anew_stays_and_one_that_is_refused_goes() -> None:
    access, clock = PretendAccess(), hands(BEFORE_LUNCH)
    app = kiosk(access, clock)
    async with app.run_test(size=(160, 50)) as pilot:
        room = home(app).room_today
        await until(pilot, lambda: room.read is not None and "nurse" in shown(app))
        asked: list[str | None] = []

        def gone(name: str | None) -> None:
            asked.append(name)
            busy(name)

        access.before_room = gone
        clock.move(LUNCH)
        await until(pilot, lambda: len(asked) == 1)
        await until(pilot, lambda: OLD in shown(app), "that it is old")
        assert "To the nurse" in shown(app)
        access.before_room = lambda _: None
        clock.move(60)
        await until(pilot, lambda: "Not read anew" not in shown(app), "the next minute")
        assert "To the nurse" in shown(app)
        access.before_room = refuse
        clock.move(AFTER_LUNCH)
        home(app).tick()
        await until(pilot, lambda: "is not in room 14" in shown(app))
        assert room.read is None
        assert "To the nurse" not in shown(app)


def busy(_: object) -> None:
    raise BadInput("records.db: another program holds the records; try again in a minute")


def refuse(_: object) -> None:
    raise Refused("10042 is not in room 14, where T. Lee is.")


@pytest.mark.parametrize("said", ["2026-11-23T23:59:30", "2026-11-22T12:00"])
async def test_a_plan_that_stays_open_over_midnight_is_of_the_new_day(said: str) -> None:
    access, clock = PretendAccess(), hands(said)
    app = kiosk(access, clock)
    async with app.run_test(size=(160, 50)) as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        amend(access)
        clock.move(24 * 60 * 60)
        await until(pilot, lambda: "version 4" in shown(app), "the plan of the new day")
