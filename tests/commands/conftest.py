"""A small school with Blake in it, and a terminal there."""

from pathlib import Path

import pytest

from kiosk.records.opening import open_records
from tests.commands.terminal import Terminal
from tests.made_school import BLAKE_TOML, MAPLE_TOML, maple


@pytest.fixture
def empty_school(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A terminal at Maple Street before anybody has a plan."""
    folder = tmp_path / "school"
    folder.mkdir(mode=0o700)
    (folder / "school.toml").write_text(MAPLE_TOML)
    open_records(folder, maple(), create=True).close()
    return Terminal(folder, capsys)


@pytest.fixture
def kiosk(empty_school: Terminal) -> Terminal:
    """A terminal at Maple Street, where Blake has his plan."""
    assert empty_school("import", "plans", empty_school.write("blake.toml", BLAKE_TOML)).status == 0
    return empty_school


@pytest.fixture
def demo(demo_school: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A terminal at the pretend school, for looking only."""
    return Terminal(demo_school, capsys)
