"""Plan versions: each one row, kept for ever, never changed.

Outside `kiosk.access` and `kiosk.records` nobody imports this: plans are read through `access` alone.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import msgspec
from attrs import frozen
from sqlalchemy import Select, bindparam, exists, insert, select

from kiosk.faults import BadInput
from kiosk.plans.model import Plan, PlanKind, Unread, Version
from kiosk.records import unsealing
from kiosk.records.store import Transaction, portions
from kiosk.records.tables import plan_version as table
from kiosk.records.tables import student as roster_table
from kiosk.records.unsealing import SealedVersion, version_place

_KEY = (table.c.student, table.c.kind, table.c.begins, table.c.number)
_OUTLINE = (*_KEY, table.c.effective, table.c.ends, table.c.digest)

_MINE = (table.c.school == bindparam("school"), table.c.student == bindparam("student"))
_OF_STUDENT = (
    select(*_OUTLINE, table.c.content).where(*_MINE).order_by(table.c.begins, table.c.kind, table.c.number)
)


@frozen
class Outline:
    """What the records know of a version without opening it."""

    student: str
    kind: PlanKind
    begins: dt.date
    number: int
    effective: dt.date
    ends: dt.date
    digest: bytes


@frozen
class Stored:
    """A version to keep: its number, the file's bytes and the plan that they say."""

    number: int
    written: bytes
    plan: Plan


@frozen
class History:
    """Every version of every plan of a student, by plan and number, and those that do not open."""

    versions: tuple[Version, ...] = ()
    unread: tuple[Unread, ...] = ()

    def closed(self, why: str) -> "History":
        """The same where nothing of it is to be shown, and why."""
        lost = (
            Unread(each.number, each.plan.kind, each.plan.terms.begins, each.plan.effective,
                   each.plan.terms.ends, why)
            for each in self.versions
        )  # fmt: skip
        return History((), (*self.unread, *lost))


def store(transaction: Transaction, versions: Sequence[Stored], now: dt.datetime) -> None:
    """Keep these versions, in a transaction that writes."""
    if versions:
        rows = [_row(transaction, each, now) for each in versions]
        transaction.connection.execute(insert(table), rows)


def of_student(transaction: Transaction, student: str) -> History:
    """Every version of every plan of a student; one that cannot be opened does not hide the others."""
    mine = {"school": transaction.school, "student": student}
    return _history(transaction, transaction.connection.execute(_OF_STUDENT, mine))


def histories_in_force_on(
    transaction: Transaction,
    date: dt.date,
    *,
    students: Collection[str] | None = None,
    rooms: Collection[str] | None = None,
) -> dict[str, History]:
    """What is in force on a date by student; one that cannot be opened does not hide the others."""
    columns = (*_KEY, table.c.effective, table.c.ends, table.c.content)
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in _rows_in_force(transaction, date, students, rooms, *columns):
        found[row.student].append(row)
    return {student: _history(transaction, rows) for student, rows in found.items()}


def in_force_on(
    transaction: Transaction,
    date: dt.date,
    *,
    students: Collection[str] | None = None,
    rooms: Collection[str] | None = None,
) -> dict[str, tuple[Version, ...]]:
    """The same by student, where all must be read: one that cannot be opened is an error."""
    found = sealed_in_force_on(transaction, date, students=students, rooms=rooms)
    return {
        student: tuple(unsealing.version(transaction, each) for each in sealed)
        for student, sealed in found.items()
    }


def sealed_in_force_on(
    transaction: Transaction,
    date: dt.date,
    *,
    students: Collection[str] | None = None,
    rooms: Collection[str] | None = None,
) -> dict[str, tuple[SealedVersion, ...]]:
    """The same as they are kept, to be opened by whoever is to read them."""
    found: defaultdict[str, list[SealedVersion]] = defaultdict(list)
    for row in _rows_in_force(transaction, date, students, rooms, *_KEY, table.c.content):
        found[row.student].append(SealedVersion(*row))
    return {student: tuple(sealed) for student, sealed in found.items()}


def students_in_force_on(
    transaction: Transaction,
    date: dt.date,
    *,
    students: Collection[str] | None = None,
    rooms: Collection[str] | None = None,
) -> set[str]:
    """Who of all, of these students, or of these homerooms has a plan in force on a date."""
    return {row.student for row in _rows_in_force(transaction, date, students, rooms, table.c.student)}


def _rows_in_force(
    transaction: Transaction,
    date: dt.date,
    students: Collection[str] | None,
    rooms: Collection[str] | None,
    *columns: Any,
) -> Iterator[Any]:
    query = _in_force(transaction, date, *columns)
    if rooms is not None:
        query = query.where(table.c.student.in_(_in_rooms(transaction, rooms)))
    for narrowed in _narrowed(query, students):
        yield from transaction.connection.execute(narrowed).all()


