"""Rows as the records keep them, and opening them: all that is needed of the records, without a database.

Outside `kiosk.access` and `kiosk.records` nobody imports this: plans are read through `access` alone.
"""

import datetime as dt
from typing import Any, NamedTuple

import msgspec
from attrs import frozen

from kiosk.faults import BadInput
from kiosk.plans.model import Contact, Plan, PlanKind, Version
from kiosk.plans.student import Student, StudentId
from kiosk.records.keeper import Keeper


@frozen
class Private:
    """What of a student's roster entry is encrypted."""

    birthdate: dt.date | None
    photo: str
    contacts: tuple[Contact, ...]


_PRIVATE = msgspec.json.Decoder(Private)
_PLAN = msgspec.json.Decoder(Plan)
_CHANGED = "cannot be opened: it was changed, or comes from another place; run kiosk verify"
_NEWER = "cannot be read by this version of kiosk; a newer one may have written it"


class SealedStudent(NamedTuple):
    """A roster entry as it is kept: names, grade and room, and the rest of it, sealed.

    A plain row, which thousands at a time are handed from process to process.
    """

    id: str
    given_name: str
    family_name: str
    preferred_name: str
    pronouns: str
    grade: str
    homeroom: str
    private: bytes


class SealedVersion(NamedTuple):
    """A version as it is kept: what is known of it without opening it, and what it says, sealed."""

    student: str
    kind: PlanKind
    begins: dt.date
    number: int
    content: bytes


def student(keeper: Keeper, entry: SealedStudent) -> Student:
    """A student, whole; an entry that was changed, or that a newer kiosk wrote, is an error."""
    try:
        text = keeper.vault.open(entry.private, "student", "private", keeper.school, entry.id)
        private = _PRIVATE.decode(text)
    except BadInput:
        what = _CHANGED
    except msgspec.MsgspecError:
        what = _NEWER
    else:
        return _student(entry, private.birthdate, private.photo, private.contacts)
    raise BadInput(f"the roster entry of {entry.id} {what}")


def clear(row: Any) -> Student:
    """What stands in clear of a student; a row of the roster, sealed or not, has it."""
    return _student(row)


def _student(row: Any, *private: Any) -> Student:
    return Student(
        StudentId(row.id),
        row.given_name,
        row.family_name,
        row.grade,
        row.homeroom,
        row.preferred_name,
        row.pronouns,
        *private,
    )


def version(keeper: Keeper, row: Any) -> Version:
    """What a version says; one that was changed, or that a newer kiosk wrote, is an error."""
    try:
        content = keeper.vault.open(row.content, *version_place(keeper, "content", row))
        return Version(row.number, _PLAN.decode(content))
    except BadInput:
        what = _CHANGED
    except msgspec.MsgspecError:
        what = _NEWER
    named = f"version {row.number} of the {row.kind.label} of {row.student} that begins on {row.begins}"
    raise BadInput(f"{named} {what}")


def version_place(keeper: Keeper, column: str, row: Any) -> tuple[str | int, ...]:
    """For which place a version's column is sealed."""
    key = (keeper.school, row.student, row.kind.value, str(row.begins), row.number)
    return ("plan_version", column, *key)
