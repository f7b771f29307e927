"""Plan files: read, and checked for every rule of the format."""

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from kiosk.faults import BadInput, did_you_mean
from kiosk.files import parse_toml, read_bytes
from kiosk.plans.model import Plan
from kiosk.plans.rules import broken_rules, order_ends
from kiosk.school.model import School
from kiosk.school.words import long_date
from kiosk.structure import Finding, faults, structure


@frozen
class PlanFile:
    """A plan file: its name, its bytes as they were written, and the plan that they say."""

    name: str
    written: bytes
    plan: Plan
    notes: tuple[str, ...] = ()


def read_plan(path: Path, school: School) -> PlanFile:
    """The plan that a file holds; every fault of the file at once otherwise."""
    return parse_plan(read_bytes(path), path.name, school)


def parse_plan(data: bytes, name: str, school: School) -> PlanFile:
    """The plan that these bytes say, at this school; `name` names the file in faults."""
    raw = parse_toml(data, name)
    reading = structure(raw, Plan)
    rules = [*broken_rules(reading.value), *_orders_in_year(reading.value, school)]
    if findings := reading.with_rules(rules):
        raise BadInput.of(faults(findings, raw, name))
    notes = faults(_unknown_periods(reading.value, school), raw, name)
    return PlanFile(name, data, reading.value, tuple(str(each) for each in notes))


def _orders_in_year(plan: Plan, school: School) -> Iterator[Finding]:
    last = school.year.ends
    for index, item in enumerate(plan.accommodations):
        if item.order and order_ends(item, item.order, plan) > last:
            what = f"an order never outlives the school year; write a date up to {long_date(last)}"
            place = ("accommodation", index, "order", "ends")
            yield Finding(place, what, about=(("plan", "ends"), ("accommodation", index, "ends")))


def _unknown_periods(plan: Plan, school: School) -> Iterator[Finding]:
    known = {period.name for bell in school.bells for period in bell.periods}
    for index, item in enumerate(plan.accommodations):
        for name in item.when.named_periods:
            if name not in known:
                what = f'note: no bell of this school has a period "{name}"{did_you_mean(name, known)}'
                yield Finding(("accommodation", index, "when"), what)
