"""The one way to a plan: who asks, for whose, what for; answered redacted, with a reason, and noted first."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from kiosk.access import emergencies, emergency, policy, redaction, scanning, showing
from kiosk.access.emergencies import EmergencyView
from kiosk.access.marks import mark
from kiosk.access.model import FOLDER_READER, Found, Mark, Opened, Person
from kiosk.access.names import Names
from kiosk.access.notes import Notes
from kiosk.access.policy import View
from kiosk.access.showing import Judge
from kiosk.clock import Clock
from kiosk.faults import BadInput, Fault, NotAllowed, did_you_mean
from kiosk.plans.model import Version
from kiosk.plans.student import Student
from kiosk.records import roster, versions
from kiosk.records.events import Purpose
from kiosk.records.store import Records, Transaction
from kiosk.records.versions import History
from kiosk.school.calendar import Calendar, Moment

_VIEWS = {Purpose.CARDS: View.CARDS, Purpose.SHEET: View.SHEETS, Purpose.EXPORT: View.FILES}
_MOST_NAMED = 50
"""Students among whom one is sought whose whole name was typed; the best fits come first."""
_AT_ONCE = 250
"""Students who are marked in one transaction: a whole school holds up neither writers nor a screen."""


class Access:
    """What one person may see of one school, at one station."""

    def __init__(
        self,
        records: Records,
        calendar: Calendar,
        person: Person,
        *,
        clock: Clock,
        station: str,
        names: Names | None = None,
    ) -> None:
        self.person, self.station = person, station
        self.notes = Notes(records, person, clock=clock, station=station)
        self._records, self._calendar, self._clock = records, calendar, clock
        self._names = names or Names(records)

    @property
    def acts_for_staff(self) -> bool:
        """Whether this is a member of staff, not just whoever may read the school folder."""
        return self.person != FOLDER_READER

    @property
    def list_reason(self) -> str:
        """Why this person may see the students that she sees in a list."""
        return policy.reason(self.person)

    def open(self, student_id: str, purpose: Purpose) -> Opened:
        """A student with all versions of her plans, redacted; in the ledger before this returns."""
        view = _view(purpose)
        with self._records.reading() as transaction:
            student = roster.get(transaction, student_id)
            if student is None:
                raise BadInput.of(self._unknown(transaction, [student_id]))
            opened = showing.read(transaction, self.person, view, student, self._today())
        self.notes.views([opened], purpose)
        return opened

    def in_emergency(self, student_id: str, reason: str) -> Opened:
        """What to do in a crisis or a health emergency, for anybody who is signed in, whoever the student.

        It is in the ledger, with what is happening, before this returns.
        """
        threat = emergency.threat(reason)
        with self._records.reading() as transaction:
            student = roster.get(transaction, student_id)
            if student is None:
                raise BadInput(f'no student has the number "{student_id[:80]}"')
            opened = showing.in_emergency(transaction, self.person, student, self._today(), threat)
        self.notes.emergency(opened, threat)
        return opened

    def unseen_emergencies(self) -> tuple[EmergencyView, ...]:
        """What was opened in emergencies, where this person answers for the student and has not looked."""
        return emergencies.unseen(self._records, self.person, self._today())

    def look_at_emergencies(self, found: Sequence[EmergencyView]) -> None:
        """Note that she has looked at these; a pretended clock is for looking only, and they stay."""
        if not self._clock.is_pretend:
            emergencies.look(self._records, self.notes, found)

    def named(self, text: str) -> Student:
        """The one student whose number, whole name or card this is: for an emergency, without a list."""
        if scanning.is_code(text):
            return self._carded(text)
        found = emergency.exactly(text, self._names.fresh().find(text, limit=_MOST_NAMED).students)
        if len(found) == 1:
            return redaction.name_of(found[0])
        if found:
            raise BadInput(
                f"{len(found)} students are called so. Type the room behind the name, or a number."
            )
        raise BadInput("No student has this name or number. Type the whole name, or the number.")

    def open_many(
        self, ids: Sequence[str] | None, purpose: Purpose, *, on: dt.date, room: str | None = None
    ) -> tuple[Opened, ...]:
        """Students with a plan in force on a date, by name: all or these, but for whom she may not see.

        One whose plan cannot be opened is among them, with that plan as unread.
        """
        view = _view(purpose)
        with self._records.reading() as transaction:
            rooms = self._rooms(transaction, view, room)
            policy.expect_date(self.person, on, self._today())
            self._expect_known(transaction, ids)
            opened = self._in_force(transaction, view, on, ids, rooms)
        self.notes.views(opened, purpose)
        return opened

    def with_plans(
        self, ids: Sequence[str] | None, *, on: dt.date, room: str | None = None
    ) -> tuple[Student, ...]:
        """Names, grade and room of those with a plan in force on a date whose cards she may print."""
        with self._records.reading() as transaction:
            rooms = self._rooms(transaction, View.CARDS, room)
            self._expect_known(transaction, ids)
            found = versions.students_in_force_on(transaction, on, students=ids, rooms=rooms)
            return tuple(sorted(roster.named(transaction, found), key=_by_name))

    def students(self, text: str | None = None, room: str | None = None) -> tuple[Student, ...]:
        """The students of whom this person may know, by name; or those that a text finds, best first."""
        return self.find(text or "", room).students

    def find(self, text: str, room: str | None = None, limit: int | None = None) -> Found:
        """The first of those students, and how many there are; an empty text finds everybody."""
        with self._records.reading() as transaction:
            rooms = self._rooms(transaction, View.NAMES, room)
            if not text.strip():
                everyone = roster.everyone(transaction, rooms)
                return Found(everyone[:limit], len(everyone))
        return self._names.fresh().find(text, rooms=rooms, limit=limit)

    def scanned(self, text: str) -> Student:
        """The student whose card was scanned, if the card holds and this person may know of her."""
        student = self._carded(text)
        policy.expect(self.person, View.NAMES, student, called="The student of this card")
        return student

    def overview(
        self, moment: Moment, room: str | None = None, among: Sequence[Student] | None = None
    ) -> tuple[Mark, ...]:
        """Who has a plan in force, and what kinds are on, perhaps among some; noted once a room and hour."""
        with self._records.reading() as transaction:
            rooms = self._rooms(transaction, View.MARKS, room)
            listed = roster.everyone(transaction, rooms) if among is None else among
        marks = tuple(self._marks(sorted(listed, key=_by_name), rooms, moment))
        self.notes.overview(room)
        return marks

    def export(self, student_id: str, version: Version) -> bytes:
        """A version's file, byte for byte as it was written; noted before this returns."""
        policy.rooms(self.person, View.FILES)
        terms = version.plan.terms
        with self._records.reading() as transaction:
            written = versions.written(transaction, student_id, terms.kind, terms.begins, version.number)
        if written is None:
            raise BadInput(f"{student_id} has no version {version.number} of such a {terms.kind.label}")
        self.notes.export(student_id, version)
        return written

    def _carded(self, text: str) -> Student:
        with self._records.reading() as transaction:
            link = scanning.link_of(transaction, text, self._calendar.school, self._today())
            student = roster.get(transaction, link.student)
        if student is None:
            raise BadInput(scanning.UNKNOWN)
        return redaction.name_of(student)

    def _rooms(self, transaction: Transaction, view: View, room: str | None) -> frozenset[str] | None:
        """The homerooms that are meant, None for all; one where nobody is, or not of hers, is an error."""
        own = policy.rooms(self.person, view)
        if room is None:
            return own
        if own is None or room not in own:
            _expect_known_room(transaction, room)
            policy.expect_room(self.person, own, room)
        return frozenset({room})

    def _marks(
        self, students: Sequence[Student], rooms: Collection[str] | None, moment: Moment
    ) -> Iterator[Mark]:
        """The marks of those who have a plan in force, portion by portion; no contact is opened."""
        for start in range(0, len(students), _AT_ONCE):
            some = students[start : start + _AT_ONCE]
            with self._records.reading() as transaction:
                ids = [each.id for each in some]
                found = versions.histories_in_force_on(transaction, moment.date, students=ids, rooms=rooms)
            for each in some:
                if each.id in found:
                    yield mark(self._marked(each, found[each.id]), moment)

    def _marked(self, student: Student, found: History) -> Opened:
        return showing.listed(self.person, View.MARKS, student, found, self.list_reason)

    def _in_force(
        self,
        transaction: Transaction,
        view: View,
        date: dt.date,
        ids: Sequence[str] | None,
        rooms: Collection[str] | None,
    ) -> tuple[Opened, ...]:
        found = versions.histories_in_force_on(transaction, date, students=ids, rooms=rooms)
        roll = roster.roll(transaction, found)
        judge = Judge.of(transaction, self.person, view)
        judged = (
            judge.listed(each, found[each.id], date, roll.unread.get(each.id, ""))
            for each in sorted(roll.students.values(), key=_by_name)
        )
        opened = tuple(each for each in judged if each)
        if found and not opened:  # which is something else than nobody having a plan
            raise NotAllowed(f"None of these plans is in the caseload of {self.person.name}.")
        return opened

    def _today(self) -> dt.date:
        return self._calendar.moment(self._clock.now()).date

    def _expect_known(self, transaction: Transaction, ids: Sequence[str] | None) -> None:
        if ids is not None:
            known = roster.numbers(transaction, ids)
            if unknown := [each for each in ids if each not in known]:
                raise BadInput.of(self._unknown(transaction, unknown))

    def _unknown(self, transaction: Transaction, ids: Sequence[str]) -> list[Fault]:
        """That nobody has these numbers, with the nearest number of whom this person may know."""
        known = [each.id for each in roster.everyone(transaction, policy.rooms(self.person, View.NAMES))]
        return [Fault(f'no student has the number "{each}"{_nearest(each, known)}') for each in ids]


def _view(purpose: Purpose) -> View:
    return _VIEWS.get(purpose, View.PLANS)


def _expect_known_room(transaction: Transaction, room: str) -> None:
    if not roster.everyone(transaction, {room}):
        known = sorted({each.homeroom for each in roster.everyone(transaction)} - {""})
        raise BadInput(f'no student is in room "{room}"{did_you_mean(room, known)}')


def _by_name(student: Student) -> tuple[str, str, str]:
    return student.family_name.casefold(), student.given_name.casefold(), student.id


def _nearest(number: str, known: Sequence[str]) -> str:
    from rapidfuzz import process  # noqa: PLC0415 - loaded when a number is unknown
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    if not known:
        return ""
    near = process.extractOne(number[:80], known, scorer=OSA.distance)
    return did_you_mean(number, [near[0]])
