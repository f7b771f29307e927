"""Which of a student's plans, and which version of it, a command is about."""

import datetime as dt

from kiosk.access.model import Opened
from kiosk.faults import BadInput
from kiosk.plans.model import PlanKind, Version, in_force, newest


def chosen(found: Opened, date: dt.date, kind: str | None, number: int | None) -> tuple[Version, ...]:
    """The versions asked for: those in force on the date, else the newest; or one by its number."""
    of_kind = tuple(each for each in found.versions if kind is None or each.plan.kind == kind)
    if not of_kind:
        what = PlanKind(kind).label if kind else "plan"
        raise BadInput(f"{found.student.name} has no {what}.")
    versions = in_force(of_kind, date) or newest(of_kind)
    return versions if number is None else (_numbered(_only(versions, found), of_kind, number),)


def one(found: Opened, date: dt.date, kind: str | None, number: int | None) -> Version:
    """The one version asked for; where two plans apply, the kind is needed."""
    return _only(chosen(found, date, kind, number), found)


def _only(versions: tuple[Version, ...], found: Opened) -> Version:
    if len(versions) > 1:
        kinds = " and ".join(each.plan.kind.label for each in versions)
        options = " or ".join(f"--kind {each.plan.kind}" for each in versions)
        raise BadInput(f"{found.student.name} has two plans in force: {kinds}. Add {options}.")
    return versions[0]


def _numbered(of: Version, versions: tuple[Version, ...], number: int) -> Version:
    same = [each for each in versions if each.plan.kind is of.plan.kind and _begins(each) == _begins(of)]
    for each in same:
        if each.number == number:
            return each
    there = "there is only version 1" if len(same) == 1 else f"there are versions 1 to {len(same)}"
    raise BadInput(f"There is no version {number} of this {of.plan.kind.label}; {there}.")


def _begins(version: Version) -> dt.date:
    return version.plan.terms.begins
