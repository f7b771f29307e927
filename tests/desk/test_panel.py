"""The student panel: it opens, changes with the bell, and never lies when a read fails."""

import threading

import pytest
from attrs import evolve

from kiosk.desk import panel
from kiosk.desk.line import Line
from kiosk.desk.words import Words
from kiosk.faults import BadInput, Refused
from kiosk.plans.model import When
from tests.desk.pretend import (
    BLAIR,
    BLAKE,
    PretendAccess,
    hands,
    home,
    kiosk,
    open_student,
    shown,
    texts,
    until,
    with_plan,
)
from tests.made_school import blake


async def test_all_of_blakes_plan_stands_at_80_by_24_without_scrolling() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        await pilot.pause()
        for words in (
            "in 5 min · send at 11:55",
            "NEVER",
            "nothing: tomorrow is a regular day",
            "NOW",
            "» Movement",
        ):
            await until(pilot, lambda words=words: words in shown(app), words)  # type: ignore[misc]
        assert screen.panel.reading.max_scroll_y == 0


async def test_the_panel_follows_the_bell_by_itself() -> None:
    clock = hands("2026-11-23T11:54:59")
    app = kiosk(clock=clock)
    async with app.run_test() as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        assert "in 1 min · send at 11:55" in texts(screen)
        clock.move(1)
        await until(pilot, lambda: "just begun · send now · until 12:40" in texts(screen))
        await until(pilot, lambda: "just begun · send now" in shown(app))
        clock.move(60)
        await until(pilot, lambda: "just begun" not in shown(app))


async def test_nothing_is_drawn_again_while_nothing_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = hands("2026-11-23T11:50:01")
    app = kiosk(clock=clock)
    async with app.run_test() as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        await pilot.pause()
        drawn: list[str] = []
        monkeypatch.setattr(Words, "update", lambda self, *_, **__: drawn.append(self.id))
        for _ in range(30):
            clock.move(1)
            screen.tick()
            await pilot.pause()
        assert drawn == []


async def test_why_is_shown_and_hidden_by_a_key() -> None:
    app = kiosk()
    async with app.run_test(size=(160, 50)) as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        assert "he goes at 11:55." not in shown(app)
        await pilot.press("w")
        await until(pilot, lambda: "he goes at 11:55." in shown(app))
        await pilot.press("w")
        await until(pilot, lambda: "he goes at 11:55." not in shown(app))


async def test_opening_another_student_clears_the_old_one_at_once() -> None:
    gate = threading.Event()

    def wait(student: str) -> None:
        if student == BLAIR.id:
            gate.wait()

    app = kiosk(PretendAccess(before_open=wait))
    async with app.run_test(size=(160, 50)) as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("slash", *"blair")
        await until(pilot, lambda: home(app).find.hits.chosen == BLAIR)
        await pilot.press("enter")
        await until(pilot, lambda: home(app).panel.student == BLAIR)
        await pilot.pause()
        assert "Opening the plan" in shown(app)
        assert "hurt himself" not in shown(app)
        assert not any("hurt himself" in line.row.text for line in app.screen.query(Line))
        gate.set()
        await until(pilot, lambda: "No plan is in force today." in shown(app))


async def test_a_late_answer_for_another_student_is_dropped() -> None:
    gate = threading.Event()

    def wait(student: str) -> None:
        if student != BLAIR.id:
            gate.wait()

    access = PretendAccess(before_open=wait)
    app = kiosk(access)
    async with app.run_test(size=(160, 50)) as pilot:
        screen = home(app)
        screen.open(access.everybody[0])
        screen.open(BLAIR)
        gate.set()
        await until(pilot, lambda: "No plan is in force today." in shown(app))
        assert screen.panel.sheet.name == "Blair Keane"


async def test_a_student_without_a_plan_is_said_to_have_none() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        screen = await open_student(pilot, "blair", "Blair Keane")
        await until(pilot, lambda: "No plan is in force today." in texts(screen))


