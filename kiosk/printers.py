"""The printers of this computer, and what becomes of a file that a printer does not take."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.faults import BadInput, Fault, KioskError, Refused
from kiosk.files import write_atomic


def printers() -> tuple[str, ...]:
    """The printers of this computer by name; none where it has none."""
    from cards.printers import printers as there  # noqa: PLC0415 - the kiosk opens without what prints

    return there()


def expect_printer(printer: str) -> None:
    """Refuse a printer that is not there, with those that are."""
    from cards import printers as system  # noqa: PLC0415 - the kiosk opens without what prints
    from cards.errors import NoPrinter  # noqa: PLC0415

    try:
        system.expect_printer(printer)
    except NoPrinter as error:
        raise BadInput.of([Fault(error.what, path="--print")]) from None


def send(file: Path, printer: str, sides: str = "") -> None:
    """Print a PDF; Refused where the printer does not take it."""
    from cards import printers as system  # noqa: PLC0415 - the kiosk opens without what prints
    from cards.errors import PrinterRefused  # noqa: PLC0415

    try:
        system.send(file, printer, sides)
    except PrinterRefused as error:
        raise Refused(str(error)) from None


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
