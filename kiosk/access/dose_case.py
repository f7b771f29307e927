"""One dose in front of the child: who the child is, what was taken last, and what stands in the way."""

from collections.abc import Iterable, Sequence

from attrs import field, frozen

from kiosk.access import redaction
from kiosk.access.dose_model import StudentDose
from kiosk.access.dose_plans import for_nurse
from kiosk.access.model import Person
from kiosk.faults import BadInput
from kiosk.medication.due import as_needed, due
from kiosk.medication.following import next_too_soon
from kiosk.medication.giving import No, Try, looks_back, may_give
from kiosk.medication.model import Dose, DoseEntry, standing_of_each
from kiosk.medication.orders import orders
from kiosk.medication.outcomes import Outcome
from kiosk.plans.model import Plan, Role
from kiosk.plans.student import Student
from kiosk.records import doses, roster, versions
from kiosk.records.store import Transaction
from kiosk.school.calendar import Moment


@frozen
class DoseCase:
    """A dose as it stands now, for whoever gives it.

    `last` is when the same drug was taken last, at school or at home, under whatever order; `no` is why it
    may not be given now. `soon` is that the next dose of the drug comes too soon, if this is given now.
    """

    student: Student = field(repr=False)
    dose: Dose = field(repr=False)
    last: DoseEntry | None = field(repr=False)
    no: No | None = None
    soon: str = ""


def read_case(transaction: Transaction, shown: StudentDose, person: Person, moment: Moment) -> DoseCase:
    """The dose on the board as it stands now; a plan or a roster that was changed meanwhile is an error."""
    key, calendar = shown.dose.ordered.key, moment.calendar
    student = roster.get(transaction, key.student)
    found = versions.in_force_on(transaction, shown.dose.date, students=[key.student])
    plans = [for_nurse(each) for each in found.get(key.student, ())]
    entries = doses.of_student(transaction, key.student, looks_back(shown.dose.date))
    of_day = _of_day(shown.dose, plans, entries, moment)
    dose = _same(shown.dose, of_day)
    if student is None or dose is None:
        raise BadInput("This dose is not in the plan any more; look at the board again.")
    mine = orders(plans, shown.dose.date, calendar.school.year)
    attempt = Try(Outcome.GIVEN, moment.instant, decides=person.role is Role.NURSE)
    no = may_give(dose, attempt, entries, mine, calendar)
    soon = next_too_soon(dose, moment.instant, of_day, mine, calendar)
    return DoseCase(_for_giver(student), dose, _last(dose, entries), no, soon)


def _of_day(
    shown: Dose, plans: Sequence[Plan], entries: Sequence[DoseEntry], moment: Moment
) -> tuple[Dose, ...]:
    calendar = moment.calendar
    return (
        *due(plans, shown.date, calendar, entries, moment.instant),
        *as_needed(plans, shown.date, calendar, entries),
    )


def _same(shown: Dose, found: Iterable[Dose]) -> Dose | None:
    key, slot = shown.ordered.key, shown.slot
    return next((each for each in found if (each.ordered.key, each.slot) == (key, slot)), None)


def _last(dose: Dose, entries: Iterable[DoseEntry]) -> DoseEntry | None:
    mine = [each for each in standing_of_each(entries) if each.drug == dose.ordered.drug and each.is_taken]
    return max(mine, key=lambda each: each.at, default=None)


def _for_giver(student: Student) -> Student:
    """Whoever gives asks for name and birthdate, whatever else she may read of the roster."""
    return redaction.name_of(student).with_private(student.birthdate, student.photo, ())
