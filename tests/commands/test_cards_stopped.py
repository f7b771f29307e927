"""A print run tells how far it is, and whoever is told may stop it: nothing has changed then."""

from pathlib import Path

import pytest

from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER
from kiosk.clock import Clock
from kiosk.faults import Refused
from kiosk.print_people import Source
from kiosk.print_run import Wanted, print_cards
from kiosk.records import ledger
from kiosk.records.events import Event
from kiosk.records.opening import open_records
from kiosk.school.calendar import Calendar
from kiosk.school.reading import read_school
from tests.commands.printing import files_beside, valid_links
from tests.commands.terminal import Terminal

TOLD = [
    ("printing", 2, 2),
    ("reading back", 2, 2),
    ("keeping links", 2, 2),
]


class Stopping:
    """Somebody who stops the run the nth time she is told of it."""

    def __init__(self, at: int | None = None) -> None:
        self.at, self.told = at, list[tuple[str, int, int]]()

    def __call__(self, what: str, done: int, of: int) -> None:
        self.told.append((what, done, of))
        if len(self.told) == self.at:
            raise Refused("Stopped.")


@pytest.fixture
def printed(office: Terminal, tmp_path: Path) -> Terminal:
    """A school whose cards were printed."""
    assert office("cards", "--all", "-o", tmp_path / "c.pdf").status == 0
    return office


def print_all(office: Terminal, out: Path, tell: Stopping) -> None:
    school = read_school(office.folder / "school.toml")
    calendar = Calendar(school)
    with open_records(office.folder, school) as records:
        clock = Clock()
        access = Access(records, calendar, FOLDER_READER, clock=clock, station="test")
        source = Source(records, access, calendar.moment(clock.now()))
        print_cards(Wanted(out), school, source, tell=tell)


def prints_noted(office: Terminal) -> int:
    school = read_school(office.folder / "school.toml")
    with open_records(office.folder, school) as records, records.reading() as transaction:
        return len(list(ledger.entries(transaction, event=Event.CARDS)))


def test_a_run_tells_what_it_does_and_of_how_many_cards_it_is_done(office: Terminal, tmp_path: Path) -> None:
    told = Stopping()
    print_all(office, tmp_path / "c.pdf", told)
    assert told.told == TOLD


@pytest.mark.parametrize("step", range(1, len(TOLD) + 1), ids=[what for what, _, _ in TOLD])
def test_a_run_that_is_stopped_changes_nothing(printed: Terminal, tmp_path: Path, step: int) -> None:
    links, files, noted = valid_links(printed), files_beside(tmp_path / "c.pdf"), prints_noted(printed)
    with pytest.raises(Refused, match="Stopped"):
        print_all(printed, tmp_path / "again.pdf", Stopping(step))
    assert valid_links(printed) == links
    assert files_beside(tmp_path / "c.pdf") == files
    assert prints_noted(printed) == noted


def test_the_one_who_looks_on_at_a_terminal_sees_how_far_it_is(
    office: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    said = office("cards", "--all", "-o", tmp_path / "c.pdf")
    assert said.status == 0
    assert "Reading back" in said.err
    assert "Reading back" not in office("cards", "--all", "-o", tmp_path / "d.pdf", "--json").err
