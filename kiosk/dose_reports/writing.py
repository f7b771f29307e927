"""The daily sheet and the grid as PDF, on the school's paper."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from attrs import field, frozen

from cards import CardError, DoesNotFit
from cards.drawing import Face, Size
from cards.grid import Grid
from cards.sheet import Sheet
from kiosk.faults import BadInput, Fault, Refused
from kiosk.pdf_place import is_there
from kiosk.room_sheet import sheet_page
from kiosk.school.model import School
from kiosk.theming import theme_named
from themes import Theme


def expect_place(out: Path) -> None:
    """Refuse a name that is taken: a report is never written over."""
    if is_there(out):
        raise BadInput(f"{out} exists and is kept. Choose another name.")


@frozen
class Pdf:
    """A finished PDF, and its number of pages."""

    data: bytes = field(repr=False)
    pages: int


def sheet_pdf(sheet: Sheet, school: School, printed: dt.datetime, folder: Path | None) -> Pdf:
    """A daily sheet."""
    from cards import sheet_pages  # noqa: PLC0415 - type and PDF are loaded when a sheet is made

    page = sheet_page(school, folder)
    title = f"{sheet.title}, {school.name}, {sheet.about}"
    return _pdf(lambda theme: sheet_pages.lay_out(sheet, theme, page), title, school, printed, folder)


def grid_pdf(grid: Grid, school: School, printed: dt.datetime, folder: Path | None) -> Pdf:
    """A grid, on the same paper turned."""
    from cards import grid_pages  # noqa: PLC0415 - type and PDF are loaded when a grid is made

    upright = sheet_page(school, folder)
    page = Size(upright.height, upright.width)
    title = f"{grid.title}, {school.name}"
    return _pdf(lambda theme: grid_pages.lay_out(grid, theme, page), title, school, printed, folder)


def _pdf(
    lay_out: Callable[[Theme], Sequence[Face]],
    title: str,
    school: School,
    printed: dt.datetime,
    folder: Path | None,
) -> Pdf:
    from cards import pages  # noqa: PLC0415 - as above

    theme = theme_named(school.cards.theme or school.theme, "theme", folder)
    try:
        faces = lay_out(theme)
    except DoesNotFit as error:
        faults = [Fault(sentence) for _, sentence in error.faults]
        raise Refused("The report cannot be set; nothing was printed.", faults) from None
    except CardError as error:
        raise Refused(f"The report cannot be set; nothing was printed. {error}") from None
    return Pdf(pages.write(faces, title, printed), len(faces))
