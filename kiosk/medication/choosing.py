"""Which dose somebody means who names a student and perhaps an order."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from attrs import frozen

from kiosk.faults import BadInput, did_you_mean
from kiosk.medication.model import Dose, Ordered, OrderKey
from kiosk.school.words import listed


@frozen
class Meant:
    """What was said of a dose beside its student: the order, the plan's kind where two have it, the slot."""

    order: str | None = None
    kind: str | None = None
    slot: str | None = None


def orders_meant(orders: Sequence[Ordered], meant: Meant) -> tuple[Ordered, ...]:
    """The orders that could be meant; that there is none is an error.

    A PRN order is meant where it is named, or where the student has no other.
    """
    named = [each for each in orders if meant.order in {None, each.key.order}]
    found = tuple(each for each in named if meant.kind in {None, each.key.kind.value})
    if found:
        scheduled = tuple(each for each in found if not each.order.prn)
        return found if meant.order is not None else scheduled or found
    known = list(dict.fromkeys(each.key.order for each in orders))
    if not known:
        raise BadInput("No medication order is in force for this student on that date; see the plan.")
    if meant.order is None or named:
        raise BadInput(f"No such order is in a plan of the kind {meant.kind}; leave --kind out.")
    there = did_you_mean(meant.order, known) or f"; there is {listed(known)}"
    raise BadInput(f'no medication order in force is called "{meant.order}"{there}')


def nearest(doses: Sequence[Dose], at: dt.datetime) -> Dose:
    """Of an order's doses the one whose window holds the instant, else the last one due, else the next.

    Whether it was given already makes no difference: a second try never slips on to the next dose.
    """
    open_now = [each for each in doses if each.holds(at)]
    if open_now:
        return min(reversed(open_now), key=lambda each: abs((each.due or at) - at))
    past = [each for each in doses if each.due is not None and each.due <= at]
    return past[-1] if past else doses[0]


def choose(doses: Sequence[Dose], meant: Meant, at: dt.datetime) -> Dose | None:
    """The dose that is meant at an instant, of those of a date; none where no order has one then.

    Where two orders could be meant, it is an error that names them: nobody gives the wrong one by default.
    """
    if meant.slot is not None:
        doses = _of_slot(doses, meant.slot)
    by_order: defaultdict[OrderKey, list[Dose]] = defaultdict(list)
    for dose in doses:
        by_order[dose.ordered.key].append(dose)
    found = [nearest(each, at) for each in by_order.values()]
    open_now = [each for each in found if each.holds(at) and each.due is not None]
    candidates = open_now or [each for each in found if each.due is not None] or found
    if len(candidates) > 1:
        raise BadInput(_which(candidates))
    return candidates[0] if candidates else None


def choose_taken(doses: Sequence[Dose], meant: Meant, at: dt.datetime) -> Dose | None:
    """The same for what happened to a dose afterwards: one that was taken, where one was.

    Where that and the dose of this hour are two, it is an error that names both.
    """
    dose = choose(doses, meant, at)
    taken = [each for each in doses if each.standing is not None and each.standing.is_taken]
    if dose is None or dose in taken or meant.slot is not None or not taken:
        return dose
    slots = list(dict.fromkeys(each.slot for each in (*taken, dose)))
    raise BadInput(f"Which dose? Say --slot {listed(slots, last='or')}.")


def _of_slot(doses: Sequence[Dose], slot: str) -> list[Dose]:
    found = [each for each in doses if each.slot == slot]
    if not found:
        known = list(dict.fromkeys(each.slot for each in doses))
        there = did_you_mean(slot, known) or (f"; there is {listed(known)}" if known else "")
        raise BadInput(f'no dose of that date is called "{slot}"{there}')
    return found


def _which(doses: Sequence[Dose]) -> str:
    ids = list(dict.fromkeys(each.ordered.key.order for each in doses))
    if len(ids) < len(doses):
        kinds = listed(sorted({each.ordered.key.kind.value for each in doses}), last="or")
        return f"Two plans have the order {ids[0]}: say which with --kind {kinds}."
    return f"Which order? Say --order {listed(ids, last='or')}."
