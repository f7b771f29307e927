"""How fast the records are, against bare SQLite, bare SHA-256 or the limit that we hold ourselves to.

python -m tests.benchmarks.records [PLANS]
"""

import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from attrs import evolve

from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER
from kiosk.clock import Clock
from kiosk.plans.model import Plan
from kiosk.plans.reading import PlanFile, parse_plan
from kiosk.records import versions
from kiosk.records.events import Purpose
from kiosk.records.importing import import_plans
from kiosk.records.opening import open_records
from kiosk.records.store import Records
from kiosk.records.verifying import verify
from kiosk.school.calendar import Calendar
from tests.made_school import BLAKE_TOML, blake, maple, moment
from tests.records.making import NOW, SEEN, note


@contextmanager
def new_records() -> Iterator[Records]:
    """Records in a folder that goes away."""
    with TemporaryDirectory() as folder:
        os.environ["KIOSK_KEY_FILE"] = f"{folder}/benchmark.key"
        with open_records(Path(folder) / "maple", maple(), create=True) as records:
            yield records


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The median time of some work."""
    taken: list[float] = []
    for _ in range(times):
        begin = perf_counter()
        work()
        taken.append(perf_counter() - begin)
    return median(taken)


def say(what: str, taken: float, limit: float, count: int = 0) -> None:
    """Print a time, its rate, and its share of the limit."""
    rate = f"{count / taken:>12,.0f}/s" if count else " " * 14
    print(f"{what:<46}{1000 * taken:>9.1f} ms{rate}   {taken / limit:>5.2f} of the limit")


def plan_files(count: int) -> list[PlanFile]:
    """Blake's plan, for many students; parsed once."""
    plan: Plan = blake()
    files: list[PlanFile] = []
    for number in range(count):
        text = BLAKE_TOML.replace("10042", f"{10000 + number}")
        entry = evolve(plan.student, id=f"{10000 + number}")
        files.append(PlanFile(f"{number}.toml", text.encode(), evolve(plan, student=entry)))
    return files


def measure_plans(count: int) -> None:
    """Import, open and mark many plans."""
    files = plan_files(count)
    with new_records() as records:
        took = seconds(lambda: import_plans(records, files, actor="", station="", now=NOW), times=1)
        say(f"import {count} plans that were parsed", took, 2.0 * count / 5000, count)
        parsing = seconds(lambda: parse_plan(files[0].written, "1.toml", maple())) * count
        print(f"{'':<46}{1000 * parsing:>9.1f} ms to parse them: {took / parsing:.2f} of that")
        access = Access(records, Calendar(maple()), FOLDER_READER, clock=Clock(), station="")
        limit = count / 5000
        say("read and decode them", seconds(lambda: in_force(records)), 0.5 * limit, count)
        opening = seconds(lambda: access.open_many(None, Purpose.CARDS, on=SEEN))
        say("open them all, redacted, each view noted", opening, limit, count)
        noon = moment("2026-11-23T12:05")
        say("mark them all", seconds(lambda: access.overview(noon)), 2.0 * limit, count)
        say("open one", seconds(lambda: access.open("10042", Purpose.KIOSK), times=51), 0.05)
        say("verify everything", seconds(lambda: verify(records)), 2.0 * limit, count)


def in_force(records: Records) -> object:
    """All versions in force on a date."""
    with records.reading() as transaction:
        return versions.in_force_on(transaction, SEEN)


def measure_ledger(count: int) -> None:
    """Write and walk a long ledger."""
    with new_records() as records:
        say(
            f"note {count} views at once",
            seconds(lambda: note(records, count), times=1),
            count / 20_000,
            count,
        )
        say("note one view", seconds(lambda: note(records, 1), times=51), 0.02)
        walking = seconds(lambda: verify(records))
        say("walk the chain", walking, count / 50_000, count)
        hashing = seconds(lambda: bare_hashes(records.path))
        print(f"{'':<46}{1000 * hashing:>9.1f} ms to read and hash alone: {walking / hashing:.1f} times that")


def bare_hashes(path: Path) -> None:
    """What the chain cannot do without: every row read, every row hashed."""
    connection = sqlite3.connect(path)
    for row in connection.execute("SELECT * FROM ledger ORDER BY number"):
        hashlib.sha256(repr(row).encode()).digest()
    connection.close()


def main(plans: int) -> None:
    """Print every figure."""
    measure_plans(plans)
    measure_ledger(100_000)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 5_000)