def outlines_in_force_on(transaction: Transaction, date: dt.date) -> dict[str, tuple[Outline, ...]]:
    """The same of all students, unopened."""
    found: defaultdict[str, list[Outline]] = defaultdict(list)
    for row in transaction.connection.execute(_in_force(transaction, date, *_OUTLINE)).all():
        found[row.student].append(_outline(row))
    return {student: tuple(each) for student, each in found.items()}


def written(
    transaction: Transaction, student: str, kind: PlanKind, begins: dt.date, number: int
) -> bytes | None:
    """A version's file, byte for byte as it was written."""
    query = _of(transaction, _KEY, table.c.written).where(
        table.c.student == student,
        table.c.kind == kind,
        table.c.begins == begins,
        table.c.number == number,
    )
    row = transaction.connection.execute(query).one_or_none()
    return transaction.vault.open(row.written, *version_place(transaction, "written", row)) if row else None


def outlines(transaction: Transaction, students: Collection[str] | None = None) -> list[Outline]:
    """The versions of all students, or of these, unopened, in the order of student, plan and number."""
    query = select(*_OUTLINE).where(table.c.school == transaction.school).order_by(*_KEY)
    found: list[Outline] = []
    for narrowed in _narrowed(query, students):
        found.extend(_outline(row) for row in transaction.connection.execute(narrowed))
    return found


def known(transaction: Transaction, files: Iterable[bytes]) -> dict[bytes, Outline]:
    """Which of these files are stored already, by digest; nothing is read or opened for it."""
    digests = [transaction.vault.digest(each) for each in files]
    query = select(*_OUTLINE).where(table.c.school == transaction.school)
    found: dict[bytes, Outline] = {}
    for some in portions(digests):
        for row in transaction.connection.execute(query.where(table.c.digest.in_(some))):
            found[row.digest] = _outline(row)
    return found


def _of(transaction: Transaction, key: Sequence[Any], *columns: Any) -> Select[Any]:
    return select(*key, *columns).where(table.c.school == transaction.school)


def _in_force(transaction: Transaction, date: dt.date, *columns: Any) -> Select[Any]:
    """Of each plan the highest version effective by then, where its dates hold the date."""
    later = table.alias()
    outdone = exists().where(
        later.c.school == table.c.school,
        later.c.student == table.c.student,
        later.c.kind == table.c.kind,
        later.c.begins == table.c.begins,
        later.c.number > table.c.number,
        later.c.effective <= date,
    )
    query = _of(transaction, columns).where(
        table.c.begins <= date, table.c.effective <= date, table.c.ends >= date, ~outdone
    )
    return query.order_by(table.c.student, table.c.kind, table.c.begins)


def _in_rooms(transaction: Transaction, rooms: Collection[str]) -> Select[Any]:
    return select(roster_table.c.id).where(
        roster_table.c.school == transaction.school, roster_table.c.homeroom.in_(list(rooms))
    )


def _narrowed(query: Select[Any], students: Collection[str] | None) -> Iterable[Select[Any]]:
    if students is None:
        return [query]
    return (query.where(table.c.student.in_(some)) for some in portions(list(students)))


def _row(transaction: Transaction, version: Stored, now: dt.datetime) -> dict[str, Any]:
    plan, vault = version.plan, transaction.vault
    row: dict[str, Any] = {
        "school": transaction.school,
        "student": plan.student.id,
        "kind": plan.kind,
        "begins": plan.terms.begins,
        "number": version.number,
        "effective": plan.effective,
        "ends": plan.terms.ends,
        "stored": now,
        "digest": vault.digest(version.written),
    }
    key = (transaction.school, plan.student.id, plan.kind.value, str(plan.terms.begins), version.number)
    row["written"] = vault.seal(version.written, "plan_version", "written", *key)
    row["content"] = vault.seal(msgspec.json.encode(plan), "plan_version", "content", *key)
    return row


def _history(transaction: Transaction, rows: Iterable[Any]) -> History:
    found: list[Version] = []
    unread: list[Unread] = []
    for row in rows:
        try:
            found.append(unsealing.version(transaction, row))
        except BadInput as error:
            unread.append(_unread(row, str(error)))
    return History(tuple(found), tuple(unread))


def _unread(row: Any, why: str) -> Unread:
    return Unread(row.number, row.kind, row.begins, row.effective, row.ends, why)


def _outline(row: Any) -> Outline:
    return Outline(row.student, row.kind, row.begins, row.number, row.effective, row.ends, row.digest)
