"""Another key file: the school opens before and after, and whatever stops it in the middle."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.faults import BadInput
from kiosk.records import ledger, roster, versions
from kiosk.records.events import Event
from kiosk.records.opening import key_path, open_records
from kiosk.records.rotation import Rotated, rotate
from kiosk.records.store import Records
from kiosk.records.verifying import verify
from kiosk.school.model import School
from tests.made_school import BLAKE_TOML
from tests.records.making import NOW, take_in


def rotated(records: Records) -> Rotated:
    return rotate(records, records.path.parent, actor="", station="office", now=NOW)


def reads_blake(folder: Path, school: School) -> bool:
    with open_records(folder, school) as records, records.reading() as transaction:
        blake = roster.get(transaction, "10042")
        found = versions.of_student(transaction, "10042").versions
        return bool(blake and blake.contacts and found[0].plan.accommodations)


def test_the_new_file_opens_the_records_and_the_old_one_does_not(records: Records, school: School) -> None:
    take_in(records, BLAKE_TOML)
    made = rotated(records)
    assert made.new != made.old
    assert key_path(records) == made.new
    assert made.new.stat().st_mode & 0o777 == 0o600
    made.old.rename(made.old.with_suffix(".away"))
    assert reads_blake(records.path.parent, school)
    made.new.rename(made.new.with_suffix(".away"))
    with pytest.raises(BadInput, match="is not here; copy"):
        open_records(records.path.parent, school)


def test_it_is_in_the_ledger_and_whoever_has_the_school_open_goes_on(
    records: Records, school: School
) -> None:
    take_in(records, BLAKE_TOML)
    before = records.path.read_bytes()
    made = rotated(records)
    with records.reading() as transaction:
        (noted,) = ledger.entries(transaction, event=Event.KEY)
        assert roster.get(transaction, "10042")
    assert (noted.detail["from"], noted.detail["to"]) == (made.old.stem, made.new.stem)
    assert verify(records).intact
    records.path.write_bytes(before)
    assert reads_blake(records.path.parent, school), "the old file opens a backup from before"


def test_a_file_that_was_named_stays_and_the_next_lies_beside_it(
    tmp_path: Path, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = tmp_path / "safe" / "maple.key"
    monkeypatch.setenv("KIOSK_KEY_FILE", str(named))
    with open_records(tmp_path / "maple", school, create=True) as records:
        take_in(records, BLAKE_TOML)
        made = rotated(records)
    assert (made.old, made.new.parent) == (named, named.parent)
    assert reads_blake(tmp_path / "maple", school), "the old name still finds it"
    monkeypatch.setenv("KIOSK_KEY_FILE", str(made.new))
    assert reads_blake(tmp_path / "maple", school)


def test_where_no_file_can_be_made_nothing_changes(
    records: Records, school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(records, BLAKE_TOML)
    before = records.path.read_bytes()
    old = key_path(records)
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(in_the_way))
    monkeypatch.setenv("KIOSK_KEY_FILE", str(in_the_way / "maple.key"))
    with pytest.raises(BadInput):
        rotated(records)
    monkeypatch.delenv("KIOSK_KEY_FILE")
    monkeypatch.delenv("XDG_DATA_HOME")
    assert records.path.read_bytes() == before
    assert key_path(records) == old
    assert reads_blake(records.path.parent, school)


KILLED = """
import os, signal, sys
from pathlib import Path
import datetime as dt
from kiosk.records import rotation
from kiosk.records.opening import open_records
from kiosk.records.rotation import rotate
from kiosk.school.reading import parse_school
from tests.made_school import maple

folder, last = Path(sys.argv[1]), int(sys.argv[2])
records = open_records(folder, maple())
lines = 0

def count(frame, event, argument):
    global lines
    name = frame.f_code.co_filename
    if not name.endswith(("records/rotation.py", "records/keys.py", "records/store.py", "kiosk/files.py")):
        return None
    if event == "line":
        lines += 1
        if lines == last:
            os.kill(os.getpid(), signal.SIGKILL)
    return count

sys.settrace(count)
rotate(records, folder, actor="", station="office", now=dt.datetime.now(dt.UTC))
sys.settrace(None)
print(lines)
"""


def killed_at(folder: Path, line: int) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", KILLED, str(folder), str(line)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_kill_at_any_line_leaves_a_school_that_opens(records: Records, school: School) -> None:
    take_in(records, BLAKE_TOML)
    folder = records.path.parent
    whole = killed_at(folder, 0)
    assert whole.returncode == 0, whole.stderr
    lines = int(whole.stdout)
    for line in range(1, lines, max(1, lines // 10)):
        assert killed_at(folder, line).returncode == -9
        assert reads_blake(folder, school)
    with open_records(folder, school) as again:
        assert verify(again).intact
