"""What is asked beside an outcome: a reason, minutes, who was told, when it was, or a second person."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from attrs import frozen
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from kiosk.desk.hints import Hints
from kiosk.desk.keys import Place, bindings
from kiosk.desk.line_box import LineBox
from kiosk.desk.words import Words, content
from kiosk.medication.outcomes import FOLLOW_UP, Party

LONGEST = 200
SURE = "F4 records it."


class Ask(StrEnum):
    """What a form asks, as it stands before the box."""

    REASON = "Why?"
    MINUTES = "Minutes after it?"
    WHEN = "When? As 11:58"
    STAFF = "Second person's ID"
    PIN = "Her PIN"
    TOLD = "Who was told?"


@frozen
class Form:
    """What is asked, of what; what may stay empty."""

    title: str
    about: str
    asks: Sequence[Ask]
    optional: frozenset[Ask] = frozenset({Ask.TOLD})


@frozen
class Filled:
    """The answers; what was not asked is empty."""

    reason: str = ""
    minutes: int | None = None
    when: str = ""
    staff: str = ""
    pin: str = ""
    parties: tuple[Party, ...] = ()


class Ticks(Widget, can_focus=True):
    """Who was told: `[x] 1 nurse`; each key turns one."""

    def __init__(self) -> None:
        super().__init__(id="form-told")
        self.parties: tuple[Party, ...] = ()

    def render(self) -> Content:
        """Each party with its key."""
        said = (
            f"[{'x' if each in self.parties else ' '}] {number} {each.value}"
            for number, each in enumerate(FOLLOW_UP, start=1)
        )
        return content("  ".join(said))

    def on_key(self, event: events.Key) -> None:
        """A number turns a tick."""
        numbers = {str(number): each for number, each in enumerate(FOLLOW_UP, start=1)}
        if (party := numbers.get(event.key)) is not None:
            event.stop()
            self.turn(party)

    def turn(self, party: Party) -> None:
        """Tick, or not any more."""
        found = {*self.parties} ^ {party}
        self.parties = tuple(each for each in FOLLOW_UP if each in found)
        self.refresh()


class FormScreen(ModalScreen[Filled | None], inherit_bindings=False):
    """The form; Enter goes to the next answer, and never records."""

    BINDINGS = bindings(Place.FORM)
    AUTO_FOCUS = None
    CSS_PATH = "dose_form.tcss"

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._fields: dict[Ask, LineBox | Ticks] = {each: _field(each) for each in form.asks}

    def compose(self) -> ComposeResult:
        """What it is about, and a line for each answer."""
        with Vertical(id="form"):
            yield Words(self._form.title, id="form-title")
            yield Words(self._form.about, id="form-about")
            for ask, field in self._fields.items():
                with Horizontal(classes="form-line"):
                    may = " (or nobody)" if ask is Ask.TOLD else " (or nothing)"
                    yield Words(f"{ask}{may if ask in self._form.optional else ''}", classes="form-ask")
                    yield field
            yield Words(SURE, id="form-says")
            yield Hints()

    def on_mount(self) -> None:
        """The first answer may be given at once."""
        if self._fields:
            next(iter(self._fields.values())).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """A letter takes away what was said."""
        event.stop()
        self.query_one("#form-says", Words).say(SURE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A next answer only where there are several."""
        if action in {"next", "previous"}:
            return len(self._fields) > 1
        return super().check_action(action, parameters)

    def action_next(self) -> None:
        """To the next answer."""
        self._move(1)

    def action_previous(self) -> None:
        """To the answer before."""
        self._move(-1)

    def _move(self, step: int) -> None:
        fields = list(self._fields.values())
        at = next((at for at, each in enumerate(fields) if each.has_focus), 0)
        fields[(at + step) % len(fields)].focus()

    def action_go(self) -> None:
        """Hand the answers over, if all are there."""
        try:
            filled = self._filled()
        except ValueError as error:
            self.query_one("#form-says", Words).say(str(error))
            return
        for ask, field in self._fields.items():
            if ask not in self._form.optional and isinstance(field, LineBox) and not field.value.strip():
                self.query_one("#form-says", Words).say(f"This is needed too: {ask}")
                field.focus()
                return
        self.dismiss(filled)

    def _filled(self) -> Filled:
        said = dict(self._texts())
        told = self._fields.get(Ask.TOLD)
        return Filled(
            reason=said.get(Ask.REASON, ""),
            minutes=_minutes(said.get(Ask.MINUTES, "")),
            when=said.get(Ask.WHEN, ""),
            staff=said.get(Ask.STAFF, ""),
            pin=said.get(Ask.PIN, ""),
            parties=told.parties if isinstance(told, Ticks) else (),
        )

    def _texts(self) -> Iterator[tuple[Ask, str]]:
        for ask, field in self._fields.items():
            if isinstance(field, LineBox):
                yield ask, field.value.strip()

    def action_back(self) -> None:
        """Nothing is recorded."""
        self.dismiss(None)


def _field(ask: Ask) -> LineBox | Ticks:
    if ask is Ask.TOLD:
        return Ticks()
    box = LineBox(longest=LONGEST, id=f"form-{ask.name.lower()}")
    box.password = ask is Ask.PIN
    return box


def _minutes(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or int(text) > 1440:
        raise ValueError("Minutes are a number, such as 10.")
    return int(text)
