"""Waiting for the turn to write.

SQLite's own waits grow from 1 to 100 milliseconds: whoever has waited long sleeps longest, while others who
come later are served. Here all who wait ask again equally often. Nothing rests on it: the lock is SQLite's.
"""

import sqlite3
from time import monotonic, sleep

STEP = 0.002
"""Seconds between two questions; one costs some 30 millionths of a second."""


def begin_writing(connection: sqlite3.Connection, patience: int) -> None:
    """Begin a transaction that holds the write lock; raises SQLite's own error after so many milliseconds."""
    end = monotonic() + patience / 1000
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while not _has_begun(connection, is_last=monotonic() >= end):
            sleep(STEP)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")


def _has_begun(connection: sqlite3.Connection, *, is_last: bool) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if is_last or not error.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise
        return False
    return True
