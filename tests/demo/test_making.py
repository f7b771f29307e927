"""The pretend school on the disk."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.demo import making
from kiosk.demo.making import make
from kiosk.demo.school import PretendSchool, pretend_school
from kiosk.demo.staff import pins
from kiosk.faults import BadInput
from kiosk.plans.model import Role
from kiosk.records.opening import open_records
from kiosk.records.pins import is_right
from kiosk.records.roster import count
from kiosk.records.staff import add, everyone, kept_pin
from kiosk.records.staffing import Change, change, retire
from kiosk.school.reading import read_school
from tests.demo.maple import SEED, maple

_PRINT_DIGEST = """
import hashlib
from kiosk.demo.school import pretend_school
print(hashlib.sha256(repr(pretend_school(7, 60, 20)).encode()).hexdigest())
"""


def _digest(pretend: PretendSchool) -> str:
    return hashlib.sha256(repr(pretend).encode()).hexdigest()


def _written(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*.toml")}


def _left(folder: Path) -> list[str]:
    return [str(each.relative_to(folder)) for each in folder.rglob("*")]


def test_it_holds_what_was_generated(demo_school: Path) -> None:
    written = _written(demo_school)
    assert written.pop("school.toml") == maple().school_toml
    assert written == {f"plans/{name}": data for name, data in maple().plan_files}


def test_its_records_hold_the_students_and_the_staff(demo_school: Path) -> None:
    school = read_school(demo_school / "school.toml")
    with open_records(demo_school, school) as records, records.reading() as transaction:
        assert count(transaction) == 400
        assert set(everyone(transaction)) == set(maple().staff)


def test_whoever_works_there_signs_in_with_the_pin_that_the_lock_screen_shows(demo_school: Path) -> None:
    with open_records(demo_school, read_school(demo_school / "school.toml")) as records:
        shown = pins(records)
        assert {member for member, _ in shown} == set(maple().staff)
        assert {member.role for member, _ in shown} == set(Role)
        with records.reading() as transaction:
            for member, pin in shown:
                assert is_right(pin, kept_pin(transaction, member.id), records.vault)


def test_a_pin_that_was_changed_is_not_shown_nor_is_that_of_somebody_who_left(school_folder: Path) -> None:
    with open_records(school_folder, read_school(school_folder / "school.toml")) as records:
        now = dt.datetime.now(dt.UTC)
        change(records, "abara", Change(pin="998877"), actor="", station="office", now=now)
        retire(records, "lane", actor="", station="office", now=now)
        shown = {member.id for member, _ in pins(records)}
        assert shown == {each.id for each in maple().staff} - {"abara", "lane"}


def test_a_real_school_shows_no_pin_even_where_a_name_is_the_same(tmp_path: Path) -> None:
    with open_records(tmp_path / "real", maple().school, create=True) as records:
        for member in maple().staff:
            add(records, member, actor="", station="office", now=dt.datetime.now(dt.UTC))
        assert pins(records) == ()


def test_the_same_seed_makes_the_same_school() -> None:
    assert pretend_school(7, 60, 20) == pretend_school(7, 60, 20)


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_the_same_seed_makes_the_same_school_in_another_process(hash_seed: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    said = subprocess.run(
        [sys.executable, "-c", _PRINT_DIGEST], check=True, capture_output=True, text=True, env=environment
    )
    assert said.stdout.strip() == _digest(pretend_school(7, 60, 20))


def test_another_seed_makes_another_school() -> None:
    one, other = pretend_school(1, 60, 20), pretend_school(2, 60, 20)
    assert one.students != other.students
    assert one.plan_files != other.plan_files
    assert one.school_toml == other.school_toml


def test_more_plans_leave_the_students_as_they_are() -> None:
    assert pretend_school(SEED, 400, 10).students == maple().students


def test_a_school_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    assert make(tmp_path / "maple", students=3, plans=1)
    before = {each: each.stat().st_mtime_ns for each in tmp_path.rglob("*")}
    assert not make(tmp_path / "maple", students=9, plans=9)
    assert {each: each.stat().st_mtime_ns for each in tmp_path.rglob("*")} == before


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    folder = tmp_path / "maple"
    folder.mkdir()
    assert make(folder, students=3, plans=1)
    assert sorted(each.name for each in folder.iterdir() if each.suffix != ".db-journal") == [
        "plans", "records.db", "school.toml",
    ]  # fmt: skip


def test_folders_above_it_are_made(tmp_path: Path) -> None:
    assert make(tmp_path / "schools" / "maple", students=1, plans=1)


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ms. Ortiz")
    with pytest.raises(BadInput, match="holds other files and no school"):
        make(tmp_path, students=3, plans=1)
    assert _left(tmp_path) == ["letter.txt"]


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "maple").write_text("not a folder")
    with pytest.raises(BadInput, match="is not a folder"):
        make(tmp_path / "maple", students=3, plans=1)


def test_too_many_plans_leave_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="9 plans need at least 9 students"):
        make(tmp_path / "maple", students=3, plans=9)
    assert _left(tmp_path) == []


@pytest.mark.parametrize("is_there", [False, True])
def test_when_making_fails_nothing_half_made_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "import_plans", full)
    folder = tmp_path / "maple"
    if is_there:
        folder.mkdir()
    with pytest.raises(BadInput, match="No space left on device"):
        make(folder, students=3, plans=1)
    assert _left(tmp_path) == (["maple"] if is_there else [])


def test_how_long_it_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begun = time.monotonic()
    make(tmp_path / "maple")
    with capsys.disabled():
        print(f"\n400 students and 40 plans: {time.monotonic() - begun:.2f} s (we aim at under 3 s)")
