"""Orders and entries that the tests of medication share."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from attrs import evolve

from kiosk.medication.due import due
from kiosk.medication.model import Dose, DoseEntry, Ordered, OrderKey, Told
from kiosk.medication.orders import orders
from kiosk.medication.outcomes import Outcome
from kiosk.plans.model import Accommodation, Kind, Order, Plan, PlanKind, StudentEntry, Terms, When
from kiosk.school.calendar import Calendar
from kiosk.school.model import School
from tests.made_school import clock_time, maple

MONDAY, WEDNESDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 25)
BEGINS, ENDS = dt.date(2026, 8, 31), dt.date(2027, 6, 11)
CALENDAR = Calendar(maple())


def order(**other: Any) -> Order:
    """An order of methylphenidate, as Blake has it."""
    usual = Order("methylphenidate", "10 mg", "oral", "Dr. A. Reyes", "+1 503 555 0100", min_gap=180)
    return evolve(usual, **other)


def item(name: str = "lunch-medication", when: When = When(period="lunch"), **other: Any) -> Accommodation:  # noqa: B008
    """An accommodation with an order; what `Order` knows goes to the order."""
    mine = {
        key: other.pop(key) for key in list(other) if key in {each.name for each in Order.__attrs_attrs__}
    }
    return Accommodation(name, Kind.MEDICATION, "Goes to the nurse.", when=when, order=order(**mine), **other)


def prn(name: str = "inhaler", **other: Any) -> Accommodation:
    """An order that is used when it is needed."""
    usual = {"drug": "albuterol", "dose": "2 puffs", "prn": True, "use_for": "wheeze", "min_gap": None}
    return item(name, When(), **{**usual, **other})


def plan(*items: Accommodation, kind: PlanKind = PlanKind.SECTION_504, student: str = "10042") -> Plan:
    """A plan of these accommodations."""
    return Plan(StudentEntry(student), Terms(kind, BEGINS, ENDS), items)


def at(said: str, calendar: Calendar = CALENDAR) -> dt.datetime:
    """The instant of `11:58` on a Monday, or of `2026-11-25T11:58`, on the school's clock."""
    return clock_time(calendar, said if "T" in said else f"{MONDAY}T{said}")


def doses(
    *plans: Plan, now: str, entries: Iterable[DoseEntry] = (), school: School | None = None
) -> tuple[Dose, ...]:
    """The doses of the day of `now`."""
    calendar = CALENDAR if school is None else Calendar(school)
    instant = at(now, calendar)
    return due(plans, calendar.local(instant).date(), calendar, entries, instant)


def ordered(*plans: Plan, date: dt.date = MONDAY) -> tuple[Ordered, ...]:
    """The orders of these plans."""
    return orders(plans, date, CALENDAR.school.year)


def entry(
    said: str,
    outcome: Outcome = Outcome.GIVEN,
    *,
    name: str = "lunch-medication",
    slot: str = "lunch",
    attempt: int = 1,
    drug: str = "methylphenidate",
    kind: PlanKind = PlanKind.SECTION_504,
    student: str = "10042",
) -> DoseEntry:
    """An entry that the nurse made at a time."""
    instant = at(said)
    key = OrderKey(student, kind, BEGINS, name)
    return DoseEntry(
        key, CALENDAR.local(instant).date(), slot, attempt, outcome, instant, instant,
        CALENDAR.school.timezone, "chu", "office", f"{said} {slot} {attempt}", Told(drug=drug, name="A. Chu"),
    )  # fmt: skip
