"""From the command to the answer at the lock, beside a hello-world Textual app to its first echo.

`python -m tests.benchmarks.startup [ROUNDS]` starts each in a fresh process in a pseudo-terminal, in turn so
that all meet the same weather, types a key as soon as the first screen is drawn, and waits for the answer.
What is stated is the best of all rounds, by the clock on the wall and by the processor's time, which other
programs of the machine disturb less; the median of the wall's stands beside it.
"""

import os
import pty
import resource
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
    """Seconds from the start of the process, and those for which it had a processor until it was ended."""

    screen: float
    answer: float
    processor: float


def taken(start: Start) -> Taken:
    """Start the program once, and end it; its byte code is kept, as an installed kiosk's is."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 80))
    environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    spent, begun = children(), time.perf_counter()
    program = subprocess.Popen(
        start.command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    try:
        wait_for(master, start.first)
        screen = time.perf_counter() - begun
        os.write(master, start.key.encode())
        wait_for(master, start.answer)
        answer = time.perf_counter() - begun
    finally:
        program.kill()
        program.wait()
        os.close(slave)
        os.close(master)
    return Taken(screen, answer, children() - spent)


def children() -> float:
    """Seconds for which the programs started here, and ended, had a processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
    return Start(command, "Staff ID or day pass", "zq\r", "PIN of zq")


def main(rounds: int = ROUNDS) -> None:
    """Start everything in turn, and print the middle of each beside hello world."""
    with tempfile.TemporaryDirectory() as name:
        schools = Path(os.environ.get("KIOSK_BENCHMARK_SCHOOL") or name)
        os.environ["XDG_DATA_HOME"] = str(schools)  # where the schools' keys lie
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
    """A line for each: first screen, first answer and processor, with how often hello world's each is."""
    print(f"the machine's load: {' '.join(f'{each:.1f}' for each in os.getloadavg())}")
    goals = dict(zip(found, ("-", "3 x", "4 x"), strict=True))
    base = [min(some) for some in figures(next(iter(found.values())))]
    middle = median(each.answer for each in next(iter(found.values())))
    for what, each in found.items():
        screen, answer, processor = (
            f"{min(some) * 1000:5.0f} ms {min(some) / least:5.2f} x"
            for some, least in zip(figures(each), base, strict=True)
        )
        median_ratio = median(one.answer for one in each) / middle
        print(
            f"{what:<24} first screen {screen}   first answer {answer} (median {median_ratio:.2f} x)"
            f"   processor {processor}   goal {goals[what]}"
        )


def figures(each: list[Taken]) -> tuple[list[float], ...]:
    """Of all rounds: to the first screen, to the first answer, and the processor's time."""
    return [one.screen for one in each], [one.answer for one in each], [one.processor for one in each]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
