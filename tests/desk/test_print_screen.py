"""Printing from the kiosk: a look first, then a file or a printer; and never by a scan."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen
from textual.pilot import Pilot

import themes
from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER, Person
from kiosk.clock import Clock
from kiosk.commands.running import run
from kiosk.desk import KioskApp, Looks
from kiosk.desk.print_screen import PrintScreen
from kiosk.plans.model import Role
from kiosk.print_desk import SAMPLE, PrintDesk
from kiosk.records import ledger, links
from kiosk.records.events import Event, Purpose
from kiosk.records.opening import open_records
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar
from tests.cards import tools
from tests.desk.pretend import (
    TEACHER,
    entrance_to,
    hands,
    home,
    kiosk,
    open_student,
    scan,
    scan_is_over,
    shown,
    until,
)  # fmt: skip
from tests.made_school import BLAKE_TOML, MAPLE_TOML, maple

SUBSTITUTE = Person("sub", "Sam Lee", Role.SUBSTITUTE, ("12",))
CLASS_TEACHER = Person("abara", "N. Abara", Role.TEACHER, ("12",))
PRINCIPAL = Person("hale", "J. Hale", Role.PRINCIPAL)
PRETENDED = "The clock here is pretended, for looking only: cards are printed with the real one."


@frozen
class Desk:
    """A kiosk at a school on disk."""

    folder: Path
    records: Records
    clock: Clock

    def app(self, person: Person = FOLDER_READER, refusal: str = "") -> KioskApp:
        school, calendar = maple(), Calendar(maple())
        access = Access(self.records, calendar, person, clock=self.clock, station="test")
        printing = PrintDesk(school, access, self.records, self.clock, None, refusal)
        return KioskApp(
            entrance_to(access, calendar, self.clock, printing=printing),
            calendar,
            self.clock,
            Looks(themes.load("daylight")),
            room="12",
            lock_after=0,
            signed=TEACHER,
        )

    def valid_links(self) -> set[bytes]:
        with self.records.reading() as transaction:
            return {each.digest for each in links.everyone(transaction, valid_only=True)}

    def purposes(self) -> list[object]:
        with self.records.reading() as transaction:
            return [each.detail["purpose"] for each in ledger.entries(transaction, event=Event.VIEW)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Maple Street with Blake, and an empty folder to print into; no printer."""
    school = tmp_path / "school"
    school.mkdir(mode=0o700)
    (school / "school.toml").write_text(MAPLE_TOML)
    (tmp_path / "blake.toml").write_text(BLAKE_TOML)
    open_records(school, maple(), create=True).close()
    assert run(["--school", str(school), "import", "plans", str(tmp_path / "blake.toml")]) == 0
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    with open_records(school, maple()) as records:
        yield Desk(work, records, hands())


def an_lp(desk: Desk, *, says: str = "", status: int = 0) -> Path:
    """A pretended CUPS with two printers, which keeps what it is told and what it prints."""
    folder = desk.folder.parent / "bin"
    folder.mkdir()
    printed = folder / "printed"
    (folder / "lpstat").write_text("#!/bin/sh\nprintf 'office\\nlab\\n'\n")
    (folder / "lp").write_text(
        f'#!/bin/sh\necho "$@" > {printed}.txt\nfor each; do last=$each; done\ncat "$last" > {printed}.pdf\n'
        f"echo '{says}' >&2\nexit {status}\n"
    )
    for each in ("lp", "lpstat"):
        (folder / each).chmod(stat.S_IRWXU)
    return printed


def printing(app: KioskApp) -> PrintScreen:
    assert isinstance(app.screen, PrintScreen)
    return app.screen


async def look_at_card(pilot: Pilot[None], said: str) -> PrintScreen:
    app = pilot.app
    assert isinstance(app, KioskApp)
    await open_student(pilot, "blake", "Blake Bennett")
    await pilot.press("p")
    await until(pilot, lambda: isinstance(app.screen, PrintScreen))
    await until(pilot, lambda: said in " ".join(shown(app).split()), said)
    return printing(app)


async def test_a_card_is_looked_at_and_then_printed_to_a_file_by_keys_alone(desk: Desk) -> None:
    app = desk.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await look_at_card(pilot, "There is no valid card of this student yet.")
        for words in (
            "To the nurse's office",
            "Stay with him.",
            "Valid to 11 June 2027",
            "card-10042.pdf in",
        ):
            await until(pilot, lambda words=words: words in shown(app), words)  # type: ignore[misc]
        assert desk.valid_links() == set()
        await pilot.press("f4")
        await until(pilot, lambda: "The card is in" in printing(app).said)
        assert "Blake Bennett" in tools.text(desk.folder / "card-10042.pdf")
        assert len(desk.valid_links()) == 1
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is home(app))


async def test_a_second_card_says_that_the_first_one_ends_and_writes_over_nothing(desk: Desk) -> None:
    app = desk.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await look_at_card(pilot, "no valid card")
        await pilot.press("f4")
        await until(pilot, lambda: "The card is in" in printing(app).said)
        before, first = desk.valid_links(), (desk.folder / "card-10042.pdf").read_bytes()
        await pilot.press("escape", "p")
        await until(
            pilot, lambda: "it stops working as soon as this one is printed" in " ".join(shown(app).split())
        )
        assert desk.valid_links() == before
        await pilot.press("f4")
        await until(pilot, lambda: "card-10042-2.pdf" in printing(app).said)
        assert (desk.folder / "card-10042.pdf").read_bytes() == first
        assert len(desk.valid_links() - before) == len(desk.valid_links()) == 1


