"""Writes the plan page of one look: Now, Next, If, Tonight, then the whole plan by kind. Pure."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from kiosk.access.door import Looked
from kiosk.access.model import Opened
from kiosk.page.print_age import older_than_the_plan
from kiosk.page.sheet import Entry, Goal, Group, Part, Phone, Sheet
from kiosk.plans import timing
from kiosk.plans.agenda import Item, State, agenda
from kiosk.plans.model import Kind, Version
from kiosk.plans.steps import steps, unplaced_instead
from kiosk.plans.student import Student
from kiosk.plans.wording import (
    changed_day,
    dates_words,
    goal_words,
    order_words,
    plan_words,
    tomorrow_words,
    when_words,
)
from kiosk.school.calendar import Moment
from kiosk.school.words import clock, day_name, place_in_day


def write(looked: Looked) -> Sheet:
    """All that the page says of a student at this moment to this person."""
    opened, moment = looked.opened, looked.moment
    versions = opened.in_force(moment)
    items = agenda([each.plan for each in versions], moment, opened.student.who)
    by_state = {state: [each for each in items if each.state is state] for state in State}
    student = opened.student
    return Sheet(
        name=student.name,
        about=student.about,
        as_of=f"{day_name(moment.date)}, {clock(moment.local)}",
        place=_place(moment),
        notices=(*_absent(opened, versions, items, moment), *older_than_the_plan(looked.printed, versions)),
        now=_now(by_state[State.NOW], student, moment) if items else None,
        next=_next(by_state[State.NEXT], student, moment) if items else None,
        conditions=tuple(_conditions(by_state[State.IF], student)),
        tonight=_tonight(by_state[State.TONIGHT], student, moment) if items else None,
        groups=tuple(_groups(items, student)),
        goals=tuple(Goal(each.text, goal_words(each)) for found in versions for each in found.plan.goals),
        contacts=tuple(_contacts(student)),
        plans=tuple(_plan(each) for each in versions),
        reason=opened.reason,
        until=clock(moment.calendar.local(looked.ends)),
    )


def _place(moment: Moment) -> str:
    """`period 4 · regular bell`."""
    bell = moment.day.bell
    return f"{place_in_day(moment)} · {bell} bell" if bell else place_in_day(moment)


def _absent(
    opened: Opened, versions: Sequence[Version], items: Sequence[Item], moment: Moment
) -> Iterator[str]:
    """That there is nothing to read, and why: never just an empty page."""
    if versions:
        if not items:
            yield "Nothing in this plan is for you to read."
        return
    yield "No plan is in force today."
    seen = {(each.plan.kind, each.plan.terms.begins): each.plan for each in opened.versions}
    for plan in seen.values():
        yield f"The {plan.kind.label} {dates_words(plan.terms, moment.date)}."
    if not seen:
        yield "The records hold no 504 plan and no IEP of this student that you may see."


def _now(items: Sequence[Item], student: Student, moment: Moment) -> Part:
    entries = (_entry(each, student, timing.now_time(each, moment) or "All day") for each in items)
    return Part("Now", tuple(entries), "Nothing right now.")


def _next(items: Sequence[Item], student: Student, moment: Moment) -> Part:
    is_over = moment.day.span is None or moment.instant >= moment.day.span.ends
    entries = (_entry(each, student, timing.next_time(each, moment)) for each in items)
    return Part("Next", tuple(entries), "Nothing." if is_over else "Nothing more today.")


def _tonight(items: Sequence[Item], student: Student, moment: Moment) -> Part:
    entries = (
        _entry(each, student, timing.due_time(each, moment), _tagged_day(each, moment)) for each in items
    )
    nothing = tomorrow_words(moment)
    return Part("Tonight", tuple(entries), f"{nothing[:1].upper()}{nothing[1:].rstrip('.')}.")


def _tagged_day(item: Item, moment: Moment) -> tuple[str, ...]:
    tag = item.accommodation.when.eve_of
    date = moment.calendar.next_date(tag, moment.date) if tag else None
    return (changed_day(date, moment),) if date else ()


def _conditions(items: Sequence[Item], student: Student) -> Iterator[Entry]:
    """What to do if something happens, a crisis first."""
    for each in sorted(items, key=lambda each: each.accommodation.kind is not Kind.CRISIS):
        yield _entry(each, student)


def _entry(item: Item, student: Student, time: str = "", notes: tuple[str, ...] = ()) -> Entry:
    what = item.accommodation
    trigger = what.when.trigger
    return Entry(
        kind=what.kind,
        text=what.text,
        time=time,
        why=item.why,
        notes=(*notes, *([order_words(what.order)] if what.order else [])),
        condition=student.who.condition(trigger).removeprefix("if ") if trigger else "",
        steps=tuple(steps(what, student.contacts)),
        never=what.never,
        instead=unplaced_instead(what),
    )


def _groups(items: Sequence[Item], student: Student) -> Iterator[Group]:
    """Everything, on or not; in the order of the kinds, and in each of the agenda."""
    for kind in Kind:
        mine = [_whole(each, student) for each in items if each.accommodation.kind is kind]
        if mine:
            yield Group(kind, tuple(mine))


def _whole(item: Item, student: Student) -> Entry:
    """When an accommodation applies on any day, and why it is or is not on; what stands above is left out."""
    entry = _entry(item, student, when_words(item.accommodation, student.who))
    if item.state is State.IF:
        return evolve(entry, why="", steps=(), never=(), instead="")
    return entry


def _contacts(student: Student) -> Iterator[Phone]:
    """Whom to call, in this order, where the reader may see the numbers."""
    for each in student.contacts:
        if each.phone:
            yield Phone(", ".join(filter(None, (each.name, each.relation))), each.phone)


def _plan(version: Version) -> str:
    """`504 plan, version 3 · review by 28 May 2027 · case manager A. Ortiz`."""
    terms = version.plan.terms
    manager = f"case manager {terms.case_manager}" if terms.case_manager else ""
    return " · ".join(filter(None, (plan_words(version), manager)))
