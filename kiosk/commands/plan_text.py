"""A plan, and the history of plans, as a person's text."""

import datetime as dt
from collections.abc import Iterator

from kiosk.commands.agenda_text import protocol_lines
from kiosk.commands.output import table, wrapped
from kiosk.plans.model import Accommodation, Goal, Terms, Version, covers
from kiosk.plans.wording import goal_words, order_words, when_words
from kiosk.school.words import long_date

_INDENT = 14


def plan_lines(version: Version, date: dt.date) -> Iterator[str]:
    """One version of a plan, whole."""
    plan = version.plan
    yield f"{plan.kind.label}, version {version.number}"
    yield f"From {long_date(plan.terms.begins)} to {long_date(plan.terms.ends)}{_standing(plan.terms, date)}"
    yield from _terms(plan.terms)
    if plan.amendment:
        change = plan.amendment
        yield from wrapped(f"Changed from {long_date(change.effective)} by {change.by}: {change.reason}", 0)
    for item in plan.accommodations:
        yield ""
        yield from _item(item)
    for goal in plan.goals:
        yield ""
        yield from _goal(goal)


def history_lines(versions: tuple[Version, ...]) -> list[str]:
    """A line for each version, the newest plan first, then the reasons for the changes."""
    if not versions:
        return ["No plan yet."]
    ordered = sorted(versions, key=lambda each: (each.plan.terms.begins, each.number), reverse=True)
    rows = [
        (each.plan.kind.label, f"version {each.number}", f"from {long_date(each.plan.effective)}", _why(each))
        for each in ordered
    ]
    return table(rows)


def _why(version: Version) -> str:
    terms, change = version.plan.terms, version.plan.amendment
    if change is None:
        return f"begun; to {long_date(terms.ends)}"
    reason = " ".join(change.reason.split())
    return f"{change.by}: {reason}" if reason else "changed"


def _standing(terms: Terms, date: dt.date) -> str:
    if covers(terms, date):
        return ""
    return ": not yet begun" if date < terms.begins else ": ended"


def _terms(terms: Terms) -> Iterator[str]:
    if terms.review_by:
        yield f"Review by {long_date(terms.review_by)}"
    if terms.reevaluate_by:
        yield f"Reevaluate by {long_date(terms.reevaluate_by)}"
    if terms.case_manager:
        yield f"Case manager: {terms.case_manager}"
    if terms.team:
        yield from wrapped("Team: " + ", ".join(f"{each.name} ({each.role})" for each in terms.team), 0)


def _item(item: Accommodation) -> Iterator[str]:
    yield from wrapped(item.text, _INDENT, f"  {item.kind.sign} {item.kind.word}")
    yield from wrapped(when_words(item), _INDENT)
    yield from protocol_lines(item, _INDENT)
    if item.order:
        yield from wrapped(f"Order: {order_words(item.order)}", _INDENT)
    if item.begins or item.ends:
        first = f"from {long_date(item.begins)} " if item.begins else ""
        last = f"to {long_date(item.ends)}" if item.ends else ""
        yield from wrapped(f"Only {first}{last}".rstrip() + ".", _INDENT)


def _goal(goal: Goal) -> Iterator[str]:
    yield from wrapped(goal.text, _INDENT, "  > Goal")
    yield from wrapped(goal_words(goal), _INDENT)
