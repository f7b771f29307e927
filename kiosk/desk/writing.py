"""Writes the sheet of an opened student at a moment: Now, Next, If, Tonight. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from kiosk.access.model import Opened
from kiosk.desk.protocol import has_protocol, protocol, whole
from kiosk.desk.sheet import Row, Sheet, Tone, item, section
from kiosk.plans import timing
from kiosk.plans.agenda import Item, State, agenda
from kiosk.plans.model import Kind
from kiosk.plans.student import Student
from kiosk.plans.wording import changed_day, dates_words, plan_words, today_words, tomorrow_words
from kiosk.school.calendar import Moment


def write(
    opened: Opened, moment: Moment, *, phone: str = "", with_why: bool = False, is_brief: bool = False
) -> Sheet:
    """All that the panel says of a student at this moment; in brief, of each protocol the beginning."""
    student, versions = opened.student, opened.in_force(moment)
    items = agenda([each.plan for each in versions], moment, student.who)
    by_state = {state: [each for each in items if each.state is state] for state in State}
    triggers = sorted(by_state[State.IF], key=lambda each: each.accommodation.kind is not Kind.CRISIS)
    if not versions:
        rows = _no_plan(opened, moment)
    elif not items:
        rows = section("", [Row("Nothing in this plan is for you to read.", Tone.TRIGGER)])
    else:
        by_state[State.IF] = triggers
        rows = _applies(by_state, student, moment, with_why=with_why, is_brief=is_brief)
    return Sheet(
        name=student.name,
        about=student.about,
        plans="   ".join(plan_words(each) for each in versions),
        foot="" if with_why else f"Why you see this: {opened.reason}" if opened.reason else "",
        rows=(*(_why(opened) if with_why else ()), *_today(moment), *rows),
        protocols=tuple(whole(each, student, phone) for each in triggers if has_protocol(each)),
    )


def _why(opened: Opened) -> Iterator[Row]:
    """Why the reader may see this plan, first: at the foot there is not always the room for it."""
    if opened.reason:
        yield from section("WHY", [Row(f"You see this plan: {opened.reason}")])


def _today(moment: Moment) -> Iterator[Row]:
    """What is different about this day, for whoever stands before the class."""
    if today := today_words(moment):
        yield from section("TODAY", [Row(today)])


def _applies(
    by_state: Mapping[State, Sequence[Item]],
    student: Student,
    moment: Moment,
    *,
    with_why: bool,
    is_brief: bool,
) -> Iterator[Row]:
    yield from section("NOW", _now(by_state[State.NOW], moment, with_why=with_why))
    yield from section("NEXT", _next(by_state[State.NEXT], moment, with_why=with_why))
    for each in by_state[State.IF]:
        rows = protocol(each, student, with_why=with_why, is_brief=is_brief)
        yield from section("IF", item(each.accommodation.kind, rows))
    if not by_state[State.IF]:
        yield from section("IF", [Row("nothing: the plan names no trigger", Tone.QUIET)])
    yield from section("TONIGHT", _tonight(by_state[State.TONIGHT], moment, with_why=with_why))


def _now(items: Sequence[Item], moment: Moment, *, with_why: bool) -> Iterator[Row]:
    for each in items:
        is_new, time = timing.has_just_begun(each, moment), timing.now_time(each, moment)
        new = "just begun" if is_new else ""
        rows = _rows(each, " · ".join(filter(None, (new, time))) if time else "", with_why=with_why)
        if not time:
            rows[0] = Row(rows[0].text, tail=new or "all day")
        yield from item(each.accommodation.kind, rows, is_new=is_new)
    if not items:
        yield Row("nothing", Tone.QUIET)


def _next(items: Sequence[Item], moment: Moment, *, with_why: bool) -> Iterator[Row]:
    for each in items:
        rows = _rows(each, timing.next_time(each, moment), with_why=with_why)
        yield from item(each.accommodation.kind, rows)
    if not items:
        is_over = moment.day.span is None or moment.instant >= moment.day.span.ends
        yield Row("nothing" if is_over else "nothing more today", Tone.QUIET)


def _tonight(items: Sequence[Item], moment: Moment, *, with_why: bool) -> Iterator[Row]:
    for each in items:
        rows = _rows(each, timing.due_time(each, moment), with_why=with_why)
        tag = each.accommodation.when.eve_of
        date = moment.calendar.next_date(tag, moment.date) if tag else None
        if date:
            rows.append(Row(changed_day(date, moment), Tone.TEXT))
        yield from item(each.accommodation.kind, rows)
    if not items:
        yield Row(tomorrow_words(moment), Tone.QUIET)


def _rows(found: Item, time: str, *, with_why: bool) -> list[Row]:
    rows = [Row(time, Tone.TIME)] if time else []
    rows.append(Row(found.accommodation.text))
    if with_why:
        rows.append(Row(found.why, Tone.QUIET))
    return rows


def _no_plan(opened: Opened, moment: Moment) -> Iterator[Row]:
    yield from section("", [Row("No plan is in force today.", Tone.TRIGGER)])
    seen = {(each.plan.kind, each.plan.terms.begins): each.plan for each in opened.versions}
    for plan in seen.values():
        yield Row(f"The {plan.kind.label} {dates_words(plan.terms, moment.date)}.")
    if not seen:
        yield Row("The records hold no 504 plan and no IEP of this student that you may see.")


def nobody() -> Sheet:
    """The sheet before a student is opened."""
    return Sheet("", rows=(Row("Nobody is open. Enter opens the student who is marked.", Tone.QUIET),))


def waiting(student: Student) -> Sheet:
    """The sheet while the records are asked."""
    return _beside(student, Row("Opening the plan …", Tone.QUIET))


def slow(student: Student) -> Sheet:
    """The sheet when the records have not answered for some seconds."""
    return _beside(
        student,
        Row("The records have not answered yet.", Tone.TRIGGER),
        Row("This student may have accommodations: ask the office if you need them now."),
        Row("The plan appears here as soon as it is read.", Tone.QUIET),
    )


def unread(student: Student, sentences: Sequence[str], phone: str) -> Sheet:
    """The sheet when the plan could not be read; it never looks like a student without a plan.

    First what to do, for whoever stands before the student; then why, for whoever repairs it.
    """
    office = f"Ask the office: {phone}." if phone else "Ask the office."
    return _beside(
        student,
        Row("The plan could not be read.", Tone.TRIGGER),
        Row(f"This student may have accommodations. {office}", Tone.ALARM),
        *(Row(each, Tone.TEXT) for each in sentences),
        Row("Press t to try again.", Tone.QUIET),
    )


def refused(student: Student, sentences: Sequence[str], phone: str) -> Sheet:
    """The sheet when the one who asks may not see the plan."""
    office = f"The office can help: {phone}." if phone else "The office can help."
    return _beside(
        student,
        Row("This plan is not shown here.", Tone.TRIGGER),
        *(Row(each, Tone.TEXT) for each in sentences),
        Row(office, Tone.QUIET),
        Row("In an emergency press F8: what to do in a crisis is for everybody here.", Tone.QUIET),
    )


def _beside(student: Student, *rows: Row) -> Sheet:
    return Sheet(student.name, student.about, rows=tuple(section("", rows)))
