"""Taking plan files into the records, and saying what became of each."""

from collections.abc import Sequence
from pathlib import Path

from kiosk.commands.opening import Office
from kiosk.faults import BadInput, Fault
from kiosk.files import read_bytes
from kiosk.records.importing import Imported, Outcome, already_stored, import_plans

_PLAN_FILES = {".toml", ".txt", ""}
"""Endings of a plan file's name; a spreadsheet or a letter is told as that, not by its first odd sign."""
_SAID = {
    Outcome.NEW: "taken in",
    Outcome.AMENDED: "taken in",
    Outcome.UNCHANGED: "already here, nothing changed",
}


def take_in_files(office: Office, paths: Sequence[Path]) -> tuple[Imported, ...]:
    """Read and store these files, all or none; the faults of all of them are raised together."""
    read: list[tuple[str, bytes]] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            _expect_a_plan_file(path)
            read.append((path.name, read_bytes(path)))
        except BadInput as error:
            faults.extend(error.faults)
    return take_in(office, read, faults)


def _expect_a_plan_file(path: Path) -> None:
    if path.suffix.lower() not in _PLAN_FILES:
        what = "is no plan file; a plan is a .toml file: kiosk plan new ID opens one in your editor"
        raise BadInput.of([Fault(what, file=str(path))])


def take_in(
    office: Office, files: Sequence[tuple[str, bytes]], faults: Sequence[Fault] = ()
) -> tuple[Imported, ...]:
    """Store these files (name, bytes), all or none, unless one of them, or one before, has a fault."""
    from kiosk.plans.reading import parse_plan

    stored = already_stored(office.records, files)
    found, parsed = list(faults), {}
    for place, (name, data) in enumerate(files):
        if stored[place] is None:
            try:
                parsed[place] = parse_plan(data, name, office.school)
            except BadInput as error:
                found.extend(error.faults)
    now, actor = office.clock.real(), office.access.person.id
    new = import_plans(
        office.records,
        list(parsed.values()),
        actor=actor,
        station=office.station,
        now=now,
        faults=found,
    )
    fresh = dict(zip(parsed, new, strict=True))
    return tuple(known or fresh[place] for place, known in enumerate(stored))


def document(taken: Imported) -> dict[str, object]:
    """What became of a file, as JSON."""
    return {
        "file": taken.file,
        "student": taken.student,
        "name": taken.name,
        "kind": taken.kind,
        "begins": taken.begins.isoformat(),
        "version": taken.number,
        "outcome": taken.outcome,
        "notes": list(taken.notes),
    }


def line(taken: Imported) -> str:
    """What became of a file, for a person."""
    added = "; the student is new to the roster" if taken.added else ""
    what = f"{taken.kind.label} of {taken.name} ({taken.student}), version {taken.number}"
    return f"{taken.file}: {what}: {_SAID[taken.outcome]}{added}."
