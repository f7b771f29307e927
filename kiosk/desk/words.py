"""The one gate through which stored text reaches the screen: as it was written, and never as a command.

Textual reads `[…]` as markup and a terminal obeys control characters, so text from a roster or a plan is
made plain here, and every text widget of the desk is one of these.
"""

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import Static

from kiosk.plain import plain

__all__ = ["Words", "content", "cut", "lines", "plain"]


def content(text: str, tail: str = "", tail_style: str = "$muted") -> Content:
    """Text that is shown as it is, and perhaps a quieter tail behind it."""
    said = Content(plain(text))
    return said + Content.styled(f"  {plain(tail)}", tail_style) if tail else said


def lines(text: str, width: int, tail: str = "") -> int:
    """How many lines the text takes in so many cells, as Textual wraps it."""
    return content(text, tail).get_height({}, width) if width > 0 else 1


def cut(text: str, width: int, *, gap: int = 2) -> str:
    """The text in so many cells, some of them space; an ellipsis where it is too long."""
    room = width - gap
    if cell_len(text) > room:
        text = f"{set_cell_size(text, max(room - 1, 0)).rstrip()}…" if room > 0 else ""
    return set_cell_size(text, max(width, 0))


class Words(Static, inherit_bindings=False):
    """Text on the screen; it is redrawn only when it says something else."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(content(text), markup=False, id=id, classes=classes)
        self.said = (text, "")

    def say(self, text: str, tail: str = "") -> None:
        """Show this text instead."""
        if (text, tail) != self.said:
            self.said = (text, tail)
            self.update(content(text, tail))

    def say_lines(self, lines: Iterable[str]) -> None:
        """Show these lines instead, one under the other."""
        said = tuple(lines)
        self.said = (" ".join(said), "")
        self.update(Content("\n").join(Content(plain(each)) for each in said))
