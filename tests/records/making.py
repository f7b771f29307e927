"""Plans, students and attacks that the tests of the records and of access share."""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from kiosk.plans.reading import PlanFile, parse_plan
from kiosk.plans.student import Student, StudentId
from kiosk.records import ledger
from kiosk.records.events import Basis, Event
from kiosk.records.importing import Imported, import_plans
from kiosk.records.ledger import Entry
from kiosk.records.store import Records
from tests.made_school import maple

NOW = dt.datetime(2026, 9, 1, 15, 0, tzinfo=dt.UTC)
SEEN = dt.date(2026, 11, 23)
"""A Monday with school."""


def plan_text(
    student: str = "10050",
    *,
    named: bool = True,
    given: str = "Ana",
    family: str = "García",
    homeroom: str = "14",
    kind: str = "504",
    begins: str = "2026-08-31",
    ends: str = "2027-06-11",
    says: str = "May chew gum.",
    amended: str | None = None,
    student_lines: str = "",
    lines: str = "",
) -> str:
    """A small plan file; `named` writes what adds the student, `amended` is the date of an amendment."""
    names = f'given_name = "{given}"\nfamily_name = "{family}"\ngrade = "4"\nhomeroom = "{homeroom}"\n'
    amendment = (
        f'[amendment]\neffective = {amended}\nby = "ortiz"\nreason = "The team met."\n' if amended else ""
    )
    return (
        f'[student]\nid = "{student}"\n{names if named else ""}{student_lines}\n'
        f'[plan]\nkind = "{kind}"\nbegins = {begins}\nends = {ends}\n{amendment}\n'
        f'[[accommodation]]\nid = "gum"\nkind = "movement"\ntext = "{says}"\n{lines}'
    )


def plan_file(text: str, name: str = "plan.toml") -> PlanFile:
    """A plan file as it was read."""
    return parse_plan(text.encode(), name, maple())


def take_in(records: Records, *texts: str) -> tuple[Imported, ...]:
    """Import plan files called 1.toml, 2.toml and on."""
    files = [plan_file(text, f"{number}.toml") for number, text in enumerate(texts, start=1)]
    return import_plans(records, files, actor="ortiz", station="office", now=NOW)


def student(number: str, given: str, family: str, room: str = "12", preferred: str = "") -> Student:
    """A roster entry."""
    return Student(StudentId(number), given, family, "5", room, preferred)


def note(records: Records, count: int) -> ledger.Head:
    """Add views to the ledger."""
    with records.writing() as transaction:
        return ledger.append_many(transaction, [view(each) for each in range(count)])


def view(number: int) -> Entry:
    """A view of some student."""
    return Entry(
        Event.VIEW, "ortiz", "office", NOW, f"1{number:04}", Basis.OFFICIAL, detail={"purpose": "kiosk"}
    )


def attack(path: Path, *statements: str, without: Iterable[str] = ()) -> None:
    """Change a records file behind the kiosk's back: its triggers dropped, foreign keys off."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for trigger in without:
            connection.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            connection.execute(statement)


LEDGER_TRIGGERS: Sequence[str] = ("ledger_keeps_update", "ledger_keeps_delete")
VERSION_TRIGGERS: Sequence[str] = ("plan_version_keeps_update", "plan_version_keeps_delete")
