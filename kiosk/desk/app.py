"""The app: Textual made safe for a screen that stands in a school for weeks."""

import asyncio
import gc
import sys
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.segment import Segments
from rich.text import Text
from textual import events
from textual.driver import Driver
from textual.notifications import SeverityLevel
from textual.screen import Screen

from kiosk.clock import Clock
from kiosk.desk.asking import DeskAccess
from kiosk.desk.colours import Looks, classes, textual_theme, variables
from kiosk.desk.crash import crash_text
from kiosk.desk.forgetting import forget_drawn_text
from kiosk.desk.home import HomeScreen
from kiosk.desk.idle import Idle
from kiosk.desk.keys import Place, bindings
from kiosk.desk.scanning import ScanningApp
from kiosk.desk.signals import ending
from kiosk.desk.style_sheet import SteadyStylesheet
from kiosk.faults import BadInput
from kiosk.school.calendar import Calendar
from themes import Theme

if TYPE_CHECKING:
    from kiosk.print_desk import PrintDesk

_SIGNALLED = 128
NOTICE, NAMED = 60.0, 3.0
"""Seconds for which a notice, and the name of a theme, are shown."""
OPEN, LOCKED = "open", "locked"
"""The two modes of the kiosk; each has screens of its own."""
LOCK_AFTER = 90.0
"""Seconds without a touch after which the kiosk locks, unless the school says otherwise; 0 is never."""
CRISIS_PATIENCE = 600.0
"""So long a crisis protocol stays, for its reader has a child to stay with and no hand for a key."""
SETTLED = 2.0
"""Seconds after which the start is over, and Python looks for garbage again."""


