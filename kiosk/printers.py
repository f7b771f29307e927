"""The printers of this computer, through the system's own `lp` (CUPS); what it prints is captured."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.faults import BadInput, Fault, KioskError, Refused
from kiosk.files import trouble, write_atomic

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
    """Refuse a printer that is not there, with those that are."""
    there = printers()
    if printer not in there:
        known = f"there is {', '.join(there)}" if there else "this computer has no printer that lpstat knows"
        raise BadInput.of([Fault(f'no printer is called "{printer}"; {known}', path="--print")])


def send(file: Path, printer: str, sides: str = "") -> None:
    """Print a PDF at its true size; the queue shows no name of a student. `sides` is IPP's word for them."""
    more = ["-o", f"sides={sides}"] if sides else []
    options = ["-o", "print-scaling=none", *more]
    command = ["lp", "-d", printer, "-t", "kiosk", *options, "--", str(file)]
    try:
        done = _run(command, _SENDING)
    except OSError as error:
        raise Refused(f"The printer {printer} cannot be reached: {trouble(error)}.") from None
    except subprocess.TimeoutExpired:
        raise Refused(f"The printer {printer} has not answered for {_SENDING} seconds.") from None
    if done.returncode:
        why = " ".join((done.stderr or done.stdout).split())[:200] or f"status {done.returncode}"
        raise Refused(f"The printer {printer} refused: {why.rstrip('.')}.")


def print_file(make: Callable[[Path], object], printer: str, keep: Path) -> None:
    """Make a PDF and print it; where the printer fails, the PDF is kept as a file and the error says so."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / keep.name
        make(file)
        try:
            send(file, printer)
        except Refused as error:
            raise Refused(f"{error} {_kept(file, keep)}") from None


def _kept(file: Path, keep: Path) -> str:
    try:
        write_atomic(keep, file.read_bytes())
    except (OSError, KioskError) as error:
        return f"Nor could it be kept as a file ({error}): print it again."
    return f"It was made, and is kept in {keep}: print it from there."


def free_name(stem: str, folder: Path) -> Path:
    """`card-10042.pdf` in a folder, or the next number where that is taken; nothing is written over."""
    clean = "".join(each if each.isalnum() or each in "-_" else "-" for each in stem)
    for number in range(1, 1000):
        path = folder / f"{clean}{f'-{number}' if number > 1 else ''}.pdf"
        if not path.exists():
            return path
    raise BadInput.of([Fault(f"holds too many files called {clean}; take some away", file=str(folder))])


def _run(command: Sequence[str], seconds: float) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, errors="replace", timeout=seconds, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
