"""The one screen of the kiosk: find on the left, the student on the right; or one of them at a time."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from kiosk.clock import Clock
from kiosk.desk.asking import DeskAccess
from kiosk.desk.find import FindPane
from kiosk.desk.hints import Hints
from kiosk.desk.keys import Place, bindings
from kiosk.desk.panel import StudentPanel
from kiosk.desk.top import Top, top_words
from kiosk.desk.words import Words
from kiosk.plans.student import Student
from kiosk.school.calendar import Calendar, Moment

WIDE = 124
MARGIN = 2
TOO_SMALL = "The window is too small for a plan.\nPlease make it at least 60 wide and 18 high."


class HomeScreen(Screen[None], inherit_bindings=False):
    """Find, and the student who was found."""

    BINDINGS = bindings(Place.ANYWHERE)
    AUTO_FOCUS = "#box"
    HORIZONTAL_BREAKPOINTS = [(0, "-thin"), (60, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (18, "-low"), (36, "-tall")]  # noqa: RUF012

    def __init__(self, access: DeskAccess, calendar: Calendar, clock: Clock, room: str | None) -> None:
        super().__init__()
        self._access, self._calendar, self._clock, self._room = access, calendar, clock, room
        self._marked_at: object = None
        self._is_student_in_front = False

    def compose(self) -> ComposeResult:
        """Top line, the two panes, key hints; and a sentence for a window that is too small."""
        yield Top(is_pretend=self._clock.is_pretend)
        with Horizontal(id="panes"):
            yield FindPane(self._access, self._room)
            yield StudentPanel(self._access, self._calendar.school.phone)
        yield Hints()
        yield Words(TOO_SMALL, id="too-small")

    @property
    def find(self) -> FindPane:
        """The find box and its list."""
        return self.query_one(FindPane)

    @property
    def panel(self) -> StudentPanel:
        """The student."""
        return self.query_one(StudentPanel)

    @property
    def is_wide(self) -> bool:
        """Whether there is room for list and student side by side."""
        return self.size.width >= WIDE

    def on_mount(self) -> None:
        """Look at the clock once a second."""
        self.set_interval(1, self.tick)
        self.tick()

    def tick(self) -> None:
        """What the clock says; only what has changed is drawn again."""
        moment = self._calendar.moment(self._clock.now())
        width = self.size.width - 2 * MARGIN
        self.query_one(Top).show(top_words(moment, self._calendar.school, self._room, width))
        self.panel.tick(moment)
        self._mark_each_minute(moment)

    def _mark_each_minute(self, moment: Moment) -> None:
        minute = moment.local.replace(second=0, microsecond=0)
        if minute != self._marked_at:
            self._marked_at = minute
            self.find.mark(moment)

    def on_resize(self, event: events.Resize) -> None:
        """One pane or two."""
        del event
        self._arrange()
        self.tick()
        self.call_after_refresh(self._focus_again)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What has the focus is what stands in front where there is room for one only."""
        self._is_student_in_front = event.widget is self.panel.reading

    def _focus_again(self) -> None:
        """A window that was too small for a while takes the focus away; give it back."""
        if self.focused is None:
            self._bring(student=self._is_student_in_front)

    def _arrange(self) -> None:
        self.find.display = self.is_wide or not self._is_student_in_front
        self.panel.display = self.is_wide or self._is_student_in_front

    def _bring(self, *, student: bool) -> None:
        self._is_student_in_front = student
        self._arrange()
        self.set_focus(self.panel.reading if student else self.find.box)

    def on_find_pane_chosen(self, event: FindPane.Chosen) -> None:
        """Open a student."""
        self.open(event.student)

    def open(self, student: Student) -> None:
        """Open a student; this is recorded."""
        self.panel.open(student)
        self._bring(student=True)

    def on_find_pane_left(self, event: FindPane.Left) -> None:
        """Escape in an empty box closes the student who is still open."""
        del event
        self.panel.close()

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted anywhere is looked for."""
        self._bring(student=False)
        self.find.box.clear()
        self.find.box.take(event.text)

    def action_find(self) -> None:
        """To the find box; the student stays."""
        self._bring(student=False)

    def action_shut(self) -> None:
        """Close the student, and find the next."""
        self.panel.close()
        self._bring(student=False)

    def action_other_side(self) -> None:
        """From the list to the student and back."""
        to_student = self.focused is self.find.box and self.panel.student is not None
        self._bring(student=to_student)

    def action_help(self) -> None:
        """What the keys do."""
        from kiosk.desk.help import HelpScreen  # noqa: PLC0415 - loaded when first opened

        self.app.push_screen(HelpScreen())

    def action_leave(self) -> None:
        """Ask whether to close the kiosk."""
        from kiosk.desk.leaving import LeavingScreen  # noqa: PLC0415 - loaded when first opened

        self.app.push_screen(LeavingScreen())
