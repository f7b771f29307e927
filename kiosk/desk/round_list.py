"""The doses of the board, drawn line by line; one row is marked."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kiosk.desk.round_rows import BoardRow, Place, headings
from kiosk.desk.words import cut, plain

_MARGIN = 2
_WHEN = 25
"""Cells for sign, word and time: the longest word is `early dismissal`."""
_TIME = 7
_ROOM = 6
_WIDEST_NAME = 26
_LEAST_WHAT = 12
_BAR = 1
_WIDE = 100
_BRIEF = 20
_LOUD = {Place.OVERDUE, Place.TO_TELL}
_QUIET = {Place.DONE, Place.NOT_COMING, Place.SOON, Place.AS_NEEDED}


class RoundList(ScrollView, inherit_bindings=False, can_focus=False):
    """The list."""

    COMPONENT_CLASSES = {  # noqa: RUF012 - as Textual has it
        "round--heading", "round--name", "round--quiet", "round--due", "round--alarm", "round--chosen",
    }  # fmt: skip

    class Picked(Message):
        """A dose was clicked."""

        def __init__(self, row: BoardRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[BoardRow, ...] = ()
        self._lines: list[int | str] = []
        self._chosen = 0
        self._widest = 0

    @property
    def chosen(self) -> BoardRow | None:
        """The row that is marked."""
        return self.rows[self._chosen] if self._chosen < len(self.rows) else None

    def show(self, rows: Sequence[BoardRow], *, by_room: bool = False) -> None:
        """Show these. The mark stays with its dose; one that waits no more is left for the next child's."""
        found: dict[object, BoardRow] = {each.key: each for each in rows}
        key = self._kept(found)
        self.rows = tuple(rows)
        heads = headings(rows, by_room=by_room)
        self._lines = []
        for at in range(len(self.rows)):
            self._lines.extend((heads[at], at) if at in heads else (at,))
        self._widest = max((cell_len(plain(each.name)) for each in self.rows), default=0) + 2
        self._chosen = next((at for at, each in enumerate(self.rows) if each.key == key), 0)
        self.virtual_size = Size(0, len(self._lines))
        self._reveal()
        self.refresh()

    def _kept(self, found: Mapping[object, BoardRow]) -> object:
        """The dose of the mark, or the next that waits, where somebody has recorded it meanwhile."""
        chosen = self.chosen
        if chosen is None or not chosen.is_waiting or chosen.key not in found or found[chosen.key].is_waiting:
            return chosen.key if chosen else None
        behind = self._behind(chosen.key)
        return next((key for key in behind if key in found and found[key].is_waiting), None)

    def mark(self, key: object) -> None:
        """Mark the row of this dose, if it is there."""
        self._chosen = next((at for at, each in enumerate(self.rows) if each.key == key), self._chosen)
        self._reveal()
        self.refresh()

    def after(self, key: object) -> object:
        """The dose that is due behind this one, or else the first that waits: the next child's."""
        return next(iter(self._behind(key)), None)

    def _behind(self, key: object) -> list[object]:
        now = [each.key for each in self.rows if each.place in {Place.OVERDUE, Place.DUE}]
        keys = now if set(now) - {key} else [each.key for each in self.rows if each.is_waiting]
        at = keys.index(key) + 1 if key in keys else 0
        return [each for each in (*keys[at:], *keys[:at]) if each != key]

    def choose(self, step: int) -> None:
        """Mark the row so many places further down; the ends hold."""
        if self.rows:
            self._chosen = min(max(self._chosen + step, 0), len(self.rows) - 1)
            self._reveal()
            self.refresh()

    def _reveal(self) -> None:
        if self.rows:
            at = self._lines.index(self._chosen)
            top = at - 1 if at and isinstance(self._lines[at - 1], str) else at
            self.scroll_to_region(Region(0, top, 1, at - top + 1), animate=False)

    def on_click(self, event: events.Click) -> None:
        """Open the dose under the pointer."""
        at = event.y + self.scroll_offset.y
        line = self._lines[at] if at < len(self._lines) else ""
        if isinstance(line, int):
            self._chosen = line
            self.refresh()
            self.post_message(self.Picked(self.rows[line]))

    def render_line(self, y: int) -> Strip:
        """One dose, or a heading."""
        at, width = y + self.scroll_offset.y, self.size.width
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[at]
        if isinstance(line, str):
            heading = Segment(f"{line}", self._ink("heading"))
            return Strip([heading]).adjust_cell_length(width).apply_style(self.rich_style)
        is_chosen = line == self._chosen
        strip = Strip(self._segments(self.rows[line], width - _BAR, is_chosen=is_chosen))
        ground = self.get_component_rich_style("round--chosen") if is_chosen else self.rich_style
        return strip.adjust_cell_length(width).apply_style(ground)

    def _segments(self, row: BoardRow, width: int, *, is_chosen: bool) -> list[Segment]:
        when = _WHEN if width >= _WIDE else _BRIEF
        name = min(self._widest, _WIDEST_NAME, max(width - _MARGIN - when - _ROOM - _LEAST_WHAT, 8))
        rest = max(width - _MARGIN - when - name - _ROOM, 0)
        loud = self._ink("alarm" if row.place in _LOUD else "quiet" if row.place in _QUIET else "due")
        is_quiet = row.place in {Place.DONE, Place.NOT_COMING}
        mark = self._mark_width(row, rest)
        said = cut(f"{row.sign} {plain(row.word)}", when - _TIME, gap=1)
        return [
            Segment("▸ " if is_chosen else "  ", self._ink("due")),
            Segment(f"{said}{cut(row.time, _TIME)}", loud),
            Segment(
                cut(plain(row.name), name), self._ink("quiet" if is_quiet else "name") + Style(bold=is_chosen)
            ),
            Segment(cut(plain(row.room), _ROOM), self._ink("quiet")),
            Segment(_what(row, rest - mark), self._ink("quiet")),
            Segment(cut(plain(row.mark), mark, gap=0), self._ink("alarm" if row.left else "due")),
        ]

    @staticmethod
    def _mark_width(row: BoardRow, rest: int) -> int:
        """As much as the mark needs; the drug, which the dose itself says, has what is left."""
        return min(cell_len(row.mark), rest)

    def _ink(self, name: str) -> Style:
        return self.get_component_rich_style(f"round--{name}", partial=True)


def _what(row: BoardRow, width: int) -> str:
    """Drug and dose, or the drug alone: half a dose (`2 capsules with lunch, 1…`) is read as a whole one."""
    whole = cut(plain(row.what), width)
    drug = row.dose.dose.ordered.order.drug
    is_half = whole.rstrip() != plain(row.what)
    return cut(f"{plain(drug)} …", width) if is_half else whole
