"""What the dose screen says, as plain values. Pure."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from kiosk.access.dose_case import DoseCase
from kiosk.faults import BadInput
from kiosk.medication.giving import said
from kiosk.medication.model import Dose, DoseEntry
from kiosk.medication.outcomes import AFTERWARDS, OUTCOMES, TAKEN, Again, Need, Outcome
from kiosk.plans.student import Student
from kiosk.school.calendar import Calendar, Moment
from kiosk.school.words import MONTHS, clock, day_name, listed, period_words

ASK = "Ask: “What is your name?” and “When is your birthday?” Never: “Are you …?”"
ASK_FIRST = "First ask name and birthday; space says that both match."
NO_BIRTHDATE = "not in the roster: ask for the room and the teacher's name instead"
BOTH_STAY = "Both entries stay; the dose is open again."
BOTH_STAY_GIVEN = "Both entries stay, and the dose was given, as before."
NOTHING_RECORDED = "Nothing was recorded."
OUTCOMES_ASKED = tuple(each for each in OUTCOMES if each is not Outcome.GIVEN)
"""What may have become of a dose that was not simply given, in the order of a paper log."""
HAPPENED = tuple(each for each in OUTCOMES if each in AFTERWARDS)
"""What may have happened to a dose after it was given."""
_TIME = re.compile(r"([01]?\d|2[0-3]):?([0-5]\d)")
_LONGEST, _LONG = 4, 90
_WORDS = {
    Outcome.HOME: "was given at home",
    Outcome.REFUSED: "refused it",
    Outcome.ABSENT: "is absent today",
    Outcome.NO_SHOW: "did not come",
    Outcome.FIELD_TRIP: "is on a field trip",
    Outcome.WITHHELD: "withheld: it was not safe to give",
    Outcome.NONE_AVAILABLE: "none available: no drug is left",
    Outcome.EARLY_DISMISSAL: "was dismissed early",
    Outcome.VOMITED: "vomited after it",
    Outcome.SPILLED: "it was spilled",
    Outcome.LOST: "it was lost",
    Outcome.WASTED: "it was wasted",
    Outcome.NOT_SWALLOWED: "was not swallowed",
}


@frozen
class Identifier:
    """One of the two things by which a child is known, and what it should be."""

    word: str
    should_be: str


def identifiers(student: Student) -> tuple[Identifier, Identifier]:
    """The name, whole where another is preferred, and the birthdate."""
    whole = f"{student.given_name} {student.family_name}"
    name = student.name if student.name == whole else f"{student.name} (in the roster {whole})"
    born = _date_words(student.birthdate) if student.birthdate else NO_BIRTHDATE
    return Identifier("name", name), Identifier("birthdate", born)


def _date_words(date: dt.date) -> str:
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def drug_words(dose: Dose) -> str:
    """`methylphenidate · 10 mg · by mouth`."""
    order = dose.ordered.order
    parts = (order.drug, order.dose, order.route, "CONTROLLED" if order.controlled else "")
    return " · ".join(filter(None, parts))


def about_lines(case: DoseCase, moment: Moment) -> Iterator[str]:
    """Its window, the last dose of the drug, and what the order and the plan say."""
    dose, order = case.dose, case.dose.ordered.order
    yield window_words(dose, moment)
    yield last_words(case, moment)
    if order.use_for:
        yield f"Given for: {order.use_for}."
    if order.prn and order.max_day:
        yield f"At most {order.max_day} a day."
    if dose.ordered.item.text:
        yield f"The plan: {dose.ordered.item.text}"
    if order.prescriber:
        yield " ".join(filter(None, (f"Prescribed by {order.prescriber}.", order.prescriber_phone)))


def window_words(dose: Dose, moment: Moment) -> str:
    """`Due at lunch, 12:00; may be given from 11:30 until 12:30.`"""
    if dose.due is None or dose.opens is None or dose.closes is None:
        return "As needed: it has no bell."
    due, opens, closes = (clock(moment.calendar.local(each)) for each in (dose.due, dose.opens, dose.closes))
    slot = period_words(dose.slot)
    at = due if slot == due else f"{due} ({slot})"
    return f"Due at {at}; on time from {opens} until {closes}."


def last_words(case: DoseCase, moment: Moment) -> str:
    """When the same drug was taken last, at school or at home."""
    if case.last is None:
        return "No earlier dose of this drug is on record this month."
    local = moment.calendar.local(case.last.at)
    day = "today" if local.date() == moment.date else day_name(local.date())
    at = f"{clock(local)} {'' if day == 'today' else 'on '}{day}"
    outcome = case.last.outcome
    return f"Last dose of this drug: {outcome.word} at {at}{outcome.by} {case.last.told.name}."


def history_lines(dose: Dose, calendar: Calendar) -> Sequence[str]:
    """Every entry of the dose, the first one first, each with what was said beside it."""
    return [f"{'; '.join((_capital(said(each, calendar)), *_beside(each)))}." for each in dose.entries]


def _beside(entry: DoseEntry) -> Iterator[str]:
    told = entry.told
    if told.minutes_after is not None:
        yield f"{minutes_words(told.minutes_after)} after it"
    if told.parties:
        yield f"told: {listed(told.parties)}"
    if told.reason:
        yield f"reason: {told.reason.rstrip('.')}"


def is_final(dose: Dose) -> bool:
    """Whether an outcome stands after which there is no other try."""
    return dose.standing is not None and dose.standing.again is Again.NO


def was_taken(dose: Dose) -> bool:
    """Whether it stands that the dose was taken, so that something may have happened to it afterwards."""
    return dose.standing is not None and dose.standing.outcome in TAKEN


def is_decided(dose: Dose) -> bool:
    """Whether another try is the nurse's decision, with a reason."""
    return dose.standing is not None and dose.standing.again is Again.DECIDED


