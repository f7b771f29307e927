"""A page that is really served: by the command, in a process of its own, on loopback."""

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

from tests.commands.terminal import KIOSK


@frozen
class Served:
    """A running `kiosk serve`, and where it is."""

    process: subprocess.Popen[str]
    url: str

    @property
    def port(self) -> int:
        """The port that it found free."""
        return int(self.url.rsplit(":", 1)[1])

    def end(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str, str]:
        """Tell it to end: its exit status, and what it said after its first line."""
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


@contextmanager
def serve(school: Path, *options: str | Path) -> Iterator[Served]:
    """Serve a school's page until the test is over."""
    command = [KIOSK, "--school", school, "serve", "--port", "0", *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    try:
        yield Served(process, _url(process))
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def _url(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    with selectors.DefaultSelector() as ready:
        ready.register(process.stdout, selectors.EVENT_READ)
        end = time.monotonic() + 60
        while not ready.select(timeout=0.2):
            assert process.poll() is None, process.stderr and process.stderr.read()
            assert time.monotonic() < end, "the page is not served after a minute"
    line = process.stdout.readline()
    return line.split("open at ")[1].split(". ")[0]
