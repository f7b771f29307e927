"""Entering what became of a dose: once, by whoever may give it, whatever races and whatever breaks."""

import datetime as dt
import re
from collections.abc import Callable, Sequence

from attrs import evolve, field, frozen

from kiosk.access import dose_policy, people
from kiosk.access.dose_model import Answer, DoseRefused, Wanted
from kiosk.access.model import FOLDER_READER, Person, in_force_of
from kiosk.access.round import for_nurse
from kiosk.clock import Clock
from kiosk.faults import BadInput, KioskError
from kiosk.medication.choosing import choose, choose_taken, orders_meant
from kiosk.medication.due import as_needed, at_home, due
from kiosk.medication.giving import No, Try, looks_back, may_give, said, taken_before
from kiosk.medication.incidents import missing
from kiosk.medication.model import Dose, DoseEntry, Ordered, Told, standing
from kiosk.medication.orders import orders
from kiosk.medication.outcomes import AFTERWARDS, Outcome, Party
from kiosk.plans.model import Plan, Role
from kiosk.records import doses, roster, versions
from kiosk.records.doses import Taken
from kiosk.records.store import Records, Transaction
from kiosk.school.calendar import Calendar
from kiosk.school.words import clock as clock_words
from kiosk.school.words import day_name

_CONFIRMATION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")
_CLOCKS_DIFFER = dt.timedelta(minutes=1)
"""By so much a clock may be put back; by more, and it or the one before was wrong."""
_UNDO = "undo-"
"""What stands before an entry's confirmation in that of its undo: an undo is made once, too."""


@frozen
class _Case:
    """One outcome on its way in, with what the records held when it was looked at."""

    wanted: Wanted
    giver: Person
    now: dt.datetime
    at: dt.datetime
    date: dt.date
    plans: Sequence[Plan] = field(repr=False)
    orders: Sequence[Ordered] = field(repr=False)
    entries: Sequence[DoseEntry] = field(repr=False)


