"""The nurse's round: a board of today's doses that moves by itself, and the way to each child's dose."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from kiosk.access.desk_round import BoardData
from kiosk.access.dose_model import UnreadPlan, unread_words
from kiosk.clock import Clock
from kiosk.desk.asking import DeskAccess
from kiosk.desk.hints import Hints
from kiosk.desk.keys import Place, bindings
from kiosk.desk.line_box import LineBox
from kiosk.desk.reader import Reader
from kiosk.desk.round_asking import RoundAccess
from kiosk.desk.round_head import RoundHead
from kiosk.desk.round_list import RoundList
from kiosk.desk.round_reading import BoardReader
from kiosk.desk.round_rows import (
    NOTHING,
    NOTHING_ELSE,
    BoardRow,
    board_rows,
    counts_words,
    matching,
    not_come,
)
from kiosk.desk.scans import Scans, is_findable
from kiosk.desk.words import Words
from kiosk.faults import KioskError
from kiosk.medication.incidents import to_tell
from kiosk.medication.model import DoseEntry
from kiosk.medication.outcomes import Outcome, Party
from kiosk.plans.student import Student
from kiosk.school.calendar import Calendar, Moment

if TYPE_CHECKING:
    from kiosk.desk.dose_view import Done

LONGEST = 80
EXAMPLE = "a name, a number or a room; or scan a card"
READING = "Reading today's doses …"
EVERYBODY_CAME = "Everybody whose bell has rung was here."
NOBODY = "No dose of today is found by that."
LOOK_EVERY = 2.0
"""Seconds after which it is asked whether anything has moved on another kiosk."""


class RoundScreen(ModalScreen[None], inherit_bindings=False):
    """The board; the box keeps the focus while the list moves."""

    BINDINGS = bindings(Place.ROUND)
    AUTO_FOCUS = "#round-box"
    CSS_PATH = "round.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-roomy")]  # noqa: RUF012 - as Textual has it

    def __init__(
        self,
        access: RoundAccess,
        desk_access: DeskAccess,
        calendar: Calendar,
        clock: Clock,
        prints: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._access, self._desk_access, self._prints = access, desk_access, prints
        self._calendar, self._clock = calendar, clock
        self._board = BoardReader(access, self._moment, self, self._show, self._say)
        self._sender: Reader[str, None] = Reader(self._has_sent)
        self._scans = Scans(desk_access, self, self._picked_student, self._say)
        self._by_room = False
        self._box = LineBox(longest=LONGEST, id="round-box", placeholder=EXAMPLE)
        self.rows: tuple[BoardRow, ...] = ()
        self._matched = ""
        self._written: tuple[BoardData, dt.datetime] | None = None
        self.said = ""

    def compose(self) -> ComposeResult:
        """How many there are, the box, a sentence, and the doses."""
        with Vertical(id="round"):
            yield RoundHead()
            with Horizontal(id="round-ask"):
                yield Words("Who is here?", id="round-label")
                yield self._box
            yield Words(READING, id="round-says")
            yield RoundList()
        with Vertical(id="hints"):
            yield Hints()

    @property
    def list(self) -> RoundList:
        """The doses."""
        return self.query_one(RoundList)

    def on_mount(self) -> None:
        """Look at the records now, and every now and then."""
        self.set_interval(LOOK_EVERY, self.look)
        self.look()

    def _moment(self) -> Moment:
        return self._calendar.moment(self._clock.now())

    @property
    def _unread(self) -> tuple[UnreadPlan, ...]:
        return self._board.data.unread if self._board.data else ()

    def look(self) -> None:
        """Ask whether anything has moved."""
        self._board.look()

    def _show(self) -> None:
        """The board as it was read, for this moment, as far as it matches what is typed."""
        if self._board.data is None:
            return
        moment = self._moment()
        self._write(self._board.data, moment)
        shown = not_come(self.rows, moment) if self._by_room else self.rows
        is_typed = self._box.value not in {"", self._matched}
        self._matched = self._box.value
        found, nothing = matching(shown, self._matched), NOTHING_ELSE if self._unread else NOTHING
        self.list.show(found, by_room=self._by_room)
        if found and is_typed:
            self.list.mark(found[0].key)
        if not found:
            self._say(NOBODY if shown else EVERYBODY_CAME if self._by_room else nothing)
        elif self.said in {NOBODY, EVERYBODY_CAME, NOTHING, NOTHING_ELSE, READING}:
            self._say("")
        self.refresh_bindings()

    def _write(self, data: BoardData, moment: Moment) -> None:
        """The rows of this minute, once; what is typed chooses among them."""
        minute = moment.local.replace(second=0, microsecond=0)
        if self._written is None or self._written[0] is not data or self._written[1] != minute:
            self._written = data, minute
            self.rows = board_rows(data, moment)
            self.query_one(RoundHead).say(self.rows, data.unread)

    def _say(self, sentence: str) -> None:
        self.said = sentence
        self.query_one("#round-says", Words).say(sentence)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Only those who match stay; a letter takes away what was said, but not that of a scan."""
        event.stop()
        if self._box.value == self._matched:
            return
        if event.value:
            self._say("")
        self._show()

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is looked for."""
        self._box.clear()
        self._box.take(event.text)

    def scanned(self, text: str) -> None:
        """A card's link opens its student's dose; a number, scanned off another card, looks for it."""
        if is_findable(text):
            self._box.clear()
            self._box.take(text)
        else:
            self._scans.ask(text)

    def _picked_student(self, student: Student) -> None:
        """Whoever's card it is: her dose is opened, if one waits; of several she chooses."""
        self._by_room = False
        self._box.value = student.id
        self._show()
        mine = [each for each in self.rows if each.dose.student.id == student.id]
        waiting = [each for each in mine if each.is_waiting]
        lost = [each for each in self._unread if each.student.id == student.id]
        if not mine:
            self._box.clear()
            self._show()
        if lost:
            self._say(f"{unread_words(lost)}.")
        elif not mine:
            self._say(f"{student.name} has no medication at school today.")
        elif len(waiting) == 1:
            self._open(waiting[0])
        else:
            said = f"{len(waiting)} doses wait" if waiting else "no dose waits"
            self._say(f"{student.name}: {said}; choose below.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done has a key and a hint."""
        chosen = self.list.chosen if self.is_mounted else None
        if action in {"open", "choose"}:
            return chosen is not None and (action == "choose" or self._access.gives)
        if action == "sign_off":
            return self._access.gives
        if action == "print_day":
            return self._access.gives and self._prints is not None
        if action == "send":
            return chosen is not None and chosen.is_waiting and self._access.gives
        return super().check_action(action, parameters)

    def action_choose(self, step: int) -> None:
        """Mark another dose."""
        self.list.choose(step)
        self.refresh_bindings()

    def action_open(self) -> None:
        """The child of the marked dose is here; a scanner's Enter may come before what it typed is found."""
        if self._box.value != self._matched:
            self._show()
        if self.list.chosen is not None:
            self._open(self.list.chosen)

    def on_round_list_picked(self, event: RoundList.Picked) -> None:
        """A dose was clicked."""
        self.refresh_bindings()
        if self._access.gives:
            self._open(event.row)

    def _open(self, row: BoardRow) -> None:
        """The dose; or, of an incident, who is still to be told."""
        entry = row.dose.dose.standing
        if row.left and entry is not None:
            self._tell(row, entry, row.left)
        else:
            self._open_dose(row)

    def _open_dose(self, row: BoardRow) -> None:
        from kiosk.desk.dose_screen import DoseScreen  # noqa: PLC0415 - loaded when first opened

        screen = DoseScreen(self._access, self._desk_access, row.dose, self._calendar, self._clock)
        self.app.push_screen(screen, partial(self._done, row))

    def _done(self, row: BoardRow, done: "Done | None") -> None:
        """On to the next child; an incident first says who is to be told.

        Where nothing was recorded, what is typed next begins anew; a dose that was undone is open again.
        """
        if done is None:
            self._say("")
            self._box.action_select_all()
            self.look()
            return
        self._box.clear()
        self._show()
        is_open_again = done.entry.outcome is Outcome.UNDO
        self.list.mark(row.key if is_open_again else self.list.after(row.key))
        self._say(done.said)
        self.look()
        if left := to_tell(done.entry):
            self._tell(row, done.entry, left)

    def _tell(self, row: BoardRow, entry: DoseEntry, left: tuple[Party, ...]) -> None:
        from kiosk.desk.dose_telling import TellingScreen  # noqa: PLC0415 - loaded when first opened
        from kiosk.desk.dose_words import done_words  # noqa: PLC0415

        title = done_words(row.name, entry, self._calendar)
        screen = TellingScreen(self._access, title, entry.confirmation, left)
        self.app.push_screen(screen, partial(self._told, row))

    def _told(self, row: BoardRow, wants_dose: bool | None) -> None:
        self.look()
        if wants_dose:
            self._open_dose(row)

    def action_by_room(self) -> None:
        """Who has not come, room by room; or all again."""
        self._by_room = not self._by_room
        self._show()

    def action_send(self) -> None:
        """Tell the kiosk of the room to send the child."""
        row = self.list.chosen
        if row is not None:
            self._sender.ask(row.name, partial(self._access.send, row.dose.student.id))

    def _has_sent(self, name: str, answer: Future[None]) -> None:
        self.call_later(self._take_sent, name, answer)

    def _take_sent(self, name: str, answer: Future[None]) -> None:
        try:
            answer.result()
        except KioskError as error:
            self._say(" ".join(error.sentences))
            return
        self._say(f"{name} was sent for.")
        self.look()

    def action_sign_off(self) -> None:
        """Sign off the day; it asks first."""
        from kiosk.desk.round_closing import RoundClosing  # noqa: PLC0415 - loaded when first opened

        closing = RoundClosing(self._access, self, self._calendar, self._say)
        stands = (unread_words(self._unread), counts_words(self.rows))
        closing.ask(self._moment(), ". ".join(filter(None, stands)))

    def action_print_day(self) -> None:
        """Today's sheet, to a printer or a file."""
        if self._prints is not None:
            self._prints()

    def action_help(self) -> None:
        """What the keys do."""
        from kiosk.desk.help import HelpScreen  # noqa: PLC0415 - loaded when first opened

        self.app.push_screen(HelpScreen(Place.ROUND))

    def action_leave(self) -> None:
        """Ask whether to close the kiosk."""
        from kiosk.desk.leaving import LeavingScreen  # noqa: PLC0415 - loaded when first opened

        self.app.push_screen(LeavingScreen())

    async def action_back(self) -> None:
        """Clear what is typed; then all doses again; then back."""
        if self._box.value:
            self._box.clear()
        elif self._by_room:
            self.action_by_room()
        else:
            self.dismiss()
