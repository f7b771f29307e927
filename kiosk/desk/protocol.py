"""What to do if something happens: the trigger, the steps, whom to call, and what never to do. Pure."""

from collections.abc import Iterator, Sequence

from kiosk.desk.sheet import Row, Tone
from kiosk.plans.agenda import Item
from kiosk.plans.model import Accommodation, Contact
from kiosk.plans.steps import Step, steps, unplaced_instead
from kiosk.plans.student import Student


def protocol(found: Item, student: Student, *, with_why: bool) -> Iterator[Row]:
    """The rows of an accommodation that waits for a trigger."""
    what = found.accommodation
    condition = student.who.condition(what.when.trigger or "")
    yield Row(condition.removeprefix("if "), Tone.TRIGGER)
    if with_why or not what.steps:
        yield Row(what.text, Tone.QUIET if what.steps else Tone.TEXT)
    yield from _steps(what, student.contacts)
    for never in what.never:
        yield Row(never, Tone.NEVER, number="NEVER")


def _steps(what: Accommodation, contacts: Sequence[Contact]) -> Iterator[Row]:
    has_said = False
    for step in steps(what):
        if step.calls_home and not has_said:
            yield from _call_home(step, contacts)
            has_said = True
        else:
            yield Row(step.text, Tone.STEP, number=str(step.number))
    if instead := unplaced_instead(what):
        yield Row(instead, Tone.ALARM)


def _call_home(step: Step, contacts: Sequence[Contact]) -> Iterator[Row]:
    first = f"{step.text.rstrip('.')}: {_contact(contacts[0])}" if contacts else step.text
    yield Row(first, Tone.STEP, number=str(step.number))
    for contact in contacts[1:]:
        yield Row(_contact(contact), Tone.STEP, number="or")
    if step.instead:
        yield Row(step.instead, Tone.ALARM)


def _contact(contact: Contact) -> str:
    who = ", ".join(filter(None, (contact.name, contact.relation)))
    spoken = f"speaks {contact.language}" if contact.language not in {"", "en"} else ""
    return " · ".join(filter(None, (who, contact.phone, spoken)))
