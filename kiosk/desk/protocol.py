"""What to do if something happens: the trigger, the steps, whom to call, and what never to do. Pure."""

from collections.abc import Iterator, Sequence

from kiosk.desk.sheet import Protocol, Row, Tone
from kiosk.plans.agenda import Item
from kiosk.plans.model import Accommodation, Contact, Kind
from kiosk.plans.steps import never_words, steps, unplaced_instead
from kiosk.plans.student import Student


def protocol(found: Item, student: Student, *, with_why: bool, is_brief: bool) -> Iterator[Row]:
    """The rows of an accommodation that waits for a trigger; in brief, its first step, and never what."""
    what = found.accommodation
    yield Row(_condition(what, student).removeprefix("if "), Tone.TRIGGER)
    if with_why or not what.steps:
        yield Row(what.text, Tone.QUIET if what.steps else Tone.TEXT)
    yield from _first_step(what) if is_brief else _steps(what, student.contacts)
    for never in what.never:
        yield Row(never, Tone.NEVER, number="NEVER")


def whole(found: Item, student: Student, phone: str) -> Protocol:
    """All of it, in the order in which it is done; the office's telephone is the last of the help."""
    what = found.accommodation
    rows = list(_steps(what, student.contacts)) or [Row(what.text, Tone.STEP)]
    office = [Row(f"The office: {phone}", Tone.QUIET)] if phone else []
    condition = _condition(what, student)
    return Protocol(
        condition=f"{condition[:1].upper()}{condition[1:]}",
        rows=(*rows, *office),
        nevers=tuple(map(never_words, what.never)),
    )


def has_protocol(found: Item) -> bool:
    """Whether there is more to do than one sentence says."""
    return found.accommodation.kind is Kind.CRISIS or bool(found.accommodation.steps)


def _condition(what: Accommodation, student: Student) -> str:
    return student.who.condition(what.when.trigger or "")


def _first_step(what: Accommodation) -> Iterator[Row]:
    if what.steps:
        yield Row(what.steps[0], Tone.STEP, number="1")
    if len(what.steps) > 1 or what.instead_of_home:
        yield Row(f"all {len(what.steps)} steps, and whom to call", Tone.KEY, number="c")


def _steps(what: Accommodation, contacts: Sequence[Contact]) -> Iterator[Row]:
    for step in steps(what, contacts):
        yield Row(step.text, Tone.STEP, number=str(step.number))
        for other in step.or_else:
            yield Row(other, Tone.STEP, number="or")
        if step.instead:
            yield Row(step.instead, Tone.ALARM)
    if instead := unplaced_instead(what):
        yield Row(instead, Tone.ALARM)
