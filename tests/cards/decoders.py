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

LOOKS = (300, 250)
"""Dots an inch of the first look at a page, and of a second where one was not enough, as with a camera: zbar
misses one code in a few hundred at a given size, and sees it at any other."""
BATCH = 50  # pages that are drawn before they are read
QR = zxingcpp.barcode_formats_from_str("QRCode")

Pages = Sequence[Path]
Codes = Counter[str]


@frozen
class Reading:
    """Of the pages that one renderer drew, what one reader saw: the pages' own codes at the first look and
    after a second, and codes that are no page's own.
    """

    renderer: str
    decoder: str
    at_once: int
    seen: int
    strange: int


def readings(file: Path, expected: Sequence[Sequence[str]]) -> list[Reading]:
    """Each renderer with each decoder; `expected` has the links of each page."""
    links = [Counter(each) for each in expected]
    return [_reading(file, links, renderer, decoder) for renderer in RENDERERS for decoder in DECODERS]


def _reading(file: Path, links: Sequence[Codes], renderer: str, decoder: str) -> Reading:
    at_once = seen = strange = 0
    first = _read(file, range(len(links)), renderer, decoder, LOOKS[0])
    for page, codes in enumerate(first):
        own = links[page] & codes
        at_once += own.total()
        strange += (codes - links[page]).total()
        if own != links[page]:
            (again,) = _read(file, range(page, page + 1), renderer, decoder, LOOKS[1])
            strange += (again - links[page]).total()
            own |= links[page] & again
        seen += own.total()
    return Reading(renderer, decoder, at_once, seen, strange)


def _read(file: Path, pages: range, renderer: str, decoder: str, dpi: int) -> Iterator[Codes]:
    """What a decoder reads on each of these pages by a renderer."""
    for first in range(pages.start, pages.stop, BATCH):
        some = range(first, min(first + BATCH, pages.stop))
        with TemporaryDirectory() as folder:
            yield from map(Counter, DECODERS[decoder](RENDERERS[renderer](file, some, Path(folder), dpi)))


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
