"""One dose, with the child in front of it: who is it, what is given, and what became of it."""

from collections.abc import Callable
from concurrent.futures import Future
from enum import Enum, auto
from functools import partial
from uuid import uuid4

from attrs import evolve, frozen
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from kiosk.access.dose_case import DoseCase
from kiosk.access.dose_model import Answer, DoseRefused, StudentDose, Wanted
from kiosk.clock import Clock
from kiosk.desk import dose_words as words
from kiosk.desk.asking import DeskAccess
from kiosk.desk.dose_form import Ask, Filled, Form, FormScreen
from kiosk.desk.hints import Hints
from kiosk.desk.keys import Place, bindings
from kiosk.desk.reader import Reader
from kiosk.desk.round_asking import RoundAccess
from kiosk.desk.scan_places import Careful
from kiosk.desk.scans import Scans, is_findable
from kiosk.desk.words import Words
from kiosk.faults import BadInput, KioskError
from kiosk.medication.choosing import Meant
from kiosk.medication.giving import No
from kiosk.medication.model import DoseEntry
from kiosk.medication.outcomes import Need, Outcome
from kiosk.plans.student import Student
from kiosk.school.calendar import Calendar, Moment

READING = "Reading the order …"
WRITING = "Recording …"
READ_AGAIN = "Press t to try again."
AGAIN = "Press t to try again: it stays one dose."
INCIDENT = "An incident: the next screen lists who is to be told."
OVERRIDE = "v gives it all the same, with a second person."
_ASKED = {Need.REASON: Ask.REASON, Need.MINUTES_AFTER: Ask.MINUTES, Need.TOLD: Ask.TOLD}


class _State(Enum):
    READING = auto()
    READY = auto()
    WRITING = auto()
    UNSURE = auto()
    """The records could not be reached: what was sent is sent again, under the same confirmation."""


@frozen
class Done:
    """What was recorded, for the board to say."""

    said: str
    entry: DoseEntry


