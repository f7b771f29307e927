"""Doses under load: who wins a race, what a kill leaves, and how long a station waits.

python -m tests.benchmarks.doses [KILLS]
"""

import json
import math
import os
import resource
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from attrs import asdict, frozen

from kiosk.access.dose_model import Wanted
from kiosk.access.dose_post import Post
from kiosk.access.dosing import Dosing
from kiosk.access.model import FOLDER_READER
from kiosk.faults import BadInput
from kiosk.medication.outcomes import Outcome
from kiosk.records import doses
from kiosk.records.opening import open_records
from kiosk.records.store import Records, Transaction
from kiosk.records.verifying import verify
from kiosk.records.walking import walk
from kiosk.school.calendar import Calendar
from tests.made_school import maple
from tests.records.lunchtime import Wall, furnish
from tests.records.making import SEEN, note
from tests.records.test_killing import run

STATIONS, EACH, PACE = 8, 40, 0.25
"""Stations, the doses of each, and the seconds between two of them."""
LIMIT = 0.1
TOLD_WITHIN = 5.0
"""Seconds within which a person is told that the records are held by another program."""


@contextmanager
def folder() -> Iterator[Path]:
    """A school's folder that goes away."""
    with TemporaryDirectory() as made:
        os.environ["KIOSK_KEY_FILE"] = f"{made}/benchmark.key"
        yield Path(made) / "maple"


def measure_race(writers: int = 50, count: int = 40) -> None:
    """Many writers that look at nothing before give the same doses."""
    with folder() as place:
        tally = run("racing", place, writers, count)
    once = "each once" if sorted(tally["won"]) == list(range(count)) else "NOT EACH ONCE"
    print(
        f"{writers} writers, {count} doses: {len(tally['won'])} winners, {once}, {tally['waited']} told "
        f"to wait; intact: {tally['intact']}"
    )


def measure_kills(kills: int) -> None:
    """Kills at any moment."""
    with folder() as place:
        tally = run("killing", place, kills)
    print(
        f"{kills} kills: {tally['acknowledged']} acknowledged, {tally['lost']} lost, {tally['unanswered']} "
        f"stored without an answer, {tally['found_again']} found again; intact: {tally['intact']}"
    )


@contextmanager
def answers_lost() -> Iterator[None]:
    """The link is cut when COMMIT has been done and its answer is on the way."""
    real = Records.writing

    @contextmanager
    def writing(self: Records) -> Iterator[Transaction]:
        with real(self) as transaction:
            yield transaction
        raise BadInput("the connection was lost")

    with mock.patch.object(Records, "writing", writing):
        yield


def measure_cuts(cuts: int = 100) -> None:
    """Answers that are lost at COMMIT: each dose asked for again with its confirmation."""
    with folder() as place:
        furnish(place, cuts)
        with open_records(place, maple()) as records:
            dosing = Dosing(Post(records, Calendar(maple()), FOLDER_READER, clock=Wall(), station="nurse"))
            wanted = [Wanted(str(10_000 + each), Outcome.GIVEN, "chu", f"cut-{each}") for each in range(cuts)]
            with answers_lost():
                told = [dosing.record(each) for each in wanted]
            again = [dosing.record(each) for each in wanted]
            with records.reading() as transaction:
                stored = len(doses.of_day(transaction, SEEN))
    found = sum(first == second for first, second in zip(told, again, strict=True))
    print(f"{cuts} answers lost at COMMIT: {stored} doses stored, {found} found again as they were")


@frozen
class Taken:
    """How long a station took: for its first dose, just opened, and for each of those it is measured by."""

    first: float
    steady: list[float]


def paced(work: Callable[[int], object]) -> Taken:
    """A first dose, for which a station gets ready; then one every quarter of a second.

    It begins with a second of the wall clock: all stations press at the same moment, which is the worst.
    """
    first, wall = timed(work, EACH), time.time()
    begin = time.perf_counter() + math.ceil(wall) + 1 - wall
    steady = list[float]()
    for number in range(EACH):
        time.sleep(max(0.0, begin + number * PACE - time.perf_counter()))
        steady.append(timed(work, number))
    return Taken(first, steady)


def timed(work: Callable[[int], object], number: int) -> float:
    """How long one dose takes; one that is told to wait after four seconds counts."""
    start = time.perf_counter()
    with suppress(BadInput):
        work(number)
    return time.perf_counter() - start


def at_once(station: Callable[[int], Taken]) -> list[Taken]:
    """What all stations measured, each a process of its own."""
    pipes = []
    for number in range(STATIONS):
        listen, talk = os.pipe()
        if os.fork() == 0:
            os.write(talk, json.dumps(asdict(station(number))).encode())
            os._exit(0)
        os.close(talk)
        pipes.append(listen)
    found = [Taken(**json.loads(os.fdopen(each).read())) for each in pipes]
    for _ in pipes:
        os.wait()
    return found


