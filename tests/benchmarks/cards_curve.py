"""How the time for ready cards grows with their number, every code read back, start-up included.

    python -m tests.benchmarks.cards_curve [COUNT…]      1,000 to 1,000,000 unless others are named

`qrcode` alone, in the same run, is the measure: how many codes a second it makes, one by one. The curve is
straight where the rates of long runs are that of 10,000 cards.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from attrs import frozen
from qrcode import QRCode

from tests.benchmarks import making
from tests.benchmarks.measuring import Measured, measured

COUNTS = (1_000, 10_000, 100_000, 1_000_000)
REFERENCE = 10_000
SAMPLE = 100
COLUMNS = (
    "cards",
    "seconds",
    "cards/s",
    "× the rate of 10,000",
    "× qrcode alone",
    "processor, µs a card",
    "memory of a process",
    "bytes a card",
)


@frozen
class Point:
    """A run of so many cards: what it took, how many bytes a card has, and `qrcode`'s codes a second."""

    cards: int
    took: Measured
    size: float
    codes: float

    @property
    def rate(self) -> float:
        """Cards a second."""
        return self.cards / self.took.seconds


def codes_a_second() -> float:
    """How many codes `qrcode` makes in a second of processor time."""
    begin = process_time()
    for number in range(SAMPLE):
        code = QRCode(version=3, border=0)
        code.add_data(f"HTTPS://PLANS.MAPLE.EXAMPLE/C/{number:026}")
        code.make(fit=False)
    return SAMPLE / (process_time() - begin)


def point(count: int) -> Point:
    """Print so many cards in a fresh process, on as many processors as it finds."""
    with TemporaryDirectory() as folder:
        source, out = Path(folder) / "cards.csv", Path(folder) / "cards.pdf"
        making.write(source, count)
        took = measured([sys.executable, "-m", "cards", source, "-o", out])
        size = sum(file.stat().st_size for file in Path(folder).glob("*.pdf")) / count
    return Point(count, took, size, codes_a_second())


def row(at: Point, reference: Point) -> str:
    """The table's row of a run."""
    took = at.took
    figures = (
        f"{at.cards:,}",
        f"{took.seconds:.2f}",
        f"{at.rate:,.0f}",
        f"{at.rate / reference.rate:.2f}",
        f"{at.rate / at.codes:.1f}",
        f"{1e6 * took.processor / at.cards:.0f}",
        f"{took.megabytes:.0f} MB",
        f"{at.size:.0f}",
    )
    return f"| {' | '.join(figures)} |"


def main(counts: Sequence[int]) -> None:
    """Print the curve."""
    reference = point(REFERENCE)
    print(f"| {' | '.join(COLUMNS)} |")
    print("|" + "---:|" * len(COLUMNS))
    for count in counts:
        print(row(reference if count == REFERENCE else point(count), reference), flush=True)


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or COUNTS)
