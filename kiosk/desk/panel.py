"""The student panel: whose plan it is, and what applies now, next, if and tonight."""

from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial

from attrs import evolve, frozen
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.message import Message

from kiosk.access.model import Opened
from kiosk.desk import writing
from kiosk.desk.asking import PURPOSE, DeskAccess
from kiosk.desk.fitting import fits
from kiosk.desk.fresh import Fresh
from kiosk.desk.keys import Place, bindings
from kiosk.desk.line import Line, Reading, show_rows
from kiosk.desk.reader import Reader
from kiosk.desk.sheet import Sheet
from kiosk.desk.words import Words
from kiosk.faults import KioskError, Refused
from kiosk.plans.student import Student
from kiosk.school.calendar import Moment

PATIENCE = 4.0
"""Seconds after which a plan that has not come is spoken of."""
AIR = 1
"""Empty lines above the foot."""
NOBODY = writing.nobody()


@frozen
class _Asked:
    """Whose plans were asked for, and when."""

    student: Student
    moment: Moment


class StudentPanel(Vertical):
    """One student, or nobody."""

    BINDINGS = bindings(Place.STUDENT)

    class CrisisAsked(Message):
        """The crisis protocol is wanted, at once."""

    def __init__(self, access: DeskAccess, phone: str) -> None:
        super().__init__()
        self._access, self._phone = access, phone
        self._reader: Reader[_Asked, Opened] = Reader(self._read)
        self._opened: Opened | None = None
        self._moment: Moment | None = None
        self._fresh = Fresh()
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
            yield Words(id="old")
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

    def tick(self, moment: Moment) -> None:
        """The time has moved: what applies may have changed, and at each bell the plan is read anew."""
        self._moment = moment
        if self._opened is None or self.student is None:
            return
        if self._fresh.is_due(moment):
            self._question(self.student, moment)
        try:
            self._show(evolve(self._written(self._opened, moment), old=self._fresh.said))
        except KioskError as error:
            self._fail(self._opened.student, error)

    def _written(self, opened: Opened, moment: Moment) -> Sheet:
        """The whole sheet where there is room for it; else of each protocol the beginning."""
        write = partial(writing.write, opened, moment, phone=self._phone, with_why=self._with_why)
        sheet = write()
        if fits(sheet.rows, self._room(), is_tall=self.screen.has_class("-tall")):
            return sheet
        return write(is_brief=True)

    def _room(self) -> Size:
        """The cells in which the rows can stand."""
        return self.content_size - Size(0, self.query_one("#head").size.height)

    def _ask(self) -> None:
        if self.student is not None and self._moment is not None:
            self._question(self.student, self._moment)
            self.set_timer(PATIENCE, partial(self._wait_longer, self.student))

    def _question(self, student: Student, moment: Moment) -> None:
        self._reader.ask(_Asked(student, moment), partial(self._access.open, student.id, PURPOSE))

    def _wait_longer(self, student: Student) -> None:
        if student is self.student and self._opened is None and not self.has_failed:
            self._show(writing.slow(student))

    def _read(self, asked: _Asked, answer: Future[Opened]) -> None:
        """The answer has come, perhaps for a student who is no longer wanted."""
        self.call_later(self._take, asked, answer)

    def _take(self, asked: _Asked, answer: Future[Opened]) -> None:
        try:
            opened = answer.result()
        except KioskError as error:
            if asked.student is self.student:
                self._take_error(asked.student, error)
            return
        if asked.student is self.student and self._moment is not None:
            is_first, self._opened, self.has_failed = self._opened is None, opened, False
            self._fresh.read_at(asked.moment)
            self.tick(self._moment)
            if is_first:
                self.reading.scroll_home(animate=False)

    def _take_error(self, student: Student, error: KioskError) -> None:
        """What was read before stays where the records fail; what she may not see any more goes."""
        if self._opened is None or isinstance(error, Refused):
            self._opened = None
            self._fail(student, error)
        elif self._moment is not None:
            self._fresh.failed()
            self.tick(self._moment)

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
            self.query_one("#old", Words).say(sheet.old)
            self.query_one("#old").display = bool(sheet.old)
            show_rows(self.reading, sheet.rows)
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
            return bool(self.sheet.protocols)
        if action == "why":
            return self._opened is not None
        if action == "again":
            return self.has_failed
        return super().check_action(action, parameters)

    def action_crisis(self) -> None:
        """Ask for the crisis protocol, and nothing else."""
        if self.sheet.protocols:
            self.post_message(self.CrisisAsked())

    def action_why(self) -> None:
        """Show or hide why each thing applies."""
        self._with_why = not self._with_why
        if self._moment is not None:
            self.tick(self._moment)

    def action_again(self) -> None:
        """Ask once more for a plan that could not be read."""
        if self.student is not None:
            self.open(self.student)
