"""Wrong tries to sign in at a kiosk: each is reserved before it is checked, and too many make one wait.

A try counts as wrong until it turns out to be right, so what a crash leaves behind stays counted. The count
belongs to one name at one kiosk: nobody is kept waiting by what happens at another, or on the page. A clock
that is set back begins the wait anew: it is neither shorter for that nor longer than it ever is.
"""

import datetime as dt
from typing import Any

from attrs import frozen
from sqlalchemy import ColumnElement, delete, select, text, update

from kiosk.records.columns import instant_text
from kiosk.records.store import Transaction
from kiosk.records.tables import sign_in_try as table

FORGOTTEN = dt.timedelta(hours=12)
"""After so long without a try nothing is held against anybody: by the next morning."""
_PURPOSE = "tries to sign in"
_DOUBLED_AT_MOST = 20
_ADD = text(
    "INSERT INTO sign_in_try (school, station, who, wrong, last) "
    "VALUES (:school, :station, :who, :wrong, :last) ON CONFLICT (school, station, who) DO NOTHING"
)


@frozen
class Patience:
    """So many wrong tries are free; then each is followed by a wait, twice as long as the one before."""

    free: int
    first: dt.timedelta
    longest: dt.timedelta

    def after(self, wrong: int) -> dt.timedelta:
        """The wait after so many wrong tries."""
        over = wrong - self.free
        return min(self.first * 2 ** min(over, _DOUBLED_AT_MOST), self.longest) if over >= 0 else _NONE


_NONE = dt.timedelta()
WITH_A_PIN = Patience(5, dt.timedelta(seconds=30), dt.timedelta(minutes=15))
"""Four tries an hour in the end: a PIN of six digits outlasts a school year of that."""
OF_A_NURSE = Patience(5, dt.timedelta(seconds=5), dt.timedelta(seconds=30))
"""A nurse is slowed, and never kept from a child by somebody who played at her desk."""
WITH_A_PASS = Patience(20, dt.timedelta(seconds=30), dt.timedelta(seconds=30))
"""A pass is eight random characters: guessing is hopeless, and all who hold one share this count."""


@frozen
class _Count:
    wrong: int
    last: dt.datetime


def reserve(
    transaction: Transaction, station: str, who: str, patience: Patience, now: dt.datetime
) -> dt.timedelta | None:
    """Reserve a try, in a transaction that writes; the wait that is left where there is none to be had."""
    tag = _tag(transaction, who)
    _forget_old(transaction, now)
    while True:  # once, but where another program counts at the same time
        seen = _count(transaction, station, tag)
        since = min(seen.last, now) if seen else now
        left = since + patience.after(seen.wrong) - now if seen else _NONE
        is_free = left <= _NONE
        counted = _Count((seen.wrong if seen else 0) + is_free, now if is_free else since)
        if counted == seen or _keep(transaction, station, tag, seen, counted):
            return None if is_free else left


def forgive(transaction: Transaction, station: str, who: str) -> None:
    """Hold nothing against somebody any more: she was right."""
    transaction.connection.execute(delete(table).where(*_of(transaction, station, _tag(transaction, who))))


def _count(transaction: Transaction, station: str, tag: bytes) -> _Count | None:
    query = select(table.c.wrong, table.c.last).where(*_of(transaction, station, tag))
    row = transaction.connection.execute(query).one_or_none()
    return _Count(row.wrong, row.last) if row else None


def _keep(transaction: Transaction, station: str, tag: bytes, seen: _Count | None, counted: _Count) -> bool:
    """Write a count, if it is still what was seen."""
    mine = {"school": transaction.school, "station": station, "who": tag}
    if seen is None:
        stated = {**mine, "wrong": counted.wrong, "last": instant_text(counted.last)}
        return bool(transaction.connection.execute(_ADD, stated).rowcount)
    values: dict[str, Any] = {"wrong": counted.wrong, "last": counted.last}
    unchanged = (table.c.wrong == seen.wrong, table.c.last == seen.last)
    changed = update(table).where(*_of(transaction, station, tag), *unchanged).values(values)
    return bool(transaction.connection.execute(changed).rowcount)


def _forget_old(transaction: Transaction, now: dt.datetime) -> None:
    old = (table.c.school == transaction.school, table.c.last < now - FORGOTTEN)
    transaction.connection.execute(delete(table).where(*old))


def _of(transaction: Transaction, station: str, tag: bytes) -> tuple[ColumnElement[bool], ...]:
    return table.c.school == transaction.school, table.c.station == station, table.c.who == tag


def _tag(transaction: Transaction, who: str) -> bytes:
    return transaction.vault.tag(who.encode(errors="backslashreplace"), _PURPOSE)
