"""The one place that decides what of a plan may stand on a card.

A card can be lost: it holds what to do, and no diagnosis, no drug, no telephone number of a family.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence

from attrs import evolve

from cards import NOTICE, Back, Blank, Card, Line, Point, Protocol
from kiosk.plans.model import Accommodation, Contact, Kind, Plan, Role, When
from kiosk.plans.student import Student
from kiosk.protocol_points import points
from kiosk.school.model import CHANGED_ROUTINE, Detail, School
from kiosk.school.words import clock, listed, periods_words

TURN = "Turn over"
"""Where the steps are, said beside a crisis line whose card has them on its other side."""


def card(student: Student, plans: Sequence[Plan], school: School, link: str, on: dt.date) -> Card:
    """The pocket card of a student with these plans in force on a date."""
    discreet = school.cards.detail is Detail.DISCREET
    items = [each for plan in plans for each in plan.accommodations if _may_stand(each, on)]
    crisis = [each for each in items if each.kind is Kind.CRISIS]
    others = [each for each in items if each.kind is not Kind.CRISIS]
    return Card(
        name=initials(student.name) if discreet else student.name,
        about=student.about,
        lines=_lines(others, student),
        crisis=() if discreet else _lines(crisis, student),
        valid_until=valid_until(plans, school),
        return_to=return_to(school),
        link=link,
        notice=NOTICE,
    )


def turned(card: Card, back: Back) -> Card:
    """The card with its other side, which its crisis lines point to."""
    crisis = tuple(evolve(line, word=TURN) for line in card.crisis) if back.protocols else card.crisis
    return evolve(card, crisis=crisis, back=back)


def back(student: Student, plans: Sequence[Plan], school: School, on: dt.date) -> Back:
    """The other side of the card: the steps of each crisis, and whom the school calls, by name alone."""
    if school.cards.detail is Detail.DISCREET:
        return Back()
    items = [each for plan in plans for each in plan.accommodations if _may_stand(each, on)]
    crises = (each for each in items if each.kind is Kind.CRISIS)
    protocols = (Protocol(each.kind, heading(each, student), _points(each)) for each in crises)
    return Back(tuple(dict.fromkeys(protocols)), tuple(map(_caller, student.contacts)))


def blank(school: School) -> Blank:
    """A spare card, to be filled in by hand."""
    return Blank(return_to(school), NOTICE)


def valid_until(plans: Sequence[Plan], school: School) -> dt.date:
    """The last date of a card: the earlier of the school's own and the end of the first plan that ends."""
    return min([school.cards.expires or school.year.ends, *(plan.terms.ends for plan in plans)])


def initials(name: str) -> str:
    """`B. B.`, which tells those who know the student and nobody else."""
    return " ".join(f"{part[0].upper()}." for part in unicodedata.normalize("NFC", name).split())


def heading(item: Accommodation, student: Student) -> str:
    """When a line applies, in capitals: 5 MIN BEFORE LUNCH, ANY TIME, PERIODS 1 AND 5, TESTS, IF HE SAYS …

    A lead is said in minutes, which hold on every bell, and not as a time, which would hold on one.
    """
    when = item.when
    words = _form(item, when, student)
    if when.weekdays:
        days = listed([f"{day}s" for day in when.weekdays])
        words = days if words == "any time" else f"{words}, {days}"
    return words.upper()


def _form(item: Accommodation, when: When, student: Student) -> str:
    if when.trigger is not None:
        return student.who.condition(when.trigger)
    if when.eve_of is not None:
        return f"night before {'a change' if when.eve_of == CHANGED_ROUTINE else when.eve_of}"
    if when.tag is not None:
        return "tests" if item.kind is Kind.TESTING else when.tag
    if when.named_periods:
        words = periods_words(when.named_periods)
        return f"{item.lead} min before {words}" if item.lead else words
    if when.begins and when.ends:
        return f"{clock(_earlier(when.begins, item.lead))} to {clock(when.ends)}"
    return "any time"


def _earlier(time: dt.time, minutes: int) -> dt.time:
    """So many minutes earlier, and not before the day began."""
    return dt.time(*divmod(max(0, 60 * time.hour + time.minute - minutes), 60))


def return_to(school: School) -> tuple[str, ...]:
    """Where a card that is found goes back to."""
    return tuple(filter(None, (school.name, school.address, school.phone)))


def _points(item: Accommodation) -> tuple[Point, ...]:
    """The steps, without those whom to call; a crisis that has none is met as its line says."""
    return tuple(points(item)) if item.steps else (Point("", item.card or ""), *points(item))


def _caller(contact: Contact) -> str:
    """`Dana Bennett, mother`."""
    return ", ".join(filter(None, (contact.name, contact.relation)))


def _may_stand(item: Accommodation, on: dt.date) -> bool:
    """Whether this has a line for the card, applies by now, and is for everybody's eyes."""
    begun = (item.begins is None or item.begins <= on) and (item.ends is None or on <= item.ends)
    for_all = item.audience is None or Role.SUBSTITUTE in item.audience
    return bool(item.card) and begun and for_all


def _lines(items: Iterable[Accommodation], student: Student) -> tuple[Line, ...]:
    lines = (Line(each.kind, heading(each, student), each.card or "", each.kind.word) for each in items)
    return tuple(dict.fromkeys(lines))
