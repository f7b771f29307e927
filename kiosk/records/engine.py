"""The connection to a SQLite file, with every setting that durability rests on, read back."""

import sqlite3
from functools import partial
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from kiosk.faults import BadInput, Fault
from kiosk.records.trouble import explained
from kiosk.records.turns import begin_writing

PATIENCE = 4_000
"""Milliseconds to wait for another program's write; a person is told within 5 seconds."""

_OLDEST = (3, 37, 0)
_EXTRA, _ON = 3, 1
WRITES = "kiosk_writes"


def sqlite_engine(path: Path, patience: int = PATIENCE) -> Engine:
    """An engine on a SQLite file that exists; a file that does not is never made."""
    _refuse_old_sqlite()

    def connect() -> sqlite3.Connection:
        try:
            return _connect(path, patience)
        except sqlite3.Error as error:
            raise explained(error, str(path)) from None

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, hide_parameters=True)
    event.listen(engine, "begin", partial(_begin, patience=patience))
    return engine


def _refuse_old_sqlite() -> None:
    if sqlite3.sqlite_version_info < _OLDEST:
        needed = ".".join(map(str, _OLDEST))
        raise BadInput(f"this Python has SQLite {sqlite3.sqlite_version}; the records need {needed} or newer")


def _connect(path: Path, patience: int) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        _settle(connection, path, patience)
    except BaseException:
        connection.close()
        raise
    return connection


def _settle(connection: sqlite3.Connection, path: Path, patience: int) -> None:
    """Set each pragma and read it back: SQLite ignores what it does not know or cannot do."""
    wanted: dict[str, tuple[str | int, str | int]] = {
        "busy_timeout": (patience, patience),
        "journal_mode": ("TRUNCATE", "truncate"),
        "synchronous": ("EXTRA", _EXTRA),
        "foreign_keys": ("ON", _ON),
        "recursive_triggers": ("ON", _ON),
    }
    for name, (value, expected) in wanted.items():
        connection.execute(f"PRAGMA {name} = {value}")
        found: Any = connection.execute(f"PRAGMA {name}").fetchone()
        if found is None or found[0] != expected:
            what = f"the database did not take {name} = {value}; without it what is recorded could be lost"
            raise BadInput.of([Fault(what, file=str(path))])


def _begin(connection: Connection, *, patience: int) -> None:
    """Take the write lock at the beginning, so that two writers queue instead of colliding."""
    if connection.get_execution_options().get(WRITES, False):
        begin_writing(cast(sqlite3.Connection, connection.connection.driver_connection), patience)
    else:
        connection.exec_driver_sql("BEGIN")
