"""What can become of a dose, what each outcome asks to be told, and whether the dose may be tried again."""

from collections.abc import Mapping
from enum import Enum, StrEnum, auto

from attrs import frozen


class Outcome(StrEnum):
    """What became of a dose; `undo` takes back the entry before it, and both stay."""

    GIVEN = "given"
    HOME = "home"
    REFUSED = "refused"
    ABSENT = "absent"
    NO_SHOW = "no-show"
    FIELD_TRIP = "field-trip"
    WITHHELD = "withheld"
    NONE_AVAILABLE = "none-available"
    EARLY_DISMISSAL = "early-dismissal"
    VOMITED = "vomited"
    SPILLED = "spilled"
    LOST = "lost"
    WASTED = "wasted"
    NOT_SWALLOWED = "not-swallowed"
    UNDO = "undo"

    @property
    def word(self) -> str:
        """As it stands before `at 11:58`."""
        return _WORDS.get(self, self.value.replace("-", " "))

    @property
    def by(self) -> str:
        """As it stands before a name: who vomited or refused is the child, and who says so another."""
        return ", recorded by" if self in _OF_THE_CHILD else " by"

    @property
    def rule(self) -> "Rule":
        """What follows from this outcome."""
        return _RULES[self]


_WORDS = {
    Outcome.HOME: "given at home",
    Outcome.NO_SHOW: "recorded as a no-show",
    Outcome.ABSENT: "recorded as absent",
    Outcome.FIELD_TRIP: "recorded as on a field trip",
    Outcome.NONE_AVAILABLE: "recorded as none available",
    Outcome.EARLY_DISMISSAL: "recorded as dismissed early",
    Outcome.UNDO: "undone",
}
_OF_THE_CHILD = frozenset({
    Outcome.HOME, Outcome.REFUSED, Outcome.VOMITED, Outcome.SPILLED, Outcome.LOST, Outcome.WASTED,
    Outcome.NOT_SWALLOWED,
})  # fmt: skip
"""What is not done by whoever records it; where the word says `recorded` itself, ` by` is enough."""
OUTCOMES = tuple(each for each in Outcome if each is not Outcome.UNDO)
"""What may be recorded of a dose, in the order of a paper log."""


TAKEN = frozenset({Outcome.GIVEN, Outcome.HOME})
"""What somebody records of a dose that was taken."""
AFTERWARDS = frozenset({Outcome.VOMITED, Outcome.SPILLED, Outcome.NOT_SWALLOWED})
"""What may happen to a dose after somebody recorded that it was taken."""


class Again(Enum):
    """Whether a dose may be tried again after an outcome."""

    YES = auto()
    DECIDED = auto()
    """Only as the nurse decides, with a reason."""
    NO = auto()


class Need(StrEnum):
    """What an outcome asks to be told beside it."""

    REASON = "reason"
    MINUTES_AFTER = "minutes after"
    TOLD = "who was told"


class Party(StrEnum):
    """Who is told of an incident."""

    NURSE = "nurse"
    PRESCRIBER = "prescriber"
    HOME = "home"


FOLLOW_UP = tuple(Party)
"""Whom an incident's list names."""


@frozen
class Rule:
    """What follows from an outcome: another try, what it needs, whether some of the drug was taken.

    What was taken counts for the gap and the daily limits; an incident opens a list of whom to tell.
    """

    again: Again
    needs: tuple[Need, ...] = ()
    is_taken: bool = False
    is_incident: bool = False


_WHY, _AFTER, _TOLD = Need.REASON, Need.MINUTES_AFTER, Need.TOLD
_RULES: Mapping[Outcome, Rule] = {
    Outcome.GIVEN: Rule(Again.NO, is_taken=True),
    Outcome.HOME: Rule(Again.NO, (_WHY,), is_taken=True),
    Outcome.REFUSED: Rule(Again.YES, (_TOLD,)),
    Outcome.ABSENT: Rule(Again.NO),
    Outcome.NO_SHOW: Rule(Again.YES, (_TOLD,)),
    Outcome.FIELD_TRIP: Rule(Again.NO),
    Outcome.WITHHELD: Rule(Again.YES, (_WHY, _TOLD)),
    Outcome.NONE_AVAILABLE: Rule(Again.YES, (_TOLD,)),
    Outcome.EARLY_DISMISSAL: Rule(Again.NO),
    Outcome.VOMITED: Rule(Again.DECIDED, (_AFTER, _TOLD), is_taken=True, is_incident=True),
    Outcome.SPILLED: Rule(Again.YES, (_WHY,), is_incident=True),
    Outcome.LOST: Rule(Again.YES, (_WHY, _TOLD), is_incident=True),
    Outcome.WASTED: Rule(Again.NO, (_WHY,), is_incident=True),
    Outcome.NOT_SWALLOWED: Rule(Again.DECIDED, (_WHY, _TOLD), is_taken=True, is_incident=True),
    Outcome.UNDO: Rule(Again.YES, (_WHY,)),
}
