"""The links on the cards. A token is kept as its digest: whoever reads the records cannot make a link."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy import bindparam, select, update

from kiosk.records.adding import add, adding
from kiosk.records.columns import instant_text
from kiosk.records.link_model import Link, Printed, token_digest
from kiosk.records.store import Transaction, portions
from kiosk.records.tables import link as table

_ADD = adding(table.name, table.columns.keys())
_GET = select(table).where(table.c.school == bindparam("school"), table.c.digest == bindparam("digest"))


def replace(transaction: Transaction, links: Sequence[Link], now: dt.datetime) -> int:
    """Keep these links and revoke the older ones of their students; how many were revoked."""
    revoked = revoke(transaction, [each.student for each in links], now)
    add(transaction, _ADD, [_row(transaction, each) for each in links])
    return revoked


def revoke(
    transaction: Transaction,
    students: Collection[str] | None,
    now: dt.datetime,
    *,
    before: dt.datetime | None = None,
) -> int:
    """Revoke the links of these students, or of all; only those made before an instant, if one is given."""
    query = update(table).where(table.c.school == transaction.school, table.c.revoked.is_(None))
    if before is not None:
        query = query.where(table.c.made < before)
    wanted = [None] if students is None else portions(list(students))
    count = 0
    for some in wanted:
        narrowed = query if some is None else query.where(table.c.student.in_(some))
        count += transaction.connection.execute(narrowed.values(revoked=now)).rowcount
    return count


def find(transaction: Transaction, token: str) -> Link | None:
    """The link that a token names, revoked or not."""
    return get(transaction, token_digest(token))


def get(transaction: Transaction, digest: bytes) -> Link | None:
    """The link of this digest, revoked or not."""
    mine = {"school": transaction.school, "digest": digest}
    row = transaction.connection.execute(_GET, mine).one_or_none()
    return _link(row) if row else None


def everyone(transaction: Transaction, *, valid_only: bool = False) -> tuple[Link, ...]:
    """All links, by student and age; or only those that were not revoked."""
    query = select(table).where(table.c.school == transaction.school)
    if valid_only:
        query = query.where(table.c.revoked.is_(None))
    rows = transaction.connection.execute(query.order_by(table.c.student, table.c.made, table.c.digest))
    return tuple(_link(row) for row in rows)


def newest(transaction: Transaction, students: Collection[str] | None = None) -> dict[str, Link]:
    """The last link that was made for each student, of all or of these; revoked or not."""
    query = select(table).where(table.c.school == transaction.school).order_by(table.c.made, table.c.digest)
    wanted = [None] if students is None else portions(list(students))
    found: dict[str, Link] = {}
    for some in wanted:
        narrowed = query if some is None else query.where(table.c.student.in_(some))
        found.update({row.student: _link(row) for row in transaction.connection.execute(narrowed)})
    return found


def _row(transaction: Transaction, link: Link) -> tuple[Any, ...]:
    """Its values as they are stored, in the order of the table's columns."""
    made, revoked = instant_text(link.made), link.revoked and instant_text(link.revoked)
    printed = msgspec.json.encode(link.printed).decode()
    expires = link.expires.isoformat()
    return transaction.school, link.digest, link.student, made, expires, revoked, printed, link.run, link.face


def _link(row: Any) -> Link:
    printed = msgspec.json.decode(row.printed, type=tuple[Printed, ...])
    return Link(row.digest, row.student, row.made, row.expires, printed, row.run, row.revoked, row.face)
