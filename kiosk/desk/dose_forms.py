"""What is asked before an outcome is recorded, as forms; and what is recorded of the answers. Pure."""

import datetime as dt
from collections.abc import Collection

from attrs import evolve, frozen

from kiosk.access.dose_case import DoseCase
from kiosk.access.dose_model import Wanted
from kiosk.access.model import Person
from kiosk.desk import dose_words as words
from kiosk.desk.dose_form import Ask, Filled, Form
from kiosk.medication.choosing import Meant
from kiosk.medication.model import DoseEntry
from kiosk.medication.outcomes import Need, Outcome, Party
from kiosk.plans.model import Role
from kiosk.school.calendar import Moment
from kiosk.school.words import clock

INCIDENT = "An incident: the next screen lists who is to be told."
LATE = "Say when it was, and why it is entered only now."
_ASKED = {Need.REASON: Ask.REASON, Need.MINUTES_AFTER: Ask.MINUTES, Need.TOLD: Ask.TOLD}


@frozen
class Asking:
    """The forms of one dose, for whoever gives it, at this moment."""

    case: DoseCase
    person: Person
    moment: Moment

    @property
    def _name(self) -> str:
        return self.case.student.name

    @property
    def _now(self) -> dt.time:
        """The latest time that may be said."""
        return self.moment.local.time() if self.moment.date == self.case.dose.date else dt.time.max

    @property
    def _why_not(self) -> str:
        return self.case.no.why if self.case.no else ""

    def of(self, outcome: Outcome) -> Form:
        """What an outcome needs; another try that is the nurse's decision needs its reason too."""
        asks = [_ASKED[each] for each in outcome.rule.needs]
        optional = {Ask.TOLD}
        if outcome is Outcome.HOME:
            asks.append(Ask.WHEN)
            optional.add(Ask.WHEN)
        if words.is_decided(self.case.dose) and Ask.REASON not in asks:
            asks.insert(0, Ask.REASON)
        return self._form(outcome, asks, optional)

    def afterwards(self, outcome: Outcome) -> Form:
        """What is asked of something that happened to a dose that was given: how long after, first of all."""
        rest = [_ASKED[each] for each in outcome.rule.needs if each is not Need.MINUTES_AFTER]
        asks = [Ask.MINUTES, *rest] if Ask.TOLD in rest else [Ask.MINUTES, *rest, Ask.TOLD]
        given = self.case.dose.standing
        ago = self.moment.instant - given.at if given else dt.timedelta()
        return evolve(self._form(outcome, asks, {Ask.TOLD}), most=int(ago / dt.timedelta(minutes=1)))

    def _form(self, outcome: Outcome, asks: list[Ask], optional: Collection[Ask]) -> Form:
        """An incident that the nurse records is one of which the nurse has been told."""
        is_incident = outcome.rule.is_incident
        knows = (Party.NURSE,) if is_incident and self.person.role is Role.NURSE else ()
        title = f"{self._name}: {words.outcome_words(outcome)}"
        about = INCIDENT if is_incident else ""
        return Form(title, about, tuple(asks), frozenset(optional), knows, self._now)

    def again(self) -> Form:
        """Another try, as the nurse decides."""
        return Form("Another try", self._why_not, (Ask.REASON,))

    def late(self) -> Form:
        """Given earlier, and entered now."""
        return Form(f"Given earlier to {self._name}", LATE, (Ask.WHEN, Ask.REASON), now=self._now)

    def override(self, given_at: dt.datetime | None) -> Form:
        """Two people, and a reason; of a dose that was given at another time than now, that time."""
        at = f", as given at {clock(self.moment.calendar.local(given_at))}" if given_at else ""
        title = f"Give all the same{at}: two people, and a reason"
        return Form(title, self._why_not, (Ask.STAFF, Ask.PIN, Ask.REASON))

    def undo(self, entry: DoseEntry) -> Form:
        """Take an entry back."""
        stands = words.BOTH_STAY_GIVEN if entry.told.follows else words.BOTH_STAY
        about = f"{words.done_words(self._name, entry, self.moment.calendar)} {stands}"
        return Form("Take this back", about, (Ask.REASON,))

    def wanted(
        self, outcome: Outcome, filled: Filled, confirmation: str, *, is_of_taken: bool = False
    ) -> Wanted:
        """What is recorded of the answers."""
        dose = self.case.dose
        given_at = self.moment.calendar.instant(dose.date, filled.when) if filled.when else None
        is_beside = outcome is Outcome.HOME and given_at is not None
        key = dose.ordered.key
        return Wanted(
            key.student,
            outcome,
            self.person.id,
            confirmation,
            Meant(key.order, key.kind.value, None if is_beside else dose.slot),
            given_at,
            filled.reason,
            filled.minutes,
            filled.parties,
            is_of_taken=is_of_taken,
        )
