"""From the command to the first hit, beside a hello-world Textual app to its first echo.

`python -m tests.benchmarks.startup [ROUNDS]` starts each in a fresh process in a pseudo-terminal, in turn so
that all meet the same weather, types a key as soon as the first screen is drawn, and waits for the answer.
"""

import os
import pty
import select
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from statistics import median

from attrs import frozen

KIOSK = Path(sys.executable).with_name("kiosk")
ROUNDS = 7
PATIENCE = 120
HELLO = """\
from textual.app import App
from textual.widgets import Static

class Hello(App):
    def compose(self):
        yield Static("hello, world")

    def on_key(self, event):
        self.query_one(Static).update(f"you pressed {event.key}")

Hello().run()
"""


@frozen
class Start:
    """A program, what its first screen says, the key to type then, and how it answers."""

    command: tuple[str | Path, ...]
    first: str
    key: str
    answer: str


@frozen
class Taken:
    """Seconds from the start of the process."""

    screen: float
    answer: float


def taken(start: Start) -> Taken:
    """Start the program once, and end it."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 80))
    environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    begun = time.perf_counter()
    program = subprocess.Popen(
        start.command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    try:
        wait_for(master, start.first)
        screen = time.perf_counter() - begun
        os.write(master, start.key.encode())
        wait_for(master, start.answer)
        return Taken(screen, time.perf_counter() - begun)
    finally:
        program.kill()
        program.wait()
        os.close(slave)
        os.close(master)


def wait_for(master: int, words: str) -> None:
    """Read until these words are written."""
    written, end = b"", time.perf_counter() + PATIENCE
    while words.encode() not in written:
        if time.perf_counter() > end:
            raise SystemExit(
                f"{words!r} was not written in {PATIENCE} s; the terminal ends {written[-400:]!r}"
            )
        if select.select([master], [], [], 1)[0]:
            written += os.read(master, 65536)


def school(folder: Path, students: int, plans: int) -> Start:
    """A kiosk in a pretend school of this size, with its byte code compiled by a first start."""
    if not folder.exists():
        size = ("--students", str(students), "--plans", str(plans))
        subprocess.run([KIOSK, "demo", folder, "--no-open", *size], check=True, stdout=subprocess.DEVNULL)
    command = (KIOSK, "--school", folder, "--at", "2026-11-23T11:50")
    return Start(command, "ame, number or room", "b", "▸")


def main(rounds: int = ROUNDS) -> None:
    """Start everything in turn, and print the middle of each beside hello world."""
    with tempfile.TemporaryDirectory() as name:
        os.environ.setdefault("XDG_DATA_HOME", name)
        schools = Path(os.environ.get("KIOSK_BENCHMARK_SCHOOL") or name)
        starts = {
            "hello, world": Start((sys.executable, "-c", HELLO), "hello, world", "b", "you pressed b"),
            "kiosk, 400 students": school(schools / "small", 400, 40),
            "kiosk, 100,000 students": school(schools / "large", 100_000, 10_000),
        }
        for start in starts.values():
            taken(start)
        found: dict[str, list[Taken]] = {each: [] for each in starts}
        for _ in range(rounds):
            for what, start in starts.items():
                found[what].append(taken(start))
        report(found)


def report(found: dict[str, list[Taken]]) -> None:
    """A line for each: the first screen, the first answer, and how often hello world's."""
    goals = dict(zip(found, ("-", "3 x", "4 x"), strict=True))
    base = median(each.answer for each in next(iter(found.values())))
    for what, each in found.items():
        screen, answer = median(one.screen for one in each), median(one.answer for one in each)
        print(
            f"{what:<26} first screen {screen * 1000:6.0f} ms   first answer {answer * 1000:6.0f} ms"
            f"   {answer / base:5.2f} x   goal {goals[what]}"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
