"""How many cards a second are laid out, written and read back, against `qrcode` alone in the same run.

python -m tests.benchmarks.cards [COUNT]
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from qrcode import QRCode

from cards import pdf, read_back
from tests.cards.samples import PRINTED, STOCK, THEME, a_class


def plain_codes(links: Sequence[str]) -> None:
    """Codes as `qrcode` makes them."""
    for link in links:
        code = QRCode(version=3, border=0)
        code.add_data(link)
        code.make(fit=False)


def rate(count: int, work: Callable[[], object]) -> float:
    """How many a second."""
    begin = perf_counter()
    work()
    return count / (perf_counter() - begin)


def main(count: int) -> None:
    """Print the rates and their ratios."""
    cards = a_class(count)
    links = [card.link for card in cards]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "cards.pdf"
        pdf.write(cards[:1], file, STOCK, THEME, "Warm", PRINTED)
        plain = rate(count, lambda: plain_codes(links))
        written = rate(count, lambda: pdf.write(cards, file, STOCK, THEME, "Cards", PRINTED))
        read = rate(count, lambda: read_back.failures(file, links, STOCK))
        both = 1 / (1 / written + 1 / read)
        print(f"{count} cards, {file.stat().st_size / count:.0f} bytes a card")
    for name, figure in (("qrcode alone", plain), ("written", written), ("read back", read), ("both", both)):
        print(f"{name:14} {figure:8.0f} a second   {figure / plain:6.2f} × qrcode alone")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
