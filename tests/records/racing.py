"""Many writers that look at nothing before record the same doses at once.

python -m tests.records.racing FOLDER WRITERS COUNT prints one JSON document. A writer that is told to wait
asks again, as a person would.
"""

import json
import os
import sys
from pathlib import Path

from attrs import define

from kiosk.faults import BadInput
from kiosk.records import roster
from kiosk.records.doses import Taken
from kiosk.records.opening import open_records
from kiosk.records.verifying import verify
from tests.made_school import maple
from tests.records.dosing import add, entry
from tests.records.making import NOW, student


@define
class Tally:
    """The doses that were won, one entry a winner; how often somebody was told to wait."""

    won: list[int]
    waited: int
    intact: bool


def record(folder: Path, writer: int, count: int) -> tuple[list[int], int]:
    """Record each dose, or be told that another was first; what this writer won."""
    won, waited = list[int](), 0
    with open_records(folder, maple()) as records:
        for number in range(count):
            mine = entry(f"1{number:04}", who=f"w{writer}")
            while True:
                try:
                    add(records, mine)
                    won.append(number)
                except Taken:
                    pass
                except BadInput:
                    waited += 1
                    continue
                break
    return won, waited


def race(folder: Path, writers: int, count: int) -> Tally:
    """Let so many processes go at the same moment."""
    with open_records(folder, maple(), create=True) as records:
        children = [student(f"1{each:04}", "Blake", "Bennett") for each in range(count)]
        roster.enrol(records, children, actor="", station="", now=NOW)
    wait, go = os.pipe()
    answers = [_started(folder, each, count, wait, go) for each in range(writers)]
    os.close(wait)
    os.close(go)
    tally = Tally([], 0, intact=False)
    for each in answers:
        with os.fdopen(each) as answer:
            won, waited = json.load(answer)
        tally.won += won
        tally.waited += waited
        os.wait()
    with open_records(folder, maple()) as records:
        tally.intact = verify(records).intact
    return tally


def _started(folder: Path, writer: int, count: int, wait: int, go: int) -> int:
    """A writer of its own process; it begins when nobody holds the other end of `wait` any more."""
    listen, talk = os.pipe()
    if os.fork():
        os.close(talk)
        return listen
    try:
        os.close(go)
        os.read(wait, 1)
        os.write(talk, json.dumps(record(folder, writer, count)).encode())
    finally:
        os._exit(0)


if __name__ == "__main__":
    done = race(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    print(json.dumps({"won": done.won, "waited": done.waited, "intact": done.intact}))
