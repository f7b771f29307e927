"""The rows of a room's day, drawn line by line; one student's row is marked."""

from collections.abc import Iterator, Sequence

from attrs import frozen
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kiosk.desk.keys import Place, bindings
from kiosk.desk.room_rows import Look, RoomRow
from kiosk.desk.words import cut, plain
from kiosk.plans.model import Kind
from kiosk.plans.student import Student

_MARGIN = 2
_KIND = 12
_LEAST_TEXT = 24
_MOST_TEXT = 76
_WIDEST_NAME = 28
_SHARE = 4
_BAR = 1
"""What a bar for scrolling would take; lines end before it, whether it is there or not."""


@frozen
class _Line:
    """One line on the screen, and the row it belongs to."""

    row: int
    segments: tuple[Segment, ...] = ()


class RoomList(ScrollView, inherit_bindings=False, can_focus=True):
    """The list; what is typed on it belongs in the find box."""

    BINDINGS = bindings(Place.ROOM)
    COMPONENT_CLASSES = {  # noqa: RUF012 - as Textual has it
        "room--heading", "room--quiet", "room--time", "room--alarm", "room--name", "room--text",
        "room--chosen", *(f"room--{each}" for each in Kind),
    }  # fmt: skip

    class Picked(Message):
        """A student is to be opened."""

        def __init__(self, student: Student) -> None:
            super().__init__()
            self.student = student

    class Typed(Message):
        """Somebody types: a name, it seems."""

        def __init__(self, character: str) -> None:
            super().__init__()
            self.character = character

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[RoomRow, ...] = ()
        self._lines: list[_Line] = []
        self._drawn_for: tuple[int, object] | None = None
        self._chosen = 0

    @property
    def chosen(self) -> Student | None:
        """The student whose row is marked."""
        return self.rows[self._chosen].student if self._chosen < len(self.rows) else None

    def show(self, rows: Sequence[RoomRow], *, anew: bool) -> None:
        """Show these rows; with `anew` from the top, else about where one was."""
        kept = self.chosen
        self.rows = tuple(rows)
        self._drawn_for, self._lines = None, []  # out of sight there is no width to set the lines for
        if anew:
            self._chosen = self._first(kept=None)
            self.scroll_home(animate=False)
        elif self.chosen is not kept:
            self._chosen = self._first(kept)
        self._draw()
        self.refresh()

    def below(self) -> str:
        """The headings that lie below the edge."""
        self._draw()
        edge = self.scroll_offset.y + self.size.height
        rows = {line.row for line in self._lines[edge:]}
        names = [self._heading_below(each) for each in sorted(rows) if self.rows[each].heading]
        return f"↓ {' · '.join(names)}" if names else "↓ more below" if rows else ""

    def _heading_below(self, index: int) -> str:
        """`LUNCH`, `IF ! Blake Bennett`: a crisis protocol is named even where it is out of sight."""
        first = self.rows[index + 1] if index + 1 < len(self.rows) else None
        alarm = f" {Kind.CRISIS.sign} {plain(first.name)}" if first is not None and first.is_alarm else ""
        return f"{self.rows[index].heading}{alarm}"

    def on_resize(self) -> None:
        """Lines wrap anew."""
        self._draw()

    def notify_style_update(self) -> None:
        """Colours have changed."""
        super().notify_style_update()
        self._drawn_for = None

    def on_key(self, event: events.Key) -> None:
        """Letters and digits begin a new search."""
        if event.character and event.is_printable and not event.character.isspace():
            event.stop()
            self.post_message(self.Typed(event.character))

    def on_click(self, event: events.Click) -> None:
        """Open the student under the pointer."""
        at = event.y + self.scroll_offset.y
        if at < len(self._lines) and (student := self.rows[self._lines[at].row].student):
            self._chosen = self._lines[at].row
            self.refresh()
            self.post_message(self.Picked(student))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done has a key and a hint."""
        if action in {"open", "choose"}:
            return self.chosen is not None
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Open the marked student."""
        if self.chosen is not None:
            self.post_message(self.Picked(self.chosen))

    def action_choose(self, step: int) -> None:
        """Mark another row; the ends hold, and at the ends what stands beyond comes into sight."""
        places = [index for index, row in enumerate(self.rows) if row.student is not None]
        if not places:
            return
        at = min(max(places.index(self._chosen) + step, 0), len(places) - 1)
        self._chosen = places[at]
        self._reveal(is_first=at == 0, is_last=at == len(places) - 1)
        self.refresh()

    def _reveal(self, *, is_first: bool, is_last: bool) -> None:
        mine = [index for index, line in enumerate(self._lines) if line.row == self._chosen]
        top = 0 if is_first else max(mine[0] - 1, 0)
        bottom = len(self._lines) if is_last else mine[-1] + 1
        self.scroll_to_region(Region(0, top, 1, bottom - top), animate=False)

    def _first(self, kept: Student | None) -> int:
        """The row of the student who was marked, else the first that can be."""
        places = [index for index, row in enumerate(self.rows) if row.student is not None]
        same = [index for index in places if kept is not None and self.rows[index].student == kept]
        return next(iter([*same, *places]), 0)

    def render_line(self, y: int) -> Strip:
        """One line."""
        self._draw()
        at, width = y + self.scroll_offset.y, self.size.width
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[at]
        is_chosen = line.row == self._chosen and self.chosen is not None and self.has_focus
        is_first = is_chosen and (at == 0 or self._lines[at - 1].row != line.row)
        margin = Segment("▸ " if is_first else " " * _MARGIN, self._ink("time"))
        segments = (margin, *line.segments) if self.rows[line.row].look is not Look.HEADING else line.segments
        strip = Strip(segments).adjust_cell_length(width)
        return strip.apply_style(
            self.get_component_rich_style("room--chosen") if is_chosen else self.rich_style
        )

    def _draw(self) -> None:
        """Set the lines for this width, once."""
        key = (self.size.width, self.rows)
        if self._drawn_for != key and self.size.width:
            self._drawn_for = key
            self._lines = list(self._all_lines(self.size.width - _BAR))
            self.virtual_size = Size(0, len(self._lines))

    def _all_lines(self, width: int) -> Iterator[_Line]:
        named = max((cell_len(plain(each.name)) for each in self.rows), default=0) + 2
        name = min(named, _WIDEST_NAME, max(width // _SHARE, 10))
        for index, row in enumerate(self.rows):
            if row.look is Look.HEADING:
                if index:
                    yield _Line(index)
                yield from (_Line(index, each) for each in self._heading(row, width))
            elif row.look is Look.NEED:
                yield from (_Line(index, each) for each in self._need(row, name, width))
            else:
                ink = self._ink("alarm" if row.look is Look.ALARM else "quiet")
                lines = self._wrapped(Text(plain(row.text), ink), width - _MARGIN)
                yield from (_Line(index, each) for each in lines)

    def _heading(self, row: RoomRow, width: int) -> list[tuple[Segment, ...]]:
        text = Text.assemble((plain(row.heading), self._ink("heading")))
        if row.text:
            text.append(f"  {plain(row.text)}", self._ink("quiet"))
        return self._wrapped(text, width)

    def _need(self, row: RoomRow, name: int, width: int) -> Iterator[tuple[Segment, ...]]:
        """Name, sign and word, and beside them the time and what to do."""
        indent = name + _KIND
        room = min(max(width - _MARGIN - indent, _LEAST_TEXT), _MOST_TEXT)
        kind = f"{row.kind.sign} {row.kind.word}" if row.kind else ""
        first = (
            Segment(cut(plain(row.name), name), self._ink("name")),
            Segment(cut(kind, _KIND), self._ink(row.kind or "text")),
        )
        for number, line in enumerate(self._wrapped(self._what(row), room)):
            yield (*(first if number == 0 else (Segment(" " * indent),)), *line)

    def _what(self, row: RoomRow) -> Text:
        text = Text()
        if row.time:
            text.append(plain(row.time), self._ink("alarm" if row.is_alarm else "time"))
            text.append("\n" if row.is_condition else "  ")
        return text.append(plain(row.text), self._ink("text"))

    def _wrapped(self, text: Text, width: int) -> list[tuple[Segment, ...]]:
        console = self.app.console
        lines = text.wrap(console, max(width, 1), overflow="fold")
        return [tuple(each for each in line.render(console) if each.text) for line in lines]

    def _ink(self, name: str) -> Style:
        return self.get_component_rich_style(f"room--{name}", partial=True)
