"""What is done of a dose with the child in front of it: given, or what else became of it, or taken back."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import cached_property, partial

from attrs import evolve

from kiosk.access.dose_case import DoseCase
from kiosk.access.dose_model import Answer, DoseRefused, Wanted
from kiosk.desk import dose_words as words
from kiosk.desk.dose_form import Filled, Form, FormScreen
from kiosk.desk.dose_forms import Asking
from kiosk.desk.dose_sending import DoseSender
from kiosk.desk.dose_view import Done, DoseView, State
from kiosk.desk.keys import Place, bindings
from kiosk.faults import KioskError
from kiosk.medication.giving import No
from kiosk.medication.outcomes import Outcome

WRITING = "Recording …"
AGAIN = "Press t to try again: it stays one dose."
OVERRIDE = "v gives it all the same, with a second person."


class DoseScreen(DoseView, inherit_bindings=False):
    """The dose and its keys. It has one confirmation, which is kept however often it is sent."""

    BINDINGS = bindings(Place.DOSE)
    _tried: Wanted | None = None

    @cached_property
    def _sender(self) -> DoseSender:
        return DoseSender(self.access, self, self._take_answer, self._take_no_second)

    @property
    def confirmation(self) -> str:
        """Under what this dose is sent."""
        return self._sender.confirmation

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done has a key and a hint."""
        if action == "again":
            return self.state is State.UNSURE
        if action == "back":
            return self.state is not State.WRITING
        if self.case is None or self.state not in {State.READY, State.UNSURE}:
            return False
        return self._can(action, self.case) and super().check_action(action, parameters)

    @staticmethod
    def _can(action: str, case: DoseCase) -> bool:
        is_open = not words.is_final(case.dose)
        if action == "undo":
            return case.dose.standing is not None
        if action == "afterwards":
            return words.was_taken(case.dose)
        if action == "override":
            return is_open and case.no is not None and case.no.can_be_overridden
        if action == "late":
            return is_open and case.dose.due is not None
        return is_open

    def action_tick(self, which: int) -> None:
        """One of the two matches, or does not."""
        self.identity.turn(which)
        self.say("")

    def action_both(self) -> None:
        """Both match."""
        self.identity.both()
        self.say("")

    def action_give(self) -> None:
        """Given, now; not before it is known that this is the child."""
        if (asking := self._sure()) is None:
            return
        if words.is_decided(asking.case.dose):
            self._ask(asking.again(), partial(self._record, Outcome.GIVEN))
        else:
            self._record(Outcome.GIVEN, Filled())

    def _sure(self) -> Asking | None:
        """The forms, once it is known that this is the child."""
        if self.case is None or not self.identity.is_sure:
            self.say(words.ASK_FIRST)
            return None
        return self._asking(self.case)

    def _asking(self, case: DoseCase) -> Asking:
        return Asking(case, self.access.person, self.moment())

    def action_outcome(self) -> None:
        """It was not simply given."""
        self._choose(words.OUTCOMES_ASKED, Asking.of)

    def action_afterwards(self) -> None:
        """It was given, and then something happened."""
        self._choose(words.HAPPENED, Asking.afterwards, is_of_taken=True)

    def _choose(
        self,
        outcomes: tuple[Outcome, ...],
        form: Callable[[Asking, Outcome], Form],
        *,
        is_of_taken: bool = False,
    ) -> None:
        from kiosk.desk.dose_outcomes import OutcomeScreen  # noqa: PLC0415 - loaded when first opened

        def chosen(outcome: Outcome | None) -> None:
            if outcome is not None and self.case is not None:
                record = partial(self._record, outcome, is_of_taken=is_of_taken)
                self._ask(form(self._asking(self.case), outcome), record)

        self.app.push_screen(OutcomeScreen(self.shown.student.name, outcomes), chosen)

    def action_late(self) -> None:
        """It was given earlier, and is entered now."""
        if asking := self._sure():
            self._ask(asking.late(), partial(self._record, Outcome.GIVEN))

    def action_override(self) -> None:
        """A second person takes it on with the first: with her PIN, here, and a reason."""
        if asking := self._sure():
            at = self._tried.given_at if self._tried else None  # what was refused is what they take on
            wanted = partial(asking.wanted, Outcome.GIVEN, confirmation=self.confirmation)

            def send(filled: Filled) -> None:
                self.turn(State.WRITING, WRITING)
                self._sender.record_with(evolve(wanted(filled), given_at=at), filled.staff, filled.pin)

            self._ask(asking.override(at), send)

    def _take_no_second(self, error: KioskError) -> None:
        self.turn(State.READY, f"{' '.join(error.sentences)} {words.NOTHING_RECORDED}")

    def action_undo(self) -> None:
        """Take back what stands; both entries stay."""
        entry = self.case.dose.standing if self.case else None
        if self.case is not None and entry is not None:
            undo = self._asking(self.case).undo(entry)
            self._ask(undo, lambda filled: self._undo(entry.confirmation, filled.reason))

    def _ask(self, form: Form, then: Callable[[Filled], None]) -> None:
        def answered(filled: Filled | None) -> None:
            if filled is not None:
                then(filled)

        self.app.push_screen(FormScreen(form), answered)

    def _undo(self, confirmation: str, reason: str) -> None:
        self.turn(State.WRITING, WRITING)
        self._sender.undo(confirmation, reason)

    def _record(self, outcome: Outcome, filled: Filled, *, is_of_taken: bool = False) -> None:
        """Send it, under this screen's confirmation."""
        if self.case is not None:
            asking = self._asking(self.case)
            self._tried = asking.wanted(outcome, filled, self.confirmation, is_of_taken=is_of_taken)
            self.turn(State.WRITING, WRITING)
            self._sender.record(self._tried)

    def action_again(self) -> None:
        """Send the same again, under the same confirmation; or read again."""
        if self._sender.has_sent:
            self.turn(State.WRITING, WRITING)
            self._sender.again()
        else:
            self.read()

    def _take_answer(self, answer: Future[Answer]) -> None:
        try:
            entry = answer.result().entry
        except DoseRefused as error:
            self._refused(error)
        except KioskError as error:
            self.turn(State.UNSURE, f"{' '.join(error.sentences)} {AGAIN}")
        else:
            self.dismiss(Done(words.done_words(self.shown.student.name, entry, self.calendar), entry))

    def _refused(self, error: DoseRefused) -> None:
        """Nothing was recorded; the dose is read again, for somebody else may have been first."""
        self._sender.forget()
        said = f"Stop: {str(error).rstrip('.')}. {words.NOTHING_RECORDED}"
        if self.case is None or not error.can_be_overridden:
            self.read(said)
            return
        self.case = evolve(self.case, no=No(str(error), can_be_overridden=True))
        self.turn(State.READY, f"{said} {OVERRIDE}")
        self.show(self.case)

    def action_back(self) -> None:
        """Back to the board."""
        self.dismiss(None)
