"""How the cards of a list are laid on their paper, where that is not simply row by row.

Rows are put in order by what the list says of them; they stay in their file, and each is read when its turn
comes.
"""

import csv
import io
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from attrs import field, frozen

from cards import classes
from cards.card import NOTICE, Blank, Laid, Separator
from cards.classes import Order
from cards.errors import Fault
from cards.head import day
from cards.layout import Layout
from cards.ready import BETWEEN, COLUMNS
from cards.rows import Part, Table, where_rows_stand
from cards.stacking import stacked


@frozen
class Laying:
    """In what order cards lie; no `by` means as the list has them."""

    by: Order | None = None
    has_separators: bool = False
    is_stacked: bool = False
    spare: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether the list is printed row by row."""
        return self == Laying()


UNKNOWN = "?"
"""Where a card of nobody goes back to while its row, which is refused, does not say so."""

Entry = int | Blank | Separator
"""A row of the list by its place among them, or a card of nobody."""


@frozen
class Rows:
    """Where the rows of a list stand: the number of each, and from where to where."""

    numbers: Sequence[int]
    begins: Sequence[int]
    ends: Sequence[int]


@frozen
class LaidTable(Table):
    """A list whose cards were put in order, with cards of nobody among them; parts count entries."""

    rows: Rows = field(kw_only=True)
    entries: Sequence[Entry] = field(kw_only=True)

    @property
    def students(self) -> int:
        """How many cards are a student's."""
        return sum(isinstance(entry, int) for entry in self.entries)

    def read(self, part: Part) -> tuple[Sequence[tuple[int, Laid]], list[Fault]]:
        """The cards of a part, each with its row, and all that is wrong with its other rows."""
        cards: list[tuple[int, Laid]] = []
        faults: list[Fault] = []
        for row, entry in self._entries(part):
            made = entry if isinstance(entry, Blank | Separator) else self._made(row, entry)
            if isinstance(made, list):
                faults += made
            else:
                cards.append((row, made))
        return cards, faults

    def links(self, part: Part) -> list[tuple[int, str]]:
        """The row and the link of each card of a part; no link where a card is nobody's."""
        return [
            (row, "" if isinstance(entry, Blank | Separator) else self._link(entry))
            for row, entry in self._entries(part)
        ]

    def numbers(self, part: Part) -> list[int]:
        """The row of each card of a part; 0 where a card is nobody's."""
        return [row for row, _ in self._entries(part)]

    def _entries(self, part: Part) -> Iterator[tuple[int, list[str] | Blank | Separator]]:
        rows = self.rows
        with self.path.open("rb") as file:
            for entry in self.entries[part.begin : part.end]:
                if not isinstance(entry, int):
                    yield 0, entry
                    continue
                file.seek(rows.begins[entry])
                text = file.read(rows.ends[entry] - rows.begins[entry]).decode(errors="surrogateescape")
                yield rows.numbers[entry], next(csv.reader(io.StringIO(text, newline=""), strict=True))


def lay(table: Table, laying: Laying, layout: Layout, size: Callable[[int], int], on: date) -> LaidTable:
    """The list as it is laid; each part has the cards that `size` says of its number."""
    rows, students = _look_through(table)
    order: Sequence[int] = range(len(students))
    if (by := laying.by) is not None:
        order = sorted(order, key=lambda at: (students[at].key(by), at))
    entries: list[Entry] = list(_with_separators(order, students, laying, on))
    entries += [Blank(students[0].return_to, NOTICE)] * laying.spare
    if laying.is_stacked:
        places = ((place.sheet, place.slot) for place in layout.places(len(entries)))
        entries = [entries[index] for index in stacked(places)]
    parts = list(_parts(len(entries), size))
    return LaidTable(table.path, table.order, parts, rows=rows, entries=entries)


def _parts(count: int, size: Callable[[int], int]) -> Iterator[Part]:
    begin, number = 0, 0
    while begin < count:
        end = min(count, begin + size(number))
        yield Part(number, 0, end - begin, begin, end)
        begin, number = end, number + 1


@frozen
class _Student:
    """What a row is put in order by, and where its card goes back to."""

    name: str
    grade: str
    room: str
    return_to: tuple[str, ...]

    def key(self, order: Order) -> classes.Key:
        """What it is sorted by; names by their last word."""
        words = self.name.casefold().split() or [""]
        return classes.key(order, self.room, self.grade, (words[-1], *words))

    def class_of(self, order: Order) -> str:
        """The class that the card is among."""
        if order is Order.ROOM:
            return f"Room {self.room}" if self.room else "No room"
        return f"Grade {self.grade}" if self.grade else "No grade"


def _look_through(table: Table) -> tuple[Rows, list[_Student]]:
    """Where each row stands, and what is said of it."""
    numbers, begins, ends = array("q"), array("q"), array("q")
    students = []
    for number, begin, end, values in where_rows_stand(table.path):
        numbers.append(number)
        begins.append(begin)
        ends.append(end)
        students.append(_student(values, table.order))
    return Rows(numbers, begins, ends), students


def _student(values: Sequence[str], order: Sequence[int]) -> _Student:
    said = dict(zip(COLUMNS, ([*values, *[""] * len(order)][at].strip() for at in order), strict=True))
    address = tuple(part.strip() for part in said["return_to"].split(BETWEEN) if part.strip())
    return _Student(said["name"], said["grade"], said["room"], address or (UNKNOWN,))


def _with_separators(
    order: Sequence[int], students: Sequence[_Student], laying: Laying, on: date
) -> Iterator[Entry]:
    by = laying.by
    if by is None or not laying.has_separators:
        yield from order
        return
    for title, group in groupby(order, key=lambda at: students[at].class_of(by)):
        found = list(group)
        about = (classes.counted(len(found), "card"), f"printed {day(on)}")
        yield Separator(title, about, students[found[0]].return_to[0])
        yield from found