class Dosing:
    """Entering doses at one station, as whoever is signed in, or as whoever may read the school folder."""

    def __init__(
        self, records: Records, calendar: Calendar, person: Person, *, clock: Clock, station: str
    ) -> None:
        self.person, self.station = person, station
        self._records, self._calendar, self._clock = records, calendar, clock
        self._settings = calendar.school.medication

    def record(self, wanted: Wanted) -> Answer:
        """Enter an outcome: once, whatever races; the same confirmation gets its first answer again."""
        _expect_sound(wanted)

        def is_same(entry: DoseEntry) -> bool:
            order = wanted.meant.order in {None, entry.key.order}
            said_then = (entry.key.student, entry.outcome, entry.who)
            return order and said_then == (wanted.student, wanted.outcome, wanted.by)

        return self._once(wanted.confirmation, is_same, lambda transaction: self._entry(transaction, wanted))

    def undo(self, confirmation: str, by: str, reason: str) -> Answer:
        """Take an entry back: a correction beside it, with a reason; what stood before it stands again."""
        if not reason.strip():
            raise BadInput("An undo needs a reason (--reason): it stands beside the entry for ever.")

        def is_same(entry: DoseEntry) -> bool:
            return (entry.who, entry.told.reason) == (by, reason)

        def make(transaction: Transaction) -> DoseEntry:
            return self._correction(transaction, confirmation, by, reason)

        return self._once(_UNDO + confirmation, is_same, make)

    def tell(self, confirmation: str, party: Party, by: str) -> None:
        """Note that somebody was told of an incident."""
        self._expect_real_clock()
        with self._records.writing() as transaction:
            giver = self._giver(transaction, by)
            entry = _known(transaction, confirmation)
            now = self._clock.real()
            doses.tell(transaction, entry, party, who=giver.id, station=self.station, now=now)

    def _once(
        self,
        confirmation: str,
        is_same: Callable[[DoseEntry], bool],
        make: Callable[[Transaction], DoseEntry],
    ) -> Answer:
        """Add the entry that is made, unless its confirmation is there already.

        It is made before the lock is taken, so that no station waits for it, and anew behind the lock where
        the student got another entry meanwhile. Once it was sent, an error says nothing of whether it is
        stored: its confirmation does.
        """
        self._expect_real_clock()
        is_sent = False
        with self._records.reading() as transaction:
            if known := doses.of_confirmation(transaction, confirmation):
                return _again(known, is_same)
            made = make(transaction)
            last = doses.last(transaction, made.key.student)
        try:
            with self._records.writing() as transaction:
                if doses.last(transaction, made.key.student) != last:
                    if known := doses.of_confirmation(transaction, confirmation):
                        return _again(known, is_same)
                    made = make(transaction)
                is_sent = True
                made = doses.add(transaction, made, entered_by=self.person.id)
        except Taken:
            return self._lost(made, is_same)
        except KioskError:
            if not is_sent or not (known := self._stored(confirmation)):
                raise
            return Answer(known, missing(known))
        return Answer(made, missing(made))

    def _expect_real_clock(self) -> None:
        if self._clock.is_pretend:
            raise BadInput("The clock here is pretended, for looking only: no dose is recorded with it.")

    def _stored(self, confirmation: str) -> DoseEntry | None:
        """The entry of a confirmation whose answer was lost."""
        try:
            with self._records.reading() as transaction:
                return doses.of_confirmation(transaction, confirmation)
        except KioskError:
            what = (
                "It is not known whether this dose was recorded: the records cannot be read. Do not give it "
                f"again; ask with the same confirmation once they can: {confirmation}"
            )
            raise BadInput(what) from None

    def _lost(self, sent: DoseEntry, is_same: Callable[[DoseEntry], bool]) -> Answer:
        """What to say to whoever came second, however late that was found out."""
        with self._records.reading() as transaction:
            if known := doses.of_confirmation(transaction, sent.confirmation):
                return _again(known, is_same)
            found = doses.of_student(transaction, sent.key.student, sent.date)
        mine = [
            each for each in found if (each.key, each.date, each.slot) == (sent.key, sent.date, sent.slot)
        ]
        last = standing(mine)
        if last is None:
            raise DoseRefused("somebody else undid this dose in the same moment; look again")
        raise DoseRefused(said(last, self._calendar))

    def _entry(self, transaction: Transaction, wanted: Wanted) -> DoseEntry:
        case = self._case(transaction, wanted)
        dose = self._meant(case)
        dose_policy.expect_may_give(case.giver, dose.ordered, wanted.outcome, self._settings)
        attempt = _try(case)
        overridden = [
            self._override(transaction, no, case).why
            for no in self._refusals(transaction, case, dose, attempt)
        ]
        before = taken_before(dose, attempt)
        at = case.at if before is None else _afterwards(case, before)
        return DoseEntry(
            dose.ordered.key,
            dose.date,
            dose.slot,
            dose.next_attempt,
            wanted.outcome,
            at,
            case.now,
            self._calendar.school.timezone,
            case.giver.id,
            self.station,
            wanted.confirmation,
            _told(case, dose, overridden, before),
        )

    def _refusals(self, transaction: Transaction, case: _Case, dose: Dose, attempt: Try) -> list[No]:
        no = may_give(dose, attempt, case.entries, case.orders, self._calendar)
        return [each for each in (self._clock_refusal(transaction, case.now), no) if each]

    def _correction(self, transaction: Transaction, confirmation: str, by: str, reason: str) -> DoseEntry:
        giver = self._giver(transaction, by)
        entry = _known(transaction, confirmation)
        found = doses.of_student(transaction, entry.key.student, entry.date)
        mine = [
            each for each in found if (each.key, each.date, each.slot) == (entry.key, entry.date, entry.slot)
        ]
        last, stands = max(mine, key=lambda each: each.attempt), standing(mine)
        if entry.outcome is Outcome.UNDO:
            raise BadInput("This is an undo itself; enter the dose again instead.")
        if stands != entry:
            before = "a later entry stands: " if stands else ""
            raise DoseRefused(f"{before}{said(stands or last, self._calendar)}")
        now = self._clock.real()
        drug, dose, route = entry.told.drug, entry.told.dose, entry.told.route
        told = Told(drug, dose, route, giver.name, reason, corrects=confirmation)
        return evolve(
            entry,
            attempt=last.attempt + 1,
            outcome=Outcome.UNDO,
            at=now,
            recorded=now,
            who=giver.id,
            station=self.station,
            confirmation=_UNDO + confirmation,
            told=told,
        )

    def _case(self, transaction: Transaction, wanted: Wanted) -> _Case:
        """All that is to be known."""
        giver = self._giver(transaction, wanted.by)
        roster.expect_known(transaction, [wanted.student])
        now = self._clock.real()
        at = wanted.given_at or now
        if at > now:
            raise BadInput("A dose cannot have been given later than now; see the time, and this clock.")
        date = self._calendar.local(at).date()
        history = versions.of_student(transaction, wanted.student)
        plans = [for_nurse(each) for each in in_force_of(history.versions, history.unread, date)]
        mine = orders(plans, date, self._calendar.school.year)
        entries = doses.of_student(transaction, wanted.student, looks_back(date))
        return _Case(wanted, giver, now, at, date, plans, mine, entries)

    def _giver(self, transaction: Transaction, staff_id: str) -> Person:
        """Who gives: herself, unless whoever may read the school folder enters it for her."""
        giver = people.member(transaction, staff_id)
        if self.person != FOLDER_READER and self.person.id != giver.id:
            raise DoseRefused(f"{self.person.name} is signed in here, and enters what she does herself")
        dose_policy.expect_giver(giver, self._settings)
        return giver

    def _meant(self, case: _Case) -> Dose:
        """The dose that is meant; that there is none then is a refusal."""
        named = orders_meant(case.orders, case.wanted.meant)
        keys, calendar = {each.key for each in named}, self._calendar
        scheduled = due(case.plans, case.date, calendar, case.entries, case.now)
        found = [*scheduled, *as_needed(case.plans, case.date, calendar, case.entries)]
        mine = [each for each in found if each.ordered.key in keys]
        if self._is_beside(case, named, mine):
            return at_home(named[0], case.at, calendar, case.entries)
        if case.wanted.is_of_taken and case.wanted.outcome in AFTERWARDS:
            dose = choose_taken(mine, case.wanted.meant, case.at)
        else:
            dose = choose(mine, case.wanted.meant, case.at)
        if dose is None:
            day = calendar.day(case.date)
            why = "has none of its times" if day.is_school else "has no school"
            raise DoseRefused(f"no dose is due then: {day_name(case.date)} {why}")
        return dose

    def _is_beside(self, case: _Case, named: Sequence[Ordered], mine: Sequence[Dose]) -> bool:
        """Whether this was at home, at a time that is no dose's of the school day."""
        if case.wanted.outcome is not Outcome.HOME or case.wanted.given_at is None:
            return False
        is_one = len(named) == 1 and not named[0].order.prn and case.wanted.meant.slot is None
        return is_one and not any(each.holds(case.at) for each in mine)

    def _clock_refusal(self, transaction: Transaction, now: dt.datetime) -> No | None:
        """That this computer's clock lies behind an entry that is there: one of the two was wrong."""
        last = doses.newest(transaction)
        if last is None or now >= last - _CLOCKS_DIFFER:
            return None
        here, there = self._calendar.local(now), self._calendar.local(last)
        what = (
            f"the clock of this computer says {clock_words(here)} on {day_name(here.date())}, and a dose was "
            f"recorded at {clock_words(there)} on {day_name(there.date())}; set the clock right"
        )
        return No(what, can_be_overridden=True)

    def _override(self, transaction: Transaction, no: No, case: _Case) -> No:
        """A refusal that two people take on, with a reason; anything else is one."""
        second = case.wanted.override_by
        if second is None or not no.can_be_overridden:
            raise DoseRefused(no.why, can_be_overridden=no.can_be_overridden)
        if not case.wanted.reason.strip():
            raise BadInput("An override needs a reason (--reason), and a second person.")
        dose_policy.expect_second(case.giver, people.member(transaction, second))
        return no


