"""The records are locked, or gone, while the kiosk is open: it says so, and answers keys meanwhile."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from textual.pilot import Pilot

import themes
from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER
from kiosk.clock import Clock
from kiosk.demo.dates import OPENING
from kiosk.demo.making import make
from kiosk.desk import KioskApp, Looks, panel
from kiosk.records.opening import open_records
from kiosk.school.calendar import Calendar
from kiosk.school.reading import read_school
from tests.desk.pretend import TEACHER, entrance_to, home, shown, until


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pretend school of a few students."""
    monkeypatch.setenv("KIOSK_KEY_FILE", str(tmp_path / "records.key"))
    make(tmp_path / "maple", students=12, plans=2, seed=1)
    return tmp_path / "maple"


@asynccontextmanager
async def kiosk_at(folder: Path) -> AsyncIterator[tuple[KioskApp, Pilot[None]]]:
    """The kiosk before the real records, Blake found and not yet opened."""
    school = read_school(folder / "school.toml")
    calendar = Calendar(school)
    clock = Clock.pretending(OPENING.replace(tzinfo=calendar.zone))
    with open_records(folder, school) as records:
        access = Access(records, calendar, FOLDER_READER, clock=clock, station="test")
        app = KioskApp(
            entrance_to(access, calendar, clock),
            calendar,
            clock,
            Looks(themes.load(school.theme)),
            room="12",
            lock_after=0,
            signed=TEACHER,
        )
        async with app.run_test(size=(160, 50)) as pilot:
            await pilot.press(*"blake ben")
            await until(pilot, lambda: home(app).find.hits.chosen is not None)
            yield app, pilot


def never_looks_empty(app: KioskApp) -> bool:
    """That nothing on the screen can be taken for a student without accommodations."""
    rows = " ".join(row.text for row in home(app).panel.sheet.rows)
    return "nothing" not in rows and "No plan" not in rows and "may have accommodations" in rows


async def test_locked_records_are_spoken_of_and_the_plan_comes_when_they_are_free(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert panel.PATIENCE < 5
    monkeypatch.setattr(panel, "PATIENCE", 0.2)
    async with kiosk_at(folder) as (app, pilot):
        with closing(sqlite3.connect(folder / "records.db", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            await pilot.press("enter")
            await until(pilot, lambda: "The records have not answered yet." in shown(app))
            assert never_looks_empty(app)
            await pilot.press("slash", *"abc")
            assert home(app).find.box.value == "abc", "keys are answered meanwhile"
            other.execute("ROLLBACK")
        await until(pilot, lambda: "NEVER" in shown(app))


async def test_records_that_are_ruined_are_no_student_without_a_plan(folder: Path) -> None:
    async with kiosk_at(folder) as (app, pilot):
        size = (folder / "records.db").stat().st_size
        with (folder / "records.db").open("r+b") as file:
            file.write(b"ruined " * (size // 7 + 1))
        await pilot.press("enter")
        await until(pilot, lambda: "The plan could not be read." in shown(app))
        assert never_looks_empty(app)
        assert "t try again" in shown(app)
