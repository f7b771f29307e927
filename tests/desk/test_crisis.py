"""The crisis view: one key away, whole, and it says in the largest letters what never to do."""

import pytest
from attrs import evolve

from kiosk.desk import KioskApp
from kiosk.desk.crisis import LOOKS, best_look
from kiosk.desk.home import HomeScreen
from kiosk.desk.line import Line
from kiosk.desk.locking import CRISIS_PATIENCE, LOCK_AFTER
from kiosk.desk.sheet import Protocol, Row, Tone
from kiosk.desk.words import Words
from kiosk.plans.model import Contact, Kind, Plan
from tests.desk.pretend import BLAKE, DANA, hands, home, kiosk, open_student, shown, until, with_plan
from tests.desk.test_lock import Watch, locked
from tests.made_school import blake

MARCUS = Contact("Marcus Bennett", "father", "+1 503 555 0167")
FAMILY = evolve(BLAKE, contacts=(DANA, MARCUS))
WHOLE = (
    "Blake Bennett · Grade 5 · Room 12",
    "If he says he will hurt himself or someone else",
    "1  Stay with him; he is not left alone",
    "2  Tell the principal and the counsellor",
    "3  Call home: Dana Bennett, mother · +1 503 555 0142",
    "or Marcus Bennett, father · +1 503 555 0167",
    "If abuse at home is suspected, call child protection instead of home.",
    "4  He speaks with the counsellor",
    "5  The team decides what follows",
    "The office: +1 541 555 0100",
    "NEVER suspend before he has been heard",
)


def long_plan() -> Plan:
    """Blake's plan under twenty other accommodations."""
    plan = blake()
    long = tuple(
        evolve(
            plan.accommodations[1], id=f"a{each}", kind=Kind.ENVIRONMENT, text=f"Sits in place {each}. " * 6
        )
        for each in range(20)
    )
    return evolve(plan, accommodations=(*long, *plan.accommodations))


def two_crises() -> Plan:
    """Blake's plan with a second crisis protocol."""
    plan = blake()
    first = next(each for each in plan.accommodations if each.kind is Kind.CRISIS)
    second = evolve(first, id="runs", when=evolve(first.when, trigger="runs away"), never=("Run after him",))
    return evolve(plan, accommodations=(*plan.accommodations, second))


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (100, 30), (80, 50)])
async def test_one_key_shows_every_step_and_never_without_scrolling(size: tuple[int, int]) -> None:
    access = with_plan(long_plan(), FAMILY)
    access.everybody = (FAMILY,)
    app = kiosk(access)
    async with app.run_test(size=size) as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("c")
        for words in WHOLE:
            await until(pilot, lambda words=words: words in shown(app), words)  # type: ignore[misc]
        assert "█" in shown(app), "NEVER stands in large letters too"
        assert screen.crisis.reading.max_scroll_y == 0
        assert "Sits in place" not in shown(app)


async def test_in_a_tiny_window_never_stays_in_sight_while_the_steps_scroll() -> None:
    app = kiosk()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press(*"blake")
        await until(pilot, lambda: home(app).find.hits.chosen is not None)
        await pilot.press("enter")
        await until(pilot, lambda: len(home(app).panel.sheet.protocols) > 0)
        await pilot.press("c")
        await until(pilot, lambda: "If he says" in shown(app) and "1  Stay with him" in shown(app))
        assert "and on" in shown(app), "it is said that there is more"
        for _ in range(20):
            await pilot.press("down")
            assert "NEVER suspend before" in shown(app)
        await until(pilot, lambda: "5  The team decides" in shown(app))


async def test_escape_goes_back_to_the_plan_and_leaves_nothing_behind() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("c")
        await until(pilot, lambda: WHOLE[1] in shown(app))
        await pilot.press("tab", "f3", "slash")
        assert screen.is_in_crisis, "no other key leads away"
        await pilot.press("escape")
        await until(pilot, lambda: "NOW" in shown(app) and WHOLE[1] not in shown(app))
        assert app.focused is screen.panel.reading
        assert not any(line.row.text for line in screen.crisis.query(Line))


async def test_of_two_crises_both_are_a_key_away() -> None:
    app = kiosk(with_plan(two_crises()))
    async with app.run_test() as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("c")
        await until(pilot, lambda: "1 of 2" in shown(app) and WHOLE[1] in shown(app))
        await until(pilot, lambda: "c next" in shown(app))
        await pilot.press("c")
        await until(pilot, lambda: "2 of 2" in shown(app) and "If he runs away" in shown(app))
        assert "NEVER run after him" in shown(app)
        await pilot.press("c")
        await until(pilot, lambda: "1 of 2" in shown(app) and WHOLE[1] in shown(app))


async def test_one_crisis_offers_no_next() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("c")
        await until(pilot, lambda: "Esc back to the plan" in shown(app))
        assert "next" not in shown(app)
        assert "1 of 1" not in shown(app)


async def test_the_idle_lock_waits_for_whoever_stays_with_a_child() -> None:
    app, watch = kiosk(), Watch()
    app.idle = watch.idle()
    async with app.run_test() as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("c")
        await until(pilot, lambda: WHOLE[1] in shown(app))
        watch.steady = CRISIS_PATIENCE - 1
        app.lock_if_idle()
        await pilot.pause()
        assert not app.is_locked
        watch.steady = CRISIS_PATIENCE
        await locked(pilot, app)
    assert LOCK_AFTER < CRISIS_PATIENCE


async def test_the_clock_and_the_bell_stay_in_sight() -> None:
    clock = hands("2026-11-23T11:49:59")
    app = kiosk(clock=clock)
    async with app.run_test() as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("c")
        clock.move(1)
        await until(
            pilot, lambda: "between periods · Mon 23 Nov 11:50" in shown(app) and WHOLE[1] in shown(app)
        )


async def test_the_view_follows_the_window() -> None:
    app = kiosk()
    async with app.run_test(size=(160, 50)) as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("c")
        for size in [(40, 10), (80, 24), (1, 1), (300, 90), (80, 24)]:
            await pilot.resize_terminal(*size)
        await until(pilot, lambda: all(words in shown(app) for words in (*WHOLE[:4], WHOLE[-1])))
        assert isinstance(app.screen, HomeScreen)
        assert app.focused is screen.crisis.reading


def test_the_most_generous_look_that_fits_is_taken() -> None:
    steps = tuple(Row(f"Step {each}", Tone.STEP, number=str(each)) for each in range(1, 6))
    protocol = Protocol("If he runs", steps, ("NEVER run after him",))
    names = [best_look(protocol, 120, height).name for height in (60, 21, 18, 14, 10, 1)]
    assert names == ["grand", "airy", "roomy", "plain", "dense", "dense"]
    assert LOOKS[-1].letters == ()


async def test_the_help_begins_with_the_keys_of_the_place_where_one_is() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        await until(pilot, lambda: first_place(app) == "In the find box")
        await pilot.press("escape")
        await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("f1")
        await until(pilot, lambda: first_place(app) == "With a student open")
        await pilot.press("escape", "c", "f1")
        await until(pilot, lambda: first_place(app) == "In a crisis")


def first_place(app: KioskApp) -> str:
    """The first heading of the help that is open."""
    return next((each.said[0] for each in app.screen.query(".place").results(Words)), "")
