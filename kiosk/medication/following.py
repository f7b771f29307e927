"""What giving a dose now does to the next one: it is said before the key is pressed, and refuses nothing."""

import datetime as dt
from collections.abc import Iterable, Iterator

from kiosk.medication.giving import longest_gap
from kiosk.medication.model import Dose, Ordered
from kiosk.medication.outcomes import Again
from kiosk.school.calendar import Calendar
from kiosk.school.words import clock, period_words


def next_too_soon(
    dose: Dose, now: dt.datetime, of_day: Iterable[Dose], of_student: Iterable[Ordered], calendar: Calendar
) -> str:
    """That the next scheduled dose of the drug today would come too soon after this one; nothing if not.

    `of_day` are all doses of the student that day, under whatever order.
    """
    gap = longest_gap(dose.ordered, of_student)
    again = now + gap
    near = [
        (due, closes, each.slot)
        for each in of_day
        if _is_other(each, dose)
        for due, closes in _waits(each)
        if closes > now and due < again
    ]
    if not near or not _is_open(dose):
        return ""
    due, closes, name = min(near)
    at, slot, minutes = clock(calendar.local(due)), period_words(name), int(gap / dt.timedelta(minutes=1))
    bell = "" if slot == at else f" ({slot})"
    over = ", when its time is over" if again >= closes else ""
    return (
        f"given now, the dose due at {at}{bell} comes too soon: {minutes} minutes lie between two doses; "
        f"that one may be given from {clock(calendar.local(again))} on{over}"
    )


def _is_other(each: Dose, dose: Dose) -> bool:
    is_same = (each.ordered.key, each.slot) == (dose.ordered.key, dose.slot)
    return each.ordered.drug == dose.ordered.drug and not is_same


def _is_open(dose: Dose) -> bool:
    return dose.standing is None or dose.standing.again is not Again.NO


def _waits(each: Dose) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """When it is due and when its time ends, if it is scheduled and may still be given."""
    if each.due is not None and each.closes is not None and _is_open(each) and not each.ordered.blocked:
        yield each.due, each.closes
