"""The end of the nurse's day: what stands in its way, and her sign-off, a row of the ledger."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from kiosk.access import dose_policy, people
from kiosk.access.dose_days import DoseDay, StudentKept, read_days
from kiosk.access.dose_post import Post
from kiosk.access.dose_record import rows
from kiosk.access.model import Person
from kiosk.faults import BadInput, Refused
from kiosk.medication.incidents import missing, to_tell
from kiosk.medication.model import DoseState
from kiosk.records import closings, ledger
from kiosk.records.closings import SignOff
from kiosk.records.events import Event
from kiosk.records.ledger import Entry
from kiosk.records.store import Transaction
from kiosk.school.calendar import Calendar
from kiosk.school.words import clock as clock_words
from kiosk.school.words import day_name, listed, period_words


@frozen
class Matter:
    """Something that is still to be done about a dose, in words: `no outcome; it was due at 12:00`."""

    student: str
    name: str
    order: str
    slot: str
    what: str

    def __str__(self) -> str:
        """A line of a list."""
        slot = f"{self.slot}, " if self.slot else ""
        return f"{self.name} ({self.student}), {slot}{self.order}: {self.what}"


@frozen
class OpenMatters:
    """What stands in the way of a day's sign-off, and what is only said."""

    blocking: tuple[Matter, ...] = ()
    left: tuple[Matter, ...] = ()


class DayNotClosed(Refused):
    """A day that may not be signed off; the message says why, and nothing was recorded."""

    def __init__(self, why: str, matters: Sequence[Matter] = ()) -> None:
        super().__init__(why)
        self.matters = tuple(matters)

    @property
    def document(self) -> Mapping[str, object]:
        """`{"closed": false, "why": "…", "open": ["…"]}`."""
        return {"closed": False, "why": str(self), "open": list(map(str, self.matters))}

    @property
    def sentences(self) -> tuple[str, ...]:
        """Why, and each matter."""
        return (str(self), *map(str, self.matters))


@frozen
class _Seen:
    """Who signs off, and what."""

    signer: Person
    day: DoseDay
    matters: OpenMatters


class Closing:
    """Signing off days at one station, as whoever is signed in, or as whoever may read the school folder."""

    def __init__(self, post: Post) -> None:
        self._post, self._records, self._calendar = post, post.records, post.calendar

    def open_matters(self, date: dt.date) -> OpenMatters:
        """What is still to be done about the doses of a date."""
        dose_policy.expect_reader(self._post.person, self._post.settings)
        with self._records.reading() as transaction:
            return self._matters(self._day(transaction, date))

    def sign_offs(self, date: dt.date) -> tuple[SignOff, ...]:
        """The sign-offs of a date, the first one first."""
        with self._records.reading() as transaction:
            return closings.between(transaction, date, date).get(date, ())

    def holding(self, date: dt.date) -> SignOff | None:
        """The sign-off of a date that holds: none, where something was entered since."""
        with self._records.reading() as transaction:
            day = self._day(transaction, date)
        return day.sign_offs[-1] if day.is_closed else None

    def close(self, date: dt.date, by: str, keep: Callable[[DoseDay], None] | None = None) -> SignOff:
        """Sign off a date; one that is closed as it stands answers its last sign-off again.

        A day with something entered after its sign-off is signed off anew; both stay. `keep` writes the day
        down, with its sign-off, before that holds: whatever it raises leaves the day as it was.
        """
        self._expect_may_end(date)
        with self._records.reading() as transaction:
            stamp, seen = _stamp(transaction), self._seen(transaction, date, by)
        with self._records.writing() as transaction:
            if _stamp(transaction) != stamp:  # something was entered meanwhile
                seen = self._seen(transaction, date, by)
            signed = seen.day if seen.day.is_closed else self._signed(transaction, seen)
            if keep is not None:
                notes = evolve(self._post, person=seen.signer).notes()
                keep(evolve(signed, head=ledger.append_many(transaction, rows(notes, [signed]))))
        return signed.sign_offs[-1]

    def _expect_may_end(self, date: dt.date) -> None:
        if self._post.clock.is_pretend:
            raise BadInput("The clock here is pretended, for looking only: no day is signed off with it.")
        if date > self._calendar.local(self._post.clock.real()).date():
            raise BadInput(
                f"{day_name(date)} {date.year} is still to come; it is signed off when it is over."
            )

    def _seen(self, transaction: Transaction, date: dt.date, by: str) -> _Seen:
        signer = people.member(transaction, by)
        dose_policy.expect_closer(signer, self._post.settings)
        day = self._day(transaction, date)
        return _Seen(signer, day, self._matters(day))

    def _signed(self, transaction: Transaction, seen: _Seen) -> DoseDay:
        day, found, signer = seen.day, seen.matters, seen.signer
        if found.blocking:
            raise DayNotClosed(_why(day.date, len(found.blocking)), found.blocking)
        left = [*map(str, found.left), *map(str, day.unread)]
        made = closings.add(transaction, self._entry(signer), day.date, signer.name, left)
        return evolve(day, sign_offs=(*day.sign_offs, made), head=made.head)

    def _entry(self, signer: Person) -> Entry:
        post = self._post
        other = {} if signer.id == post.person.id else {"entered by": post.person.id}
        return Entry(Event.DOSES_CLOSED, signer.id, post.station, post.clock.real(), detail=other)

    def _day(self, transaction: Transaction, date: dt.date) -> DoseDay:
        return read_days(transaction, self._calendar, date, date, self._post.clock.now())[0]

    def _matters(self, day: DoseDay) -> OpenMatters:
        return matters(day, self._calendar)


