"""Day passes: a substitute's code for some rooms, today. The code is kept as a keyed digest alone."""

import datetime as dt
import secrets
from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from attrs import frozen
from sqlalchemy import bindparam, insert, select, update

from kiosk.records.store import Transaction
from kiosk.records.tables import day_pass as table

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O or U, so that nothing is misread (crockford.com/base32.html)."""
LENGTH = 8
"""40 random bits: with 20 tries a card, a hundred passes in force are one chance in 500 million."""
_LONGEST_TYPED = 64
_LEFT_OUT = dict.fromkeys(
    map(ord, " \t\r\n\N{NO-BREAK SPACE}-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}")
)
_MEANT = str.maketrans("OIL", "011")
_PURPOSE = "day passes"
_GET = select(table).where(table.c.school == bindparam("school"), table.c.id == bindparam("id"))


@frozen
class DayPass:
    """A pass for some rooms; no `periods` means the whole day, and `until` is when it is dead."""

    id: str
    date: dt.date
    rooms: tuple[str, ...]
    periods: tuple[str, ...] | None
    made: dt.datetime
    until: dt.datetime
    revoked: dt.datetime | None = None


def new_code() -> str:
    """Eight random characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown(code: str) -> str:
    """A code as people read it: `7K3M-Q9RT`."""
    return f"{code[:4]}-{code[4:]}"


def read_code(typed: str) -> str | None:
    """The code that was typed in whatever way: case, spaces and dashes, O for 0, I or L for 1."""
    if len(typed) > _LONGEST_TYPED:
        return None
    bare = typed.translate(_LEFT_OUT)
    code = bare.upper().translate(_MEANT)
    return code if bare.isascii() and len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def new_id() -> str:
    """A name for a pass that says nothing of its code."""
    return secrets.token_hex(6)


def keep(transaction: Transaction, made: DayPass, code: str) -> None:
    """Keep a pass, in a transaction that writes and notes it."""
    row = {
        "school": transaction.school,
        "id": made.id,
        "code": _tag(transaction, code),
        "date": made.date,
        "rooms": _text(made.rooms),
        "periods": None if made.periods is None else _text(made.periods),
        "made": made.made,
        "until": made.until,
        "revoked": made.revoked,
    }
    transaction.connection.execute(insert(table).values(row))


def of_code(transaction: Transaction, code: str) -> DayPass | None:
    """The pass of a code as `read_code` gives it, dead or alive."""
    query = select(table).where(table.c.school == transaction.school, table.c.code == _tag(transaction, code))
    row = transaction.connection.execute(query).one_or_none()
    return _pass(row) if row else None


def get(transaction: Transaction, pass_id: str) -> DayPass | None:
    """The pass of this id, dead or alive."""
    row = transaction.connection.execute(_GET, {"school": transaction.school, "id": pass_id}).one_or_none()
    return _pass(row) if row else None


def of_day(transaction: Transaction, date: dt.date) -> Sequence[DayPass]:
    """The passes for a date, dead or alive, in the order in which they were made."""
    query = select(table).where(table.c.school == transaction.school, table.c.date == date)
    return [_pass(row) for row in transaction.connection.execute(query.order_by(table.c.made, table.c.id))]


def revoke(transaction: Transaction, ids: Collection[str], now: dt.datetime) -> int:
    """End these passes now; how many were not ended before."""
    query = update(table).where(
        table.c.school == transaction.school, table.c.id.in_(list(ids)), table.c.revoked.is_(None)
    )
    return transaction.connection.execute(query.values(revoked=now)).rowcount


def _tag(transaction: Transaction, code: str) -> bytes:
    return transaction.vault.tag(code.encode(), _PURPOSE)


def _text(names: tuple[str, ...]) -> str:
    return msgspec.json.encode(names).decode()


def _pass(row: Any) -> DayPass:
    periods = None if row.periods is None else msgspec.json.decode(row.periods, type=tuple[str, ...])
    rooms = msgspec.json.decode(row.rooms, type=tuple[str, ...])
    return DayPass(row.id, row.date, rooms, periods, row.made, row.until, row.revoked)
