"""What stands on a sheet with columns: blocks of rows, a column a day, signs in the cells."""

from attrs import field, frozen
from attrs.validators import min_len


@frozen
class Column:
    """A column: two short lines over it; one that `rests` is shaded from top to bottom."""

    over: str
    head: str
    rests: bool = False


@frozen
class Cell:
    """A sign, and in smaller type what stands under it."""

    sign: str = ""
    under: str = ""


@frozen
class GridRow:
    """A row: what it is of, and a cell for each column."""

    label: str
    cells: tuple[Cell, ...]


@frozen
class Block:
    """Rows that belong together, under their own head."""

    title: str
    lines: tuple[str, ...]
    rows: tuple[GridRow, ...]


@frozen
class Grid:
    """Everything that the sheet may say; `legend` stands on every page."""

    title: str = field(validator=min_len(1))
    about: str
    sender: tuple[str, ...]
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    legend: tuple[str, ...]
    foot: tuple[str, ...]
    nothing: str = ""
