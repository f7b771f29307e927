"""`kiosk init`: a new, empty school."""

from pathlib import Path

import pytest

from kiosk.records import staff
from kiosk.records.opening import open_records
from kiosk.school.reading import read_school
from tests.commands.terminal import Terminal
from tests.made_school import BLAKE_TOML, MAPLE_TOML

PIN = "correct horse battery staple"


@pytest.fixture
def pin_file(tmp_path: Path) -> Path:
    path = tmp_path / "pin.txt"
    path.write_text(f"{PIN}\n")
    return path


def make(kiosk: Terminal, folder: Path, pin_file: Path, zone: str = "America/New_York") -> int:
    options = (
        "--name",
        "Hill Valley High",
        "--timezone",
        zone,
        "--admin",
        "strickland",
        "--pin-file",
        pin_file,
    )
    return kiosk.bare("init", folder, *options).status


def test_whoever_makes_a_school_is_told_where_its_key_is_and_to_keep_a_copy(
    kiosk: Terminal, tmp_path: Path, pin_file: Path
) -> None:
    options = ("--name", "Hill", "--timezone", "America/New_York", "--admin", "lee", "--pin-file", pin_file)
    said = kiosk.bare("init", tmp_path / "hill", *options)
    key = Path(kiosk.bare("init", tmp_path / "dale", *options, "--json").json["key_file"])
    assert key.is_file()
    assert f"  {key.parent}/" in said.out
    assert "Keep a copy" in said.out
    key.unlink()
    assert kiosk.bare("--school", tmp_path / "hill", "students").status == 0
    assert str(key) in kiosk.bare("--school", tmp_path / "dale", "students").err


def test_a_new_school_has_a_clock_an_administrator_and_no_student(
    kiosk: Terminal, tmp_path: Path, pin_file: Path
) -> None:
    folder = tmp_path / "hill-valley"
    assert make(kiosk, folder, pin_file) == 0
    school = read_school(folder / "school.toml")
    assert (school.name, school.timezone) == ("Hill Valley High", "America/New_York")
    assert kiosk.bare("--school", folder, "students", "--json").json == {"students": []}
    assert kiosk.bare("--school", folder, "students", "--as", "strickland").status == 0
    assert kiosk.bare("--school", folder, "verify").status == 0
    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def test_the_pin_is_kept_as_a_slow_hash_only(kiosk: Terminal, tmp_path: Path, pin_file: Path) -> None:
    folder = tmp_path / "hill-valley"
    make(kiosk, folder, pin_file)
    stored = (folder / "records.db").read_bytes()
    assert PIN.encode() not in stored
    assert PIN.replace(" ", "").encode() not in stored
    assert b"$argon2id$v=19$m=19456,t=2,p=1$" in stored


def test_a_school_that_is_there_is_left_alone(kiosk: Terminal, tmp_path: Path, pin_file: Path) -> None:
    before = (kiosk.folder / "school.toml").read_bytes()
    assert make(kiosk, kiosk.folder, pin_file) == 2
    assert make(kiosk, tmp_path, pin_file) == 2
    assert (kiosk.folder / "school.toml").read_bytes() == before


@pytest.mark.parametrize(("zone", "pin"), [("Mars/Olympus", PIN), ("America/New_York", "1234")])
def test_nothing_is_left_where_making_it_fails(
    kiosk: Terminal, tmp_path: Path, pin_file: Path, monkeypatch: pytest.MonkeyPatch, zone: str, pin: str
) -> None:
    pin_file.write_text(pin)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    before = sorted(tmp_path.rglob("*"))
    assert make(kiosk, tmp_path / "new", pin_file, zone) == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_without_a_person_to_ask_every_answer_is_an_option(kiosk: Terminal, tmp_path: Path) -> None:
    said = kiosk.bare("init", tmp_path / "new", "--name", "Hill Valley High")
    assert said.status == 2
    assert "--timezone" in said.err


def test_the_administrator_is_on_the_staff(kiosk: Terminal, tmp_path: Path, pin_file: Path) -> None:
    folder = tmp_path / "hill-valley"
    make(kiosk, folder, pin_file)
    with (
        open_records(folder, read_school(folder / "school.toml")) as records,
        records.reading() as transaction,
    ):
        (member,) = staff.everyone(transaction)
    assert (member.id, member.role) == ("strickland", "admin")


def test_the_key_may_not_lie_in_the_new_school(
    kiosk: Terminal, tmp_path: Path, pin_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_KEY_FILE", str(tmp_path / "new" / "kiosk.key"))
    assert make(kiosk, tmp_path / "new", pin_file) == 2
    assert not (tmp_path / "new").exists()


def test_a_school_that_was_written_by_hand_gets_its_records_with_its_first_plans(
    kiosk: Terminal, tmp_path: Path
) -> None:
    folder = tmp_path / "by-hand"
    folder.mkdir()
    (folder / "school.toml").write_text(MAPLE_TOML)
    early = kiosk.bare("--school", folder, "active")
    assert early.status == 2
    assert "kiosk import plans" in early.err
    assert not (folder / "records.db").exists()
    plan = kiosk.write("blake.toml", BLAKE_TOML)
    assert kiosk.bare("--school", folder, "import", "plans", plan).status == 0
    assert kiosk.bare("--school", folder, "active", "10042").status == 0
