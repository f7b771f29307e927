"""The roster: the students of the school. Names are in clear; birthdate, photo and contacts are encrypted."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import msgspec
from attrs import field, frozen
from sqlalchemy import bindparam, func, insert, select, update

from kiosk.faults import BadInput, Fault
from kiosk.plans.student import Student
from kiosk.records import ledger, unsealing, witness
from kiosk.records.events import Event
from kiosk.records.ledger import Entry
from kiosk.records.store import Records, Transaction, portions
from kiosk.records.tables import ledger as notes
from kiosk.records.tables import student as table
from kiosk.records.unsealing import Private, SealedStudent, clear

_CLEAR = (
    table.c.id, table.c.given_name, table.c.family_name, table.c.preferred_name, table.c.pronouns,
    table.c.grade, table.c.homeroom,
)  # fmt: skip

_NUMBERS = select(table.c.id).where(table.c.school == bindparam("school"))
_NUMBERS_AMONG = _NUMBERS.where(table.c.id.in_(bindparam("among", expanding=True)))
_SEALED = (*_CLEAR, table.c.private)
_ONE = select(*_SEALED).where(table.c.school == bindparam("school"), table.c.id == bindparam("id"))


@frozen
class Roll:
    """Students by number; those whose entry does not open are known by what stands in clear, and why."""

    students: dict[str, Student] = field(repr=False)
    unread: dict[str, str]


def enrol(
    records: Records, students: Sequence[Student], *, actor: str, station: str, now: dt.datetime
) -> None:
    """Add these students to the roster, or put them in the place of those of the same number; noted once."""
    with records.writing() as transaction:
        added = save(transaction, students)
        marks = witness.of_students(transaction, {each.id for each in students})
        detail = {"added": added, "changed": len(students) - added, "rows": marks}
        ledger.append(transaction, Entry(Event.ROSTER, actor, station, now, detail=detail))


def save(transaction: Transaction, students: Sequence[Student]) -> int:
    """Add or replace roster entries, in a transaction that writes and notes it; how many were added."""
    rows = {each.id: _row(transaction, each) for each in students}
    there = numbers(transaction, rows)
    added = [row for number, row in rows.items() if number not in there]
    changed = [_renamed(row) for number, row in rows.items() if number in there]
    if added:
        transaction.connection.execute(insert(table), added)
    if changed:
        transaction.connection.execute(_replace_one(), changed)
    return len(added)


def _replace_one() -> Any:
    names = [each.name for each in table.columns if each.name not in {"school", "id"}]
    return (
        update(table)
        .where(table.c.school == bindparam("of_school"), table.c.id == bindparam("of_id"))
        .values({name: bindparam(f"new_{name}") for name in names})
    )


def _renamed(row: dict[str, Any]) -> dict[str, Any]:
    keys = {"school", "id"}
    return {f"of_{name}" if name in keys else f"new_{name}": value for name, value in row.items()}


def get(transaction: Transaction, number: str) -> Student | None:
    """The student of this number, whole."""
    mine = {"school": transaction.school, "id": number}
    row = transaction.connection.execute(_ONE, mine).one_or_none()
    return unsealing.student(transaction, SealedStudent(*row)) if row else None


def get_many(transaction: Transaction, wanted: Collection[str]) -> dict[str, Student]:
    """The students of these numbers, whole; numbers that name nobody are left out."""
    return {
        number: unsealing.student(transaction, each) for number, each in sealed(transaction, wanted).items()
    }


def roll(transaction: Transaction, wanted: Collection[str]) -> Roll:
    """The same, where an entry that cannot be opened hides no other."""
    found = Roll({}, {})
    for number, each in sealed(transaction, wanted).items():
        try:
            found.students[number] = unsealing.student(transaction, each)
        except BadInput as error:
            found.students[number], found.unread[number] = clear(each), str(error)
    return found


def sealed(transaction: Transaction, wanted: Collection[str]) -> dict[str, SealedStudent]:
    """The same as they are kept, to be opened by whoever is to read them."""
    found: dict[str, SealedStudent] = {}
    for some in portions(list(wanted)):
        query = select(*_SEALED).where(table.c.school == transaction.school, table.c.id.in_(some))
        found.update({row.id: SealedStudent(*row) for row in transaction.connection.execute(query).all()})
    return found


def everyone(transaction: Transaction, rooms: Collection[str] | None = None) -> tuple[Student, ...]:
    """Names, grade and room of all students, or of those in these homerooms; nothing encrypted is opened."""
    query = select(*_CLEAR).where(table.c.school == transaction.school)
    if rooms is not None:
        query = query.where(table.c.homeroom.in_(list(rooms)))
    found = transaction.connection.execute(
        query.order_by(table.c.family_name, table.c.given_name, table.c.id)
    )
    return tuple(map(clear, found.all()))


def numbers(transaction: Transaction, among: Iterable[str] | None = None) -> set[str]:
    """The numbers of all students, or those of `among` that are in the roster."""
    mine = {"school": transaction.school}
    if among is None:
        return set(transaction.connection.scalars(_NUMBERS, mine))
    found: set[str] = set()
    for some in portions(list(among)):
        found.update(transaction.connection.scalars(_NUMBERS_AMONG, {**mine, "among": some}))
    return found


def expect_known(transaction: Transaction, wanted: Collection[str]) -> None:
    """That these numbers name students of the roster; every one that does not is a fault."""
    known = numbers(transaction, wanted)
    if unknown := [each for each in wanted if each not in known]:
        raise BadInput.of(Fault(f'no student has the number "{each}"') for each in unknown)


def names(transaction: Transaction, wanted: Collection[str]) -> dict[str, str]:
    """The names of the students of these numbers; nothing encrypted is opened."""
    return {each.id: each.name for each in named(transaction, wanted)}


def named(transaction: Transaction, wanted: Collection[str]) -> Iterator[Student]:
    """Names, grade and room of the students of these numbers; nothing encrypted is opened."""
    query = select(*_CLEAR).where(table.c.school == transaction.school)
    for some in portions(list(wanted)):
        yield from map(clear, transaction.connection.execute(query.where(table.c.id.in_(some))).all())


def stamp(transaction: Transaction) -> int:
    """A number that grows with every noted change of the roster, found without reading it."""
    mine = (notes.c.school == transaction.school, notes.c.event == Event.ROSTER)
    return transaction.connection.scalar(select(func.max(notes.c.number)).where(*mine)) or 0


def count(transaction: Transaction) -> int:
    """How many students the roster has."""
    query = select(func.count()).select_from(table).where(table.c.school == transaction.school)
    return transaction.connection.scalar(query) or 0


def _row(transaction: Transaction, student: Student) -> dict[str, Any]:
    private = msgspec.json.encode(Private(student.birthdate, student.photo, student.contacts))
    return {
        "school": transaction.school,
        "id": student.id,
        "given_name": student.given_name,
        "family_name": student.family_name,
        "preferred_name": student.preferred_name,
        "pronouns": student.pronouns,
        "grade": student.grade,
        "homeroom": student.homeroom,
        "private": transaction.vault.seal(private, "student", "private", transaction.school, student.id),
    }
