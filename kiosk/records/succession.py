"""Which version of which plan a file becomes: a new plan, or the next version of one that is in force."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from kiosk.faults import Fault
from kiosk.plans.model import Plan
from kiosk.records.versions import Outline
from kiosk.school.words import long_date


@frozen
class Succession:
    """The number that a file's plan gets, and what a reader of the import should know."""

    number: int
    notes: tuple[str, ...] = ()


def succeed(plan: Plan, kept: Iterable[Outline], file: str) -> Succession | list[Fault]:
    """The number of this plan among the versions that its student has, or why it has no place there."""
    plans = _by_begin([each for each in kept if each.kind is plan.kind])
    if plan.amendment is None:
        overlap = list(_overlaps(plan, plans, file))
        return overlap or Succession(1)
    amended = _amended(plan, plans)
    if amended is None:
        return [_nothing_to_amend(plan, file)]
    begins = amended[0].begins
    if begins != plan.terms.begins:
        what = f"the plan in force on that date begins on {long_date(begins)}; an amendment keeps that date"
        return [Fault(what, file=file, path="plan, begins")]
    others = {each: versions for each, versions in plans.items() if each != begins}
    overlap = list(_overlaps(plan, others, file))
    return overlap or Succession(amended[-1].number + 1, tuple(_outdone(plan, amended, file)))


def _by_begin(kept: Sequence[Outline]) -> Mapping[dt.date, Sequence[Outline]]:
    begins = sorted({each.begins for each in kept})
    return {
        day: sorted((each for each in kept if each.begins == day), key=lambda each: each.number)
        for day in begins
    }


def _amended(plan: Plan, plans: Mapping[dt.date, Sequence[Outline]]) -> Sequence[Outline] | None:
    """All versions of the plan that is in force on the date from which this one is to hold."""
    for versions in plans.values():
        by_then = [each for each in versions if each.effective <= plan.effective]
        if by_then and by_then[-1].begins <= plan.effective <= by_then[-1].ends:
            return versions
    return None


def _nothing_to_amend(plan: Plan, file: str) -> Fault:
    what = (
        f"{plan.student.id} has no {plan.kind.label} in force on {long_date(plan.effective)}; "
        "correct the date, import the plan itself first, or leave out [amendment] if this is a new plan"
    )
    return Fault(what, file=file, path="amendment, effective")


def _overlaps(plan: Plan, plans: Mapping[dt.date, Sequence[Outline]], file: str) -> Iterator[Fault]:
    for versions in plans.values():
        newest = versions[-1]
        if newest.begins <= plan.terms.ends and plan.terms.begins <= newest.ends:
            yield Fault(_overlap(plan, newest), file=file, path="plan")


def _overlap(plan: Plan, newest: Outline) -> str:
    dates = f"from {long_date(newest.begins)} to {long_date(newest.ends)}"
    what = f"{plan.student.id} has another {plan.kind.label} {dates}, and two may not overlap"
    if plan.amendment is None:
        return f"{what}; to change that plan, write [amendment] with effective, by and reason"
    return f"{what}; end this plan before that one begins"


def _outdone(plan: Plan, versions: Sequence[Outline], file: str) -> Iterator[str]:
    for each in versions:
        if each.effective > plan.effective:
            since = long_date(each.effective)
            what = f"note: version {each.number}, which was to hold from {since}, gives way to this one"
            yield str(Fault(what, file=file, path="amendment, effective"))
