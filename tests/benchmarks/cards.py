"""How the time for ready cards grows with their number, every code read back, start-up included.

    python -m tests.benchmarks.cards [COUNT…]      1,000, 10,000 and 100,000 unless others are named

`qrcode` alone, in the same run, is the measure: how many codes a second it makes, one by one.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from qrcode import QRCode

from tests.benchmarks import making
from tests.benchmarks.measuring import measured

COUNTS = (1_000, 10_000, 100_000)
SAMPLE = 100


def codes_a_second() -> float:
    """How many codes `qrcode` makes in a second of processor time."""
    begin = process_time()
    for number in range(SAMPLE):
        code = QRCode(version=3, border=0)
        code.add_data(f"HTTPS://PLANS.MAPLE.EXAMPLE/C/{number:026}")
        code.make(fit=False)
    return SAMPLE / (process_time() - begin)


def main(counts: Sequence[int]) -> None:
    """Print the curve."""
    print("| cards | cards/s | × qrcode alone | processor, µs a card | memory of a process | bytes a card |")
    print("|---:|---:|---:|---:|---:|---:|")
    for count in counts:
        with TemporaryDirectory() as folder:
            source, out = Path(folder) / "cards.csv", Path(folder) / "cards.pdf"
            making.write(source, count)
            took = measured([sys.executable, "-m", "cards", source, "-o", out])
            size = sum(file.stat().st_size for file in Path(folder).glob("*.pdf")) / count
        rate, work = count / took.seconds, 1e6 * took.processor / count
        figures = (f"{count:,}", f"{rate:,.0f}", f"{rate / codes_a_second():.1f}", f"{work:.0f}")
        print(f"| {' | '.join(figures)} | {took.megabytes:.0f} MB | {size:.0f} |", flush=True)


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or COUNTS)
