"""Rows of the ledger by whom they are about, who did it and when, portion by portion, each by an index."""

import datetime as dt
from collections.abc import Sequence

from attrs import frozen
from sqlalchemy import Select, and_, not_, select, text

from kiosk.records import ledger
from kiosk.records.events import Event
from kiosk.records.ledger import Entry
from kiosk.records.store import Transaction
from kiosk.records.tables import ledger as table

_IS_EMERGENCY = text("ledger.basis = 'emergency'")
"""In words, as the index has it: SQLite takes a partial index only where it sees the very condition."""


@frozen
class Sought:
    """Which rows: of these events, about a student, by an actor, from an instant on and before another."""

    events: Sequence[Event]
    student: str | None = None
    actor: str | None = None
    begins: dt.datetime | None = None
    ends: dt.datetime | None = None

    def holds(self, entry: Entry) -> bool:
        """Whether a row is one of these."""
        return (
            entry.event in self.events
            and self.student in {None, entry.student}
            and self.actor in {None, entry.actor}
            and (self.begins is None or self.begins <= entry.instant)
            and (self.ends is None or entry.instant < self.ends)
        )


def portion(transaction: Transaction, sought: Sought, after: Entry | None, most: int) -> tuple[Entry, ...]:
    """The first rows behind this one, in order of time and, at the same instant, of their numbers."""
    query = _query(sought).where(table.c.school == transaction.school)
    if after is not None:
        been = and_(table.c.instant == after.instant, table.c.number <= after.number)
        query = query.where(table.c.instant >= after.instant, not_(been))
    rows = transaction.connection.execute(query.order_by(table.c.instant, table.c.number).limit(most))
    return tuple(ledger.readable(transaction, row) for row in rows)


def has_actor(transaction: Transaction, actor: str) -> bool:
    """Whether anything was done by whoever has this id."""
    query = (
        select(table.c.number).where(table.c.school == transaction.school, table.c.actor == actor).limit(1)
    )
    return transaction.connection.scalar(query) is not None


def emergencies(transaction: Transaction) -> tuple[Entry, ...]:
    """What was seen in emergencies, oldest first; few, and found by an index of their own."""
    query = select(table).where(table.c.school == transaction.school, _IS_EMERGENCY).order_by(table.c.number)
    return tuple(ledger.readable(transaction, row) for row in transaction.connection.execute(query))


def _query(sought: Sought) -> "Select[tuple[object, ...]]":
    query = select(table).where(table.c.event.in_(sought.events))
    if sought.student is not None:
        query = query.where(table.c.student == sought.student)
    if sought.actor is not None:
        query = query.where(table.c.actor == sought.actor)
    if sought.begins is not None:
        query = query.where(table.c.instant >= sought.begins)
    if sought.ends is not None:
        query = query.where(table.c.instant < sought.ends)
    return query
