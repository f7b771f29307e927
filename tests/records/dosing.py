"""Doses of Blake's that the tests of the records share."""

import datetime as dt
from typing import Any
from uuid import uuid4

from attrs import evolve

from kiosk.medication.model import DoseEntry, OrderKey, Told
from kiosk.medication.outcomes import Outcome
from kiosk.plans.model import PlanKind
from kiosk.records import doses
from kiosk.records.store import Records
from tests.records.making import SEEN

NOON = dt.datetime(2026, 11, 23, 20, 0, tzinfo=dt.UTC)
KEY = OrderKey("10042", PlanKind.SECTION_504, dt.date(2026, 8, 31), "lunch-medication")
TOLD = Told("methylphenidate", "10 mg", "oral", "A. Chu")
DOSE_TRIGGERS = ("dose_keeps_update", "dose_keeps_delete")


def entry(student: str = "10042", confirmation: str = "", **other: Any) -> DoseEntry:
    """A lunch dose that was given."""
    usual = DoseEntry(
        evolve(KEY, student=student), SEEN, "lunch", 1, Outcome.GIVEN, NOON, NOON, "America/Los_Angeles",
        "chu", "office", confirmation or str(uuid4()), TOLD,
    )  # fmt: skip
    return evolve(usual, **other)


def add(records: Records, *entries: DoseEntry) -> list[DoseEntry]:
    """Record doses, each in a transaction of its own."""
    added = []
    for each in entries:
        with records.writing() as transaction:
            added.append(doses.add(transaction, each))
    return added
