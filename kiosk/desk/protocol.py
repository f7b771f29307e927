"""What to do if something happens: the trigger, the steps, whom to call, and what never to do. Pure."""

from collections.abc import Iterator, Sequence

from kiosk.desk.sheet import Row, Tone
from kiosk.plans.agenda import Item
from kiosk.plans.model import Accommodation, Contact
from kiosk.plans.steps import steps, unplaced_instead
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
    for step in steps(what, contacts):
        yield Row(step.text, Tone.STEP, number=str(step.number))
        for other in step.or_else:
            yield Row(other, Tone.STEP, number="or")
        if step.instead:
            yield Row(step.instead, Tone.ALARM)
    if instead := unplaced_instead(what):
        yield Row(instead, Tone.ALARM)
