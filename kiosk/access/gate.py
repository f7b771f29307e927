"""The one way to a plan: who asks, for whose, what for; answered redacted, with a reason, and noted first."""

import datetime as dt
from collections.abc import Collection, Sequence

from kiosk.access import policy, redaction
from kiosk.access.marks import mark
from kiosk.access.model import FOLDER_READER, Mark, Opened, Person
from kiosk.access.policy import View
from kiosk.access.search import StudentIndex
from kiosk.clock import Clock
from kiosk.faults import BadInput, Fault, did_you_mean
from kiosk.plans.model import Role, Version
from kiosk.plans.student import Student
from kiosk.records import ledger, roster, versions
from kiosk.records.events import Basis, Event, Purpose
from kiosk.records.ledger import Detail, Entry
from kiosk.records.store import Records, Transaction
from kiosk.school.calendar import Calendar, Moment

_VIEWS = {Purpose.CARDS: View.CARDS, Purpose.EXPORT: View.FILES}
CARRIES_CARDS = Role.SUBSTITUTE
"""A card says what whoever carries it may read."""


class Access:
    """What one person may see of one school, at one station."""

    def __init__(
        self, records: Records, calendar: Calendar, person: Person, *, clock: Clock, station: str
    ) -> None:
        self.person, self.station = person, station
        self._records, self._calendar, self._clock = records, calendar, clock
        self._index: tuple[int, StudentIndex] | None = None
        self._noted: set[tuple[str | None, dt.datetime]] = set()

    @property
    def acts_for_staff(self) -> bool:
        """Whether this is a member of staff, not just whoever may read the school folder."""
        return self.person != FOLDER_READER

    @property
    def list_reason(self) -> str:
        """Why this person may see the students that she sees in a list."""
        return policy.reason(self.person)

    def open(self, student_id: str, purpose: str) -> Opened:
        """A student with all versions of her plans, redacted; in the ledger before this returns."""
        view = _view(purpose)
        with self._records.reading() as transaction:
            student = roster.get(transaction, student_id)
            if student is None:
                raise BadInput.of(self._unknown(transaction, [student_id]))
            policy.expect(self.person, view, student)
            found = versions.of_student(transaction, student_id)
        opened = self._opened(student, found, view)
        self._note_views([opened], purpose)
        return opened

    def open_many(
        self, ids: Sequence[str] | None, purpose: str, *, on: dt.date, room: str | None = None
    ) -> tuple[Opened, ...]:
        """Students with a plan in force on a date, by name: all or these, but for whom she may not see."""
        view = _view(purpose)
        rooms = self._rooms(view, room)
        with self._records.reading() as transaction:
            self._expect_known(transaction, ids)
            opened = self._in_force(transaction, view, on, ids, rooms)
        self._note_views(opened, purpose)
        return opened

    def students(self, text: str | None = None, room: str | None = None) -> tuple[Student, ...]:
        """The students of whom this person may know, by name; or those that a text finds, best first."""
        rooms = self._rooms(View.NAMES, room)
        with self._records.reading() as transaction:
            if not text or not text.strip():
                return roster.everyone(transaction, rooms)
            index = self._fresh_index(transaction)
        return index.find(text, rooms=rooms)

    def overview(self, moment: Moment, room: str | None = None) -> tuple[Mark, ...]:
        """Who has a plan in force, and what kinds are on; noted once a person, room and hour."""
        rooms = self._rooms(View.MARKS, room)
        with self._records.reading() as transaction:
            opened = self._in_force(transaction, View.MARKS, moment.date, None, rooms)
        self._note_overview(room)
        return tuple(mark(each, moment) for each in opened)

    def export(self, student_id: str, version: Version) -> bytes:
        """A version's file, byte for byte as it was written; noted before this returns."""
        policy.rooms(self.person, View.FILES)
        terms = version.plan.terms
        with self._records.reading() as transaction:
            written = versions.written(transaction, student_id, terms.kind, terms.begins, version.number)
        if written is None:
            raise BadInput(f"{student_id} has no version {version.number} of such a {terms.kind.label}")
        detail = {"kind": terms.kind, "begins": terms.begins, "version": version.number}
        self._note([self._entry(Event.EXPORT, student_id, detail)])
        return written

    # --- what is found ----------------------------------------------------------------------------

    def _rooms(self, view: View, room: str | None) -> frozenset[str] | None:
        own = policy.rooms(self.person, view)
        if room is None:
            return own
        return frozenset({room}) if own is None else own & {room}

    def _in_force(
        self,
        transaction: Transaction,
        view: View,
        date: dt.date,
        ids: Sequence[str] | None,
        rooms: Collection[str] | None,
    ) -> tuple[Opened, ...]:
        found = versions.in_force_on(transaction, date, students=ids, rooms=rooms)
        students = sorted(roster.get_many(transaction, found).values(), key=_by_name)
        return tuple(self._opened(each, found[each.id], view) for each in students)

    def _opened(self, student: Student, found: Sequence[Version], view: View) -> Opened:
        reader = CARRIES_CARDS if view is View.CARDS else self.person.role
        redacted = tuple(redaction.version_for(each, reader) for each in found)
        return Opened(redaction.student_for(student, reader), redacted, policy.reason(self.person))

    def _expect_known(self, transaction: Transaction, ids: Sequence[str] | None) -> None:
        if ids is not None:
            known = roster.numbers(transaction, ids)
            if unknown := [each for each in ids if each not in known]:
                raise BadInput.of(self._unknown(transaction, unknown))

    def _unknown(self, transaction: Transaction, ids: Sequence[str]) -> list[Fault]:
        """That nobody has these numbers, with the nearest number of whom this person may know."""
        known = [each.id for each in roster.everyone(transaction, policy.rooms(self.person, View.NAMES))]
        return [Fault(f'no student has the number "{each}"{_nearest(each, known)}') for each in ids]

    def _fresh_index(self, transaction: Transaction) -> StudentIndex:
        stamp = roster.stamp(transaction)
        if self._index is None or self._index[0] != stamp:
            self._index = (stamp, StudentIndex(roster.everyone(transaction)))
        return self._index[1]

    # --- what is noted ----------------------------------------------------------------------------

    def _note_views(self, opened: Sequence[Opened], purpose: str) -> None:
        detail = {"purpose": Purpose(purpose), "reason": policy.reason(self.person)}
        self._note([self._entry(Event.VIEW, each.student.id, detail) for each in opened])

    def _note_overview(self, room: str | None) -> None:
        """One row a person, room and hour, whichever program and station asked before."""
        hour = self._clock.real().replace(minute=0, second=0, microsecond=0)
        if (room, hour) in self._noted:
            return
        with self._records.writing() as transaction:
            rows = ledger.overviews(transaction, self.person.id, since=hour)
            if all(row.detail.get("room") != room for row in rows):
                ledger.append(transaction, self._entry(Event.OVERVIEW, None, {"room": room}))
        self._noted.add((room, hour))

    def _note(self, entries: Sequence[Entry]) -> None:
        if entries:
            with self._records.writing() as transaction:
                ledger.append_many(transaction, entries)

    def _entry(self, event: Event, student: str | None, detail: Detail) -> Entry:
        clock = self._clock
        return Entry(
            event=event,
            actor=self.person.id,
            station=self.station,
            instant=clock.real(),
            student=student,
            basis=Basis.OFFICIAL,
            pretended=clock.now() if clock.is_pretend else None,
            detail=detail,
        )


def _view(purpose: str) -> View:
    return _VIEWS.get(Purpose(purpose), View.PLANS)


def _by_name(student: Student) -> tuple[str, str, str]:
    return student.family_name.casefold(), student.given_name.casefold(), student.id


def _nearest(number: str, known: Sequence[str]) -> str:
    from rapidfuzz import process  # noqa: PLC0415 - loaded when a number is unknown
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    if not known:
        return ""
    near = process.extractOne(number[:80], known, scorer=OSA.distance)
    return did_you_mean(number, [near[0]])
