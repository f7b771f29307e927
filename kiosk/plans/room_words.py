"""A room's day in words: the same sections on the screen, in plain text and on paper. Pure."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from kiosk.plans import timing
from kiosk.plans.model import Kind
from kiosk.plans.room import Need, PeriodNeeds, RoomDay
from kiosk.plans.student import Student, StudentId
from kiosk.plans.wording import today_words
from kiosk.school.calendar import Moment, Span
from kiosk.school.words import clock, period_words, place_in_day

_NOTHING = "Nothing that has a time."
_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


@frozen
class Said:
    """One student's need in a section, and its time or its condition in words."""

    need: Need
    time: str

    @property
    def student(self) -> Student:
        """Whose it is."""
        return self.need.student

    @property
    def kind(self) -> Kind:
        """What sort of thing it is."""
        return self.need.item.accommodation.kind

    @property
    def text(self) -> str:
        """What to do, as the plan has it."""
        return self.need.item.accommodation.text

    @property
    def short(self) -> str:
        """What to do as a pocket card would say it, where the team wrote that."""
        what = self.need.item.accommodation
        return what.card or next(iter(what.steps), what.text)


@frozen
class Section:
    """A part of the day: `TODAY`, `NOW`, `LUNCH`, `IF`, `TONIGHT`; without needs it says `nothing`."""

    heading: str
    about: str
    needs: tuple[Said, ...]
    nothing: str = ""


def sections(day: RoomDay) -> tuple[Section, ...]:
    """The room's day: what is different today, now, then period by period what comes, if, and tonight."""
    return tuple(_sections(day))


def names(students: Iterable[Student]) -> dict[StudentId, str]:
    """What each student of a room is called; namesakes bear their numbers."""
    everybody = list({each.id: each for each in students}.values())
    said = [each.name for each in everybody]
    return {
        each.id: f"{each.name} ({each.id})" if said.count(each.name) > 1 else each.name for each in everybody
    }


def _sections(day: RoomDay) -> Iterator[Section]:
    if today := today_words(day.moment):
        yield Section("TODAY", "", (), today)
    span = day.moment.day.span
    if span is None or day.moment.instant >= span.begins:
        yield _now(day)
    if all_day := [each for each in (*day.now, *day.soon) if not each.is_timed]:
        about = "" if day.now or span is None else f"from {clock(day.moment.calendar.local(span.begins))}"
        yield Section("ALL DAY", about, tuple(Said(each, "") for each in all_day))
    yield from _periods(day)
    yield Section("IF", "at any time", _conditions(day.waiting), "Nobody's plan names a trigger.")
    if day.tonight:
        said = tuple(Said(each, timing.due_time(each.item, day.moment)) for each in day.tonight)
        yield Section("TONIGHT", "", said)


def _now(day: RoomDay) -> Section:
    """Of what has a time: whom to send, what begins before the period ends, and what is on."""
    moment, period = day.moment, day.moment.period
    timed = [each for each in day.now if each.is_timed]
    leaving = [each for each in timed if _is_leading(each, moment)]
    said = [Said(each, timing.now_time(each.item, moment)) for each in leaving]
    if period is not None:
        coming = [each for each in day.soon if each.is_timed and _begins(each) < period.span.ends]
        said += [Said(each, _time_within(each, period.span, moment)) for each in coming]
    said += [Said(each, timing.now_time(each.item, moment)) for each in timed if each not in leaving]
    return Section("NOW", _now_about(moment), tuple(said), _NOTHING)


def _now_about(moment: Moment) -> str:
    span, period = moment.day.span, moment.period
    if span is None:
        return "no school today"
    if period is not None:
        return f"{period_words(period.name)} until {clock(moment.calendar.local(period.span.ends))}"
    return place_in_day(moment, after="school is over")


def _periods(day: RoomDay) -> Iterator[Section]:
    """The next period, and those after it that bring something with a time."""
    ahead = [each for each in day.periods if day.moment.instant < each.period.span.begins]
    for number, each in enumerate(ahead):
        needs = [need for need in each.needs if need.is_timed]
        if number == 0 or needs:
            yield _period(each, "next" if number == 0 else "", needs, day.moment)


def _period(here: PeriodNeeds, word: str, needs: Sequence[Need], moment: Moment) -> Section:
    span = here.period.span
    times = f"{_clock(span.begins, moment)} to {_clock(span.ends, moment)}"
    said = tuple(Said(each, _time_within(each, span, moment)) for each in needs)
    about = ", ".join(filter(None, (word, times)))
    return Section(period_words(here.period.name).upper(), about, said, _NOTHING)


def _conditions(needs: Iterable[Need]) -> tuple[Said, ...]:
    """Crisis protocols first."""
    said = [
        Said(each, each.student.who.condition(each.item.accommodation.when.trigger or "")) for each in needs
    ]
    return tuple(sorted(said, key=lambda each: each.kind is not Kind.CRISIS))


def _is_leading(need: Need, moment: Moment) -> bool:
    """Whether the student is to be sent now."""
    span = need.item.span
    return span is not None and moment.instant < _meant(need, span)


def _time_within(need: Need, period: Span, moment: Moment) -> str:
    """When within a period; nothing for what is on as long as the period lasts."""
    span = need.item.span
    if span is None:
        return ""
    begins, ends = _clock(span.begins, moment), _clock(span.ends, moment)
    if span.begins < _meant(need, span) and period.begins <= _meant(need, span):
        return f"send at {begins}"
    if period.begins < span.begins:
        return f"{begins} to {ends}" if span.ends < period.ends else f"from {begins}"
    return f"until {ends}" if span.ends < period.ends else ""


def _begins(need: Need) -> dt.datetime:
    return need.item.span.begins if need.item.span else _NEVER


def _meant(need: Need, span: Span) -> dt.datetime:
    """When it begins itself, after its lead."""
    return span.begins + dt.timedelta(minutes=need.item.accommodation.lead)


def _clock(instant: dt.datetime, moment: Moment) -> str:
    return clock(moment.calendar.local(instant))
