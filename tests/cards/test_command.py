"""`python -m cards`: the office's file becomes cards that were read back, or nothing."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from cards import commanding, portions, read_back, rows, stock
from cards.feed import Feed, Shift
from cards.fitting import fit
from cards.layout import Layout
from tests.cards import tools
from tests.cards.command import Say, left
from tests.cards.csv_files import BLAKE, student, write
from tests.cards.samples import LAYOUT, STOCK


def test_a_file_of_ready_cards_is_printed_and_read_back(say: Say, tmp_path: Path) -> None:
    write(tmp_path / "cards.csv", [student(number) for number in range(23)])
    status, out, err = say("cards.csv", "-o", "cards.pdf")
    assert (status, err) == (0, "")
    assert out == "23 cards on 3 pages in cards.pdf; every code was read back.\n"
    links = [student(number)["link"] for number in range(23)]
    assert read_back.failures(tmp_path / "cards.pdf", links, LAYOUT, full=True) == []
    assert left(tmp_path) == ["cards.csv", "cards.pdf"]
    assert "Student Number 22" in tools.text(tmp_path / "cards.pdf")


def test_where_nobody_listens_any_more_the_cards_are_there_and_the_answer_is_no_success(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise BrokenPipeError

    write(tmp_path / "cards.csv", [student(0)])
    monkeypatch.setattr(commanding, "_say", gone)
    assert say("cards.csv", "-o", "cards.pdf") == (1, "", "")
    assert left(tmp_path) == ["cards.csv", "cards.pdf"]


def test_the_answer_as_json_is_that_of_the_kiosk(say: Say, tmp_path: Path) -> None:
    write(tmp_path / "cards.csv", [BLAKE])
    status, out, _ = say("cards.csv", "-o", "cards.pdf", "--json", "--verify", "full")
    answer = json.loads(out)
    assert status == 0
    assert answer.pop("seconds") > 0
    counts = {"cards": 1, "pages": 1, "verified": 1, "skipped": []}
    assert answer == {**counts, "file": "cards.pdf", "stock": "avery-5371"}


def test_the_same_file_and_date_give_the_same_pdf_byte_for_byte(say: Say, tmp_path: Path) -> None:
    write(tmp_path / "plain.csv", [BLAKE, student(2)])
    write(tmp_path / "marked.csv", [BLAKE, student(2)], encoding="utf-8-sig")
    for name in ("plain", "marked"):
        assert say(f"{name}.csv", "-o", f"{name}.pdf", "--date", "2026-08-31")[0] == 0
    assert (tmp_path / "plain.pdf").read_bytes() == (tmp_path / "marked.pdf").read_bytes()
    assert b"D:20260831" in bytes.fromhex("".join(_dates(tmp_path / "plain.pdf"))).replace(b"\0", b"")


def _dates(file: Path) -> list[str]:
    return [part.split(b">")[0].decode()[4:] for part in file.read_bytes().split(b"CreationDate<")[1:]]


def test_columns_may_stand_in_any_order_and_a_value_on_several_lines(say: Say, tmp_path: Path) -> None:
    columns = sorted(BLAKE)
    with (tmp_path / "cards.csv").open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out)
        table.writerow(columns)
        table.writerow([])
        table.writerow([{**BLAKE, "lines": "Break\r\ncard"}[column] for column in columns])
    assert say("cards.csv", "-o", "cards.pdf")[0] == 0
    assert "Break card" in tools.text(tmp_path / "cards.pdf")


def test_everything_that_is_wrong_is_said_at_once_with_its_row(
    say: Say, tmp_path: Path, ours_alone: None
) -> None:
    bad = [student(1, valid_until="soon"), student(2), student(3, name="", link="x"), student(4, name="王伟")]
    write(tmp_path / "cards.csv", bad)
    status, out, err = say("cards.csv", "-o", "cards.pdf")
    assert (status, out) == (2, "")
    assert [line.split(": ")[1] for line in err.splitlines()] == [
        "row 2, valid_until",
        "row 4, name",
        "row 4, link",
        "row 5",
    ]
    assert left(tmp_path) == ["cards.csv"]


def test_wrong_rows_as_json_have_file_line_and_column(say: Say, tmp_path: Path) -> None:
    write(tmp_path / "cards.csv", [BLAKE, student(1, valid_until="soon")])
    status, out, _ = say("cards.csv", "-o", "cards.pdf", "--json")
    assert status == 2
    answer = json.loads(out)
    (fault,) = answer["faults"]
    assert (fault["file"], fault["line"], fault["path"]) == ("cards.csv", 3, "valid_until")
    assert answer["error"] == f"cards.csv: row 3, valid_until: {fault['what']}"


def test_cards_that_do_not_fit_are_all_named_and_the_answer_is_no(
    say: Say, tmp_path: Path, ours_alone: None
) -> None:
    much = "|".join(["Sits near the door and may leave early"] * 20)
    write(tmp_path / "cards.csv", [student(1, lines=much), BLAKE, student(2, name="王伟")])
    status, _, err = say("cards.csv", "-o", "cards.pdf")
    assert status == 1
    assert [line.split(": ")[1:3] for line in err.splitlines()] == [
        ["row 2", "Student Number 1"],
        ["row 4", "王伟"],
    ]
    assert left(tmp_path) == ["cards.csv"]


HEADER = "name,grade,room,lines,crisis,valid_until,return_to,link\n"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "its first row is not the header name,grade,room"),
        (HEADER.encode(), "no card to print"),
        (HEADER.replace(",", ";").encode(), 'save it as "CSV UTF-8" with commas'),
        (HEADER.replace("room", "rom").encode(), 'row 1: there is no column "room"'),
        (HEADER.replace("room", "rom").encode(), 'no use for a column "rom"; did you mean "room"?'),
        (HEADER.replace("room", "grade").encode(), 'the column "grade" stands there twice'),
        (HEADER.encode() + b'Ana,5,12,"Sits', "row 2: a quotation mark opens here and never closes"),
        (HEADER.encode() + b"Ana,5,12,Sits\n", "row 2: has 4 values, the header 8"),
        (HEADER.encode() + b"Ren\xe9e,5,12,,,2027-06-11,Maple,HTTPS://A\n", "row 2: is not UTF-8 text"),
        (HEADER.encode("utf-16"), "save it as"),
    ],
)
def test_a_file_that_is_no_table_of_ours_is_refused_in_words(
    say: Say, tmp_path: Path, data: bytes, says: str
) -> None:
    (tmp_path / "cards.csv").write_bytes(data)
    status, _, err = say("cards.csv", "-o", "cards.pdf")
    assert status == 2
    assert says in err
    assert left(tmp_path) == ["cards.csv"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "required"),
        (("cards.csv",), "-o"),
        (("cards.csv", "-o", "cards.png"), "write -o cards.pdf"),
        (("cards.csv", "-o", "cards.pdf", "--stock", "avery-5731"), 'Did you mean "avery-5371"'),
        (("cards.csv", "-o", "cards.pdf", "--theme", "daylite"), "daylight"),
        (("cards.csv", "-o", "cards.pdf", "--date", "soon"), "--date"),
        (("cards.csv", "-o", "cards.pdf", "--verify", "half"), "full"),
        (("none.csv", "-o", "cards.pdf"), "cannot be read: No such file or directory"),
        (("cards.csv", "-o", "none/cards.pdf"), "cannot be written: No such file or directory"),
    ],
)
def test_wrong_usage_is_answered_in_words(
    say: Say, tmp_path: Path, arguments: Sequence[str], says: str
) -> None:
    write(tmp_path / "cards.csv", [BLAKE])
    status, out, err = say(*arguments, "--json")
    assert status == 2
    assert says in err
    assert says in json.loads(out)["faults"][0]["what"]
    assert left(tmp_path) == ["cards.csv"]


def test_a_file_that_exists_is_kept_unless_force_is_said(say: Say, tmp_path: Path) -> None:
    write(tmp_path / "cards.csv", [BLAKE])
    (tmp_path / "cards.pdf").write_text("the old cards")
    status, _, err = say("cards.csv", "-o", "cards.pdf")
    assert (status, err) == (2, "cards.pdf exists and is kept. Choose another name, or add --force.\n")
    assert (tmp_path / "cards.pdf").read_text() == "the old cards"
    assert say("cards.csv", "-o", "cards.pdf", "--force")[0] == 0
    assert (tmp_path / "cards.pdf").read_bytes().startswith(b"%PDF")
    assert left(tmp_path) == ["cards.csv", "cards.pdf"]


@pytest.fixture(name="small")
def fixture_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of two sheets, made of parts of one."""
    monkeypatch.setattr(portions, "PART", 1)
    monkeypatch.setattr(portions, "FILE", 2)


