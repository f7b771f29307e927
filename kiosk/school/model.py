"""What school.toml says."""

import datetime as dt
from enum import StrEnum

from attrs import field, frozen

CHANGED_ROUTINE = "changed routine"
"""The tag that a date bears by itself when its bell is not its weekday's."""


class Weekday(StrEnum):
    """The days of the week, Monday first, as in `date.weekday()`."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @classmethod
    def of(cls, date: dt.date) -> "Weekday":
        """The weekday of a date."""
        return _WEEKDAYS[date.weekday()]


_WEEKDAYS = tuple(Weekday)


@frozen
class SchoolYear:
    """The first and the last day of the school year, both included."""

    begins: dt.date
    ends: dt.date


@frozen
class Period:
    """A named stretch of a school day, in the school's clock time; its end is excluded."""

    name: str
    begins: dt.time
    ends: dt.time


@frozen
class Bell:
    """A kind of school day and its periods."""

    name: str
    periods: tuple[Period, ...]


@frozen
class Week:
    """Which bell rings on which weekday; none means no school."""

    monday: str | None = None
    tuesday: str | None = None
    wednesday: str | None = None
    thursday: str | None = None
    friday: str | None = None
    saturday: str | None = None
    sunday: str | None = None

    def bell(self, weekday: Weekday) -> str | None:
        """The name of the bell that rings on a weekday."""
        name: str | None = getattr(self, weekday.value)
        return name


@frozen
class ChangedDay:
    """A date that differs from its weekday."""

    date: dt.date
    bell: str | None = None
    closed: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""


class Detail(StrEnum):
    """How much of a plan a pocket card tells."""

    FULL = "full"
    DISCREET = "discreet"


@frozen
class CardSettings:
    """How this school prints its cards, and where their codes lead."""

    link: str = ""
    stock: str = "avery-5371"
    theme: str | None = None
    detail: Detail = Detail.FULL
    expires: dt.date | None = None


class Giver(StrEnum):
    """Who may stand in for the nurse with medication; a substitute or an administrator never does."""

    NURSE = "nurse"
    TEACHER = "teacher"
    COUNSELLOR = "counsellor"
    COORDINATOR = "coordinator"
    OFFICE = "office"
    PRINCIPAL = "principal"


@frozen
class MedicationSettings:
    """Who gives medication at this school: states differ in whom a nurse may delegate to, and which drugs."""

    may_give: tuple[Giver, ...] = (Giver.NURSE,)
    may_give_controlled: tuple[Giver, ...] = (Giver.NURSE,)


@frozen
class School:
    """A school: its name, its clock and its calendar."""

    id: str
    name: str
    timezone: str
    year: SchoolYear
    address: str = ""
    phone: str = ""
    database: str = "sqlite:records.db"
    theme: str = "daylight"
    cards: CardSettings = CardSettings()
    medication: MedicationSettings = MedicationSettings()
    bells: tuple[Bell, ...] = field(default=(), metadata={"toml": "bell"})
    week: Week = Week()
    days: tuple[ChangedDay, ...] = field(default=(), metadata={"toml": "day"})
