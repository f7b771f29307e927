"""Doses of Blake's that the tests of the records share."""

import datetime as dt
import subprocess
import sys
from typing import Any
from uuid import uuid4

from attrs import evolve

from kiosk.medication.model import DoseEntry, OrderKey, Told
from kiosk.medication.outcomes import Outcome
from kiosk.plans.model import PlanKind
from kiosk.records import doses, roster
from kiosk.records.store import Records
from tests.records.making import NOW, SEEN, student

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


RACING = """
import sys
from pathlib import Path
from kiosk.records import doses, roster
from kiosk.records.doses import Taken
from kiosk.records.opening import open_records
from tests.made_school import maple
from tests.records.dosing import add, entry
with open_records(Path(sys.argv[1]), maple()) as records:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(int(sys.argv[2])):
        try:
            add(records, entry(f"1{number:04}", who=sys.argv[3]))
        except Taken:
            continue
        print(number, flush=True)
"""


def race(records: Records, *, writers: int, count: int) -> list[int]:
    """Let processes give the same doses at once; the doses of the winners."""
    enrolled = [student(f"1{each:04}", "Blake", "Bennett") for each in range(count)]
    roster.enrol(records, enrolled, actor="", station="", now=NOW)
    command = [sys.executable, "-c", RACING, str(records.path.parent), str(count)]
    running = [
        subprocess.Popen([*command, f"w{each}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for each in range(writers)
    ]
    for each in running:
        assert each.stdout
        assert each.stdout.readline() == "ready\n"
    for each in running:
        assert each.stdin
        each.stdin.write("go\n")
        each.stdin.flush()
    said = [each.communicate(timeout=300)[0] for each in running]
    assert [each.returncode for each in running] == [0] * writers
    return [int(number) for out in said for number in out.split()]
