"""How long commands take, beside a Python process that imports SQLAlchemy and click.

`python -m tests.benchmarks.commands` prints the ratios. Nothing here is a test.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

KIOSK = Path(sys.executable).with_name("kiosk")
AT = ("--at", "2026-11-23T11:50")
ROUNDS = 7


def timed(command: list[str | Path]) -> float:
    """Seconds of one run, start-up included."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def alternating(commands: dict[str, list[str | Path]], rounds: int = ROUNDS) -> dict[str, float]:
    """The median seconds of each command, run in turn so that all meet the same weather."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():
        timed(command)
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(timed(command))
    return {name: median(each) for name, each in taken.items()}


def report(name: str, seconds: float, reference: float, goal: str) -> None:
    """A line: what, how long, how often the reference."""
    print(f"{name:<46} {seconds * 1000:8.0f} ms  {seconds / reference:5.2f} x   goal {goal}")


def school(folder: Path, students: int, plans: int) -> Callable[..., list[str | Path]]:
    """A pretend school of this size, and how to run a command in it."""
    size = ("--students", str(students), "--plans", str(plans))
    begun = time.perf_counter()
    subprocess.run([KIOSK, "demo", folder, "--no-open", *size], check=True, stdout=subprocess.DEVNULL)
    print(f"made a school of {students} students and {plans} plans in {time.perf_counter() - begun:.1f} s")
    return lambda *arguments: [KIOSK, "--school", folder, *arguments]


def main() -> None:
    """Make two schools and time what is asked of them."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = name
        small, large = school(Path(name) / "small", 400, 40), school(Path(name) / "large", 5_000, 5_000)
        reference: list[str | Path] = [sys.executable, "-c", "import sqlalchemy, click"]
        found = alternating({
            "import sqlalchemy, click": reference,
            "kiosk active ID": small("active", "10042", "--json", *AT),
            "kiosk active ID --all, as text": small("active", "10042", "--all", *AT),
            "kiosk students TEXT": small("students", "blke"),
            "kiosk --help": [KIOSK, "--help"],
        })  # fmt: skip
        base = found["import sqlalchemy, click"]
        for label, seconds in found.items():
            report(label, seconds, base, "2 x" if label.startswith("kiosk active") else "-")
        whole = alternating({"kiosk active, 5,000 plans": large("active", "--json", *AT)}, rounds=3)
        for label, seconds in whole.items():
            report(label, seconds, base, "1500 ms")


if __name__ == "__main__":
    main()
