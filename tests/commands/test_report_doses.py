"""`kiosk report doses`: the sheet of a day, the grid of a month, and lists, all of the same lunch."""

import csv
import errno
import os
import re
from pathlib import Path

import pypdfium2
import pytest

from cards.placing import Placing
from kiosk.commands import doses_report
from kiosk.faults import Refused
from kiosk.records import ledger, staff
from kiosk.records.events import Event
from kiosk.records.opening import open_records
from kiosk.records.staff import StaffMember
from tests.access.dosing import STAFF
from tests.cards import tools
from tests.commands.lunch import lunch
from tests.commands.terminal import Said, SetClock, Terminal
from tests.made_school import maple
from tests.records.making import NOW


@pytest.fixture
def quiet(kiosk: Terminal) -> Terminal:
    """A terminal in the nurse's office, where nothing has been entered yet."""
    with open_records(kiosk.folder, maple()) as records:
        for key, (name, role) in STAFF.items():
            staff.add(records, StaffMember(key, name, role), actor="", station="", now=NOW)
    return kiosk


@pytest.fixture
def nurse(quiet: Terminal, at: SetClock) -> Terminal:
    """A terminal in the afternoon of that Monday."""
    lunch(quiet, at)
    return quiet


def report(nurse: Terminal, *options: str | Path) -> Said:
    said = nurse("report", "doses", *options)
    assert (said.status, said.err) == (0, "")
    return said


STANDS = {
    "10042": ["given"], "10050": ["given"], "10051": ["absent"], "10052": ["vomited"], "10053": ["given"],
    "10054": ["given"], "10055": ["given", "given"],
}  # fmt: skip
"""What stands of the doses of each child, in order of time."""


def test_sheet_table_and_json_of_the_day_say_what_was_entered(nurse: Terminal, tmp_path: Path) -> None:
    lines = report(nurse, "--as", "chu").out.splitlines()
    assert lines[0] == "Doses of Monday 23 November 2026 · regular"
    assert [each for each in lines if each.isupper() or "due at" in each] == [
        "AS NEEDED", "LUNCH  due at 12:00", "AS NEEDED", "NOT SAID YET", "INCIDENTS",
    ]  # fmt: skip
    ana = lines.index("  Ana García (10050), guanfacine 2 puffs, inhaled (noon, 504): given")
    assert lines[ana + 1 : ana + 3] == [
        "    1. refused at 11:56, recorded by A. Chu; told: home",
        "    2. given at 12:10 by B. Bell",
    ]
    document = report(nurse, "--as", "chu", "--json").json
    by_json: dict[str, list[str]] = {}
    for each in document["doses"]:
        by_json.setdefault(each["student"]["id"], []).append(each["outcome"])
    assert by_json == STANDS
    assert (document["closed"], document["open"]) == (False, [])
    assert document["left"] == [
        "Cy Marlowe (10052), lunch, noon: vomited; still to be told: prescriber and home"
    ]
    out = tmp_path / "doses.csv"
    report(nurse, "--as", "chu", "-o", out)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    entries = [entry for each in document["doses"] for entry in each["entries"]]
    assert [(e["student"], e["outcome"], e["at"]) for e in rows] == [
        (each["student"]["id"], entry["outcome"], entry["at"])
        for each in document["doses"]
        for entry in each["entries"]
    ]
    assert len(entries) == 11
    assert [each["reason"] for each in rows if each["late_entry"]] == ["'=1+1 formula"]