def _stamp(transaction: Transaction) -> int:
    """What changes with every entry, plan, name and member of staff."""
    return ledger.newest(transaction, _CHANGES)


_CHANGES = (
    Event.DOSE, Event.DOSE_FOLLOW_UP, Event.DOSES_CLOSED, Event.IMPORT, Event.ROSTER, Event.STAFF,
)  # fmt: skip


def matters(day: DoseDay, calendar: Calendar) -> OpenMatters:
    """What is still to be done about a day's doses."""
    blocking = [_matter(each, what) for each in day.doses for what in _in_the_way(each, calendar)]
    left = [_matter(each, what) for each in day.doses for what in _left(each, day)]
    return OpenMatters(tuple(blocking), tuple(left))


def _in_the_way(each: StudentKept, calendar: Calendar) -> Iterator[str]:
    kept = each.kept
    if kept.is_open and kept.due is not None:
        is_over = kept.state in {DoseState.LATE, DoseState.MISSED}
        when = f"{'was' if is_over else 'is'} due at {clock_words(calendar.local(kept.due))}"
        blocked = f"; nothing may be given: {kept.blocked}; record withheld, with the reason"
        yield f"no outcome; it {when}{blocked if kept.blocked else ''}"
    elif kept.lacks_reason and (entry := kept.standing) is not None:
        yield f"{entry.outcome.word} without the reason; undo it, and record it with --reason"


def _left(each: StudentKept, day: DoseDay) -> Iterator[str]:
    entry = each.kept.standing
    if entry is None:
        return
    if parties := to_tell(entry, day.told.get(entry.confirmation, ())):
        yield f"{entry.outcome.word}; still to be told: {listed(parties)}"
    elif (needs := missing(entry)) and not each.kept.lacks_reason:
        yield f"{entry.outcome.word}; not said yet: {listed(needs)}"


def _matter(each: StudentKept, what: str) -> Matter:
    key = each.kept.key
    return Matter(each.student.id, each.student.name, key.order, period_words(each.kept.slot), what)


def _why(date: dt.date, count: int) -> str:
    doses = "1 dose is" if count == 1 else f"{count} doses are"
    return (
        f"{day_name(date)} cannot be signed off yet, {doses} open; record what became of each, and why: "
        "given (--late-entry), absent, no-show, refused, …"
    )
