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
    connection.exec_driver_sql(_compiled(statement, connection.dialect), [*rows])


@lru_cache(maxsize=100)
def _compiled(statement: Insert, dialect: Dialect) -> str:
    """The statement in the words of a database."""
    return str(statement.compile(dialect=dialect))
