"""Signing in at a kiosk with a PIN or a day pass, and whether whoever did so may still be there.

A wrong try is reserved before it is checked, and a refusal does not tell whether the id or the PIN was wrong.
Under a pretended clock nothing of this stands in the ledger; wrong tries are counted by the real one.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from attrs import field, frozen

from kiosk.access import hours, people
from kiosk.access.model import Person
from kiosk.clock import Clock
from kiosk.faults import NotAllowed
from kiosk.plans.model import Role
from kiosk.records import ledger, passes, pins, staff, waits
from kiosk.records.events import Event
from kiosk.records.ledger import Detail, Entry
from kiosk.records.passes import DayPass
from kiosk.records.staff import StaffMember
from kiosk.records.store import Records, Transaction
from kiosk.records.waits import Patience
from kiosk.school.calendar import Calendar

WRONG = "That staff ID and PIN do not go together. Try again, or ask the office."
UNKNOWN_CODE = "No day pass has this code. Type it again, or ask the office."
CHANGED = "Your entry on the staff list was changed. Sign in again, or ask the office."
ON_CARDS = "PASS "
"""What the code on the card of a pass says before the pass's own: a space is the same on all keyboards."""
_PASSES = "day passes"


class SignedOut(NotAllowed):
    """Whoever signed in may not be here any more."""


class NoPass(NotAllowed):
    """What was typed opens nothing as a day pass; it may be a staff id."""


class End(StrEnum):
    """Why somebody is not signed in any more, as the ledger calls it."""

    LOCKED = "locked or handed over"
    IDLE = "nobody touched the kiosk"
    OVER = "the day pass ended"
    CHANGED = "the staff list or the pass was changed"
    CLOSED = "the kiosk was closed"
    BESIDE = "stood beside a dose as the second person"


@frozen
class Signed:
    """Who is signed in: a member of staff until she locks, or a day pass until it ends."""

    person: Person
    held_by: StaffMember | DayPass
    until: dt.datetime | None = None
    """When a pass shuts, perhaps to open again for a later period."""
    by_pin: bytes = field(default=b"", repr=False)
    """A digest of what is kept of the PIN that she typed: with another PIN she is somebody else."""
    is_looking: bool = False
    """Whether this is what she would see, for whoever may read the school folder: she is not here herself."""


def pass_code(text: str) -> str | None:
    """The code in what was typed, or scanned off the card of a pass; None where it has no such form."""
    return passes.read_code(text.strip().removeprefix(ON_CARDS).removeprefix(ON_CARDS.lower()))


def is_scanned_pass(text: str) -> bool:
    """Whether this was scanned off the card of a pass."""
    return text.strip().upper().startswith(ON_CARDS) and pass_code(text) is not None


