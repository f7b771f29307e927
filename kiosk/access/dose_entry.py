"""Making the entry of what became of a dose, or the correction of one; or saying why there is none."""

import datetime as dt
from collections.abc import Sequence

from attrs import evolve

from kiosk.access import dose_policy, dose_wanted, people
from kiosk.access.dose_model import DoseRefused, Wanted
from kiosk.access.dose_post import Post
from kiosk.access.dose_wanted import Case
from kiosk.faults import BadInput
from kiosk.medication.giving import No, Try, may_give, said, taken_before
from kiosk.medication.model import Dose, DoseEntry, Told, standing
from kiosk.medication.outcomes import Outcome
from kiosk.plans.model import Role
from kiosk.records import doses
from kiosk.records.store import Transaction
from kiosk.school.words import clock as clock_words
from kiosk.school.words import day_name

_CLOCKS_DIFFER = dt.timedelta(minutes=1)
"""By so much a clock may be put back; by more, and it or the one before was wrong."""
_UNDO = "undo-"
"""What stands before an entry's confirmation in that of its undo: an undo is made once, too."""


def made(transaction: Transaction, post: Post, wanted: Wanted) -> DoseEntry:
    """The entry of an outcome, as the records stand; a dose that may not be entered is a refusal."""
    case = dose_wanted.read(transaction, post, wanted)
    dose = dose_wanted.meant(case, post.calendar)
    dose_policy.expect_may_give(case.giver, dose.ordered, wanted.outcome, post.settings)
    attempt = _try(case)
    refusals = _refusals(transaction, post, case, dose, attempt)
    overridden = [_override(transaction, no, case).why for no in refusals]
    before = taken_before(dose, attempt)
    return DoseEntry(
        dose.ordered.key,
        dose.date,
        dose.slot,
        dose.next_attempt,
        wanted.outcome,
        case.at if before is None else _afterwards(case, before),
        case.now,
        post.calendar.school.timezone,
        case.giver.id,
        post.station,
        wanted.confirmation,
        _told(case, dose, overridden, before),
    )


def correction(transaction: Transaction, post: Post, confirmation: str, by: str, reason: str) -> DoseEntry:
    """The entry that takes another one back, if that one stands."""
    giver = dose_wanted.expect_giver(transaction, post, by)
    entry = expect_known(transaction, confirmation)
    mine = same_dose(doses.of_student(transaction, entry.key.student, entry.date), entry)
    last, stands = max(mine, key=lambda each: each.attempt), standing(mine)
    if entry.outcome is Outcome.UNDO:
        raise BadInput("This is an undo itself; enter the dose again instead.")
    if stands != entry:
        before = "a later entry stands: " if stands else ""
        raise DoseRefused(f"{before}{said(stands or last, post.calendar)}")
    now = post.clock.real()
    drug, dose, route = entry.told.drug, entry.told.dose, entry.told.route
    return evolve(
        entry,
        attempt=last.attempt + 1,
        outcome=Outcome.UNDO,
        at=now,
        recorded=now,
        who=giver.id,
        station=post.station,
        confirmation=undo_of(confirmation),
        told=Told(drug, dose, route, giver.name, reason, corrects=confirmation),
    )


def undo_of(confirmation: str) -> str:
    """The confirmation of an entry's undo."""
    return _UNDO + confirmation


def expect_known(transaction: Transaction, confirmation: str) -> DoseEntry:
    """The entry of a confirmation; that there is none is an error."""
    found = doses.of_confirmation(transaction, confirmation)
    if found is None:
        raise BadInput(f'no dose has the confirmation "{confirmation[:80]}"; see the answer that it got')
    return found


def same_dose(entries: Sequence[DoseEntry], entry: DoseEntry) -> list[DoseEntry]:
    """Those entries that are of the same dose."""
    mine = entry.key, entry.date, entry.slot
    return [each for each in entries if (each.key, each.date, each.slot) == mine]


def _try(case: Case) -> Try:
    return Try(
        case.wanted.outcome,
        case.at,
        is_late_entry=case.wanted.given_at is not None,
        reason=case.wanted.reason,
        decides=case.giver.role is Role.NURSE,
        is_of_taken=case.wanted.is_of_taken,
    )


def _refusals(transaction: Transaction, post: Post, case: Case, dose: Dose, attempt: Try) -> list[No]:
    no = may_give(dose, attempt, case.entries, case.orders, post.calendar)
    return [each for each in (_clock_refusal(transaction, post, case.now), no) if each]


def _clock_refusal(transaction: Transaction, post: Post, now: dt.datetime) -> No | None:
    """That this computer's clock lies behind an entry that is there: one of the two was wrong."""
    last = doses.newest(transaction)
    if last is None or now >= last - _CLOCKS_DIFFER:
        return None
    here, there = post.calendar.local(now), post.calendar.local(last)
    what = (
        f"the clock of this computer says {clock_words(here)} on {day_name(here.date())}, and a dose was "
        f"recorded at {clock_words(there)} on {day_name(there.date())}; set the clock right"
    )
    return No(what, can_be_overridden=True)


def _override(transaction: Transaction, no: No, case: Case) -> No:
    """A refusal that two people take on, with a reason; anything else is one."""
    second = case.wanted.override_by
    if second is None or not no.can_be_overridden:
        raise DoseRefused(no.why, can_be_overridden=no.can_be_overridden)
    if not case.wanted.reason.strip():
        raise BadInput("An override needs a reason (--reason), and a second person.")
    dose_policy.expect_second(case.giver, people.member(transaction, second))
    return no


def _afterwards(case: Case, before: DoseEntry) -> dt.datetime:
    """When it happened to a dose that had been taken: as it was said, or so long after the dose, or now."""
    minutes, at = case.wanted.minutes_after, case.at
    if minutes is not None and case.wanted.given_at is None:
        at = before.at + dt.timedelta(minutes=minutes)
    if not before.at <= at <= case.now:
        raise BadInput("What happened to a dose lies between the dose and now; see the time, or the minutes.")
    return at


def _told(case: Case, dose: Dose, overridden: Sequence[str], before: DoseEntry | None) -> Told:
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
