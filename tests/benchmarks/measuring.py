"""Runs a program in a process of its own and measures it, its start included."""

import compileall
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("cards", "kiosk", "themes", "tests/benchmarks/peers")


@frozen
class Measured:
    """How long a program took, its processor time (its children's too), and the most memory of a process.

    `said` is what it printed.
    """

    seconds: float
    processor: float
    megabytes: float
    said: str = ""


def measured(command: Sequence[str | Path]) -> Measured:
    """Run a command; one that fails ends the benchmark with what it said.

    Programs are compiled before, as installed ones are.
    """
    for folder in PROGRAMS:
        compileall.compile_dir(ROOT / folder, quiet=1)
    begin = perf_counter()
    running = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT
    )
    assert running.stdout
    said = running.stdout.read()
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{said.decode(errors='replace')}")
    return Measured(
        perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said.decode()
    )
