"""Whether the codes on printed cards are read by others, and how they bear blur, noise and hands over them.

    python -m tests.benchmarks.card_codes [COUNT]

Each page is drawn by poppler and read by zbar, and drawn by pdfium and read by zxing. Then a code of ours and
the one that `qrcode` makes of the same link are spoilt in the same ways, and both are read.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from pypdfium2 import PdfDocument
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from cards import symbols
from tests.benchmarks import making
from tests.benchmarks.measuring import measured

PRINTED, SEEN = 300, 150  # dots an inch: as a printer draws a page, and as a phone sees it
SCALE = 6  # dots a module
SAMPLE = 300
QR = zxingcpp.barcode_formats_from_str("QRCode")

Picture = NDArray[np.uint8]


def main(count: int) -> None:
    """Print a run and read it with both, then spoil codes."""
    with TemporaryDirectory() as folder:
        source, out = Path(folder) / "cards.csv", Path(folder) / "cards.pdf"
        making.write(source, count)
        measured([sys.executable, "-m", "cards", source, "-o", out])
        links = set(making.links(source))
        for readers, read in (("poppler and zbar", by_zbar(out)), ("pdfium and zxing", by_zxing(out))):
            print(f"{readers}: {len(links.intersection(read)):,} of {count:,} codes")
    ours = squares(sorted(links)[:SAMPLE])
    theirs = [by_qrcode(target) for target in sorted(links)[:SAMPLE]]
    for name, amounts in SPOILT.items():
        for amount in amounts:
            readings = [sum(map(readable, spoilt(each, name, amount))) for each in (ours, theirs)]
            print(f"{name} {amount}: ours {readings[0]} of {SAMPLE}, qrcode's {readings[1]}")


def by_zbar(file: Path) -> Iterator[str]:
    """What zbar reads of the pages that poppler draws, a hundred at a time."""
    pages = len(PdfDocument(file))
    for first in range(1, pages + 1, 100):
        with TemporaryDirectory() as folder:
            some = ["-f", str(first), "-l", str(first + 99)]
            drawing = ["pdftoppm", *some, "-r", str(PRINTED), "-gray", str(file), f"{folder}/page"]
            subprocess.run(drawing, check=True)
            pictures = map(str, sorted(Path(folder).iterdir()))
            reading = ["zbarimg", "--quiet", "--raw", "--nodbus", *pictures]
            yield from subprocess.run(reading, check=True, capture_output=True, text=True).stdout.split()


def by_zxing(file: Path) -> Iterator[str]:
    """What zxing reads of the pages that pdfium draws."""
    for page in PdfDocument(file):
        drawn = page.render(scale=SEEN / 72, grayscale=True).to_numpy()
        yield from (code.text for code in zxingcpp.read_barcodes(drawn, formats=QR))
        page.close()


def squares(links: list[str]) -> list[Picture]:
    """Our codes as pictures."""
    bits = symbols.bits(symbols.encode(links, 3))[:, :, :29]
    return [_picture(code) for code in bits]


def by_qrcode(link: str) -> Picture:
    """The picture of the code that `qrcode` makes."""
    code = QRCode(version=3, error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(link.encode(), optimize=0)
    code.make(fit=False)
    return _picture(np.array(code.modules, np.uint8))


def _picture(modules: NDArray[np.uint8]) -> Picture:
    dots = np.where(np.pad(modules, 4), np.uint8(0), np.uint8(255))
    return dots.repeat(SCALE, axis=0).repeat(SCALE, axis=1)


SPOILT = {"blur": (2.0, 3.0, 4.0), "noise": (0.02, 0.05, 0.1), "hidden": (0.03, 0.06, 0.09)}


def spoilt(pictures: list[Picture], how: str, amount: float) -> Iterator[Picture]:
    """Pictures that are blurred (radius in dots), noisy (share of dots) or hidden (share of the area)."""
    for number, picture in enumerate(pictures):
        chance = np.random.default_rng(number)
        if how == "blur":
            yield np.asarray(Image.fromarray(picture).filter(ImageFilter.GaussianBlur(amount)))
        elif how == "noise":
            noise = chance.random(picture.shape) < amount
            yield np.where(noise, chance.integers(0, 256, picture.shape, np.uint8), picture)
        else:
            side = int((amount * 29 * 29) ** 0.5 * SCALE)
            left, top = chance.integers(4 * SCALE, len(picture) - 4 * SCALE - side, 2)
            hidden = picture.copy()
            hidden[top : top + side, left : left + side] = 128
            yield hidden


def readable(picture: Picture) -> bool:
    """Whether zxing reads a code in the picture."""
    return len(zxingcpp.read_barcodes(picture, formats=QR)) == 1


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
