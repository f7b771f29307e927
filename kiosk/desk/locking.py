"""An app that is locked, or open for one person; what she saw goes with her."""

from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual import events

from kiosk.access.model import Person
from kiosk.access.signing import End, Signed, SignedOut, is_scanned_pass, pass_code
from kiosk.clock import Clock
from kiosk.desk.asking import Desk, Entrance
from kiosk.desk.breakpoints import fit
from kiosk.desk.forgetting import forget_drawn_text
from kiosk.desk.idle import Idle
from kiosk.desk.lock import LockScreen
from kiosk.desk.reader import Reader
from kiosk.desk.scanning import ScanningApp
from kiosk.desk.sign_in import SignInBox
from kiosk.desk.top import who_words
from kiosk.desk.under_way import UnderWay
from kiosk.faults import KioskError
from kiosk.plans.model import Role
from kiosk.school.calendar import Calendar

if TYPE_CHECKING:
    from kiosk.desk.home import HomeScreen

OPEN, LOCKED = "open", "locked"
"""The two modes of the kiosk; each has screens of its own."""
LOCK_AFTER = 90.0
"""Seconds without a touch after which the kiosk locks, unless the school says otherwise; 0 is never."""
CRISIS_PATIENCE = 600.0
"""So long a crisis protocol stays, for its reader has a child to stay with and no hand for a key."""
BEGUN = 30.0
"""Seconds after which what somebody began to type at the lock is forgotten."""
STILL_EVERY = 2.0
"""Seconds after which it is asked again whether whoever is signed in may still be here."""
LOCK_DUE = "The kiosk locks as soon as the printing has ended."
SCAN_LATER = "Cards are being printed. Scan again when that has ended."
UNNOTED = 60.0
"""Seconds for which it is said that a sign-out could not be noted."""


@runtime_checkable
class TakesScans(Protocol):
    """A screen that a scanned card is for: the students, or whose emergency it is."""

    def scanned(self, text: str) -> None:
        """Take what was scanned."""
        ...


