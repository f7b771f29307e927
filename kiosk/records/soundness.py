"""What else can be wrong with the records than the ledger's chain: each fault a sentence."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import text

from kiosk.faults import BadInput
from kiosk.plans.model import Plan
from kiosk.records import ledger
from kiosk.records.events import Event
from kiosk.records.store import Transaction

_VERSIONS = text(
    "SELECT student, kind, begins, number, effective, ends, digest, written, content FROM plan_version "
    "WHERE school = :school ORDER BY student, kind, begins, number"
)
_VERSION_KEYS = text("SELECT student, kind, begins, number FROM plan_version WHERE school = :school")
_STUDENTS = text("SELECT id, private FROM student WHERE school = :school")
_LINKS = text("SELECT student, printed FROM link WHERE school = :school")
_AT_ONCE = 500
_PLAN = msgspec.json.Decoder(Plan)


def database_faults(transaction: Transaction) -> Iterator[str]:
    """What the database itself finds wrong: broken pages, rows that point at nothing."""
    for (found,) in transaction.connection.exec_driver_sql("PRAGMA integrity_check"):
        if found != "ok":
            yield f"the database is damaged: {found}"
    for table, _, parent, _ in transaction.connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"a row of {table} belongs to a row of {parent} that is not there"


def version_faults(transaction: Transaction) -> Iterator[str]:
    """Versions that do not open, that are not what was imported, or that are missing."""
    rows = _rows(transaction, _VERSIONS)
    for (student, kind, begins), versions in groupby(rows, key=lambda row: tuple(row[:3])):
        plan = _plan(student, kind, begins)
        expected = 1
        for row in versions:
            if row.number != expected:
                yield f"{plan} lacks version {expected}"
            expected = row.number + 1
            if wrong := _wrong_version(transaction, row):
                yield f"version {row.number} of {plan} {wrong}"


def _plan(student: object, kind: object, begins: object) -> str:
    return f"the {kind} plan of {student} that begins on {begins}"


def _wrong_version(transaction: Transaction, row: Any) -> str | None:
    key = (transaction.school, row.student, row.kind, row.begins, row.number)
    vault = transaction.vault
    try:
        content = vault.open(row.content, "plan_version", "content", *key)
        written = vault.open(row.written, "plan_version", "written", *key)
        plan = _PLAN.decode(content)
    except (BadInput, msgspec.MsgspecError):
        return "does not open: it was changed, or comes from another place"
    if vault.digest(written) != row.digest:
        return "is not known by its own digest"
    said = (plan.student.id, plan.kind, plan.terms.begins, plan.effective, plan.terms.ends)
    kept = (row.student, row.kind, row.begins, row.effective, row.ends)
    return None if tuple(map(str, said)) == kept else "has other dates than its plan says"


def import_faults(transaction: Transaction) -> Iterator[str]:
    """Versions that the ledger saw come in and that are gone."""
    there = {tuple(row) for row in _rows(transaction, _VERSION_KEYS)}
    for entry in ledger.entries(transaction, event=Event.IMPORT):
        kind, begins, number = (entry.detail.get(each) for each in ("kind", "begins", "version"))
        if (entry.student, kind, begins, number) not in there:
            yield f"version {number} of {_plan(entry.student, kind, begins)} was imported, and is gone"


def student_faults(transaction: Transaction) -> Iterator[str]:
    """Roster entries whose encrypted part does not open."""
    for row in _rows(transaction, _STUDENTS):
        try:
            transaction.vault.open(row.private, "student", "private", transaction.school, row.id)
        except BadInput:
            yield f"the contacts of {row.id} do not open: they were changed, or come from another place"


def link_faults(transaction: Transaction) -> Iterator[str]:
    """Links that were printed from versions which are not there."""
    there = {tuple(row) for row in _rows(transaction, _VERSION_KEYS)}
    for row in _rows(transaction, _LINKS):
        for each in msgspec.json.decode(row.printed):
            if (row.student, each["kind"], each["begins"], each["number"]) not in there:
                yield f"a card of {row.student} was printed from a plan version that is not there"


def _rows(transaction: Transaction, query: Any) -> Any:
    options = {"yield_per": _AT_ONCE}
    return transaction.connection.execute(query, {"school": transaction.school}, execution_options=options)
