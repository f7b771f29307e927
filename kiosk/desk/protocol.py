"""What to do if something happens: the trigger, the steps, whom to call, and what never to do. Pure."""

import re
from collections.abc import Iterator, Sequence

from kiosk.desk.sheet import Row, Tone
from kiosk.plans.agenda import Item
from kiosk.plans.model import Accommodation, Contact
from kiosk.plans.student import Student

_CALL_HOME = re.compile(r"\b(call|phone|ring)s?\s+(home|(the\s+)?(family|parents?))\b", re.IGNORECASE)


def protocol(found: Item, student: Student, *, with_why: bool) -> Iterator[Row]:
    """The rows of an accommodation that waits for a trigger."""
    what = found.accommodation
    trigger = " ".join((what.when.trigger or "").split()).rstrip(".")
    yield Row(f"{student.who.who_acts} {trigger}", Tone.TRIGGER)
    if with_why or not what.steps:
        yield Row(what.text, Tone.QUIET if what.steps else Tone.TEXT)
    yield from _steps(what, student.contacts)
    for never in what.never:
        yield Row(never, Tone.NEVER, number="NEVER")


def _steps(what: Accommodation, contacts: Sequence[Contact]) -> Iterator[Row]:
    has_said = False
    for number, step in enumerate(what.steps, start=1):
        calls = _CALL_HOME.search(step) is not None
        if calls and not has_said:
            yield from _call_home(step, str(number), what.instead_of_home, contacts)
            has_said = True
        else:
            yield Row(step, Tone.STEP, number=str(number))
    if what.instead_of_home and not has_said:
        yield Row(what.instead_of_home, Tone.ALARM)


def _call_home(step: str, number: str, instead: str, contacts: Sequence[Contact]) -> Iterator[Row]:
    if len(contacts) == 1:
        yield Row(f"{step.rstrip('.')}: {_contact(contacts[0])}", Tone.STEP, number=number)
    else:
        yield Row(step, Tone.STEP, number=number)
        for contact in contacts:
            yield Row(_contact(contact), Tone.STEP, number="·")
    if instead:
        yield Row(instead, Tone.ALARM)


def _contact(contact: Contact) -> str:
    who = ", ".join(filter(None, (contact.name, contact.relation)))
    spoken = f"speaks {contact.language}" if contact.language not in {"", "en"} else ""
    return " · ".join(filter(None, (who, contact.phone, spoken)))