class LockingApp(ScanningApp, inherit_bindings=False):
    """An app with two modes: locked, or open for whoever has signed in."""

    def __init__(
        self,
        entrance: Entrance,
        calendar: Calendar,
        clock: Clock,
        *,
        room: str | None,
        lock_after: float,
        signed: Signed | None,
    ) -> None:
        super().__init__()
        self._entrance, self._calendar, self._clock = entrance, calendar, clock
        self.room = room
        self._desk: Desk | None = entrance.desk(signed) if signed else None
        self._said = ""
        self._still: Reader[Signed, None] = Reader(self._heard_whether_still)
        self._leaving: Reader[Signed, None] = Reader(self._has_left)
        self.idle, self._lock_after = Idle(), lock_after
        self.under_way = UnderWay()
        self._due: tuple[End, str, str | None] | None = None
        self._screens = {OPEN: self._home_screen, LOCKED: self._lock_screen}
        for mode, screen in self._screens.items():
            self.add_mode(mode, screen)

    def begin(self) -> None:
        """Be locked, or open where somebody is signed in from the start; and look whether she is still here.

        Textual holds the screen with which an app begins for as long as it runs: it is an empty one.
        """
        self.switch_mode(OPEN if self.signed else LOCKED)
        self.set_interval(1, self.lock_if_idle)
        self.set_interval(STILL_EVERY, self.ask_whether_still)

    @property
    def signed(self) -> Signed | None:
        """Who is signed in."""
        return self._desk.signed if self._desk else None

    def _home_screen(self) -> "HomeScreen":
        from kiosk.desk.home import HomeScreen  # noqa: PLC0415 - the lock is drawn without it

        desk = self._desk
        if desk is None:
            raise LookupError("nobody has signed in")
        who, room = who_words(desk.signed, self._calendar), _room_of(desk.signed.person, self.room)
        home = HomeScreen(desk, self._calendar, self._clock, room, who, self.under_way)
        fit(home, self.size)
        return home

    def _lock_screen(self) -> LockScreen:
        said, self._said = self._said, ""
        lock = LockScreen(self._entrance, self._calendar, self._clock, self.room, said)
        fit(lock, self.size)
        return lock

    async def on_event(self, event: events.Event) -> None:
        """Whatever somebody does, somebody is here."""
        if isinstance(event, events.InputEvent | events.Paste):
            self.idle.touch()
        await super().on_event(event)

    def lock_if_idle(self) -> None:
        """Lock once nobody has touched the kiosk for long; locked, forget what somebody began to type.

        What is under way stays until it has ended, and what came of it as long as anything does.
        """
        home, patience = self._home, self._lock_after
        if self.under_way.is_on:
            self.idle.touch()
            return
        if self._due is not None:
            due, self._due = self._due, None
            self._begin_lock(*due)
        if home is None and self.lock_screen is not None and self.idle.seconds >= BEGUN:
            self.lock_screen.sign_in.forget()
        if home is None or not patience:  # there is none where it is locked already, or closing
            return
        if home.is_in_crisis:
            patience = max(patience, CRISIS_PATIENCE)
        if self.idle.seconds >= patience:
            self._begin_lock(End.IDLE)

    def ask_whether_still(self) -> None:
        """Ask whether whoever is signed in may still be here."""
        if self.signed is not None:
            self._still.ask(self.signed, partial(self._entrance.signing.expect, self.signed))

    def _heard_whether_still(self, signed: Signed, answer: Future[None]) -> None:
        self.call_later(self._take_whether_still, signed, answer)

    def _take_whether_still(self, signed: Signed, answer: Future[None]) -> None:
        """Out with whoever may not be here any more; not while a child in a crisis needs what is shown.

        Where the records cannot be asked, whoever asks anything of them is told so.
        """
        home, error = self._home, answer.exception()
        if isinstance(error, SignedOut) and signed is self.signed and home and not home.is_in_crisis:
            self._begin_lock(End.OVER if signed.until else End.CHANGED, str(error))
        elif error is not None and not isinstance(error, KioskError):
            raise error

    @property
    def is_locked(self) -> bool:
        """Whether nothing but the clock is on the screen."""
        return self.current_mode == LOCKED

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is locked cannot be locked."""
        return not self.is_locked if action == "lock" else super().check_action(action, parameters)

    def action_lock(self) -> None:
        """Take every screen away, with all that is on it; the next person may sign in at once."""
        self._begin_lock(End.LOCKED)

    def _begin_lock(self, end: End, said: str = "", then: str | None = None) -> None:
        """Lock, and say why; then perhaps try a pass. Where something is under way, once that has ended.

        That is done in the app's own time: the screen that asked is one of those that go.
        """
        if self.under_way.is_on:
            if self._due is None:
                self.notify(LOCK_DUE)
            self._due = end, said, then
            return
        self.call_later(self._go, end, said, then)

    async def _go(self, end: End, said: str, then: str | None) -> None:
        signed = self.signed
        if self._home is None or signed is None:
            return
        self.clear_notifications()
        self.forget_scans()
        self._desk, self._said = None, said
        await self._replace_mode(OPEN, LOCKED)
        forget_drawn_text()
        self._leaving.ask(signed, partial(self._entrance.signing.leave, signed, end))
        if then is not None and self.lock_screen is not None:
            self.lock_screen.sign_in.take(then)

    def _has_left(self, _: Signed, answer: Future[None]) -> None:
        self.call_later(self._say_if_unnoted, answer)

    def _say_if_unnoted(self, answer: Future[None]) -> None:
        """That it could not be noted who left, the next person is told."""
        try:
            answer.result()
        except KioskError as error:
            self.notify(" ".join(error.sentences), severity="warning", timeout=UNNOTED)

    def leave_at_the_end(self) -> None:
        """Note that the kiosk was closed on whoever is signed in, once it has been."""
        if self.signed is not None:
            self._entrance.signing.leave(self.signed, End.CLOSED)

    async def on_sign_in_box_signed_in(self, event: SignInBox.SignedIn) -> None:
        """Open for whoever has signed in."""
        if self.is_locked:
            self._desk = self._entrance.desk(event.signed)
            await self._replace_mode(LOCKED, OPEN)

    async def _replace_mode(self, old: str, new: str) -> None:
        """Nothing of the old screens is kept; they are made again when they are next needed."""
        shown, gone = self.switch_mode(new), self.remove_mode(old)
        self.add_mode(old, self._screens[old])
        await shown
        await gone

    @property
    def _home(self) -> "HomeScreen | None":
        """The home screen, perhaps under a help or a question; none while locked, or on the way out."""
        if self.current_mode != OPEN:
            return None
        from kiosk.desk.home import HomeScreen  # noqa: PLC0415 - loaded when it is open

        lowest = self.screen_stack[0] if self.screen_stack else None
        return lowest if isinstance(lowest, HomeScreen) else None

    @property
    def lock_screen(self) -> LockScreen | None:
        """The lock screen, perhaps under a question; none while open, or on the way out."""
        lowest = self.screen_stack[0] if self.screen_stack else None
        return lowest if isinstance(lowest, LockScreen) else None

    @property
    def hears_scans(self) -> bool:
        """Whether the find box is there, perhaps under a help or a question."""
        return self._home is not None

    def scanned(self, text: str) -> None:
        """A card was scanned: away with what lies over the screen it is for, and nothing of it is confirmed.

        A day pass is handed over to. What is being printed is not broken into.
        """
        if self.under_way.holds:
            self.notify(SCAN_LATER)
        elif is_scanned_pass(text):
            self._begin_lock(End.LOCKED, then=pass_code(text))
        elif self._home is not None:
            while not isinstance(self.screen, TakesScans):
                self.pop_screen()
            self.screen.scanned(text)


def _room_of(person: Person, room: str | None) -> str | None:
    """The room with which the kiosk begins: where it stands, or her own where she sees no other."""
    is_elsewhere = person.role in {Role.SUBSTITUTE, Role.TEACHER} and room not in person.rooms
    return person.rooms[0] if is_elsewhere and person.rooms else room
