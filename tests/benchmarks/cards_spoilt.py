"""How printed codes bear blur, noise and hands over them, beside those that `qrcode` draws of the same links.

    python -m tests.benchmarks.cards_spoilt [COUNT]      300 links unless others are named

Ours are cut from the pages of a finished file; those of `qrcode`, with the mask that it finds best, are drawn
as large and in the same place. Both are spoilt alike and read by zxing. The exit status is 1 where ours are
read less often, by more than chance may do.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from cards import stock
from cards.layout import Layout
from tests.benchmarks import making
from tests.benchmarks.measuring import measured
from tests.cards.spoiling import rates


def main(count: int) -> int:
    """Print the rates; returns the exit status."""
    with TemporaryDirectory() as folder:
        source, out = Path(folder) / "cards.csv", Path(folder) / "cards.pdf"
        making.write(source, count)
        measured([sys.executable, "-m", "cards", source, "-o", out])
        found = list(rates(out, making.links(source), Layout(stock.load("avery-5371"))))
    print(f"{count:,} links; blur in dots of 1/300 inch, noise and hidden as a share\n")
    print("| spoilt by | how much | ours read | `qrcode`'s read |")
    print("|---|---:|---:|---:|")
    for each in found:
        print(f"| {each.how} | {each.amount:g} | {each.ours / count:.1%} | {each.theirs / count:.1%} |")
    return 1 if any(each.is_worse for each in found) else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
