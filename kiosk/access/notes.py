"""What the ledger is told of one person at one station: noted first, shown afterwards."""

import datetime as dt
from collections.abc import Iterable, Sequence

from kiosk.access.model import Opened, Person
from kiosk.clock import Clock
from kiosk.plans.model import Version
from kiosk.records import ledger
from kiosk.records.events import Basis, Event, Purpose
from kiosk.records.ledger import Detail, Entry
from kiosk.records.store import Records


class Notes:
    """The rows that one person at one station adds to the ledger."""

    def __init__(self, records: Records, person: Person, *, clock: Clock, station: str) -> None:
        self._records, self._person, self._clock, self._station = records, person, clock, station
        self._overviews: set[tuple[str | None, dt.datetime]] = set()

    def views(self, opened: Iterable[Opened], purpose: Purpose) -> None:
        """That these students were seen, what for, and why that is allowed."""
        self._append([self.view(each, purpose) for each in opened])

    def emergency(self, opened: Opened, threat: str) -> None:
        """That this student was seen in an emergency, and what was happening: 34 CFR 99.32(a)(5)."""
        detail = {"purpose": Purpose.EMERGENCY, "reason": opened.reason, "threat": threat}
        self._append([self.entry(Event.VIEW, opened.student.id, detail, Basis.EMERGENCY)])

    def cards(self, students: Iterable[str], reason: str) -> None:
        """That the plans of these students are read for their cards, and why that is allowed."""
        detail = {"purpose": Purpose.CARDS, "reason": reason}
        self._append([self.entry(Event.VIEW, each, detail) for each in students])

    def overview(self, room: str | None) -> None:
        """One row a person, room and hour, whichever program and station asked before."""
        hour = self._clock.real().replace(minute=0, second=0, microsecond=0)
        if (room, hour) in self._overviews:
            return
        with self._records.writing() as transaction:
            rows = ledger.overviews(transaction, self._person.id, since=hour)
            if all(row.detail.get("room") != room for row in rows):
                ledger.append(transaction, self.entry(Event.OVERVIEW, None, {"room": room}))
        self._overviews.add((room, hour))

    def export(self, student: str, version: Version) -> None:
        """That a version's file is given out as it was written."""
        terms = version.plan.terms
        detail = {"kind": terms.kind, "begins": terms.begins, "version": version.number}
        self._append([self.entry(Event.EXPORT, student, detail)])

    def view(self, opened: Opened, purpose: Purpose) -> Entry:
        """The row of one view, for a transaction of the caller's."""
        return self.entry(Event.VIEW, opened.student.id, {"purpose": purpose, "reason": opened.reason})

    def entry(
        self, event: Event, student: str | None, detail: Detail, basis: Basis = Basis.OFFICIAL
    ) -> Entry:
        """A row for a transaction of the caller's: this person, here, at the real instant."""
        clock = self._clock
        return Entry(
            event=event,
            actor=self._person.id,
            station=self._station,
            instant=clock.real(),
            student=student,
            basis=basis,
            pretended=clock.now() if clock.is_pretend else None,
            detail=detail,
        )

    def _append(self, entries: Sequence[Entry]) -> None:
        if entries:
            with self._records.writing() as transaction:
                ledger.append_many(transaction, entries)
