"""Where cards go: a PDF, or a folder of pictures, and from the PDF on to a printer."""

from typing import TYPE_CHECKING

from cards import picture_place
from cards.classes import Ordering
from kiosk.faults import BadInput, Refused
from kiosk.pdf_place import in_our_words

if TYPE_CHECKING:
    from kiosk.print_run import Printed


def dots(out: str, dpi: str | None, *, is_proof: bool) -> int | None:
    """Dots an inch of pictures, where they are wanted, else None."""
    with in_our_words():
        return picture_place.dots(out, dpi, is_proof=is_proof)


def expect_order(ordering: Ordering, dpi: int | None) -> None:
    """Refuse an order of pictures: they are called by the students' numbers."""
    if dpi and (ordering.has_separators or ordering.is_stacked):
        option = "--separators" if ordering.has_separators else "--cut-and-stack"
        raise BadInput(f"{option} is for sheets of cards; pictures are called by the students' numbers.")


def expect_printer(printer: str | None, dpi: int | None) -> None:
    """Refuse a printer that is not there, and pictures for one."""
    from kiosk import printers

    if printer is None:
        return
    if dpi:
        raise BadInput("--print sends a PDF: write -o cards.pdf. Pictures are for a card printer's program.")
    printers.expect_printer(printer)


def send(done: "Printed", printer: str | None) -> None:
    """Send what was printed to a printer, where one was named; where that fails, it says what to do."""
    from kiosk import printers

    if printer is None:
        return
    try:
        for file in done.pdfs:
            printers.send(file, printer, done.sides)
    except Refused as error:
        valid = ", and its cards are the valid ones" if done.cards else ""
        what = f"The file is kept in {where(done)}{valid}: print it from there."
        raise Refused(f"{error} {what}") from None


def where(done: "Printed") -> str:
    """Where the cards are: a file, the first and the last of several, or a folder."""
    return f"{done.several[0]} to {done.several[-1]}" if done.several else str(done.file)
