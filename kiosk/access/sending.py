"""`Send Blake to the nurse`: asked at the nurse's kiosk, seen and answered at that of the room."""

import datetime as dt
from collections.abc import Mapping
from uuid import uuid4

from attrs import field, frozen

from kiosk.access import dose_policy, policy
from kiosk.access.model import Person
from kiosk.access.policy import View
from kiosk.clock import Clock
from kiosk.faults import BadInput, NotAllowed
from kiosk.records import roster, sent_for
from kiosk.records.sent_for import SentFor
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar


@frozen
class Sent:
    """Whom the nurse sent for, from which room, when, and when the room answered; never what for."""

    sent: SentFor = field(repr=False)
    name: str = field(repr=False)


class Sending:
    """What one person who has signed in asks of a room, or answers for it. Each of these may block."""

    def __init__(
        self, records: Records, calendar: Calendar, person: Person, *, clock: Clock, station: str
    ) -> None:
        self.person = person
        self._records, self._calendar, self._clock, self._station = records, calendar, clock, station

    def send(self, student: str) -> None:
        """Ask the kiosk of a student's room to send the student; asked twice, it is one question."""
        dose_policy.expect_giver(self.person, self._calendar.school.medication)
        self._expect_real_clock()
        now = self._clock.real()
        with self._records.writing() as transaction:
            found = roster.get(transaction, student)
            if found is None or not found.homeroom:
                raise BadInput("This student has no room in the roster; call the office.")
            today = self._calendar.local(now).date()
            asked = sent_for.of_day(transaction, today, found.homeroom)
            if any(each.student == student and each.answered is None for each in asked):
                return
            wanted = SentFor(str(uuid4()), today, found.homeroom, student, now)
            sent_for.ask(transaction, wanted, who=self.person.id, station=self._station)

    def today(self) -> Mapping[str, Sent]:
        """The last question of today about each student."""
        with self._records.reading() as transaction:
            found = list(sent_for.of_day(transaction, self._today()))
            names = roster.names(transaction, {each.student for each in found})
        return {each.student: Sent(each, names[each.student]) for each in found}

    def waiting(self, room: str) -> tuple[Sent, ...]:
        """Whom a room is still to send; nobody, where the room is none of this person's."""
        own = policy.rooms(self.person, View.NAMES)
        if own is not None and room not in own:
            return ()
        with self._records.reading() as transaction:
            asked = sent_for.of_day(transaction, self._today(), room)
            found = [each for each in asked if each.answered is None]
            names = roster.names(transaction, {each.student for each in found})
        return tuple(Sent(each, names[each.student]) for each in found)

    def answer(self, sent: Sent) -> None:
        """Note that this student is on the way."""
        own = policy.rooms(self.person, View.NAMES)
        if own is not None and sent.sent.room not in own:
            raise NotAllowed("This is answered by somebody of the room.")
        self._expect_real_clock()
        now, station = self._clock.real(), self._station
        with self._records.writing() as transaction:
            sent_for.answer(transaction, sent.sent, who=self.person.id, station=station, now=now)

    def _today(self) -> dt.date:
        return self._calendar.moment(self._clock.now()).date

    def _expect_real_clock(self) -> None:
        if self._clock.is_pretend:
            raise BadInput("The clock here is pretended, for looking only: nobody is sent for with it.")


def is_waiting(records: Records, calendar: Calendar, clock: Clock, room: str) -> bool:
    """Whether a room is to call the nurse: all that a locked kiosk there may say."""
    with records.reading() as transaction:
        today = calendar.moment(clock.now()).date
        return any(each.answered is None for each in sent_for.of_day(transaction, today, room))
