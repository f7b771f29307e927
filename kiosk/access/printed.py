"""What was printed for whom, without a word of a plan: for those who print cards, noted once an hour."""

import datetime as dt
from collections.abc import Sequence

from attrs import frozen

from kiosk.access import policy
from kiosk.access.gate import Access
from kiosk.access.policy import View
from kiosk.plans.student import Student, StudentId
from kiosk.records import links, roster, versions
from kiosk.records.link_model import Link, Printed
from kiosk.records.store import Records


@frozen
class PrintedCard:
    """A card that was printed, and the name of its student."""

    name: str
    link: Link


@frozen
class Holding:
    """A student, the last card that was printed for her, and the plan versions that are in force."""

    student: Student
    last: Link | None
    in_force: tuple[Printed, ...]


def cards(
    records: Records, access: Access, ids: Sequence[StudentId] | None, today: dt.date
) -> tuple[PrintedCard, ...]:
    """The cards that open something on a date, by student; or every card that these students ever had."""
    policy.rooms(access.person, View.CARDS)
    with records.reading() as transaction:
        roster.expect_known(transaction, ids or ())
        every = links.everyone(transaction, valid_only=ids is None)
        found = [each for each in every if (each.opens_on(today) if ids is None else each.student in ids)]
        names = roster.names(transaction, {each.student for each in found})
    access.notes.overview(None)
    return tuple(PrintedCard(names[each.student], each) for each in found)


def holdings(records: Records, access: Access, on: dt.date) -> tuple[Holding, ...]:
    """Everybody who has a plan in force on a date, or a card that is valid then, by room and name."""
    policy.rooms(access.person, View.CARDS)
    with records.reading() as transaction:
        plans = versions.outlines_in_force_on(transaction, on)
        last = links.newest(transaction)
        valid = {student for student, link in last.items() if link.opens_on(on)}
        students = [each for each in roster.everyone(transaction) if each.id in plans or each.id in valid]
    access.notes.overview(None)
    return tuple(
        Holding(each, last.get(each.id), tuple(map(_printed, plans.get(each.id, ())))) for each in students
    )


def _printed(outline: versions.Outline) -> Printed:
    return Printed(outline.kind, outline.begins, outline.number)
