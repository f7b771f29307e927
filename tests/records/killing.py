"""Kill whoever records doses, again and again, and compare what was acknowledged with what is stored.

python -m tests.records.killing FOLDER KILLS prints one JSON document. The writer says each confirmation aloud
once the recording has returned, and is killed with signal 9 at some moment; the next one asks again with the
confirmation that was not answered, as a kiosk would. (Kills alone do not show durability: see `power`.)
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from attrs import asdict, define

from kiosk.access.dose_model import Wanted
from kiosk.access.dose_post import Post
from kiosk.access.dosing import Dosing
from kiosk.access.model import FOLDER_READER
from kiosk.medication.outcomes import Outcome
from kiosk.records import doses
from kiosk.records.opening import open_records
from kiosk.records.verifying import verify
from kiosk.school.calendar import Calendar
from tests.made_school import maple
from tests.records.lunchtime import Wall, furnish
from tests.records.making import SEEN

MOST, LONGEST = 3, 0.04
"""Answers to wait for before a kill, and then seconds, at most: a moment anywhere in a recording."""


@define
class Tally:
    """What became of the doses."""

    kills: int
    acknowledged: int = 0
    lost: int = 0
    unanswered: int = 0
    found_again: int = 0
    stored: int = 0
    intact: bool = False


def write(folder: Path, first: int, answer: int) -> None:
    """Record one dose after the other, from a student on, and say each confirmation."""
    with open_records(folder, maple()) as records:
        dosing = Dosing(Post(records, Calendar(maple()), FOLDER_READER, clock=Wall(), station="nurse"))
        number = first
        while True:
            wanted = Wanted(f"{10_000 + number}", Outcome.GIVEN, "chu", f"dose-{number}")
            said = dosing.record(wanted).entry.confirmation
            os.write(answer, f"{said}\n".encode())
            number += 1


def killed_writer(folder: Path, first: int, answers: int, seconds: float) -> list[str]:
    """What a writer had acknowledged when it was killed: so many doses at least, and so long after."""
    listen, answer = os.pipe()
    writer = os.fork()
    if writer == 0:
        os.close(listen)
        try:
            write(folder, first, answer)
        finally:
            os._exit(1)
    os.close(answer)
    with os.fdopen(listen) as said:
        heard = [said.readline() for _ in range(answers)]
        time.sleep(seconds)
        os.kill(writer, signal.SIGKILL)
        heard += said.readlines()
    _, status = os.waitpid(writer, 0)
    if not os.WIFSIGNALED(status):
        sys.exit("the writer ended by itself")
    return [each.strip() for each in heard]


def kill(folder: Path, kills: int, students: int) -> Tally:
    """So many kills, at moments spread over the recording."""
    chance, tally, number = random.Random(1), Tally(kills), 0
    furnish(folder, students)
    for _ in range(kills):
        said = killed_writer(folder, number, chance.randint(0, MOST), LONGEST * chance.random())
        tally.acknowledged += len(said)
        with open_records(folder, maple()) as records, records.reading() as transaction:
            stored = {each.confirmation for each in doses.of_day(transaction, SEEN)}
            tally.lost += sum(each not in stored for each in said)
            number += len(said)
            if f"dose-{number}" in stored:
                tally.unanswered += 1
        tally.found_again += _asked_again(folder, number)
        number += 1
    with open_records(folder, maple()) as records:
        with records.reading() as transaction:
            tally.stored = len(doses.of_day(transaction, SEEN))
        tally.intact = verify(records).intact
    return tally


def _asked_again(folder: Path, number: int) -> bool:
    """Whether the dose whose answer was lost stands once, whether it had been stored or not."""
    with open_records(folder, maple()) as records:
        dosing = Dosing(Post(records, Calendar(maple()), FOLDER_READER, clock=Wall(), station="nurse"))
        wanted = Wanted(f"{10_000 + number}", Outcome.GIVEN, "chu", f"dose-{number}")
        entry = dosing.record(wanted).entry
        with records.reading() as transaction:
            (stored,) = doses.of_student(transaction, entry.key.student, SEEN)
        return stored == entry


if __name__ == "__main__":
    times = int(sys.argv[2])
    print(json.dumps(asdict(kill(Path(sys.argv[1]), times, 40 * times))))
