"""The one screen of the kiosk: find on the left, the student on the right; or one of them at a time."""

from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from kiosk.access.emergencies import EmergencyView
from kiosk.clock import Clock
from kiosk.desk.asking import Desk
from kiosk.desk.crisis import CrisisView
from kiosk.desk.find import FindPane
from kiosk.desk.hints import Hints
from kiosk.desk.keys import Place, bindings
from kiosk.desk.panel import StudentPanel
from kiosk.desk.prints import Prints
from kiosk.desk.reader import Reader
from kiosk.desk.room_list import RoomList
from kiosk.desk.room_today import RoomToday
from kiosk.desk.scans import Scans, is_findable
from kiosk.desk.sending import SendingBanner
from kiosk.desk.top import Top, top_words
from kiosk.desk.under_way import UnderWay
from kiosk.desk.words import Words
from kiosk.faults import KioskError
from kiosk.plans.student import Student
from kiosk.school.calendar import Calendar, Moment

if TYPE_CHECKING:
    from kiosk.desk.emergency import Emergency

WIDE = 124
MARGIN = 2
TOO_SMALL = "The window is too small for a plan.\nPlease make it at least 60 wide and 18 high."

AWAY = {"room", "other_side", "print_sheet", "emergency", "office", "print_office", "round", "give_round"}
FIRST = "New here? Type a name, then Enter. F8 in an emergency, F1 for every key."
FIRST_IN_OFFICE = "New here? Type a name, then Enter. F3 a room, F6 the office, F1 every key."
"""For whoever has never seen a kiosk, until a student is opened; the second where cards may be printed."""