class DoseScreen(ModalScreen[Done | None], Careful, inherit_bindings=False):
    """The dose. One confirmation is made when this opens, and kept however often it is sent."""

    BINDINGS = bindings(Place.DOSE)
    AUTO_FOCUS = None
    CSS_PATH = "dose_screen.tcss"

    def __init__(
        self,
        access: RoundAccess,
        desk_access: DeskAccess,
        dose: StudentDose,
        calendar: Calendar,
        clock: Clock,
    ) -> None:
        super().__init__()
        self._access, self._shown, self._calendar, self._clock = access, dose, calendar, clock
        self.confirmation = str(uuid4())
        self._reader: Reader[str, DoseCase] = Reader(self._was_read)
        self._writer: Reader[str, Answer] = Reader(self._was_written)
        self._second: Reader[Filled, str] = Reader(self._has_come)
        self._scans = Scans(desk_access, self, self._card_of, self._say)
        self._sent: Callable[[], Answer] | None = None
        self._state = _State.READING
        self.case: DoseCase | None = None
        self.ticked = [False, False]
        self.said = ""

    def compose(self) -> ComposeResult:
        """Who, what, when, and what stands in the way."""
        with Vertical(id="dose"):
            yield Words(self._shown.student.name, id="dose-name")
            yield Words(self._shown.student.about, id="dose-about")
            with VerticalScroll(id="dose-all", can_focus=False):
                yield Words(id="dose-drug")
                yield Words(id="dose-lines")
                yield Words(id="dose-no")
                yield Words(id="dose-ask")
                yield Words(id="dose-ids")
            yield Words(READING, id="dose-says")
        with Vertical(id="hints"):
            yield Hints()

    def on_mount(self) -> None:
        """Read the dose as it stands now."""
        self._read()

    def _moment(self) -> Moment:
        return self._calendar.moment(self._clock.now())

    def _read(self, said: str = "") -> None:
        """Read it; then say this."""
        self._turn(_State.READING, said or READING)
        self._reader.ask(said, partial(self._access.open, self._shown))

    def _was_read(self, said: str, answer: Future[DoseCase]) -> None:
        self.call_later(self._take_case, said, answer)

    def _take_case(self, said: str, answer: Future[DoseCase]) -> None:
        try:
            self.case = answer.result()
        except KioskError as error:
            self._turn(_State.UNSURE, f"{' '.join(error.sentences)} {READ_AGAIN}")
            return
        self._turn(_State.READY, said)
        self._show(self.case)

    def _show(self, case: DoseCase) -> None:
        moment, dose = self._moment(), case.dose
        self._words("dose-drug").say(words.drug_words(dose))
        self._words("dose-lines").say_lines(
            [*words.about_lines(case, moment), *words.history_lines(dose, self._calendar)]
        )
        self._words("dose-no").say(f"! {case.no.why}" if case.no else "")
        self._words("dose-no").display = case.no is not None
        self._words("dose-ask").say("" if words.is_final(dose) else words.ASK)
        self._show_ids()

    def _show_ids(self) -> None:
        if self.case is not None:
            is_over = words.is_final(self.case.dose)
            found = enumerate(words.identifiers(self.case.student))
            lines = [
                f"[{'x' if self.ticked[at] else ' '}] {at + 1} {each.word.ljust(10)} {each.should_be}"
                for at, each in found
            ]
            self._words("dose-ids").say_lines([] if is_over else lines)
        self.refresh_bindings()

    def _words(self, name: str) -> Words:
        return self.query_one(f"#{name}", Words)

    def _turn(self, state: _State, said: str) -> None:
        self._state = state
        self._say(said)
        self.refresh_bindings()

    def _say(self, said: str) -> None:
        self.said = said
        self._words("dose-says").say(said)

    def scanned(self, text: str) -> None:
        """A card says whose it is: the right one ticks the name, another child's is told."""
        if is_findable(text):
            number = text.strip()
            self._tell_card(is_right=number == self._shown.student.id, whose=f"the number {number}")
        else:
            self._scans.ask(text)

    def _card_of(self, student: Student) -> None:
        self._tell_card(is_right=student.id == self._shown.student.id, whose=f"{student.name}'s card")

    def _tell_card(self, *, is_right: bool, whose: str) -> None:
        name = self._shown.student.name
        if is_right:
            self.ticked[0] = True
            self._say(f"This is {name}'s card. Ask for the birthday too.")
        else:
            self.ticked = [False, False]
            self._say(f"Stop: that is {whose}, and not {name}'s. Nothing was given. Esc goes back.")
        self._show_ids()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done has a key and a hint."""
        case, is_ready = self.case, self._state in {_State.READY, _State.UNSURE}
        if action == "again":
            return self._state is _State.UNSURE
        if action == "back":
            return self._state is not _State.WRITING
        if case is None or not is_ready:
            return False
        is_open = not words.is_final(case.dose)
        if action == "undo":
            return case.dose.standing is not None
        if action == "override":
            return is_open and case.no is not None and case.no.can_be_overridden
        if action == "late":
            return is_open and case.dose.due is not None
        if action in {"both", "tick", "give", "outcome"}:
            return is_open
        return super().check_action(action, parameters)

    def action_tick(self, which: int) -> None:
        """One of the two matches, or does not."""
        self.ticked[which] = not self.ticked[which]
        self._say("")
        self._show_ids()

    def action_both(self) -> None:
        """Both match."""
        self.ticked = [True, True]
        self._say("")
        self._show_ids()

    def action_give(self) -> None:
        """Given, now; not before it is known that this is the child."""
        if self.case is None or not all(self.ticked):
            self._say(words.ASK_FIRST)
        elif words.is_decided(self.case.dose):
            form = Form("Another try", f"{self.case.no.why if self.case.no else ''}", [Ask.REASON])
            self._ask(form, lambda filled: self._record(Outcome.GIVEN, filled))
        else:
            self._record(Outcome.GIVEN, Filled())

    def action_outcome(self) -> None:
        """It was not simply given."""
        from kiosk.desk.dose_outcomes import OutcomeScreen  # noqa: PLC0415 - loaded when first opened

        self.app.push_screen(OutcomeScreen(self._shown.student.name), self._ask_of)

    def _ask_of(self, outcome: Outcome | None) -> None:
        if outcome is None:
            return
        asks = [_ASKED[each] for each in outcome.rule.needs]
        optional = {Ask.TOLD}
        if outcome is Outcome.HOME:
            asks.append(Ask.WHEN)
            optional.add(Ask.WHEN)
        if self.case is not None and words.is_decided(self.case.dose) and Ask.REASON not in asks:
            asks.insert(0, Ask.REASON)
        about = f"{self._shown.student.name}: {words.outcome_words(outcome)}"
        form = Form(about, INCIDENT if outcome.rule.is_incident else "", asks, frozenset(optional))
        self._ask(form, lambda filled: self._record(outcome, filled))

    def action_late(self) -> None:
        """It was given earlier, and is entered now."""
        if not all(self.ticked):
            self._say(words.ASK_FIRST)
            return
        form = Form(f"Given earlier to {self._shown.student.name}", "", [Ask.WHEN, Ask.REASON])
        self._ask(form, lambda filled: self._record(Outcome.GIVEN, filled))

    def action_override(self) -> None:
        """A second person takes it on with the first: with her PIN, here, and a reason."""
        if self.case is None or not all(self.ticked):
            self._say(words.ASK_FIRST)
            return
        why = self.case.no.why if self.case.no else ""
        form = Form("Give all the same: two people, and a reason", why, [Ask.STAFF, Ask.PIN, Ask.REASON])
        self._ask(form, self._ask_second)

    def _ask_second(self, filled: Filled) -> None:
        self._turn(_State.WRITING, WRITING)
        kept = evolve(filled, pin="")
        self._second.ask(kept, partial(self._access.second, filled.staff, filled.pin))

    def _has_come(self, filled: Filled, answer: Future[str]) -> None:
        self.call_later(self._take_second, filled, answer)

    def _take_second(self, filled: Filled, answer: Future[str]) -> None:
        try:
            second = answer.result()
        except KioskError as error:
            self._turn(_State.READY, f"{' '.join(error.sentences)} {words.NOTHING_RECORDED}")
            return
        self._record(Outcome.GIVEN, filled, override_by=second)

    def action_undo(self) -> None:
        """Take back what stands; both entries stay."""
        entry = self.case.dose.standing if self.case else None
        if entry is not None:
            about = f"{words.done_words(self._shown.student.name, entry, self._calendar)} {words.BOTH_STAY}"
            form = Form("Take this back", about, [Ask.REASON])
            self._ask(form, lambda filled: self._undo(entry.confirmation, filled.reason))

    def _ask(self, form: Form, then: Callable[[Filled], None]) -> None:
        def answered(filled: Filled | None) -> None:
            if filled is not None:
                then(filled)

        self.app.push_screen(FormScreen(form), answered)

    def _undo(self, confirmation: str, reason: str) -> None:
        self._write(partial(self._access.undo, confirmation, reason))

    def _record(self, outcome: Outcome, filled: Filled, *, override_by: str | None = None) -> None:
        """Send it, under this screen's confirmation."""
        dose = self._shown.dose
        try:
            given_at = words.time_of(filled.when, self._calendar, dose.date) if filled.when else None
        except BadInput as error:
            self._say(str(error))
            return
        is_beside = outcome is Outcome.HOME and given_at is not None
        key = dose.ordered.key
        wanted = Wanted(
            key.student,
            outcome,
            self._access.person.id,
            self.confirmation,
            Meant(key.order, key.kind.value, None if is_beside else dose.slot),
            given_at,
            filled.reason,
            filled.minutes,
            filled.parties,
            override_by,
        )
        self._write(partial(self._access.record, wanted))

    def _write(self, send: Callable[[], Answer]) -> None:
        self._sent = send
        self._turn(_State.WRITING, WRITING)
        self._writer.ask("", send)

    def action_again(self) -> None:
        """Send the same again, under the same confirmation; or read again."""
        if self._sent is not None:
            self._write(self._sent)
        else:
            self._read()

    def _was_written(self, key: str, answer: Future[Answer]) -> None:
        del key
        self.call_later(self._take_answer, answer)

    def _take_answer(self, answer: Future[Answer]) -> None:
        try:
            entry = answer.result().entry
        except DoseRefused as error:
            self._refused(error)
        except KioskError as error:
            self._turn(_State.UNSURE, f"{' '.join(error.sentences)} {AGAIN}")
        else:
            self.dismiss(Done(words.done_words(self._shown.student.name, entry, self._calendar), entry))

    def _refused(self, error: DoseRefused) -> None:
        """Nothing was recorded; the dose is read again, for somebody else may have been first."""
        self._sent = None
        said = f"Refused: {error}. {words.NOTHING_RECORDED}"
        if self.case is None or not error.can_be_overridden:
            self._read(said)
            return
        self.case = evolve(self.case, no=No(str(error), can_be_overridden=True))
        self._turn(_State.READY, f"{said} {OVERRIDE}")
        self._show(self.case)

    def action_back(self) -> None:
        """Back to the board."""
        self.dismiss(None)
