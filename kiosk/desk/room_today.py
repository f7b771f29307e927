"""Room today: everyone in a room who needs something, now first; it follows the bell by itself."""

from concurrent.futures import Future
from functools import partial

from attrs import evolve, frozen
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kiosk.desk.asking import DeskAccess
from kiosk.desk.fresh import Fresh
from kiosk.desk.reader import Reader
from kiosk.desk.room_asking import RoomRead, read_room
from kiosk.desk.room_list import RoomList
from kiosk.desk.room_rows import RoomSheet, refused_room, unread_room, waiting_room, which_room, write_room
from kiosk.desk.words import Words
from kiosk.faults import KioskError, Refused
from kiosk.school.calendar import Moment

NOTHING = RoomSheet("")


@frozen
class _Asked:
    """Which room was asked for, and when."""

    room: str
    moment: Moment


class RoomToday(Vertical):
    """One room, or none yet."""

    def __init__(self, access: DeskAccess, phone: str) -> None:
        super().__init__()
        self._access, self._phone = access, phone
        self._reader: Reader[_Asked, RoomRead] = Reader(self._answered)
        self._fresh = Fresh()
        self._asked: str | None = None
        self._moment: Moment | None = None
        self.read: RoomRead | None = None
        self.sheet = NOTHING

    def compose(self) -> ComposeResult:
        """The head stays; the rows scroll under it."""
        with Horizontal(id="room-head"):
            yield Words(id="room-title")
            yield Words(id="room-about")
        yield Words(id="room-old")
        yield RoomList()
        yield Words(id="room-below")

    @property
    def rows(self) -> RoomList:
        """The rows, which have the focus when the room is in front."""
        return self.query_one(RoomList)

    @property
    def is_open(self) -> bool:
        """Whether a room has been asked for."""
        return self._asked is not None

    def on_mount(self) -> None:
        """What lies below the edge changes as the rows scroll."""
        self.watch(self.rows, "scroll_y", self._say_below, init=False)
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self._say_below())

    def open(self, asked: str, moment: Moment) -> None:
        """Ask for a room by its name, or by a student in it; each opening is a view of every plan in it."""
        self._asked, self._moment, self.read = asked, moment, None
        self._show(waiting_room(asked), anew=True)
        self._ask(asked, moment)

    def ask_which(self) -> None:
        """Say that a room is to be named."""
        self.close()
        self._show(which_room(), anew=True)

    def close(self) -> None:
        """Show nothing; keep nothing."""
        self._reader.forget()
        self._asked = self.read = None
        self._show(NOTHING, anew=True)

    def tick(self, moment: Moment) -> None:
        """The time has moved; at each bell, and on a new day, the plans are read anew."""
        self._moment = moment
        if self.read is None:
            return
        if self.read.date != moment.date:
            self.open(self.read.room, moment)
            return
        self._write(self.read, moment, anew=False)
        if self._asked is not None and self._fresh.is_due(moment):
            self._ask(self._asked, moment)

    def _ask(self, room: str, moment: Moment) -> None:
        question = partial(read_room, self._access, room, moment.date)
        self._reader.ask(_Asked(room, moment), question)

    def _answered(self, asked: _Asked, answer: Future[RoomRead]) -> None:
        self.call_later(self._take, asked, answer)

    def _take(self, asked: _Asked, answer: Future[RoomRead]) -> None:
        try:
            read = answer.result()
        except KioskError as error:
            if asked.room == self._asked:
                self._take_error(asked.room, error)
            return
        if asked.room != self._asked or self._moment is None:
            return
        if read.date != self._moment.date:  # midnight has passed meanwhile
            self.open(read.room, self._moment)
            return
        is_first, self.read = self.read is None, read
        self._fresh.read_at(asked.moment)
        self._write(read, self._moment, anew=is_first)

    def _write(self, read: RoomRead, moment: Moment, *, anew: bool) -> None:
        self._show(evolve(write_room(read.room, read.opened, moment), old=self._fresh.said), anew=anew)

    def _take_error(self, asked: str, error: KioskError) -> None:
        """What was read before stays where the records fail; what she may not see any more goes."""
        if self.read is None or isinstance(error, Refused):
            self.read = None
            self._fail(asked, error)
        elif self._moment is not None:
            self._fresh.failed()
            self._write(self.read, self._moment, anew=False)

    def _fail(self, asked: str, error: KioskError) -> None:
        said = refused_room if isinstance(error, Refused) else unread_room
        self._show(said(asked, error.sentences, self._phone), anew=True)

    def _show(self, sheet: RoomSheet, *, anew: bool) -> None:
        if sheet == self.sheet:
            return
        self.sheet = sheet
        with self.app.batch_update():
            self.query_one("#room-title", Words).say(sheet.title)
            self.query_one("#room-about", Words).say(sheet.about)
            self.query_one("#room-old", Words).say(sheet.old)
            self.query_one("#room-old").display = bool(sheet.old)
            self.rows.show(sheet.rows, anew=anew)
        self._say_below()
        self.screen.refresh_bindings()

    def _say_below(self) -> None:
        self.query_one("#room-below", Words).say(self.rows.below() or self.sheet.foot)
