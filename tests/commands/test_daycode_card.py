"""`kiosk daycode -o`: a pass as a card; it and its file are made together, or neither is."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cards import read_back
from kiosk.access.signing import is_scanned_pass, pass_code
from kiosk.records.opening import open_records
from kiosk.records.passes import read_code
from kiosk.records.store import Records, Transaction
from tests.cards import tools
from tests.cards.cups import Cups
from tests.commands.printing import files_beside
from tests.commands.terminal import SetClock, Terminal
from tests.made_school import maple


@pytest.fixture(autouse=True)
def morning(at: SetClock) -> None:
    """A quarter to eight on a school day."""
    at("2026-11-23T07:45")


def passes(kiosk: Terminal) -> int:
    with open_records(kiosk.folder, maple()) as records, records.reading() as transaction:
        return int(transaction.connection.exec_driver_sql("SELECT count(*) FROM day_pass").scalar_one())


def test_the_card_says_all_and_its_code_is_what_the_kiosk_scans(kiosk: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "pass.pdf"
    said = kiosk("daycode", "12", "--periods", "1,2", "-o", out, "--json").json
    assert said["file"] == str(out)
    (picture,) = tools.pictures(out, 254)
    (scanned,) = tools.zbar_codes(picture)
    assert is_scanned_pass(scanned)
    assert pass_code(scanned) == read_code(said["code"])
    text = " ".join(tools.text(out).split())
    for each in (
        "Substitute's day pass Room 12 Monday 23 November 2026 Periods 1 and 2, until 10:00",
        said["code"],
        "At the kiosk: scan this card, or type the code.",
        "With a phone: scan the student's card, and type the code.",
        "Return to Maple Street Elementary",
    ):
        assert each in text
    assert kiosk("verify").status == 0


def test_a_person_is_told_the_code_and_where_its_card_is(kiosk: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "pass.pdf"
    lines = kiosk("daycode", "12", "--start", "4", "-o", out).out.splitlines()
    assert lines[0] == "A day pass for room 12:"
    assert lines[-1] == f"Its card is in {out}; the code was read back."
    assert passes(kiosk) == 1


def test_a_card_whose_code_cannot_be_read_back_makes_no_pass(
    kiosk: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_back, "failures", lambda *_, **__: [0])
    said = kiosk("daycode", "12", "-o", tmp_path / "pass.pdf")
    assert (said.status, said.out) == (1, "")
    assert said.err == "The code on the pass cannot be read back; none was made.\n"
    assert passes(kiosk) == 0
    assert not [each for each in files_beside(tmp_path / "pass.pdf") if "pass" in each]


def test_a_pass_that_cannot_be_kept_leaves_no_card(
    kiosk: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full when the pass is to stand: after its card has its name."""
    writing = Records.writing

    @contextmanager
    def full(records: Records) -> Iterator[Transaction]:
        with writing(records) as transaction:
            yield transaction
            assert (tmp_path / "pass.pdf").exists()
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Records, "writing", full)
    said = kiosk("daycode", "12", "-o", tmp_path / "pass.pdf")
    assert (said.status, said.out) == (2, "")
    monkeypatch.undo()
    assert passes(kiosk) == 0
    assert not [each for each in files_beside(tmp_path / "pass.pdf") if "pass" in each]


def test_a_pass_is_printed_and_leaves_no_file(
    kiosk: Terminal, tmp_path: Path, cups: Cups, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    said = kiosk("daycode", "12", "--print", "office")
    assert said.out.endswith("Its card was sent to office.\n")
    (picture,) = tools.pictures(cups.printed, 254)
    assert [is_scanned_pass(each) for each in tools.zbar_codes(picture)] == [True]
    assert list((tmp_path / "here").iterdir()) == []


def test_where_the_printer_fails_the_card_is_kept_and_its_pass_is_good(
    kiosk: Terminal, tmp_path: Path, cups: Cups, monkeypatch: pytest.MonkeyPatch
) -> None:
    cups.answers("lp: out of paper", 1)
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "pass.pdf"
    said = kiosk("daycode", "12", "-o", out, "--print", "office")
    assert said.status == 1
    assert f"The pass is good, and its card is kept in {out}: print it from there." in said.err
    assert "It was made, and is kept in" in kiosk("daycode", "12", "--print", "office").err
    assert out.exists()
    assert (tmp_path / "day-pass.pdf").exists()
    assert passes(kiosk) == 2


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("-o", "pass.png"), 'The pass is a PDF: write -o pass.pdf, not "pass.png".'),
        (("-o", "there.pdf"), "there.pdf exists and is kept. Choose another name."),
        (("-o", "pass.pdf", "--start", "99"), "--start: "),
        (("--start", "2"), "--start is about the card of a pass: add -o pass.pdf, or --print PRINTER."),
        (("-o", "nowhere/pass.pdf"), "nowhere/pass.pdf: cannot be written"),
        (("--print", "lab 2"), '--print: no printer is called "lab 2"; there is office, lab'),
    ],
)
def test_a_card_that_cannot_be_is_a_sentence_and_no_pass(
    kiosk: Terminal,
    tmp_path: Path,
    cups: Cups,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    what: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.pdf").write_text("kept")
    said = kiosk("daycode", "12", *options)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(what)
    assert (passes(kiosk), Path("there.pdf").read_text()) == (0, "kept")
    assert not Path("pass.pdf").exists()
