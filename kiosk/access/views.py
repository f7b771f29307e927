"""Who has seen what: the record of views, for a student whose parent asks, for a person, for a day.

Nothing deletes a row: it is kept as long as the plan (34 CFR 99.32). It is read in portions of a moment each,
so that however long it is, nobody who writes is held up.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from attrs import evolve, field, frozen

from kiosk.access.actors import Actors
from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER
from kiosk.faults import BadInput, NotAllowed, did_you_mean
from kiosk.records import ledger, roster, seeking, staff
from kiosk.records.events import Basis, Event
from kiosk.records.ledger import Entry
from kiosk.records.seeking import Sought
from kiosk.records.store import Records, Transaction
from kiosk.school.calendar import Calendar

SHOWN = (Event.VIEW, Event.OVERVIEW, Event.EXPORT, Event.CARDS, Event.REPORT)
"""What is a view: whatever shows something of a student to somebody, or takes it out of the records."""
_AT_ONCE = 1_000


@frozen
class Asked:
    """Whose views, by whom, on which of the school's days; only those of emergencies."""

    student: str | None = None
    person: str | None = None
    day: dt.date | None = None
    emergencies: bool = False


@frozen
class Seen:
    """One view: who, whose, what, when, on what ground and why, at which kiosk.

    `shown` is what the view was for, where that is noted, and `room` the room whose list it was.
    """

    number: int
    instant: dt.datetime
    event: Event
    actor: str
    who: str
    student: str | None
    name: str
    station: str
    basis: Basis | None
    shown: str = ""
    room: str = ""
    reason: str = ""
    threat: str = ""
    pretended: dt.datetime | None = None


@frozen
class Report:
    """What was asked for, by name, and the views in order of time, which are read as they are taken."""

    student: str
    person: str
    views: Iterator[Seen] = field(repr=False)


def report(records: Records, access: Access, asked: Asked, calendar: Calendar) -> Report:
    """The views that are asked for; that somebody asked is in the ledger before the first is handed over."""
    if access.person != FOLDER_READER:
        raise NotAllowed("Who has seen what is told to whoever may read the school folder.")
    with records.writing() as transaction:
        student, person = _student(transaction, asked.student), _person(transaction, asked.person)
        last = ledger.head(transaction).number
        ledger.append(transaction, access.notes.entry(Event.REPORT, asked.student, _detail(asked)))
    sought = _sought(asked, calendar)
    found = _emergencies(records, sought) if asked.emergencies else _views(records, sought, last)
    return Report(student, person, found)


def _detail(asked: Asked) -> dict[str, object]:
    return {"person": asked.person, "day": asked.day, "emergencies": asked.emergencies}


def _student(transaction: Transaction, number: str | None) -> str:
    """Her name; a number that names nobody is an error."""
    if number is None:
        return ""
    roster.expect_known(transaction, [number])
    return roster.names(transaction, [number])[number]


def _person(transaction: Transaction, actor: str | None) -> str:
    """The name of a member of staff, of one who has left, or of whoever held a day pass."""
    if actor is None:
        return ""
    name = Actors(transaction).name(actor)
    if name == actor and not seeking.has_actor(transaction, actor):
        known = [each.id for each in (*staff.everyone(transaction), *staff.leavers(transaction))]
        raise BadInput(f'no member of staff has, or had, the id "{actor}"{did_you_mean(actor, known)}')
    return name


def _sought(asked: Asked, calendar: Calendar) -> Sought:
    sought = Sought(SHOWN, asked.student, asked.person)
    if asked.day is None:
        return sought
    begins = calendar.instant(asked.day, dt.time())
    return evolve(sought, begins=begins, ends=calendar.instant(asked.day + dt.timedelta(days=1), dt.time()))


def _views(records: Records, sought: Sought, last: int) -> Iterator[Seen]:
    """In portions, each in a transaction of its own; what comes in meanwhile is not part of it."""
    after: Entry | None = None
    while True:
        with records.reading() as transaction:
            rows = seeking.portion(transaction, sought, after, _AT_ONCE)
            found = list(_named(transaction, [each for each in rows if each.number <= last]))
        yield from found
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1]


def _emergencies(records: Records, sought: Sought) -> Iterator[Seen]:
    """Those of emergencies, which are few."""
    with records.reading() as transaction:
        rows = [each for each in seeking.emergencies(transaction) if sought.holds(each)]
        found = list(_named(transaction, sorted(rows, key=lambda each: (each.instant, each.number))))
    yield from found


def _named(transaction: Transaction, rows: Sequence[Entry]) -> Iterator[Seen]:
    actors = Actors(transaction)
    names = roster.names(transaction, {each.student for each in rows if each.student})
    for row in rows:
        detail = row.detail
        yield Seen(
            number=row.number,
            instant=row.instant,
            event=row.event,
            actor=row.actor,
            who=actors.name(row.actor),
            student=row.student,
            name=names.get(row.student or "", ""),
            station=row.station,
            basis=row.basis,
            shown=str(detail.get("purpose") or ""),
            room=str(detail.get("room") or ""),
            reason=str(detail.get("reason") or ""),
            threat=str(detail.get("threat") or ""),
            pretended=row.pretended,
        )
