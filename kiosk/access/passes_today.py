"""Today's day passes: which there are, who made them, and ending one before its time."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from attrs import evolve, frozen

from kiosk.access import hours
from kiosk.access.actors import Actors
from kiosk.access.notes import Notes
from kiosk.faults import BadInput, Refused
from kiosk.records import ledger, passes, witness
from kiosk.records.events import Event
from kiosk.records.passes import DayPass
from kiosk.records.store import Records, Transaction
from kiosk.school.calendar import Moment
from kiosk.school.words import clock

SHORTEST = 4
"""So much of an id at least is shown, or taken for it."""


class State(StrEnum):
    """What a pass is good for at a moment."""

    OPEN = "open"
    LATER = "later"
    """It opens before a period that is still to come."""
    OVER = "over"
    ENDED = "ended"
    """The office ended it."""


@frozen
class PassToday:
    """A pass of today: the least of its id that names it, its state, and who made it, as far as is known."""

    day_pass: DayPass
    short_id: str
    state: State
    made_by: str | None


def today(records: Records, moment: Moment) -> Sequence[PassToday]:
    """The passes of a moment's day, in the order in which they were made."""
    with records.reading() as transaction:
        found = passes.of_day(transaction, moment.date)
        makers = _makers(transaction, moment)
    short = _short(found)
    return [PassToday(each, each.id[:short], _state(each, moment), makers.get(each.id)) for each in found]


def end(records: Records, typed: str, moment: Moment, notes: Notes) -> DayPass:
    """End the pass of today whose id begins so, at once; whoever is in by it is out at her next question."""
    with records.writing() as transaction:
        found = _meant(passes.of_day(transaction, moment.date), typed)
        _expect_alive(found, moment)
        passes.revoke(transaction, [found.id], moment.instant)
        detail = {"pass": found.id, "rows": witness.of_passes(transaction, [found.id])}
        ledger.append(transaction, notes.entry(Event.DAYCODE_ENDED, None, detail))
    return evolve(found, revoked=moment.instant)


def _makers(transaction: Transaction, moment: Moment) -> dict[str, str]:
    """Who made each pass, by name."""
    name = Actors(transaction).name
    begun = moment.calendar.instant(moment.date, dt.time())
    rows = list(ledger.entries(transaction, event=Event.DAYCODE, since=begun))
    return {each.detail["pass"]: name(each.actor) for each in rows if "pass" in each.detail}


def _short(found: Sequence[DayPass]) -> int:
    """How much of an id tells these passes apart."""
    ids = [each.id for each in found]
    longest = max(map(len, ids), default=SHORTEST)
    return next(
        (size for size in range(SHORTEST, longest) if len({each[:size] for each in ids}) == len(ids)), longest
    )


def _state(held: DayPass, moment: Moment) -> State:
    if held.revoked is not None:
        return State.ENDED
    spans = hours.spans(held, moment.calendar)
    if any(each.holds(moment.instant) for each in spans):
        return State.OPEN
    return State.LATER if any(moment.instant < each.begins for each in spans) else State.OVER


def _meant(found: Sequence[DayPass], typed: str) -> DayPass:
    begin = typed.strip().lower()
    meant = [each for each in found if each.id.startswith(begin)] if len(begin) >= SHORTEST else []
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise BadInput(f'{len(meant)} day passes of today begin with "{begin}". Type more of the id.')
    raise BadInput(f'No day pass of today is called "{typed[:40]}". Ask for them with kiosk daycode --list.')


def _expect_alive(held: DayPass, moment: Moment) -> None:
    if held.revoked is not None:
        at = clock(moment.calendar.local(held.revoked))
        raise Refused(f"That day pass was ended at {at} already. It opens nothing.")
    if _state(held, moment) is State.OVER:
        until = clock(moment.calendar.local(held.until))
        raise Refused(f"That day pass was over at {until} by itself. It opens nothing.")
