"""What became of the cards: of everybody with a plan in force, and of those who hold a card without one.

A plan is read, and the view noted, only where a card is valid and from the versions in force: then what it
would say today decides.
"""

from collections.abc import Collection, Iterable, Mapping

from attrs import evolve, frozen

from kiosk import card_order, pocket
from kiosk.access.gate import Access
from kiosk.access.model import Opened, told_apart
from kiosk.access.printed import Holding, holdings
from kiosk.card_fate import Fate, faces_of, fate
from kiosk.plans.student import Student, StudentId
from kiosk.records.events import Purpose
from kiosk.records.link_model import Link
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
    faces = [last.face] if last and last.face else []
    return Standing(holding.student, last, fate(last, holding.in_force, faces, moment.date))


def _faces(
    students: Iterable[StudentId], school: School, access: Access, records: Records, moment: Moment
) -> Mapping[StudentId, Collection[bytes] | None]:
    """What the words on these students' cards would be known by today; None where a plan cannot be read."""
    read, unread = told_apart(access.open_many(tuple(students), Purpose.CARDS, on=moment.date))
    faces: dict[StudentId, Collection[bytes] | None] = {each.student.id: None for each in unread}
    faces.update((each.student.id, _faces_of(each, school, records, moment)) for each in read)
    return faces


def _faces_of(opened: Opened, school: School, records: Records, moment: Moment) -> Collection[bytes]:
    student, plans = opened.student, opened.plans_in_force(moment)
    front = pocket.card(student, plans, school, "", moment.date)
    return faces_of(front, pocket.back(student, plans, school, moment.date), records)


def _looked_at(standing: Standing, faces: Mapping[StudentId, Collection[bytes] | None]) -> Standing:
    """The same, once it is known what the card would say."""
    if standing.fate is not Fate.RIGHT:
        return standing
    same = faces.get(standing.student.id, ())
    if same is None:
        return evolve(standing, fate=Fate.UNREAD)
    is_same = standing.last is not None and standing.last.face in same
    return standing if is_same else evolve(standing, fate=Fate.CHANGED)
