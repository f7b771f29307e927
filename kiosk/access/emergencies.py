"""What was opened in emergencies, for whoever answers for the student: until she has looked at it."""

import datetime as dt
from collections.abc import Iterator, Sequence

from attrs import frozen

from kiosk.access.actors import Actors
from kiosk.access.model import Person
from kiosk.access.notes import Notes
from kiosk.access.policy import View
from kiosk.access.showing import Judge
from kiosk.plans.model import Role
from kiosk.plans.student import Student
from kiosk.records import ledger, roster, seeking, versions
from kiosk.records.events import Event
from kiosk.records.ledger import Entry
from kiosk.records.store import Records, Transaction

_ANSWER = frozenset({Role.COORDINATOR, Role.PRINCIPAL})


@frozen
class EmergencyView:
    """That somebody opened a student in an emergency: its row in the ledger, and what she typed."""

    number: int
    instant: dt.datetime
    student: Student
    who: str
    station: str
    threat: str


def unseen(records: Records, person: Person, today: dt.date) -> tuple[EmergencyView, ...]:
    """Those that this person answers for and has not looked at yet, oldest first; most answer for none."""
    if person.role not in _ANSWER:
        return ()
    with records.reading() as transaction:
        seen = {row.detail["row"] for row in ledger.entries(transaction, event=Event.EMERGENCY_SEEN)
                if row.actor == person.id}  # fmt: skip
        rows = [each for each in seeking.emergencies(transaction) if each.number not in seen]
        return tuple(_hers(transaction, rows, person, today))


def look(records: Records, notes: Notes, found: Sequence[EmergencyView]) -> None:
    """Note that she has looked at these; she is not asked again."""
    entries = [notes.entry(Event.EMERGENCY_SEEN, each.student.id, {"row": each.number}) for each in found]
    with records.writing() as transaction:
        ledger.append_many(transaction, entries)


def _hers(
    transaction: Transaction, rows: Sequence[Entry], person: Person, today: dt.date
) -> Iterator[EmergencyView]:
    judge, actors = Judge.of(transaction, person, View.PLANS), Actors(transaction)
    students = roster.named(transaction, {each.student for each in rows if each.student})
    mine = {
        str(each.id): each
        for each in students
        if judge.is_concerned(each, versions.of_student(transaction, each.id), today)
    }
    for row in rows:
        if row.student in mine:
            who, threat = actors.name(row.actor), str(row.detail.get("threat") or row.detail["reason"])
            yield EmergencyView(row.number, row.instant, mine[row.student], who, row.station, threat)