@pytest.mark.usefixtures("small")
def test_a_large_run_becomes_several_files(say: Say, tmp_path: Path) -> None:
    write(tmp_path / "cards.csv", [student(number) for number in range(45)])
    status, out, _ = say("cards.csv", "-o", "cards.pdf", "--json")
    answer = json.loads(out)
    assert status == 0
    assert (answer["cards"], answer["pages"], answer["verified"]) == (45, 5, 45)
    assert answer["files"] == ["cards-1.pdf", "cards-2.pdf", "cards-3.pdf"]
    assert "file" not in answer
    assert left(tmp_path) == ["cards-1.pdf", "cards-2.pdf", "cards-3.pdf", "cards.csv"]
    assert "Student Number 20" in tools.text(tmp_path / "cards-2.pdf")
    assert "Student Number 40" in tools.text(tmp_path / "cards-3.pdf")
    assert "Student Number 39" not in tools.text(tmp_path / "cards-3.pdf")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("fails_at", range(1, 16))
def test_of_several_files_there_are_all_or_none_wherever_the_disk_fails(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    write(tmp_path / "cards.csv", [student(number) for number in range(45)])
    (tmp_path / "cards-2.pdf").write_text("the old cards")
    done = 0

    def guarded(work: Callable[..., object]) -> Callable[..., object]:
        def guard(*arguments: object, **options: object) -> object:
            nonlocal done
            done += 1
            if done == fails_at:
                raise OSError(28, "No space left on device")
            return work(*arguments, **options)

        return guard

    with monkeypatch.context() as patched:
        for owner, name in ((os, "fsync"), (os, "link"), (Path, "replace"), (Path, "touch")):
            patched.setattr(owner, name, guarded(getattr(owner, name)))
        status, _, err = say("cards.csv", "-o", "cards.pdf", "--force")
    if status == 0:
        assert left(tmp_path) == ["cards-1.pdf", "cards-2.pdf", "cards-3.pdf", "cards.csv"]
    else:
        assert (status, err) == (2, "cards-1.pdf cannot be written: No space left on device\n")
        assert left(tmp_path) == ["cards-2.pdf", "cards.csv"]
        assert (tmp_path / "cards-2.pdf").read_text() == "the old cards"


def test_codes_that_cannot_be_read_back_stop_the_run_and_are_all_named(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "cards.csv", [student(number) for number in range(12)])
    monkeypatch.setattr(read_back, "failures_on", lambda *_: [3, 11])
    status, _, err = say("cards.csv", "-o", "cards.pdf")
    assert status == 1
    assert err.splitlines() == [
        "cards.csv: row 5: the code on this card cannot be read",
        "cards.csv: row 13: the code on this card cannot be read",
    ]
    assert left(tmp_path) == ["cards.csv"]


def test_a_disk_that_fills_up_in_the_middle_leaves_no_cards(tmp_path: Path) -> None:
    write(tmp_path / "cards.csv", (student(number) for number in range(1_000)))
    small = 'ulimit -f 100; exec "$@"'  # no file may have more than 100 blocks
    command = [sys.executable, "-m", "cards", str(tmp_path / "cards.csv"), "-o", str(tmp_path / "cards.pdf")]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        ["sh", "-c", small, "sh", *command], capture_output=True, text=True, cwd=root, check=False
    )
    assert (done.returncode, done.stderr) == (
        2,
        f"{tmp_path / 'cards.pdf'} cannot be written: File too large\n",
    )
    assert left(tmp_path) == ["cards.csv"]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_no_cards(tmp_path: Path, stop: signal.Signals) -> None:
    write(tmp_path / "cards.csv", (student(number) for number in range(12_000)))
    command = [sys.executable, "-m", "cards", str(tmp_path / "cards.csv"), "-o", str(tmp_path / "cards.pdf")]
    root = Path(__file__).resolve().parents[2]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=root)
    for _ in range(1000):
        if len(left(tmp_path)) > 1:
            break
        time.sleep(0.01)
    running.send_signal(stop)
    _, err = running.communicate(timeout=60)
    assert not (tmp_path / "cards.pdf").exists()
    if stop is not signal.SIGKILL:
        assert (running.returncode, err) == (130, "Stopped; nothing was printed.\n")
        assert left(tmp_path) == ["cards.csv"]


