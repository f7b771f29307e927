"""Bring a database to its present form: step by step, each with its mark in one transaction."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, inspect, select

from kiosk.faults import BadInput, Fault
from kiosk.records.steps import STEPS, Step
from kiosk.records.store import transaction
from kiosk.records.tables import migration


def migrate(engine: Engine, path: Path, steps: Sequence[Step] = STEPS) -> None:
    """Take the steps that this database lacks; one that is newer than this program is refused."""
    with transaction(engine, path) as connection:
        taken = _taken(connection, path)
    if taken > steps[-1].number:
        what = "was written by a newer version of kiosk; install that version (or a later one) here"
        raise BadInput.of([Fault(what, file=str(path))])
    for step in steps:
        if step.number > taken:
            _take(engine, path, step)


def _taken(connection: Connection, path: Path) -> int:
    """The last step that a database has taken; 0 for an empty one."""
    tables = inspect(connection).get_table_names()
    if tables and migration.name not in tables:
        what = "is a database, but not of a kiosk; name the right file in school.toml"
        raise BadInput.of([Fault(what, file=str(path))])
    return connection.scalar(select(func.max(migration.c.number))) or 0 if tables else 0


def _take(engine: Engine, path: Path, step: Step) -> None:
    with transaction(engine, path, writes=True) as connection:
        if _taken(connection, path) >= step.number:
            return
        for statement in step.statements:
            connection.exec_driver_sql(statement)
        applied = dt.datetime.now(dt.UTC)
        connection.execute(insert(migration).values(number=step.number, title=step.title, applied=applied))
