"""One key changes the colours, at once; signs and words stay."""

from functools import partial
from itertools import pairwise
from operator import sub
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem

import themes
from kiosk.desk import KioskApp, Looks
from tests.desk.pretend import PretendAccess, home, kiosk, many, open_student, shown, until
from themes.finding import OURS

WORDS = ("» Movement", "+ Nurse", "! Crisis", "NEVER", "TONIGHT")


def colours(app: KioskApp) -> set[Color]:
    """Every colour on the screen, as it goes to the terminal."""
    styles = [
        segment.style
        for strip in app.screen._compositor.render_strips()
        for segment in strip
        if segment.style
    ]
    return {colour for style in styles for colour in (style.color, style.bgcolor) if colour}


def hexes(app: KioskApp) -> set[str]:
    """The same as `#rrggbb`."""
    return {each.get_truecolor().hex for each in colours(app)}


def bold(app: KioskApp, text: str) -> bool:
    """Whether a piece of text on the screen is bold."""
    segments = [each for strip in app.screen._compositor.render_strips() for each in strip]
    found = next(each for each in segments if text in each.text)
    return bool(found.style and found.style.bold)


async def test_a_key_goes_through_all_themes_at_once_and_round_again() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        seen = []
        for name in (*OURS, OURS[0]):
            screen = themes.load(name).screen
            await until(pilot, lambda s=screen: s.background.hex in hexes(app), name)  # type: ignore[misc]
            wanted = {screen.text, screen.muted, screen.crisis, screen.kinds["movement"]}
            await until(pilot, lambda w=wanted: {each.hex for each in w} <= hexes(app), name)  # type: ignore[misc]
            assert app.worn.name == name
            assert all(words in shown(app) for words in WORDS)
            seen.append(hexes(app))
            await pilot.press("f2")
        assert seen[0] == seen[-1]
        assert all(one != other for one, other in pairwise(seen))


@pytest.mark.parametrize("name", ["night", "high-contrast", "sixteen-colors"])
async def test_nothing_of_another_theme_is_left_on_the_screen(name: str) -> None:
    app = kiosk()
    screen = themes.load(name).screen
    own = {
        *(
            getattr(screen, part).hex
            for part in ("background", "surface", "focus", "text", "muted", "accent")
        ),
        *(screen.line.hex, screen.crisis.hex, screen.on_crisis.hex),
        *(colour.hex for colour in screen.kinds.values()),
    }
    async with app.run_test(size=(160, 50)) as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        while app.worn.name != name:
            await pilot.press("f2")
        for keys in (["c"], ["w"], ["slash", "a"], ["f1"], ["escape", "ctrl+q"]):
            await pilot.press(*keys)
            await until(pilot, lambda: hexes(app) <= own, f"{name} alone, but {hexes(app) - own}")


