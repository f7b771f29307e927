"""Whether an entry of a dose may be made: nothing, or a sentence that says why not."""

import datetime as dt
from collections.abc import Iterable, Sequence

from attrs import frozen

from kiosk.medication.model import Dose, DoseEntry, Ordered, taken_of_each
from kiosk.medication.outcomes import AFTERWARDS, TAKEN, Again, Outcome
from kiosk.school.calendar import Calendar
from kiosk.school.words import clock, day_name, long_date


@frozen
class Try:
    """What somebody is about to enter: the outcome, when it was, and whether she says so afterwards.

    `decides` is whether she is a nurse, who alone decides on another try after a dose that was taken in part.
    `is_of_taken` is whether she knows of a dose that was recorded as taken, and says what happened to it.
    """

    outcome: Outcome
    at: dt.datetime
    is_late_entry: bool = False
    reason: str = ""
    decides: bool = False
    is_of_taken: bool = False

    @property
    def tells_afterwards(self) -> bool:
        """Whether this is what happened to a dose that was taken, if it was."""
        return self.is_of_taken and self.outcome in AFTERWARDS


@frozen
class No:
    """Why an entry is refused; some refusals two people may override, with a reason."""

    why: str
    can_be_overridden: bool = False


def may_give(
    dose: Dose,
    wanted: Try,
    entries: Iterable[DoseEntry],
    of_student: Iterable[Ordered],
    calendar: Calendar,
) -> No | None:
    """Whether the entry may be made, from all entries of the student and all her orders.

    Only `given` is held to window, gap and limits: any other outcome is a fact that has happened already.
    The entries reach back as far as `looks_back` says.
    """
    if no := _has_happened(dose, wanted, calendar):
        return no
    if wanted.outcome is not Outcome.GIVEN:
        return None
    if dose.ordered.blocked:
        return No(dose.ordered.blocked)
    same = _Same(dose, wanted.at, tuple(entries), tuple(of_student), calendar)
    found = [no for no in (same.most(), same.too_soon(), _out_of_time(dose, wanted, calendar)) if no]
    final = (each for each in found if not each.can_be_overridden)
    return next(final, found[0] if found else None)


def taken_before(dose: Dose, wanted: Try) -> DoseEntry | None:
    """The entry that the dose was taken, of which this says what happened afterwards; none otherwise."""
    last = dose.standing
    return last if last and wanted.tells_afterwards and last.outcome in TAKEN else None


def looks_back(date: dt.date) -> dt.date:
    """The first date of which the entries are needed: a month for its limit, a week before it for the gap."""
    return min(date.replace(day=1), date - _LONGEST_GAP)


_LONGEST_GAP = dt.timedelta(days=8)
"""A plan's longest gap is a week; a day more, whatever the clock did in it."""


def longest_gap(ordered: Ordered, of_student: Iterable[Ordered]) -> dt.timedelta:
    """The longest gap between two doses that an order of this drug asks for."""
    mine = (each for each in (*of_student, ordered) if each.drug == ordered.drug)
    return dt.timedelta(minutes=max(each.order.min_gap or 0 for each in mine))


def said(entry: DoseEntry, calendar: Calendar) -> str:
    """`given at 11:58 by A. Chu`; with its day, where that is not the dose's own."""
    local = calendar.local(entry.at)
    day = "" if local.date() == entry.date else f" on {day_name(local.date())}"
    return f"{entry.outcome.word} at {clock(local)}{day}{entry.outcome.by} {entry.told.name or entry.who}"


def _has_happened(dose: Dose, wanted: Try, calendar: Calendar) -> No | None:
    last = dose.standing
    if last is None or last.again is Again.YES or taken_before(dose, wanted):
        return None
    if last.again is Again.NO or (wanted.tells_afterwards and last.told.follows):
        return No(said(last, calendar))
    if wanted.decides and wanted.reason.strip():
        return None
    return No(f"{said(last, calendar)}; another try is the nurse's decision, with a reason")


def _out_of_time(dose: Dose, wanted: Try, calendar: Calendar) -> No | None:
    if dose.opens is None or dose.closes is None or dose.ends is None or dose.due is None:
        return None
    if wanted.at < dose.opens:
        due, opens = (clock(calendar.local(each)) for each in (dose.due, dose.opens))
        return No(f"too early: it is due at {due}, and may be given from {opens} on", can_be_overridden=True)
    if wanted.at >= max(dose.ends, dose.closes) and not wanted.is_late_entry:
        ends = clock(calendar.local(dose.ends))
        return No(f"too late: the last bell rang at {ends}; if it was given, say when, and why so late")
    return None


@frozen
class _Same:
    """A dose among all doses of the same drug, under whatever order, at school and at home."""

    dose: Dose
    at: dt.datetime
    entries: Sequence[DoseEntry]
    orders: Sequence[Ordered]
    calendar: Calendar

    def taken(self) -> list[DoseEntry]:
        """What was taken of the drug; earlier tries of this very dose do not count against it."""
        dose, drug = self.dose, self.dose.ordered.drug
        mine = dose.ordered.key, dose.date, dose.slot
        return [
            each
            for each in taken_of_each(self.entries)
            if each.drug == drug and (each.key, each.date, each.slot) != mine
        ]

    def gap(self) -> dt.timedelta:
        """The longest gap that an order of the drug asks for."""
        return longest_gap(self.dose.ordered, self.orders)

    def too_soon(self) -> No | None:
        """That the drug was taken too short a while before, or, for a late entry, after."""
        gap = self.gap()
        near = [each for each in self.taken() if abs(self.at - each.at) < gap]
        if not near:
            return None
        last = max(near, key=lambda each: each.at)
        again = last.at + gap
        minutes = int(gap / dt.timedelta(minutes=1))
        why = f"too soon: {said(last, self.calendar)}, and {minutes} minutes lie between two doses"
        later = f"; the next may be given from {self._when(again)} on" if again > self.at else ""
        return No(why + later, can_be_overridden=True)

    def most(self) -> No | None:
        """That a PRN order's most a day or a month is reached."""
        if not self.dose.ordered.order.prn:
            return None
        date, drug = self.calendar.local(self.at).date(), self.dose.ordered.drug
        dates = [self.calendar.local(each.at).date() for each in self.taken()]
        mine = [each.order for each in (*self.orders, self.dose.ordered) if each.drug == drug]
        day = min((each.max_day for each in mine if each.max_day), default=None)
        month = min((each.max_month for each in mine if each.max_month), default=None)
        today = sum(each == date for each in dates)
        this_month = sum((each.year, each.month) == (date.year, date.month) for each in dates)
        if day is not None and today >= day:
            return No(f"enough for {long_date(date)}: {today} of at most {day} were given that day")
        if month is not None and this_month >= month:
            return No(f"enough for this month: {this_month} of at most {month} were given in it")
        return None

    def _when(self, instant: dt.datetime) -> str:
        local = self.calendar.local(instant)
        is_today = local.date() == self.calendar.local(self.at).date()
        return clock(local) if is_today else f"{clock(local)} on {day_name(local.date())}"
