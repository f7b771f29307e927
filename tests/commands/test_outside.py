"""What can be wrong around a command: the folder, the disk, the key, the clock, the words typed."""

import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.commands.printing import somebody_signs_in
from tests.commands.terminal import KIOSK, Terminal
from tests.made_school import BLAKE_TOML, MAPLE_TOML

LUNCH = "2026-11-23T11:40"


def test_a_folder_that_is_no_school_says_how_to_make_one(kiosk: Terminal, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        said = kiosk.bare("--school", folder, "students")
        assert said.status == 2
        assert "kiosk demo" in said.err
        assert "kiosk init" in said.err


def test_no_school_at_all_says_how_to_name_one(
    kiosk: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert "KIOSK_SCHOOL" in kiosk.bare("students").err
    monkeypatch.setenv("KIOSK_SCHOOL", str(kiosk.folder))
    assert "Blake Bennett" in kiosk.bare("students").out
    monkeypatch.delenv("KIOSK_SCHOOL")
    monkeypatch.chdir(kiosk.folder)
    assert "Blake Bennett" in kiosk.bare("students").out


def test_every_fault_of_school_toml_is_told_at_once(kiosk: Terminal) -> None:
    broken = MAPLE_TOML.replace("America/Los_Angeles", "America/Los_Angels").replace(
        'monday = "regular"', 'monday = "regulr"'
    )
    (kiosk.folder / "school.toml").write_text(broken)
    said = kiosk("active", "10042")
    assert said.status == 2
    zone, week = said.err.splitlines()
    assert zone.startswith("school.toml: timezone: expected a time zone")
    assert zone.endswith('got "America/Los_Angels"; did you mean "America/Los_Angeles"?')
    assert week == 'school.toml: week, monday: no bell is called "regulr"; did you mean "regular"?'


def test_a_read_only_folder_shows_no_plan_because_the_view_cannot_be_recorded(kiosk: Terminal) -> None:
    (kiosk.folder / "records.db").chmod(0o400)
    kiosk.folder.chmod(0o500)
    said = kiosk.alone("active", "10042", "--at", LUNCH)
    kiosk.folder.chmod(0o700)
    assert said.status == 2
    assert "read-only" in said.err
    assert "pace" not in said.out


def test_a_full_disk_keeps_what_was_there_and_leaves_nothing_half_written(kiosk: Terminal) -> None:
    before = (kiosk.folder / "records.db").read_bytes()
    change = kiosk.write("long.toml", BLAKE_TOML.replace("10042", "10050") + f"# {'x' * 90_000}\n")
    size = len(before) // 1024 + 2
    said = kiosk.alone("import", "plans", change, limit=size)
    assert said.status == 2
    assert len(said.err.splitlines()) == 1
    assert [each["id"] for each in kiosk("students", "--json").json["students"]] == ["10042"]
    assert kiosk("verify").status == 0


def test_a_lost_key_file_is_named_and_nothing_is_changed(
    kiosk: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "other"))
    said = kiosk("active", "10042")
    assert said.status == 2
    assert "key" in said.err
    assert str(tmp_path / "other") in said.err
    monkeypatch.delenv("XDG_DATA_HOME")
    assert kiosk("active", "10042").status == 0


def test_a_database_of_a_newer_version_is_left_alone(kiosk: Terminal) -> None:
    with sqlite3.connect(kiosk.folder / "records.db") as database:
        database.execute(
            "INSERT INTO migration SELECT 999, 'from the future', applied FROM migration LIMIT 1"
        )
    database.close()
    said = kiosk("active", "10042")
    assert said.status == 2
    assert "newer" in said.err


def test_a_file_that_is_no_database_is_told(kiosk: Terminal) -> None:
    (kiosk.folder / "records.db").write_bytes(b"a letter to the office" * 100)
    said = kiosk("active", "10042")
    assert said.status == 2
    assert "records.db" in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "plans", "x.toml"),
        ("cards", "--all", "-o", "c.pdf"),
        ("plan", "edit", "10042"),
        ("plan", "new", "10042"),
        ("plan", "export", "10042"),
        ("demo", "d"),
        ("init", "d"),
    ],
    ids=lambda each: " ".join(each[:2]),
)
def test_a_pretended_clock_is_for_looking_only(
    kiosk: Terminal, arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = (kiosk.folder / "records.db").read_bytes()
    for said in (kiosk(*arguments, "--at", LUNCH), kiosk("--at", LUNCH, *arguments)):
        assert said.status == 2
        assert "pretended clock" in said.err
    assert (kiosk.folder / "records.db").read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} == {"school", "blake.toml"}


