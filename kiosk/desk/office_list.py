"""What can be printed, line by line: what has changed, everybody, and each room; one line is marked."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kiosk.desk.office_words import to_print
from kiosk.desk.words import cut, plain
from kiosk.print_office import Choice

_MARGIN = 2
_COUNTS = 7, 10
"""Cells for how many cards there are, and how many of them are to be printed."""
_BAR = 1
_WIDEST = 40


def columns_words(width: int) -> str:
    """The heads of the two columns of numbers, over a list so wide."""
    return f"{' ' * (_MARGIN + _titles(width))}{'cards'.rjust(_COUNTS[0])}{'to print'.rjust(_COUNTS[1])}"


class ChoiceList(ScrollView, inherit_bindings=False, can_focus=False):
    """The list."""

    COMPONENT_CLASSES = {"office--title", "office--quiet", "office--mark", "office--chosen"}  # noqa: RUF012 - as Textual has it

    class Marked(Message):
        """Another line was marked."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: tuple[Choice, ...] = ()
        self._chosen = 0

    @property
    def chosen(self) -> Choice | None:
        """The choice that is marked."""
        return self._choices[self._chosen] if self._choices else None

    def show(self, choices: Sequence[Choice]) -> None:
        """Show these; the mark stays with the title on which it was."""
        before = self.chosen.title if self.chosen else ""
        self._choices = tuple(choices)
        titles = [each.title for each in self._choices]
        self._chosen = titles.index(before) if before in titles else 0
        self.virtual_size = Size(0, len(self._choices))
        self.refresh()

    def choose(self, step: int) -> None:
        """Mark the line so many places further down; the ends hold."""
        self._mark(min(max(self._chosen + step, 0), len(self._choices) - 1))

    def on_click(self, event: events.Click) -> None:
        """Mark the line under the pointer."""
        row = event.y + self.scroll_offset.y
        if row < len(self._choices):
            self._mark(row)

    def _mark(self, row: int) -> None:
        if self._choices and row != self._chosen:
            self._chosen = row
            self.scroll_to_region(Region(0, row, 1, 1), animate=False)
            self.refresh()
            self.post_message(self.Marked())

    def render_line(self, y: int) -> Strip:
        """One choice."""
        row, width = y + self.scroll_offset.y, self.size.width
        if row >= len(self._choices):
            return Strip.blank(width, self.rich_style)
        is_chosen = row == self._chosen
        strip = Strip(self._segments(self._choices[row], width, is_chosen=is_chosen)).adjust_cell_length(
            width
        )
        return strip.apply_style(
            self.get_component_rich_style("office--chosen") if is_chosen else self.rich_style
        )

    def _segments(self, choice: Choice, width: int, *, is_chosen: bool) -> list[Segment]:
        mark, quiet, title = (
            self.get_component_rich_style(f"office--{each}", partial=True)
            for each in ("mark", "quiet", "title")
        )
        return [
            Segment("▸ " if is_chosen else "  ", mark),
            Segment(cut(plain(choice.title), _titles(width)), title),
            Segment(f"{len(choice.cards):,}".rjust(_COUNTS[0]), title),
            Segment(to_print(choice).rjust(_COUNTS[1]), mark if choice.due else quiet),
        ]


def _titles(width: int) -> int:
    return max(min(width - _MARGIN - sum(_COUNTS) - _BAR, _WIDEST), 8)
