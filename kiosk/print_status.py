"""What became of the cards: of everybody with a plan in force, and of those who hold a card without one.

A plan is read, and the view noted, only where a card is valid and from the versions in force: then what it
would say today decides.
"""

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from kiosk import card_order, pocket
from kiosk.access.gate import Access
from kiosk.access.printed import Holding, holdings
from kiosk.card_fate import Fate, face_of, fate
from kiosk.plans.student import Student, StudentId
from kiosk.records.events import Purpose
from kiosk.records.links import Link
from kiosk.records.store import Records
from kiosk.school.calendar import Moment
from kiosk.school.model import School


@frozen
class Standing:
    """A student, her last card, and what became of it."""

    student: Student
    last: Link | None
    fate: Fate


@frozen
class Status:
    """Everybody with a plan in force, by room and name; and who holds a valid card without one."""

    cards: tuple[Standing, ...]
    without_plan: tuple[Standing, ...]

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many cards have come to what."""
        return {each: sum(card.fate is each for card in self.cards) for each in Fate}


def status(school: School, access: Access, records: Records, moment: Moment) -> Status:
    """What became of the cards, on the moment's date."""
    found = sorted(holdings(records, access, moment.date), key=lambda each: card_order.key(each.student))
    first = [_standing(each, moment) for each in found if each.in_force]
    faces = _faces(
        (each.student.id for each in first if each.fate is Fate.RIGHT), school, access, records, moment
    )
    cards = (_looked_at(each, faces) for each in first)
    without = (_standing(each, moment) for each in found if not each.in_force)
    return Status(tuple(cards), tuple(without))


def _standing(holding: Holding, moment: Moment) -> Standing:
    """As far as it can be told without reading a plan."""
    last = holding.last
    face = last.face if last else None
    return Standing(holding.student, last, fate(last, holding.in_force, face, moment.date))


def _faces(
    students: Iterable[StudentId], school: School, access: Access, records: Records, moment: Moment
) -> Mapping[StudentId, bytes]:
    """What the words on these students' cards would be known by today."""
    opened = access.open_many(tuple(students), Purpose.CARDS, on=moment.date)
    return {
        each.student.id: face_of(
            pocket.card(each.student, each.plans_in_force(moment), school, "", moment.date), records
        )
        for each in opened
    }


def _looked_at(standing: Standing, faces: Mapping[StudentId, bytes]) -> Standing:
    """The same, once it is known what the card would say."""
    is_other = (
        standing.fate is Fate.RIGHT and standing.last and faces.get(standing.student.id) != standing.last.face
    )
    return evolve(standing, fate=Fate.CHANGED) if is_other else standing