def test_without_a_terminal_the_kiosk_says_how_to_read_the_same_as_text(kiosk: Terminal) -> None:
    somebody_signs_in(kiosk)
    said = kiosk()
    assert said.status == 2
    assert "kiosk active" in said.err


def test_where_nobody_can_sign_in_the_kiosk_says_what_to_type(kiosk: Terminal) -> None:
    said = kiosk()
    assert said.status == 2
    assert "kiosk staff add" in said.err


def test_wrong_usage_is_a_sentence_and_with_json_a_document(kiosk: Terminal) -> None:
    for arguments in (["bogus"], ["active", "--bogus"], ["cards"], ["cards", "--all"], ["active", "1", "2"]):
        said = kiosk(*arguments, "--json")
        assert said.status == 2
        assert set(said.json) == {"error", "faults"}
        assert said.err.strip()


def test_an_option_of_kiosk_behind_the_command_says_where_it_goes(kiosk: Terminal) -> None:
    said = kiosk.bare("active", "--school", "d")
    assert said.status == 2
    assert "before the command" in said.err


def test_the_unforeseen_tells_where_and_no_value(kiosk: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("Blake Bennett takes planted-drug")

    monkeypatch.setattr("kiosk.commands.active_command.answer_of", fail)
    said = kiosk("active", "10042")
    assert said.status == 2
    assert "RuntimeError" in said.err
    for planted in ("Blake", "Bennett", "planted-drug"):
        assert planted not in said.out + said.err


def test_a_reader_that_goes_away_is_no_error(kiosk: Terminal) -> None:
    shell = ["bash", "-c", '"$0" --school "$1" students | true', str(KIOSK), str(kiosk.folder)]
    assert subprocess.run(shell, capture_output=True, check=True).stderr == b""


def printed_to(kiosk: Terminal, place: str, *arguments: str) -> tuple[int, str]:
    """The status and the errors of a command whose answer goes to a place of the shell's, such as `>&-`."""
    line = f'exec "$@" {place}'
    command = ["sh", "-c", line, "sh", str(KIOSK), "--school", str(kiosk.folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize("arguments", [("students",), ("students", "--json"), ("plan", "export", "10042")])
def test_an_answer_that_cannot_be_printed_is_told(kiosk: Terminal, arguments: tuple[str, ...]) -> None:
    said = printed_to(kiosk, "> /dev/full", *arguments)
    assert said == (2, "The answer cannot be printed: No space left on device.\n")


def test_a_plan_file_is_not_given_out_to_nobody(kiosk: Terminal) -> None:
    said = printed_to(kiosk, ">&-", "plan", "export", "10042")
    assert said == (2, "Nothing can be printed: the output is closed.\n")


def test_a_family_of_commands_alone_lists_its_commands(kiosk: Terminal) -> None:
    said = kiosk("plan")
    assert said.status == 2
    assert "  history  List every version of every plan, and why it changed.\n" in said.err


def test_an_option_before_its_command_says_where_it_goes(kiosk: Terminal) -> None:
    said = kiosk("--json", "students")
    assert said.status == 2
    assert "Write a command's options behind it: kiosk students --json" in said.err


@pytest.mark.parametrize("command", [("plan", "show", "10042"), ("plan", "export", "10042")])
def test_an_empty_date_is_not_taken_for_today(kiosk: Terminal, command: tuple[str, ...]) -> None:
    said = kiosk(*command, "--as-of", "")
    assert said.status == 2
    assert '"" is not a date such as 2026-11-23.' in said.err
