"""Walk the ledger's chain: intact, or where it broke and how."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from attrs import frozen
from sqlalchemy import text

from kiosk.faults import BadInput
from kiosk.records.chain import COLUMNS, START, row_hash
from kiosk.records.store import Transaction

_ROWS = text(f"SELECT {', '.join(COLUMNS)}, hash FROM ledger WHERE school = :school ORDER BY number")  # noqa: S608
_AT_ONCE = 5_000
_SHORTEST_HEAD = 16
_HASH, _PREVIOUS, _NUMBER = -1, -2, COLUMNS.index("number")


class Damage(StrEnum):
    """What was done to the ledger."""

    EDITED = "edited"
    DELETED = "deleted"
    REPLACED = "replaced"
    TRUNCATED = "truncated"


@frozen
class Break:
    """The first row at which the chain does not hold, how, and a sentence."""

    number: int
    how: Damage
    what: str


@frozen
class Walk:
    """The ledger as it was walked: its rows, its head, and the break if there is one."""

    rows: int
    head: str
    broken: Break | None = None


def read_head(head: str) -> str:
    """A head as somebody typed it: 16 or more hexadecimal digits, in either case, with or without spaces."""
    digits = "".join(head.split()).casefold()
    if len(digits) < _SHORTEST_HEAD or not set(digits) <= set("0123456789abcdef"):
        raise BadInput(
            f"a head is {_SHORTEST_HEAD} or more of the digits 0-9 and a-f, as kiosk verify prints it"
        )
    return digits


def walk(transaction: Transaction, head: str = "") -> Walk:
    """Compute every hash anew; with a head that was written down, see also that nothing was cut off."""
    rows = transaction.connection.execute(
        _ROWS, {"school": transaction.school}, execution_options={"yield_per": _AT_ONCE}
    )
    return _walk(rows, head)


def _walk(rows: Iterable[Any], sought: str) -> Walk:
    last, number, seen = START, 0, START.hex().startswith(sought)
    for row in rows:
        if broken := _broken(row, number + 1, last):
            return Walk(number, last.hex(), broken)
        last, number = row[_HASH], number + 1
        seen = seen or last.hex().startswith(sought)
    return Walk(number, last.hex(), None if seen else _cut_off(number))


def _broken(row: Any, expected: int, last: bytes) -> Break | None:
    number = row[_NUMBER]
    if number != expected:
        return _missing(number, expected)
    if row[_HASH] != row_hash(row[:_HASH]):
        return Break(number, Damage.EDITED, f"row {number} of the ledger was edited")
    if row[_PREVIOUS] != last:
        before = max(number - 1, 1)
        what = f"row {before} of the ledger was replaced: the row after it remembers another"
        return Break(before, Damage.REPLACED, what)
    return None


def _missing(number: int, expected: int) -> Break:
    if number < expected:
        return Break(number, Damage.REPLACED, f"row {number} of the ledger was put in before the first")
    rows = f"row {expected} of the ledger is"
    if number - expected > 1:
        rows = f"rows {expected} to {number - 1} of the ledger are"
    return Break(expected, Damage.DELETED, f"{rows} missing")


def _cut_off(number: int) -> Break:
    what = (
        f"the ledger ends at row {number}, and the head that was written down is not in it: "
        "rows were cut off, or this is another ledger"
    )
    return Break(number, Damage.TRUNCATED, what)
