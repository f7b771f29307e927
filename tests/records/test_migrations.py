"""A step is taken whole or not at all, whatever stops it."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, Table, inspect

from kiosk.faults import BadInput
from kiosk.records import migrations
from kiosk.records.engine import sqlite_engine
from kiosk.records.migrations import migrate
from kiosk.records.steps import STEPS, Step
from kiosk.records.store import Records
from kiosk.records.tables import metadata
from tests.records.making import attack, note

LATER = Step(
    STEPS[-1].number + 1,
    "lunches",
    (
        "CREATE TABLE lunch (school TEXT NOT NULL, number INTEGER NOT NULL) STRICT",
        "INSERT INTO lunch SELECT school, number FROM ledger",
        "DROP INDEX ledger_by_event",
        "ALTER TABLE staff ADD COLUMN shift TEXT",
    ),
)


def form(path: Path) -> list[tuple[str, ...]]:
    """Everything that the database is made of, and the marks of the steps."""
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
        marks = connection.execute("SELECT number, title FROM migration").fetchall() if made else []
    return [*made, *marks]


def described(table: Table) -> list[tuple[str, str, bool, bool]]:
    def sort(column: "Column[object]") -> str:
        return str(column.type.compile())

    return [(each.name, sort(each), bool(each.nullable), each.primary_key) for each in table.columns]


def made(connection: Connection, table: str) -> list[tuple[str, str, bool, bool]]:
    rows = connection.exec_driver_sql(f"PRAGMA table_info({table})")
    return [(name, sort, not needed, bool(key)) for _, name, sort, needed, _, key in rows]


def test_the_steps_make_the_tables_that_the_queries_see(records: Records) -> None:
    with records.reading() as transaction:
        connection = transaction.connection
        assert set(inspect(connection).get_table_names()) == set(metadata.tables)
        for name, table in metadata.tables.items():
            assert made(connection, name) == described(table)
        lax = connection.exec_driver_sql("SELECT name FROM pragma_table_list WHERE NOT strict").scalars()
        assert not set(lax) & set(metadata.tables)


def test_the_school_is_the_first_column_of_every_key() -> None:
    keys = {name: [each.name for each in table.primary_key] for name, table in metadata.tables.items()}
    assert {name for name, key in keys.items() if key[0] != "school"} == {"migration"}


def stopping_at(place: int, step: Step) -> Step:
    """The step with a statement in it that fails."""
    broken = (*step.statements[:place], "SELECT no_such_function()", *step.statements[place:])
    return Step(step.number, step.title, broken)


@pytest.mark.parametrize("place", range(len(LATER.statements) + 1))
def test_a_step_that_fails_anywhere_leaves_the_old_form(records: Records, place: int) -> None:
    note(records, 3)
    before = form(records.path)
    with pytest.raises(BadInput):
        migrate(records.engine, records.path, (*STEPS, stopping_at(place, LATER)))
    assert form(records.path) == before
    migrate(records.engine, records.path, (*STEPS, LATER))
    assert ("lunches" in {title for _, title, *_ in form(records.path)[-2:]}) is True


@pytest.mark.parametrize("place", range(len(STEPS[0].statements) + 1))
def test_a_first_step_that_fails_anywhere_leaves_nothing(tmp_path: Path, place: int) -> None:
    path = tmp_path / "records.db"
    path.touch()
    engine = sqlite_engine(path)
    with pytest.raises(BadInput):
        migrate(engine, path, [stopping_at(place, STEPS[0])])
    assert form(path) == []
    migrate(engine, path)
    engine.dispose()
    assert form(path) != []


def test_records_of_an_older_form_are_brought_on_and_keep_what_they_hold(tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    path.touch()
    engine = sqlite_engine(path)
    migrate(engine, path, STEPS[:1])
    enrolled = "INSERT INTO student VALUES ('maple', '10042', 'Blake', 'Bennett', '', '', '5', '12', x'00')"
    attack(path, enrolled)
    migrate(engine, path)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT id FROM student").scalars().all() == ["10042"]
        assert set(inspect(connection).get_table_names()) == set(metadata.tables)
    engine.dispose()


def test_a_step_is_taken_once(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    note(records, 3)
    migrate(records.engine, records.path, (*STEPS, LATER))
    once = form(records.path)
    migrate(records.engine, records.path, (*STEPS, LATER))
    monkeypatch.setattr(migrations, "STEPS", STEPS)
    assert form(records.path) == once
    with pytest.raises(BadInput, match="newer version"):
        migrate(records.engine, records.path)


KILLED = """
import sys
from pathlib import Path
from kiosk.records.engine import sqlite_engine
from kiosk.records.migrations import migrate
from kiosk.records.steps import STEPS, Step

class Slowly(tuple):
    def __iter__(self):
        for number, statement in enumerate(super().__iter__()):
            print(number, flush=True)
            sys.stdin.readline()
            yield statement
        print("all", flush=True)
        sys.stdin.readline()

fill = "INSERT INTO big WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 30000) " \\
       "SELECT i, randomblob(200) FROM n"
statements = ("CREATE TABLE big (i INTEGER, b BLOB) STRICT", fill, "CREATE INDEX big_by_b ON big (b)", fill)
path = Path(sys.argv[1])
migrate(sqlite_engine(path), path, (*STEPS, Step(STEPS[-1].number + 1, "big", Slowly(statements))))
print("done", flush=True)
"""


@pytest.fixture
def migration_process(records: Records) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", KILLED, str(records.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


@pytest.mark.parametrize("statements", range(5))
def test_a_kill_in_the_middle_leaves_the_old_form(
    records: Records, migration_process: "subprocess.Popen[str]", statements: int
) -> None:
    note(records, 3)
    before = form(records.path)
    talk, listen = migration_process.stdin, migration_process.stdout
    assert talk
    assert listen
    for _ in range(statements):
        listen.readline()
        talk.write("\n")
        talk.flush()
    listen.readline()
    migration_process.send_signal(signal.SIGKILL)
    migration_process.wait()
    assert form(records.path) == before
    note(records, 1)
    migrate(records.engine, records.path, (*STEPS, LATER))
