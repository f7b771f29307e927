"""Why something applies, or not: one sentence with times, for a tired person."""

import datetime as dt
from collections.abc import Sequence

from kiosk.plans.model import Accommodation, Terms
from kiosk.plans.pronouns import Pronouns
from kiosk.school.calendar import Calendar, Day, Moment, PeriodToday, Span
from kiosk.school.model import CHANGED_ROUTINE, SchoolYear, Weekday
from kiosk.school.words import clock, day_name, listed, long_date, period_words


def outside_dates(item: Accommodation, terms: Terms, date: dt.date) -> str | None:
    """Why a date lies outside the plan's or the accommodation's dates; nothing where it does not."""
    if date < terms.begins:
        return f"The plan begins on {long_date(terms.begins)}."
    if date > terms.ends:
        return f"The plan ended on {long_date(terms.ends)}."
    if item.begins and date < item.begins:
        return f"This begins on {long_date(item.begins)}."
    if item.ends and date > item.ends:
        return f"This ended on {long_date(item.ends)}."
    return None


def other_weekdays(weekdays: Sequence[Weekday], day: Day) -> str:
    """Why an accommodation of some weekdays is off today."""
    named = [f"{each.title()}s" for each in Weekday if each in weekdays]
    return f"Only on {listed(named)}; today is {day.weekday.title()}."


def no_school(day: Day, year: SchoolYear) -> str:
    """Why there is no school on a day."""
    if day.date < year.begins:
        return f"No school: the school year begins on {long_date(year.begins)}."
    if day.date > year.ends:
        return f"No school: the school year ended on {long_date(year.ends)}."
    return f"No school today: {_unstopped(day.note) or f'it is {day_name(day.date)}'}."


def trigger(text: str, who: Pronouns) -> str:
    """When a protocol is to be followed."""
    return f"{_capital(who.condition(text))}, at any time."


def untagged(tag: str, ahead: dt.date | None) -> str:
    """Why an accommodation of tagged days is off today."""
    if ahead is None:
        return f"{_not_today(tag)}, and not again this school year."
    return f"{_not_today(tag)}; next on {day_name(ahead)}."


def all_day(state: str, span: Span, tag: str | None, calendar: Calendar) -> str:
    """Why something applies for a whole school day."""
    begins, ends = _clock(span.begins, calendar), _clock(span.ends, calendar)
    if tag is not None:
        return {
            "now": f"{_change(tag)} today, until school ends at {ends}.",
            "next": f"{_change(tag)} today; school begins at {begins}.",
            "off": f"{_past_change(tag)} today; school ended at {ends}.",
        }[state]
    return {
        "now": f"This applies all day, until school ends at {ends}.",
        "next": f"This applies all day, once school begins at {begins}.",
        "off": f"School ended at {ends} today.",
    }[state]


def no_such_period(names: Sequence[str], day: Day) -> str:
    """Why today has none of the periods."""
    return f'Today\'s bell, "{day.bell}", has no {listed([period_words(each) for each in names], last="or")}.'


def period(state: str, today: PeriodToday, goes: dt.datetime | None, moment: Moment, who: Pronouns) -> str:
    """Why a period's accommodation is now, next or over; a bell that is not the usual one is named."""
    calendar, title = moment.calendar, _capital(period_words(today.name))
    begins, ends = calendar.local(today.span.begins), calendar.local(today.span.ends)
    unusual = calendar.usual_begins.get(today.name) != begins.time()
    today_only = f" today: {_unstopped(moment.day.bell or '')}" if unusual else ""
    if state == "off":
        return f"{title} ended at {clock(ends)}{today_only}."
    if state == "now" and moment.instant >= today.span.begins:
        return f"{title} is from {clock(begins)} to {clock(ends)}{today_only}."
    verb = "is at" if unusual else "begins at"
    return f"{title} {verb} {clock(begins)}{today_only}{_goes(state, goes, moment, who)}."


