"""Running a command as somebody at a terminal would, and reading what it says."""

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from kiosk.clock import Clock
from kiosk.commands.running import run
from kiosk.school.calendar import Calendar
from tests.made_school import clock_time, maple

KIOSK = Path(sys.executable).with_name("kiosk")
"""The installed command."""


@frozen
class Said:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document that it printed."""
        return json.loads(self.out)


class Terminal:
    """A terminal in a school's folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Said:
        """Run `kiosk` for this school."""
        return self.bare("--school", self.folder, *arguments)

    def bare(self, *arguments: str | Path) -> Said:
        """Run `kiosk` with nothing but these arguments."""
        self._capsys.readouterr()
        status = run([str(each) for each in arguments])
        out, err = self._capsys.readouterr()
        assert "Traceback" not in out + err
        return Said(status, out, err)

    def alone(self, *arguments: str | Path, limit: int | None = None) -> Said:
        """Run `kiosk` as a process of its own, obeying file modes even as root; no file over `limit` KB."""
        obeying = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
        limited = ["sh", "-c", f'ulimit -f {limit}; exec "$@"', "sh"] if limit else []
        command = [*obeying, *limited, KIOSK, "--school", self.folder, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stdout + done.stderr
        return Said(done.returncode, done.stdout, done.stderr)

    def write(self, name: str, text: str | bytes) -> Path:
        """A file beside the school's folder."""
        path = self.folder.parent / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path


class SetClock:
    """The clock on the school's wall, for as long as a test lasts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, said: str) -> dt.datetime:
        """Set it."""
        instant = clock_time(Calendar(maple()), said)
        self._monkeypatch.setattr(Clock, "real", lambda _: instant)
        return instant
