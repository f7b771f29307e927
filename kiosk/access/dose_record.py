"""The record of doses, for whoever may read it: noted first, then handed over."""

import datetime as dt
from collections.abc import Sequence

from attrs import evolve

from kiosk.access import dose_policy
from kiosk.access.dose_days import DoseDay, StudentKept, read_days
from kiosk.access.dose_post import Post
from kiosk.access.notes import Notes
from kiosk.medication.kept import Kept
from kiosk.records import ledger, roster
from kiosk.records.events import Event, Purpose
from kiosk.records.ledger import Entry


class DoseRecord:
    """What became of each dose, day by day, as one person may read it."""

    def __init__(self, post: Post) -> None:
        self._post, self._records, self._calendar = post, post.records, post.calendar
        self._notes = post.notes()

    def day(self, date: dt.date, student: str | None = None) -> DoseDay:
        """One date."""
        return self.days(date, date, student)[0]

    def days(self, first: dt.date, last: dt.date, student: str | None = None) -> tuple[DoseDay, ...]:
        """Every date from the first to the last, of all students or of one; that it was read is noted."""
        dose_policy.expect_reader(self._post.person, self._post.settings)
        with self._records.reading() as transaction:
            if student is not None:
                roster.expect_known(transaction, [student])
            found = read_days(transaction, self._calendar, first, last, self._post.clock.now(), student)
        with self._records.writing() as transaction:
            head = ledger.append_many(transaction, rows(self._notes, found, student))
        return tuple(self._shown(evolve(each, head=head)) for each in found)

    def _shown(self, day: DoseDay) -> DoseDay:
        if self._post.reads_orders:
            return day
        return evolve(
            day, doses=tuple(StudentKept(each.student, _without_order(each.kept)) for each in day.doses)
        )


def rows(notes: Notes, days: Sequence[DoseDay], student: str | None = None) -> list[Entry]:
    """That these days were read, a row for each student in them."""
    mine: set[str | None] = {each.student.id for day in days for each in day.doses} or {student}
    detail = {"purpose": Purpose.DOSES, "first": days[0].date, "last": days[-1].date}
    return [notes.entry(Event.REPORT, each, detail) for each in sorted(mine, key=str)]


def _without_order(kept: Kept) -> Kept:
    return evolve(
        kept,
        order=kept.order and dose_policy.order_without_drug(kept.order),
        entries=tuple(map(dose_policy.entry_without_order, kept.entries)),
    )
