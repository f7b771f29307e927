"""`kiosk report views`: as a text for a parent, as JSON, as a table."""

import csv

import pytest

from kiosk.plans.model import Role
from kiosk.records import staff
from kiosk.records.opening import open_records
from kiosk.records.staff import StaffMember
from tests.commands.terminal import Said, SetClock, Terminal
from tests.made_school import maple
from tests.records.making import NOW

STAFF = (
    StaffMember("abara", "Ngozi Abara", Role.TEACHER, ("12",)),
    StaffMember("quist", "=Dolores Quist", Role.TEACHER, ("14",)),
)


@pytest.fixture
def seen(kiosk: Terminal, at: SetClock) -> Terminal:
    """A Monday on which Blake's plan was looked at, his card printed and his plan exported."""
    with open_records(kiosk.folder, maple()) as records:
        for each in STAFF:
            staff.add(records, each, actor="", station="test", now=NOW)
    at("2026-11-23T11:41")
    commands = (
        ("active", "10042", "--as", "abara"),
        ("active", "10042", "--as", "quist", "--emergency", "He has collapsed"),
        ("active", "10042", "--as", "abara", "--at", "2026-12-01T08:30"),
        ("plan", "export", "10042"),
        ("cards", "10042", "-o", kiosk.folder.parent / "card.pdf"),
        ("active", "--room", "12", "-o", kiosk.folder.parent / "room.pdf"),
    )
    for command in commands:
        assert kiosk("--station", "room 12", *command).status == 0
    at("2026-11-24T09:00")
    return kiosk


def report(seen: Terminal, *options: str) -> Said:
    said = seen("report", "views", *options)
    assert (said.status, said.err) == (0, "")
    return said


def test_a_parent_reads_who_saw_her_childs_record_when_where_and_why(seen: Terminal) -> None:
    out = report(seen, "--student", "10042").out
    lines = out.splitlines()
    assert lines[0] == "Who has seen the record of Blake Bennett (10042)"
    assert lines[1] == "Maple Street Elementary · made on Tuesday 24 November 2026, 09:00"
    first = lines.index("23 November 2026, 11:41  Ngozi Abara (abara), at room 12")
    assert lines[first + 1] == "    The plan, on the office's computer. Teaches room 12."
    emergency = "The crisis protocol and emergency health items. EMERGENCY, as it was typed: He has collapsed"
    assert emergency in " ".join(out.split())
    assert out.count("(Shown as it would be on ") == 1
    for words in (
        "A pocket card was printed.",
        "The plan's file was given out, with everything in it.",
        "The plan, on the printed sheet of a room.",
        "Whoever may read the school folder, at room 12",
    ):
        assert words in out
    assert out.count("34 CFR 99.32") == 1
    assert "pace" not in out


def test_the_count_is_that_of_the_views(seen: Terminal) -> None:
    said = report(seen, "--student", "10042")
    count = sum(line.startswith("23 November 2026") for line in said.out.splitlines())
    assert f"\n{count} views. Times are the school's." in said.out
    assert count == len(report(seen, "--student", "10042", "--json").json["views"]) - 1  # the report before


def test_a_record_that_nobody_saw_says_so(seen: Terminal) -> None:
    assert "\nNobody has seen anything. " in report(seen, "--day", "2026-11-22").out
    assert report(seen, "--day", "2026-11-22", "--json").json["views"] == []


def test_json_has_a_row_for_each_view(seen: Terminal) -> None:
    said = report(seen, "--person", "quist", "--day", "2026-11-23", "--json").json
    assert (said["person"], said["student"], said["day"]) == ("quist", None, "2026-11-23")
    (row,) = said["views"]
    assert row.pop("row") > 0
    assert row.pop("reason").startswith("Emergency: He has collapsed.")
    assert row == {
        "at": "2026-11-23T11:41:00-08:00",
        "staff_id": "quist",
        "who": "=Dolores Quist",
        "student": "10042",
        "name": "Blake Bennett",
        "what": "The crisis protocol and emergency health items.",
        "basis": "emergency",
        "threat": "He has collapsed",
        "station": "room 12",
        "pretended": None,
    }


def test_a_table_has_a_header_and_no_cell_that_a_spreadsheet_would_run(seen: Terminal) -> None:
    rows = list(csv.DictReader(report(seen, "--student", "10042", "--csv").out.splitlines()))
    assert len(rows) == len(report(seen, "--student", "10042", "--json").json["views"]) - 1
    assert {row["who"] for row in rows} >= {"Ngozi Abara", "'=Dolores Quist"}
    assert rows[0]["at"] == "2026-11-23T11:41:00-08:00"


def test_emergencies_alone_are_a_list_of_their_own(seen: Terminal) -> None:
    out = report(seen, "--emergencies").out
    assert out.splitlines()[0] == "Who has seen students' records, in emergencies"
    assert "    Blake Bennett (10042)" in out.splitlines()
    assert "1 view." in out


def test_a_report_of_a_person_names_her_and_whom_she_saw(seen: Terminal) -> None:
    out = report(seen, "--person", "abara").out
    assert out.splitlines()[0] == "What Ngozi Abara (abara) has seen of students' records"
    assert out.count("Blake Bennett (10042)") == 2


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--student", "10043"), 'no student has the number "10043"'),
        (("--person", "abra"), 'did you mean "abara"'),
        (("--day", "Monday"), "is not a date such as"),
        (("--csv", "--json"), "Say --json or --csv"),
        (("--at", "2026-11-23T11:58"), "is for looking only"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_noted(
    seen: Terminal, options: tuple[str, ...], what: str
) -> None:
    said = seen("report", "views", *options)
    assert said.status == 2
    assert what in said.err
    assert "report" not in {each["what"] for each in report(seen, "--json").json["views"]}


def test_nobody_else_makes_a_report(seen: Terminal) -> None:
    assert seen("--as", "abara", "report", "views").status == 2
