"""The app: Textual made safe for a screen that stands in a school for weeks."""

import asyncio
import gc
import sys

from rich.console import RenderableType
from rich.segment import Segments
from rich.text import Text
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.notifications import SeverityLevel

from kiosk.access.signing import Signed
from kiosk.clock import Clock
from kiosk.desk.asking import Entrance
from kiosk.desk.colours import Looks, classes, textual_theme, variables
from kiosk.desk.crash import crash_text
from kiosk.desk.keys import Place, bindings
from kiosk.desk.locking import LOCK_AFTER, LockingApp
from kiosk.desk.signals import ending
from kiosk.desk.style_sheet import SteadyStylesheet
from kiosk.faults import BadInput
from kiosk.school.calendar import Calendar
from themes import Theme

_SIGNALLED = 128
NOTICE, NAMED = 60.0, 3.0
"""Seconds for which a notice, and the name of a theme, are shown."""
SETTLED = 2.0
"""Seconds after which the start is over, and Python looks for garbage again."""


class KioskApp(LockingApp, inherit_bindings=False):
    """The kiosk at one school: locked, or open for whoever has signed in."""

    CSS_PATH = ["app.tcss", "lock.tcss", "top.tcss", "hints.tcss"]  # noqa: RUF012 - as Textual has it
    BINDINGS = bindings(Place.ALWAYS)
    TITLE = "Accommodation kiosk"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    AUTO_FOCUS = None

    def __init__(
        self,
        entrance: Entrance,
        calendar: Calendar,
        clock: Clock,
        looks: Looks,
        *,
        room: str | None = None,
        lock_after: float = LOCK_AFTER,
        signed: Signed | None = None,
    ) -> None:
        self._colours = variables(looks.theme)
        super().__init__(entrance, calendar, clock, room=room, lock_after=lock_after, signed=signed)
        self._looks = looks
        self._wear(looks.theme)
        self.stylesheet = SteadyStylesheet(self.get_css_variables())

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
        """Begin, and say what was wrong at the start."""
        self.begin()
        if self._looks.notice:
            self.notify(self._looks.notice, severity="warning", timeout=NOTICE)

    async def run_until_signalled(self) -> None:
        """Run; a signal ends the app in good order, and so leaves the terminal whole."""
        asyncio.get_running_loop().call_later(SETTLED, gc.enable)
        with ending(self._end):
            await self.run_async()
        self.under_way.stop()

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

    def _handle_exception(self, error: Exception) -> None:
        """A crash ends the kiosk; a widget that is asked for while all are taken away at the end is none."""
        if self.is_running or not isinstance(error, NoMatches):
            super()._handle_exception(error)

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
    entrance: Entrance,
    calendar: Calendar,
    clock: Clock,
    looks: Looks,
    *,
    room: str | None = None,
    lock_after: float = LOCK_AFTER,
    signed: Signed | None = None,
) -> int:
    """Open the kiosk in this terminal, and return its exit status: never 0 after a crash."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise BadInput("The kiosk needs a terminal of its own; for plain text use: kiosk active")
    gc.freeze()  # the program stays, and is not searched for garbage; screens go, so they are made after this
    app = KioskApp(entrance, calendar, clock, looks, room=room, lock_after=lock_after, signed=signed)
    asyncio.run(app.run_until_signalled())
    app.leave_at_the_end()
    return 1 if app.return_code is None else app.return_code
