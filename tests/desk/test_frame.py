"""The frame: where, when, which keys; and windows of any size."""

import datetime as dt

import pytest
from attrs import evolve
from textual.app import ComposeResult
from textual.geometry import Size

from kiosk.desk.hints import fitting
from kiosk.desk.home import FIRST, TOO_SMALL, HomeScreen
from kiosk.desk.keys import ACTIONS, Place, at, hints
from kiosk.desk.sign_in import ASKS
from kiosk.desk.top import PRETEND, bell_words, top_words
from tests.desk.pretend import Hands, PretendAccess, hands, home, kiosk, open_student, shown, sign_in, until
from tests.made_school import maple, moment

WHO = "Ngozi Abara · teacher"


def test_the_top_line_says_who_is_signed_in_and_where_and_when() -> None:
    words = top_words(moment("2026-11-23T11:40"), maple(), "12", 140, WHO)
    assert words.left == "Ngozi Abara · teacher · Room 12 · Maple Street Elementary"
    assert words.right == "regular · period 4 · Monday 23 November 11:40"
    assert top_words(moment("2026-11-23T11:40"), maple(), "12", 76).right.endswith("Mon 23 Nov 11:40")


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("2026-11-23T11:40", "Ngozi Abara · teacher · Room 12"),
        ("2026-11-23T11:55", "Ngozi Abara · teacher"),  # "between periods" takes more of the line
    ],
)
def test_who_is_signed_in_stands_before_the_room_and_the_school(said: str, left: str) -> None:
    assert top_words(moment(said), maple(), "12", 76, WHO).left == left


def test_a_long_name_gives_way_before_the_clock_does() -> None:
    school = evolve(maple(), name="The Very Long Name of a School in Honour of Somebody")
    words = top_words(moment("2026-11-23T11:40"), school, "12", 100, WHO)
    assert words.left.endswith(" · Room 12 · The Very Long Name…")
    assert len(words.left) + len(words.right) <= 98
    name = "Maximiliana Featherstonehaugh-Villagómez · coordinator"
    words = top_words(moment("2026-11-23T11:40"), school, "12", 76, name)
    assert words.left == "Maximiliana Featherstonehaugh-Villag…"
    assert len(words.left) + len(words.right) == 74


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("2026-11-23T07:00", "regular · school begins at 08:15"),
        ("2026-11-23T11:55", "regular · between periods"),
        ("2026-11-23T12:10", "regular · lunch"),
        ("2026-11-23T15:00", "regular · school is over"),
        ("2026-11-25T11:15", "early release · lunch"),
        ("2026-11-22T11:15", "no school today"),
        ("2026-11-26T11:15", "no school today"),
    ],
)
def test_the_bell_is_said_in_words(said: str, words: str) -> None:
    assert bell_words(moment(said)) == words


@pytest.mark.parametrize("size", [(40, 10), (60, 18), (80, 24), (124, 36), (160, 50)])
async def test_a_kiosk_is_made_for_its_window_and_not_styled_anew_when_the_window_is_known(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    composed: list[frozenset[str]] = []
    compose = HomeScreen.compose

    def noted(screen: HomeScreen) -> ComposeResult:
        composed.append(screen.classes)
        return compose(screen)

    monkeypatch.setattr(HomeScreen, "compose", noted)
    app = kiosk()
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: home(app).size == Size(*size))
        await pilot.pause()
        assert composed == [home(app).classes]


async def test_the_clock_is_live() -> None:
    clock = hands("2026-11-23T11:49:59")
    app = kiosk(clock=clock)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "period 4 · Mon 23 Nov 11:49" in shown(app))
        clock.move(1)
        await until(pilot, lambda: "between periods · Mon 23 Nov 11:50" in shown(app))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 50)])
async def test_a_pretended_clock_is_shown_all_the_time(size: tuple[int, int]) -> None:
    clock = Hands(shift=dt.timedelta(days=3), at=hands().at)
    app = kiosk(clock=clock)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: PRETEND in shown(app))
        await open_student(pilot, "blake", "Blake Bennett")
        assert PRETEND in shown(app)


async def test_the_real_clock_makes_no_fuss() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await until(pilot, lambda: "11:50" in shown(app))
        assert PRETEND not in shown(app)


async def test_hints_follow_what_can_be_done() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Enter open" in shown(app))
        assert "c crisis" not in shown(app)
        await open_student(pilot, "blake", "Blake Bennett")
        await until(pilot, lambda: "/ find   c crisis   w why" in shown(app))
        await pilot.press("escape", *"blair", "enter")
        await until(pilot, lambda: "Blair Keane" in shown(app) and "/ find   w why" in shown(app))


def test_hints_that_do_not_fit_are_left_out_whole_and_the_help_stays() -> None:
    *others, help_ = actions = tuple(hints({each.id for each in at(Place.ROUND)}))
    first, second, *_ = [each for each in others if not each.is_spare]
    assert fitting(actions, 200) == actions
    assert fitting(actions, 40) == (first, second, help_)
    assert fitting(actions, 8) == (help_,)
    assert fitting(actions, 3) == ()


