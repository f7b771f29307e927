"""The nurse signs off her day and prints its sheet, or saves it, at the kiosk itself."""

from pathlib import Path

import pypdfium2
import pytest

from kiosk import print_desk
from kiosk.desk.day_sheet_job import OPEN
from kiosk.faults import Refused
from kiosk.records import ledger
from kiosk.records.events import Event
from kiosk.records.store import Records
from tests.desk.nurses_desk import HALE, NursesDesk, child, furnish, give, open_board, press
from tests.desk.pretend import shown, until

SHEET, SAVED = "doses-2026-11-23.pdf", "The daily sheet is in"


@pytest.fixture
def desk(records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NursesDesk:
    """Ada is due at lunch; what is printed to a file is in `paper`."""
    (tmp_path / "paper").mkdir()
    monkeypatch.chdir(tmp_path / "paper")
    return furnish(records, child(10201, "Ada", "Ng"))


def on_paper(file: Path) -> str:
    pages = pypdfium2.PdfDocument(file)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


async def test_the_signed_sheet_is_saved_with_two_keys(desk: NursesDesk, tmp_path: Path) -> None:
    app = desk.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_board(pilot, 1)
        await give(pilot)
        await press(pilot, "f10", "Sign off the medication")
        await press(pilot, "f4", "Signed off at 12:00 by A. Chu. F4 prints or saves the sheet.")
        await press(pilot, "f4", "Signed off at 12:00 by A. Chu; it bears the head of the record.")
        await press(pilot, "f4", SAVED)
    said = on_paper(tmp_path / "paper" / SHEET)
    (signed,) = desk.round().day().sign_offs
    assert "Ada Ng" in said
    assert "Given 12:00 methylphenidate 5 mg, by mouth" in said
    assert "Signed off by A. Chu (chu) on 23 November 2026 at 12:00." in said
    digits = str(signed.head)
    assert f"{digits[:4]} {digits[4:8]}" in said, "the head of the record"


async def test_a_sheet_before_the_sign_off_says_so(desk: NursesDesk, tmp_path: Path) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 1)
        await press(pilot, "f4", OPEN)
        await press(pilot, "f4", SAVED)
    said = on_paper(tmp_path / "paper" / SHEET)
    assert "Not signed off yet." in said
    assert "STILL OPEN" in said


async def test_a_sheet_that_the_printer_does_not_take_is_kept_as_a_file(
    desk: NursesDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def jam(file: Path, printer: str) -> None:
        raise Refused(f"{printer} does not take {file.name}.")

    monkeypatch.setattr(print_desk, "printers", lambda: ("nurse-laser",))
    monkeypatch.setattr("kiosk.printers.send", jam)
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 1)
        await press(pilot, "f4", "nurse-laser")
        await press(pilot, "down", "▸ Printer  nurse-laser")
        await press(pilot, "f4", "It was made")
    assert "Ada Ng" in on_paper(tmp_path / "paper" / SHEET)


async def test_a_folder_that_cannot_be_written_leaves_a_sentence_and_the_sign_off(
    desk: NursesDesk, tmp_path: Path
) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 1)
        await give(pilot)
        await press(pilot, "f10", "Sign off the medication")
        await press(pilot, "f4", "Signed off at 12:00")
        await press(pilot, "f4", "it bears the head")
        (tmp_path / "paper").rmdir()
        await press(pilot, "f4", "cannot be written")
    assert desk.round().signed() is not None


async def test_whoever_gives_no_medication_has_no_sheet(desk: NursesDesk) -> None:
    app = desk.app(HALE)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 1)
        assert "F4 sheet" not in shown(app)
        await pilot.press("f4")
        await pilot.pause(0.1)
        assert app.screen is screen


async def test_each_child_on_the_sheet_is_noted_as_seen(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 1)
        await press(pilot, "f4", "Print the daily sheet")
        await until(pilot, lambda: OPEN in shown(app), "whether it is signed off")
        assert noted(desk) == []
        await press(pilot, "f4", SAVED)
    assert noted(desk) == [("chu", "10201")]


def noted(desk: NursesDesk) -> list[tuple[str, str | None]]:
    with desk.records.reading() as transaction:
        return [(each.actor, each.student) for each in ledger.entries(transaction, event=Event.REPORT)]