class HomeScreen(Screen[None], inherit_bindings=False):
    """Find, and the student who was found."""

    BINDINGS = bindings(Place.ANYWHERE)
    AUTO_FOCUS = "#box"
    CSS_PATH = [  # noqa: RUF012 - as Textual has it; what is said later goes before
        *("home.tcss", "find.tcss", "hits.tcss", "panel.tcss"),
        *("line.tcss", "room_today.tcss", "crisis.tcss", "type.tcss"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-thin"), (60, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (18, "-low"), (36, "-tall")]  # noqa: RUF012

    def __init__(
        self,
        desk: Desk,
        calendar: Calendar,
        clock: Clock,
        room: str | None,
        who: str = "",
        under_way: UnderWay | None = None,
    ) -> None:
        super().__init__()
        self._access, self._round = desk.access, desk.round
        self._prints = Prints(desk.printing, calendar, under_way or UnderWay()) if desk.printing else None
        self._calendar, self._clock, self._room, self._who = calendar, clock, room, who
        self.sending = SendingBanner(desk.calls, room)
        self._scans = Scans(desk.access, self, self.open, self._say_not)
        self._emergencies: Reader[int, Sequence[EmergencyView]] = Reader(self._take_emergencies)
        self._marked_at: object = None
        self._is_right_in_front = False
        self._shows_room = False
        self._has_begun = False

    def compose(self) -> ComposeResult:
        """Top line, the two panes, key hints; and a sentence for a window that is too small."""
        yield Top(is_pretend=self._clock.is_pretend)
        yield self.sending
        with Horizontal(id="panes"):
            yield FindPane(self._access, self._room)
            yield StudentPanel(self._access, self._calendar.school.phone)
            yield RoomToday(self._access, self._calendar.school.phone)
        yield CrisisView()
        yield Words(FIRST_IN_OFFICE if self._may_print else FIRST, id="first")
        yield Hints()
        yield Words(TOO_SMALL, id="too-small")

    @property
    def _may_print(self) -> bool:
        return self._prints is not None and self._prints.may_print

    @property
    def find(self) -> FindPane:
        """The find box and its list."""
        return self.query_one(FindPane)

    @property
    def panel(self) -> StudentPanel:
        """The student."""
        return self.query_one(StudentPanel)

    @property
    def room_today(self) -> RoomToday:
        """The room's day, which stands where the student does while nobody is open."""
        return self.query_one(RoomToday)

    @property
    def crisis(self) -> CrisisView:
        """The crisis protocol, which stands before all else while it is open."""
        return self.query_one(CrisisView)

    @property
    def is_wide(self) -> bool:
        """Whether there is room for list and student side by side."""
        return self.size.width >= WIDE

    @property
    def is_in_crisis(self) -> bool:
        """Whether a crisis protocol is open; the clock may ask before this screen is put together."""
        return any(each.is_open for each in self.query(CrisisView))

    def on_mount(self) -> None:
        """Look at the clock once a second."""
        self.set_interval(1, self.tick)
        self.tick()
        self._emergencies.ask(0, self._access.unseen_emergencies)

    def tick(self) -> None:
        """What the clock says; only what has changed is drawn again."""
        moment = self._now()
        width = self.size.width - 2 * MARGIN
        self.query_one(Top).show(top_words(moment, self._calendar.school, self._room, width, self._who))
        self.panel.tick(moment)
        self.room_today.tick(moment)
        self._mark_each_minute(moment)

    def _mark_each_minute(self, moment: Moment) -> None:
        minute = moment.local.replace(second=0, microsecond=0)
        if minute != self._marked_at:
            self._marked_at = minute
            self.find.mark(moment)

    def on_resize(self, event: events.Resize) -> None:
        """One pane or two."""
        del event
        self._begin()
        self._arrange()
        self.tick()
        self.call_after_refresh(self._focus_again)

    def _begin(self) -> None:
        """Where there is room for it, this kiosk's own room stands beside the find box from the start."""
        if self.is_wide and self._room and not self._has_begun:
            self._has_begun = True
            if self.panel.student is None:
                self._open_room(self._room)

    def _open_room(self, asked: str) -> None:
        self._shows_room = True
        self.room_today.open(asked, self._now())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What has the focus is what stands in front where there is room for one only."""
        self._is_right_in_front = event.widget in {self.panel.reading, self.room_today.rows}

    def _focus_again(self) -> None:
        """A window that was too small for a while takes the focus away; give it back."""
        if self.focused is None and self.is_in_crisis:
            self.set_focus(self.crisis.reading)
        elif self.focused is None:
            self._bring(right=self._is_right_in_front)

    def _arrange(self) -> None:
        is_right_shown = self.is_wide or self._is_right_in_front
        self.find.display = self.is_wide or not self._is_right_in_front
        self.panel.display = is_right_shown and not self._shows_room
        self.room_today.display = is_right_shown and self._shows_room

    def _bring(self, *, right: bool) -> None:
        self._close_crisis()
        self._is_right_in_front = right
        self._arrange()
        beside = self.room_today.rows if self._shows_room else self.panel.reading
        self.set_focus(beside if right else self.find.box)

    def on_student_panel_crisis_asked(self) -> None:
        """The crisis protocol, before all else."""
        sheet = self.panel.sheet
        self.add_class("-crisis")
        self.crisis.open(f"{sheet.name} · {sheet.about}", sheet.protocols)
        self.set_focus(self.crisis.reading)
        self.refresh_bindings()

    def _take_emergencies(self, _: int, answer: "Future[Sequence[EmergencyView]]") -> None:
        """What was opened in emergencies, before all else; where it cannot be read, the next time has it."""
        with suppress(KioskError):
            if found := answer.result():
                self.call_later(self._show_emergencies, found)

    def _show_emergencies(self, found: "Sequence[EmergencyView]") -> None:
        from kiosk.desk.emergencies import EmergenciesScreen  # noqa: PLC0415 - loaded when there are any

        if self not in self.app.screen_stack:  # locked meanwhile
            return
        self.app.push_screen(EmergenciesScreen(self._access, found, self._calendar))

    def action_emergency(self) -> None:
        """Any student's crisis protocol, for whoever is here, with what is happening typed."""
        from kiosk.desk.emergency import EmergencyScreen  # noqa: PLC0415 - loaded when first needed

        phone = self._calendar.school.phone
        self.app.push_screen(EmergencyScreen(self._access, self._now, phone), self._show_emergency)

    def _show_emergency(self, found: "Emergency | None") -> None:
        if found is not None:
            self.add_class("-crisis")
            self.crisis.open(found.whose, found.protocols)
            self.set_focus(self.crisis.reading)
            self.refresh_bindings()

    def _now(self) -> Moment:
        return self._calendar.moment(self._clock.now())

    def on_crisis_view_left(self) -> None:
        """Back to the plan."""
        self._bring(right=True)

    def _close_crisis(self) -> None:
        if self.is_in_crisis:
            self.remove_class("-crisis")
            self.crisis.close()

    def on_find_pane_chosen(self, event: FindPane.Chosen) -> None:
        """Open a student."""
        self.open(event.student)

    def open(self, student: Student) -> None:
        """Open a student; this is recorded."""
        self._shows_room = False
        self.query_one("#first").display = False
        self.panel.open(student)
        self._bring(right=True)

    def scanned(self, text: str) -> None:
        """A card's link opens its student; a student's number, scanned off another card, finds her."""
        if is_findable(text):
            self._bring(right=False)
            self.find.open_first(text)
        else:
            self._scans.ask(text)

    def _say_not(self, sentence: str) -> None:
        """Why a scan opens nobody; whoever is open stays."""
        self._bring(right=False)
        self.find.say(sentence)

    def on_find_pane_left(self, event: FindPane.Left) -> None:
        """Escape in an empty box closes the student who is still open, then the room."""
        del event
        self._close()
        self._arrange()

    def _close(self) -> None:
        """Close the student, behind whom the room may stand; or the room."""
        if self._shows_room:
            self.room_today.close()
        self.panel.close()
        self._shows_room = self.room_today.is_open

    def on_room_list_picked(self, event: RoomList.Picked) -> None:
        """Open a student of the room."""
        self.open(event.student)

    def on_room_list_typed(self, event: RoomList.Typed) -> None:
        """What is typed anywhere is looked for; a second letter may come before the box has the focus."""
        box = self.find.box
        if self.focused is not box:
            box.clear()
            self._bring(right=False)
        box.call_later(box.take, event.character)  # behind the focus, which marks all that stands there

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted anywhere is looked for."""
        self._bring(right=False)
        self.find.box.clear()
        self.find.box.take(event.text)

    def action_find(self) -> None:
        """To the find box; the student stays."""
        self._bring(right=False)

    def action_shut(self) -> None:
        """Close the student, and find the next; or the room."""
        self._close()
        self._bring(right=False)

    def action_other_side(self) -> None:
        """From the list to the student or the room, and back."""
        is_there = self.panel.student is not None or self._shows_room
        self._bring(right=self.focused is self.find.box and is_there)

    def action_room(self) -> None:
        """Who needs something today: in the open student's room, the one typed, or this kiosk's."""
        asked = self._room_asked()
        if asked is None:
            self._shows_room = True
            self.room_today.ask_which()
        else:
            self._open_room(asked)
        self._bring(right=True)

    def _room_asked(self) -> str | None:
        student = self.panel.student
        if student is not None and self.focused is not self.find.box:
            return student.homeroom or None
        return self.find.box.value.strip() or self._room

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done has a key and a hint; in a crisis one key alone leads away."""
        if action in AWAY and self.is_mounted and self.is_in_crisis:
            return False
        if action == "print_sheet":
            return self._prints is not None and self._shows_room and self.room_today.read is not None
        if action == "print_card":
            return self._may_print and self.panel.student is not None
        if action == "office":
            return self._prints is not None
        if action == "print_office":  # the same key: the hint is for whoever prints
            return self._may_print
        if action == "send":
            return self.sending.is_asked
        if action == "round":
            return self._round is not None
        if action == "give_round":  # the same key: the hint is for whoever gives
            return self._round is not None and self._round.gives
        return super().check_action(action, parameters)

    def action_send(self) -> None:
        """The student whom the nurse asks for is on the way."""
        self.sending.answer()

    def action_give_round(self) -> None:
        """Today's medication, for whoever gives it."""
        self.action_round()

    def action_round(self) -> None:
        """Today's medication."""
        from kiosk.desk.round import RoundScreen  # noqa: PLC0415 - loaded when first opened

        if self._round is not None:
            prints = self._print_day if self._prints is not None else None
            self.app.push_screen(RoundScreen(self._round, self._access, self._calendar, self._clock, prints))

    def _print_day(self) -> None:
        if self._prints is not None and self._round is not None:
            self.app.push_screen(self._prints.day(self._round, self._now().date))

    def action_print_sheet(self) -> None:
        """Print the sheet of the open room."""
        read = self.room_today.read
        if self._prints is not None and read is not None:
            self.app.push_screen(self._prints.sheet(read))

    def action_print_card(self) -> None:
        """Look at the card of the open student, and perhaps print it."""
        if self._prints is not None and self.panel.student is not None:
            self.app.push_screen(self._prints.card(self.panel.student))

    def action_print_office(self) -> None:
        """The office, for whoever prints cards."""
        self.action_office()

    def action_office(self) -> None:
        """Print the cards of a room, of everybody, or what has changed."""
        if self._prints is not None:
            self.app.push_screen(self._prints.office())

    def action_help(self) -> None:
        """What the keys do."""
        from kiosk.desk.help import HelpScreen  # noqa: PLC0415 - loaded when first opened

        self.app.push_screen(HelpScreen(self._here()))

    def _here(self) -> Place:
        """Where on the desk the keys go now."""
        if self.is_in_crisis:
            return Place.CRISIS
        if self.focused is self.panel.reading:
            return Place.STUDENT
        return Place.ROOM if self.focused is self.room_today.rows else Place.FIND

    def action_leave(self) -> None:
        """Ask whether to close the kiosk."""
        from kiosk.desk.leaving import LeavingScreen  # noqa: PLC0415 - loaded when first opened

        self.app.push_screen(LeavingScreen())
