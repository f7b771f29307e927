"""A key to new hits, widget drawing apart: `python -m tests.benchmarks.find [STUDENTS]`.

Sessions of typing are answered by the real access over real records, a key at a time: names as they are
begun, misspelt, in either order, numbers, rooms. Beside them, in the same run, the plainest search there
is: one `in` over every folded name. Each is told by the clock on the wall, and by the processor's time,
which other programs of the machine disturb less.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import quantiles

from attrs import frozen

from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER
from kiosk.access.words import fold
from kiosk.clock import Clock
from kiosk.desk.hits import MOST
from kiosk.plans.student import Student
from kiosk.records import roster
from kiosk.records.opening import open_records
from kiosk.school.calendar import Calendar
from tests.made_school import maple
from tests.records.making import NOW, student

SESSIONS = 60
GOAL = 16.0
SYLLABLES = (
    "ba", "ri", "no", "el", "sha", "mi", "ton", "gar", "cía", "wen", "jo", "ley", "ker", "du", "ok", "an",
    "vi", "ther", "zu", "per", "hol", "ça", "ste", "qua", "fi", "lü",
)  # fmt: skip


def sessions(students: Sequence[Student], chance: random.Random) -> Iterator[tuple[str, str]]:
    """What people type, and what kind of typing it is."""
    for _ in range(SESSIONS):
        one = chance.choice(students)
        given, family = one.preferred_name or one.given_name, one.family_name
        yield "name", f"{given} {family}"
        yield "family name first", f"{family}, {given}"
        yield "beginnings", f"{given[:2]} {family[:3]}"
        yield "misspelt", f"{misspelt(given, chance)} {misspelt(family, chance)}"
        yield "misspelt, one word", misspelt(family, chance)
        yield "number", one.id
        yield "room", f"room {one.homeroom}"
        yield "room and name", f"room {one.homeroom} {given[:3]}"
        yield "name and room", f"{given} {one.homeroom}"
        yield "nobody", f"{given}xq {family}zz"


def misspelt(name: str, chance: random.Random) -> str:
    """The name with a letter too few, doubled, or two of them swapped."""
    if len(name) < 3:
        return name
    place = chance.randrange(1, len(name) - 1)
    return chance.choice([
        name[:place] + name[place + 1 :],
        name[:place] + name[place] + name[place:],
        name[:place] + name[place + 1] + name[place] + name[place + 2 :],
    ])  # fmt: skip


@frozen
class Took:
    """Milliseconds of some work: by the clock on the wall, and of a processor."""

    wall: float
    processor: float


def timed(work: Callable[[], object]) -> Took:
    """How long some work takes."""
    begun, spent = time.perf_counter(), time.thread_time()
    work()
    return Took((time.perf_counter() - begun) * 1000, (time.thread_time() - spent) * 1000)


@frozen
class Centiles:
    """The middle one, and those that 99 of 100 do not exceed."""

    middle: float
    wall: float
    processor: float

    @classmethod
    def of(cls, taken: Sequence[Took]) -> "Centiles":
        """Of so many keys."""
        wall = quantiles([each.wall for each in taken], n=100, method="inclusive")
        processor = quantiles([each.processor for each in taken], n=100, method="inclusive")
        return cls(processor[49], wall[98], processor[98])


def measure(access: Access, chance: random.Random) -> None:
    """Type, and print what each kind of typing takes."""
    first = timed(lambda: access.find("a", None, MOST))
    everybody = access.students()
    folded = [fold(f"{each.name}{each.id}") for each in everybody]
    taken: dict[str, list[Took]] = {}
    plain: list[Took] = []
    slowest = (0.0, "")
    for kind, text in sessions(everybody, chance):
        for end in range(1, len(text) + 1):
            typed = text[:end]
            if typed.strip() != typed:
                continue
            took = timed(partial(access.find, typed, None, MOST))
            taken.setdefault(kind, []).append(took)
            slowest = max(slowest, (took.processor, typed))
        wanted = fold(text)
        plain.append(timed(partial(plain_scan, wanted, folded)))
    report(len(everybody), taken, Centiles.of(plain).middle, first.wall, slowest)


def plain_scan(wanted: str, folded: Sequence[str]) -> list[str]:
    """The plainest search."""
    return [each for each in folded if wanted in each]


def report(
    students: int,
    taken: dict[str, list[Took]],
    plain: float,
    first: float,
    slowest: tuple[float, str],
) -> None:
    """A line for each kind of typing."""
    everything = [each for some in taken.values() for each in some]
    print(
        f"{students:,} students; one plain scan of all folded names: {plain:.1f} ms; first key {first:.0f} ms"
    )
    print(f"the machine's load: {' '.join(f'{each:.1f}' for each in os.getloadavg())}")
    print(f"{'':<22}{'keys':>7}{'p50':>9}{'p99':>9}   of a plain scan{'p99 on the wall':>20}")
    for kind, some in [*taken.items(), ("everything", everything)]:
        found = Centiles.of(some)
        ratios = f"{found.middle / plain:.2f} x, {found.processor / plain:.2f} x"
        print(
            f"{kind:<22}{len(some):>7}{found.middle:>6.2f} ms{found.processor:>6.1f} ms   {ratios}"
            f"{found.wall:>17.1f} ms"
        )
    print(f"slowest: {slowest[0]:.1f} ms for {slowest[1]!r}; goal at p99: {GOAL:.0f} ms")


def names(count: int) -> list[Student]:
    """Students of made-up names, as many different ones as a district has; one in ten preferred."""
    chance = random.Random(1)

    def name() -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 3, 4)))).title()

    given = [name() for _ in range(count // 12 + 2)]
    family = [name() for _ in range(count // 6 + 2)]
    rooms = [f"{each:02}" for each in range(1, count // 25 + 2)]
    return [
        student(
            str(100_000 + number), chance.choice(given), chance.choice(family), chance.choice(rooms),
            preferred=chance.choice(given) if chance.random() < 0.1 else "",
        )
        for number in range(count)
    ]  # fmt: skip


def main(count: int = 100_000) -> None:
    """Enrol so many students, and type."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KIOSK_KEY_FILE"] = f"{folder}/benchmark.key"
        with open_records(Path(folder) / "maple", maple(), create=True) as records:
            roster.enrol(records, names(count), actor="", station="", now=NOW)
            access = Access(records, Calendar(maple()), FOLDER_READER, clock=Clock(), station="benchmark")
            measure(access, random.Random(7))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
