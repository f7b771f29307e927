"""Whether a plan file and the roster speak of the same child, and what the file adds to the roster."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from attrs import evolve, frozen

from kiosk.faults import Fault
from kiosk.plans.model import StudentEntry
from kiosk.plans.student import Student, StudentId
from kiosk.school.words import listed, long_date

_NAMES = ("given_name", "family_name", "preferred_name")
_KEPT = ("pronouns", "grade", "homeroom")
_NEEDED = ("given_name", "family_name", "grade")


@frozen
class Agreement:
    """The roster entry after a file was read, and notes on what the roster kept."""

    student: Student
    notes: tuple[str, ...] = ()


def newcomer(entry: StudentEntry, file: str) -> Student | list[Fault]:
    """The student that a file adds to the roster, or what is missing for that."""
    missing = [name for name in _NEEDED if not getattr(entry, name)]
    if missing:
        add = listed(missing)
        what = f'the roster has no student "{entry.id}"; correct the number, or write {add} to add one'
        return [Fault(what, file=file, path="student, id")]
    return Student(
        id=StudentId(entry.id),
        given_name=_tidy(entry.given_name),
        family_name=_tidy(entry.family_name),
        grade=_tidy(entry.grade),
        homeroom=_tidy(entry.homeroom),
        preferred_name=_tidy(entry.preferred_name),
        pronouns=_tidy(entry.pronouns),
        birthdate=entry.birthdate,
        photo=entry.photo or "",
        contacts=entry.contacts or (),
    )


def agree(entry: StudentEntry, known: Student, file: str) -> Agreement | list[Fault]:
    """The roster entry with what the file adds, or why the two cannot be the same child.

    Names and birthdate that differ are faults. Contacts and photo given replace the roster's. What the
    roster lacks is filled in; where pronouns, grade or homeroom differ, the roster stays, with a note.
    """
    if wrong := [*_other_names(entry, known, file), *_other_birthdate(entry, known, file)]:
        return wrong
    given: dict[str, Any] = {
        "birthdate": known.birthdate or entry.birthdate,
        "photo": entry.photo or known.photo,
        "contacts": known.contacts if entry.contacts is None else entry.contacts,
    }
    for name in ("preferred_name", *_KEPT):
        given[name] = getattr(known, name) or _tidy(getattr(entry, name))
    return Agreement(evolve(known, **given), tuple(_kept(entry, known, file)))


def _other_names(entry: StudentEntry, known: Student, file: str) -> Iterator[Fault]:
    for name in _NAMES:
        said, kept = _tidy(getattr(entry, name)), getattr(known, name)
        if said and kept and said != _tidy(kept):
            what = (
                f'the roster has "{kept}" for {known.id}, this file "{said}"; is it the right child? '
                "Correct the file, or the roster"
            )
            yield Fault(what, file=file, path=f"student, {name}")


def _other_birthdate(entry: StudentEntry, known: Student, file: str) -> Iterator[Fault]:
    if entry.birthdate and known.birthdate and entry.birthdate != known.birthdate:
        said, kept = long_date(entry.birthdate), long_date(known.birthdate)
        what = f"the roster has {kept} for {known.id}, this file {said}; correct the file, or the roster"
        yield Fault(what, file=file, path="student, birthdate")


def _kept(entry: StudentEntry, known: Student, file: str) -> Iterator[str]:
    for name in _KEPT:
        said, kept = _tidy(getattr(entry, name)), getattr(known, name)
        if said and kept and said != _tidy(kept):
            what = f'note: the roster has "{kept}", this file "{said}"; the roster stays as it is'
            yield str(Fault(what, file=file, path=f"student, {name}"))


def _tidy(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())
