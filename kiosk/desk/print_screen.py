"""Printing: what it will be, where to, and what came of it."""

from collections.abc import Callable
from concurrent.futures import Future
from enum import Enum, auto
from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen

from kiosk.desk.hints import Hints
from kiosk.desk.keys import Place, bindings
from kiosk.desk.line import Line
from kiosk.desk.portrait import Portrait
from kiosk.desk.print_jobs import Job, Look
from kiosk.desk.reader import Reader
from kiosk.desk.under_way import UnderWay
from kiosk.desk.words import Words
from kiosk.faults import KioskError, Refused
from kiosk.printers import free_name

PICTURE_FROM = 130
"""Columns of the screen from which a picture stands beside the text."""
COLUMNS = 84
NO_PRINTER = "This computer has no printer; it is made as a file."


class _State(Enum):
    LOOKING = auto()
    READY = auto()
    PRINTING = auto()
    OVER = auto()


class PrintScreen(ModalScreen[None], inherit_bindings=False):
    """One thing to print; a scan cannot print it: neither letters nor Enter do."""

    BINDINGS = bindings(Place.PRINTING)
    AUTO_FOCUS = None
    CSS_PATH = "print_screen.tcss"

    def __init__(
        self, job: Job, phone: str, under_way: UnderWay, folder: Callable[[], Path] = Path.cwd
    ) -> None:
        super().__init__()
        self._job, self._phone, self._under_way, self._folder = job, phone, under_way, folder
        self._reader: Reader[str, Look] = Reader(self._looked)
        self._printer: Reader[str, str] = Reader(self._printed)
        self._state = _State.LOOKING
        self._ways: tuple[str | None, ...] = (None,)
        self._chosen = 0
        self._out: Path | None = None
        self.said = ""

    def compose(self) -> ComposeResult:
        """Title, text and picture, what printing does, where to, and what came of it."""
        with Vertical(id="print"):
            yield Words(self._job.title, id="print-title")
            with Horizontal(id="print-what"):
                yield VerticalScroll(id="print-text")
                yield Portrait()
            yield Words(id="print-notes")
            yield Words(id="print-ways")
            yield Words(id="print-state")
        with Vertical(id="hints"):
            yield Hints()

    def on_mount(self) -> None:
        """Ask for what is to be shown."""
        self.query_one(Portrait).show(())
        self._say("Making ready …")
        columns = COLUMNS if self.app.size.width >= PICTURE_FROM else 0
        self._reader.ask("", partial(self._job.look, columns))

    def _looked(self, key: str, answer: Future[Look]) -> None:
        del key
        self.call_later(self._take_look, answer)

    def _take_look(self, answer: Future[Look]) -> None:
        try:
            look = answer.result()
            self._out = free_name(self._job.stem, self._folder())
        except KioskError as error:
            self._fail(error)
            return
        text = self.query_one("#print-text", VerticalScroll)
        text.set_class(all(row.kind is None for row in look.rows), "-plain")
        text.mount_all([Line(row) for row in look.rows])
        self.query_one(Portrait).show(look.picture)
        notes = (*look.notes, *(() if look.printers or self._job.refusal else (NO_PRINTER,)))
        self.query_one("#print-notes", Words).say(" ".join(notes))
        self._ways = (None, *look.printers)
        self._turn(_State.OVER if self._job.refusal else _State.READY, self._job.refusal)

    def _fail(self, error: KioskError) -> None:
        """The reason; and whom to ask, where it is no fault but a no."""
        help_ = f" Ask the office: {self._phone}." if self._phone else " Ask the office."
        self._turn(_State.OVER, " ".join(error.sentences) + (help_ if isinstance(error, Refused) else ""))

    def _turn(self, state: _State, said: str) -> None:
        self._state = state
        self._say(said)
        self._show_ways()
        self.refresh_bindings()

    def _say(self, said: str) -> None:
        self.said = said
        self.query_one("#print-state", Words).say(said)

    def _show_ways(self) -> None:
        ways = self.query_one("#print-ways", Words)
        ways.display = self._state in {_State.READY, _State.PRINTING}
        ways.say_lines(
            f"{'▸' if index == self._chosen else ' '} {self._way(way)}"
            for index, way in enumerate(self._ways)
        )

    def _way(self, way: str | None) -> str:
        if way is not None:
            return f"Printer  {way}"
        return f"File     {self._out.name} in {self._out.parent}" if self._out else "File"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done has a key and a hint."""
        if action == "go":
            return self._state is _State.READY
        if action == "choose":
            return self._state is _State.READY and len(self._ways) > 1
        return super().check_action(action, parameters)

    def action_choose(self, step: int) -> None:
        """Choose where to."""
        self._chosen = min(max(self._chosen + step, 0), len(self._ways) - 1)
        self._show_ways()

    def action_look(self, pages: int) -> None:
        """Scroll the text."""
        text = self.query_one("#print-text", VerticalScroll)
        text.scroll_relative(y=pages * text.size.height, animate=False)

    def action_go(self) -> None:
        """Print it."""
        if self._out is None:
            return
        self._turn(_State.PRINTING, "Printing …")
        doing = partial(self._job.print, self._out, self._ways[self._chosen])
        self._printer.ask("", partial(self._under_way.begin().do, doing))

    def _printed(self, key: str, answer: Future[str]) -> None:
        del key
        if not self.call_later(self._take_printed, answer):
            self._tell_elsewhere(answer)

    def _tell_elsewhere(self, answer: Future[str]) -> None:
        """What came of it, where this screen has gone meanwhile."""
        try:
            self.app.notify(answer.result())
        except KioskError as error:
            self.app.notify(" ".join(error.sentences), severity="error")

    def _take_printed(self, answer: Future[str]) -> None:
        try:
            said = answer.result()
        except KioskError as error:
            self._fail(error)
            return
        self.query_one("#print-notes", Words).display = False
        self._turn(_State.OVER, said)

    async def action_back(self) -> None:
        """Back to where one was."""
        self.dismiss()
