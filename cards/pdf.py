"""Writes cards as a PDF.

The same cards, layout, theme, title and date give the same file, byte for byte.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from cards import ink, marks, portions
from cards.card import Laid
from cards.crew import crew
from cards.errors import DoesNotFit
from cards.fonts import embed_fonts
from cards.layout import Layout
from cards.pdf_file import PdfFile
from cards.telling import Tell, nobody
from themes import Theme

if TYPE_CHECKING:
    from cards.press import Press, Sheets

FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]"


def write(
    cards: Sequence[Laid],
    path: Path,
    layout: Layout,
    theme: Theme,
    title: str,
    created: datetime,
    tell: Tell = nobody,
) -> int:
    """Write the cards to exactly this path; returns how many pages they take.

    Raises DoesNotFit, naming every card that can't be printed; then nothing is left at the path.
    """
    from cards.press import Press  # noqa: PLC0415 -- whoever only puts pages together draws nothing

    parts = range(0, layout.sheets(len(cards)), portions.PART)
    with crew(_Order(cards, layout, Press(layout, theme)), len(parts)) as hands:
        made = _told(zip(parts, hands.each(_print, parts), strict=True), layout, len(cards), tell)
        return assemble(made, path, layout, title, created)


def _told(made: Iterable[tuple[int, "Sheets"]], layout: Layout, of: int, tell: Tell) -> Iterator["Sheets"]:
    for sheet, each in made:
        tell("printing", min(layout.before(sheet + portions.PART), of), of)
        yield each


def assemble(parts: Iterable["Sheets"], path: Path, layout: Layout, title: str, created: datetime) -> int:
    """Write sheets in their order as one file; returns how many pages there are.

    Raises DoesNotFit, naming every card that can't be printed; then nothing is left at the path.
    """
    try:
        with path.open("wb") as out:
            pdf = PdfFile(out)
            used = _add(parts, pdf)
            fonts = embed_fonts(pdf, used)
            forms = {name: pdf.stream(content, FORM) for name, content in ink.forms().items()}
            if layout.marks:
                forms[ink.MARKS] = pdf.stream(marks.content(layout), marks.form(layout))
            pdf.finish(
                layout.stock.page, {b"/Font": fonts, b"/XObject": forms}, title, created, layout.duplex
            )
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return pdf.pages


def _add(parts: Iterable["Sheets"], pdf: PdfFile) -> dict[bool, set[str]]:
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
    cards: Sequence[Laid]
    layout: Layout
    press: "Press"


def _print(order: _Order, sheet: int) -> "Sheets":
    """The sheets of the part that begins with this one."""
    first, end = order.layout.before(sheet), order.layout.before(sheet + portions.PART)
    return order.press.sheets(order.cards[first:end], first, sheet)
