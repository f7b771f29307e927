"""What a plan says, in sentences that screen, page and command share. Pure."""

import datetime as dt

from kiosk.plans.model import Accommodation, Goal, Order, Terms, Version, When
from kiosk.plans.pronouns import Pronouns
from kiosk.school.calendar import Moment
from kiosk.school.model import CHANGED_ROUTINE
from kiosk.school.words import clock, day_name, listed, long_date, periods_words


def plan_words(version: Version) -> str:
    """`504 plan, version 3 · review by 28 May 2027`."""
    words = f"{version.plan.kind.label}, version {version.number}"
    review = version.plan.terms.review_by
    return f"{words} · review by {long_date(review)}" if review else words


def dates_words(terms: Terms, today: dt.date) -> str:
    """`begins on 31 August 2026`, `ended on 11 June 2027`: of a plan that is not in force."""
    if terms.begins > today:
        return f"begins on {long_date(terms.begins)}"
    return f"ended on {long_date(terms.ends)}"


def when_words(item: Accommodation, who: Pronouns = Pronouns()) -> str:
    """When an accommodation applies: `At lunch, from 5 minutes before.`"""
    when = item.when
    words = _form(when, who)
    if when.weekdays:
        words += f", on {listed([f'{day.title()}s' for day in when.weekdays])} only"
    if item.lead:
        words += f", from {item.lead} minutes before"
    if item.by:
        words += f", by {clock(item.by)}"
    return f"{words[:1].upper()}{words[1:]}."


def _form(when: When, who: Pronouns) -> str:
    if when.trigger is not None:
        return who.condition(when.trigger)
    if when.eve_of is not None:
        return f"the last school day before a day of {when.eve_of}"
    if when.tag is not None:
        return f"on days of {when.tag}"
    if when.named_periods:
        words = periods_words(when.named_periods)
        return f"{'in' if words.casefold().startswith('period') else 'at'} {words}"
    if when.begins and when.ends:
        return f"from {clock(when.begins)} to {clock(when.ends)}"
    return "all school day"


def order_words(order: Order) -> str:
    """A medication order, for the nurse."""
    words = [f"{order.drug} {order.dose}, {order.route}"]
    if order.prn:
        words.append(f"as needed for {order.use_for}")
    if order.prescriber:
        words.append(f"ordered by {order.prescriber} {order.prescriber_phone}".rstrip())
    if order.min_gap:
        words.append(f"at least {order.min_gap} minutes after the last dose")
    return f"{'; '.join(words)}."


def goal_words(goal: Goal) -> str:
    """When a goal counts as met, and by which date."""
    times = "" if goal.consecutive == 1 else f", {goal.consecutive} times in a row"
    return f"Met at {goal.criterion:.0%}{times}; due {long_date(goal.due)}."


def changed_day(date: dt.date, moment: Moment) -> str:
    """`Tuesday 13 April: early release. Practice test in the morning.`"""
    day = moment.calendar.day(date)
    bell = day.bell or "no school"
    return f"{day_name(date)}: {bell}. {day.note}".rstrip()


def today_words(moment: Moment) -> str:
    """`Early release. Practice test in the morning; lunch at 11:10.`; nothing on a day like any other."""
    day = moment.day
    bell = day.bell if day.bell and CHANGED_ROUTINE in day.tags else ""
    said = ". ".join(filter(None, (bell, " ".join(day.note.split()))))
    return f"{said[:1].upper()}{said[1:]}"


def tomorrow_words(moment: Moment) -> str:
    """What tomorrow is, where the plan asks for nothing tonight."""
    day = moment.calendar.day(moment.date + dt.timedelta(days=1))
    if not day.is_school:
        return "nothing: no school tomorrow"
    if day.tags or day.note:
        what = "; ".join(filter(None, (day.bell or "", " ".join(day.note.split()))))
        return f"nothing that the plan asks for; tomorrow: {what}"
    if day.bell == "regular":
        return "nothing: tomorrow is a regular day"
    return f"nothing: tomorrow is like any {day.weekday.title()} ({day.bell})"
