"""The student panel: whose plan it is, and what applies now, next, if and tonight."""

from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll

from kiosk.access.model import Opened
from kiosk.desk import writing
from kiosk.desk.asking import PURPOSE, DeskAccess
from kiosk.desk.keys import Place, bindings
from kiosk.desk.line import Line
from kiosk.desk.reader import Reader
from kiosk.desk.sheet import Row, Sheet
from kiosk.desk.words import Words
from kiosk.faults import KioskError, Refused
from kiosk.plans.student import Student
from kiosk.school.calendar import Moment

PATIENCE = 4.0
"""Seconds after which a plan that has not come is spoken of."""
AIR = 1
"""Empty lines above the foot."""
NOBODY = writing.nobody()


class Reading(VerticalScroll, inherit_bindings=False):
    """The rows of the sheet, which scroll where they are many."""

    BINDINGS = bindings(Place.READING)

    def rows(self) -> Sequence[Line]:
        """The lines that show something."""
        return [line for line in self.query_children(Line) if line.display]

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows, in the lines that are there; more are made only where they do not suffice."""
        lines = list(self.query_children(Line))
        for index, line in enumerate(lines):
            line.show(rows[index] if index < len(rows) else None)
        if more := rows[len(lines) :]:
            self.mount_all([Line(row) for row in more])


class StudentPanel(Vertical):
    """One student, or nobody."""

    BINDINGS = bindings(Place.STUDENT)

    def __init__(self, access: DeskAccess, phone: str) -> None:
        super().__init__()
        self._access, self._phone = access, phone
        self._reader: Reader[Student, Opened] = Reader(self._read)
        self._opened: Opened | None = None
        self._moment: Moment | None = None
        self._with_why = False
        self.student: Student | None = None
        self.sheet = Sheet("")
        self.has_failed = False

    def compose(self) -> ComposeResult:
        """The head stays; the rows scroll under it."""
        with Vertical(id="head"):
            with Horizontal():
                yield Words(id="name")
                yield Words(id="about")
            yield Words(id="plans")
        yield Reading(id="reading")
        yield Words(id="below")

    @property
    def reading(self) -> Reading:
        """The rows, which have the focus when a student is open."""
        return self.query_one(Reading)

    def on_mount(self) -> None:
        """Nobody is open; what lies below the edge changes as the rows scroll."""
        self.watch(self.reading, "scroll_y", self._say_below, init=False)
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self._say_below())
        self._show(NOBODY)

    def open(self, student: Student) -> None:
        """Ask for a student's plans; the one before is gone at once."""
        self.close()
        self.student = student
        self._show(writing.waiting(student))
        self._ask()

    def close(self) -> None:
        """Show nobody; keep nothing."""
        self._reader.forget()
        self.student = self._opened = None
        self._with_why = self.has_failed = False
        self._show(NOBODY)
        self.reading.scroll_home(animate=False)
        self.reading.query_children(Line).remove_class("-sought")

    def tick(self, moment: Moment) -> None:
        """The time has moved: what applies may have changed."""
        self._moment = moment
        if self._opened is None:
            return
        try:
            self._show(writing.write(self._opened, moment, with_why=self._with_why))
        except KioskError as error:
            self._fail(self._opened.student, error)

    def _ask(self) -> None:
        student = self.student
        if student is not None:
            self._reader.ask(student, partial(self._access.open, student.id, PURPOSE))
            self.set_timer(PATIENCE, partial(self._wait_longer, student))

    def _wait_longer(self, student: Student) -> None:
        if student is self.student and self._opened is None and not self.has_failed:
            self._show(writing.slow(student))

    def _read(self, student: Student, answer: Future[Opened]) -> None:
        """The answer has come, perhaps for a student who is no longer wanted."""
        self.call_later(self._take, student, answer)

    def _take(self, student: Student, answer: Future[Opened]) -> None:
        try:
            opened = answer.result()
        except KioskError as error:
            if student is self.student:
                self._fail(student, error)
            return
        if student is self.student and self._moment is not None:
            self._opened = opened
            self.tick(self._moment)
            self.reading.scroll_home(animate=False)

    def _fail(self, student: Student, error: KioskError) -> None:
        said = writing.refused if isinstance(error, Refused) else writing.unread
        self.has_failed = not isinstance(error, Refused)
        self._show(said(student, error.sentences, self._phone))

    def _show(self, sheet: Sheet) -> None:
        if sheet == self.sheet:
            return
        self.sheet = sheet
        with self.app.batch_update():
            self.query_one("#name", Words).say(sheet.name)
            self.query_one("#about", Words).say(sheet.about)
            self.query_one("#plans", Words).say(sheet.plans)
            self.reading.show(sheet.rows)
        self.screen.refresh_bindings()

    def _say_below(self) -> None:
        """Name what lies below the edge; where all is in sight, say why, if there is air for it."""
        foot = self.query_one("#below", Words)
        rows = self.reading.rows()
        needed = rows[-1].virtual_region.bottom if rows else 0
        room = self.reading.size.height + (1 if foot.display else 0)
        foot.display = needed > room or needed + AIR < room
        foot.say(self._below(rows) if needed > room else self.sheet.foot)

    def _below(self, lines: Sequence[Line]) -> str:
        edge = self.reading.scroll_offset.y + self.reading.size.height
        below = [line.row for line in lines if line.virtual_region.bottom > edge]
        headed = [row for row in below if row.heading]
        if len(headed) == 1:
            row = headed[0]
            kind = f"{row.kind.sign} {row.kind.word}" if row.kind else ""
            return "  ".join(filter(None, ("↓", row.heading, kind, row.text)))
        names = " · ".join(dict.fromkeys(row.heading for row in headed))
        return f"↓ more below: {names}" if names else "↓ more below" if below else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done has a key and a hint."""
        if action == "crisis":
            return self.sheet.crisis is not None
        if action == "why":
            return self._opened is not None
        if action == "again":
            return self.has_failed
        return super().check_action(action, parameters)

    def action_crisis(self) -> None:
        """Put the crisis protocol at the top, and its trigger in a filled band."""
        if self.sheet.crisis is not None:
            line = self.reading.rows()[self.sheet.crisis]
            line.add_class("-sought")
            self.reading.scroll_to(y=line.virtual_region.y, animate=False)

    def action_why(self) -> None:
        """Show or hide why each thing applies."""
        self._with_why = not self._with_why
        if self._moment is not None:
            self.tick(self._moment)

    def action_again(self) -> None:
        """Ask once more for a plan that could not be read."""
        if self.student is not None:
            self.open(self.student)