async def test_enter_does_not_print(desk: Desk) -> None:
    app = desk.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await look_at_card(pilot, "no valid card")
        await pilot.press("enter", "y", "enter", "space")
        await pilot.pause()
        assert printing(app).said == ""
        assert list(desk.folder.iterdir()) == []


async def test_a_scan_takes_the_look_away_and_prints_nothing(desk: Desk) -> None:
    app = desk.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await look_at_card(pilot, "no valid card")
        scan(app, "HTTPS")
        await until(pilot, lambda: app.screen is home(app), "the students")
        await scan_is_over(pilot)
        assert not app.under_way.is_on
        assert list(desk.folder.iterdir()) == []


async def test_a_look_makes_no_link_and_its_code_is_a_sample(desk: Desk) -> None:
    app = desk.app()
    async with app.run_test(size=(160, 50)) as pilot:
        screen = await look_at_card(pilot, "The code in the picture is a sample and opens nothing.")
        await until(pilot, lambda: screen.query_one("#picture").display)
        await until(pilot, lambda: "▀" in shown(app), "the picture")
    assert desk.valid_links() == set()
    with desk.records.reading() as transaction:
        assert links.find(transaction, SAMPLE) is None
    assert Purpose.CARDS in desk.purposes()


async def test_under_a_pretended_clock_the_card_is_shown_and_not_printed(desk: Desk) -> None:
    app = desk.app(refusal=PRETENDED)
    async with app.run_test(size=(80, 24)) as pilot:
        await look_at_card(pilot, PRETENDED)
        await until(pilot, lambda: "To the nurse's office" in shown(app))
        assert "F4 print" not in shown(app)
        await pilot.press("f4")
        await pilot.pause()
        assert list(desk.folder.iterdir()) == []


@pytest.mark.parametrize("person", [SUBSTITUTE, CLASS_TEACHER])
async def test_who_may_not_print_cards_has_no_key_for_it_and_the_office_says_whom_to_ask(
    desk: Desk, person: Person
) -> None:
    app = desk.app(person)
    async with app.run_test(size=(160, 50)) as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        assert "print" not in shown(app).splitlines()[-1]
        await pilot.press("p", "f4")
        await pilot.pause()
        assert app.screen is home(app)
        assert "F6" not in shown(app)
        await pilot.press("f6")
        await until(pilot, lambda: "Cards are printed by the office" in shown(app))
        assert "Ask the office: +1 541 555 0100." in " ".join(shown(app).split())


async def test_who_prints_cards_is_shown_the_key_for_the_card_and_for_the_office(desk: Desk) -> None:
    app = desk.app(PRINCIPAL)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "F6 office" in shown(app).splitlines()[-1])
        await open_student(pilot, "blake", "Blake Bennett")
        assert "p print" in shown(app).splitlines()[-1]


async def test_a_card_goes_to_the_printer_that_is_chosen_and_leaves_no_file(desk: Desk) -> None:
    printed = an_lp(desk)
    app = desk.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await look_at_card(pilot, "Printer lab")
        await pilot.press("down", "down", "f4")
        await until(pilot, lambda: "The card was sent to lab." in printing(app).said)
    assert printed.with_suffix(".txt").read_text().startswith("-d lab -t kiosk -o print-scaling=none -- ")
    assert "Blake Bennett" in tools.text(printed.with_suffix(".pdf"))
    assert list(desk.folder.iterdir()) == []
    assert len(desk.valid_links()) == 1


async def test_a_card_that_the_printer_refuses_is_kept_as_a_file(desk: Desk) -> None:
    an_lp(desk, says="lp: out of paper", status=1)
    app = desk.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await look_at_card(pilot, "Printer office")
        await pilot.press("down", "f4")
        await until(pilot, lambda: "The printer office refused: lp: out of paper" in printing(app).said)
        assert "print it from there" in printing(app).said
    assert "Blake Bennett" in tools.text(desk.folder / "card-10042.pdf")


async def test_the_rooms_sheet_is_printed_under_a_pretended_clock_too(desk: Desk) -> None:
    app = desk.app(refusal=PRETENDED)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: home(app).room_today.read is not None)
        await until(pilot, lambda: "F4 print" in shown(app))
        await pilot.press("f4")
        await until(pilot, lambda: "Print the sheet of Room 12" in shown(app))
        await until(pilot, lambda: "room-12-2026-11-23.pdf" in shown(app))
        await pilot.press("f4")
        await until(pilot, lambda: "The sheet is in" in printing(app).said)
    assert "send at 11:55 To the nurse's office" in tools.text(desk.folder / "room-12-2026-11-23.pdf")
    assert Purpose.SHEET in desk.purposes()


async def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = desk.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await look_at_card(pilot, "no valid card")
        desk.folder.rmdir()
        await pilot.press("f4")
        await until(pilot, lambda: "cannot be written: No such file or directory" in printing(app).said)
    assert desk.valid_links() == set()


async def test_a_kiosk_without_a_printing_desk_has_no_key_for_it() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
        await pilot.press("p")
        await pilot.pause()
        assert app.screen is home(app)
        assert "print" not in shown(app)
