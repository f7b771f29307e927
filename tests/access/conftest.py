"""Maple Street with three students, and people who ask about them."""

import datetime as dt
from collections.abc import Callable

import pytest

from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER, Person
from kiosk.clock import Clock
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar
from tests.access.visiting import House, furnished
from tests.made_school import BLAKE_TOML, maple
from tests.records.fixtures import records, school
from tests.records.making import plan_text, take_in

__all__ = ["records", "school"]

Ask = Callable[..., Access]


@pytest.fixture
def enrolled(records: Records) -> Records:
    """Blake and Bo of room 12 and Ana of room 14, each with a plan; Bo's ended in December."""
    take_in(
        records,
        BLAKE_TOML,
        plan_text("10050", given="Ana", family="García"),
        plan_text("10077", given="Bo", family="Chu", homeroom="12", ends="2026-12-18"),
    )
    return records


@pytest.fixture
def house(records: Records) -> House:
    """A school whose door is watched, on a Monday at 8:10."""
    return furnished(records)


@pytest.fixture
def ask(enrolled: Records) -> Ask:
    """Access for a person, at the office, with the real clock or one that pretends."""

    def access(person: Person = FOLDER_READER, pretended: dt.datetime | None = None) -> Access:
        clock = Clock.pretending(pretended) if pretended else Clock()
        return Access(enrolled, Calendar(maple()), person, clock=clock, station="office")

    return access
