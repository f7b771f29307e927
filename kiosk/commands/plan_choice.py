"""Which of a student's plans, and which version of it, a command is about."""

import datetime as dt

from kiosk.access.model import Opened
from kiosk.faults import BadInput, NotAllowed
from kiosk.plans.model import PlanKind, Version, in_force, newest


def chosen(found: Opened, date: dt.date, kind: str | None, number: int | None) -> tuple[Version, ...]:
    """The versions asked for: those in force on the date, else the newest; or one by its number."""
    if found.only not in {None, date}:
        raise NotAllowed(_only_today(found))
    of_kind = tuple(each for each in found.versions if kind is None or each.plan.kind == kind)
    if not of_kind:
        _expect_readable(found, kind)
        what = PlanKind(kind).label if kind else "plan"
        raise BadInput(f"{found.student.name} has no {what}{' in force today' if found.only else ''}.")
    if number is not None:
        now = in_force(of_kind, date) or newest(of_kind)
        return (_numbered(_only(now, found), found, number),)
    return found.in_force_on(date, kind) or newest(of_kind)


def one(found: Opened, date: dt.date, kind: str | None, number: int | None) -> Version:
    """The one version asked for; where two plans apply, the kind is needed."""
    return _only(chosen(found, date, kind, number), found)


def _expect_readable(found: Opened, kind: str | None) -> None:
    """A plan that cannot be opened is never called no plan."""
    for each in found.unread:
        if kind in {None, each.kind}:
            raise BadInput(each.why)


def _only(versions: tuple[Version, ...], found: Opened) -> Version:
    if len(versions) > 1:
        kinds = " and ".join(each.plan.kind.label for each in versions)
        options = " or ".join(f"--kind {each.plan.kind}" for each in versions)
        raise BadInput(f"{found.student.name} has two plans in force: {kinds}. Add {options}.")
    return versions[0]


def _numbered(of: Version, found: Opened, number: int) -> Version:
    plan = (of.plan.kind, of.plan.terms.begins)
    same = [each for each in found.versions if (each.plan.kind, each.plan.terms.begins) == plan]
    for each in same:
        if each.number == number:
            return each
    if found.only:
        raise NotAllowed(_only_today(found))
    for unread in found.unread:
        if (unread.kind, unread.begins, unread.number) == (*plan, number):
            raise BadInput(unread.why)
    there = "there is only version 1" if len(same) == 1 else f"there are versions 1 to {same[-1].number}"
    raise BadInput(f"There is no version {number} of this {of.plan.kind.label}; {there}.")


def _only_today(found: Opened) -> str:
    return f"Of {found.student.name}, you may see the plans in force today, and no other version."
