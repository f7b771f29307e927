"""The record of doses as tables for a spreadsheet, a text each."""

from collections.abc import Iterator, Sequence

from kiosk.access.dose_days import DoseDay, StudentKept
from kiosk.commands.tables import table_row
from kiosk.dose_reports import words
from kiosk.dose_reports.grid import Month
from kiosk.dose_reports.lists import Late, Work
from kiosk.medication.kept import Kept
from kiosk.medication.model import DoseEntry
from kiosk.plans.student import Student
from kiosk.school.calendar import Calendar
from kiosk.school.words import clock

DOSE = ("date", "due", "student", "name", "room", "plan", "order", "slot", "drug")
ENTRY = (
    "entry", "outcome", "at", "by", "by_name", "recorded", "station", "late_entry", "after_sign_off",
    "minutes_after", "told", "reason", "override_by", "takes_back", "follows", "confirmation",
)  # fmt: skip
UNREAD = "NOT READ: not known"
WORK = ("by", "name", "given", "other_outcomes", "undone", "outside_time", "late_entries", "overrides")


def day_table(day: DoseDay, calendar: Calendar) -> str:
    """A row for each entry of a day, and one for each dose without; what stands is said in each."""
    return "".join([table_row((*DOSE, "stands", *ENTRY)), *_day_rows(day, calendar)])


def _day_rows(day: DoseDay, calendar: Calendar) -> Iterator[str]:
    for lost in day.unread:
        who = lost.student
        of_dose = dict.fromkeys(DOSE, "") | {"student": who.id, "name": who.name, "room": who.homeroom}
        said = of_dose | {"date": day.date.isoformat()}
        yield table_row((*said.values(), f"{UNREAD}, {lost.why}", *("" for _ in ENTRY)))
    for each in day.doses:
        about = (*_about(each, calendar), words.state_word(each.kept))
        for entry in each.kept.entries:
            yield table_row((*about, *_entry(entry, day, calendar)))
        if not each.kept.entries:
            yield table_row((*about, *("" for _ in ENTRY)))


def month_table(month: Month, calendar: Calendar) -> str:
    """A row for each student, order and slot, a column for each day, and words in the cells."""
    dates = [each.date for each in month.days]
    head = table_row(
        ("student", "name", "room", "plan", "order", "slot", *(each.isoformat() for each in dates))
    )
    lines = [head, *_unread_rows(month)]
    for mine in month.students:
        student = mine.student
        for (kind, order, slot), by_date in mine.rows.items():
            cells = [
                _cell(by_date.get(day.date, ()), calendar) or _without(day, student) for day in month.days
            ]
            lines.append(table_row((student.id, student.name, student.homeroom, kind, order, slot, *cells)))
    return "".join(lines)


def _without(day: DoseDay, student: Student) -> str:
    """What stands where there is no dose."""
    if day.is_unread(student.id):
        return UNREAD
    return "" if day.is_school else "no school"


def _unread_rows(month: Month) -> Iterator[str]:
    """Whose doses are not known on some of the days; on the others they stand below."""
    lost = {each.student.id: each.student for day in month.days for each in day.unread}
    for who in lost.values():
        cells = [UNREAD if day.is_unread(who.id) else "" for day in month.days]
        yield table_row((who.id, who.name, who.homeroom, "", "", "", *cells))


def _cell(doses: Sequence[Kept], calendar: Calendar) -> str:
    return "; ".join(_fate(each, calendar) for each in doses)


def _fate(kept: Kept, calendar: Calendar) -> str:
    """`given 11:58 A. Chu`."""
    entry = kept.standing
    if entry is None:
        return words.state_word(kept)
    said = (words.state_word(kept), clock(calendar.local(entry.at)), words.timing_words(kept))
    return " ".join(filter(None, (*said, entry.told.name or entry.who)))


def late_table(found: Sequence[Late], calendar: Calendar) -> str:
    """A row for each dose that was late or missed."""
    rows = [table_row((*DOSE, "what", "at", "by", "by_name"))]
    for late in found:
        entry = late.each.kept.standing
        who = (_iso(entry, calendar), entry.who, entry.told.name) if entry else ("", "", "")
        rows.append(table_row((*_about(late.each, calendar), late.what, *who)))
    return "".join(rows)


def staff_table(found: Sequence[Work]) -> str:
    """A row for each person."""
    rows = (
        (e.who, e.name, e.given, e.other, e.undone, e.outside, e.late_entries, e.overrides) for e in found
    )
    return "".join([table_row(WORK), *map(table_row, rows)])


def _about(each: StudentKept, calendar: Calendar) -> tuple[object, ...]:
    kept, student = each.kept, each.student
    due = clock(calendar.local(kept.due)) if kept.due else ""
    return (
        kept.date, due, student.id, student.name, student.homeroom, kept.key.kind.value, kept.key.order,
        words.slot_words(kept), kept.drug_words,
    )  # fmt: skip


def _entry(entry: DoseEntry, day: DoseDay, calendar: Calendar) -> tuple[object, ...]:
    told = entry.told
    return (
        entry.attempt, entry.outcome.value, _iso(entry, calendar), entry.who, told.name,
        calendar.local(entry.recorded).isoformat(timespec="seconds"), entry.station,
        "yes" if told.is_late_entry else "", "yes" if day.is_after_sign_off(entry) else "",
        told.minutes_after, "; ".join(told.parties), told.reason, told.override_by, told.corrects,
        told.follows, entry.confirmation,
    )  # fmt: skip


def _iso(entry: DoseEntry, calendar: Calendar) -> str:
    return calendar.local(entry.at).isoformat(timespec="seconds")
