"""What the ledger holds of rows that may change: a keyed digest of each, as the kiosk left it.

Whoever can write the database's file can edit staff, roster, links and day passes. The ledger only grows,
and nobody writes a detail of it without the key file: a row that is not as the ledger saw it last was changed
beside the kiosk, put in, taken out, or copied from an older file.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec
from attrs import frozen
from sqlalchemy import Column, Table, bindparam, column, select

from kiosk.records import ledger
from kiosk.records.events import Event
from kiosk.records.store import Transaction, portions
from kiosk.records.tables import day_pass, dose, link, staff, student

_AT_ONCE = 500
_DIGITS = 32

Marks = Mapping[str, str]


@frozen
class _Kept:
    """A table whose rows the ledger knows: its key, what notes them, and what a row of it is called.

    `added` are columns of a later step: where they are empty a row has the mark that it had before.
    """

    table: Table
    key: "Column[Any]"
    events: tuple[Event, ...]
    called: str
    added: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> Sequence[str]:
        """The key and then every column.

        When a link or pass was revoked is left out: it may be later. Which were is noted.
        """
        return [self.key.name, *(each.name for each in self.table.columns if each.name != "revoked")]

    @cached_property
    def rows(self) -> Any:
        """A school's rows as the database holds them: a value that means nothing is read too."""
        mine = self.table.c.school == bindparam("school")
        return select(*map(column, self.columns)).select_from(self.table).where(mine)

    @cached_property
    def some(self) -> Any:
        """The rows of some keys; made once, for it is asked for with every dose."""
        return self.rows.where(self.key.in_(bindparam("keys", expanding=True)))


_STUDENTS = _Kept(student, student.c.id, (Event.ROSTER,), "the roster entry of {}")
_STAFF = _Kept(staff, staff.c.id, (Event.STAFF,), 'the staff entry "{}"', ("retired",))
_LINKS = _Kept(link, link.c.digest, (Event.CARDS, Event.LINKS), "a card of {}", ("face",))
_DOSES = _Kept(dose, dose.c.confirmation, (Event.DOSE,), "a dose of {}")
_PASSES = _Kept(day_pass, day_pass.c.id, (Event.DAYCODE, Event.DAYCODE_ENDED), "the day pass {}")


def of_students(transaction: Transaction, numbers: Collection[str]) -> Marks:
    """The marks of these roster entries as they stand now, by number, for `rows` in a detail."""
    return _marks(transaction, _STUDENTS, numbers)


def of_staff(transaction: Transaction, ids: Collection[str]) -> Marks:
    """The marks of these members of staff as they stand now, by id."""
    return _marks(transaction, _STAFF, ids)


def of_links(transaction: Transaction, digests: Collection[bytes]) -> Marks:
    """The marks of these links as they stand now, by digest in hexadecimal, but for `revoked`."""
    return _marks(transaction, _LINKS, digests)


def of_passes(transaction: Transaction, ids: Collection[str]) -> Marks:
    """The marks of these day passes as they stand now, by id, but for `revoked`."""
    return _marks(transaction, _PASSES, ids)


def of_doses(transaction: Transaction, confirmations: Collection[str]) -> Marks:
    """The marks of these dose entries, by confirmation."""
    return _marks(transaction, _DOSES, confirmations)


def faults(transaction: Transaction) -> Iterator[str]:
    """Rows that are not as the ledger saw them last."""
    for kept in (_STUDENTS, _STAFF, _PASSES, _DOSES):
        yield from _changed(transaction, kept, _known(transaction, kept))
    yield from _passes_alive_again(transaction)
    known = _known(transaction, _LINKS)
    yield from _changed(transaction, _LINKS, known)
    yield from _alive_again(transaction, known, _noted(transaction, Event.LINKS))


def _marks(transaction: Transaction, kept: _Kept, keys: Collection[Any]) -> Marks:
    found: dict[str, str] = {}
    for some in portions(list(keys)):
        mine = {"school": transaction.school, "keys": some}
        for row in transaction.connection.execute(kept.some, mine).all():
            found[_named(row[0])] = _mark(transaction, kept, row)
    return found


def _mark(transaction: Transaction, kept: _Kept, row: Iterable[Any]) -> str:
    named = zip(kept.columns, row, strict=True)
    values = [each for name, each in named if each is not None or name not in kept.added]
    return transaction.vault.digest(msgspec.json.encode([str(kept.table.name), *values])).hex()[:_DIGITS]


def _named(key: str | bytes) -> str:
    return key.hex() if isinstance(key, bytes) else key


@frozen
class _Seen:
    """What the ledger saw of a row last: its mark, and whose it is."""

    mark: str
    whose: str


def _known(transaction: Transaction, kept: _Kept) -> dict[str, _Seen]:
    """Of each row what the ledger saw last, in the order in which it saw them first."""
    known: dict[str, _Seen] = {}
    for event in kept.events:
        known.update(_noted(transaction, event))
    return known


def _noted(transaction: Transaction, event: Event) -> dict[str, _Seen]:
    return {
        key: _Seen(mark, entry.student or key)
        for entry in ledger.entries(transaction, event=event)
        for key, mark in entry.detail.get("rows", {}).items()
    }


def _changed(transaction: Transaction, kept: _Kept, known: Mapping[str, _Seen]) -> Iterator[str]:
    missing = dict(known)
    mine, options = {"school": transaction.school}, {"yield_per": _AT_ONCE}
    for row in transaction.connection.execute(kept.rows, mine, execution_options=options):
        seen = missing.pop(_named(row[0]), None)
        if seen is None:
            whose = row.student if kept in (_LINKS, _DOSES) else row[0]
            yield f"{kept.called.format(whose)} was put in beside the kiosk"
        elif seen.mark != _mark(transaction, kept, row):
            yield f"{kept.called.format(seen.whose)} was changed beside the kiosk"
    for seen in missing.values():
        yield f"{kept.called.format(seen.whose)} was taken out beside the kiosk"


def _alive_again(
    transaction: Transaction, known: Mapping[str, _Seen], revoked: Collection[str]
) -> Iterator[str]:
    """Links that are valid although they were revoked, or a later print run made another for the student."""
    newest = {seen.whose: key for key, seen in known.items()}
    valid = select(link.c.digest, link.c.student).where(
        link.c.school == transaction.school, link.c.revoked.is_(None)
    )
    for row in transaction.connection.execute(valid):
        if row.digest.hex() in revoked:
            yield f"a card of {row.student} that was revoked is valid again"
        elif newest.get(row.student, row.digest.hex()) != row.digest.hex():
            yield f"a card of {row.student} that a newer one ended is valid again"


def _passes_alive_again(transaction: Transaction) -> Iterator[str]:
    ended = _noted(transaction, Event.DAYCODE_ENDED)
    valid = select(day_pass.c.id).where(day_pass.c.school == transaction.school, day_pass.c.revoked.is_(None))
    for each in transaction.connection.scalars(valid):
        if each in ended:
            yield f"{_PASSES.called.format(each)} that was ended is valid again"
