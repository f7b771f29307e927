"""Many rows at once, with their values as they are stored: nothing is worked out for each of them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Insert, column, insert, table

from kiosk.records.store import Transaction


def adding(name: str, columns: Sequence[str]) -> Insert:
    """What adds rows of these columns to a table."""
    return insert(table(name, *map(column, columns)))


def add(transaction: Transaction, statement: Insert, rows: Sequence[tuple[Any, ...]]) -> None:
    """Add these rows, whose values stand in the order of the statement's columns."""
    if not rows:
        return
    connection = transaction.connection
    text, names = _compiled(statement, connection.dialect)
    values: list[Any] = [*rows] if names is None else [dict(zip(names, row, strict=True)) for row in rows]
    connection.exec_driver_sql(text, values)


@lru_cache(maxsize=100)
def _compiled(statement: Insert, dialect: Dialect) -> tuple[str, Sequence[str] | None]:
    """The statement in the words of a database, and the names of its values where it goes by names."""
    compiled = statement.compile(dialect=dialect)
    return str(compiled), None if compiled.positional else list(compiled.params)