def outcome_words(outcome: Outcome) -> str:
    """`refused it`, as it stands after the child's name, or by itself."""
    return _WORDS[outcome]


def needs_words(outcome: Outcome) -> str:
    """What an outcome asks for beside it, and that it is an incident."""
    words = {Need.REASON: "why", Need.MINUTES_AFTER: "minutes", Need.TOLD: "told whom"}
    needs = ", ".join(words[each] for each in outcome.rule.needs)
    return " · ".join(filter(None, (needs, "incident" if outcome.rule.is_incident else "")))


def done_words(name: str, entry: DoseEntry, calendar: Calendar) -> str:
    """`Blake Bennett: given at 11:58 by A. Chu.`"""
    return f"{name}: {said(entry, calendar)}."


def time_of(text: str, now: dt.time) -> dt.time | None:
    """The time `11:58` or `1158`, which is not still to come; nothing where nothing is said."""
    if not text:
        return None
    if (found := _TIME.fullmatch(text)) is None:
        raise BadInput(f'"{text[:40]}" is not a time such as 11:58.')
    at = dt.time(int(found[1]), int(found[2]))
    if at > now:
        raise BadInput(f"{at:%H:%M} is still to come; it is {now:%H:%M}.")
    return at


def minutes_of(text: str, most: int) -> int | None:
    """So many minutes after a dose, which was so many minutes ago; nothing where nothing is said."""
    if not text:
        return None
    if not text.isdecimal() or len(text) > _LONGEST:
        raise BadInput("Minutes are a number, such as 10.")
    if int(text) > most:
        raise BadInput(f"The dose was {minutes_words(most)} ago: no more minutes than that, please.")
    return int(text)


def minutes_words(minutes: int) -> str:
    """`1 minute`, `34 minutes`, `3 h 34 min`."""
    if minutes < _LONG:
        return f"{minutes} minute{'' if minutes == 1 else 's'}"
    return f"{minutes // 60} h {minutes % 60:02} min"


def late_words(dose: Dose, moment: Moment) -> str:
    """That the time of a dose that is still open is over, and since when; nothing where it is not."""
    if dose.closes is None or is_final(dose) or moment.instant < dose.closes:
        return ""
    ago = int((moment.instant - dose.closes) / dt.timedelta(minutes=1))
    return f"late: its time ended at {clock(moment.calendar.local(dose.closes))}, {minutes_words(ago)} ago"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
