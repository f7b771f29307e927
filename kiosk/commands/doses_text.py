"""What `kiosk report doses` says, to a person and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kiosk.access.closing import matters
from kiosk.access.dose_days import DoseDay, StudentKept
from kiosk.commands.dose_text import unread_documents
from kiosk.commands.output import table
from kiosk.dose_reports import letters, words
from kiosk.dose_reports.grid import Month, cell, heading, key, label
from kiosk.dose_reports.lists import Late, Work
from kiosk.medication.kept import incidents
from kiosk.medication.model import DoseEntry
from kiosk.records.closings import SignOff
from kiosk.school.calendar import Calendar
from kiosk.school.words import clock

_WORK = ("", "given", "other outcomes", "undone", "outside its time", "late entries", "overrides")


def day_lines(day: DoseDay, calendar: Calendar) -> Iterator[str]:
    """The daily sheet for a person."""
    yield f"Doses of {words.day_words(day, calendar)}"
    found = matters(day, calendar)
    yield from _listed("NOT READ", map(str, day.unread))
    yield from _listed("STILL OPEN", map(str, found.blocking))
    for group in words.groups(day, calendar):
        yield from _listed(
            "  ".join(filter(None, (group.heading, group.about))),
            (line for each in group.doses for line in _dose_lines(each, day, calendar)),
        )
    yield from _listed("NOT SAID YET", map(str, found.left))
    unusual = (
        f"{each.student.name} ({each.student.id}), {entry.outcome.word}: {words.follow_up_words(entry, day)}"
        for each in day.doses
        for entry in incidents([each.kept])
    )
    yield from _listed("INCIDENTS", unusual)
    if not day.doses and not day.unread:
        yield from ("", "No dose was due, and none was entered.")
    head = words.head_of(day)
    yield from ("", words.status_words(day, calendar))
    yield f"Head of the record at row {head.number}: {words.head_words(head)}"


def _listed(heading_: str, lines: "Iterator[str] | map[str]") -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", heading_, *(f"  {each}" for each in found))


def _dose_lines(each: StudentKept, day: DoseDay, calendar: Calendar) -> Iterator[str]:
    kept = each.kept
    about = f"{each.student.name} ({each.student.id}), {words.dose_words(kept)}"
    timing = f", {words.timing_words(kept)}" if kept.timing else ""
    if len(kept.entries) == 1 and kept.standing:
        yield f"{about}: {words.entry_words(kept.entries[0], day, calendar)}{timing}"
        return
    yield f"{about}: {words.state_word(kept)}{timing}"
    for number, entry in enumerate(kept.entries, start=1):
        yield f"  {number}. {words.entry_words(entry, day, calendar)}"


def day_document(day: DoseDay, calendar: Calendar) -> dict[str, Any]:
    """The same as JSON."""
    found, head = matters(day, calendar), words.head_of(day)
    return {
        "date": day.date.isoformat(),
        "closed": day.is_closed,
        "changed_after_sign_off": day.has_changed,
        "sign_offs": [sign_off_document(each, calendar) for each in day.sign_offs],
        "head": str(head.hash.hex()),
        "row": head.number,
        "open": list(map(str, found.blocking)),
        "left": list(map(str, found.left)),
        "unread": unread_documents(day.unread),
        "doses": [_dose_document(each, day, calendar) for each in day.doses],
    }


def sign_off_document(made: SignOff, calendar: Calendar) -> dict[str, Any]:
    """A sign-off as JSON."""
    at = calendar.local(made.at).isoformat(timespec="seconds")
    by = {"id": made.by, "name": made.name}
    return {"by": by, "at": at, "row": made.head.number, "head": str(made.head), "before": made.before}


def _dose_document(each: StudentKept, day: DoseDay, calendar: Calendar) -> dict[str, Any]:
    kept = each.kept
    return {
        "student": {"id": each.student.id, "name": each.student.name},
        "plan": kept.key.kind.value,
        "order": kept.key.order,
        "slot": kept.slot,
        "drug": kept.drug_words,
        "due": calendar.local(kept.due).isoformat(timespec="seconds") if kept.due else None,
        "state": kept.state.value,
        "outcome": kept.standing.outcome.value if kept.standing else None,
        "timing": kept.timing.value if kept.timing else None,
        "entries": [_entry_document(entry, day, calendar) for entry in kept.entries],
    }


def _entry_document(entry: DoseEntry, day: DoseDay, calendar: Calendar) -> dict[str, Any]:
    told = entry.told
    return {
        "outcome": entry.outcome.value,
        "at": calendar.local(entry.at).isoformat(timespec="seconds"),
        "recorded": calendar.local(entry.recorded).isoformat(timespec="seconds"),
        "by": {"id": entry.who, "name": told.name},
        "station": entry.station,
        "confirmation": entry.confirmation,
        "takes_back": told.corrects or None,
        "follows": told.follows or None,
        "late_entry": told.is_late_entry,
        "after_sign_off": day.is_after_sign_off(entry),
        "minutes_after": told.minutes_after,
        "told": list(told.parties),
        "reason": told.reason,
        "override_by": told.override_by or None,
    }


def month_lines(month: Month) -> Iterator[str]:
    """The grid for a person, as wide as it is."""
    yield month.title
    yield from filter(None, [month.unread])
    for mine in month.students:
        yield from ("", heading(mine.student), *(f"  {each}" for each in mine.heads))
        rows = [["", *(str(day.date.day) for day in month.days)]]
        for row, dates in mine.rows.items():
            cells = [cell(dates.get(day.date, ()), day, mine.student, month.initials) for day in month.days]
            rows.append([label(row), *(each.sign for each in cells)])
            rows.append(["", *(each.under for each in cells)])
        yield from table(rows)
    if not month.students:
        yield from ("", month.nothing)
    yield from ("", letters.legend(), *filter(None, [key(month)]))


def month_document(month: Month, calendar: Calendar) -> dict[str, Any]:
    """Every day of a month as JSON."""
    first = month.days[0].date
    days = [day_document(each, calendar) for each in month.days]
    return {"month": f"{first:%Y-%m}", "initials": dict(month.initials), "days": days}


def late_lines(found: Sequence[Late], calendar: Calendar) -> Iterator[str]:
    """What was late or missed, a line each."""
    if not found:
        yield "No dose was outside its time, and none is without an outcome."
        return
    yield from table(_late_row(each, calendar) for each in found)


def _late_row(late: Late, calendar: Calendar) -> list[str]:
    kept, student = late.each.kept, late.each.student
    due = clock(calendar.local(kept.due)) if kept.due else ""
    by = kept.standing.told.name or kept.standing.who if kept.standing else ""
    return [
        kept.date.isoformat(),
        due,
        words.slot_words(kept),
        student.name,
        student.id,
        kept.key.order,
        late.what,
        by,
    ]


def late_documents(found: Sequence[Late], calendar: Calendar) -> Sequence[Mapping[str, Any]]:
    """The same as JSON."""
    names = ("date", "due", "slot", "name", "student", "order", "what", "by")
    return [dict(zip(names, _late_row(each, calendar), strict=True)) for each in found]


def staff_lines(found: Sequence[Work]) -> Iterator[str]:
    """Who entered what, a line each."""
    if not found:
        yield "Nobody has entered a dose."
        return
    yield from table([_WORK, *(_work(each) for each in found)])


def _work(each: Work) -> tuple[str, ...]:
    counts = (each.given, each.other, each.undone, each.outside, each.late_entries, each.overrides)
    return (f"{each.name} ({each.who})", *map(str, counts))


def staff_documents(found: Sequence[Work]) -> Sequence[Mapping[str, Any]]:
    """The same as JSON."""
    return [
        {
            "by": each.who, "name": each.name, "given": each.given, "other_outcomes": each.other,
            "undone": each.undone, "outside_time": each.outside, "late_entries": each.late_entries,
            "overrides": each.overrides,
        }
        for each in found
    ]  # fmt: skip
