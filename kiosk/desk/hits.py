"""The students found: fifty at most, drawn line by line, so that each key is answered at once."""

from collections.abc import Mapping, Sequence

from attrs import frozen
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kiosk.access.model import Mark
from kiosk.desk.words import cut, plain
from kiosk.plans.model import Kind
from kiosk.plans.student import Student, StudentId

MOST = 50
"""Students in the list; how many more there are is said."""
UNREAD = ("! unreadable: ask the office", "! unreadable")
"""The mark of a plan that cannot be opened, as there is room for it."""
_MARK = 15
_MARGIN = 2
_WIDEST_NAME = 36
_WIDEST_ABOUT = 24
_ROOMY = 50


@frozen
class Columns:
    """How wide each part of a hit is, in cells."""

    name: int
    about: int

    @classmethod
    def fit(cls, names: Sequence[str], abouts: Sequence[str], width: int) -> "Columns":
        """Columns for these hits: as wide as they need, as far as there is room."""
        about = min(max(map(cell_len, abouts), default=0) + 2, _WIDEST_ABOUT)
        name = min(max(map(cell_len, names), default=0) + 2, _WIDEST_NAME)
        return cls(max(8, min(name, width - _MARGIN - about - _MARK)), about)


def mark_words(mark: Mark | None, room: int = 0) -> str:
    """`● now » Movement`, or `● now »` where words have no room; `○ plan`; nothing without a plan."""
    if mark is None:
        return ""
    if mark.is_unread:
        return next((each for each in UNREAD if cell_len(each) <= room), UNREAD[-1])
    if mark.now:
        return _with_kinds("● now", mark.now, room)
    if mark.next:
        return _with_kinds("○ next", mark.next, room)
    return _with_kinds("○ tonight", mark.tonight, room) if mark.tonight else "○ plan"


def _with_kinds(when: str, kinds: Sequence[Kind], room: int) -> str:
    words = " ".join((when, *(f"{each.sign} {each.word}" for each in kinds)))
    return words if cell_len(words) <= room else " ".join((when, *(each.sign for each in kinds)))


def about_words(student: Student, *, is_roomy: bool) -> str:
    """`Grade 5 · Room 12`, or `5 · 12` where there is little room."""
    brief = " · ".join(filter(None, (student.grade, student.homeroom)))
    return plain(student.place if is_roomy else brief)


class Hits(ScrollView, inherit_bindings=False, can_focus=False):
    """The list of students; one is marked."""

    COMPONENT_CLASSES = {"hits--name", "hits--quiet", "hits--mark", "hits--alarm", "hits--chosen"}  # noqa: RUF012 - as Textual has it

    class Picked(Message):
        """A student was clicked."""

        def __init__(self, student: Student) -> None:
            super().__init__()
            self.student = student

    def __init__(self) -> None:
        super().__init__()
        self._students: tuple[Student, ...] = ()
        self._marks: Mapping[StudentId, Mark] = {}
        self._chosen = 0
        self._columns: tuple[int, Columns] | None = None

    def on_mount(self) -> None:
        """Another theme may set the students apart, or together."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._space())

    def on_unmount(self) -> None:
        """The app lives longer than this list, and would hold it and whom it shows."""
        self.app.theme_changed_signal.unsubscribe(self)

    @property
    def _pitch(self) -> int:
        """Lines from one student to the next."""
        return 2 if self.app.has_class("-airy") else 1

    def _space(self) -> None:
        self.virtual_size = Size(0, len(self._students) * self._pitch)
        self.refresh()

    @property
    def students(self) -> tuple[Student, ...]:
        """The students in the list."""
        return self._students

    @property
    def chosen(self) -> Student | None:
        """The student who is marked."""
        return self._students[self._chosen] if self._students else None

    def show(self, students: Sequence[Student]) -> None:
        """Show these students, the first of them marked."""
        self._students = tuple(students)
        self._columns = None
        self._chosen = 0
        self._space()
        self.scroll_home(animate=False)

    def show_marks(self, marks: Mapping[StudentId, Mark]) -> None:
        """Who has something on now."""
        if marks != self._marks:
            self._marks = marks
            self.refresh()

    def choose(self, step: int) -> None:
        """Mark the student so many places further down; the ends hold."""
        if self._students:
            self._chosen = min(max(self._chosen + step, 0), len(self._students) - 1)
            self.scroll_to_region(Region(0, self._chosen * self._pitch, 1, 1), animate=False)
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Open the student under the pointer."""
        row, between = divmod(event.y + self.scroll_offset.y, self._pitch)
        if 0 <= row < len(self._students) and not between:
            self._chosen = row
            self.refresh()
            self.post_message(self.Picked(self._students[row]))

    def render_line(self, y: int) -> Strip:
        """One student."""
        row, between = divmod(y + self.scroll_offset.y, self._pitch)
        width = self.size.width
        if between or row >= len(self._students):
            return Strip.blank(width, self.rich_style)
        is_chosen = row == self._chosen
        strip = Strip(self._segments(row, width, is_chosen=is_chosen)).adjust_cell_length(width)
        ground = self.get_component_rich_style("hits--chosen") if is_chosen else self.rich_style
        return strip.apply_style(ground)

    def _segments(self, row: int, width: int, *, is_chosen: bool) -> list[Segment]:
        student, columns = self._students[row], self._fit(width)
        about = about_words(student, is_roomy=width >= _ROOMY)
        room = max(_MARK, width - _MARGIN - columns.name - columns.about)
        mark = mark_words(self._marks.get(student.id), room)
        loud = self.get_component_rich_style("hits--mark", partial=True)
        inks = {"●": loud, "!": self.get_component_rich_style("hits--alarm", partial=True)}
        quiet = self.get_component_rich_style("hits--quiet", partial=True)
        name = self.get_component_rich_style("hits--name", partial=True)
        return [
            Segment("▸ " if is_chosen else "  ", loud),
            Segment(cut(plain(student.name), columns.name), name + Style(bold=is_chosen)),
            Segment(cut(about, columns.about), quiet),
            Segment(cut(mark, room, gap=0), inks.get(mark[:1], quiet)),
        ]

    def _fit(self, width: int) -> Columns:
        if self._columns is None or self._columns[0] != width:
            abouts = [about_words(each, is_roomy=width >= _ROOMY) for each in self._students]
            names = [plain(each.name) for each in self._students]
            self._columns = (width, Columns.fit(names, abouts, width))
        return self._columns[1]
