"""Writes cards as a PDF.

The same cards, stock, theme, title and date give the same file, byte for byte.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from attrs import frozen

from cards import ink
from cards.card import Card
from cards.crew import crew
from cards.embed import embed
from cards.errors import DoesNotFit
from cards.paper import Stock
from cards.pdf_file import PdfFile
from cards.press import Press, Sheets
from themes import Theme

PART = 25  # pages that are one job
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]"


def write(
    cards: Sequence[Card], path: Path, stock: Stock, theme: Theme, title: str, created: datetime
) -> int:
    """Write the cards to exactly this path; returns how many pages they take.

    Raises DoesNotFit, naming every card that can't be printed; then nothing is left at the path.
    """
    size = PART * stock.per_page
    parts = [range(start, min(start + size, len(cards))) for start in range(0, len(cards), size)]
    with crew(_Order(cards, Press(stock, theme)), len(parts)) as hands:
        return assemble(hands.each(_print, parts), path, stock, title, created)


def assemble(parts: Iterable[Sheets], path: Path, stock: Stock, title: str, created: datetime) -> int:
    """Write sheets in their order as one file; returns how many pages there are.

    Raises DoesNotFit, naming every card that can't be printed; then nothing is left at the path.
    """
    try:
        with path.open("wb") as out:
            pdf = PdfFile(out)
            used = _add(parts, pdf)
            fonts = {name: embed(pdf, bold, used[bold]) for bold, name in ink.FONTS.items()}
            forms = {name: pdf.stream(content, FORM) for name, content in ink.forms().items()}
            pdf.finish(stock.page, {b"/Font": fonts, b"/XObject": forms}, title, created)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return pdf.pages


def _add(parts: Iterable[Sheets], pdf: PdfFile) -> dict[bool, set[str]]:
    """Add the pages; returns the characters on them in each weight."""
    used: dict[bool, set[str]] = {bold: set() for bold in ink.FONTS}
    faults: list[tuple[int, str]] = []
    for part in parts:
        faults += part.faults
        for bold, characters in part.used.items():
            used[bold] |= characters
        for page in () if faults else part.pages:
            pdf.page(page)
    if faults:
        raise DoesNotFit(faults)
    return used


@frozen
class _Order:
    cards: Sequence[Card]
    press: Press


def _print(order: _Order, part: range) -> Sheets:
    return order.press.sheets(order.cards[part.start : part.stop], part.start)
