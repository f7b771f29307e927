"""What became of each dose: rows that are only added, each beside its row of the ledger."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import msgspec
from attrs import evolve
from sqlalchemy import Select, bindparam, func, insert, select
from sqlalchemy.exc import IntegrityError

from kiosk.medication.model import DoseEntry, OrderKey, Told
from kiosk.medication.outcomes import Party
from kiosk.records import ledger, witness
from kiosk.records.events import Basis, Event
from kiosk.records.ledger import Entry
from kiosk.records.store import Transaction
from kiosk.records.tables import dose as table

_MINE = table.c.school == bindparam("school")
_BY_CONFIRMATION = select(table).where(_MINE, table.c.confirmation == bindparam("confirmation"))
_OF_STUDENT = (
    select(table)
    .where(_MINE, table.c.student == bindparam("student"), table.c.date >= bindparam("since"))
    .order_by(table.c.entry)
)
_LAST = select(func.max(table.c.entry)).where(_MINE, table.c.student == bindparam("student"))
_NEWEST = select(table.c.recorded).where(_MINE).order_by(table.c.entry.desc()).limit(1)
_ADD = insert(table)
_TOLD = msgspec.json.Decoder(Told)
_AT_ONCE = 500


class Taken(Exception):
    """Another entry holds this confirmation, or this attempt of this dose; nothing was added."""


def add(transaction: Transaction, entry: DoseEntry, entered_by: str | None = None) -> DoseEntry:
    """Add an entry and its row of the ledger, in a transaction that writes; `Taken` if another was first.

    What was read before counts for nothing here: that a dose is entered once rests on the table's own keys.
    """
    number = ledger.head(transaction).number + 1
    try:
        transaction.connection.execute(_ADD, _row(transaction, entry, number))
    except IntegrityError as error:
        if getattr(error.orig, "sqlite_errorname", "") in _TAKEN:
            raise Taken from None
        raise
    ledger.append(transaction, _noted(transaction, entry, entered_by))
    return evolve(entry, number=number)


_TAKEN = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}


def of_confirmation(transaction: Transaction, confirmation: str) -> DoseEntry | None:
    """The entry of this confirmation."""
    mine = {"school": transaction.school, "confirmation": confirmation}
    row = transaction.connection.execute(_BY_CONFIRMATION, mine).one_or_none()
    return _entry(transaction, row) if row else None


def of_student(transaction: Transaction, student: str, since: dt.date) -> tuple[DoseEntry, ...]:
    """A student's entries from a date on, in the order in which they were recorded."""
    mine = {"school": transaction.school, "student": student, "since": since}
    rows = transaction.connection.execute(_OF_STUDENT, mine)
    return tuple(_entry(transaction, row) for row in rows)


def between(transaction: Transaction, first: dt.date, last: dt.date) -> Iterator[DoseEntry]:
    """Everybody's entries of these dates, both included, in the order in which they were recorded."""
    query = _all(transaction).where(table.c.date >= first, table.c.date <= last)
    options = {"yield_per": _AT_ONCE}
    for row in transaction.connection.execute(query, execution_options=options):
        yield _entry(transaction, row)


def of_day(transaction: Transaction, date: dt.date) -> tuple[DoseEntry, ...]:
    """Everybody's entries of a date."""
    return tuple(between(transaction, date, date))


def last(transaction: Transaction, student: str) -> int:
    """The number of a student's last entry, as her doses stand; 0 where there is none."""
    mine = {"school": transaction.school, "student": student}
    return transaction.connection.scalar(_LAST, mine) or 0


def newest(transaction: Transaction) -> dt.datetime | None:
    """When the last entry was recorded."""
    return transaction.connection.scalar(_NEWEST, {"school": transaction.school})


def tell(
    transaction: Transaction, entry: DoseEntry, party: Party, *, who: str, station: str, now: dt.datetime
) -> None:
    """Note that somebody was told of an incident; a row of the ledger, beside the entry."""
    detail = {"confirmation": entry.confirmation, "party": party}
    row = Entry(Event.DOSE_FOLLOW_UP, who, station, now, entry.key.student, Basis.OFFICIAL, detail=detail)
    ledger.append(transaction, row)


def told_since(transaction: Transaction, confirmations: Collection[str]) -> Mapping[str, frozenset[Party]]:
    """Who was told of each of these incidents after it was recorded."""
    found: dict[str, frozenset[Party]] = dict.fromkeys(confirmations, frozenset())
    if found:
        for row in ledger.entries(transaction, event=Event.DOSE_FOLLOW_UP):
            confirmation = row.detail["confirmation"]
            if confirmation in found:
                found[confirmation] |= {Party(row.detail["party"])}
    return found


def _all(transaction: Transaction) -> Select[Any]:
    return select(table).where(table.c.school == transaction.school).order_by(table.c.entry)


def _row(transaction: Transaction, entry: DoseEntry, number: int) -> dict[str, Any]:
    key = entry.key
    return {
        "school": transaction.school,
        "confirmation": entry.confirmation,
        "student": key.student,
        "kind": key.kind,
        "begins": key.begins,
        "order": key.order,
        "date": entry.date,
        "slot": entry.slot,
        "attempt": entry.attempt,
        "outcome": entry.outcome,
        "at": entry.at,
        "recorded": entry.recorded,
        "zone": entry.zone,
        "who": entry.who,
        "station": entry.station,
        "entry": number,
        "detail": transaction.vault.seal(
            msgspec.json.encode(entry.told), *_place(transaction, entry.confirmation)
        ),
    }


def _noted(transaction: Transaction, entry: DoseEntry, entered_by: str | None) -> Entry:
    detail: dict[str, Any] = {
        "confirmation": entry.confirmation,
        "outcome": entry.outcome,
        "order": entry.key.order,
        "date": entry.date,
        "slot": entry.slot,
        "attempt": entry.attempt,
        "rows": witness.of_doses(transaction, [entry.confirmation]),
    }
    if entered_by is not None and entered_by != entry.who:
        detail["entered by"] = entered_by
    return Entry(
        Event.DOSE, entry.who, entry.station, entry.recorded, entry.key.student, Basis.OFFICIAL, detail=detail
    )


def _place(transaction: Transaction, confirmation: str) -> tuple[str, ...]:
    return "dose", "detail", transaction.school, confirmation


def _entry(transaction: Transaction, row: Any) -> DoseEntry:
    told = transaction.vault.open(row.detail, *_place(transaction, row.confirmation))
    return DoseEntry(
        OrderKey(row.student, row.kind, row.begins, row.order),
        row.date,
        row.slot,
        row.attempt,
        row.outcome,
        row.at,
        row.recorded,
        row.zone,
        row.who,
        row.station,
        row.confirmation,
        _TOLD.decode(told),
        row.entry,
    )