class KioskApp(ScanningApp, inherit_bindings=False):
    """The kiosk at one school, for one reader."""

    CSS_PATH = [  # noqa: RUF012
        *("home.tcss", "top.tcss", "find.tcss", "hits.tcss", "panel.tcss", "line.tcss", "hints.tcss"),
        "room_today.tcss",
        "crisis.tcss",
        "type.tcss",
    ]
    BINDINGS = bindings(Place.ALWAYS)
    TITLE = "Accommodation kiosk"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    AUTO_FOCUS = None

    def __init__(
        self,
        access: DeskAccess,
        calendar: Calendar,
        clock: Clock,
        looks: Looks,
        *,
        room: str | None = None,
        lock_after: float = LOCK_AFTER,
        printing: "PrintDesk | None" = None,
    ) -> None:
        self._colours = variables(looks.theme)
        super().__init__()
        self._access, self._calendar, self._clock = access, calendar, clock
        self.room = room
        self._printing = printing
        self._looks = looks
        self._wear(looks.theme)
        self.stylesheet = SteadyStylesheet(self.get_css_variables())
        self.idle, self._lock_after = Idle(), lock_after
        self._screens = {OPEN: self._home_screen, LOCKED: self._lock_screen}
        for mode, screen in self._screens.items():
            self.add_mode(mode, screen)

    def _home_screen(self) -> HomeScreen:
        home = HomeScreen(self._access, self._calendar, self._clock, self.room, self._printing)
        home.fit(self.size)
        return home

    def _lock_screen(self) -> Screen[None]:
        from kiosk.desk.lock import LockScreen  # noqa: PLC0415 - loaded when first locked

        return LockScreen(self._calendar, self._clock, self.room)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The names that our style sheets use."""
        return dict(self._colours)

    def get_driver_class(self) -> type[Driver]:
        """The driver that bears with a wrong byte."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from kiosk.desk.terminal import PatientDriver  # noqa: PLC0415 - not on Windows

        return PatientDriver

    def on_mount(self) -> None:
        """Open, say what was wrong at the start, and look once a second whether anybody is still here.

        Textual holds the screen with which an app begins for as long as it runs: it is an empty one.
        """
        self.switch_mode(OPEN)
        if self._looks.notice:
            self.notify(self._looks.notice, severity="warning", timeout=NOTICE)
        self.set_interval(1, self.lock_if_idle)

    async def on_event(self, event: events.Event) -> None:
        """Whatever somebody does, somebody is here."""
        if isinstance(event, events.InputEvent | events.Paste):
            self.idle.touch()
        await super().on_event(event)

    def lock_if_idle(self) -> None:
        """Lock once nobody has touched the kiosk for long."""
        home, patience = self._home, self._lock_after
        if home is None or not patience:  # there is none where it is locked already, or closing
            return
        if home.is_in_crisis:
            patience = max(patience, CRISIS_PATIENCE)
        if self.idle.seconds >= patience:
            self.action_lock()

    @property
    def is_locked(self) -> bool:
        """Whether nothing but the clock is on the screen."""
        return self.current_mode == LOCKED

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is locked cannot be locked; the key opens it, as any other does."""
        return not self.is_locked if action == "lock" else super().check_action(action, parameters)

    def action_lock(self) -> None:
        """Take every screen away, with all that is on it, and show the clock."""
        self.call_later(self._lock)  # in the app's own time: the screen that asked is one of those that go

    async def _lock(self) -> None:
        if self._home is not None:
            self.clear_notifications()
            self.forget_scans()
            await self._replace_mode(OPEN, LOCKED)
            forget_drawn_text()

    async def on_lock_screen_touched(self) -> None:
        """Open anew. (Whoever must sign in first does so here.)"""
        if self.is_locked:
            await self._replace_mode(LOCKED, OPEN)

    async def _replace_mode(self, old: str, new: str) -> None:
        """Nothing of the old screens is kept; they are made again when they are next needed."""
        shown, gone = self.switch_mode(new), self.remove_mode(old)
        self.add_mode(old, self._screens[old])
        await shown
        await gone

    async def run_until_signalled(self) -> None:
        """Run; a signal ends the app in good order, and so leaves the terminal whole."""
        asyncio.get_running_loop().call_later(SETTLED, gc.enable)
        with ending(self._end):
            await self.run_async()

    def action_next_theme(self) -> None:
        """The next theme, at once."""
        self._wear(self._looks.after(self.worn.name))
        self.clear_notifications()
        self.notify(f"Theme: {self.worn.name}", timeout=NAMED)

    def _wear(self, theme: Theme) -> None:
        self.worn, self._colours = theme, variables(theme)
        ours = textual_theme(theme)
        self.register_theme(ours)
        self.theme = ours.name
        self.update_classes(classes(theme), update=False)

    @property
    def _home(self) -> HomeScreen | None:
        """The home screen, perhaps under a help or a question; none while locked, or on the way out."""
        lowest = self.screen_stack[0] if self.screen_stack else None
        return lowest if isinstance(lowest, HomeScreen) else None

    @property
    def hears_scans(self) -> bool:
        """Whether the find box is there, perhaps under a help or a question."""
        return self._home is not None

    def scanned(self, text: str) -> None:
        """A card was scanned: away with what lies over the students, and nothing of it is confirmed."""
        if (home := self._home) is not None:
            while len(self.screen_stack) > 1:
                self.pop_screen()
            home.scanned(text)

    def _end(self, number: int) -> None:
        self.exit(return_code=_SIGNALLED + number)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """A notification; never markup, whoever asks."""
        del markup
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def panic(self, *renderables: RenderableType) -> None:
        """End after an error; what it would print is replaced by what names nobody."""
        del renderables
        self._fatal_error()

    def _fatal_error(self) -> None:
        self._return_code = 1
        error = sys.exc_info()[1] or self._exception
        if not self._exit_renderables:
            said = self.console.render(Text(crash_text(error)), self.console.options)
            self._exit_renderables.append(Segments(said))
        self._close_messages_no_wait()


def run(
    access: DeskAccess,
    calendar: Calendar,
    clock: Clock,
    looks: Looks,
    *,
    room: str | None = None,
    lock_after: float = LOCK_AFTER,
    printing: "PrintDesk | None" = None,
) -> int:
    """Open the kiosk in this terminal, and return its exit status: never 0 after a crash."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise BadInput("The kiosk needs a terminal of its own; for plain text use: kiosk active")
    gc.freeze()  # the program stays, and is not searched for garbage; screens go, so they are made after this
    app = KioskApp(
        access, calendar, clock, looks,
        room=room, lock_after=lock_after, printing=printing,
    )  # fmt: skip
    asyncio.run(app.run_until_signalled())
    return 1 if app.return_code is None else app.return_code
