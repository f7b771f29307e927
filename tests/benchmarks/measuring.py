"""Runs a program in a process of its own and measures it, its start included."""

import compileall
import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("cards", "kiosk", "themes", "tests/benchmarks/peers")
_SUBREAPER = 36


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

    Programs are compiled before, as installed ones are. What it started beside itself counts too.
    """
    for folder in PROGRAMS:
        compileall.compile_dir(ROOT / folder, quiet=1)
    _inherit_orphans()
    begin = perf_counter()
    running = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT
    )
    _, status, used = os.wait4(running.pid, 0)
    seconds = perf_counter() - begin
    assert running.stdout
    said = running.stdout.read()
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{said.decode(errors='replace')}")
    every = [used, *_orphans()]
    processor = sum(each.ru_utime + each.ru_stime for each in every)
    return Measured(seconds, processor, max(each.ru_maxrss for each in every) / 1024, said.decode())


def _inherit_orphans() -> None:
    """Let processes whose parent has ended become this one's (Linux, PR_SET_CHILD_SUBREAPER)."""
    if ctypes.CDLL(None).prctl(_SUBREAPER, 1):
        sys.exit("this system does not tell what a program's helpers took")


def _orphans() -> Iterator[resource.struct_rusage]:
    """What processes took that outlived the program; it ends when they do."""
    while True:
        try:
            yield os.wait4(-1, 0)[2]
        except ChildProcessError:
            return
