"""Reads every code back from a finished PDF, as a phone would: renders the pages, and decodes what is seen.

Knows where cards lie, and nothing of how a code was drawn.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

import zxingcpp
from pypdfium2 import PdfDocument, PdfiumError

from cards.drawing import POINT
from cards.errors import Unreadable
from cards.stock import Place, Stock

QR = zxingcpp.barcode_formats_from_str("QRCode")
DPI = 150  # three dots a module
SCALE = DPI / 72
DOTS = SCALE / POINT  # per mm


def failures(path: Path, links: Sequence[str], stock: Stock) -> list[int]:
    """The indexes of the cards whose code is missing, can't be read, or leads elsewhere than its link."""
    try:
        with closing(PdfDocument(path)) as document:
            return list(_failures(document, links, stock))
    except PdfiumError as error:
        raise Unreadable(
            f'"{path.name}" could not be opened to read its codes back; print the cards again'
        ) from error


def _failures(document: PdfDocument, links: Sequence[str], stock: Stock) -> Iterator[int]:
    places = enumerate(stock.places(len(links)))
    for page, on_page in groupby(places, key=lambda numbered: numbered[1].page):
        image = _render(document, page)
        for index, place in on_page:
            if image is None or _codes(image, place, stock) != [links[index]]:
                yield index


def _render(document: PdfDocument, page: int) -> Any:
    """The page as rows of grey dots, or None where the file has no such page."""
    if page >= len(document):
        return None
    with closing(document[page]) as sheet:
        return sheet.render(scale=SCALE, grayscale=True, no_smoothtext=True).to_numpy()


def _codes(image: Any, place: Place, stock: Stock) -> list[str]:
    """What the codes on one card say."""
    left, top = round(place.x * DOTS), round(place.y * DOTS)
    right, bottom = round((place.x + stock.card.width) * DOTS), round((place.y + stock.card.height) * DOTS)
    card = image[top:bottom, left:right]
    found = zxingcpp.read_barcodes(card, formats=QR, try_rotate=False, try_downscale=False, try_invert=False)
    return [code.text for code in found]
