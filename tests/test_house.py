"""The walls of the house, where a fresh process or a built wheel is needed to see them."""

import pkgutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from kiosk.commands.cards_command import DRAWING

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {
    "textual",
    "PIL",
    "qrcode",
    "numpy",
    "starlette",
    "uvicorn",
    "jinja2",
    "uharfbuzz",
    "zxingcpp",
}


BELOW_THE_GATE = {
    "access", "records", "medication", "plans", "school",
    "clock", "faults", "files", "modes", "pdf_place", "placing", "plain", "printers", "structure",
}  # fmt: skip
"""The rooms through which plans are read, and those that stand below them."""


def modules_after(code: str) -> set[str]:
    """The top-level modules that a fresh process holds after running some code."""
    script = f"{code}\nimport sys\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.splitlines()[-1].split())


def test_help_needs_no_database_no_screen_and_no_printer() -> None:
    loaded = modules_after("from kiosk.commands.running import run\nassert run(['--help']) == 0")
    assert not loaded & (HEAVY | {"sqlalchemy", "cryptography", "cattrs", "rich"})


def test_knowing_what_a_card_is_costs_nothing() -> None:
    assert not modules_after("import cards") & HEAVY


@pytest.mark.parametrize("room", ["school", "plans", "plans.agenda", "plans.reading", "medication.giving"])
def test_school_plans_and_medication_are_pure(room: str) -> None:
    loaded = modules_after(f"import kiosk.{room}")
    assert not loaded & (HEAVY | {"sqlalchemy", "sqlite3", "click", "rich"})


def test_those_who_draw_cards_are_loaded_ahead_and_hold_no_database() -> None:
    loaded = modules_after(f"import {', '.join(DRAWING)}")
    assert not loaded & {"sqlalchemy", "sqlite3", "click", "textual"}


def test_the_agenda_needs_no_file_reader() -> None:
    assert "cattrs" not in modules_after("import kiosk.plans.agenda")


def test_a_look_at_one_student_loads_no_screen_and_no_printer(demo_school: Path) -> None:
    arguments = ["--school", str(demo_school), "active", "10042"]
    look = f"from kiosk.commands.running import run\nassert run({arguments!r}) == 0"
    assert not modules_after(look) & (HEAVY | {"rapidfuzz"})


def test_the_wheel_holds_the_three_packages_and_no_test(tmp_path: Path) -> None:
    uv = ROOT / ".uv" / "bin" / "uv"
    subprocess.run([uv, "build", "--wheel", "--quiet", "--out-dir", tmp_path], check=True, cwd=ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kiosk", "cards", "themes"}


def test_the_change_log_speaks_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text()


@pytest.mark.parametrize(
    ("wall", "apart"),
    [
        ("Nobody reads a plan but through access", BELOW_THE_GATE),
        ("Only the desk imports Textual", {"desk"}),
        ("Only the page imports a web framework", {"page"}),
    ],
)
def test_a_new_room_stands_behind_every_wall(wall: str, apart: set[str]) -> None:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    contract = next(each for each in linter["contracts"] if each["name"] == wall)
    walled = {name.removeprefix("kiosk.") for name in contract["source_modules"] if name.startswith("kiosk.")}
    rooms = {each.name for each in pkgutil.iter_modules([str(ROOT / "kiosk")])}
    assert walled == rooms - apart