SIXTEEN = (
    *("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
    *("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
)
"""The colours of a plain Linux console, by their numbers."""


async def test_a_terminal_of_sixteen_colors_has_every_colour_of_that_theme_exactly() -> None:
    app = kiosk()
    async with app.run_test(size=(160, 50)) as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        while app.worn.name != "sixteen-colors":
            await pilot.press("f2")
        for keys in (["c"], ["w"], ["slash", "a"], ["f1"], ["escape", "ctrl+q"]):
            await pilot.press(*keys)
            await until(pilot, lambda: "#55ffff" in hexes(app) and hexes(app) <= {*SIXTEEN})
            for colour in colours(app):
                sent = colour.downgrade(ColorSystem.STANDARD)
                assert sent.number == SIXTEEN.index(colour.get_truecolor().hex)


async def test_large_is_bold_and_stands_apart_and_goes_away_without_a_trace() -> None:
    app = kiosk()
    async with app.run_test(size=(160, 50)) as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        before = shown(app)
        assert not bold(app, "Takes medication")
        while app.worn.name != "large":
            await pilot.press("f2")
        await until(pilot, lambda: bold(app, "Takes medication"))
        rows = shown(app).splitlines()
        at = [next(n for n, row in enumerate(rows) if word in row) for word in ("NOW", "NEXT", "TONIGHT")]
        was = [
            next(n for n, row in enumerate(before.splitlines()) if word in row)
            for word in ("NOW", "NEXT", "TONIGHT")
        ]
        assert at[2] - at[0] > was[2] - was[0]
        while app.worn.name != "daylight":
            await pilot.press("f2")
        await until(pilot, lambda: shown(app) == before)


async def test_large_still_shows_the_crisis_on_a_small_screen() -> None:
    app = kiosk(looks=Looks(themes.load("daylight"), after=lambda _: themes.load("large")))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("f2")
        await until(pilot, lambda: bold(app, "Takes medication") and "NEVER" in shown(app))


async def test_many_changes_of_theme_leave_nothing_behind() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        for _ in OURS:
            await pilot.press("f2")
        await until(pilot, lambda: app.worn.name == "daylight")
        widgets, known, rules = len(app._registry), len(app.available_themes), len(app.stylesheet.rules)
        for _ in OURS * 2:
            await pilot.press("f2")
        await until(pilot, lambda: app.worn.name == "daylight")
        assert (len(app._registry), len(app.available_themes)) == (widgets, known)
        assert len(app.stylesheet.rules) == rules


async def test_a_schools_own_theme_is_among_them_whatever_its_file_is_called(tmp_path: Path) -> None:
    (tmp_path / "Crimson & gold {1}.toml").write_text('base = "daylight"\n[screen]\naccent = "#7a0019"\n')
    app = kiosk(looks=Looks(themes.load("daylight"), partial(themes.after, folder=tmp_path)))
    async with app.run_test() as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        for _ in OURS:
            await pilot.press("f2")
        await until(pilot, lambda: app.worn.name == "Crimson & gold {1}" and "#7a0019" in hexes(app))


async def test_a_theme_that_could_not_be_used_is_told_on_the_screen() -> None:
    notice = 'themes/faint.toml: screen: text: "[/grey]" is not a colour'
    app = kiosk(looks=Looks(themes.load("daylight"), notice=notice))
    async with app.run_test(notifications=True) as pilot:
        await until(pilot, lambda: '"[/grey]" is not a colour' in shown(app))
        assert home(app).find.box.has_focus
        await pilot.press("f2")
        await until(pilot, lambda: "Theme: night" in shown(app) and "grey" not in shown(app))


async def test_without_colour_signs_and_words_carry_all_in_every_theme(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = kiosk()
    async with app.run_test() as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        for name in (*OURS[1:], OURS[0]):
            await pilot.press("f2")
            await until(pilot, lambda n=name: app.worn.name == n)  # type: ignore[misc]
            assert all(words in shown(app) for words in WORDS)
            triplets = [each.get_truecolor() for each in colours(app)]
            assert all(each.red == each.green == each.blue for each in triplets)


async def test_in_large_the_students_stand_apart_and_a_click_still_finds_the_right_one() -> None:
    access = PretendAccess(everybody=many(30))
    app = kiosk(access, looks=Looks(themes.load("daylight"), after=lambda _: themes.load("large")), room="07")
    async with app.run_test(size=(80, 24)) as pilot:
        hits = home(app).find.hits

        def rows() -> list[int]:
            return [number for number, row in enumerate(shown(app).splitlines()) if "Keane" in row]

        await until(pilot, lambda: len(rows()) > 10 and set(map(sub, rows()[1:], rows())) == {1})
        await pilot.press("f2")
        await until(pilot, lambda: len(rows()) > 3 and set(map(sub, rows()[1:], rows())) == {2})
        await pilot.press("pagedown", "pagedown")
        await until(pilot, lambda: "▸ Blair Keane" in shown(app))
        assert hits.chosen == hits.students[20]
        third = rows()[2]
        wanted = next(each for each in hits.students if f"{each.name} " in shown(app).splitlines()[third])
        await pilot.click(offset=(14, third))
        await until(pilot, lambda: access.opened == [wanted.id])
