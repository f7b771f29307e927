"""Reads the codes back from a finished PDF, and says which cards' are wrong.

Every code is taken from the content of its page, as the file has it, and decoded by a reader of its own. And
one page in fifty, or each where `full` is asked for, is rendered and looked at as a phone would.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import zxingcpp
from attrs import frozen
from pypdfium2 import PdfDocument, PdfiumError

from cards import pdf_pages
from cards.code_paths import Found, codes
from cards.crew import crew
from cards.drawing import POINT
from cards.errors import Unreadable
from cards.paper import Place, Stock

QR = zxingcpp.barcode_formats_from_str("QRCode")
EVERY = 50  # pages of which one is rendered
DPI = 150  # three dots a module
SCALE = DPI / 72
DOTS = SCALE / POINT  # per mm


def failures(path: Path, links: Sequence[str], stock: Stock, full: bool = False) -> list[int]:
    """The indexes of the cards whose code is missing, can't be read, or leads elsewhere than its link."""
    pages = range(stock.pages(len(links)))
    parts = [pages[start : start + EVERY] for start in range(0, len(pages), EVERY)]
    with crew(_Order(path, links, stock, full), len(parts)) as hands:
        return [index for part in hands.each(_read, parts) for index in part]


def failures_on(path: Path, pages: range, links: Sequence[str], stock: Stock, full: bool) -> list[int]:
    """The same for some pages; `links` are those of their cards, and indexes count from the first of them."""
    sheets = [links[start : start + stock.per_page] for start in range(0, len(links), stock.per_page)]
    wrong = set(_wrong_as_written(path, pages, sheets, stock))
    looked_at = [number for number, page in enumerate(pages[: len(sheets)]) if full or not page % EVERY]
    wrong.update(_wrong_as_seen(path, pages, sheets, stock, looked_at))
    return sorted(wrong)


Sheets = Sequence[Sequence[str]]  # the links of the cards on each page


@frozen
class _Order:
    path: Path
    links: Sequence[str]
    stock: Stock
    full: bool


def _read(order: _Order, pages: range) -> list[int]:
    size = order.stock.per_page
    first = pages.start * size
    links = order.links[first : pages.stop * size]
    return [first + index for index in failures_on(order.path, pages, links, order.stock, order.full)]


def _wrong_as_written(path: Path, pages: range, sheets: Sheets, stock: Stock) -> Iterator[int]:
    """Those whose code is wrong in the content of its page."""
    places = list(stock.places(stock.per_page))
    with pdf_pages.opened(path) as contents:
        for number, (page, links) in enumerate(zip(pages, sheets, strict=False)):
            read: list[list[str]] = [[] for _ in places]
            for turn, found in enumerate(codes(contents[page]) if page < len(contents) else ()):
                for slot in _slots(found, places, turn, stock):
                    read[slot] += _texts(found.picture, is_pure=True)
            wrong = (slot for slot, link in enumerate(links) if read[slot] != [link])
            yield from (number * stock.per_page + slot for slot in wrong)


def _slots(found: Found, places: Sequence[Place], turn: int, stock: Stock) -> Sequence[int]:
    """The places of the cards on which a code lies; first where it is when codes come in order."""
    if turn < len(places) and _lies_on(found, places[turn], stock):
        return [turn]
    return [slot for slot, place in enumerate(places) if _lies_on(found, place, stock)]


def _lies_on(found: Found, place: Place, stock: Stock) -> bool:
    down = stock.page.height - found.y - place.y
    return 0 <= found.x - place.x <= stock.card.width and 0 <= down <= stock.card.height


def _wrong_as_seen(
    path: Path, pages: range, sheets: Sheets, stock: Stock, numbers: Sequence[int]
) -> Iterator[int]:
    """Those whose code can't be seen on its page, for the pages of these numbers, which are rendered."""
    if not numbers:
        return
    try:
        with closing(PdfDocument(path)) as document:
            for number in numbers:
                image = _render(document, pages[number])
                cards = zip(stock.places(len(sheets[number])), sheets[number], strict=True)
                for slot, (place, link) in enumerate(cards):
                    if image is None or _seen(image, place, stock) != [link]:
                        yield number * stock.per_page + slot
    except PdfiumError as error:
        raise Unreadable(
            f'"{path.name}" could not be opened to read its codes back; print the cards again'
        ) from error


def _render(document: Any, page: int) -> Any:
    """The page as rows of grey dots, or None where the file has no such page."""
    if page >= len(document):
        return None
    with closing(document[page]) as sheet:
        return sheet.render(scale=SCALE, grayscale=True, no_smoothtext=True).to_numpy()


def _seen(image: Any, place: Place, stock: Stock) -> list[str]:
    """What the codes on one card say."""
    left, top = round(place.x * DOTS), round(place.y * DOTS)
    right, bottom = round((place.x + stock.card.width) * DOTS), round((place.y + stock.card.height) * DOTS)
    return _texts(image[top:bottom, left:right])


def _texts(image: Any, *, is_pure: bool = False) -> list[str]:
    found = zxingcpp.read_barcodes(
        image, formats=QR, try_rotate=False, try_downscale=False, try_invert=False, is_pure=is_pure
    )
    return [code.text for code in found]
