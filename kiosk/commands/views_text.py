"""The report of views as a text that a parent can be given, as JSON and as a table; written as it is read."""

import json
from collections.abc import Iterator
from typing import Any

from kiosk.access.views import Asked, Report, Seen
from kiosk.commands.output import plain, wrapped
from kiosk.commands.tables import table_row
from kiosk.records.events import Basis, Event, Purpose
from kiosk.school.calendar import Calendar, Moment
from kiosk.school.words import clock, day_name, long_date, room_words

_INDENT = 4
_VIEWS = {
    Purpose.KIOSK: "The plan, on a kiosk's screen.",
    Purpose.COMMAND: "The plan, on the office's computer.",
    Purpose.CARDS: "The plan, to make a pocket card.",
    Purpose.SHEET: "The plan, on the printed sheet of a room.",
    Purpose.PAGE: "The plan, on a phone, by the code on a pocket card.",
    Purpose.EXPORT: "The plan, to write its file.",
    Purpose.ROUND: "Medication to give, with name and birthdate, on the nurse's round.",
    Purpose.EMERGENCY: "The crisis protocol and emergency health items.",
}
_EVENTS = {
    Event.CARDS: "A pocket card was printed.",
    Event.EXPORT: "The plan's file was given out, with everything in it.",
    Event.REPORT: "A report of who has seen what, such as this one.",
}
_LAW = (
    "Times are the school's. A school keeps a record of who has seen a student's record, and why, as long as "
    "the record itself (34 CFR 99.32); nothing in it is ever deleted."
)
COLUMNS = (
    "row", "at", "staff_id", "who", "student", "name", "what", "basis", "reason", "threat", "station",
    "pretended",
)  # fmt: skip


def lines(made: Report, asked: Asked, moment: Moment) -> Iterator[str]:
    """A text for a person, each view in a few lines."""
    school, count = moment.calendar.school, 0
    yield _text(_title(made, asked))
    yield _text(f"{school.name} · made on {day_name(moment.date)} {moment.date.year}, {clock(moment.local)}")
    for each in made.views:
        count += 1
        yield "".join(_text(line) for line in ("", *_seen_lines(each, asked, moment.calendar)))
    counted = "Nobody has seen anything." if not count else f"{count} view{'' if count == 1 else 's'}."
    yield "".join(_text(line) for line in ("", *wrapped(f"{counted} {_LAW}", 0)))


def document(made: Report, asked: Asked, moment: Moment) -> Iterator[str]:
    """One JSON document."""
    head = {
        "student": asked.student,
        "person": asked.person,
        "day": asked.day.isoformat() if asked.day else None,
        "made": moment.local.isoformat(timespec="seconds"),
    }
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "views": ['
    before = ""
    for each in made.views:
        yield before + json.dumps(_row(each, moment.calendar), ensure_ascii=False)
        before = ", "
    yield "]}\n"


def csv(made: Report, asked: Asked, moment: Moment) -> Iterator[str]:
    """A table with a header; a cell that a spreadsheet would take for a formula is marked as text."""
    del asked
    yield table_row(COLUMNS)
    for each in made.views:
        row = _row(each, moment.calendar)
        yield table_row(row[name] for name in COLUMNS)


def _title(made: Report, asked: Asked) -> str:
    what = "Who has seen" if asked.person is None else f"What {made.person} ({asked.person}) has seen of"
    whose = f"the record of {made.student} ({asked.student})" if asked.student else "students' records"
    when = f" on {long_date(asked.day)}" if asked.day else ""
    return f"{what} {whose}{when}{', in emergencies' if asked.emergencies else ''}"


def _seen_lines(seen: Seen, asked: Asked, calendar: Calendar) -> Iterator[str]:
    local = calendar.local(seen.instant)
    who = f"{seen.who} ({seen.actor})" if seen.actor and seen.actor != seen.who else seen.who
    yield f"{long_date(local.date())}, {clock(local)}  {who}, at {seen.station}"
    if seen.student is not None and asked.student is None:
        yield f"{' ' * _INDENT}{seen.name} ({seen.student})"
    emergency = f"EMERGENCY, as it was typed: {seen.threat}" if seen.basis is Basis.EMERGENCY else ""
    reason = "" if seen.basis is Basis.EMERGENCY and seen.threat else seen.reason
    yield from wrapped(" ".join(filter(None, (_what(seen), emergency, reason))), _INDENT)
    if seen.pretended is not None:
        pretended = calendar.local(seen.pretended)
        yield from wrapped(
            f"(Shown as it would be on {long_date(pretended.date())}, {clock(pretended)}.)", _INDENT
        )


def _what(seen: Seen) -> str:
    """What was seen, as a sentence."""
    if seen.event is Event.OVERVIEW:
        whose = room_words(seen.room) if seen.room else "the school"
        return f"The list of {whose[:1].lower()}{whose[1:]}: who has something on, without a word of a plan."
    if seen.event is Event.REPORT and seen.shown == Purpose.DOSES:
        return "The record of doses."
    if seen.event is not Event.VIEW:
        return _EVENTS[seen.event]
    return next((said for purpose, said in _VIEWS.items() if purpose == seen.shown), "The plan.")


def _row(seen: Seen, calendar: Calendar) -> dict[str, Any]:
    """A view as plain values, with the school's time."""
    return {
        "row": seen.number,
        "at": calendar.local(seen.instant).isoformat(timespec="seconds"),
        "staff_id": seen.actor,
        "who": seen.who,
        "student": seen.student,
        "name": seen.name,
        "what": _what(seen),
        "basis": seen.basis,
        "reason": seen.reason,
        "threat": seen.threat,
        "station": seen.station,
        "pretended": calendar.local(seen.pretended).isoformat(timespec="seconds") if seen.pretended else None,
    }


def _text(line: str) -> str:
    return f"{plain(line)}\n"
