"""Signing in: one box for a staff id or a day pass, and after an id one for the PIN."""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from kiosk.access.signing import NoPass, Signed, pass_code
from kiosk.desk.asking import DeskSigning
from kiosk.desk.keys import Place, bindings
from kiosk.desk.line_box import LineBox
from kiosk.desk.reader import Reader
from kiosk.desk.scanner import is_link
from kiosk.desk.words import Words, cut, plain
from kiosk.faults import KioskError

LONGEST = 300
ASKS = "Staff ID or day pass"
ASKS_PIN = "PIN of {}"
HOW = "Scan or type your day pass, or type your staff ID."
HOW_PIN = "Type your PIN, then Enter."
LONGEST_LABEL = 30
OR_ID = "If it is your staff ID, type your PIN."
SIGN_IN_FIRST = "Sign in first, then scan the student's card."
WAITING = "One moment …"
PATIENCE = 0.7
"""Seconds after which a person is told that she is waiting."""


class SignInBox(Vertical):
    """Who is there. What was typed is kept no longer than it takes to ask."""

    BINDINGS = bindings(Place.SIGN_IN)

    class SignedIn(Message):
        """Somebody has signed in."""

        def __init__(self, signed: Signed) -> None:
            super().__init__()
            self.signed = signed

    def __init__(self, signing: DeskSigning, said: str = "") -> None:
        super().__init__()
        self._signing = signing
        self._reader: Reader[int, Signed] = Reader(self._answered)
        self._asked = 0
        self._is_asking = False
        self._staff_id = self._may_be_id = ""
        self._label, self._says = Words(ASKS, id="asks"), Words(said or HOW, id="says")
        self._says.set_class(bool(said), "-told")
        self._box = LineBox(longest=LONGEST, id="who")

    def compose(self) -> ComposeResult:
        """What is asked, the box, and a sentence."""
        with Horizontal():
            yield self._label
            yield self._box
        yield self._says

    def on_mount(self) -> None:
        """Whoever comes may type at once."""
        self._box.focus()

    def on_click(self, event: events.Click) -> None:
        """There is nothing else here to be in."""
        event.stop()
        self._box.focus()

    def begin_again(self, said: str = "") -> None:
        """Ask who is there, and forget what was typed and asked."""
        self._asked += 1
        self._ask_for("", said or HOW, is_told=bool(said))

    def forget(self) -> None:
        """Forget what was typed, after a while in which nobody went on."""
        if not self._is_asking and (self._box.value or self._staff_id):
            self.begin_again()

    def take(self, code: str) -> None:
        """Try a day pass that was scanned."""
        self._ask(partial(self._signing.with_pass, code), may_be_id="")

    def on_input_changed(self, event: Input.Changed) -> None:
        """A letter takes away what was said."""
        event.stop()
        if event.value and self._says.has_class("-told") and not self._staff_id:
            self._say(HOW)

    def action_again(self) -> None:
        """Begin again."""
        self.begin_again()

    def action_go(self) -> None:
        """Take what was typed: a day pass, a staff id, or the PIN of the one before."""
        typed = self._box.value.strip()
        if self._is_asking or not typed:
            return
        self._box.clear()
        if self._staff_id:
            self._ask(partial(self._with_pin, self._staff_id, typed), may_be_id=self._staff_id)
        elif is_link(typed):
            self.begin_again(SIGN_IN_FIRST)
        elif (code := pass_code(typed)) is not None:
            self._ask(partial(self._signing.with_pass, code), may_be_id=typed)
        else:
            self._ask_for(typed, HOW_PIN)

    def _with_pin(self, staff_id: str, typed: str) -> Signed:
        """Sign in with a PIN; many type a pass anew, that they typed wrong before, where the PIN goes."""
        if pass_code(staff_id) and (code := pass_code(typed)):
            with suppress(NoPass):
                return self._signing.with_pass(code)
        return self._signing.with_pin(staff_id, typed)

    def _ask_for(self, staff_id: str, said: str, *, is_told: bool = False) -> None:
        """Ask for the PIN of an id; or, without one, who is there."""
        self._staff_id, self._is_asking = staff_id, False
        asks = ASKS_PIN.format(staff_id) if staff_id else ASKS
        self._label.say(cut(asks, LONGEST_LABEL).rstrip())
        self._box.password = bool(staff_id)
        self._box.clear()
        self._say(said, is_told=is_told)
        self._box.focus()

    def _say(self, sentence: str, *, is_told: bool = False) -> None:
        self._says.set_class(is_told, "-told")
        self._says.say(plain(sentence))

    def _ask(self, question: Callable[[], Signed], *, may_be_id: str) -> None:
        self._asked += 1
        self._is_asking = True
        self._may_be_id = may_be_id
        self.screen.set_focus(None)
        self._reader.ask(self._asked, question)
        self.set_timer(PATIENCE, partial(self._wait, self._asked))

    def _wait(self, asked: int) -> None:
        if self._is_asking and asked == self._asked:
            self._say(WAITING)

    def _answered(self, asked: int, answer: Future[Signed]) -> None:
        self.call_later(self._take, asked, answer)

    def _take(self, asked: int, answer: Future[Signed]) -> None:
        if asked != self._asked:
            return
        try:
            signed = answer.result()
        except NoPass as error:
            or_id = OR_ID if self._may_be_id else ""
            self._ask_for(self._may_be_id, f"{error} {or_id}", is_told=True)
        except KioskError as error:
            self._ask_for(self._staff_id, " ".join(error.sentences), is_told=True)
        else:
            self.post_message(self.SignedIn(signed))
