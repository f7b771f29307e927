"""A long run is shared out among processes: plans are opened where their cards are drawn."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.access import sealing
from kiosk.records import ledger
from kiosk.records.events import Event
from kiosk.records.opening import open_records
from tests.commands.printing import damage, valid_links
from tests.commands.terminal import Said, Terminal
from tests.commands.test_cards_killed import tokens, valid
from tests.made_school import maple

SCRIPT = """
import os, sys
os.sched_getaffinity = lambda _: {0, 1}
from cards import portions
portions.PART = 1
from kiosk import print_crew
work, mine = print_crew.pocket.card, os.getpid()
def elsewhere(*arguments):
    assert os.getpid() != mine, "the card was drawn by the process that keeps the links"
    return work(*arguments)
print_crew.pocket.card = elsewhere
from kiosk.commands import main
main(sys.argv[1:])
"""


def shared(office: Terminal, out: Path, *options: str) -> Said:
    """A run of both cards by two processes, a card each."""
    command = [sys.executable, "-c", SCRIPT, "--school", office.folder, "cards", "--stock", "cr80", "-o", out]
    done = subprocess.run([*map(str, command), *options], capture_output=True, text=True, check=False)
    return Said(done.returncode, done.stdout, done.stderr)


def views(office: Terminal) -> list[str | None]:
    with open_records(office.folder, maple()) as records, records.reading() as transaction:
        return [each.student for each in ledger.entries(transaction, event=Event.VIEW)]


def test_the_cards_of_two_processes_are_the_valid_ones_and_every_view_is_noted_once(
    office: Terminal, tmp_path: Path
) -> None:
    said = shared(office, tmp_path / "c.pdf", "--all", "--json")
    assert (said.status, said.err) == (0, "")
    assert said.json["verified"] == 2
    assert tokens(tmp_path / "c.pdf") == valid(office)
    assert sorted(map(str, views(office))) == ["10050", "10061"]
    assert office("verify").status == 0
    again = shared(office, tmp_path / "d.pdf", "--changed", "--json")
    assert (again.status, again.json["cards"]) == (0, 0)


def test_a_plan_that_does_not_open_in_another_process_stops_the_run_with_its_sentence(
    office: Terminal, tmp_path: Path
) -> None:
    damage(office, "10061")
    said = shared(office, tmp_path / "c.pdf", "--all")
    assert said.status == 1
    assert said.err.splitlines()[1].startswith(
        "student 10061: version 1 of the 504 plan of 10061 that begins on 2020-08-31 cannot be opened"
    )
    assert len(said.err.splitlines()) == 2
    assert not list(tmp_path.glob("*.pdf"))
    assert valid_links(office) == set()


def test_a_plan_that_is_gone_when_its_card_is_drawn_stops_the_run(
    office: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "sealed", lambda *_: [])
    said = office("cards", "--all", "-o", tmp_path / "c.pdf")
    assert said.status == 1
    assert "The plans of 10061 were changed while the cards were printed; nothing was printed." in said.err
    assert not list(tmp_path.glob("*.pdf"))
    assert valid_links(office) == set()
