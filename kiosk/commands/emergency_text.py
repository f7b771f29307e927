"""What an emergency opens, as a person's text and as JSON: all of it at once, whatever the time."""

from collections.abc import Iterator
from typing import Any

from kiosk.access.emergency import missing
from kiosk.access.model import Opened
from kiosk.commands.agenda_text import (
    Answer,
    answer_document,
    moment_document,
    moment_lines,
    protocol_lines,
    student_line,
)
from kiosk.commands.output import wrapped
from kiosk.plans.agenda import agenda
from kiosk.school.calendar import Moment

_INDENT = 4


def document(found: Opened, moment: Moment) -> dict[str, Any]:
    """As `kiosk active ID --json`, with the emergency as the reason, and who reads what is left out."""
    items = agenda([each.plan for each in found.versions], moment, found.student.who)
    answer = answer_document(Answer(found.student, found.versions, items), moment)
    return {
        "reason": found.reason,
        "student": answer.pop("student"),
        **moment_document(moment),
        **answer,
        "left_out_for": list(found.withheld),
    }


def lines(found: Opened, moment: Moment, phone: str) -> Iterator[str]:
    """What to do, in the order of the plan, and whom to ask for the rest."""
    yield from moment_lines(moment)
    yield ""
    yield student_line(found.student)
    for each in (item for version in found.versions for item in version.plan.accommodations):
        condition = found.student.who.condition(each.when.trigger) if each.when.trigger else ""
        yield ""
        yield from wrapped(f"{each.kind.sign} {each.kind.word.upper()} {condition}".rstrip(), 2)
        yield from wrapped(each.text, _INDENT)
        yield from protocol_lines(each, _INDENT, found.student.contacts)
    for sentence in missing(found, phone):
        yield ""
        yield from wrapped(sentence, 0)
    yield ""
    yield from wrapped(found.reason, 0)