def test_parts_of_a_file_are_read_from_where_they_stand(tmp_path: Path) -> None:
    people = [student(number, lines=f"Line {number}\nand ✓ more") for number in range(25)]
    table = rows.table(write(tmp_path / "cards.csv", people, "utf-8-sig"), [7, 10, 8, 0].__getitem__)
    assert [part.cards for part in table.parts] == [7, 10, 8]
    read = [table.read(part) for part in table.parts]
    assert [faults for _, faults in read] == [[], [], []]
    found = [(row, card.name) for cards, _ in read for row, card in cards]
    assert found == [(number + 2, f"Student Number {number}") for number in range(25)]


def test_a_list_is_printed_on_part_used_sheets_of_other_paper_and_moved(say: Say, tmp_path: Path) -> None:
    people = [student(number) for number in range(23)]
    write(tmp_path / "cards.csv", people)
    fed = ("--stock", "28373", "--used", "1,2", "--used", "5", "--offset", "-1.5,2", "--scale", "1.01")
    status, out, _ = say("cards.csv", "-o", "cards.pdf", *fed, "--start", "4", "--marks", "--json")
    assert status == 0
    answer = json.loads(out)
    assert (answer["pages"], answer["stock"], answer["verified"]) == (4, "avery-8373", 23)
    used = (frozenset({1, 2}), frozenset({5}))
    layout = fit(stock.load("avery-8373"), Feed(4, used, Shift(-1.5, 2.0), 1.01, marks=True))
    links = [each["link"] for each in people]
    assert read_back.failures(tmp_path / "cards.pdf", links, layout, full=True) == []


