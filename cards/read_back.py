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
from cards.drawing import POINT, Rect
from cards.errors import Unreadable
from cards.layout import Layout
from cards.telling import Tell, nobody

QR = zxingcpp.barcode_formats_from_str("QRCode")
EVERY = 50  # pages of which one is rendered
DPI = 150  # three dots a module
SCALE = DPI / 72
DOTS = SCALE / POINT  # per mm


def failures(
    path: Path, links: Sequence[str], layout: Layout, full: bool = False, tell: Tell = nobody
) -> list[int]:
    """The indexes of the cards whose code is missing, can't be read, or leads elsewhere than its link.

    Where the link is empty, no code may be.
    """
    sheets = range(layout.sheets(len(links)))
    parts = [sheets[start : start + EVERY] for start in range(0, len(sheets), EVERY)]
    with crew(_Order(path, links, layout, full), len(parts)) as hands:
        failed: list[int] = []
        for part, wrong in zip(parts, hands.each(_read, parts), strict=True):
            failed += wrong
            tell("reading back", min(layout.before(part.stop), len(links)), len(links))
        return failed


def failures_on(path: Path, sheets: range, links: Sequence[str], layout: Layout, full: bool) -> list[int]:
    """The same for some sheets; `links` are those of their cards, indexes count from the first of them."""
    pages = list(_pages(sheets, links, layout))
    wrong = set(_wrong_as_written(path, pages, layout))
    looked_at = [page for page in pages if full or not page.sheet % EVERY]
    wrong.update(_wrong_as_seen(path, looked_at, layout))
    return sorted(wrong)


@frozen
class _Page:
    """A page with codes: its sheet, its number in the file, and which link belongs in which place.

    `first` is the index of the first of these links.
    """

    sheet: int
    number: int
    first: int
    slots: Sequence[int]
    links: Sequence[str]


@frozen
class _Order:
    path: Path
    links: Sequence[str]
    layout: Layout
    full: bool


def _read(order: _Order, sheets: range) -> list[int]:
    first = order.layout.before(sheets.start)
    links = order.links[first : order.layout.before(sheets.stop)]
    return [first + index for index in failures_on(order.path, sheets, links, order.layout, order.full)]


def _pages(sheets: range, links: Sequence[str], layout: Layout) -> Iterator[_Page]:
    done = 0
    for sheet in sheets:
        slots = layout.free(sheet)
        on_page = links[done : done + len(slots)]
        if on_page:
            yield _Page(sheet, sheet * layout.sides, done, slots[: len(on_page)], on_page)
        done += len(on_page)


def _wrong_as_written(path: Path, pages: Sequence[_Page], layout: Layout) -> Iterator[int]:
    """Those whose code is wrong in the content of its page."""
    spaces, height = layout.spaces, layout.stock.page.height
    with pdf_pages.opened(path) as contents:
        written = codes(contents[each.number] if each.number < len(contents) else b"" for each in pages)
        for page, on_page in zip(pages, written, strict=True):
            read: list[list[str]] = [[] for _ in spaces]
            for turn, found in enumerate(on_page):
                likely = page.slots[turn] if turn < len(page.slots) else None
                for slot in _slots(found, spaces, likely, height):
                    read[slot] += _texts(found.picture, is_pure=True)
            for turn, (slot, link) in enumerate(zip(page.slots, page.links, strict=True)):
                if read[slot] != _expected(link):
                    yield page.first + turn


def _expected(link: str) -> list[str]:
    return [link] if link else []


def _slots(found: Found, spaces: Sequence[Rect], likely: int | None, height: float) -> Sequence[int]:
    """The places of the cards on which a code lies; first where it is when codes come in order."""
    if likely is not None and _lies_on(found, spaces[likely], height):
        return [likely]
    return [slot for slot, space in enumerate(spaces) if _lies_on(found, space, height)]


def _lies_on(found: Found, space: Rect, height: float) -> bool:
    return space.left <= found.x <= space.right and space.top <= height - found.y <= space.bottom


def _wrong_as_seen(path: Path, pages: Sequence[_Page], layout: Layout) -> Iterator[int]:
    """Those whose code can't be seen on its page, for these pages, which are rendered."""
    if not pages:
        return
    try:
        with closing(PdfDocument(path)) as document:
            for page in pages:
                image = _render(document, page.number)
                for turn, (slot, link) in enumerate(zip(page.slots, page.links, strict=True)):
                    if image is None or _seen(image, layout.spaces[slot]) != _expected(link):
                        yield page.first + turn
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


def _seen(image: Any, space: Rect) -> list[str]:
    """What the codes on one card say."""
    left, top = (max(0, round(edge * DOTS)) for edge in (space.left, space.top))
    right, bottom = round(space.right * DOTS), round(space.bottom * DOTS)
    return _texts(image[top:bottom, left:right])


def _texts(image: Any, *, is_pure: bool = False) -> list[str]:
    found = zxingcpp.read_barcodes(
        image, formats=QR, try_rotate=False, try_downscale=False, try_invert=False, is_pure=is_pure
    )
    return [code.text for code in found]
