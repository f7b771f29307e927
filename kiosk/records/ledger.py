"""The ledger: what happened, in order. It only grows; a correction is a new row."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from attrs import evolve, field, frozen
from sqlalchemy import bindparam, func, select

from kiosk.faults import BadInput
from kiosk.records.adding import add, adding
from kiosk.records.chain import COLUMNS, START, row_hash
from kiosk.records.columns import instant_text
from kiosk.records.events import Basis, Event
from kiosk.records.store import Transaction
from kiosk.records.tables import ledger

_MINE = ledger.c.school == bindparam("school")
_NEWEST = select(func.max(ledger.c.number)).where(_MINE).scalar_subquery()
_HEAD = select(ledger.c.number, ledger.c.hash).where(_MINE, ledger.c.number == _NEWEST)
_AT = select(ledger.c.number, ledger.c.hash).where(_MINE, ledger.c.number == bindparam("number"))
_STORED = (*COLUMNS, "hash")
_ADD = adding(ledger.name, _STORED)
"""Takes values as they are stored, for these are what a row's hash covers."""

UNREADABLE = "What was noted here cannot be read any more; run kiosk verify."

Detail = Mapping[str, Any]


@frozen
class Entry:
    """One thing that happened: when it really did, who did it and where, and about which student.

    `pretended` is the instant that a pretend clock showed. `detail` is kept encrypted.
    """

    event: Event
    actor: str
    station: str
    instant: dt.datetime
    student: str | None = None
    basis: Basis | None = None
    pretended: dt.datetime | None = None
    detail: Detail = field(factory=dict)
    number: int = 0


@frozen
class Head:
    """The last row: its number and its hash. Written down elsewhere, it shows that nothing was cut off."""

    number: int
    hash: bytes

    def __str__(self) -> str:
        """The hash, as it is printed and typed."""
        return self.hash.hex()


def append(transaction: Transaction, entry: Entry) -> Head:
    """Add one row."""
    return append_many(transaction, [entry])


def append_many(transaction: Transaction, entries: Sequence[Entry]) -> Head:
    """Add rows in this order, in a transaction that writes; they stand when it ends."""
    last = head(transaction)
    rows: list[tuple[Any, ...]] = []
    for entry in entries:
        row, last = _row(transaction, entry, last)
        rows.append(row)
    add(transaction, _ADD, rows)
    return last


def first(transaction: Transaction) -> Entry | None:
    """The row with which the ledger begins."""
    query = select(ledger).where(ledger.c.school == transaction.school, ledger.c.number == 1)
    row = transaction.connection.execute(query).one_or_none()
    return entry(transaction, row) if row else None


def head(transaction: Transaction) -> Head:
    """The last row's number and hash; number 0 where there is none."""
    row = transaction.connection.execute(_HEAD, {"school": transaction.school}).one_or_none()
    return Head(row.number, row.hash) if row else Head(0, START)


def head_at(transaction: Transaction, number: int) -> Head:
    """The head as it was when this row was the last."""
    row = transaction.connection.execute(_AT, {"school": transaction.school, "number": number}).one()
    return Head(row.number, row.hash)


def latest(transaction: Transaction) -> dt.datetime | None:
    """The latest instant of which something is noted."""
    query = select(func.max(ledger.c.instant)).where(ledger.c.school == transaction.school)
    found: dt.datetime | None = transaction.connection.scalar(query)
    return found


def newest(transaction: Transaction, events: Sequence[Event]) -> int:
    """The number of the last row of these events, 0 where there is none; an index knows it."""
    own = (transaction.connection.scalar(_newest_of(transaction, each)) for each in events)
    return max(each or 0 for each in own)


def _newest_of(transaction: Transaction, event: Event) -> Any:
    mine = ledger.c.school == transaction.school, ledger.c.event == event
    return select(func.max(ledger.c.number)).where(*mine)


def _row(transaction: Transaction, entry: Entry, last: Head) -> tuple[tuple[Any, ...], Head]:
    school, number = transaction.school, last.number + 1
    detail = _sealed(transaction, entry.detail, number)
    pretended = instant_text(entry.pretended) if entry.pretended else None
    instant, basis = instant_text(entry.instant), entry.basis and entry.basis.value
    stored = (
        school, number, instant, entry.event.value, entry.actor, entry.station, entry.student, basis,
        pretended, detail, last.hash,
    )  # fmt: skip
    own = row_hash(stored)
    return (*stored, own), Head(number, own)


def _sealed(transaction: Transaction, detail: Detail, number: int) -> bytes | None:
    if not detail:
        return None
    text = msgspec.json.encode(detail)
    return transaction.vault.seal(text, "ledger", "detail", transaction.school, number)


def entries(
    transaction: Transaction,
    *,
    student: str | None = None,
    event: Event | None = None,
    since: dt.datetime | None = None,
) -> Iterator[Entry]:
    """The rows, oldest first: of a student, of an event, from an instant on."""
    query = select(ledger).where(ledger.c.school == transaction.school).order_by(ledger.c.number)
    if student is not None:
        query = query.where(ledger.c.student == student)
    if event is not None:
        query = query.where(ledger.c.event == event)
    if since is not None:
        query = query.where(ledger.c.instant >= since)
    for row in transaction.connection.execute(query):
        yield entry(transaction, row)


def overviews(transaction: Transaction, actor: str, since: dt.datetime) -> Iterator[Entry]:
    """The overviews that a person has had since an instant; few, and found by an index."""
    columns = ledger.c
    query = select(ledger).where(
        columns.school == transaction.school,
        columns.student.is_(None),
        columns.instant >= since,
        columns.event == Event.OVERVIEW,
        columns.actor == actor,
    )
    for row in transaction.connection.execute(query):
        yield entry(transaction, row)


def entry(transaction: Transaction, row: Any) -> Entry:
    """A row of the table as what happened; a detail that cannot be opened is an error."""
    bare = _bare(row)
    if row.detail is None:
        return bare
    text = transaction.vault.open(row.detail, "ledger", "detail", transaction.school, row.number)
    return evolve(bare, detail=msgspec.json.decode(text))


def readable(transaction: Transaction, row: Any) -> Entry:
    """The same for a list in which one row that was damaged must hide no other: its detail says so."""
    try:
        return entry(transaction, row)
    except BadInput:
        return evolve(_bare(row), detail={"reason": UNREADABLE})


def _bare(row: Any) -> Entry:
    return Entry(
        row.event,
        row.actor,
        row.station,
        row.instant,
        row.student,
        row.basis,
        row.pretended,
        number=row.number,
    )