def test_part_used_sheets_come_first_in_a_run_of_several_files(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portions, "PART", 1)
    monkeypatch.setattr(portions, "FILE", 2)
    write(tmp_path / "cards.csv", [student(number) for number in range(33)])
    used = (part for sheet in ("1", "2", "3") for part in ("--used", sheet))
    status, out, _ = say("cards.csv", "-o", "cards.pdf", *used, "--verify", "full", "--json")
    assert status == 0
    answer = json.loads(out)
    assert (answer["pages"], answer["verified"]) == (4, 33)
    layout = Layout(STOCK, Feed(used=(frozenset({3}),)))
    links = [student(number)["link"] for number in range(18, 33)]
    assert read_back.failures(tmp_path / "cards-2.pdf", links, layout, full=True) == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--start", "11"), "--start: there is no place 11; avery-5371 has places 1 to 10"),
        (("--used", "1-3"), "Argument --used: expected the numbers of places, such as 1,2,7"),
        (("--offset", "-1"), "Argument --offset: expected millimetres to the right and down"),
        (("--offset", "-100,0"), "--offset: the cards would leave the page"),
        (("--scale", "2"), "--scale: expected a number from 0.9 to 1.1"),
    ],
)
def test_a_feed_that_the_paper_does_not_allow_is_told_and_nothing_is_printed(
    say: Say, tmp_path: Path, options: tuple[str, str], says: str
) -> None:
    write(tmp_path / "cards.csv", [student(1)])
    status, _, err = say("cards.csv", "-o", "cards.pdf", *options)
    assert status == 2
    assert err.startswith(says)
    assert left(tmp_path) == ["cards.csv"]