def measure_stations() -> None:
    """Eight stations, four doses a second each, beside bare inserts that are synced as ours are."""
    with folder() as place:
        furnish(place, STATIONS * (EACH + 1))
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        ours = at_once(lambda number: _doses(place, number))
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        bare = at_once(lambda number: _inserts(place.parent / "bare.db", number))
    processor = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    for name, stations in (("doses", ours), ("bare inserts", bare)):
        steady = sorted(each for some in stations for each in some.steady)
        half, most = steady[len(steady) // 2], steady[len(steady) * 99 // 100]
        first, slowest = max(each.first for each in stations), steady[-1]
        print(
            f"{name:<14}{STATIONS} stations, 4 a second each, in step: median {1000 * half:6.1f} ms, "
            f"p99 {1000 * most:6.1f} ms ({most / LIMIT:.2f} of the limit), the slowest {1000 * slowest:.1f} "
            f"ms; all {STATIONS} first doses at the same moment: {1000 * first:.1f} ms"
        )
    each = 1000 * processor / (STATIONS * (EACH + 1))
    print(
        f"{'':<14}{each:.1f} ms of processor a dose, the opening of the records included; "
        f"load {os.getloadavg()[0]:.1f}"
    )


def _doses(place: Path, station: int) -> Taken:
    with open_records(place, maple()) as records:
        calendar = Calendar(maple())
        dosing = Dosing(Post(records, calendar, FOLDER_READER, clock=Wall(), station=f"station {station}"))

        def give(number: int) -> None:
            student = str(10_000 + station * (EACH + 1) + number)
            dosing.record(Wanted(student, Outcome.GIVEN, "chu", f"{station}-{number}"))

        return paced(give)


def _inserts(path: Path, station: int) -> Taken:
    database = sqlite3.connect(path, isolation_level=None, timeout=10)
    for pragma in ("journal_mode = TRUNCATE", "synchronous = EXTRA"):
        database.execute(f"PRAGMA {pragma}").fetchall()
    database.execute("CREATE TABLE IF NOT EXISTS dose (station INTEGER, number INTEGER, detail BLOB)")

    def insert(number: int) -> None:
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO dose VALUES (?, ?, randomblob(300))", (station, number))
        database.execute("COMMIT")

    return paced(insert)


def measure_lock(seconds: float = 30) -> None:
    """Another program holds the lock for half a minute; the nurse presses `t` as often as she is told to."""
    with folder() as place:
        furnish(place, 1)
        with open_records(place, maple()) as records:
            dosing = Dosing(Post(records, Calendar(maple()), FOLDER_READER, clock=Wall(), station="nurse"))
            holder = _holding(records.path, seconds)
            tries = list(_tried(dosing, Wanted("10000", Outcome.GIVEN, "chu", "once")))
            os.waitpid(holder, 0)
            with records.reading() as transaction:
                stored = len(doses.of_day(transaction, SEEN))
            intact = verify(records).intact
    *told, last = tries
    print(
        f"locked for {seconds:.0f} s: {len(told)} times told to wait, the latest after {max(told):.2f} s "
        f"({max(told) / TOLD_WITHIN:.2f} of the limit); recorded {sum(tries):.2f} s after the first key, "
        f"in a try of {last:.2f} s; {stored} dose stored, intact: {intact}"
    )


def _holding(path: Path, seconds: float) -> int:
    """A program that holds the lock so long; it has it when this returns."""
    listen, talk = os.pipe()
    holder = os.fork()
    if holder == 0:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        os.write(talk, b"!")
        time.sleep(seconds)
        other.execute("ROLLBACK")
        os._exit(0)
    os.read(listen, 1)
    os.close(listen)
    os.close(talk)
    return holder


def _tried(dosing: Dosing, wanted: Wanted) -> Iterator[float]:
    """How long each try took: those that got a sentence, and the one that was recorded."""
    is_recorded = False
    while not is_recorded:
        begin = time.perf_counter()
        with suppress(BadInput):
            dosing.record(wanted)
            is_recorded = True
        yield time.perf_counter() - begin


def measure_chain(rows: int = 100_000) -> None:
    """The chain of a long ledger, walked."""
    with folder() as place, open_records(place, maple(), create=True) as records:
        note(records, rows)
        begin = time.process_time()
        with records.reading() as transaction:
            walk(transaction)
        taken = time.process_time() - begin
    print(
        f"the chain: {rows / taken:,.0f} rows a second of processor ({rows / taken / 50_000:.1f} of the goal)"
    )


def main(kills: int) -> None:
    """Print every figure."""
    measure_race()
    measure_kills(kills)
    measure_cuts()
    measure_stations()
    measure_lock()
    measure_chain()


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 150)
