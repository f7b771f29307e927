"""One dose on the screen: whose it is, what is given, what stands in the way, and is this the child?"""

from concurrent.futures import Future
from enum import Enum, auto
from functools import partial

from attrs import frozen
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from kiosk.access.dose_case import DoseCase
from kiosk.access.dose_model import StudentDose
from kiosk.clock import Clock
from kiosk.desk import dose_words as words
from kiosk.desk.asking import DeskAccess
from kiosk.desk.dose_identity import Identity
from kiosk.desk.hints import Hints
from kiosk.desk.reader import Reader
from kiosk.desk.round_asking import RoundAccess
from kiosk.desk.scan_places import Careful
from kiosk.desk.scans import Scans, is_findable
from kiosk.desk.words import Words
from kiosk.faults import KioskError
from kiosk.medication.model import DoseEntry
from kiosk.plans.student import Student
from kiosk.school.calendar import Calendar, Moment

READING = "Reading the order …"
READ_AGAIN = "Press t to try again."


class State(Enum):
    """How far the dose has come."""

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


class DoseView(ModalScreen[Done | None], Careful, inherit_bindings=False):
    """The dose as it was read; scanned cards say whether this is the child."""

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
        self.access, self.shown, self.calendar, self._clock = access, dose, calendar, clock
        self._reader: Reader[str, DoseCase] = Reader(self._was_read)
        self._scans = Scans(desk_access, self, self._card_of, self._no_card)
        self.identity = Identity()
        self.state, self.said = State.READING, ""
        self.case: DoseCase | None = None

    def compose(self) -> ComposeResult:
        """Who, what, when, and what stands in the way."""
        with Vertical(id="dose"):
            yield Words(self.shown.student.name, id="dose-name")
            yield Words(self.shown.student.about, id="dose-about")
            with VerticalScroll(id="dose-all", can_focus=False):
                yield Words(id="dose-drug")
                yield Words(id="dose-lines")
                yield Words(id="dose-no")
                yield self.identity
            yield Words(READING, id="dose-says")
        with Vertical(id="hints"):
            yield Hints()

    def on_mount(self) -> None:
        """Read the dose as it stands now."""
        self.read()

    def moment(self) -> Moment:
        """What the clock says."""
        return self.calendar.moment(self._clock.now())

    def read(self, said: str = "") -> None:
        """Read it; then say this."""
        self.turn(State.READING, said or READING)
        self._reader.ask(said, partial(self.access.open, self.shown))

    def _was_read(self, said: str, answer: Future[DoseCase]) -> None:
        self.call_later(self._take_case, said, answer)

    def _take_case(self, said: str, answer: Future[DoseCase]) -> None:
        try:
            self.case = answer.result()
        except KioskError as error:
            self.turn(State.UNSURE, f"{' '.join(error.sentences)} {READ_AGAIN}")
            return
        self.turn(State.READY, said)
        self.show(self.case)

    def show(self, case: DoseCase) -> None:
        """What is known of the dose, and why it may not be given."""
        moment, dose = self.moment(), case.dose
        self._words("dose-drug").say(words.drug_words(dose))
        self._words("dose-lines").say_lines(
            [*words.about_lines(case, moment), *words.history_lines(dose, self.calendar)]
        )
        no = case.no.why if case.no else words.late_words(dose, moment)
        said = [f"! {each}" for each in (no, case.soon) if each and each not in self.said]
        self._words("dose-no").say_lines(said)
        self._words("dose-no").display = bool(said)  # what a refusal says louder is not said twice
        self.identity.ask(None if words.is_final(dose) else case.student)
        self.refresh_bindings()

    def _words(self, name: str) -> Words:
        return self.query_one(f"#{name}", Words)

    def turn(self, state: State, said: str) -> None:
        """Be so far, and say this."""
        self.state = state
        self.say(said)
        self.refresh_bindings()

    def say(self, said: str) -> None:
        """Say this under the dose."""
        self.said = said
        self._words("dose-says").say(said)

    def scanned(self, text: str) -> None:
        """A card says whose it is: the right one ticks the name, another child's is told."""
        if is_findable(text):
            number = text.strip()
            self._tell_card(is_right=number == self.shown.student.id, whose=f"the number {number}")
        else:
            self._scans.ask(text)

    def _card_of(self, student: Student) -> None:
        self._tell_card(is_right=student.id == self.shown.student.id, whose=f"{student.name}'s card")

    def _tell_card(self, *, is_right: bool, whose: str) -> None:
        name = self.shown.student.name
        if is_right:
            self.identity.is_hers()
            self.say(f"This is {name}'s card. Ask for the birthday too.")
        else:
            self.identity.is_not_hers()
            self.say(f"Stop: that is {whose}, and not {name}'s. Nothing was given. Esc goes back.")

    def _no_card(self, sentence: str) -> None:
        """A card of nobody here is nobody's proof."""
        self.identity.is_not_hers()
        self.say(f"Stop: {sentence} Ask for name and birthday again.")
