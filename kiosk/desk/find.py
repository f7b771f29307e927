"""Find: a box to type in, and the students whom it finds."""

from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from kiosk.access.model import Found, Mark
from kiosk.desk.asking import DeskAccess
from kiosk.desk.hits import MOST, Hits
from kiosk.desk.keys import Place, bindings
from kiosk.desk.line_box import LineBox
from kiosk.desk.reader import Reader
from kiosk.desk.words import Words
from kiosk.faults import KioskError, Refused
from kiosk.plans.student import Student
from kiosk.school.calendar import Moment
from kiosk.school.words import listed, room_words

LONGEST = 80
EXAMPLE = "name, number or room"
ROOM = "room"
_MOST_ROOMS = 3
HINT = "Type a name, a number or a room"
NOBODY = Found((), 0)


class FindBox(LineBox, inherit_bindings=False):
    """Where the name is typed."""

    BINDINGS = LineBox.BINDINGS

    def __init__(self) -> None:
        super().__init__(longest=LONGEST, id="box", placeholder=EXAMPLE)

    def fill(self, text: str) -> None:
        """Say this, and go on behind it."""
        self.value = text[:LONGEST]
        self.cursor_position = len(self.value)


class FindPane(Vertical):
    """The box and the list under it; the box keeps the focus while the list moves."""

    BINDINGS = bindings(Place.FIND)

    class Left(Message):
        """Escape, where nothing was typed."""

    class Chosen(Message):
        """A student is to be opened."""

        def __init__(self, student: Student) -> None:
            super().__init__()
            self.student = student

    def __init__(self, access: DeskAccess, room: str | None) -> None:
        super().__init__()
        self._access, self._room = access, room
        self._searches: Reader[str, Found] = Reader(self._found)
        self._overviews: Reader[Moment, Sequence[Mark]] = Reader(self._marked)
        self._moment: Moment | None = None
        self._shown: str | None = None
        self._wanted: str | None = None
        self._without_marks = self._unread = ""
        self._about_hits = ""
        self._told = ""

    def compose(self) -> ComposeResult:
        """The box, the list, and a line that explains what is not there."""
        with Horizontal(id="ask"):
            yield Words("Find", id="label")
            yield FindBox()
        yield Words(id="explains")
        yield Hits()

    @property
    def box(self) -> FindBox:
        """Where the name is typed."""
        return self.query_one(FindBox)

    @property
    def hits(self) -> Hits:
        """The list."""
        return self.query_one(Hits)

    def on_mount(self) -> None:
        """Begin with this kiosk's room, or with the hint."""
        self._search("")

    def mark(self, moment: Moment) -> None:
        """Ask who of those in the list has something on."""
        self._moment = moment
        self._ask_marks()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Each key filters; a letter takes away what was said."""
        event.stop()
        if event.value != self.box.value:  # typed on, or begun anew, meanwhile
            return
        text = event.value.strip()
        if text:
            self._told = ""
        if text != self._wanted:
            self._wanted = None
        self._search(text)

    def say(self, sentence: str) -> None:
        """Begin anew, with a sentence that stays until something is typed."""
        with self.box.prevent(Input.Changed):
            self.box.clear()
        self._told, self._wanted = sentence, None
        self._search("")
        self._explain()

    def open_first(self, text: str) -> None:
        """Open whom this text finds first."""
        self.box.value = text
        self.action_open()

    def _search(self, text: str) -> None:
        if text:
            self._searches.ask(text, partial(self._access.find, text, None, MOST))
        elif self._room:
            self._searches.ask(text, partial(self._access.find, text, self._room, MOST))
        else:
            self._searches.forget()
            self._show("", NOBODY, "")

    def _found(self, text: str, answer: Future[Found]) -> None:
        self.call_later(self._take_hits, text, answer)

    def _take_hits(self, text: str, answer: Future[Found]) -> None:
        if text != self.box.value.strip():
            return
        try:
            found = answer.result()
        except KioskError as error:
            self._show(text, NOBODY, " ".join(error.sentences))
            return
        self._show(text, found, _about(text, found, self._room))
        if self._wanted == text:
            self._open_chosen()

    def _show(self, text: str, found: Found, about: str) -> None:
        self._shown, self._about_hits = text, about
        self.hits.show(found.students)
        self.screen.refresh_bindings()
        self._ask_marks()
        self._explain()

    def _ask_marks(self) -> None:
        """Of those in the list alone, however large the school is."""
        students = self.hits.students
        if self._moment is None or not students:
            self._overviews.forget()
            self._without_marks = self._unread = ""
            return
        room = None if self._shown else self._room
        self._overviews.ask(self._moment, partial(self._access.overview, self._moment, room, among=students))

    def _explain(self) -> None:
        empty = HINT if not self._shown and self.hits.chosen is None else ""
        about = (self._unread, self._about_hits or empty, self._without_marks)
        explains = self.query_one("#explains", Words)
        explains.say(self._told or " ".join(filter(None, about)))
        explains.set_class(bool(self._told), "-told")
        explains.set_class(bool(self._unread) and not self._told, "-alarm")

    def _marked(self, moment: Moment, answer: Future[Sequence[Mark]]) -> None:
        del moment
        self.call_later(self._take_marks, answer)

    def _take_marks(self, answer: Future[Sequence[Mark]]) -> None:
        marks: Sequence[Mark] = ()
        self._without_marks = ""
        try:
            marks = answer.result()
        except Refused:  # some may know names only; that is no fault
            pass
        except KioskError:
            self._without_marks = "Who has something on now could not be read."
        self.hits.show_marks({each.student.id: each for each in marks})
        self._unread = _unread([each.student.name for each in marks if each.is_unread])
        self._explain()

    def on_hits_picked(self, event: Hits.Picked) -> None:
        """A click opens."""
        event.stop()
        self.post_message(self.Chosen(event.student))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done has a key and a hint."""
        if action in {"open", "choose"}:
            return self.hits.chosen is not None or action == "open"
        return super().check_action(action, parameters)

    def action_choose(self, step: int) -> None:
        """Mark another student."""
        self.hits.choose(step)

    def action_open(self) -> None:
        """Open the marked student, as soon as the list answers what is typed."""
        text = self.box.value.strip()
        if self._shown == text:
            self._open_chosen()
        else:
            self._wanted = text

    def action_clear(self) -> None:
        """Begin anew."""
        if self.box.value:
            self.box.clear()
        else:
            self.post_message(self.Left())

    def action_narrow(self) -> None:
        """Write the room before what is typed, or take it away: the box says all that is looked for."""
        text, chosen = self.box.value.strip(), self.hits.chosen
        room = self._room or (chosen.homeroom if chosen else "")
        narrowed = f"{ROOM} {room}"
        if text.casefold().startswith(narrowed.casefold()):
            self.box.fill(text[len(narrowed) :].lstrip())
        elif room:
            self.box.fill(f"{narrowed} {text}")

    def _open_chosen(self) -> None:
        self._wanted = None
        if self.hits.chosen is not None:
            self.post_message(self.Chosen(self.hits.chosen))


