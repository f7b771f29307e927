"""Whether the rows of a sheet fit into the panel, known before they are drawn, so that nothing jumps."""

from collections.abc import Sequence

from textual.geometry import Size

from kiosk.desk.sheet import Air, Row, Tone
from kiosk.desk.words import lines

_COLUMNS = 9 + 12
"""Heading, and sign with word; as line.tcss has them."""
_WIDEST = 76


def fits(rows: Sequence[Row], room: Size, *, is_tall: bool) -> bool:
    """Whether all of these rows are in sight at once; before there is a place for them, yes."""
    if not room.height:
        return True
    return sum(_height(row, room.width, is_tall=is_tall) for row in rows) <= room.height


def _height(row: Row, width: int, *, is_tall: bool) -> int:
    text = min(width - _COLUMNS - _beside(row), _WIDEST)
    return _air(row.air, is_tall=is_tall) + lines(row.text, text, row.tail)


def _beside(row: Row) -> int:
    if row.tone is Tone.NEVER:
        return 8
    return 3 if row.number or row.tone is Tone.ALARM else 0


def _air(air: Air, *, is_tall: bool) -> int:
    return {Air.NONE: 0, Air.ITEM: int(is_tall), Air.SECTION: 1 + is_tall}[air]
