"""The doses of a stretch of days as the record keeps them, read in one transaction."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from kiosk.access.dose_model import UnreadPlan
from kiosk.access.dose_plans import DosePlans, read_plans
from kiosk.medication.due import as_needed, due
from kiosk.medication.kept import Kept, incidents, kept_on
from kiosk.medication.model import Dose, DoseEntry
from kiosk.medication.outcomes import Party
from kiosk.plans.model import Plan
from kiosk.plans.student import Student
from kiosk.records import closings, doses, ledger, roster
from kiosk.records.closings import SignOff
from kiosk.records.ledger import Head
from kiosk.records.store import Transaction
from kiosk.school.calendar import Calendar


@frozen
class StudentKept:
    """A dose as the record keeps it, and whose it is."""

    student: Student
    kept: Kept


@frozen
class DoseDay:
    """A date's doses in order of time, whoever was told of its incidents since, and its sign-offs.

    `head` is the ledger's as it was when this was read; `unread` are plans whose doses are not known.
    """

    date: dt.date
    is_school: bool
    doses: tuple[StudentKept, ...] = field(repr=False)
    told: Mapping[str, frozenset[Party]]
    sign_offs: tuple[SignOff, ...]
    head: Head
    unread: tuple[UnreadPlan, ...] = ()

    @property
    def has_changed(self) -> bool:
        """Whether something was entered after the last sign-off."""
        last = self.sign_offs[-1].head.number if self.sign_offs else 0
        return bool(last) and any(e.number > last for each in self.doses for e in each.kept.entries)

    @property
    def is_closed(self) -> bool:
        """Whether it was signed off as it stands."""
        return bool(self.sign_offs) and not self.has_changed

    def is_unread(self, student: str) -> bool:
        """Whether a plan of this student cannot be read, so that doses are not known."""
        return any(each.student.id == student for each in self.unread)

    def is_after_sign_off(self, entry: DoseEntry) -> bool:
        """Whether an entry was made after the day had been signed off."""
        return bool(self.sign_offs) and entry.number > self.sign_offs[0].head.number


def read_days(
    transaction: Transaction,
    calendar: Calendar,
    first: dt.date,
    last: dt.date,
    now: dt.datetime,
    student: str | None = None,
) -> tuple[DoseDay, ...]:
    """Every date from the first to the last, of all students or of one."""
    entries: defaultdict[dt.date, list[DoseEntry]] = defaultdict(list)
    for entry in doses.between(transaction, first, last):
        if student in {None, entry.key.student}:
            entries[entry.date].append(entry)
    dates = [first + dt.timedelta(days=each) for each in range((last - first).days + 1)]
    found: dict[dt.date, tuple[Kept, ...]] = {}
    unread: dict[dt.date, tuple[UnreadPlan, ...]] = {}
    for date in dates:  # a month of a whole school's plans is not held at once
        plans = _plans(transaction, calendar, date, entries[date], student)
        unread[date] = plans.unread
        found[date] = kept_on(date, _due(plans.plans, calendar, date, entries[date], now), entries[date])
    students = _students(transaction, found.values())
    signed = closings.between(transaction, first, last)
    opened = [entry.confirmation for kept in found.values() for entry in incidents(kept)]
    told, head = doses.told_since(transaction, opened), ledger.head(transaction)
    return tuple(
        DoseDay(
            date,
            calendar.day(date).is_school,
            tuple(sorted((StudentKept(students[e.key.student], e) for e in kept), key=_by_time_and_name)),
            {each.confirmation: told[each.confirmation] for each in incidents(kept)},
            signed.get(date, ()),
            head,
            unread[date],
        )
        for date, kept in found.items()
    )


def _plans(
    transaction: Transaction,
    calendar: Calendar,
    date: dt.date,
    entries: Sequence[DoseEntry],
    student: str | None,
) -> DosePlans:
    if not entries and not calendar.day(date).is_school:
        return DosePlans(())
    return read_plans(transaction, date, students=None if student is None else [student])


def _due(
    plans: Sequence[Plan], calendar: Calendar, date: dt.date, entries: Sequence[DoseEntry], now: dt.datetime
) -> Iterator[Dose]:
    yield from due(plans, date, calendar, entries, now)
    yield from as_needed(plans, date, calendar, entries)


def _students(transaction: Transaction, found: Iterable[Sequence[Kept]]) -> dict[str, Student]:
    wanted = {each.key.student for kept in found for each in kept}
    return {each.id: each for each in roster.named(transaction, wanted)}


def _by_time_and_name(each: StudentKept) -> tuple[dt.datetime, str, str, str]:
    student = each.student
    return each.kept.at, student.family_name.casefold(), student.given_name.casefold(), each.kept.slot
