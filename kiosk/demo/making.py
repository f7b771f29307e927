"""Makes the pretend school on the disk: whole, or not at all."""

from pathlib import Path

from kiosk.clock import Clock
from kiosk.demo.day_pass import issue_pass
from kiosk.demo.school import PretendSchool, pretend_school
from kiosk.demo.staff import PINS, STATION
from kiosk.placing import making_folder
from kiosk.plans.reading import parse_plan
from kiosk.records.importing import import_plans
from kiosk.records.opening import open_records
from kiosk.records.roster import enrol
from kiosk.records.staff import add
from kiosk.records.store import Records

_MARK = "school.toml"
_CLOCK = Clock()


def make(folder: Path, *, students: int = 400, plans: int = 40, seed: int = 1, clock: Clock = _CLOCK) -> bool:
    """Make the pretend school in a folder and say whether it is new; a school that is there stays."""
    if (folder / _MARK).exists():
        return False
    pretend = pretend_school(seed, students, plans)
    with making_folder(folder, _MARK) as workshop:
        _fill(workshop, pretend, clock, becoming=folder)
    return True


def _fill(folder: Path, pretend: PretendSchool, clock: Clock, *, becoming: Path) -> None:
    (folder / _MARK).write_bytes(pretend.school_toml)
    (folder / "plans").mkdir()
    for name, written in pretend.plan_files:
        (folder / "plans" / name).write_bytes(written)
    with open_records(folder, pretend.school, create=True, becoming=becoming) as records:
        _record(records, pretend, clock)


def _record(records: Records, pretend: PretendSchool, clock: Clock) -> None:
    """Students first, then staff, then plans: as a school begins."""
    school, now = pretend.school, clock.real()
    enrol(records, pretend.students, actor="", station=STATION, now=now)
    for member in pretend.staff:
        add(records, member, actor="", station=STATION, now=now, pin=PINS[member.id])
    files = [parse_plan(written, name, school) for name, written in pretend.plan_files]
    import_plans(records, files, actor="", station=STATION, now=now)
    issue_pass(records, school, clock)