async def test_a_failed_read_says_so_and_can_be_tried_again() -> None:
    broken = [True]

    def fail(_: str) -> None:
        if broken[0]:
            raise BadInput("The records are locked by another program.")

    app = kiosk(PretendAccess(before_open=fail))
    async with app.run_test() as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        await until(pilot, lambda: "The records are locked by another program." in shown(app))
        await until(pilot, lambda: "+1 541 555 0100" in shown(app) and "t try again" in shown(app))
        for words in ("nothing", "No plan", "NOW"):
            assert words not in shown(app)
        broken[0] = False
        await pilot.press("t")
        await until(pilot, lambda: "» Movement" in shown(app))
        assert "try again" not in shown(app)


async def test_a_refusal_gives_its_reason() -> None:
    def refuse(_: str) -> None:
        raise Refused("10042 is not in room 14, where Kim is.")

    app = kiosk(PretendAccess(before_open=refuse))
    async with app.run_test() as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        await until(pilot, lambda: "10042 is not in room 14" in shown(app))
        assert "No plan" not in shown(app)


async def test_records_that_do_not_answer_are_spoken_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panel, "PATIENCE", 0.05)
    gate = threading.Event()
    app = kiosk(PretendAccess(before_open=lambda _: gate.wait()))
    async with app.run_test() as pilot:
        screen = home(app)
        await pilot.press(*"blake")
        await until(pilot, lambda: screen.find.hits.chosen is not None)
        await pilot.press("enter")
        await until(pilot, lambda: "The records have not answered yet." in shown(app))
        await pilot.press("slash", *"blair")
        assert screen.find.box.value == "blair", "keys are answered meanwhile"
        gate.set()


async def test_escape_closes_the_student_and_slash_keeps_it() -> None:
    app = kiosk(room=None)
    async with app.run_test(size=(160, 50)) as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        assert app.focused is screen.panel.reading
        await pilot.press("slash")
        await until(pilot, lambda: app.focused is screen.find.box)
        assert screen.panel.sheet.name == "Blake Bennett"
        await pilot.press("tab")
        await until(pilot, lambda: app.focused is screen.panel.reading)
        await pilot.press("escape")
        await until(pilot, lambda: app.focused is screen.find.box)
        assert screen.panel.sheet.name == ""
        assert "hurt himself" not in shown(app)


async def test_the_foot_leaves_air_where_the_plan_needs_all_the_room() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        await until(pilot, lambda: "nothing: tomorrow" in shown(app) and "Why you see" not in shown(app))


async def test_why_it_is_shown_to_this_reader_stands_at_the_foot() -> None:
    app = kiosk()
    async with app.run_test(size=(160, 50)) as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        await until(pilot, lambda: "Why you see this: Teaches room 12." in shown(app))


async def test_an_accommodation_for_mondays_is_gone_on_tuesday_without_a_key() -> None:
    plan = blake()
    monday = evolve(plan.accommodations[1], when=When(weekdays=("monday",)), text="Sits by the window.")  # type: ignore[arg-type]
    clock = hands("2026-11-23T11:50")
    app = kiosk(with_plan(evolve(plan, accommodations=(monday,))), clock)
    async with app.run_test() as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        assert "Sits by the window." in texts(screen)
        clock.move(24 * 3600)
        await until(pilot, lambda: "Sits by the window." not in texts(screen))


async def test_half_a_plan_is_never_seen() -> None:
    app = kiosk()
    seen: list[str] = []
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press(*"blake ben")
        await until(pilot, lambda: home(app).find.hits.chosen is BLAKE, "Blake")
        screen = home(app)
        screen.screen_layout_refresh_signal.subscribe(screen, lambda _: seen.append(shown(app)))
        await pilot.press("enter")
        await until(pilot, lambda: "TONIGHT" in shown(app), "the plan")
    assert seen
    assert all(("NOW" in each) == ("NEVER" in each) == ("TONIGHT" in each) for each in seen)
