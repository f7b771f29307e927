"""What is said of a dose to the round, and what it answers."""

import datetime as dt
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from kiosk.faults import Refused
from kiosk.medication.choosing import Meant
from kiosk.medication.model import Dose, DoseEntry
from kiosk.medication.outcomes import Need, Outcome, Party
from kiosk.plans.model import Plan
from kiosk.plans.student import Student
from kiosk.school.words import listed


class DoseRefused(Refused):
    """A dose that may not be entered; the message says why, and nothing was recorded."""

    def __init__(self, why: str, *, can_be_overridden: bool = False) -> None:
        super().__init__(why)
        self.can_be_overridden = can_be_overridden

    @property
    def document(self) -> Mapping[str, object]:
        """`{"recorded": false, "why": "…"}`."""
        return {"recorded": False, "why": str(self)}


@frozen
class Wanted:
    """An outcome to enter, by a member of staff; `confirmation` is the client's own name for this entry.

    `given_at` is when it was, where that is entered afterwards. `override_by` is the second person who takes
    on a dose that comes too soon or too early. A PRN dose that names its slot is refused once that is taken.
    `is_of_taken` says that the dose may have been recorded as taken, and this is what happened afterwards:
    without it whoever thinks that nobody gave the dose is told who did.
    """

    student: str
    outcome: Outcome
    by: str
    confirmation: str
    meant: Meant = field(factory=Meant)
    given_at: dt.datetime | None = None
    reason: str = ""
    minutes_after: int | None = None
    parties: tuple[Party, ...] = ()
    override_by: str | None = None
    is_of_taken: bool = False


@frozen
class Answer:
    """The entry that was made, or that this confirmation had made before; what it still needs to be told."""

    entry: DoseEntry
    missing: tuple[Need, ...] = ()


@frozen
class UnreadPlan:
    """Whose plan in force cannot be read, and why: that doses are not known is not that there are none."""

    student: Student = field(repr=False)
    why: str

    @property
    def who(self) -> str:
        """`Ana García (10050)`."""
        return f"{self.student.name} ({self.student.id})"

    def __str__(self) -> str:
        """A line of a list."""
        return f"{self.who}: {_UNKNOWN}"


_NAMED = 3
"""So many whose plans cannot be read are named in a line; of more it is said how many."""
_UNKNOWN = "doses are not known; ask the office to run kiosk verify"


def unread_words(unread: Iterable[UnreadPlan]) -> str:
    """A line for a board or a page: `NOT READ: Ana García (10050): doses are not known; …`."""
    who = sorted({each.who for each in unread})
    more = [f"{len(who) - _NAMED} more"] if len(who) > _NAMED else []
    return f"NOT READ: {listed([*who[:_NAMED], *more])}: {_UNKNOWN}" if who else ""


@frozen
class RoundSheet:
    """The students and plans of a date's round, read once; the doses come from it again and again."""

    date: dt.date
    students: Mapping[str, Student]
    plans: tuple[Plan, ...]
    unread: tuple[UnreadPlan, ...] = ()


@frozen
class StudentDose:
    """A dose and whose it is, redacted for whoever asked."""

    student: Student
    dose: Dose
