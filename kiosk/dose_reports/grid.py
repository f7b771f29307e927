"""The grid of a month that schools know: student by day, a letter for each dose, and initials."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from cards import NOTICE
from cards.grid import Block, Cell, Column, Grid, GridRow
from kiosk.access.dose_days import DoseDay
from kiosk.access.dose_model import unread_words
from kiosk.dose_reports import letters, words
from kiosk.medication.kept import Kept
from kiosk.plans.student import Student
from kiosk.school.calendar import Calendar
from kiosk.school.model import Weekday
from kiosk.school.words import MONTHS, clock, day_name, grade_words, listed, room_words

RowKey = tuple[str, str, str]
"""The plan's kind, the order and the slot."""


@frozen
class StudentMonth:
    """A student's doses of a month: by row and date, in order of time."""

    student: Student
    rows: Mapping[RowKey, Mapping[dt.date, tuple[Kept, ...]]]
    heads: tuple[str, ...]


@frozen
class Month:
    """The doses of a month by student, and the initials of whoever entered them."""

    days: tuple[DoseDay, ...]
    students: tuple[StudentMonth, ...]
    initials: Mapping[str, str]
    names: Mapping[str, str]

    @property
    def unread(self) -> str:
        """Whose doses are not known on some of the days; nothing where all are."""
        return unread_words(each for day in self.days for each in day.unread)

    @property
    def nothing(self) -> str:
        """What is said of a month without a dose."""
        return "No other dose was known." if self.unread else "No dose was due, and none was entered."

    @property
    def title(self) -> str:
        """`Doses, November 2026`."""
        first = self.days[0].date
        return f"Doses, {MONTHS[first.month - 1]} {first.year}"


def month_of(days: Sequence[DoseDay]) -> Month:
    """The days of a month, sorted by student."""
    by_student: defaultdict[str, list[Kept]] = defaultdict(list)
    students: dict[str, Student] = {}
    for each in (each for day in days for each in day.doses):
        students[each.student.id] = each.student
        by_student[each.student.id].append(each.kept)
    entries = [entry for mine in by_student.values() for kept in mine for entry in kept.entries]
    found = [_student(students[key], mine) for key, mine in by_student.items()]
    return Month(
        tuple(days),
        tuple(sorted(found, key=_by_name)),
        letters.initials(entries),
        {each.who: each.told.name or each.who for each in entries},
    )


def monthly_grid(month: Month, calendar: Calendar, printed: dt.datetime) -> Grid:
    """What stands on the pages of a month."""
    school, local = calendar.school, calendar.local(printed)
    return Grid(
        title=month.title,
        about=_about(month),
        sender=tuple(filter(None, (school.name, school.address, school.phone))),
        columns=tuple(_column(each) for each in month.days),
        blocks=tuple(_block(each, month) for each in month.students),
        legend=(letters.legend(), *filter(None, [key(month)])),
        foot=(f"Printed {clock(local)} on {day_name(local.date())} {local.year}.", NOTICE),
        nothing=month.nothing,
    )


def key(month: Month) -> str:
    """Whose the initials are."""
    each = [f"{short} {month.names[who]} ({who})" for who, short in month.initials.items()]
    return f"Initials: {listed(each)}." if each else ""


def heading(student: Student) -> str:
    """`Blake Bennett (10042), Grade 5, Room 12`."""
    about = [f"{student.name} ({student.id})", grade_words(student.grade), room_words(student.homeroom)]
    return ", ".join(filter(None, about))


def cell(kept: Sequence[Kept], day: DoseDay, student: Student, initials: Mapping[str, str]) -> Cell:
    """What stands of the doses of one row on one day; nearly always one."""
    if not kept and day.is_unread(student.id):
        return Cell(letters.NOT_READ)
    if not kept:
        return Cell(letters.NONE_DUE if day.is_school else letters.NO_SCHOOL)
    signs = [letters.letter(each) for each in kept]
    sign = (
        signs[0]
        if len(signs) == 1
        else f"{len(signs)}{signs[0]}"
        if len(set(signs)) == 1
        else " ".join(signs)
    )
    who = dict.fromkeys(initials[each.standing.who] for each in kept if each.standing)
    return Cell(sign, " ".join(who))


def _about(month: Month) -> str:
    count = len(month.students)
    said = f"{count} student{'' if count == 1 else 's'}, every dose that was due or entered"
    return f"{month.unread}. {said}" if month.unread else said


def _student(student: Student, mine: Sequence[Kept]) -> StudentMonth:
    rows: defaultdict[RowKey, defaultdict[dt.date, list[Kept]]] = defaultdict(lambda: defaultdict(list))
    for kept in mine:
        rows[kept.key.kind.value, kept.key.order, words.slot_words(kept)][kept.date].append(kept)
    whole = {row: {date: tuple(each) for date, each in dates.items()} for row, dates in rows.items()}
    return StudentMonth(student, whole, tuple(dict.fromkeys(map(_head, mine))))


def _head(kept: Kept) -> str:
    """An order as whoever reads orders knows it; for others its name alone."""
    order = kept.order
    if order is None or not order.drug:
        return words.dose_words(kept)
    controlled = ["controlled"] if order.controlled else []
    return "; ".join([words.dose_words(kept), *filter(None, [order.prescriber]), *controlled])


def _block(mine: StudentMonth, month: Month) -> Block:
    return Block(heading(mine.student), mine.heads, tuple(_rows(mine, month)))


def _rows(mine: StudentMonth, month: Month) -> Iterator[GridRow]:
    for row, dates in mine.rows.items():
        cells = tuple(cell(dates.get(day.date, ()), day, mine.student, month.initials) for day in month.days)
        yield GridRow(label(row), cells)


def label(row: RowKey) -> str:
    """`lunch: lunch-medication, 504`."""
    kind, order, slot = row
    return f"{slot}: {order}, {kind}"


def _column(day: DoseDay) -> Column:
    weekday = Weekday.of(day.date).title()[:2]
    return Column(weekday, str(day.date.day), rests=not day.is_school)


def _by_name(each: StudentMonth) -> tuple[str, str, str]:
    student = each.student
    return student.family_name.casefold(), student.given_name.casefold(), student.id
