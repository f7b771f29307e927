"""What `kiosk dose` says, to a person and as JSON."""

import datetime as dt
import re
from collections.abc import Sequence

from kiosk.access.dose_model import Answer, RoundSheet, StudentDose, UnreadPlan
from kiosk.commands.output import table
from kiosk.commands.setting import parse_moment
from kiosk.faults import BadInput
from kiosk.medication.giving import said
from kiosk.medication.incidents import to_tell
from kiosk.medication.model import Dose
from kiosk.school.calendar import Calendar
from kiosk.school.words import clock, day_name, listed, period_words, room_words

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def read_time(text: str | None, calendar: Calendar, today: dt.date) -> dt.datetime | None:
    """`11:58` on the school's clock today, or a whole moment."""
    if text is None:
        return None
    if found := _TIME.fullmatch(text):
        return calendar.instant(today, dt.time(int(found[1]), int(found[2])))
    try:
        return parse_moment(text, calendar)
    except BadInput:
        raise BadInput(f'"{text[:40]}" is not a time such as 11:58 or 2026-11-23T11:58.') from None


def due_document(sheet: RoundSheet, found: Sequence[StudentDose], calendar: Calendar) -> dict[str, object]:
    """The doses of a date as JSON; whose are not known is there only if there are any."""
    doses = [_dose_document(each, calendar) for each in found]
    unread = {"unread": unread_documents(sheet.unread)} if sheet.unread else {}
    return {"date": sheet.date.isoformat(), "doses": doses, **unread}


def unread_documents(unread: Sequence[UnreadPlan]) -> list[dict[str, object]]:
    """Whose doses are not known, and why."""
    return [
        {"student": {"id": each.student.id, "name": each.student.name}, "why": each.why} for each in unread
    ]


def _dose_document(each: StudentDose, calendar: Calendar) -> dict[str, object]:
    dose = each.dose
    times = {name: _iso(getattr(dose, name), calendar) for name in ("due", "opens", "closes")}
    blocked = {"blocked": dose.ordered.blocked} if dose.ordered.blocked else {}
    return {
        "student": {"id": each.student.id, "name": each.student.name},
        "order": dose.ordered.key.order,
        "slot": dose.slot,
        **times,
        "state": dose.state,
        **blocked,
    }


def due_lines(
    sheet: RoundSheet, found: Sequence[StudentDose], calendar: Calendar, *, with_drug: bool
) -> list[str]:
    """The doses of a date for a person, a line each; whose are not known comes first."""
    date, unread = sheet.date, [f"NOT READ: {each}" for each in sheet.unread]
    if not found:
        nothing = f"{day_name(date)}: no {'other ' if unread else ''}dose is due."
        return [*unread, nothing]
    counts = [f"{sum(each.dose.state is state for each in found)} {state}" for state in _states(found)]
    rows = [_row(each, calendar, with_drug=with_drug) for each in found]
    return [*unread, f"{day_name(date)}: {listed(counts)}.", "", *table(rows)]


def _states(found: Sequence[StudentDose]) -> list[str]:
    return list(dict.fromkeys(each.dose.state for each in found))


def _row(each: StudentDose, calendar: Calendar, *, with_drug: bool) -> list[str]:
    dose, order = each.dose, each.dose.ordered.order
    drug = [f"{order.drug} {order.dose}, {order.route}"] if with_drug else []
    due = clock(calendar.local(dose.due)) if dose.due else ""
    about = [each.student.name, each.student.id, room_words(each.student.homeroom)]
    return [
        dose.state,
        due,
        period_words(dose.slot),
        *about,
        dose.ordered.key.order,
        *drug,
        _fate(dose, calendar),
    ]


def _fate(dose: Dose, calendar: Calendar) -> str:
    if dose.standing:
        return said(dose.standing, calendar)
    return f"blocked: {dose.ordered.blocked}" if dose.ordered.blocked else ""


def answer_document(answer: Answer, calendar: Calendar) -> dict[str, object]:
    """An entry that stands, as JSON."""
    entry = answer.entry
    follows = {"follows": entry.told.follows} if entry.told.follows else {}
    return {"recorded": True, "confirmation": entry.confirmation, "at": _iso(entry.at, calendar), **follows}


def answer_lines(answer: Answer, calendar: Calendar) -> list[str]:
    """An entry that stands, for a person, and what is still to be done."""
    entry = answer.entry
    what = f"{entry.key.order} of {entry.key.student} ({entry.slot})"
    lines = [f"Recorded: {what} {said(entry, calendar)}.", f"Confirmation: {entry.confirmation}"]
    if entry.told.follows:
        lines.append(f"It happened afterwards to a dose that was taken, which stands: {entry.told.follows}")
    if answer.missing:
        lines.append(f"Not said yet: {listed(answer.missing)}. Write it on the daily sheet.")
    if parties := to_tell(entry):
        lines.append(f"An incident: still to be told are {listed(parties)}.")
    return lines


def _iso(instant: dt.datetime | None, calendar: Calendar) -> str | None:
    return None if instant is None else calendar.local(instant).isoformat(timespec="seconds")
