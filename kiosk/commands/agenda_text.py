"""An agenda as a person's text and as JSON."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen

from kiosk.commands.output import wrapped
from kiosk.plans.agenda import Item, State
from kiosk.plans.model import Accommodation, Contact, Version
from kiosk.plans.steps import never_words, steps, unplaced_instead
from kiosk.plans.student import Student
from kiosk.plans.wording import today_words
from kiosk.school.calendar import Moment
from kiosk.school.words import clock, day_name, place_in_day

_HEADINGS = {
    State.NOW: "NOW",
    State.NEXT: "NEXT",
    State.IF: "IF",
    State.TONIGHT: "TONIGHT",
    State.OFF: "NOT NOW",
}
_INDENT = 14


@frozen
class Answer:
    """What applies to one student at a moment."""

    student: Student
    versions: tuple[Version, ...]
    items: tuple[Item, ...]


def moment_document(moment: Moment) -> dict[str, Any]:
    """The instant, the bell and the period."""
    period = moment.period
    return {
        "at": moment.local.isoformat(timespec="seconds"),
        "bell": moment.day.bell,
        "period": period.name if period else None,
    }


def student_document(student: Student) -> dict[str, Any]:
    """A student, as every JSON answer names her."""
    return {
        "id": student.id,
        "name": student.name,
        "grade": student.grade,
        "homeroom": student.homeroom,
    }


def answer_document(answer: Answer, moment: Moment) -> dict[str, Any]:
    """A student, her plans in force and what applies."""
    return {
        "student": student_document(answer.student),
        "plans": [{"kind": each.plan.kind, "version": each.number} for each in answer.versions],
        "items": [_item_document(each, moment) for each in answer.items],
    }


def _item_document(item: Item, moment: Moment) -> dict[str, Any]:
    def local(instant: dt.datetime) -> str:
        return moment.calendar.local(instant).isoformat(timespec="seconds")

    return {
        "plan": item.plan,
        "id": item.accommodation.id,
        "kind": item.accommodation.kind,
        "state": item.state,
        "begins": local(item.span.begins) if item.span else None,
        "ends": local(item.span.ends) if item.span else None,
        "why": item.why,
        "text": item.accommodation.text,
    }


def moment_lines(moment: Moment) -> Iterator[str]:
    """`Monday 23 November 2026, 11:40 · regular, period 4`, and what is different about this day."""
    when = f"{day_name(moment.date)} {moment.date.year}, {clock(moment.local)}"
    yield f"{when} · {moment.day.bell}, {place_in_day(moment)}" if moment.day.bell else f"{when} · no school"
    if today := today_words(moment):
        yield today


def student_line(student: Student) -> str:
    """`Blake Bennett · Grade 5 · Room 12 · he/him`."""
    return " · ".join(filter(None, (student.name, student.about)))


def answer_lines(answer: Answer, *, with_off: bool = False) -> Iterator[str]:
    """What applies to one student, for a person to read."""
    yield student_line(answer.student)
    plans = ", ".join(f"{each.plan.kind.label}, version {each.number}" for each in answer.versions)
    yield plans or "No plan in force on this date."
    for state in State:
        if state is not State.OFF or with_off:
            items = [each for each in answer.items if each.state is state]
            yield from _section(state, items, answer.student.contacts)


def _section(state: State, items: Sequence[Item], contacts: Sequence[Contact]) -> Iterator[str]:
    if not items:
        return
    yield ""
    yield _HEADINGS[state]
    for item in items:
        yield from _item_lines(item, contacts)


def _item_lines(item: Item, contacts: Sequence[Contact]) -> Iterator[str]:
    what = item.accommodation
    yield from wrapped(what.text, _INDENT, f"  {what.kind.sign} {what.kind.word}")
    yield from wrapped(item.why, _INDENT)
    yield from protocol_lines(what, _INDENT, contacts)


def protocol_lines(what: Accommodation, indent: int, contacts: Sequence[Contact] = ()) -> Iterator[str]:
    """The steps, whom to call, what to do instead of calling, and what never to do."""
    space = " " * indent
    for step in steps(what, contacts):
        yield from wrapped(step.text, indent + 3, f"{space}{step.number}")
        for other in step.or_else:
            yield from wrapped(other, indent + 3, f"{space}or")
        if step.instead:
            yield from wrapped(step.instead, indent + 3)
    if instead := unplaced_instead(what):
        yield from wrapped(instead, indent)
    for never in what.never:
        yield from wrapped(never_words(never), indent)
