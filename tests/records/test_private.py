"""A school that other accounts of the computer can open is not opened; what to type is said."""

import os
from pathlib import Path

import pytest
from attrs import evolve

from kiosk import modes
from kiosk.faults import BadInput
from kiosk.records.keys import find_key_file
from kiosk.records.opening import key_path, open_records
from kiosk.records.store import Records
from kiosk.school.model import School


@pytest.mark.parametrize("mode", [0o750, 0o701, 0o755, 0o777, 0o720])
def test_a_school_folder_that_others_can_open_is_refused_with_what_to_type(
    records: Records, school: School, mode: int
) -> None:
    folder = records.path.parent
    folder.chmod(mode)
    with pytest.raises(BadInput) as error:
        open_records(folder, school)
    assert str(error.value) == (
        f"{folder}: other accounts of this computer can open the school folder (its mode is {mode:o}); "
        f"type: chmod 700 {folder}"
    )
    folder.chmod(0o700)
    open_records(folder, school).close()


def test_in_a_closed_folder_the_mode_of_a_file_lets_nobody_in(records: Records, school: School) -> None:
    records.path.chmod(0o644)
    open_records(records.path.parent, school).close()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o602])
def test_a_key_file_that_others_can_read_is_refused(records: Records, school: School, mode: int) -> None:
    key = key_path(records)
    key.chmod(mode)
    open_records(records.path.parent, school).close()  # its folder is closed
    key.parent.chmod(0o755)
    with pytest.raises(BadInput, match=f"can open the key file .*; type: chmod 600 {key}$"):
        open_records(records.path.parent, school)
    key.chmod(0o400)
    open_records(records.path.parent, school).close()
    key.chmod(0o600)
    key.parent.chmod(0o700)


def test_a_drive_without_modes_is_used_as_it_is(
    records: Records, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On such a drive every new file is open to all, whatever it is made with."""
    real = os.open

    def made_open(path: "os.PathLike[str]", flags: int, mode: int = 0o777, **more: int) -> int:
        descriptor = real(path, flags, mode, **more)
        if flags & os.O_CREAT:
            os.fchmod(descriptor, 0o777)
        return descriptor

    key = key_path(records)
    records.path.parent.chmod(0o777)
    key.chmod(0o777)
    key.parent.chmod(0o777)
    monkeypatch.setattr(os, "open", made_open)
    open_records(records.path.parent, school).close()
    monkeypatch.undo()
    with pytest.raises(BadInput):
        open_records(records.path.parent, school)
    key.chmod(0o600)
    key.parent.chmod(0o700)


def test_looking_leaves_nothing_behind(tmp_path: Path) -> None:
    assert modes.keeps_modes(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_records_that_lie_elsewhere_are_looked_at_too(tmp_path: Path, school: School) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    other = evolve(school, database="sqlite:../elsewhere/records.db")
    open_records(tmp_path / "maple", other, create=True).close()
    (elsewhere / "records.db").chmod(0o644)
    with pytest.raises(BadInput, match=r"can open the records \(its mode is 644\); type: chmod 600"):
        open_records(tmp_path / "maple", other)


def test_a_systemd_credential_opens_the_records_whatever_its_mode(
    records: Records, school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = key_path(records)
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    moved = key.rename(credentials / "kiosk.key")
    moved.chmod(0o440)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    open_records(records.path.parent, school).close()
    assert find_key_file(key.stem).path == moved
    moved.chmod(0o600)
    moved.rename(key)
    open_records(records.path.parent, school).close()