def window(
    state: str, cut: Span, asked: Span, goes: dt.datetime | None, moment: Moment, who: Pronouns
) -> str:
    """Why a time window's accommodation is now, next or over."""
    calendar = moment.calendar
    begins, ends = _clock(cut.begins, calendar), _clock(cut.ends, calendar)
    if state == "off":
        return f"This ended at {ends} today."
    if state == "now" and moment.instant >= cut.begins:
        until = f"until school ends at {ends} today" if cut.ends < asked.ends else f"to {ends}"
        return f"This is from {begins} {until}."
    return f"This begins at {begins}{_goes(state, goes, moment, who)}."


def outside_school_day(asked: Span, school: Span, calendar: Calendar) -> str:
    """Why a time window lies wholly outside today's school day."""
    if asked.begins >= school.ends:
        ends = _clock(school.ends, calendar)
        return f"Not today: school ends at {ends} today, and this begins at {_clock(asked.begins, calendar)}."
    begins = _clock(school.begins, calendar)
    return f"Not today: school begins at {begins} today, and this ends at {_clock(asked.ends, calendar)}."


def no_tagged_day(tag: str) -> str:
    """Why there is nothing to tell the night before."""
    return f"This school year has no {tag} ahead."


def tagged_too_late(tag: str, tagged: Day, terms: Terms, item: Accommodation) -> str:
    """Why the next tagged day does not count for this plan."""
    ends = min(terms.ends, item.ends or terms.ends)
    return f"{_next_day(tag, tagged)}, after this ends on {long_date(ends)}."


def eve(
    tag: str, tagged: Day, first: Day, span: Span, by: dt.time | None, moment: Moment, *, waiting: bool
) -> str:
    """Why something is done the night before a tagged day, from when, and by when."""
    if waiting and moment.date != first.date:
        due = f", due by {clock(by)} that day" if by else ""
        return f"{_next_day(tag, tagged)}; this begins on {_on(first, span, moment)}{due}."
    near = (tagged.date - moment.date).days == 1
    when = f"tomorrow, {day_name(tagged.date)}" if near else f"on {day_name(tagged.date)}"
    begins = f"; this begins at {_clock(span.begins, moment.calendar)} today" if waiting else ""
    return f"{_change(tag)} {when}{_bell(tagged)}{begins}{_due(by, first, moment)}."


def _next_day(tag: str, tagged: Day) -> str:
    change = "The routine next changes" if tag == CHANGED_ROUTINE else f"{_being(tag)} next"
    return f"{change} on {day_name(tagged.date)}{_bell(tagged)}"


def _on(first: Day, span: Span, moment: Moment) -> str:
    return f"{day_name(first.date)} at {_clock(span.begins, moment.calendar)}"


def _due(by: dt.time | None, first: Day, moment: Moment) -> str:
    if by is None:
        return ""
    day = "today" if first.date == moment.date else f"on {day_name(first.date)}"
    late = moment.instant >= moment.calendar.instant(first.date, by)
    return f"; {'was due' if late else 'due'} by {clock(by)} {day}"


def _change(tag: str) -> str:
    return "The routine changes" if tag == CHANGED_ROUTINE else _being(tag)


def _past_change(tag: str) -> str:
    return "The routine changed" if tag == CHANGED_ROUTINE else _being(tag, "was", "were")


def _not_today(tag: str) -> str:
    return "The routine does not change today" if tag == CHANGED_ROUTINE else f"{_being(tag)} not today"


def _being(tag: str, singular: str = "is", plural: str = "are") -> str:
    """`State testing is`, `Finals are`."""
    many = tag.endswith("s") and not tag.endswith("ss")
    return f"{_capital(tag)} {plural if many else singular}"


def _bell(day: Day) -> str:
    return f" ({day.bell or 'no school'})"


def _goes(state: str, goes: dt.datetime | None, moment: Moment, who: Pronouns) -> str:
    if goes is None:
        return ""
    at = "now" if state == "now" else f"at {_clock(goes, moment.calendar)}"
    return f"; {who.goes()} {at}"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _unstopped(text: str) -> str:
    return " ".join(text.split()).rstrip(".!? ")


def _clock(instant: dt.datetime, calendar: Calendar) -> str:
    return clock(calendar.local(instant))
