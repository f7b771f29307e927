"""Sessions at a card's page: kept here, bound to one card and one person, and ended here."""

import datetime as dt
import hashlib
import re
import secrets
from typing import Any

from attrs import frozen
from sqlalchemy import bindparam, delete, insert, or_, select, update

from kiosk.records.store import Transaction
from kiosk.records.tables import session as table

IDLE, LONGEST = dt.timedelta(minutes=10), dt.timedelta(minutes=60)
_KEY_BYTES = 32
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")
_MINE = (table.c.school == bindparam("of_school"), table.c.digest == bindparam("of_digest"))
_FIND, _END = select(table).where(*_MINE), delete(table).where(*_MINE)
_TOUCH = update(table).where(*_MINE).values(seen=bindparam("now"))


@frozen
class Session:
    """Who is at a card's page: a member of staff, or whoever holds a pass; one of the two is named."""

    digest: bytes
    link: bytes
    staff: str | None
    day_pass: str | None
    began: dt.datetime
    seen: dt.datetime

    @property
    def ends(self) -> dt.datetime:
        """When it is over, however busy it is."""
        return self.began + LONGEST

    def lives_at(self, instant: dt.datetime) -> bool:
        """Whether it is neither idle nor old; before its begin, where a clock was set back, it is dead."""
        return self.began <= instant < min(self.ends, self.seen + IDLE)


def could_be_key(text: str) -> bool:
    """Whether a text has the form of a session's key."""
    return _KEY.fullmatch(text) is not None


def begin(
    transaction: Transaction,
    link: bytes,
    now: dt.datetime,
    *,
    staff: str | None = None,
    day_pass: str | None = None,
) -> str:
    """A new session's key, in a transaction that writes; those that are over are cleared away."""
    over = or_(table.c.began <= now - LONGEST, table.c.seen <= now - IDLE)
    transaction.connection.execute(delete(table).where(table.c.school == transaction.school, over))
    key = secrets.token_urlsafe(_KEY_BYTES)
    row = {
        "school": transaction.school,
        "digest": _digest(key),
        "link": link,
        "staff": staff,
        "day_pass": day_pass,
        "began": now,
        "seen": now,
    }
    transaction.connection.execute(insert(table).values(row))
    return key


def find(transaction: Transaction, key: str) -> Session | None:
    """The session of a key, over or not."""
    row = transaction.connection.execute(_FIND, _key(transaction, _digest(key))).one_or_none()
    return _session(row) if row else None


def touch(transaction: Transaction, session: Session, now: dt.datetime) -> None:
    """Note that somebody looked, in a transaction that writes."""
    transaction.connection.execute(_TOUCH, {**_key(transaction, session.digest), "now": now})


def end(transaction: Transaction, key: str) -> None:
    """End a session, in a transaction that writes: its key opens nothing any more."""
    transaction.connection.execute(_END, _key(transaction, _digest(key)))


def end_of_staff(transaction: Transaction, staff_id: str) -> None:
    """End every session of a member of staff, in a transaction that writes."""
    mine = (table.c.school == transaction.school, table.c.staff == staff_id)
    transaction.connection.execute(delete(table).where(*mine))


def _key(transaction: Transaction, digest: bytes) -> dict[str, Any]:
    return {"of_school": transaction.school, "of_digest": digest}


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


def _session(row: Any) -> Session:
    return Session(row.digest, row.link, row.staff, row.day_pass, row.began, row.seen)
