"""Pages of a finished PDF as two renderers draw them, and their codes as two readers see them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

import zxingcpp
from attrs import frozen
from PIL import Image
from pypdfium2 import PdfDocument

from tests.cards import tools

DPI = 300
BATCH = 50  # pages that are drawn before they are read
QR = zxingcpp.barcode_formats_from_str("QRCode")

Pages = Sequence[Path]


@frozen
class Reading:
    """What one reader saw of the pages that one renderer drew: all codes, and those that are the page's."""

    renderer: str
    decoder: str
    found: int
    equal: int


def readings(file: Path, expected: Sequence[Sequence[str]], dpi: int = DPI) -> list[Reading]:
    """Each renderer with each decoder; `expected` has the links of each page."""
    found, equal = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for first in range(0, len(expected), BATCH):
        pages = range(first, min(first + BATCH, len(expected)))
        for renderer, decoder, read in _read(file, pages, dpi):
            both = renderer, decoder
            found[both] += sum(map(len, read))
            equal[both] += sum(
                (Counter(codes) & Counter(expected[page])).total()
                for page, codes in zip(pages, read, strict=True)
            )
    return [Reading(*each, found[each], equal[each]) for each in found]


def _read(file: Path, pages: range, dpi: int) -> Iterator[tuple[str, str, list[list[str]]]]:
    """What each decoder reads on each of these pages by each renderer."""
    for renderer, draw in RENDERERS.items():
        with TemporaryDirectory() as folder:
            drawn = draw(file, pages, Path(folder), dpi)
            for decoder, decode in DECODERS.items():
                yield renderer, decoder, decode(drawn)


def _poppler(file: Path, pages: range, folder: Path, dpi: int) -> Pages:
    some = ("-f", str(pages.start + 1), "-l", str(pages.stop))
    tools.run("pdftoppm", *some, "-r", str(dpi), "-gray", file, folder / "page")
    return sorted(folder.iterdir())


def _pdfium(file: Path, pages: range, folder: Path, dpi: int) -> Pages:
    drawn = [folder / f"page-{page:06}.pgm" for page in pages]
    with closing(PdfDocument(file)) as document:
        for page, path in zip(pages, drawn, strict=True):
            with closing(document[page]) as sheet:
                sheet.render(scale=dpi / 72, grayscale=True).to_pil().save(path)
    return drawn


def _zbar(pages: Pages) -> list[list[str]]:
    """One process for all pages; its answer names each of them."""
    said = ET.fromstring(tools.run("zbarimg", "--quiet", "--xml", "--nodbus", *ONLY_QR, *pages))
    read: dict[str, list[str]] = {str(page): [] for page in pages}
    for source in said.iter(f"{ZBAR}source"):
        read[source.attrib["href"]] = [data.text or "" for data in source.iter(f"{ZBAR}data")]
    return [*read.values()]


ONLY_QR = ("-Sdisable", "-Sqrcode.enable")
ZBAR = "{http://zbar.sourceforge.net/2008/barcode}"


def _zxing(pages: Pages) -> list[list[str]]:
    return [[code.text for code in _codes(page)] for page in pages]


def _codes(page: Path) -> list[zxingcpp.Barcode]:
    with Image.open(page) as picture:
        return zxingcpp.read_barcodes(picture, formats=QR)


RENDERERS: Mapping[str, Callable[[Path, range, Path, int], Pages]] = {"poppler": _poppler, "pdfium": _pdfium}
DECODERS: Mapping[str, Callable[[Pages], list[list[str]]]] = {"zbar": _zbar, "zxing": _zxing}