class SigningIn:
    """Who may sign in at one kiosk of a school. Each of these may block."""

    def __init__(self, records: Records, calendar: Calendar, *, clock: Clock, station: str) -> None:
        self._records, self._calendar = records, calendar
        self._clock, self._station = clock, station

    def with_pin(self, staff_id: str, pin: str) -> Signed:
        """The member of staff of this id and PIN."""
        typed = staff_id.strip()
        if not (staff.could_be_id(typed) and pins.could_be(pin)):
            raise NotAllowed(WRONG)
        with self._records.writing() as transaction:
            member = _member(transaction, typed)
            who = member.id if member else typed.casefold()
            left = self._reserve(transaction, who, _patience(member))
        if left is not None:  # refused once the transaction has ended: what it counted stays
            raise NotAllowed(_too_many("with this ID", left))
        with self._records.reading() as transaction:
            kept = staff.kept_pin(transaction, member.id) if member else None
        if not pins.is_right(pin, kept, self._records.vault) or member is None:
            self._note(Event.SIGN_IN_REFUSED, "", {"staff": member.id if member else None})
            raise NotAllowed(WRONG)
        names = (who, _PASSES) if passes.read_code(typed) else (who,)  # it was tried as a pass before
        signed = Signed(people.of_member(member), member, by_pin=self._digest(kept))
        return self._enter(signed, *names)

    def with_pass(self, code: str) -> Signed:
        """Whoever holds the day pass of this code."""
        typed = passes.read_code(code)
        if typed is None:
            raise NoPass(UNKNOWN_CODE)
        with self._records.writing() as transaction:
            left = self._reserve(transaction, _PASSES, waits.WITH_A_PASS)
            held = passes.of_code(transaction, typed)
        if left is not None:
            raise NoPass(_too_many("with a day pass", left))
        if held is None:
            self._note(Event.SIGN_IN_REFUSED, "", {"pass": None})
            raise NoPass(UNKNOWN_CODE)
        if why := self._why_dead(held):
            self._note(Event.SIGN_IN_REFUSED, "", {"pass": held.id})
            raise NotAllowed(why)
        until = hours.open_until(held, self._calendar, self._clock.now())
        return self._enter(Signed(people.of_pass(held, self._calendar), held, until), _PASSES)

    def leave(self, signed: Signed, end: End) -> None:
        """Note that somebody is not signed in any more."""
        if not signed.is_looking:
            self._note(Event.SIGN_OUT, signed.person.id, {"end": end})

    def records_for(self, signed: Signed) -> Records:
        """The records as this person reads them: with each reading it is asked whether she may be here."""

        def expect(transaction: Transaction) -> None:
            self._expect(transaction, signed)

        records = self._records
        return _Watched(records.engine, records.school, records.vault, records.path, expect)

    def expect(self, signed: Signed) -> None:
        """Refuse a person who may not be here any more."""
        with self._records.reading() as transaction:
            self._expect(transaction, signed)

    def can_anybody(self) -> bool:
        """Whether there is anybody with a PIN."""
        with self._records.reading() as transaction:
            return bool(staff.with_pin(transaction))

    def _expect(self, transaction: Transaction, signed: Signed) -> None:
        held = signed.held_by
        if isinstance(held, DayPass):
            now = passes.get(transaction, held.id)
            if why := self._why_dead(now) if now else UNKNOWN_CODE:
                raise SignedOut(why)
        elif staff.get(transaction, held.id) != held or not self._is_by_this_pin(transaction, signed):
            raise SignedOut(CHANGED)

    def _is_by_this_pin(self, transaction: Transaction, signed: Signed) -> bool:
        now = staff.kept_pin(transaction, signed.person.id)
        return signed.is_looking or self._digest(now) == signed.by_pin

    def _digest(self, kept: str | None) -> bytes:
        """What is remembered of what is kept of a PIN, in memory alone."""
        return self._records.vault.tag(kept.encode(), "signed in") if kept else b""

    def _reserve(self, transaction: Transaction, who: str, patience: Patience) -> dt.timedelta | None:
        return waits.reserve(transaction, self._station, who, patience, self._clock.real())

    def _enter(self, signed: Signed, *names: str) -> Signed:
        """She was right: nothing is held against these names any more, and her coming is noted."""
        with self._records.writing() as transaction:
            self._expect(transaction, signed)
            for each in names:
                waits.forgive(transaction, self._station, each)
            if not self._clock.is_pretend:
                ledger.append(transaction, self._entry(Event.SIGN_IN, signed.person.id, {}))
        return signed

    def _note(self, event: Event, actor: str, detail: Detail) -> None:
        if not self._clock.is_pretend:
            with self._records.writing() as transaction:
                ledger.append(transaction, self._entry(event, actor, detail))

    def _entry(self, event: Event, actor: str, detail: Detail) -> Entry:
        return Entry(event, actor, self._station, self._clock.real(), detail=detail)

    def _why_dead(self, held: DayPass) -> str:
        """Why a pass does not hold now, by the clock that the kiosk shows; nothing where it does."""
        return hours.why_shut(held, self._calendar, self._clock.now())


@frozen
class _Watched(Records):
    """Records of which each reading first expects something."""

    _expect: Callable[[Transaction], None]

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        with Records.reading(self) as transaction:
            self._expect(transaction)
            yield transaction


def _member(transaction: Transaction, typed: str) -> StaffMember | None:
    """The member of staff of an id as it was typed, in capitals perhaps."""
    return staff.get(transaction, typed) or staff.get(transaction, typed.lower())


def _patience(member: StaffMember | None) -> Patience:
    is_nurse = member is not None and member.role is Role.NURSE
    return waits.OF_A_NURSE if is_nurse else waits.WITH_A_PIN


def _too_many(how: str, left: dt.timedelta) -> str:
    return f"Too many wrong tries {how} here. Try again in {_wait_words(left)}."


def _wait_words(left: dt.timedelta) -> str:
    """`30 seconds`, `2 minutes`: never less than what is left."""
    seconds = max(1, -(-left // dt.timedelta(seconds=1)))
    if seconds <= 90:
        return f"{seconds} second{'s' if seconds != 1 else ''}"
    return f"{-(-seconds // 60)} minutes"
