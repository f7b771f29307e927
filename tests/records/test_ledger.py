import datetime as dt
import hashlib
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from attrs import evolve

from kiosk.faults import BadInput
from kiosk.records import ledger
from kiosk.records.events import Event
from kiosk.records.ledger import Entry
from kiosk.records.opening import open_records
from kiosk.records.store import Records
from kiosk.records.verifying import verify
from kiosk.school.model import School
from tests.records.making import NOW, note, view


def rows(records: Records) -> list[Entry]:
    with records.reading() as transaction:
        return list(ledger.entries(transaction))


def test_a_row_says_who_saw_whom_where_when_and_why(records: Records) -> None:
    seen = Entry(
        Event.VIEW,
        "ortiz",
        "office",
        NOW,
        "10042",
        pretended=NOW + dt.timedelta(days=80),
        detail={"purpose": "kiosk", "reason": "Teaches room 12."},
    )
    with records.writing() as transaction:
        ledger.append(transaction, seen)
    (kept,) = rows(records)
    assert kept == evolve(seen, number=1)


def test_an_instant_is_kept_in_utc_whatever_its_zone(records: Records) -> None:
    local = dt.datetime(2026, 11, 1, 1, 30, tzinfo=dt.timezone(dt.timedelta(hours=-8)))
    with records.writing() as transaction:
        ledger.append(transaction, Entry(Event.IMPORT, "", "", local))
    assert rows(records)[0].instant == dt.datetime(2026, 11, 1, 9, 30, tzinfo=dt.UTC)
    with closing(sqlite3.connect(records.path)) as connection:
        stored = connection.execute("SELECT instant FROM ledger").fetchone()
    assert stored == ("2026-11-01T09:30:00.000000Z",)


def test_an_instant_without_a_zone_is_refused(records: Records) -> None:
    naive = dt.datetime(2026, 11, 1, 1, 30)  # noqa: DTZ001
    with pytest.raises(TypeError), records.writing() as transaction:
        ledger.append(transaction, Entry(Event.IMPORT, "", "", naive))
    assert rows(records) == []


def test_rows_are_numbered_from_one_without_a_gap(records: Records) -> None:
    note(records, 3)
    head = note(records, 2)
    assert [each.number for each in rows(records)] == [1, 2, 3, 4, 5]
    assert head.number == 5
    assert note(records, 0) == head


def test_the_rows_of_a_student_an_event_and_a_day_are_found(records: Records) -> None:
    with records.writing() as transaction:
        ledger.append_many(
            transaction, [view(1), view(2), Entry(Event.IMPORT, "chu", "office", NOW, "10001")]
        )
        ledger.append(transaction, Entry(Event.STAFF, "chu", "office", NOW + dt.timedelta(days=1)))
        found = {
            "student": ledger.entries(transaction, student="10001"),
            "event": ledger.entries(transaction, event=Event.VIEW),
            "since": ledger.entries(transaction, since=NOW + dt.timedelta(hours=1)),
        }
        assert {name: [each.number for each in each_] for name, each_ in found.items()} == {
            "student": [1, 3],
            "event": [1, 2],
            "since": [4],
        }


def netstring(value: object) -> bytes:
    if value is None:
        return b"-"
    data = value if isinstance(value, bytes) else str(value).encode()
    return str(len(data)).encode() + b":" + data + b","


def test_anyone_can_compute_the_chain_again_from_the_rows_alone(records: Records) -> None:
    head = note(records, 20)
    last = bytes(32)
    columns = "school, number, instant, event, actor, station, student, basis, pretended, detail, previous"
    with closing(sqlite3.connect(records.path)) as connection:
        for row in connection.execute(f"SELECT {columns} FROM ledger ORDER BY number"):
            assert row[-1] == last
            text = b"".join(map(netstring, row))
            last = hashlib.sha256(text).digest()
    assert last == head.hash == bytes.fromhex(str(head))


FORGED = (
    "school, number, instant, event, 'nobody', station, student, basis, pretended, detail, previous, hash"
)
UPSERT = "ON CONFLICT (school, number) DO UPDATE SET actor = 'nobody'"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET actor = 'nobody' WHERE number = 2",
        "UPDATE ledger SET number = 9 WHERE number = 2",
        "UPDATE OR REPLACE ledger SET number = 1 WHERE number = 2",
        "DELETE FROM ledger WHERE number = 2",
        "DELETE FROM ledger",
        "INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE number = 2",
        f"REPLACE INTO ledger SELECT {FORGED} FROM ledger WHERE number = 2",
        f"INSERT INTO ledger SELECT * FROM ledger WHERE number = 2 {UPSERT}",
    ],
)
def test_a_row_is_never_changed_or_removed(records: Records, statement: str) -> None:
    head = note(records, 3)
    with pytest.raises(BadInput, match=r"never changed|break a rule"), records.writing() as transaction:
        transaction.connection.exec_driver_sql(statement)
    assert verify(records).head == str(head)
    assert verify(records).intact


def test_an_insert_that_ignores_what_is_there_changes_nothing(records: Records) -> None:
    head = note(records, 3)
    with records.writing() as transaction:
        transaction.connection.exec_driver_sql("INSERT OR IGNORE INTO ledger SELECT * FROM ledger")
    assert verify(records).head == str(head)


APPENDING = """
import sys
from pathlib import Path
from kiosk.records import ledger
from kiosk.records.opening import open_records
from tests.made_school import maple
from tests.records.making import view
print("ready", flush=True)
sys.stdin.readline()
with open_records(Path(sys.argv[1]), maple(), create=True) as records:
    for number in range(60):
        with records.writing() as transaction:
            ledger.append_many(transaction, [view(number)] * (1 + number % 3))
"""


def run_at_once(folder: Path, count: int) -> None:
    """Let several stations begin to write in the same moment, and wait for all."""
    command = [sys.executable, "-c", APPENDING, str(folder)]
    with ExitStack() as stack:
        stations = [
            stack.enter_context(
                subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            )
            for _ in range(count)
        ]
        for each in stations:
            assert each.stdout
            each.stdout.readline()
        for each in stations:
            assert each.stdin
            each.stdin.write("go\n")
            each.stdin.flush()
        for each in stations:
            each.communicate(timeout=60)
        assert [each.returncode for each in stations] == [0] * count


def test_two_stations_writing_at_once_leave_no_gap(records: Records) -> None:
    run_at_once(records.path.parent, 2)
    found = verify(records)
    assert found.intact
    assert found.rows == 2 * 60 * 2


def test_two_stations_that_make_the_records_at_once_make_them_together(
    tmp_path: Path, school: School
) -> None:
    run_at_once(tmp_path / "maple", 2)
    with open_records(tmp_path / "maple", school) as records:
        assert verify(records).rows == 2 * 60 * 2
