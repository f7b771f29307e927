"""Reads a file of ready cards (CSV): in parts that fill whole sheets, each read when its turn comes.

Rows are counted as a spreadsheet counts them: a row may span several lines of text, and the header is row 1.
"""

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

from cards.card import Card, Laid
from cards.errors import BadFile, Fault
from cards.ready import COLUMNS, card

_LINK = COLUMNS.index("link")
_BROKEN = re.compile("[\udc80-\udcff]")  # bytes that are no UTF-8, which are read as half surrogates
_SAVE = 'save it as "CSV UTF-8" with commas'


@frozen
class Part:
    """Some rows: the first one's number, how many are not blank, and from where to where they stand.

    `number` counts parts from 0.
    """

    number: int
    row: int
    cards: int
    begin: int
    end: int


@frozen
class Table:
    """A file of ready cards: where each of our columns stands in it, and its parts."""

    path: Path
    order: Sequence[int]
    parts: Sequence[Part]

    @property
    def cards(self) -> int:
        """How many cards the file asks for."""
        return sum(part.cards for part in self.parts)

    @property
    def students(self) -> int:
        """How many of them are a student's, which bear a code."""
        return self.cards

    def read(self, part: Part) -> tuple[Sequence[tuple[int, Laid]], list[Fault]]:
        """The cards of a part, each with its row, and everything that is wrong with its other rows."""
        cards: list[tuple[int, Card]] = []
        faults: list[Fault] = []
        for row, values in self._rows(part):
            made = self._made(row, values)
            if isinstance(made, Card):
                cards.append((row, made))
            else:
                faults += made
        return cards, faults

    def links(self, part: Part) -> list[tuple[int, str]]:
        """The row and the link of each card of a part whose rows are all sound."""
        return [(row, self._link(values)) for row, values in self._rows(part)]

    def numbers(self, part: Part) -> list[int]:
        """The row of each card of a part; 0 where a card is nobody's."""
        return [row for row, _ in self._rows(part)]

    def _made(self, row: int, values: Sequence[str]) -> Card | list[Fault]:
        """The card of a row, or everything that is wrong with it."""
        if what := _unsound(values, len(self.order)):
            return [Fault(row, None, what)]
        return card([values[at] for at in self.order], row)

    def _link(self, values: Sequence[str]) -> str:
        return values[self.order[_LINK]]

    def _rows(self, part: Part) -> Iterator[tuple[int, list[str]]]:
        with self.path.open("rb") as file:
            file.seek(part.begin)
            text = file.read(part.end - part.begin).decode(errors="surrogateescape")
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        return ((row, values) for row, values in enumerate(reader, start=part.row) if values)


def table(path: Path, size: Callable[[int], int]) -> Table:
    """Look through a file once: each part has the cards that `size` says of its number, the last may have
    fewer; raises BadFile.
    """
    try:
        with path.open("rb") as file:
            return _table(path, file, size)
    except OSError as error:
        raise BadFile(path.name, [Fault(None, None, f"cannot be read: {error.strerror}")]) from None


def _table(path: Path, file: BinaryIO, size: Callable[[int], int]) -> Table:
    lines = _Lines(file)
    reader = csv.reader(lines, strict=True)
    row = 1
    try:
        order = _order(next(reader, []), path)
        parts: list[Part] = []
        begin, first, cards, most = lines.at, 2, 0, size(0)
        for row, values in enumerate(reader, start=2):
            cards += bool(values)
            if cards == most:
                parts.append(Part(len(parts), first, cards, begin, lines.at))
                begin, first, cards, most = lines.at, row + 1, 0, size(len(parts))
        if cards:
            parts.append(Part(len(parts), first, cards, begin, lines.at))
    except csv.Error as error:
        raise BadFile(path.name, [Fault(row + 1, None, _in_our_words(str(error)))]) from None
    if not parts:
        raise BadFile(path.name, [Fault(None, None, "has no row under its header: no card to print")])
    return Table(path, order, parts)


def where_rows_stand(path: Path) -> Iterator[tuple[int, int, int, list[str]]]:
    """The number of each row of a file that was looked through, from where to where it stands, its values."""
    with path.open("rb") as file:
        lines = _Lines(file)
        begin = 0
        for row, values in enumerate(csv.reader(lines, strict=True), start=1):
            if values and row > 1:
                said = [value.encode("latin-1").decode(errors="replace") for value in values]
                yield row, begin, lines.at, said
            begin = lines.at


class _Lines:
    """The lines of a file, and how far into it they were read; which letters they hold is left open."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.at = len(BOM_UTF8) if file.read(len(BOM_UTF8)) == BOM_UTF8 else 0
        file.seek(self.at)

    def __iter__(self) -> Iterator[str]:
        for line in self._file:
            self.at += len(line)
            yield line.decode("latin-1")


def _order(header: Sequence[str], path: Path) -> list[int]:
    """Where each of our columns stands."""
    names = [name.strip() for name in header]
    faults = [f'there is no column "{column}"' for column in COLUMNS if column not in names]
    if len(faults) == len(COLUMNS):
        faults = [f"its first row is not the header {','.join(COLUMNS)}; {_SAVE}"]
    else:
        faults += [_unknown(name) for name in names if name not in COLUMNS]
        faults += [
            f'the column "{column}" stands there twice' for column in COLUMNS if names.count(column) > 1
        ]
    if faults:
        raise BadFile(path.name, [Fault(1, None, fault) for fault in faults])
    return [names.index(column) for column in COLUMNS]


def _unknown(name: str) -> str:
    close = get_close_matches(name.casefold(), COLUMNS, n=1)
    meant = f'; did you mean "{close[0]}"?' if close else ""
    return f'there is no use for a column "{name}"{meant}'


def _unsound(values: Sequence[str], columns: int) -> str | None:
    if len(values) != columns:
        return f"has {len(values)} values, the header {columns}; a value with a comma needs quotation marks"
    if _BROKEN.search("".join(values)):
        return f"is not UTF-8 text; {_SAVE}"
    return None


def _in_our_words(said: str) -> str:
    if "unexpected end of data" in said or "field larger" in said:
        return "a quotation mark opens here and never closes"
    if "new-line" in said:
        return f"has line ends that no other program writes; {_SAVE}"
    return f"cannot be read ({said}); {_SAVE}"
