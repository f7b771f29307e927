"""A school at noon, where a nurse gives many doses: for programs that record them in earnest."""

import datetime as dt
from pathlib import Path

from attrs import evolve, frozen

from kiosk.clock import Clock
from kiosk.plans.model import Role
from kiosk.plans.reading import PlanFile
from kiosk.records import staff
from kiosk.records.importing import import_plans
from kiosk.records.opening import open_records
from kiosk.records.staff import StaffMember
from tests.made_school import BLAKE_TOML, blake, maple
from tests.records.dosing import NOON
from tests.records.making import NOW


@frozen
class Wall(Clock):
    """A clock on which it is noon, and stays so."""

    def real(self) -> dt.datetime:
        """Noon."""
        return NOON


def furnish(folder: Path, students: int) -> None:
    """Records with so many students who have Blake's plan, numbered from 10000, and the nurse."""
    plan = blake()
    files = []
    for number in range(10_000, 10_000 + students):
        entry = evolve(plan.student, id=str(number))
        text = BLAKE_TOML.replace("10042", str(number)).encode()
        files.append(PlanFile(f"{number}.toml", text, evolve(plan, student=entry)))
    with open_records(folder, maple(), create=True) as records:
        import_plans(records, files, actor="", station="", now=NOW)
        staff.add(records, StaffMember("chu", "A. Chu", Role.NURSE), actor="", station="", now=NOW)
