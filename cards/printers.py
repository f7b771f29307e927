"""The printers of this computer, through the system's own `lp` (CUPS); what it prints is captured."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from cards.errors import NoPrinter, PrinterRefused

_LISTING, _SENDING = 5, 60
"""Seconds to wait for an answer."""


def printers() -> tuple[str, ...]:
    """The printers by name; none where the computer has none, or no `lp`."""
    try:
        done = _run(["lpstat", "-e"], _LISTING)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(done.stdout.split()) if done.returncode == 0 else ()


def expect_printer(printer: str) -> None:
    """Raise NoPrinter, with those that are there, where this one is not."""
    there = printers()
    if printer not in there:
        raise NoPrinter(printer, there)


def send(file: Path, printer: str, sides: str = "") -> None:
    """Print a PDF at its true size; the queue shows no name of a student. `sides` is IPP's word for them.

    Raises PrinterRefused.
    """
    more = ["-o", f"sides={sides}"] if sides else []
    options = ["-o", "print-scaling=none", *more]
    command = ["lp", "-d", printer, "-t", "kiosk", *options, "--", str(file)]
    try:
        done = _run(command, _SENDING)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise PrinterRefused(f"The printer {printer} cannot be reached: {why}.") from None
    except subprocess.TimeoutExpired:
        raise PrinterRefused(f"The printer {printer} has not answered for {_SENDING} seconds.") from None
    if done.returncode:
        why = " ".join((done.stderr or done.stdout).split())[:200] or f"status {done.returncode}"
        raise PrinterRefused(f"The printer {printer} refused: {why.rstrip('.')}.")


def _run(command: Sequence[str], seconds: float) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, errors="replace", timeout=seconds, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
