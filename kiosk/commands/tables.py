"""Tables for a spreadsheet: a cell that it would take for a formula is marked as text."""

import csv
import io
import unicodedata
from collections.abc import Iterable

from kiosk.plain import plain

BOM = "\ufeff"
"""What Excel wants before UTF-8, in a file."""
_FORMULA = frozenset("=+-@")


def table_row(cells: Iterable[object]) -> str:
    """One row, with its end of line."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([_cell(each) for each in cells])
    return line.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else plain(str(value))
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return f"'{text}" if first in _FORMULA else text
