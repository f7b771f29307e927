"""The names of the whole roster at once: 100,000 students in one answer of the database, as text.

One long text for each column is made inside the database, where it holds up no other thread; a row each
would ask for Python's attention 100,000 times, while a kiosk is drawing its first screen.
"""

from collections.abc import Iterable, Sequence
from operator import le

from attrs import frozen
from sqlalchemy import func, select

from kiosk.plans.student import Student, StudentId
from kiosk.records import roster
from kiosk.records.store import Transaction
from kiosk.records.tables import student as table

_BEHIND = "\x1e"
"""What stands between the values of a column."""
_COLUMNS = (
    table.c.family_name, table.c.given_name, table.c.id, table.c.preferred_name, table.c.pronouns,
    table.c.grade, table.c.homeroom,
)  # fmt: skip


@frozen
class Listing:
    """Students by family name, given name and number, as columns of text until one of them is looked at."""

    family_names: Sequence[str] = ()
    given_names: Sequence[str] = ()
    numbers: Sequence[str] = ()
    preferred_names: Sequence[str] = ()
    pronouns: Sequence[str] = ()
    grades: Sequence[str] = ()
    homerooms: Sequence[str] = ()

    @classmethod
    def of(cls, students: Iterable[Student]) -> "Listing":
        """These students, in their order."""
        return cls(*map(tuple, zip(*map(_columns, students), strict=True)))

    def __len__(self) -> int:
        return len(self.numbers)

    def student(self, place: int) -> Student:
        """The student in this place: names, grade and room."""
        return Student(
            StudentId(self.numbers[place]),
            self.given_names[place],
            self.family_names[place],
            self.grades[place],
            self.homerooms[place],
            self.preferred_names[place],
            self.pronouns[place],
        )


def everyone(transaction: Transaction) -> Listing:
    """All students of the school."""
    texts = (func.aggregate_strings(each, _BEHIND) for each in _COLUMNS)
    query = select(func.count(), *texts).where(table.c.school == transaction.school)
    count, *found = transaction.connection.execute(query).one()
    columns = [text.split(_BEHIND) for text in found] if count else []
    if all(len(each) == count for each in columns):
        return Listing(*_in_order(columns))
    return Listing.of(roster.everyone(transaction))  # a name holds the sign


def _in_order(columns: Sequence[Sequence[str]]) -> Iterable[Sequence[str]]:
    """The columns by family name, given name and number, as a database with an index of names has them."""
    names = list(zip(*columns[:3], strict=True))
    if all(map(le, names, names[1:])):
        return columns
    return zip(*sorted(zip(*columns, strict=True)), strict=True)


def _columns(student: Student) -> tuple[str, ...]:
    return (
        student.family_name, student.given_name, student.id, student.preferred_name, student.pronouns,
        student.grade, student.homeroom,
    )  # fmt: skip
