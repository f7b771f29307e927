"""What is said of a dose to the round, and what it answers."""

import datetime as dt
from collections.abc import Mapping

from attrs import field, frozen

from kiosk.faults import Refused
from kiosk.medication.choosing import Meant
from kiosk.medication.model import Dose, DoseEntry
from kiosk.medication.outcomes import Need, Outcome, Party
from kiosk.plans.model import Plan
from kiosk.plans.student import Student


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
class RoundSheet:
    """The students and plans of a date's round, read once; the doses come from it again and again."""

    date: dt.date
    students: Mapping[str, Student]
    plans: tuple[Plan, ...]


@frozen
class StudentDose:
    """A dose and whose it is, redacted for whoever asked."""

    student: Student
    dose: Dose
