"""A plan, and the history of plans, as a person's text."""

import datetime as dt
from collections.abc import Iterator

from kiosk.access.model import Opened
from kiosk.commands.agenda_text import protocol_lines
from kiosk.commands.output import table, wrapped
from kiosk.plans.model import Accommodation, Goal, Terms, Unread, Version, covers
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


def history_lines(found: Opened) -> list[str]:
    """A line for each version, the newest plan first, with why it changed or that it cannot be read."""
    rows = [*map(_version_row, found.versions), *map(_unread_row, found.unread)]
    if not rows:
        return ["No plan in force today." if found.only else "No plan yet."]
    return table(cells for _, cells in sorted(rows, reverse=True))


_Row = tuple[tuple[dt.date, int], tuple[str, str, str, str]]


def _version_row(version: Version) -> _Row:
    plan, number = version.plan, version.number
    cells = (plan.kind.label, f"version {number}", f"from {long_date(plan.effective)}", _why(version))
    return (plan.terms.begins, number), cells


def _unread_row(unread: Unread) -> _Row:
    since, why = f"from {long_date(unread.effective)}", "CANNOT BE READ; run kiosk verify"
    return (unread.begins, unread.number), (unread.kind.label, f"version {unread.number}", since, why)


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
