"""The rules of a plan file that its types do not say."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kiosk.plans.drug import drug_key
from kiosk.plans.model import Accommodation, Amendment, Goal, Order, Plan, PlanKind, StudentEntry, Terms, When
from kiosk.school.words import clock, long_date
from kiosk.structure import Finding, Path

_ID = re.compile(r"[^\s/\\\"'<>&?#%.-][^\s/\\\"'<>&?#%]{0,63}")
_LONGEST_LEAD = 600
_LIMITS = {
    "early": (0, 720), "late": (0, 720), "min_gap": (0, 10_080), "max_day": (1, 100), "max_month": (1, 1_000),
}  # fmt: skip
"""Least and most; half a day each way, a week between two doses."""
_MOST_TRIALS = 1_000


def broken_rules(plan: Plan) -> Iterator[Finding]:
    """Every rule that this plan breaks by itself, whatever the roster and the records hold."""
    yield from _student(plan.student)
    yield from _terms(plan)
    yield from _unique_ids("accommodation", plan.accommodations)
    yield from _unique_ids("goal", plan.goals)
    for index, accommodation in enumerate(plan.accommodations):
        yield from _accommodation(plan, accommodation, ("accommodation", index))
    for index, goal in enumerate(plan.goals):
        yield from _goal(plan, goal, ("goal", index))


def _student(student: StudentEntry) -> Iterator[Finding]:
    if not _ID.fullmatch(student.id):
        yield Finding(("student", "id"), "expected the school's student number, such as 10042")
    for key in ("given_name", "family_name", "grade"):
        value = getattr(student, key)
        if value is not None and not value.strip():
            yield Finding(("student", key), "is empty; write it, or leave the line out")
    if re.search(r"[/\\]|^\.", student.photo or ""):
        yield Finding(("student", "photo"), "expected the name of a file beside this one, without a folder")
    for index, contact in enumerate(student.contacts or ()):
        if not contact.name.strip():
            yield Finding(("student", "contact", index, "name"), "is empty; say whom to call")


def _terms(plan: Plan) -> Iterator[Finding]:
    terms = plan.terms
    if terms.ends < terms.begins:
        yield Finding(("plan", "ends"), "lies before the plan begins", about=(("plan", "begins"),))
    if plan.goals and terms.kind is not PlanKind.IEP:
        yield Finding(("goal",), "only an IEP has goals", about=(("plan", "kind"),))
    if plan.amendment:
        yield from _amendment(plan.amendment, terms)


def _amendment(amendment: Amendment, terms: Terms) -> Iterator[Finding]:
    if not terms.begins <= amendment.effective <= terms.ends:
        dates = (("plan", "begins"), ("plan", "ends"))
        yield Finding(("amendment", "effective"), "lies outside the dates of the plan", about=dates)
    for name, what in (("by", "who changed the plan"), ("reason", "why the plan was changed")):
        if not getattr(amendment, name).strip():
            yield Finding(("amendment", name), f"is empty; say {what}")


def _unique_ids(key: str, items: Sequence[Accommodation | Goal]) -> Iterator[Finding]:
    counted = Counter(item.id for item in items)
    for index, item in enumerate(items):
        if not item.id.strip():
            yield Finding((key, index, "id"), "is empty")
        elif counted[item.id] > 1:
            yield Finding((key, index, "id"), "is not unique in this plan; each has its own")


def _accommodation(plan: Plan, item: Accommodation, place: Path) -> Iterator[Finding]:
    yield from _when(item.when, (*place, "when"))
    yield from _lead_and_by(item, place)
    yield from _dates(plan, item, place)
    if not item.text.strip():
        yield Finding((*place, "text"), "is empty; say what to do")
    if item.card is not None and not item.card.strip():
        yield Finding((*place, "card"), "is empty; leave it out to keep this off the card")
    if item.audience == ():
        yield Finding((*place, "audience"), "names nobody; leave it out, or name a role")
    if item.order:
        yield from _order(item, item.order, place)


def _when(when: When, place: Path) -> Iterator[Finding]:
    window = when.begins is not None or when.ends is not None
    forms = {
        "period": when.period, "periods": when.periods, "begins": when.begins if window else None,
        "tag": when.tag, "eve_of": when.eve_of, "trigger": when.trigger,
    }  # fmt: skip
    said = [name for name, value in forms.items() if value is not None]
    if len(said) > 1:
        yield Finding(place, f"has at most one of {', '.join(forms)}; here are {' and '.join(said)}")
    if window and (when.begins is None or when.ends is None):
        both = ((*place, "begins"), (*place, "ends"))
        yield Finding(place, "a time window has both begins and ends", about=both)
    elif when.begins is not None and when.ends is not None and when.ends <= when.begins:
        yield Finding((*place, "ends"), f"is at or before {clock(when.begins)}", about=((*place, "begins"),))
    for name in ("periods", "weekdays"):
        if getattr(when, name) == ():
            yield Finding((*place, name), "is an empty list; name one, or leave it out")
    for index, period in enumerate(when.periods or ()):
        if not period.strip():
            yield Finding((*place, "periods", index), "is empty")
    for name in ("period", "tag", "eve_of", "trigger"):
        value = getattr(when, name)
        if value is not None and not value.strip():
            yield Finding((*place, name), "is empty")


def _lead_and_by(item: Accommodation, place: Path) -> Iterator[Finding]:
    when = (*place, "when")
    if not 0 <= item.lead <= _LONGEST_LEAD:
        yield Finding((*place, "lead"), f"expected 0 to {_LONGEST_LEAD} minutes, got {item.lead}")
    elif item.lead and not item.when.is_timed:
        yield Finding((*place, "lead"), "goes with a period or a time window only", about=(when,))
    if item.by is not None and item.when.eve_of is None:
        yield Finding((*place, "by"), "goes with when = { eve_of = … } only", about=(when,))


def _dates(plan: Plan, item: Accommodation, place: Path) -> Iterator[Finding]:
    terms, around = plan.terms, (("plan", "begins"), ("plan", "ends"))
    if item.begins and item.ends and item.ends < item.begins:
        yield Finding((*place, "ends"), "lies before its begins", about=((*place, "begins"),))
    for name, date in (("begins", item.begins), ("ends", item.ends)):
        if date and not terms.begins <= date <= terms.ends:
            what = f"{long_date(date)} lies outside the plan's dates; an accommodation can only narrow them"
            yield Finding((*place, name), what, about=around)


def _order(item: Accommodation, order: Order, place: Path) -> Iterator[Finding]:
    here: Path = (*place, "order")
    for name in ("drug", "dose", "route"):
        if not getattr(order, name).strip():
            yield Finding((*here, name), "is empty")
    if order.begins and order.ends and order.ends < order.begins:
        yield Finding((*here, "ends"), "lies before the order begins", about=((*here, "begins"),))
    for name, (least, most) in _LIMITS.items():
        value = getattr(order, name)
        if value is not None and not least <= value <= most:
            yield Finding((*here, name), f"expected {least} to {most}, got {value}")
    yield from _order_time(item, order, place)
    yield from _drug_in_text(item, order, place)


def _order_time(item: Accommodation, order: Order, place: Path) -> Iterator[Finding]:
    here, when, prn = (*place, "order"), (*place, "when"), (*place, "order", "prn")
    if not order.prn and not item.when.is_timed:
        what = "needs a time: when = { period = … }, a time window, or prn = true"
        yield Finding(here, what, about=(when, prn))
    if order.prn and item.when.is_timed:
        yield Finding(prn, "a PRN order has no time; leave out prn, or the period", about=(when,))
    for name in ("use_for", "max_day", "max_month"):
        if getattr(order, name) and not order.prn:
            yield Finding((*here, name), "goes with prn = true only", about=(prn,))
    if order.prn and not order.use_for.strip():
        yield Finding((*here, "use_for"), "a PRN order says what it is used for", about=(prn,))


def _drug_in_text(item: Accommodation, order: Order, place: Path) -> Iterator[Finding]:
    drug = drug_key(order.drug)
    for name in ("text", "card"):
        if drug.strip() and drug in drug_key(getattr(item, name) or ""):
            what = "names the drug, which is for the nurse's eyes only; say what to do instead"
            yield Finding((*place, name), what, about=((*place, "order", "drug"),))


def _goal(plan: Plan, goal: Goal, place: Path) -> Iterator[Finding]:
    if not goal.text.strip():
        yield Finding((*place, "text"), "is empty")
    if not 0 < goal.criterion <= 1:
        what = f"expected a share of trials above 0 and at most 1, such as 0.8, got {goal.criterion:g}"
        yield Finding((*place, "criterion"), what)
    if not 1 <= goal.consecutive <= _MOST_TRIALS:
        what = f"expected 1 to {_MOST_TRIALS}, got {goal.consecutive}"
        yield Finding((*place, "consecutive"), what)
    if goal.due < plan.terms.begins:
        yield Finding((*place, "due"), "lies before the plan begins", about=(("plan", "begins"),))


def order_ends(item: Accommodation, order: Order, plan: Plan) -> dt.date:
    """The last day of an order: its own, else the accommodation's, else the plan's."""
    return order.ends or item.ends or plan.terms.ends
