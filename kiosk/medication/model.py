"""Orders, the entries that are made of their doses, and the doses of a day."""

import datetime as dt
from collections.abc import Collection, Iterable
from enum import StrEnum

from attrs import frozen

from kiosk.medication.outcomes import Again, Outcome, Party
from kiosk.plans.drug import drug_key
from kiosk.plans.model import Accommodation, Order, PlanKind


@frozen(order=True)
class OrderKey:
    """What an order is known by, whatever version of its plan is in force: its student, its plan, its id."""

    student: str
    kind: PlanKind
    begins: dt.date
    order: str


@frozen
class Ordered:
    """An order of a plan in force; `blocked` says why nothing may be given under it on the date asked."""

    key: OrderKey
    item: Accommodation
    order: Order
    blocked: str = ""

    @property
    def drug(self) -> str:
        """What the drug is counted by."""
        return drug_key(self.order.drug)


@frozen
class Told:
    """What an entry says beside its outcome; it is kept encrypted.

    `name` is the giver's name as it was. `corrects` is the confirmation of the entry that an undo takes back,
    `follows` that of the dose taken of which this says what happened afterwards.
    """

    drug: str = ""
    dose: str = ""
    route: str = ""
    name: str = ""
    reason: str = ""
    minutes_after: int | None = None
    parties: tuple[Party, ...] = ()
    is_late_entry: bool = False
    override_by: str = ""
    overridden: str = ""
    corrects: str = ""
    follows: str = ""


@frozen
class DoseEntry:
    """One row about a dose, never changed: when it was given, when that was recorded, by whom, and where.

    `attempt` is the place of the row among those of its slot. `number` is its row of the ledger.
    """

    key: OrderKey
    date: dt.date
    slot: str
    attempt: int
    outcome: Outcome
    at: dt.datetime
    recorded: dt.datetime
    zone: str
    who: str
    station: str
    confirmation: str
    told: Told = Told()
    number: int = 0

    @property
    def drug(self) -> str:
        """What the drug is counted by."""
        return drug_key(self.told.drug)

    @property
    def again(self) -> Again:
        """Whether the dose may be tried again; one that somebody saw taken is open on a decision alone."""
        return Again.DECIDED if self.told.follows else self.outcome.rule.again

    @property
    def is_taken(self) -> bool:
        """Whether it counts for the gap and the limits: so does what was taken, whatever became of it."""
        return self.outcome.rule.is_taken or bool(self.told.follows)


class DoseState(StrEnum):
    """Where a dose of today stands."""

    LATER = "later"
    DUE = "due"
    LATE = "late"
    MISSED = "missed"
    RECORDED = "recorded"


@frozen
class Dose:
    """A dose of one date: its bell, its window, its state, and every entry of it, the first one first.

    `ends` is the last bell. For a PRN order there is no bell: due, opens and closes are empty.
    """

    ordered: Ordered
    date: dt.date
    slot: str
    state: DoseState
    due: dt.datetime | None = None
    opens: dt.datetime | None = None
    closes: dt.datetime | None = None
    ends: dt.datetime | None = None
    entries: tuple[DoseEntry, ...] = ()

    @property
    def standing(self) -> DoseEntry | None:
        """The outcome that stands: the last entry that no undo takes back."""
        return standing(self.entries)

    @property
    def next_attempt(self) -> int:
        """The number of the next entry of this dose."""
        return len(self.entries) + 1

    def holds(self, instant: dt.datetime) -> bool:
        """Whether an instant lies in the window; always, where there is none."""
        if self.opens is None or self.closes is None:
            return True
        return self.opens <= instant < self.closes


def standing(entries: Iterable[DoseEntry]) -> DoseEntry | None:
    """The outcome that stands of one slot's entries, if one does: an undo brings back what stood before."""
    stand: list[DoseEntry] = []
    for each in sorted(entries, key=lambda each: each.attempt):
        if each.outcome is not Outcome.UNDO:
            stand.append(each)
        elif stand:
            stand.pop()
    return stand[-1] if stand else None


def standing_of_each(entries: Iterable[DoseEntry]) -> tuple[DoseEntry, ...]:
    """The outcomes that stand, one a slot, whatever the order in which the entries come."""
    slots: dict[tuple[OrderKey, dt.date, str], list[DoseEntry]] = {}
    for entry in entries:
        slots.setdefault((entry.key, entry.date, entry.slot), []).append(entry)
    return tuple(found for each in slots.values() if (found := standing(each)))


def taken_of_each(entries: Collection[DoseEntry]) -> tuple[DoseEntry, ...]:
    """The doses that were taken, as whoever gave them entered them: what happened afterwards moves none."""
    known = {each.confirmation: each for each in entries}
    found = (known.get(each.told.follows, each) for each in standing_of_each(entries) if each.is_taken)
    return tuple(found)
