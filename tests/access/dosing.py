"""A nurse's office at Maple Street: who works there, whose doses are due, and a clock on the wall."""

import datetime as dt
from typing import Any
from uuid import uuid4

from attrs import evolve, field, frozen

from kiosk.access.closing import Closing
from kiosk.access.dose_model import Answer, Wanted
from kiosk.access.dose_post import Post
from kiosk.access.dose_record import DoseRecord
from kiosk.access.dosing import Dosing
from kiosk.access.model import FOLDER_READER, Person
from kiosk.access.round import Round
from kiosk.clock import Clock
from kiosk.medication.choosing import Meant
from kiosk.medication.model import DoseEntry
from kiosk.medication.outcomes import Outcome
from kiosk.plans.model import Role
from kiosk.records import staff
from kiosk.records.closings import SignOff
from kiosk.records.staff import StaffMember
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar
from kiosk.school.model import MedicationSettings
from tests.commands.terminal import SetClock
from tests.made_school import BLAKE_TOML, clock_time, maple
from tests.records.making import NOW, plan_text, take_in

MONDAY = dt.date(2026, 11, 23)
STAFF = {
    "chu": ("A. Chu", Role.NURSE), "bell": ("B. Bell", Role.NURSE), "finch": ("W. Finch", Role.OFFICE),
    "ames": ("P. Ames", Role.PRINCIPAL), "lane": ("R. Lane", Role.SUBSTITUTE),
    "ruiz": ("T. Ruiz", Role.TEACHER),
}  # fmt: skip
_MEDICINE = """
[[accommodation]]
id = "{name}"
kind = "medication"
text = "Goes to the nurse."
{when}
[accommodation.order]
drug = "{drug}"
dose = "2 puffs"
route = "inhaled"
prescriber = "Dr. P. Oyelaran"
{lines}
"""


def medicine(name: str, drug: str, *lines: str, period: str | None = None) -> str:
    """An accommodation with an order, as a plan file says it."""
    when = f'when = {{ period = "{period}" }}' if period else ""
    return _MEDICINE.format(name=name, drug=drug, when=when, lines="\n".join(lines))


INHALER = medicine("inhaler", "albuterol", 'prn = true\nuse_for = "wheeze"\nmax_day = 2')


@frozen
class NursesOffice:
    """The records behind the nurse's desk, and the clock on its wall."""

    records: Records
    set_clock: SetClock
    settings: MedicationSettings = field(factory=MedicationSettings)

    @property
    def calendar(self) -> Calendar:
        """Maple Street's, with what the school says of medication."""
        return Calendar(evolve(maple(), medication=self.settings))

    def post(self, person: Person, clock: Clock | None = None) -> Post:
        """A person at the nurse's desk."""
        return Post(self.records, self.calendar, person, clock=clock or Clock(), station="nurse")

    def dosing(self, person: Person = FOLDER_READER, clock: Clock | None = None) -> Dosing:
        """Entering doses as a person."""
        return Dosing(self.post(person, clock))

    def round(self, person: Person) -> Round:
        """The round as a person sees it."""
        return Round(self.post(person))

    def closing(self, person: Person = FOLDER_READER, clock: Clock | None = None) -> Closing:
        """Signing off days as a person."""
        return Closing(self.post(person, clock))

    def record(self, person: Person = FOLDER_READER) -> DoseRecord:
        """The record of doses as a person reads it."""
        return DoseRecord(self.post(person))

    def close(self, now: str, by: str = "chu", date: dt.date = MONDAY) -> SignOff:
        """Sign off a day when the clock on the wall says so."""
        self.set_clock(_whole(now))
        return self.closing().close(date, by)

    def enter(
        self,
        now: str,
        outcome: Outcome = Outcome.GIVEN,
        *,
        by: str = "chu",
        student: str = "10042",
        order: str | None = None,
        slot: str | None = None,
        late: str | None = None,
        confirmation: str | None = None,
        **other: Any,
    ) -> Answer:
        """Enter an outcome when the clock on the wall says `11:58` on a Monday, or a whole moment."""
        self.set_clock(_whole(now))
        given_at = at(late) if late else None
        meant, name = Meant(order, None, slot), confirmation or str(uuid4())
        return self.dosing().record(Wanted(student, outcome, by, name, meant, given_at, **other))

    def undo(self, now: str, confirmation: str, by: str = "chu", reason: str = "Wrong child.") -> Answer:
        """Take an entry back."""
        self.set_clock(_whole(now))
        return self.dosing().undo(confirmation, by, reason)

    def entries(self) -> list[DoseEntry]:
        """Everything that was entered."""
        return list(self.round(FOLDER_READER).entries(dt.date(2026, 1, 1), dt.date(2027, 12, 31)))


def at(said: str) -> dt.datetime:
    """The instant of `11:58` on that Monday, or of a whole moment."""
    return clock_time(Calendar(maple()), _whole(said))


def _whole(said: str) -> str:
    return said if "T" in said else f"2026-11-23T{said}"


def furnish(records: Records) -> None:
    """Blake takes methylphenidate at lunch; Ana has an inhaler; six people work here."""
    take_in(records, BLAKE_TOML, plan_text("10050", lines=INHALER))
    for key, (name, role) in STAFF.items():
        rooms = ("12",) if role in {Role.TEACHER, Role.SUBSTITUTE} else ()
        staff.add(records, StaffMember(key, name, role, rooms), actor="", station="", now=NOW)
