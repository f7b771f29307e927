"""The app: Textual made safe for a screen that stands in a school for weeks."""

import asyncio
import sys

from rich.console import RenderableType
from rich.segment import Segments
from rich.text import Text
from textual.app import App
from textual.driver import Driver
from textual.notifications import SeverityLevel

from kiosk.clock import Clock
from kiosk.desk.asking import DeskAccess
from kiosk.desk.colours import Looks, classes, textual_theme, variables
from kiosk.desk.crash import crash_text
from kiosk.desk.home import HomeScreen
from kiosk.desk.signals import ending
from kiosk.faults import BadInput
from kiosk.school.calendar import Calendar
from themes import Theme

_SIGNALLED = 128
NOTICE, NAMED = 60.0, 3.0
"""Seconds for which a notice, and the name of a theme, are shown."""


class KioskApp(App[None], inherit_bindings=False):
    """The kiosk at one school, for one reader."""

    CSS_PATH = [  # noqa: RUF012
        *("home.tcss", "top.tcss", "find.tcss", "hits.tcss", "panel.tcss", "line.tcss", "hints.tcss"),
        "room_today.tcss",
        "type.tcss",
    ]
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
        station: str,
    ) -> None:
        self._colours = variables(looks.theme)
        super().__init__()
        self._access, self._calendar, self._clock = access, calendar, clock
        self.room, self.station = room, station
        self._looks = looks
        self._wear(looks.theme)

    def get_default_screen(self) -> HomeScreen:
        """The one screen."""
        return HomeScreen(self._access, self._calendar, self._clock, self.room)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The names that our style sheets use."""
        return dict(self._colours)

    def get_driver_class(self) -> type[Driver]:
        """The driver that bears with a wrong byte."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from kiosk.desk.terminal import PatientDriver  # noqa: PLC0415 - not on Windows

        return PatientDriver

    async def run_until_signalled(self) -> None:
        """Run; a signal ends the app in good order, and so leaves the terminal whole."""
        with ending(self._end):
            await self.run_async()

    def on_mount(self) -> None:
        """Say what was wrong at the start, where all can see it."""
        if self._looks.notice:
            self.notify(self._looks.notice, severity="warning", timeout=NOTICE)

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
    station: str,
) -> int:
    """Open the kiosk in this terminal, and return its exit status: never 0 after a crash."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise BadInput("The kiosk needs a terminal of its own; for plain text use: kiosk active")
    app = KioskApp(access, calendar, clock, looks, room=room, station=station)
    asyncio.run(app.run_until_signalled())
    return 1 if app.return_code is None else app.return_code
