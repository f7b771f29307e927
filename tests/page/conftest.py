"""Wrong answers come at once in these tests, but where it is their time that counts."""

from pathlib import Path

import pytest

from kiosk.page import app
from kiosk.records.opening import open_records
from kiosk.school.reading import read_school
from tests.commands.terminal import Terminal
from tests.page.this_year import BLAKE_THIS_YEAR, maple_this_year
from tests.records.fixtures import records, school

__all__ = ["records", "school"]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong answer takes a millisecond."""
    monkeypatch.setattr(app, "STEP", 0.001)


@pytest.fixture
def maple_now(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A terminal at Maple Street, where Blake has his plan, in this very year: a page tells the real time."""
    folder = tmp_path / "school"
    folder.mkdir(mode=0o700)
    (folder / "school.toml").write_text(maple_this_year())
    open_records(folder, read_school(folder / "school.toml"), create=True).close()
    terminal = Terminal(folder, capsys)
    assert terminal("import", "plans", terminal.write("blake.toml", BLAKE_THIS_YEAR)).status == 0
    return terminal
