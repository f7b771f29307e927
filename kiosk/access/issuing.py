"""Making a day pass: for which rooms, until when; in the ledger with whoever made it."""

import datetime as dt
from collections.abc import Callable, Sequence

from attrs import field, frozen

from kiosk.access.notes import Notes
from kiosk.faults import BadInput, Fault, did_you_mean
from kiosk.records import ledger, passes, roster, witness
from kiosk.records.events import Event
from kiosk.records.passes import DayPass
from kiosk.records.store import Records, Transaction
from kiosk.school.calendar import Moment
from kiosk.school.words import clock, day_name, periods_words


@frozen
class Wanted:
    """The pass that is asked for; no `periods` means the whole day, no `until` the last bell."""

    rooms: tuple[str, ...]
    periods: tuple[str, ...] | None = None
    until: dt.time | None = None


@frozen
class Issued:
    """A new pass and its code, which is told now and never again."""

    day_pass: DayPass
    code: str = field(repr=False)


def issue(records: Records, wanted: Wanted, moment: Moment, notes: Notes, code: str | None = None) -> Issued:
    """Make the pass that is asked for, at a moment of the real clock, perhaps with a code that all know."""
    issued = draft(records, wanted, moment, code)
    keep(records, issued, notes)
    return issued


def draft(records: Records, wanted: Wanted, moment: Moment, code: str | None = None) -> Issued:
    """The pass that is asked for; it opens nothing until it is kept."""
    until = _until(wanted, moment)
    with records.reading() as transaction:
        _expect_rooms(transaction, wanted.rooms)
    made = DayPass(passes.new_id(), moment.date, wanted.rooms, wanted.periods, moment.instant, until)
    return Issued(made, code or passes.new_code())


def keep(records: Records, issued: Issued, notes: Notes, put: Callable[[], None] | None = None) -> None:
    """Make a pass valid; and `put` its card in its place, or neither of both."""
    made = issued.day_pass
    with records.writing() as transaction:
        passes.keep(transaction, made, issued.code)
        detail = {
            "pass": made.id,
            "rooms": made.rooms,
            "periods": made.periods,
            "until": made.until,
            "rows": witness.of_passes(transaction, [made.id]),
        }
        ledger.append(transaction, notes.entry(Event.DAYCODE, None, detail))
        if put is not None:
            put()


def _expect_rooms(transaction: Transaction, rooms: Sequence[str]) -> None:
    known = sorted({each.homeroom for each in roster.everyone(transaction)} - {""})
    if unknown := [each for each in rooms if each not in known]:
        raise BadInput.of(
            Fault(f'no student is in room "{each}"{did_you_mean(each, known)}') for each in unknown
        )


def _until(wanted: Wanted, moment: Moment) -> dt.datetime:
    """When the pass is dead: at the last bell, the end of its last period, or the time that was said."""
    said = _said(wanted.until, moment) if wanted.until else None
    if wanted.periods is None:
        return said or _last_bell(moment)
    ends = _end_of(wanted.periods, moment)
    return min(said, ends) if said else ends


def _said(time: dt.time, moment: Moment) -> dt.datetime:
    until = moment.calendar.instant(moment.date, time)
    if until <= moment.instant:
        raise BadInput(f"It is {clock(moment.local)}: a pass until {clock(time)} would be over already.")
    return until


def _last_bell(moment: Moment) -> dt.datetime:
    """The end of today's school day, if it is still to come."""
    span = moment.day.span
    if span is None:
        raise BadInput(f"{_no_school(moment)} Say until when the pass is good: --until 15:00.")
    if span.ends <= moment.instant:
        rang = clock(moment.calendar.local(span.ends))
        what = f"The last bell rang at {rang} today. Say until when the pass is good, such as --until 18:00."
        raise BadInput(what)
    return span.ends


def _end_of(names: Sequence[str], moment: Moment) -> dt.datetime:
    """The end of the last of these periods of today, if it is still to come."""
    today = {each.name: each.span.ends for each in moment.day.periods}
    if not today:
        raise BadInput(f"{_no_school(moment)} Leave --periods out, and say --until 15:00.")
    if unknown := [each for each in names if each not in today]:
        there = f"; today there are {periods_words(list(today))}"
        raise BadInput.of(
            Fault(f'no period is called "{each}" today{did_you_mean(each, today) or there}')
            for each in unknown
        )
    ends = max(today[each] for each in names)
    if ends <= moment.instant:
        ended = clock(moment.calendar.local(ends))
        raise BadInput(
            f"{_capital(periods_words(names))} ended at {ended} today; the pass would be over already."
        )
    return ends


def _no_school(moment: Moment) -> str:
    return f"There is no school today, {day_name(moment.date)}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
