"""The names of the whole roster at once: 100,000 students in one answer of the database, as text.

One long text is made inside the database, where it holds up no other thread; a row each would ask for
Python's attention 100,000 times, while a kiosk is drawing its first screen.
"""

from collections.abc import Iterable, Sequence

from attrs import frozen
from sqlalchemy import ColumnElement, func, select

from kiosk.plans.student import Student, StudentId
from kiosk.records import roster
from kiosk.records.store import Transaction
from kiosk.records.tables import student as table

_BETWEEN, _BEHIND = "\x1f", "\x1e"
"""What stands between the columns of a line and behind a line; both sort before every letter."""
_COLUMNS = (
    table.c.family_name, table.c.given_name, table.c.id, table.c.preferred_name, table.c.pronouns,
    table.c.grade, table.c.homeroom,
)  # fmt: skip
_PLACES = len(_COLUMNS)


@frozen
class Listing:
    """Students by family name, given name and number, a line of text each until one is looked at."""

    lines: Sequence[str]

    @classmethod
    def of(cls, students: Iterable[Student]) -> "Listing":
        """These students, in their order."""
        return cls([_line(each) for each in students])

    def student(self, place: int) -> Student:
        """The student in this place: names, grade and room."""
        family, given, number, preferred, pronouns, grade, homeroom = self.lines[place].split(_BETWEEN)
        return Student(StudentId(number), given, family, grade, homeroom, preferred, pronouns)

    def columns(self) -> Sequence[Sequence[str]]:
        """Family names, given names, numbers, preferred names, pronouns, grades and rooms."""
        fields = _BETWEEN.join(self.lines).split(_BETWEEN) if self.lines else []
        return [fields[place::_PLACES] for place in range(_PLACES)]


def everyone(transaction: Transaction) -> Listing:
    """All students of the school."""
    rows = select(*_COLUMNS).where(table.c.school == transaction.school).order_by(*_COLUMNS[:3]).subquery()
    first, *others = (rows.c[each.name] for each in _COLUMNS)
    line: ColumnElement[str] = first
    for each in others:
        line = line + _BETWEEN + each
    query = select(func.count(), func.aggregate_strings(line, _BEHIND)).select_from(rows)
    count, text = transaction.connection.execute(query).one()
    lines = text.split(_BEHIND) if count else []
    if len(lines) == count and (text or "").count(_BETWEEN) == count * (_PLACES - 1):
        return Listing(sorted(lines))
    return Listing.of(roster.everyone(transaction))  # a name holds one of the two signs


def _line(student: Student) -> str:
    said = (
        student.family_name, student.given_name, student.id, student.preferred_name, student.pronouns,
        student.grade, student.homeroom,
    )  # fmt: skip
    return _BETWEEN.join(each.replace(_BETWEEN, " ").replace(_BEHIND, " ") for each in said)
