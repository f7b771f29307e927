"""Opens sealed plans where their cards are drawn: in any process, which needs their keys and no database."""

from typing import NamedTuple

from kiosk.access import policy, redaction
from kiosk.access.model import Opened, Person
from kiosk.access.policy import View
from kiosk.plans.student import StudentId
from kiosk.records import unsealing
from kiosk.records.keeper import Keeper
from kiosk.records.unsealing import SealedStudent, SealedVersion


class Sealed(NamedTuple):
    """A student and her plans in force on a date, as the records keep them."""

    entry: SealedStudent
    versions: tuple[SealedVersion, ...]

    @property
    def student(self) -> StudentId:
        """Whose plans these are."""
        return StudentId(self.entry.id)


def opened(keeper: Keeper, person: Person, found: Sealed) -> Opened:
    """What may stand on this student's card, and why this person may have it printed."""
    policy.rooms(person, View.CARDS)
    student = unsealing.student(keeper, found.entry)
    plans = [unsealing.version(keeper, each) for each in found.versions]
    return redaction.shown(person, View.CARDS, student, plans, policy.reason(person))
