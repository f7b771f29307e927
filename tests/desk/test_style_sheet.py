"""The style sheets are parsed when their colours change, and not when a screen is shown."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.css.parse import parse

from kiosk.desk import KioskApp
from kiosk.desk.find import EXAMPLE
from kiosk.desk.sign_in import ASKS
from tests.desk.pretend import kiosk, shown, sign_in, until


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sheets that have been parsed."""
    sheets: list[str] = []

    def noted(scope: str, css: str, *rest: Any, **options: Any) -> Iterator[Any]:
        sheets.append(css)
        return iter(parse(scope, css, *rest, **options))

    monkeypatch.setattr("textual.css.stylesheet.parse", noted)
    return sheets


async def test_at_the_start_each_of_our_sheets_is_parsed_once(parsed: list[str]) -> None:
    app = kiosk()
    async with app.run_test():
        ours = [Path(each).read_text(encoding="utf-8") for each in app.css_path]
        assert ours
        assert [parsed.count(each) for each in ours] == [1] * len(ours)


async def test_a_screen_that_is_shown_anew_has_its_sheets_already(parsed: list[str]) -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        for _ in range(2):
            parsed_before = list(parsed)
            await pilot.press("ctrl+l")
            await until(pilot, lambda: app.is_locked and ASKS in shown(app), "the lock")
            await sign_in(pilot)
            await until(pilot, lambda: EXAMPLE in shown(app), "the find box")
        assert parsed == parsed_before


async def test_another_theme_is_another_parse(parsed: list[str]) -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        parsed.clear()
        before = ground(app)
        await pilot.press("f2")
        await until(pilot, lambda: ground(app) != before, "other colours")
        assert parsed


def ground(app: KioskApp) -> object:
    """The colour behind everything."""
    return app.screen.styles.background