def test_two_readers_find_on_the_paper_sheet_what_the_record_holds(nurse: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    assert report(nurse, "--close", "--by", "chu", "-o", out).out == f"1 page in {out}.\n"
    with pypdfium2.PdfDocument(out) as document:
        other = " ".join(document[0].get_textpage().get_text_bounded().split())
    for text in (tools.text(out), other):
        for said in (
            "Doses, 23 November 2026", "LUNCH due at 12:00",
            "12:10 guanfacine 2 puffs, inhaled (noon, 504); by B. Bell",
            "1 refused at 11:56, recorded by A. Chu; told: home",
            "2 undone at 11:59 by A. Chu; reason: It was another child.",
            "13:05 guanfacine 2 puffs, inhaled (noon, 504); after its time; by B. Bell",
            "told: nurse; still to be told: prescriber and home",
            "Signed off by A. Chu (chu) on 23 November 2026 at 15:00.", "Signature of the nurse",
        ):  # fmt: skip
            assert said in text
        names = [text.index(f"{name} ({number})") for number, name in BY_TIME]
        assert names == sorted(names)
    (head,) = re.findall(r"(?:[0-9a-f]{4} ){7}[0-9a-f]{4}", tools.text(out))
    assert nurse("verify", "--head", head).status == 0
    assert nurse("verify", "--head", head.replace(head[0], "f" if head[0] != "f" else "e")).status == 1
    assert nurse("report", "doses", "-o", out).status == 2


BY_TIME = [
    ("10055", "Fay Quispe"), ("10042", "Blake Bennett"), ("10050", "Ana García"), ("10051", "Bo Lindqvist"),
]  # fmt: skip


def test_the_grid_of_the_month_agrees_with_the_sheets(nurse: Terminal, tmp_path: Path) -> None:
    out, table = tmp_path / "grid.pdf", tmp_path / "grid.csv"
    month = ("--month", "2026-11", "--as", "chu")
    report(nurse, *month, "-o", out)
    report(nurse, *month, "-o", table)
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    stands: dict[str, list[str]] = {}
    for each in rows:
        stands.setdefault(each["student"], []).append(each["2026-11-23"].split()[0])
    assert stands == STANDS
    assert {each["2026-11-22"] for each in rows} == {each["2026-11-26"] for each in rows} == {"no school"}
    assert [e["2026-11-20"] for e in rows] == ["no outcome"] * 6 + ["", ""]
    assert "792 x 612 pts" in tools.run("pdfinfo", out)
    text = tools.text(out)
    blocks = dict(re.findall(r"\((\d{5})\)(.*?)(?=\(\d{5}\)|$)", text))
    found = {number: re.findall(r"– ([A-Z]+[+*]? [A-Z]{2}) ", said) for number, said in blocks.items()}
    assert found == SIGNS
    for words in (
        "Initials: AC A. Chu (chu) and BB B. Bell (bell).",
        "NS no show",
        "– no school",
        "10 mg, oral",
    ):
        assert words in text


SIGNS = {
    "10042": ["G AC"], "10050": ["G* BB"], "10051": ["A AC"], "10052": ["V BB"], "10053": ["G* BB"],
    "10054": ["G+ BB"], "10055": ["G AC", "G AC"],
}  # fmt: skip
"""The letters on the grid's Monday, behind the days without school before it, and the initials under them."""


def test_what_was_late_or_has_no_outcome_and_who_entered_what(nurse: Terminal) -> None:
    late = report(nurse, "--day", "2026-11-23", "--late").out
    assert late.split("  ")[-2:] == ["given 35 min after its time, which ended at 12:30", "B. Bell\n"]
    missed = report(nurse, "--day", "2026-11-20", "--late", "--json").json["late"]
    assert {each["what"] for each in missed} == {"no outcome"}
    assert len(missed) == 6
    rows = list(csv.DictReader(report(nurse, "--by-staff", "--csv").out.splitlines()))
    assert [tuple(each.values()) for each in rows] == [
        ("chu", "A. Chu", "4", "2", "1", "0", "1", "0"),
        ("bell", "B. Bell", "3", "1", "0", "1", "0", "0"),
    ]


def test_a_day_with_an_open_dose_is_not_closed_and_nothing_is_written(
    nurse: Terminal, at: SetClock, tmp_path: Path
) -> None:
    at("2026-11-24T15:00")
    out = tmp_path / "sheet.pdf"
    said = nurse("report", "doses", "--close", "--by", "chu", "-o", out, "--day", "2026-11-24")
    assert said.status == 1
    assert said.err.startswith("Tuesday 24 November cannot be signed off yet, 6 doses are open")
    assert "Blake Bennett (10042), lunch, lunch-medication: no outcome; it was due at 12:00" in said.err
    assert not out.exists()
    told = nurse("report", "doses", "--close", "--by", "chu", "--json", "--day", "2026-11-24")
    assert (told.status, told.json["closed"], len(told.json["open"])) == (1, False, 6)
    assert "STILL OPEN" in report(nurse, "--day", "2026-11-24").out


@pytest.mark.parametrize("name", ["monday.pdf", "monday.csv"])
def test_a_sheet_that_cannot_be_written_leaves_the_day_open_and_nothing_behind(
    nurse: Terminal, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    out = tmp_path / "paper" / name
    assert nurse("report", "doses", "--close", "--by", "chu", "-o", out).status == 2
    out.parent.mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        said = nurse("report", "doses", "--close", "--by", "chu", "-o", out)
    assert (said.status, said.out) == (2, "")
    assert said.err == f"{out}: cannot be written: No space left on device\n"
    assert list(out.parent.iterdir()) == []
    assert report(nurse, "--as", "chu", "--json").json["sign_offs"] == []
    report(nurse, "--close", "--by", "chu", "-o", out)
    assert list(out.parent.iterdir()) == [out]
    assert report(nurse, "--as", "chu", "--json").json["closed"] is True


def test_a_sheet_that_does_not_fit_leaves_the_day_open(
    nurse: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise Refused("The report cannot be set; nothing was printed.")

    monkeypatch.setattr(doses_report, "sheet_pdf", refuse)
    said = nurse("report", "doses", "--close", "--by", "chu", "-o", tmp_path / "monday.pdf")
    assert (said.status, said.err) == (1, "The report cannot be set; nothing was printed.\n")
    assert report(nurse, "--as", "chu", "--json").json["sign_offs"] == []


def test_a_sheet_that_gets_no_name_in_the_last_moment_says_that_the_day_is_signed_off(
    nurse: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: Placing) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(Placing, "put", gone)
        said = nurse("report", "doses", "--close", "--by", "chu", "-o", tmp_path / "monday.pdf")
    assert said.status == 2
    assert said.err.startswith("The day is signed off. Only its file is missing")
    assert "kiosk report doses --day 2026-11-23 --as chu -o FILE" in said.err
    assert report(nurse, "--as", "chu", "--json").json["closed"] is True
    assert list(tmp_path.glob("*monday*")) == []


def test_an_entry_after_the_sign_off_is_marked_and_the_day_asks_to_be_closed_again(
    nurse: Terminal, at: SetClock
) -> None:
    first = report(nurse, "--close", "--by", "chu", "--json").json["sign_offs"]
    assert report(nurse, "--close", "--by", "bell", "--json").json["sign_offs"] == first
    at("2026-11-23T15:30")
    late = ("--order", "inhaler", "--late-entry", "07:50", "--reason", "At the door.")
    assert nurse("dose", "record", "10055", "refused", "--by", "chu", "--told", "home", *late).status == 0
    out = report(nurse, "--as", "chu").out
    assert "entered late, at 15:30; entered after the sign-off; told: home" in out
    assert "CHANGED AFTER SIGN-OFF: close again." in out
    assert report(nurse, "--json").json["changed_after_sign_off"] is True
    again = report(nurse, "--close", "--by", "bell", "--json").json
    assert [each["by"]["id"] for each in again["sign_offs"]] == ["chu", "bell"]
    assert (again["closed"], again["head"]) == (True, again["sign_offs"][-1]["head"])


def test_who_reads_no_orders_gets_neither_drug_nor_reason_on_paper(nurse: Terminal, tmp_path: Path) -> None:
    for options in ((), ("--month", "2026-11")):
        out = tmp_path / f"doses{len(options)}.pdf"
        report(nurse, "--as", "ames", *options, "-o", out)
        said = tools.text(out) + report(nurse, "--as", "ames", *options, "--json").out
        assert "lunch-medication" in said
        for secret in ("methylphenidate", "guanfacine", "puffs", "Oyelaran", "cold"):
            assert secret not in said


def test_reading_the_record_is_a_view_that_a_parent_is_told_of(nurse: Terminal) -> None:
    report(nurse, "--as", "chu", "--student", "10042")
    views = nurse("report", "views", "--student", "10042", "--json").json["views"]
    assert [(each["staff_id"], each["what"]) for each in views][-1] == ("chu", "The record of doses.")


REFUSED = [
    (("--day", "2026-11-23", "--month", "2026-11"), 2, "and not both"),
    (("--late", "--by-staff"), 2, "and not both"),
    (("--close",), 2, "Say who signs the day off"),
    (("--by", "chu"), 2, "Say who signs the day off"),
    (("--close", "--by", "chu", "--month", "2026-11"), 2, "--close goes with --day alone"),
    (("--close", "--by", "chu", "--at", "2026-11-23T15:00"), 2, "is for looking only"),
    (("--close", "--by", "chu", "--as", "chu"), 2, "is for looking only"),
    (("--close", "--by", "finch"), 1, "signed off here by the nurse"),
    (("--close", "--by", "chu", "--day", "2026-11-25"), 2, "still to come"),
    (("--csv", "--json"), 2, "Say one of"),
    (("-o", "doses.txt"), 2, 'not "doses.txt"'),
    (("--late", "-o", "doses.pdf"), 2, "is a table: write -o doses.csv"),
    (("--month", "2026-13"), 2, "is not a month such as"),
    (("--day", "Monday"), 2, "is not a date such as"),
    (("--student", "99999"), 2, 'no student has the number "99999"'),
    (("--as", "ruiz"), 1, "The record of doses is for"),
]


def test_what_cannot_be_is_told(quiet: Terminal, at: SetClock) -> None:
    at("2026-11-23T15:00")
    for options, status, what in REFUSED:
        said = quiet("report", "doses", *options)
        assert (said.status, what in said.err) == (status, True), (options, said.err)
        assert not said.out or "--json" in options
    with open_records(quiet.folder, maple()) as records, records.reading() as transaction:
        assert list(ledger.entries(transaction, event=Event.REPORT)) == []
        assert list(ledger.entries(transaction, event=Event.DOSES_CLOSED)) == []
