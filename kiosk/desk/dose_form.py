"""What is asked beside an outcome: a reason, minutes, who was told, when it was, or a second person."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from attrs import field, frozen
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from kiosk.desk.dose_party import Ticks
from kiosk.desk.dose_words import minutes_of, time_of
from kiosk.desk.hints import Hints
from kiosk.desk.keys import Place, bindings
from kiosk.desk.line_box import LineBox
from kiosk.desk.words import Words
from kiosk.faults import BadInput
from kiosk.medication.outcomes import Party

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
    """What is asked, of what; what may stay empty, and who was told already.

    `now` is the latest time that may be said, and `most` so many minutes.
    """

    title: str
    about: str
    asks: Sequence[Ask] = ()
    optional: frozenset[Ask] = frozenset({Ask.TOLD})
    told: tuple[Party, ...] = ()
    now: dt.time = dt.time.max
    most: int = 1440


@frozen
class Filled:
    """The answers; what was not asked is empty."""

    reason: str = ""
    minutes: int | None = None
    when: dt.time | None = None
    staff: str = ""
    pin: str = field(default="", repr=False)
    parties: tuple[Party, ...] = ()


class FormScreen(ModalScreen[Filled | None], inherit_bindings=False):
    """The form; Enter goes to the next answer, and never records."""

    BINDINGS = bindings(Place.FORM)
    AUTO_FOCUS = None
    CSS_PATH = "dose_form.tcss"

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._boxes = {each: _box(each) for each in form.asks if each is not Ask.TOLD}
        self._ticks = Ticks(form.told)

    def compose(self) -> ComposeResult:
        """What it is about, and a line for each answer."""
        with Vertical(id="form"):
            yield Words(self._form.title, id="form-title")
            yield Words(self._form.about, id="form-about")
            for ask in self._form.asks:
                with Horizontal(classes="form-line"):
                    may = " (or nobody)" if ask is Ask.TOLD else " (or nothing)"
                    yield Words(f"{ask}{may if ask in self._form.optional else ''}", classes="form-ask")
                    yield self._field(ask)
            yield Words(SURE, id="form-says")
        with Vertical(id="hints"):
            yield Hints()

    def on_mount(self) -> None:
        """The first answer may be given at once."""
        if self._form.asks:
            self._field(self._form.asks[0]).focus()

    def _field(self, ask: Ask) -> LineBox | Ticks:
        return self._ticks if ask is Ask.TOLD else self._boxes[ask]

    def on_input_changed(self, event: Input.Changed) -> None:
        """A letter takes away what was said."""
        event.stop()
        self._say(SURE)

    def _say(self, sentence: str) -> None:
        self.query_one("#form-says", Words).say(sentence)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A next answer only where there are several."""
        if action in {"next", "previous"}:
            return len(self._form.asks) > 1
        return super().check_action(action, parameters)

    def action_next(self) -> None:
        """To the next answer; the last one stays."""
        self._move(1)

    def action_previous(self) -> None:
        """To the answer before."""
        self._move(-1)

    def _move(self, step: int) -> None:
        fields = [self._field(each) for each in self._form.asks]
        at = next((at for at, each in enumerate(fields) if each.has_focus), 0)
        fields[min(max(at + step, 0), len(fields) - 1)].focus()

    def action_go(self) -> None:
        """Hand the answers over, if all are there and each can be read."""
        try:
            filled = self._filled()
        except BadInput as error:
            self._say(str(error))
            return
        for ask, box in self._boxes.items():
            if ask not in self._form.optional and not box.value.strip():
                self._say(f"This is needed too: {ask}")
                box.focus()
                return
        self.dismiss(filled)

    def _filled(self) -> Filled:
        said = {ask: box.value.strip() for ask, box in self._boxes.items()}
        return Filled(
            reason=said.get(Ask.REASON, ""),
            minutes=minutes_of(said.get(Ask.MINUTES, ""), self._form.most),
            when=time_of(said.get(Ask.WHEN, ""), self._form.now),
            staff=said.get(Ask.STAFF, ""),
            pin=said.get(Ask.PIN, ""),
            parties=self._ticks.parties if Ask.TOLD in self._form.asks else (),
        )

    def action_back(self) -> None:
        """Nothing is recorded."""
        self.dismiss(None)


def _box(ask: Ask) -> LineBox:
    box = LineBox(longest=LONGEST, id=f"form-{ask.name.lower()}")
    box.password = ask is Ask.PIN
    return box
