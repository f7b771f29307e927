"""Short lists of the record: what was late or missed, and who entered what."""

import datetime as dt
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from kiosk.access.dose_days import DoseDay, StudentKept
from kiosk.medication.kept import Kept, Timing
from kiosk.medication.model import DoseEntry, DoseState
from kiosk.medication.outcomes import Outcome
from kiosk.school.calendar import Calendar
from kiosk.school.words import clock


@frozen
class Late:
    """A dose that was given outside its window, or of which nobody said what became of it."""

    each: StudentKept
    what: str


@frozen
class Work:
    """What one person entered: doses given, other outcomes, corrections; and of these what was unusual."""

    who: str
    name: str
    given: int = 0
    other: int = 0
    undone: int = 0
    outside: int = 0
    late_entries: int = 0
    overrides: int = 0


def late(days: Sequence[DoseDay], calendar: Calendar) -> Iterator[Late]:
    """What was late, early or missed, in order of time."""
    for day in days:
        for each in day.doses:
            if what := _what(each.kept, calendar):
                yield Late(each, what)


def _what(kept: Kept, calendar: Calendar) -> str:
    entry = kept.taken
    if kept.standing is None:
        is_over = kept.is_open and kept.state in {DoseState.LATE, DoseState.MISSED}
        return "no outcome" if is_over else ""
    if entry is None or kept.timing is None or kept.opens is None or kept.closes is None:
        return ""
    if kept.timing is Timing.EARLY:
        begins = clock(calendar.local(kept.opens))
        return f"given {_minutes(kept.opens, entry)} min before its time, which began at {begins}"
    ends = clock(calendar.local(kept.closes))
    return f"given {_minutes(kept.closes, entry)} min after its time, which ended at {ends}"


def by_staff(days: Sequence[DoseDay]) -> tuple[Work, ...]:
    """Who entered what, by name; every entry counts, whether it stands or was taken back."""
    found: dict[str, Work] = {}
    for kept in (each.kept for day in days for each in day.doses):
        for entry in kept.entries:
            before = found.get(entry.who, Work(entry.who, entry.told.name or entry.who))
            found[entry.who] = _with(
                before, entry, is_outside=entry is kept.taken and kept.timing is not None
            )
    return tuple(sorted(found.values(), key=lambda each: (each.name.casefold(), each.who)))


def _with(work: Work, entry: DoseEntry, *, is_outside: bool) -> Work:
    is_undo, is_given = entry.outcome is Outcome.UNDO, entry.outcome is Outcome.GIVEN
    return evolve(
        work,
        given=work.given + is_given,
        other=work.other + (not is_given and not is_undo),
        undone=work.undone + is_undo,
        outside=work.outside + is_outside,
        late_entries=work.late_entries + entry.told.is_late_entry,
        overrides=work.overrides + bool(entry.told.override_by),
    )


def _minutes(edge: dt.datetime, entry: DoseEntry) -> int:
    return int(abs(entry.at - edge) / dt.timedelta(minutes=1))
