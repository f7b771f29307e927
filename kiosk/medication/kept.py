"""A dose as the record keeps it: when it was due, every entry of it, and what stands."""

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import frozen

from kiosk.medication.due import by_slot
from kiosk.medication.incidents import missing
from kiosk.medication.model import Dose, DoseEntry, DoseState, OrderKey, standing, taken_of_each
from kiosk.medication.outcomes import Need, Outcome
from kiosk.plans.model import Order

_HOME = "home "


class Timing(StrEnum):
    """How a dose that was given lies to its window."""

    EARLY = "early"
    LATE = "late"


@frozen
class Kept:
    """One dose of one date: of a bell, as needed, or at home.

    `order` is as the plan has it on that date; it is not there where the plan has dropped the order since.
    """

    key: OrderKey
    date: dt.date
    slot: str
    state: DoseState
    order: Order | None = None
    due: dt.datetime | None = None
    opens: dt.datetime | None = None
    closes: dt.datetime | None = None
    blocked: str = ""
    entries: tuple[DoseEntry, ...] = ()

    @property
    def standing(self) -> DoseEntry | None:
        """The outcome that stands."""
        return standing(self.entries)

    @property
    def taken(self) -> DoseEntry | None:
        """The entry that it was taken, whatever happened afterwards."""
        return next(iter(taken_of_each(self.entries)), None)

    @property
    def is_home(self) -> bool:
        """Whether this was beside the doses of the school day."""
        return self.slot.startswith(_HOME)

    @property
    def is_as_needed(self) -> bool:
        """Whether no bell makes it due."""
        return self.order is not None and self.order.prn

    @property
    def at(self) -> dt.datetime:
        """When it was due; as needed or at home, when the first entry says that it was."""
        return self.due or self.entries[0].at

    @property
    def is_open(self) -> bool:
        """Whether it was or is due, and nobody has said what became of it."""
        return self.due is not None and self.standing is None

    @property
    def lacks_reason(self) -> bool:
        """Whether it was not taken and the reason that this asks for was not said."""
        entry = self.standing
        return entry is not None and not entry.outcome.rule.is_taken and Need.REASON in missing(entry)

    @property
    def timing(self) -> Timing | None:
        """Whether it was given outside its window."""
        entry = self.taken
        if entry is None or entry.outcome is not Outcome.GIVEN or self.opens is None or self.closes is None:
            return None
        if entry.at < self.opens:
            return Timing.EARLY
        return Timing.LATE if entry.at >= self.closes else None

    @property
    def drug_words(self) -> str:
        """`methylphenidate 10 mg, oral`, as it was entered; empty for whoever does not read it."""
        last = max(self.entries, key=lambda each: each.attempt, default=None)
        said = last.told if last is not None and last.told.drug else self.order
        return f"{said.drug} {said.dose}, {said.route}" if said is not None and said.drug else ""


def kept_on(date: dt.date, doses: Iterable[Dose], entries: Iterable[DoseEntry]) -> tuple[Kept, ...]:
    """The doses of a date in order of time: those that were due, and every other of which there is an entry.

    A PRN order's next dose, which nobody asked for, is none.
    """
    known = dict(by_slot(entries, date))
    found = [_of_dose(each) for each in doses if each.due is not None or each.entries]
    for each in found:
        known.pop((each.key, each.slot), None)
    others = [_of_entries(key, date, slot, tuple(mine)) for (key, slot), mine in known.items()]
    return tuple(sorted([*found, *others], key=lambda each: (each.at, each.slot, each.key)))


def incidents(doses: Iterable[Kept]) -> Iterator[DoseEntry]:
    """The entries of unusual outcomes that stand."""
    for each in doses:
        if (entry := each.standing) is not None and entry.outcome.rule.is_incident:
            yield entry


def _of_dose(dose: Dose) -> Kept:
    ordered = dose.ordered
    return Kept(
        ordered.key,
        dose.date,
        dose.slot,
        dose.state,
        ordered.order,
        dose.due,
        dose.opens,
        dose.closes,
        ordered.blocked,
        dose.entries,
    )


def _of_entries(key: OrderKey, date: dt.date, slot: str, entries: tuple[DoseEntry, ...]) -> Kept:
    """A dose at home, or of an order that the plan has dropped since."""
    state = DoseState.RECORDED if standing(entries) else DoseState.MISSED
    return Kept(key, date, slot, state, entries=entries)
