"""The deck that a run prints: cards in their order, a separator before each class, spare cards last."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import frozen

from cards import Blank, Card, Laid, Separator
from cards.layout import Layout
from cards.stacking import stacked
from kiosk import pocket
from kiosk.access.model import Opened
from kiosk.card_order import Ordering, class_of
from kiosk.records.links import Printed
from kiosk.school.model import School
from kiosk.school.words import long_date


@frozen
class Ready:
    """A card to print, the link that it will bear, and what it is known by once it was printed."""

    opened: Opened
    card: Card
    token: str
    printed: tuple[Printed, ...]
    face: bytes
    faces: frozenset[bytes]
    """What a card that says the same may be known by."""


Entry = Ready | Blank | Separator


def lay(
    ready: Sequence[Ready], spare: int, ordering: Ordering, paper: Layout, school: School, on: dt.date
) -> list[Entry]:
    """All that is printed, in the order in which it is laid on the paper; `ready` comes in its order."""
    entries: list[Entry] = list(_with_separators(ready, ordering, school, on))
    entries += [pocket.blank(school)] * spare
    if not ordering.is_stacked:
        return entries
    places = ((place.sheet, place.slot) for place in paper.places(len(entries)))
    return [entries[index] for index in stacked(places)]


def face_of(entry: Entry) -> Laid:
    """What stands on it."""
    return entry.card if isinstance(entry, Ready) else entry


def link_of(entry: Entry) -> str:
    """What its code says; nothing where it has none."""
    return entry.card.link if isinstance(entry, Ready) else ""


def _with_separators(
    ready: Sequence[Ready], ordering: Ordering, school: School, on: dt.date
) -> Iterator[Entry]:
    for title, group in groupby(ready, key=lambda each: class_of(each.opened.student, ordering.by)):
        found = list(group)
        if ordering.has_separators:
            yield _separator(title, len(found), school, on)
        yield from found


def _separator(title: str, number: int, school: School, on: dt.date) -> Separator:
    counted = "1 card" if number == 1 else f"{number} cards"
    return Separator(title, (counted, f"printed {long_date(on)}"), school.name)
