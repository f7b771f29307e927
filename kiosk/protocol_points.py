"""A protocol as paper has it: every step, for there is no key that would show the rest."""

from collections.abc import Iterator, Sequence

from cards.point import Point
from kiosk.plans.model import Accommodation, Contact
from kiosk.plans.steps import steps, unplaced_instead


def points(item: Accommodation, contacts: Sequence[Contact] = ()) -> Iterator[Point]:
    """The steps in their order, what to do where home is not safe, and what never to do."""
    for step in steps(item, contacts):
        yield Point(str(step.number), step.text)
        for other in step.or_else:
            yield Point("or", other)
        if step.instead:
            yield Point("", step.instead)
    if instead := unplaced_instead(item):
        yield Point("", instead)
    for never in item.never:
        yield Point("NEVER", f"{never[:1].lower()}{never[1:]}", is_loud=True)
