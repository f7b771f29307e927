"""The terminal, patiently: a wrong byte, or a terminal that is gone, does not break the kiosk."""

import codecs
import os
import selectors
import sys
from io import BufferedWriter, FileIO, TextIOWrapper

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

_CHUNK = 4096
_WAIT = 0.1


class Mouth(TextIOWrapper):
    """The way out to the terminal; what is said to one that is gone is lost, and nobody waits for it."""

    def write(self, text: str, /) -> int:
        """Write, if there is still somebody to read."""
        try:
            return super().write(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        """Flush, if there is still somebody to read."""
        try:
            super().flush()
        except OSError:
            return


class PatientDriver(LinuxDriver):
    """Textual's driver; a byte that is not UTF-8 is replaced, and a terminal that is gone ends the app."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        out = sys.__stderr__
        if out is not None:
            way = BufferedWriter(FileIO(out.fileno(), "w", closefd=False))
            self._file = Mouth(way, encoding=out.encoding, errors="replace")

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - handed over whole: the app ends with it
            self._app.call_later(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read keys until the app ends or the terminal is gone."""
        parser = XTermParser(self._debug)
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_WAIT):
                    data = self._read()
                    if not data:
                        self._app.call_later(self._app.exit, return_code=HUNG_UP)
                        break
                    self._feed(parser, decode(data))
                for message in parser.tick():
                    self.process_message(message)
        self._finish(parser)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _CHUNK)
        except OSError:
            return b""

    def _feed(self, parser: XTermParser, text: str) -> None:
        if text:  # nothing yet: half a character; to the parser it would mean the end
            for message in parser.feed(text):
                self.process_message(message)

    @staticmethod
    def _finish(parser: XTermParser) -> None:
        try:
            for _ in parser.feed(""):
                pass
        except (EOFError, ParseError):
            return


HUNG_UP = 129
"""The exit status after the terminal is gone: 128 and SIGHUP, as a shell would say it."""
