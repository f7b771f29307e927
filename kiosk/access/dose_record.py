"""The record of doses, for whoever may read it: noted first, then handed over."""

import datetime as dt

from attrs import evolve

from kiosk.access import dose_policy
from kiosk.access.dose_days import DoseDay, StudentKept, read_days
from kiosk.access.model import Person
from kiosk.access.notes import Notes
from kiosk.clock import Clock
from kiosk.medication.kept import Kept
from kiosk.records import ledger, roster
from kiosk.records.events import Event, Purpose
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar


class DoseRecord:
    """What became of each dose, day by day, as one person may read it."""

    def __init__(
        self, records: Records, calendar: Calendar, person: Person, *, clock: Clock, station: str
    ) -> None:
        self.person = person
        self._records, self._calendar, self._clock = records, calendar, clock
        self._notes = Notes(records, person, clock=clock, station=station)
        self._settings = calendar.school.medication

    @property
    def reads_orders(self) -> bool:
        """Whether drug, dose, route and reasons are this person's to read."""
        return dose_policy.reads_orders(self.person, self._settings)

    def day(self, date: dt.date, student: str | None = None) -> DoseDay:
        """One date."""
        return self.days(date, date, student)[0]

    def days(self, first: dt.date, last: dt.date, student: str | None = None) -> tuple[DoseDay, ...]:
        """Every date from the first to the last, of all students or of one; that it was read is noted."""
        dose_policy.expect_reader(self.person, self._settings)
        with self._records.reading() as transaction:
            if student is not None:
                roster.expect_known(transaction, [student])
            found = read_days(transaction, self._calendar, first, last, self._clock.now(), student)
        with self._records.writing() as transaction:
            mine: set[str | None] = {each.student.id for day in found for each in day.doses} or {student}
            detail = {"purpose": Purpose.DOSES, "first": first, "last": last}
            rows = [self._notes.entry(Event.REPORT, each, detail) for each in sorted(mine, key=str)]
            head = ledger.append_many(transaction, rows)
        return tuple(self._shown(evolve(each, head=head)) for each in found)

    def _shown(self, day: DoseDay) -> DoseDay:
        if self.reads_orders:
            return day
        return evolve(
            day, doses=tuple(StudentKept(each.student, _without_order(each.kept)) for each in day.doses)
        )


def _without_order(kept: Kept) -> Kept:
    return evolve(
        kept,
        order=kept.order and dose_policy.order_without_drug(kept.order),
        entries=tuple(map(dose_policy.entry_without_order, kept.entries)),
    )
