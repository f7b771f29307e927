"""Signing in, beside the one hash that it cannot do without.

`python -m tests.benchmarks.sign_in [ROUNDS]` signs a teacher in with her PIN, a substitute with her pass
and a stranger with a wrong PIN, in turn with a bare hash of a PIN so that all meet the same weather, in the
pretend school on this disk. What is stated is the median of all rounds, its ratio to the bare hash, and the
longest. The goal is 150 ms, hash and two transactions on the disk included.
"""

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from kiosk.access.issuing import Wanted, issue
from kiosk.access.model import FOLDER_READER
from kiosk.access.notes import Notes
from kiosk.access.signing import End, SigningIn
from kiosk.clock import Clock
from kiosk.demo.making import make
from kiosk.demo.staff import PINS
from kiosk.faults import NotAllowed
from kiosk.records import pins
from kiosk.records.opening import open_records
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar
from kiosk.school.reading import read_school

ROUNDS = 50
GOAL = 0.150
Step = Callable[[], object]


@contextlib.contextmanager
def pretend_school() -> Iterator[tuple[Records, Calendar]]:
    """The pretend school, on a disk."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["KIOSK_KEY_FILE"] = str(Path(home) / "key")
        folder = Path(home) / "maple"
        make(folder)
        school = read_school(folder / "school.toml")
        with open_records(folder, school) as records:
            yield records, Calendar(school)


def steps(records: Records, calendar: Calendar) -> dict[str, Step]:
    """What is timed; the bare hash first."""
    clock = Clock()
    signing = SigningIn(records, calendar, clock=clock, station="benchmark")
    notes = Notes(records, FOLDER_READER, clock=clock, station="benchmark")
    moment = calendar.moment(clock.now())
    last = moment.local.replace(hour=23, minute=59, second=0, microsecond=0).time()
    code = issue(records, Wanted(("12",), until=last), moment, notes).code
    strangers = iter(range(10**6))

    def refused() -> None:
        with contextlib.suppress(NotAllowed):
            signing.with_pin(f"stranger{next(strangers)}", "123456")

    return {
        "a bare hash": lambda: pins.is_right("123456", None, records.vault),
        "a PIN": lambda: signing.with_pin("abara", PINS["abara"]),
        "a day pass": lambda: signing.with_pass(code),
        "a wrong PIN": refused,
        "signing out": lambda: signing.leave(signing.with_pass(code), End.LOCKED),
    }


def main(rounds: int = ROUNDS) -> None:
    """Time every step in turn, and print a line for each."""
    with pretend_school() as (records, calendar):
        timed = steps(records, calendar)
        found: dict[str, list[float]] = {what: [] for what in timed}
        for _ in range(rounds):
            for what, step in timed.items():
                begun = perf_counter()
                step()
                found[what].append(perf_counter() - begun)
    print(f"the machine's load: {' '.join(f'{each:.1f}' for each in os.getloadavg())}")
    base = median(found["a bare hash"])
    for what, taken in found.items():
        middle = median(taken)
        within = sum(each <= GOAL for each in taken)
        print(
            f"{what:<12} median {middle * 1000:6.1f} ms {middle / base:5.2f} x"
            f"   longest {max(taken) * 1000:6.1f} ms   within {GOAL * 1000:.0f} ms: {within} of {rounds}"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
