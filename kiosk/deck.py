"""The deck that a run prints: cards in their order, a separator before each class, spare cards last."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from cards import Blank, Separator
from cards.classes import Ordering
from cards.layout import Layout
from cards.stacking import stacked
from kiosk import pocket
from kiosk.card_order import class_of
from kiosk.plans.student import Student
from kiosk.school.model import School
from kiosk.school.words import long_date

Entry = Student | Blank | Separator
"""What lies in a place: a student's card, or one that is nobody's."""


def lay(
    students: Sequence[Student], spare: int, ordering: Ordering, paper: Layout, school: School, on: dt.date
) -> list[Entry]:
    """All that is printed, in the order in which it is laid on the paper; `students` come in theirs."""
    entries: list[Entry] = list(_with_separators(students, ordering, school, on))
    entries += [pocket.blank(school)] * spare
    if not ordering.is_stacked:
        return entries
    places = ((place.sheet, place.slot) for place in paper.places(len(entries)))
    return [entries[index] for index in stacked(places)]


def _with_separators(
    students: Sequence[Student], ordering: Ordering, school: School, on: dt.date
) -> Iterator[Entry]:
    for title, group in groupby(students, key=lambda each: class_of(each, ordering.by)):
        found = list(group)
        if ordering.has_separators:
            yield _separator(title, len(found), school, on)
        yield from found


def _separator(title: str, number: int, school: School, on: dt.date) -> Separator:
    counted = "1 card" if number == 1 else f"{number} cards"
    return Separator(title, (counted, f"printed {long_date(on)}"), school.name)
