"""Whose cards a print run prints, and where their plans come from: each view is noted first."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from attrs import frozen

from cards.classes import Order as By
from cards.crew import Crew
from cards.telling import Tell
from kiosk import card_order
from kiosk.access import sealing
from kiosk.access.gate import Access
from kiosk.access.unsealing import Sealed
from kiosk.faults import BadInput, Fault, Refused
from kiosk.plans.student import Student, StudentId
from kiosk.print_crew import Order, outdated
from kiosk.records import links
from kiosk.records.link_model import Link
from kiosk.records.store import Records
from kiosk.school.calendar import Moment

AT_ONCE = 250
"""Students whose last cards are compared in one go."""

Plans = Callable[[Sequence[StudentId]], Mapping[StudentId, Sealed]]
"""The plans of these students, sealed; a student who has none in force any more is left out."""


@frozen
class Source:
    """Where plans come from: a school's records, as one person may see them at a moment."""

    records: Records
    access: Access
    moment: Moment

    @property
    def on(self) -> dt.date:
        """The date of which plans are in force."""
        return self.moment.date


@frozen
class Skipped:
    """A student without a card, and why."""

    student: StudentId
    why: str


@frozen
class People:
    """Those whose cards are printed, in their order, and those who were asked for and are skipped."""

    students: Sequence[Student] = ()
    skipped: tuple[Skipped, ...] = ()


def people(
    source: Source, ids: Sequence[StudentId] | None, room: str | None, without: Collection[StudentId], by: By
) -> People:
    """All, these, or those of a room who have a plan in force."""
    _expect_known(without, source.access)
    found = source.access.with_plans(ids, on=source.on, room=room)
    has_plan = {each.id for each in found}
    skipped = [Skipped(each, "no plan in force") for each in ids or () if each not in has_plan]
    skipped += [Skipped(each, "left out by --except") for each in without if each in has_plan]
    kept = [each for each in found if each.id not in without]
    return People(sorted(kept, key=lambda each: card_order.key(each, by)), tuple(skipped))


def expect_some(found: People) -> None:
    """Refuse a run of nobody's card."""
    if not found.students:
        why = [Fault(f"{each.student}: {each.why}") for each in found.skipped]
        raise Refused("No card to print: nobody here has a plan in force.", why)


def plans_of(source: Source) -> Plans:
    """Plans as the records have them when they are asked for; in the ledger before they are handed over."""

    def read(students: Sequence[StudentId]) -> Mapping[StudentId, Sealed]:
        found = sealing.sealed(source.records, source.access, students, source.on)
        return {each.student: each for each in found}

    return read


def changed(
    students: Sequence[Student], hands: Crew[Order], source: Source, tell: Tell
) -> dict[StudentId, Sealed]:
    """The plans of those whose last card is not right any more, or who have none."""
    found: dict[StudentId, Sealed] = {}
    portions = range(0, len(students), AT_ONCE)
    compared = hands.each(outdated, _held(students, source))
    for start, some in zip(portions, compared, strict=True):
        found.update({each.student: each for each in some})
        tell("comparing cards", min(start + AT_ONCE, len(students)), len(students))
    return found


def _held(students: Sequence[Student], source: Source) -> Iterator[list[tuple[Sealed, Link | None]]]:
    """The plans of students, and their last cards."""
    plans = plans_of(source)
    for start in range(0, len(students), AT_ONCE):
        ids = [each.id for each in students[start : start + AT_ONCE]]
        with source.records.reading() as transaction:
            last = links.newest(transaction, ids)
        yield [(sealed, last.get(student)) for student, sealed in plans(ids).items()]


def _expect_known(numbers: Collection[StudentId], access: Access) -> None:
    known = {each.id for each in access.students()} if numbers else set()
    if unknown := [each for each in numbers if each not in known]:
        raise BadInput.of(Fault(f'no student has the number "{each}"', path="--except") for each in unknown)
