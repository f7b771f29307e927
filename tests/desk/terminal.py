"""A real terminal for a test: a pseudo-terminal, what was written to it, and whether it was left whole."""

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
MODULE = (sys.executable, "-m")
KIOSK = (str(Path(sys.executable).with_name("kiosk")),)
"""The command, as it is installed."""
LEFT = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1004l", b"\x1b[?1000l", b"\x1b[?2004l", b"\x1b[<u")
"""What a terminal must be told so that it is as before: screen, cursor, focus, mouse, paste, keyboard."""


class Terminal:
    """A program in a pseudo-terminal of 80 by 24."""

    def __init__(self, *arguments: str, program: Sequence[str] = MODULE) -> None:
        self.output = b""
        self._master, self._slave = pty.openpty()
        termios.tcsetwinsize(self._slave, (24, 80))
        self._before = termios.tcgetattr(self._slave)
        environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        for name in ("NO_COLOR", "TEXTUAL", "TEXTUAL_THEME", "COLUMNS", "LINES"):
            environment.pop(name, None)
        self._program = subprocess.Popen(
            [*program, *arguments],
            cwd=ROOT,
            env=environment,
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._program.kill()
        self._program.wait()
        os.close(self._slave)
        if self._master >= 0:
            os.close(self._master)

    def send(self, data: bytes) -> None:
        """Type."""
        os.write(self._master, data)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self._program.send_signal(number)

    def hang_up(self) -> None:
        """Take the terminal away, without a signal: the program is not its controlling process."""
        os.close(self._master)
        self._master = -1

    def wait_for(self, words: str) -> None:
        """Read until these words have been written since the last wait."""
        begun = len(self.output)
        for _ in self._ticks(f"{words!r}"):
            if words.encode() in self.output[begun:]:
                return

    def status(self) -> int:
        """Read until the program has ended; its exit status."""
        for _ in self._ticks("the end"):
            if self._program.poll() is not None:
                self._read()
                return int(self._program.returncode)
        raise AssertionError

    def is_whole(self) -> bool:
        """Whether the terminal is as it was before: line discipline, screen, cursor, mouse."""
        same = termios.tcgetattr(self._slave)[:4] == self._before[:4]
        return same and all(each in self.output for each in LEFT)

    @property
    def left_behind(self) -> str:
        """What stands in the terminal after the app has gone."""
        return self.output.rpartition(LEFT[0])[2].decode()

    def _ticks(self, what: str) -> Iterator[None]:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self._read()
            yield
        raise AssertionError(f"waited {PATIENCE} s for {what}; the terminal ends {self.output[-600:]!r}")

    def _read(self) -> None:
        while self._master >= 0 and select.select([self._master], [], [], 0.05)[0]:
            try:
                self.output += os.read(self._master, 65536)
            except OSError:
                return


@contextmanager
def kiosk_in_terminal(what: str = "well") -> Iterator[Terminal]:
    """The kiosk in a terminal, ready to type in."""
    with Terminal("tests.desk.crashing", what) as terminal:
        if what != "start":
            terminal.wait_for("Blake Bennett")
        yield terminal
