"""The kiosk before the real records of the pretend school."""

from pathlib import Path

import pytest

import themes
from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER
from kiosk.clock import Clock
from kiosk.demo.dates import OPENING
from kiosk.demo.making import make
from kiosk.desk import KioskApp, Looks
from kiosk.records.opening import open_records
from kiosk.school.calendar import Calendar
from kiosk.school.reading import read_school
from tests.desk.pretend import TEACHER, entrance_to, open_student, shown, until


async def test_all_of_blake_in_the_pretend_school_stands_at_80_by_24(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_KEY_FILE", str(tmp_path / "records.key"))
    folder = tmp_path / "maple"
    make(folder, students=60, plans=12, seed=1)
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
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "● now" in shown(app), "a mark")
            await pilot.press(*"room 12 ben")
            await until(pilot, lambda: "Room 12: " in shown(app) and "Blake Bennett" in shown(app), "room 12")
            await pilot.press("escape")
            await open_student(pilot, "blake ben", "Blake Bennett")
            await until(pilot, lambda: "send at 11:55" in shown(app))
            for words in (
                "NOW",
                "NEXT",
                "IF",
                "NEVER",
                "TONIGHT  @ Family    by 18:00",
                "no period 6.",
                "PRETEND CLOCK",
            ):
                await until(pilot, lambda words=words: words in shown(app), words)  # type: ignore[misc]
