"""A look at the first of the cards that would be printed: its text, and a picture where there is room."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from kiosk.desk.line import Line, show_rows
from kiosk.desk.portrait import Portrait
from kiosk.desk.print_jobs import OPENS_NOTHING, Picture, card_picture, card_rows
from kiosk.desk.reader import Reader
from kiosk.desk.sheet import Row, Tone
from kiosk.desk.words import Words
from kiosk.faults import KioskError
from kiosk.plans.student import Student
from kiosk.print_desk import CardPreview

_LEAST, _MOST = 60, 66
"""Columns of a picture by which a card is known, and that leave room for its text."""
_TALL = 0.32
"""Rows of a picture for each of its columns."""

Seen = tuple[tuple[Row, ...], Picture]


class FirstCard(Vertical):
    """The first card; to look at it is recorded."""

    def __init__(self, card: Callable[[Student], CardPreview]) -> None:
        super().__init__()
        self._card = card
        self._reader: Reader[Student, Seen] = Reader(self._looked)
        self._student: Student | None = None

    def compose(self) -> ComposeResult:
        """What this is; the picture, and the text."""
        yield Words(id="office-first")
        yield Portrait()
        yield VerticalScroll(id="office-text", can_focus=False)

    def on_mount(self) -> None:
        """There is no picture yet."""
        self.query_one(Portrait).show(())

    def look(self, student: Student | None) -> None:
        """Look at this student's card, or at none; one that is shown already is not looked at again."""
        if student == self._student:
            return
        self._student = student
        self._show((), ())
        self.query_one("#office-first", Words).say("")
        if student is None:
            self._reader.forget()
        else:
            self._reader.ask(student, partial(self._seen, student, self._columns))

    def forget(self) -> None:
        """Look again at whatever comes next: it may have changed."""
        self._student = None

    @property
    def _columns(self) -> int:
        """How wide a picture can be; 0 where there is no room for one."""
        columns = min(self.size.width, int((self.size.height - 2) / _TALL), _MOST)
        return columns if columns >= _LEAST else 0

    def _seen(self, student: Student, columns: int) -> Seen:
        found = self._card(student)
        return card_rows(found.card), card_picture(found, columns)

    def _looked(self, student: Student, answer: Future[Seen]) -> None:
        self.call_later(self._take, student, answer)

    def _take(self, student: Student, answer: Future[Seen]) -> None:
        if student != self._student:
            return
        try:
            rows, picture = answer.result()
        except KioskError as error:
            self._show(tuple(Row(each, Tone.ALARM) for each in error.sentences), ())
            return
        tail = f"  {OPENS_NOTHING}" if picture else ""
        self.query_one("#office-first", Words).say(f"The first of them:{tail}")
        self._show(rows, picture)

    def _show(self, rows: tuple[Row, ...], picture: Picture) -> None:
        text = self.query_one("#office-text", VerticalScroll)
        text.display = bool(rows)
        show_rows(text, rows)
        text.set_class(not any(isinstance(each, Line) and each.row.kind for each in text.children), "-plain")
        text.scroll_home(animate=False)
        self.query_one(Portrait).show(picture)
