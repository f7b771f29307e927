"""The records of one school, open: transactions on its rows, and the vault for what is encrypted in them."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from attrs import field, frozen
from sqlalchemy import Connection, Engine

from kiosk.records.engine import WRITES
from kiosk.records.trouble import sentences
from kiosk.records.vault import Vault

T = TypeVar("T")
_MOST_VALUES = 10_000
"""Values in one statement; SQLite takes 32,766 and PostgreSQL 65,535."""


@frozen
class Transaction:
    """One transaction on one school's rows: all of it holds, or nothing."""

    connection: Connection = field(repr=False)
    school: str
    vault: Vault = field(repr=False)


@frozen
class Records:
    """A school's records, open until closed; handed to whatever reads or writes them."""

    engine: Engine = field(repr=False)
    school: str
    vault: Vault = field(repr=False)
    path: Path

    @contextlib.contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that sees one state of the records, whatever others write meanwhile."""
        with transaction(self.engine, self.path) as connection:
            yield Transaction(connection, self.school, self.vault)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction that writes: on the disk when this ends, or undone if anything is raised in it."""
        with transaction(self.engine, self.path, writes=True) as connection:
            yield Transaction(connection, self.school, self.vault)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def __enter__(self) -> "Records":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextlib.contextmanager
def transaction(engine: Engine, path: Path, *, writes: bool = False) -> Iterator[Connection]:
    """One transaction of a database; what the database refuses is told in a sentence."""
    with sentences(str(path)), engine.connect() as connection:
        connection.execution_options(**{WRITES: writes})
        with connection.begin():
            yield connection


def portions(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in portions that fit a statement."""
    for start in range(0, len(values), _MOST_VALUES):
        yield values[start : start + _MOST_VALUES]
