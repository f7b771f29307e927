"""A print run from the records against the best peer, which is given ready cards: one run, start-up included.

    uv run --with segno --with typst python -m tests.benchmarks.cards_records [COUNT…]

Each pretend school has so many plans, unless others are named such that about 2,000 and 10,000 are in force
today, within the pretend school year; whoever has one gets a card. `kiosk cards --all` runs in a process of
its own: plans read, each view noted, cards drawn, every code read back, links made. The peer only writes.
"""

import importlib.util
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.demo.making import make
from tests.benchmarks import making
from tests.benchmarks.measuring import Measured, measured

COUNTS = (2_170, 10_840)
PEER_COUNT = 2_000
KIOSK = Path(sys.executable).with_name("kiosk")


def peer(folder: Path) -> Measured | None:
    """What typst takes, which has been the fastest of the peers; None where it is not installed."""
    if not (importlib.util.find_spec("typst") and importlib.util.find_spec("segno")):
        print("typst or segno is not installed: no ratio", file=sys.stderr)
        return None
    source = folder / "cards.csv"
    making.write(source, PEER_COUNT)
    program = [sys.executable, "-m", "tests.benchmarks.peers", "typst_segno"]
    return measured([*program, source, folder / "peer.pdf"])


def ours(folder: Path, count: int) -> tuple[int, Measured]:
    """How many cards a run prints for a new school of so many plans, and what it takes."""
    os.environ["KIOSK_KEY_FILE"] = str(folder / f"{count}.key")
    school = folder / f"school-{count}"
    make(school, students=count, plans=count)
    took = measured([KIOSK, "--school", school, "cards", "--all", "-o", folder / f"{count}.pdf", "--json"])
    return json.loads(took.said)["cards"], took


def row(cards: int, took: Measured, best: Measured | None) -> str:
    """A row of the table."""
    rate, work = cards / took.seconds, 1e6 * took.processor / cards
    ratio = f"{rate * best.seconds / PEER_COUNT:.2f}" if best else ""
    in_work = f"{1e6 * best.processor / PEER_COUNT / work:.2f}" if best else ""
    return f"| {cards:,} | {rate:,.0f} | {ratio} | {work:,.0f} | {in_work} | {took.megabytes:,.0f} MB |"


def main(counts: Sequence[int]) -> None:
    """Print the table."""
    print(
        "| cards | cards/s | × best peer | processor, µs a card | × in processor time | memory of a process |"
    )
    print("|---:|---:|---:|---:|---:|---:|")
    with TemporaryDirectory() as folder:
        best = peer(Path(folder))
        for count in counts:
            cards, took = ours(Path(folder), count)
            print(row(cards, took, best), flush=True)


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or COUNTS)
