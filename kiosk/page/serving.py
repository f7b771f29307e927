"""The server of the page: uvicorn, one worker, silent about who asked for what."""

import asyncio
import contextlib
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import Any

import uvicorn
from attrs import frozen

from kiosk.page.app import Page
from kiosk.page.asking import Door
from kiosk.page.crash import crash_line
from kiosk.page.forwarding import Forwarding
from kiosk.page.patience import LONGEST_HEAD, PatientLoop, PatientProtocol
from kiosk.page.printing import Pages
from kiosk.page.style import style
from kiosk.school.model import School
from themes import Theme

_KEEP_ALIVE, _LEAVING = 5, 5
"""Seconds that an idle connection is kept, and that answers may take when the server ends."""


@frozen
class Place:
    """Where the page is served."""

    listener: socket.socket
    certificate: ssl.SSLContext | None = None
    proxy: str | None = None
    """The address of a web server in front, which alone may say who asks, and whether safely."""

    @property
    def url(self) -> str:
        """The address to type."""
        host, port = self.listener.getsockname()[:2]
        scheme = "https" if self.certificate else "http"
        return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def serve(door: Door, school: School, theme: Theme, place: Place, tell: Callable[[str], object]) -> None:
    """Serve the page until this program is told to end."""
    page = Page(door, Pages(school, style(theme)), tell)
    try:
        server = make_server(page, place, tell)
        with asyncio.Runner(loop_factory=PatientLoop) as runner:
            runner.get_loop().set_exception_handler(lambda _, context: _tell_crash(context, tell))
            runner.run(server.serve([place.listener]))
    finally:
        page.close()


def make_server(page: Page, place: Place, tell: Callable[[str], object]) -> uvicorn.Server:
    """The server of a page, which has not begun yet."""

    class Protocol(PatientProtocol):
        garbled = page.garbled

    config = uvicorn.Config(
        Forwarding(page.app(), place.proxy, tell),
        http=Protocol,
        ws="none",
        lifespan="off",
        interface="asgi3",
        workers=1,
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_LEAVING,
        ssl_context_factory=_factory(place.certificate),
    )
    return _Server(config)


def _factory(context: ssl.SSLContext | None) -> Callable[..., ssl.SSLContext] | None:
    return None if context is None else lambda *_: context


def _tell_crash(context: dict[str, Any], tell: Callable[[str], object]) -> None:
    error = context.get("exception")
    if isinstance(error, Exception) and not isinstance(error, OSError):
        tell(f"A connection broke ({crash_line(error)}). Please report this line; it names nobody.")


class _Server(uvicorn.Server):
    """Ends cleanly when it is told to, and leaves no signal behind."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take the signals that end a program, as long as this serves."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {each: signal.signal(each, self.handle_exit) for each in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)
