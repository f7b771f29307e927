"""A whole lunch by keys: fifty children, and then record, paper and tables say what happened to each."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.desk.round import RoundScreen
from kiosk.medication.outcomes import Outcome, Party
from kiosk.records import doses
from kiosk.records.store import Records
from kiosk.records.verifying import verify
from tests.cards import tools
from tests.commands.terminal import SetClock, Terminal
from tests.desk.nurses_desk import (
    BELL,
    MONDAY,
    board,
    child,
    clock_says,
    furnish,
    give,
    open_board,
    open_dose,
    press,
    say,
    wanted_by,
)
from tests.desk.pretend import shown, until
from tests.made_school import MAPLE_TOML

FAMILIES = ("Abara", "Bauer", "Chu", "Diaz", "Evans", "Fox", "Gray", "Hale", "Ito", "Jones")
CHILDREN = {
    str(10200 + number): (f"{given} {family}", room)
    for number, (family, given, room) in enumerate(
        (family, given, ("07", "12", "14")[place % 3])
        for family in FAMILIES
        for place, given in enumerate(("Ada", "Ben", "Cy", "Dee", "Eli"))
    )
}
"""In the order in which the board shows them."""
REFUSED = ("10203", "10217", "10231")
ABSENT = ("10208", "10244")
TWICE, VOMITED = "10225", "10240"
WORDS = {
    **dict.fromkeys(CHILDREN, "given"),
    **dict.fromkeys(REFUSED, "refused"),
    **dict.fromkeys(ABSENT, "absent"),
    VOMITED: "vomited",
}
"""What stands of each child's dose in the end."""
LETTERS = {"given": "G", "refused": "R", "absent": "A", "vomited": "V*"}
"""The grid's letters; of a dose with several entries it says so."""


async def test_a_lunch_of_fifty_children_stands_in_the_record_on_paper_and_in_the_tables(
    records: Records, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = furnish(records, *(_child(number, name, room) for number, (name, room) in CHILDREN.items()))
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 50)
        for place, number in enumerate(CHILDREN):
            clock_says(desk, f"12:{place // 2:02}")
            await until(pilot, _is_next(screen, number), f"{number} to be next")
            if number in REFUSED:
                await open_dose(pilot)
                await say(pilot, "r", "3")
            elif number in ABSENT:
                await open_dose(pilot)
                await say(pilot, "a")
            elif number == TWICE:
                await open_dose(pilot)
                desk.round(BELL).record(wanted_by(BELL.id, TWICE))
                await press(pilot, "space", "[x] 2")
                await press(pilot, "g", "by B. Bell. Nothing was recorded.")
                await pilot.press("escape")
            else:
                await give(pilot)
            await until(pilot, lambda: app.screen is board(app), "the board")
        clock_says(desk, "12:27")
        await open_dose(pilot, *CHILDREN[VOMITED][0].casefold())
        await say(pilot, "v", "7", "3", key="a")
        await until(pilot, lambda: "was told" in shown(app), "whom to tell")
        await pilot.press("2")
        await until(pilot, lambda: "0 overdue · 0 due now · 48 done · 2 not coming" in shown(app), "the end")
        await press(pilot, "f10", "Sign off the medication")
        await press(pilot, "f4", "Signed off at 12:27 by A. Chu.")
    entries = desk.entries()
    assert len(entries) == len(CHILDREN) + 1
    by_child = {each.key.student: each for each in entries}
    assert {number: each.outcome.value for number, each in by_child.items()} == WORDS
    vomited = by_child[VOMITED]
    given = next(each for each in entries if each.confirmation == vomited.told.follows)
    assert (given.outcome, vomited.told.minutes_after) == (Outcome.GIVEN, 7)
    assert {number for number, each in by_child.items() if each.who != "chu"} == {TWICE}
    assert all(by_child[each].told.parties == (Party.HOME,) for each in REFUSED)
    with records.reading() as transaction:
        told = doses.told_since(transaction, [vomited.confirmation])
    assert told == {vomited.confirmation: {Party.PRESCRIBER}}
    assert verify(records).intact
    (tmp_path / "maple" / "school.toml").write_text(MAPLE_TOML)
    SetClock(monkeypatch)(f"{MONDAY}T12:40")
    kiosk = Terminal(tmp_path / "maple", capsys)
    assert _on_the_sheet(kiosk, tmp_path / "sheet.pdf") == WORDS
    assert _in_the_grid(kiosk, tmp_path / "grid.pdf") == {
        number: f"{LETTERS[word]} {'BB' if number == TWICE else 'AC'}" for number, word in WORDS.items()
    }
    assert _in_the_table(kiosk) == WORDS
    due = kiosk("dose", "due", "--json").json["doses"]
    assert {each["student"]["id"]: each["state"] for each in due} == dict.fromkeys(CHILDREN, "recorded")


def _on_the_sheet(kiosk: Terminal, out: Path) -> dict[str, str]:
    """The word before each child's name on the daily sheet, below the bell, as poppler reads it."""
    assert kiosk("report", "doses", "--as", "chu", "-o", out).status == 0
    text = tools.text(out)
    assert "Signed off by A. Chu (chu) on 23 November 2026 at 12:27." in text
    doses_of_the_bell = text[text.index("LUNCH due at 12:00") : text.index("INCIDENTS")]
    found = re.findall(r"(Given|Refused|Absent|Vomited) (\w+ \w+) \((\d{5})\)", doses_of_the_bell)
    assert {number: name for _, name, number in found} == {key: name for key, (name, _) in CHILDREN.items()}
    return {number: word.casefold() for word, _, number in found}


def _in_the_grid(kiosk: Terminal, out: Path) -> dict[str, str]:
    """Letter and initials of each child on that Monday, behind the weekend before it, as poppler reads it."""
    assert kiosk("report", "doses", "--month", "2026-11", "--as", "chu", "-o", out).status == 0
    blocks = re.findall(r"\((\d{5})\)(.*?)(?=\(\d{5}\)|$)", tools.text(out))
    return {number: re.findall(r"– ([A-Z]+[+*]? [A-Z]{2}) ", said)[0] for number, said in blocks}


def _in_the_table(kiosk: Terminal) -> dict[str, str]:
    said = kiosk("report", "doses", "--as", "chu", "--csv")
    assert said.status == 0
    return {each["student"]: each["stands"] for each in csv.DictReader(said.out.splitlines())}


def _child(number: str, name: str, room: str) -> str:
    given, family = name.split()
    return child(int(number), given, family, room)


def _is_next(screen: RoundScreen, number: str) -> Callable[[], bool]:
    return lambda: _marked(screen) == number


def _marked(screen: RoundScreen) -> str:
    return screen.list.chosen.dose.student.id if screen.list.chosen else ""
