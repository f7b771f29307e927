"""How fast a card's page is behind its gate, beside a bare commit of one row as durable, in the same run.

python -m tests.benchmarks.door [LOOKS]
"""

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from kiosk.records import pins
from tests.access.visiting import ABARA, CARD, HERE, PIN, WRONG_PIN, House, furnished
from tests.benchmarks.records import new_records

LOOKS_A_SECOND = 200
"""What we hold ourselves to: a look with its row in the ledger."""


def times(work: Callable[[], object], count: int) -> list[float]:
    """How long each of many goes took."""
    taken: list[float] = []
    for _ in range(count):
        begin = perf_counter()
        work()
        taken.append(perf_counter() - begin)
    return taken


def bare_commits(path: Path, count: int) -> list[float]:
    """One row, one commit, with the settings that the records have."""
    path.touch()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode = TRUNCATE", "synchronous = EXTRA"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("CREATE TABLE row (value TEXT)")

        def commit() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO row VALUES ('a view')")
            connection.execute("COMMIT")

        return times(commit, count)


def say(what: str, taken: list[float], bare: float) -> None:
    """Print a rate, the slowest hundredth, and the share of a bare commit."""
    rate, slow = 1 / median(taken), quantiles(taken, n=100)[98]
    print(
        f"{what:<46}{rate:>8,.0f}/s   p99 {1000 * slow:>6.1f} ms   {median(taken) / bare:>5.2f} bare commits"
    )


def by_turns(house: House, key: str, count: int) -> None:
    """Looks and bare commits in turn, so that both meet the same disk."""
    looks: list[float] = []
    bare: list[float] = []
    for turn in range(5):
        bare += bare_commits(house.records.path.parent / f"bare{turn}.db", count // 5)
        looks += times(lambda: house.door.look(key), count // 5)
    reference = median(bare)
    say("bare commit of one row", bare, reference)
    say("look at a plan, its view in the ledger", looks, reference)
    print(f"{'':<46}{1 / median(looks) / LOOKS_A_SECOND:>8.2f} times the limit of {LOOKS_A_SECOND}/s")
    say("a key that opens nothing", times(lambda: house.door.look("A" * 43), count), reference)
    say("a card that is not there", times(lambda: guess(house, "A" * 26), count), reference)
    house.door.with_pin(CARD, "abara", WRONG_PIN, HERE)
    hashing = times(lambda: pins.is_right(WRONG_PIN, None, house.records.vault), 10)
    say("the hash of a PIN", hashing, reference)
    say("come in with a PIN", times(lambda: house.door.with_pin(CARD, "abara", PIN, HERE), 20), reference)
    for _ in range(5):
        guess(house, CARD)
    say("a card that is locked", times(lambda: guess(house, CARD), count), reference)


def guess(house: House, token: str) -> None:
    """Type a wrong PIN."""
    house.door.with_pin(token, "abara", WRONG_PIN, HERE)


def main(count: int) -> None:
    """Print every figure."""
    with new_records() as records:
        house = furnished(records)
        house.hire(ABARA)
        key = house.door.with_pass(CARD, house.issue("12").code, HERE)
        by_turns(house, key or "", count)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