def _try(case: _Case) -> Try:
    return Try(
        case.wanted.outcome,
        case.at,
        is_late_entry=case.wanted.given_at is not None,
        reason=case.wanted.reason,
        decides=case.giver.role is Role.NURSE,
        is_of_taken=case.wanted.is_of_taken,
    )


def _afterwards(case: _Case, before: DoseEntry) -> dt.datetime:
    """When it happened to a dose that had been taken: as it was said, or so long after the dose, or now."""
    minutes, at = case.wanted.minutes_after, case.at
    if minutes is not None and case.wanted.given_at is None:
        at = before.at + dt.timedelta(minutes=minutes)
    if not before.at <= at <= case.now:
        raise BadInput("What happened to a dose lies between the dose and now; see the time, or the minutes.")
    return at


def _told(case: _Case, dose: Dose, overridden: Sequence[str], before: DoseEntry | None) -> Told:
    wanted, order = case.wanted, dose.ordered.order
    minutes = wanted.minutes_after
    if before is not None and minutes is None and wanted.given_at is not None:
        minutes = int((wanted.given_at - before.at) / dt.timedelta(minutes=1))
    return Told(
        drug=order.drug,
        dose=order.dose,
        route=order.route,
        name=case.giver.name,
        reason=wanted.reason.strip(),
        minutes_after=minutes,
        parties=wanted.parties,
        is_late_entry=wanted.given_at is not None,
        override_by=(wanted.override_by or "") if overridden else "",
        overridden="; ".join(overridden),
        follows="" if before is None else before.confirmation,
    )


def _expect_sound(wanted: Wanted) -> None:
    if not _CONFIRMATION.fullmatch(wanted.confirmation):
        raise BadInput("A confirmation is letters, digits and dashes, at most 64, such as a UUID.")
    if wanted.outcome is Outcome.UNDO:
        raise BadInput("An undo names the entry that it takes back.")
    if wanted.given_at is not None and not wanted.reason.strip():
        raise BadInput("A late entry needs a reason (--reason): why it was not entered at once.")


def _known(transaction: Transaction, confirmation: str) -> DoseEntry:
    found = doses.of_confirmation(transaction, confirmation)
    if found is None:
        raise BadInput(f'no dose has the confirmation "{confirmation[:80]}"; see the answer that it got')
    return found


def _again(known: DoseEntry, is_same: Callable[[DoseEntry], bool]) -> Answer:
    """The first answer again, if it is to the same question."""
    if is_same(known):
        return Answer(known, missing(known))
    if known.outcome is Outcome.UNDO:
        raise DoseRefused(f"undone already by {known.told.name}")
    raise BadInput("This confirmation is another entry's; each entry has one of its own.")
