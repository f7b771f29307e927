"""A small school with Blake in it, and a terminal there."""

from pathlib import Path

import pytest

from kiosk.records.opening import open_records
from tests.cards.conftest import (  # noqa: F401 - for names no face has, and printers
    fixture_cups,
    fixture_install,
    fixture_ours_alone,
)
from tests.commands.printing import a_plan, expires
from tests.commands.terminal import SetClock, Terminal
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


@pytest.fixture
def office(empty_school: Terminal) -> Terminal:
    """A school of three, of whom one has a plan that ended; printed on the real date, whatever it is."""
    expires(empty_school, "2099-06-30")
    plans = {
        "ada.toml": a_plan("10050"),
        "bo.toml": a_plan("10061", "Bo"),
        "cy.toml": a_plan("10062", "Cy", ends="2021-06-11"),
    }
    paths = [empty_school.write(name, text) for name, text in plans.items()]
    assert empty_school("import", "plans", *paths).status == 0
    return empty_school


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """The clock on the school's wall, to be set."""
    return SetClock(monkeypatch)
