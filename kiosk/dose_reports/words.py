"""The record of doses in words: one wording for paper, terminal and table."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import frozen

from kiosk.access.closing import matters
from kiosk.access.dose_days import DoseDay, StudentKept
from kiosk.medication.giving import said
from kiosk.medication.incidents import to_tell
from kiosk.medication.kept import Kept, Timing
from kiosk.medication.model import DoseEntry, DoseState
from kiosk.records.closings import SignOff
from kiosk.records.ledger import Head
from kiosk.school.calendar import Calendar
from kiosk.school.model import Weekday
from kiosk.school.words import clock, day_name, listed, long_date, period_words

_HEAD_DIGITS, _GROUP = 32, 4
_UNDATED = {Timing.EARLY: "before its time", Timing.LATE: "after its time"}


@frozen
class Group:
    """Doses that stand together on the sheet: those of one bell, or as needed, or at home."""

    heading: str
    about: str
    doses: tuple[StudentKept, ...]


def groups(day: DoseDay, calendar: Calendar) -> tuple[Group, ...]:
    """A day's doses in order of time, those of one bell together."""
    found = groupby(day.doses, key=lambda each: _heading(each.kept, calendar))
    return tuple(Group(*heading, tuple(mine)) for heading, mine in found)


def _heading(kept: Kept, calendar: Calendar) -> tuple[str, str]:
    if kept.is_home:
        return "AT HOME", ""
    if kept.is_as_needed:
        return "AS NEEDED", ""
    due = clock(calendar.local(kept.due)) if kept.due else ""
    slot = slot_words(kept)
    return (f"DUE AT {due}", "") if slot == due else (slot.upper(), f"due at {due}" if due else "")


def slot_words(kept: Kept) -> str:
    """`lunch`, `period 4`, `09:30`, `as needed, dose 2`, `at home`."""
    if kept.is_home:
        return "at home"
    return f"as needed, dose {kept.slot}" if kept.is_as_needed else period_words(kept.slot)


def state_word(kept: Kept) -> str:
    """What stands, in a word or two: `given`, `no-show`, `no outcome`, `not due yet`."""
    if kept.standing is not None:
        return kept.standing.outcome.value.replace("-", " ")
    if kept.state is DoseState.LATER:
        return "not due yet"
    if kept.state is DoseState.DUE and kept.due is not None:
        return "due now"
    return "no outcome" if kept.due is not None else "undone"


def dose_words(kept: Kept) -> str:
    """`methylphenidate 10 mg, oral (lunch-medication, 504)`; no drug for whoever does not read it."""
    order = f"{kept.key.order}, {kept.key.kind.value}"
    return f"{kept.drug_words} ({order})" if kept.drug_words else order


def entry_words(entry: DoseEntry, day: DoseDay, calendar: Calendar) -> str:
    """`given at 12:05 by A. Chu; entered at 15:00; reason: The kiosk was off.`"""
    return "; ".join([said(entry, calendar), *notes(entry, day, calendar)])


def notes(entry: DoseEntry, day: DoseDay, calendar: Calendar) -> Iterator[str]:
    """What an entry says beside who, what and when."""
    told, recorded = entry.told, calendar.local(entry.recorded)
    if told.is_late_entry:
        on = "" if recorded.date() == entry.date else f" on {day_name(recorded.date())}"
        yield f"entered late, at {clock(recorded)}{on}"
    if day.is_after_sign_off(entry):
        yield "entered after the sign-off"
    if told.minutes_after is not None:
        yield f"{told.minutes_after} minutes after the dose"
    if told.parties:
        yield f"told: {listed(told.parties)}"
    if told.override_by:
        yield ", although ".join(filter(None, (f"with {told.override_by}", told.overridden)))
    if told.reason:
        yield f"reason: {told.reason}"


def timing_words(kept: Kept) -> str:
    """`after its time`, for a dose that was given outside its window."""
    return _UNDATED[kept.timing] if kept.timing else ""


def follow_up_words(entry: DoseEntry, day: DoseDay) -> str:
    """Who was told of an incident, and who is still to be."""
    since = day.told.get(entry.confirmation, frozenset())
    told = sorted({*entry.told.parties, *since})
    left = to_tell(entry, since)
    parts = [f"told: {listed(told)}" if told else "nobody is told yet"]
    return "; ".join([*parts, f"still to be told: {listed(left)}"] if left else parts)


def open_words(day: DoseDay, calendar: Calendar) -> Sequence[str]:
    """What stands in the way of the sign-off."""
    return [str(each) for each in matters(day, calendar).blocking]


def status_words(day: DoseDay, calendar: Calendar) -> str:
    """Whether and by whom the day was signed off."""
    if not day.sign_offs:
        return "Not signed off yet."
    lines = " ".join(f"Signed off by {_signed(each, calendar)}." for each in day.sign_offs)
    return f"{lines} CHANGED AFTER SIGN-OFF: close again." if day.has_changed else lines


def _signed(sign_off: SignOff, calendar: Calendar) -> str:
    at = calendar.local(sign_off.at)
    return f"{sign_off.name} ({sign_off.by}) on {long_date(at.date())} at {clock(at)}"


def head_of(day: DoseDay) -> Head:
    """The head to write down: that of the sign-off, or, where the day is open, the ledger's."""
    return day.sign_offs[-1].head if day.is_closed else day.head


def head_words(head: Head) -> str:
    """The first digits of a head in groups that can be read out and typed: `kiosk verify --head "…"`."""
    digits = str(head)[:_HEAD_DIGITS]
    return " ".join(digits[each : each + _GROUP] for each in range(0, len(digits), _GROUP))


def day_words(day: DoseDay, calendar: Calendar) -> str:
    """`Monday 23 November 2026 · regular`, or that there is no school."""
    return f"{day_name(day.date)} {day.date.year} · {_bell(day, calendar)}"


def weekday_words(day: DoseDay, calendar: Calendar) -> str:
    """`Monday · regular`."""
    return f"{Weekday.of(day.date).title()} · {_bell(day, calendar)}"


def _bell(day: DoseDay, calendar: Calendar) -> str:
    return calendar.day(day.date).bell or "no school"
