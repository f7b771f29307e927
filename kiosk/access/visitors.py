"""Who stands at a card's page, and whether her card, her pass or place on the staff, and her right hold."""

import datetime as dt

from attrs import frozen

from kiosk.access import hours, people, showing
from kiosk.access.model import Person
from kiosk.access.policy import View
from kiosk.faults import NotAllowed
from kiosk.plans.student import Student
from kiosk.records import links, passes, roster, staff
from kiosk.records.link_model import Link
from kiosk.records.store import Transaction
from kiosk.school.calendar import Calendar


@frozen
class Who:
    """By what somebody comes in: her staff id, or the id of a pass."""

    staff: str | None = None
    day_pass: str | None = None


@frozen
class Visitor:
    """Somebody who may see the student of a card, and until when at the latest."""

    person: Person
    student: Student
    link: Link
    until: dt.datetime


def living(transaction: Transaction, digest: bytes, calendar: Calendar, now: dt.datetime) -> Link | None:
    """The card of this digest, unless it is unknown, revoked or expired."""
    link = links.get(transaction, digest)
    return link if link and link.opens_on(calendar.local(now).date()) else None


def visitor(
    transaction: Transaction, digest: bytes, who: Who, calendar: Calendar, now: dt.datetime
) -> Visitor | None:
    """Whoever this is, if she may see the student of this card now."""
    link = living(transaction, digest, calendar, now)
    if link is None:
        return None
    found = _holder(transaction, who.day_pass, calendar, now) if who.day_pass else _member(transaction, who)
    student = roster.get(transaction, link.student)
    today = calendar.local(now).date()
    if found is None or student is None or not _may_see(transaction, found[0], student, today):
        return None
    person, until = found
    expires = calendar.instant(link.expires + dt.timedelta(days=1), dt.time())
    return Visitor(person, student, link, min(until or expires, expires))


def _holder(
    transaction: Transaction, pass_id: str, calendar: Calendar, now: dt.datetime
) -> tuple[Person, dt.datetime] | None:
    held = passes.get(transaction, pass_id)
    until = hours.open_until(held, calendar, now) if held else None
    return (people.of_pass(held, calendar), until) if held and until else None


def _member(transaction: Transaction, who: Who) -> tuple[Person, None] | None:
    member = staff.get(transaction, who.staff or "")
    return (people.of_member(member), None) if member else None


def _may_see(transaction: Transaction, person: Person, student: Student, today: dt.date) -> bool:
    try:
        showing.expect(transaction, person, View.PLANS, student, today)
    except NotAllowed:
        return False
    return True