def test_where_there_is_little_room_arrows_and_esc_go_first_and_an_emergency_stays() -> None:
    places = (Place.FIND, Place.ANYWHERE, Place.ALWAYS)
    actions = tuple(hints({each.id for place in places for each in at(place)}))
    assert [each.word for each in fitting(actions, 77)] == [
        *("open", "round", "office", "room", "emergency", "help")
    ]
    assert [each.word for each in fitting(actions, 30)] == ["emergency", "help"]


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50)])
async def test_the_key_for_an_emergency_is_told_wherever_a_student_is_looked_for_or_open(
    size: tuple[int, int],
) -> None:
    app = kiosk()
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "F8 emergency" in shown(app).splitlines()[-1], "in the find box")
        await pilot.press("f3")
        await until(pilot, lambda: home(app).focused is home(app).room_today.rows)
        assert "F8 emergency" in shown(app).splitlines()[-1]
        await open_student(pilot, "blake", "Blake Bennett")
        assert "F8 emergency" in shown(app).splitlines()[-1]


async def test_a_click_on_a_hint_does_what_its_key_does() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        await until(pilot, lambda: "c crisis   w why" in shown(app))
        row = shown(app).splitlines()[-1]
        await pilot.click(offset=(row.index("c crisis") + 3, app.size.height - 1))
        await until(pilot, lambda: screen.is_in_crisis and "Esc back to the plan" in shown(app))
        row = shown(app).splitlines()[-1]
        await pilot.click(offset=(row.index("Esc") - 1, app.size.height - 1))
        assert screen.is_in_crisis, "beside a hint nothing happens"
        await pilot.click(offset=(row.index("Esc"), app.size.height - 1))
        await until(pilot, lambda: not screen.is_in_crisis)


async def test_whoever_is_new_is_told_what_to_type_until_a_student_is_opened() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await until(pilot, lambda: FIRST in shown(app))
        await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("escape")
        await until(pilot, lambda: "Find" in shown(app))
        assert FIRST not in shown(app)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: app.is_locked and ASKS in shown(app))
        await sign_in(pilot)
        await until(pilot, lambda: FIRST in shown(app), "whoever comes next may be new")


async def test_help_names_every_key_and_goes_away() -> None:
    app = kiosk()
    async with app.run_test(size=(100, 70)) as pilot:
        await pilot.press("f1")
        places = (Place.FIND, Place.STUDENT, Place.CRISIS, Place.READING, Place.ANYWHERE)
        wanted = [each.help for each in ACTIONS if each.place in places]
        await until(pilot, lambda: all(each in shown(app) for each in wanted))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is home(app))


async def test_closing_asks_and_enter_means_no() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        for key in ("ctrl+q", "ctrl+c"):
            for answer in ("enter", "escape", "n"):
                await pilot.press(key)
                await until(pilot, lambda: "Close the kiosk?" in shown(app))
                await pilot.press("x", "space", key)
                await pilot.press(answer)
                await until(pilot, lambda: app.screen is home(app))
        assert app.return_code is None
        await pilot.press("ctrl+q")
        await until(pilot, lambda: "Close the kiosk?" in shown(app))
        await pilot.press("y")
        await until(pilot, lambda: app.return_code == 0)


def test_a_key_means_one_thing_in_a_place() -> None:
    for place in Place:
        keys = [key for each in ACTIONS if each.place is place for key in each.keys.split(",")]
        assert len(keys) == len(set(keys)), place


@pytest.mark.parametrize("size", [(40, 10), (59, 24), (80, 17), (1, 1), (20, 3)])
async def test_a_window_that_is_too_small_says_so_kindly(size: tuple[int, int]) -> None:
    app = kiosk()
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.screen.query_one("#too-small").display)
        await pilot.press(*"bla", "down", "enter", "c", "w", "f1", "escape", "ctrl+q", "enter")
        if size[0] >= 40:
            assert TOO_SMALL.split("\n", maxsplit=1)[0] in shown(app)


async def test_a_storm_of_resizes_breaks_nothing() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        for width, height in [
            (160, 50),
            (40, 10),
            (1, 1),
            (300, 90),
            (124, 18),
            (123, 17),
            (60, 18),
            (80, 24),
        ] * 3:
            await pilot.resize_terminal(width, height)
        await until(pilot, lambda: "» Movement" in shown(app) and "NEVER" in shown(app))
        assert app.focused is screen.panel.reading


async def test_side_by_side_where_there_is_room() -> None:
    app = kiosk()
    async with app.run_test(size=(160, 50)) as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        assert home(app).find.display
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: not home(app).find.display)
        assert "NEVER" in shown(app)


async def test_words_carry_the_meaning_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = kiosk()
    async with app.run_test() as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        assert app.no_color
        for words in ("» Movement", "+ Nurse", "! Crisis", "NEVER", "TONIGHT"):
            assert words in shown(app)


async def test_many_look_ups_leave_no_widgets_behind() -> None:
    access = PretendAccess()
    app = kiosk(access)
    async with app.run_test(size=(160, 50)) as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("w")
        await pilot.pause()
        before = len(app._registry)
        for index in range(20):
            screen.open(access.everybody[index % 2])
            await until(pilot, lambda n=index: len(access.opened) == n + 2)  # type: ignore[misc]
            screen.panel.action_why()
            screen.action_other_side()
            screen.action_other_side()
        await pilot.press("f1", "escape", "ctrl+q", "escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.pause()
        assert len(app._registry) <= before
