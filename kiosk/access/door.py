"""The door behind a card's link: who comes in with a pass or a PIN, and what she sees there.

Whatever is wrong, the answer is None: an unknown, expired, revoked or locked card, a wrong code, a student
who is not hers. What is odd or oversized is refused before anything is looked up or hashed. A dead card is
answered sooner than a wrong PIN, so the page evens out how long a wrong answer takes.
"""

import datetime as dt
import re

from attrs import frozen

from kiosk.access import showing, visitors
from kiosk.access.model import Opened, Person
from kiosk.access.notes import Notes
from kiosk.access.policy import View
from kiosk.access.visitors import Who
from kiosk.clock import Clock
from kiosk.records import ledger, passes, pins, sessions, staff, tries
from kiosk.records.events import Purpose
from kiosk.records.link_model import Printed, token_digest
from kiosk.records.sessions import Session
from kiosk.records.store import Records, Transaction
from kiosk.records.tries import Reserved
from kiosk.school.calendar import Calendar, Moment

_TOKEN = re.compile(r"[A-Za-z2-7]{26}")
_LONGEST_ADDRESS = 200


@frozen
class Looked:
    """A plan as somebody at a card's page sees it, what her card was printed from, and how long it lasts.

    `ends` is when the session is over at the latest; it is over sooner if nobody looks for ten minutes.
    """

    opened: Opened
    moment: Moment
    printed: tuple[Printed, ...]
    person: Person
    ends: dt.datetime


class Door:
    """Who comes in at a card's link, and what she sees. Where the records fail, their error is raised."""

    def __init__(self, records: Records, calendar: Calendar, *, clock: Clock, station: str) -> None:
        self._records, self._calendar = records, calendar
        self._clock, self._station = clock, station

    def with_pass(self, token: str, code: str, address: str) -> str | None:
        """The key of a new session for whoever typed a day pass's code at this card."""
        typed = passes.read_code(code)
        if typed is None or (reserved := self._reserve(token, address)) is None:
            return None
        with self._records.reading() as transaction:
            held = passes.of_code(transaction, typed)
        return None if held is None else self._enter(reserved, Who(day_pass=held.id))

    def with_pin(self, token: str, staff_id: str, pin: str, address: str) -> str | None:
        """The key of a new session for the member of staff who typed her id and PIN at this card."""
        if not (staff.could_be_id(staff_id) and pins.could_be(pin)):
            return None
        if (reserved := self._reserve(token, address)) is None:
            return None
        with self._records.reading() as transaction:
            kept = staff.kept_pin(transaction, staff_id)
        is_right = pins.is_right(pin, kept, self._records.vault)
        return self._enter(reserved, Who(staff=staff_id)) if is_right else None

    def look(self, key: str) -> Looked | None:
        """The plan, redacted; the view is in the ledger before this returns. None once anything is dead."""
        now = self._clock.real()
        if not self._is_session(key, now):
            return None
        with self._records.writing() as transaction:
            session = sessions.find(transaction, key)
            return self._shown(transaction, session, now) if session and session.lives_at(now) else None

    def leave(self, key: str) -> None:
        """End a session: its key opens nothing any more."""
        if self._is_session(key, self._clock.real()):
            with self._records.writing() as transaction:
                sessions.end(transaction, key)

    def _is_session(self, key: str, now: dt.datetime) -> bool:
        """Whether a key opens something: whoever makes keys up holds up nobody who writes."""
        if not sessions.could_be_key(key):
            return False
        with self._records.reading() as transaction:
            session = sessions.find(transaction, key)
        return session is not None and session.lives_at(now)

    def _reserve(self, token: str, address: str) -> Reserved | None:
        """A try at a card that is alive; committed, so that it counts whatever happens next."""
        if not _TOKEN.fullmatch(token) or len(address) > _LONGEST_ADDRESS:
            return None
        now, digest = self._clock.real(), token_digest(token)
        with self._records.reading() as transaction:
            if visitors.living(transaction, digest, self._calendar, now) is None:
                return None
        with self._records.writing() as transaction:
            return tries.reserve(transaction, digest, address, now)

    def _enter(self, reserved: Reserved, who: Who) -> str | None:
        """A session, and the try given back, if she may see this card's student; else the try counts."""
        now, link = self._clock.real(), reserved.link
        with self._records.writing() as transaction:
            if visitors.visitor(transaction, link, who, self._calendar, now) is None:
                return None
            tries.give_back(transaction, reserved)
            return sessions.begin(transaction, link, now, staff=who.staff, day_pass=who.day_pass)

    def _shown(self, transaction: Transaction, session: Session, now: dt.datetime) -> Looked | None:
        """What a living session shows, noted; nothing once card, pass or person is dead."""
        who = Who(session.staff, session.day_pass)
        visitor = visitors.visitor(transaction, session.link, who, self._calendar, now)
        if visitor is None:
            return None
        person, student = visitor.person, visitor.student
        moment = self._calendar.moment(self._clock.now())
        opened = showing.read(transaction, person, View.PLANS, student, moment.date)
        sessions.touch(transaction, session, now)
        notes = Notes(self._records, person, clock=self._clock, station=self._station)
        ledger.append(transaction, notes.view(opened, Purpose.PAGE))
        return Looked(opened, moment, visitor.link.printed, person, min(session.ends, visitor.until))
