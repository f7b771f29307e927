"""The orders of the plans in force on a date, and what blocks one."""

import datetime as dt
from collections.abc import Iterable, Iterator

from kiosk.medication.model import Ordered, OrderKey
from kiosk.plans.model import Accommodation, Order, Plan
from kiosk.plans.rules import order_ends
from kiosk.school.model import SchoolYear
from kiosk.school.words import long_date

_AHEAD = dt.timedelta(days=90)
"""An order for a school year is written at most so long before it; an older one is of the year before."""


def orders(plans: Iterable[Plan], date: dt.date, year: SchoolYear) -> tuple[Ordered, ...]:
    """The orders that have begun, of plans in force on the date; a blocked one says why."""
    return tuple(found for plan in plans for found in _of_plan(plan, date, year))


def _of_plan(plan: Plan, date: dt.date, year: SchoolYear) -> Iterator[Ordered]:
    for item in plan.accommodations:
        if item.order is not None and _has_begun(item, item.order, plan, date):
            key = OrderKey(plan.student.id, plan.kind, plan.terms.begins, item.id)
            yield Ordered(key, item, item.order, _blocked(item, item.order, plan, date, year))


def _has_begun(item: Accommodation, order: Order, plan: Plan, date: dt.date) -> bool:
    begins = [plan.terms.begins, item.begins or plan.terms.begins, order.begins or plan.terms.begins]
    return max(begins) <= date <= min(plan.terms.ends, item.ends or plan.terms.ends)


def _blocked(item: Accommodation, order: Order, plan: Plan, date: dt.date, year: SchoolYear) -> str:
    """Why nothing may be given under this order, and what to do; nothing where it may."""
    renew = "the prescriber and the family renew it, and it is written into the plan"
    ends = order_ends(item, order, plan)
    if date > ends:
        return f"the order ended on {long_date(ends)}; {renew}"
    if date > year.ends:
        return f"the school year ended on {long_date(year.ends)}, and every order with it; {renew}"
    if order.begins and order.begins < year.begins - _AHEAD:
        return f"the order is of {long_date(order.begins)}, before this school year; {renew}"
    if not order.prescriber.strip():
        return "the order names no prescriber; write who ordered it into the plan"
    return ""
