"""Makes the pretend school on the disk: whole, or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from kiosk.clock import Clock
from kiosk.demo.school import PretendSchool, pretend_school
from kiosk.faults import BadInput, Fault
from kiosk.files import trouble
from kiosk.plans.reading import parse_plan
from kiosk.records.importing import import_plans
from kiosk.records.opening import open_records
from kiosk.records.roster import enrol
from kiosk.records.staff import add
from kiosk.records.store import Records

_MARK = "school.toml"
"""A folder that holds this is a school, so it is put in its place last."""
_STATION = "kiosk demo"
_CLOCK = Clock()


def make(folder: Path, *, students: int = 400, plans: int = 40, seed: int = 1, clock: Clock = _CLOCK) -> bool:
    """Make the pretend school in a folder and say whether it is new; a school that is there stays."""
    if (folder / _MARK).exists():
        return False
    pretend = pretend_school(seed, students, plans)
    try:
        with _workshop(folder) as workshop:
            _fill(workshop, pretend, clock)
            _put_in_place(workshop, folder)
    except OSError as error:
        raise BadInput.of(
            [Fault(f"no school can be made here: {trouble(error)}", file=str(folder))]
        ) from None
    return True


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A folder to work in, on the same disk: beside the new one, or inside one that is there and empty."""
    if folder.exists() or folder.is_symlink():
        _refuse_unless_empty(folder)
        workshop = folder / f".{uuid4().hex}"
    else:
        folder.parent.mkdir(parents=True, exist_ok=True)
        workshop = folder.parent / f".{folder.name}.{uuid4().hex}"
    workshop.mkdir(mode=0o700)
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _refuse_unless_empty(folder: Path) -> None:
    if not folder.is_dir():
        raise BadInput.of([Fault("is not a folder; name one that is empty, or a new one", file=str(folder))])
    if any(folder.iterdir()):
        what = "holds other files and no school; name an empty folder, or a new one"
        raise BadInput.of([Fault(what, file=str(folder))])


def _fill(folder: Path, pretend: PretendSchool, clock: Clock) -> None:
    (folder / _MARK).write_bytes(pretend.school_toml)
    (folder / "plans").mkdir()
    for name, written in pretend.plan_files:
        (folder / "plans" / name).write_bytes(written)
    with open_records(folder, pretend.school, create=True) as records:
        _record(records, pretend, clock)


def _record(records: Records, pretend: PretendSchool, clock: Clock) -> None:
    """Students first, then staff, then plans: as a school begins."""
    school, now = pretend.school, clock.real()
    enrol(records, pretend.students, actor="", station=_STATION, now=now)
    for member in pretend.staff:
        add(records, member, actor="", station=_STATION, now=now)
    files = [parse_plan(written, name, school) for name, written in pretend.plan_files]
    import_plans(records, files, actor="", station=_STATION, now=now)


def _put_in_place(workshop: Path, folder: Path) -> None:
    if not folder.exists():
        workshop.rename(folder)
        return
    folder.chmod(0o700)
    for each in sorted(workshop.iterdir(), key=lambda path: path.name == _MARK):
        each.rename(folder / each.name)
