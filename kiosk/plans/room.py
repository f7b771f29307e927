"""A room's day: who needs something now, in each period, if something happens, and tonight. Pure."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from kiosk.plans.agenda import Item, State, agenda
from kiosk.plans.model import Plan
from kiosk.plans.student import Student
from kiosk.school.calendar import Moment, PeriodToday

Pupil = tuple[Student, Sequence[Plan]]
"""A student, and her plans in force on the day."""


@frozen
class Need:
    """What one student needs: an item of her agenda."""

    student: Student
    item: Item

    @property
    def is_timed(self) -> bool:
        """Whether it has a clock time of its own; another lasts all day."""
        return self.item.accommodation.when.is_timed


@frozen
class PeriodNeeds:
    """A period of the day, and all that is on at any instant of it."""

    period: PeriodToday
    needs: tuple[Need, ...]


@frozen
class RoomDay:
    """A room at a moment; `periods` are those of the day that have not ended, the one that runs first."""

    moment: Moment
    now: tuple[Need, ...]
    soon: tuple[Need, ...]
    """What is not on yet and will be, later today."""
    periods: tuple[PeriodNeeds, ...]
    waiting: tuple[Need, ...]
    """What to do if something happens."""
    tonight: tuple[Need, ...]


def room_day(pupils: Iterable[Pupil], moment: Moment) -> RoomDay:
    """The day of these students, in their order; of each student what has a time comes first."""
    everybody = tuple(pupils)
    needs = _needs(everybody, moment)
    return RoomDay(
        moment=moment,
        now=_of(needs, State.NOW),
        soon=tuple(each for each in _of(needs, State.NEXT) if not _is_eve(each)),
        periods=tuple(
            PeriodNeeds(each, in_period(everybody, each, moment))
            for each in moment.day.periods
            if moment.instant < each.span.ends
        ),
        waiting=_of(needs, State.IF),
        tonight=tuple(
            each for each in needs if each.item.state is State.TONIGHT or (_is_eve(each) and _is_next(each))
        ),
    )


def in_period(pupils: Iterable[Pupil], period: PeriodToday, moment: Moment) -> tuple[Need, ...]:
    """All that is on at any instant of a period of the moment's day: when it begins, or before it ends."""
    begin = moment.calendar.moment(period.span.begins)
    return tuple(each for each in _needs(pupils, begin) if _is_on_within(each, period))


def _is_on_within(need: Need, period: PeriodToday) -> bool:
    if need.item.state is State.NOW:
        return True
    span = need.item.span
    return _is_next(need) and span is not None and span.begins < period.span.ends


def _is_next(need: Need) -> bool:
    return need.item.state is State.NEXT


def _is_eve(need: Need) -> bool:
    """Whether it is for the night before: it waits, and then it is tonight; it is never now."""
    return need.item.accommodation.when.eve_of is not None


def _needs(pupils: Iterable[Pupil], moment: Moment) -> tuple[Need, ...]:
    return tuple(
        need
        for student, plans in pupils
        for need in sorted(
            (Need(student, item) for item in agenda(plans, moment, student.who)),
            key=lambda each: not each.is_timed,
        )
    )


def _of(needs: Iterable[Need], state: State) -> tuple[Need, ...]:
    return tuple(each for each in needs if each.item.state is state)
