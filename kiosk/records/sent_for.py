"""Whom the nurse sent for: asked of a room, and answered there; each with its row of the ledger."""

import datetime as dt
from collections.abc import Iterator

from attrs import frozen
from sqlalchemy import insert, select, update

from kiosk.records import ledger
from kiosk.records.events import Basis, Event
from kiosk.records.ledger import Entry
from kiosk.records.store import Transaction
from kiosk.records.tables import sent_for as table


@frozen
class SentFor:
    """A student whom a room is to send to the nurse, and when the room answered."""

    id: str
    date: dt.date
    room: str
    student: str
    asked: dt.datetime
    answered: dt.datetime | None = None


def ask(transaction: Transaction, wanted: SentFor, *, who: str, station: str) -> None:
    """Ask a room to send a student, in a transaction that writes."""
    row = {
        "school": transaction.school,
        "id": wanted.id,
        "date": wanted.date,
        "room": wanted.room,
        "student": wanted.student,
        "asked": wanted.asked,
        "asked_by": who,
    }
    transaction.connection.execute(insert(table).values(row))
    detail = {"id": wanted.id, "room": wanted.room}
    entry = Entry(Event.SENT_FOR, who, station, wanted.asked, wanted.student, Basis.OFFICIAL, detail=detail)
    ledger.append(transaction, entry)


def answer(transaction: Transaction, sent: SentFor, *, who: str, station: str, now: dt.datetime) -> None:
    """Note that the room has answered, unless somebody there had."""
    mine = table.c.school == transaction.school, table.c.id == sent.id, table.c.answered.is_(None)
    done = transaction.connection.execute(update(table).where(*mine).values(answered=now, answered_by=who))
    if done.rowcount:
        detail = {"id": sent.id, "room": sent.room}
        ledger.append(
            transaction,
            Entry(Event.SENT, who, station, now, sent.student, Basis.OFFICIAL, detail=detail),
        )


def of_day(transaction: Transaction, date: dt.date, room: str | None = None) -> Iterator[SentFor]:
    """Those of a date, perhaps of one room, in the order in which they were asked."""
    query = select(table).where(table.c.school == transaction.school, table.c.date == date)
    if room is not None:
        query = query.where(table.c.room == room)
    for row in transaction.connection.execute(query.order_by(table.c.asked, table.c.id)):
        yield SentFor(row.id, row.date, row.room, row.student, row.asked, row.answered)
