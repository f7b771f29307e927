"""A box to type in: one clean line, whatever is typed, pasted or scanned."""

from textual import events
from textual.binding import Binding
from textual.widgets import Input

from kiosk.desk.words import plain

_NOT_OURS = {"submit", "cut", "copy", "paste"}


class LineBox(Input, inherit_bindings=False):
    """One line; Enter is its place's, and nothing is copied out of it."""

    BINDINGS = [  # noqa: RUF012 - as Textual has it
        each for each in Input.BINDINGS if isinstance(each, Binding) and each.action not in _NOT_OURS
    ]

    def __init__(self, *, longest: int, id: str, placeholder: str = "") -> None:  # noqa: A002 - Textual's
        super().__init__(
            placeholder=placeholder, compact=True, max_length=longest, select_on_focus=True, id=id
        )
        self.cursor_blink = False
        self._longest = longest

    def take(self, text: str) -> None:
        """Take pasted text, as one line."""
        clean = plain(text.strip().split("\n", 1)[0])[: self._longest]
        self.replace(clean, *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.take(event.text)
