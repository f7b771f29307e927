"""In an emergency: whose, what is happening, and Enter; then the crisis protocol stands on the screen."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial

from attrs import evolve, frozen
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from kiosk.access.emergency import LONGEST, missing
from kiosk.access.model import Opened
from kiosk.desk.asking import DeskAccess
from kiosk.desk.hints import Hints
from kiosk.desk.keys import Place, bindings
from kiosk.desk.protocol import whole
from kiosk.desk.reader import Reader
from kiosk.desk.sheet import Protocol, Row, Tone
from kiosk.desk.words import Words, plain
from kiosk.faults import KioskError
from kiosk.plans.agenda import agenda
from kiosk.plans.model import Kind
from kiosk.plans.student import Student
from kiosk.school.calendar import Moment

WHO = "Type the whole name or the student's number, then Enter."
WHAT = "Say what is happening, then Enter. It is recorded, and the coordinator and the principal see it."
WAITING = "One moment …"


@frozen
class Emergency:
    """What the crisis view shows: whose protocols, and these."""

    whose: str
    protocols: tuple[Protocol, ...]


class EmergencyScreen(ModalScreen[Emergency | None], inherit_bindings=False):
    """Two boxes, one after the other; nobody is looked at in a list."""

    BINDINGS = bindings(Place.EMERGENCY)
    AUTO_FOCUS = "#who"
    CSS_PATH = "emergency.tcss"

    def __init__(self, access: DeskAccess, moment: Callable[[], Moment], phone: str) -> None:
        super().__init__()
        self._access, self._moment, self._phone = access, moment, phone
        self._names: Reader[int, Student] = Reader(self._named)
        self._plans: Reader[str, Opened] = Reader(self._opened)
        self._student: Student | None = None
        self._newest, self._looked_for = 0, ""

    def compose(self) -> ComposeResult:
        """Whose, and what is happening."""
        with Vertical():
            yield Words("EMERGENCY", id="emergency-title")
            with Horizontal():
                yield Words("Who", classes="label")
                yield _box("who", 300)
            yield Words(id="found")
            with Horizontal():
                yield Words("What", classes="label")
                yield _box("what", LONGEST, is_off=True)
            yield Words(WHO, id="says")
            yield Hints()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Look for her; then open what her plan says for an emergency."""
        event.stop()
        typed = plain(event.value).strip()
        if event.input.id == "who":
            self._look_for(typed, shown=typed)
        elif self._student is not None:
            self._say(WAITING)
            self._plans.ask(typed, partial(self._access.in_emergency, self._student.id, typed))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another name is another student."""
        event.stop()
        if event.input.id == "who" and self._student is not None and self._who != self._looked_for:
            self._take(None)

    def scanned(self, text: str) -> None:
        """The card of the student in need; this comes behind its first letters, which went into the box."""
        self.query_one("#who", Input).call_later(self._take_card, text)

    def action_back(self) -> None:
        """Back, with nothing opened."""
        self.dismiss(None)

    def action_other_box(self) -> None:
        """To the name, or to what is happening once she is found."""
        who, what = self.query_one("#who", Input), self.query_one("#what", Input)
        (who if self.focused is what or what.disabled else what).focus()

    def _take_card(self, text: str) -> None:
        who = self.query_one("#who", Input)
        who.value = ""
        who.focus()
        self._take(None)
        self._look_for(text, shown="")

    @property
    def _who(self) -> str:
        return plain(self.query_one("#who", Input).value).strip()

    def _look_for(self, text: str, shown: str) -> None:
        """Ask who this is; the answer counts as long as the box shows what it showed then."""
        self._newest += 1
        self._looked_for = shown
        self._say(WAITING)
        self._names.ask(self._newest, partial(self._access.named, text))

    def _named(self, number: int, answer: Future[Student]) -> None:
        self.call_later(self._take_name, number, answer)

    def _take_name(self, number: int, answer: Future[Student]) -> None:
        if number != self._newest or self._who != self._looked_for:
            return
        try:
            self._take(answer.result())
        except KioskError as error:
            self._say(" ".join(error.sentences))

    def _take(self, student: Student | None) -> None:
        self._student = student
        what = self.query_one("#what", Input)
        what.disabled = student is None
        self.query_one("#found", Words).say(f"{student.name} · {student.about}" if student else "")
        self._say(WHAT if student else WHO)
        if student is not None:
            what.focus()

    def _opened(self, typed: str, answer: Future[Opened]) -> None:
        del typed
        self.call_later(self._show, answer)

    def _show(self, answer: Future[Opened]) -> None:
        if not self.is_current:
            return
        try:
            opened = answer.result()
        except KioskError as error:
            self._say(" ".join(error.sentences))
            return
        student = opened.student
        protocols = tuple(protocols_of(opened, self._moment(), self._phone))
        self.dismiss(Emergency(f"{student.name} · {student.about}", protocols))

    def _say(self, sentence: str) -> None:
        self.query_one("#says", Words).say(plain(sentence))


def _box(name: str, longest: int, *, is_off: bool = False) -> Input:
    """A box in which nothing blinks, as in all others of the kiosk."""
    box = Input(compact=True, max_length=longest, id=name, disabled=is_off)
    box.cursor_blink = False
    return box


def protocols_of(opened: Opened, moment: Moment, phone: str) -> Iterator[Protocol]:
    """Each thing to do, with what is not shown here and whom to call for it; or just that."""
    student = opened.student
    more = [Row(each, Tone.ALARM) for each in missing(opened, phone)]
    foot = [*more, Row(opened.reason, Tone.QUIET)]
    items = agenda([each.plan for each in opened.versions], moment, student.who)
    crisis_first = sorted(items, key=lambda each: each.accommodation.kind is not Kind.CRISIS)
    for item in crisis_first:
        found = whole(item, student, phone)
        what = item.accommodation
        condition = found.condition if what.when.trigger else what.text
        yield evolve(found, condition=condition, rows=(*found.rows, *foot))
    if not items:
        yield Protocol("Nothing is written down here for an emergency.", tuple(foot), ())
