"""Whether others read our codes: a whole run, drawn by two renderers, each picture read by two readers.

    python -m tests.benchmarks.cards_decoders [COUNT]      10,000 cards unless others are named

Poppler and pdfium draw, zbar and zxing read; a code counts where the link is one of its own page's. A page on
which a reader misses one is drawn once more, at another size. The exit status is 1 where a code is missing
after that, or leads elsewhere.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import making
from tests.benchmarks.measuring import measured
from tests.cards.decoders import LOOKS, Reading, readings

PER_PAGE = 10


def main(count: int) -> int:
    """Print the run, say what was read, and return the exit status."""
    with TemporaryDirectory() as folder:
        source, out = Path(folder) / "cards.csv", Path(folder) / "cards.pdf"
        making.write(source, count)
        measured([sys.executable, "-m", "cards", source, "-o", out])
        links = making.links(source)
        pages = [links[first : first + PER_PAGE] for first in range(0, count, PER_PAGE)]
        found = readings(out, pages)
    print(f"{count:,} cards at {LOOKS[0]} dots an inch, and what was missed at {LOOKS[1]}\n")
    print("| drawn by | read by | at once | after a second look | leading elsewhere |")
    print("|---|---|---:|---:|---:|")
    for each in found:
        counts = f"{each.at_once:,} | {each.seen:,} | {each.strange:,}"
        print(f"| {each.renderer} | {each.decoder} | {counts} |")
    return 0 if all(_is_whole(each, count) for each in found) else 1


def _is_whole(reading: Reading, count: int) -> bool:
    return reading.seen == count and not reading.strange


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