IN_AN_EMERGENCY = "In an emergency F8 opens any student."
"""Whoever knows her own rooms alone finds nobody of another, and may stand beside that child."""


def _about(text: str, found: Found, room: str | None) -> str:
    """Where was looked, and how many there are."""
    shown = len(found.students)
    if not text:
        where = room_words(room or "")
        if found.total > shown:
            return f"{where}: {shown} of {found.total:,}; type a name or a number."
        return f"{where}. Type a name or a number to find others." if shown else f"Nobody is in {where}."
    if not shown:
        return _nobody(text, found.rooms)
    where = rooms_words(found.rooms) or "Whole school"
    if found.total > shown:
        return f"{where}: {shown} of {found.total:,}; type more letters."
    other = f" F5: only {room_words(room)}." if room and not found.rooms else ""
    return f"{where}: {shown} found.{other}"


def _unread(names: Sequence[str]) -> str:
    """That plans cannot be opened, and what to do; nothing where all can."""
    if not names:
        return ""
    whose = f"{names[0]}: a plan" if len(names) == 1 else f"{len(names)} students: plans"
    return f"{whose} cannot be read: ask the office to run kiosk verify."


def _nobody(text: str, rooms: Sequence[str]) -> str:
    if text.casefold() == ROOM:
        return "Which room? Type its name behind it: room 12."
    where = f" in {rooms_words(rooms)}" if rooms else ""
    return f'Nobody is found for "{text}"{where}. Fewer letters find more. {IN_AN_EMERGENCY}'


def rooms_words(rooms: Sequence[str]) -> str:
    """`Room 12`, `Rooms 10, 11, 12 and 3 more`."""
    if len(rooms) < 2:
        return room_words("".join(rooms))
    more = len(rooms) - _MOST_ROOMS
    return f"Rooms {listed([*rooms[:_MOST_ROOMS], f'{more} more'] if more > 0 else rooms)}"
