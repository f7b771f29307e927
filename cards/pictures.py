"""Cards as pictures for a card printer: a PNG a side, of exact dots, its code on whole dots, read back.

Each picture is the page that would be printed; over the code of that page stands one of whole dots a module,
for a card printer has no half ones.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import zxingcpp
from attrs import frozen
from PIL import Image
from pypdfium2 import PdfDocument, PdfPage

from cards import code, symbols
from cards.crew import Crew
from cards.drawing import Rect, Size
from cards.head import code_of
from cards.layout import Layout

BASE = 300
"""Dots an inch; a finer picture has a whole number of dots for each of these."""
MODULE = 5  # dots at 300 an inch: 0.42 mm
AROUND = 3  # dots at the edge of the code that is there, which a renderer may have tinted
PART = 25  # cards that are one job
_INCH = 25.4
_QR = zxingcpp.barcode_formats_from_str("QRCode")


@frozen
class Sides:
    """The pictures of one card; no `back` where it has one side."""

    front: Path
    back: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The front, then the back."""
        return (self.front,) if self.back is None else (self.front, self.back)


def dots(card: Size, dpi: int) -> tuple[int, int]:
    """How many dots a picture of a card has, across and down."""
    finer = dpi // BASE
    return round(card.width / _INCH * BASE) * finer, round(card.height / _INCH * BASE) * finer


@frozen
class _Some:
    """Some of the cards: the PDF and their first page there, what their codes say, their files, how fine."""

    pages: Path
    first: int
    links: Sequence[str]
    files: Sequence[Sides]
    layout: Layout
    dpi: int


def draw(
    pages: Path, links: Sequence[str], files: Sequence[Sides], layout: Layout, dpi: int, hands: Crew[Any]
) -> int:
    """Draw the pages of a finished PDF, which has one card a page, as these files; returns how many.

    Where the link is empty, there is no code.
    """
    return sum(hands.each(_draw, _parted(pages, links, files, layout, dpi)))


def failures(
    links: Sequence[str], files: Sequence[Sides], layout: Layout, dpi: int, hands: Crew[Any]
) -> list[int]:
    """The indexes of the cards of which a finished file is not as it should be.

    A front says its link, and no more, or nothing where the link is empty; a back has no code.
    """
    parts = _parted(Path(), links, files, layout, dpi)
    return [index for wrong in hands.each(_failures, parts) for index in wrong]


def _parted(
    pages: Path, links: Sequence[str], files: Sequence[Sides], layout: Layout, dpi: int
) -> Iterator[_Some]:
    for first in range(0, len(links), PART):
        part = slice(first, first + PART)
        yield _Some(pages, first, links[part], files[part], layout, dpi)


def _draw(_state: object, some: _Some) -> int:
    page, dpi, layout = some.first * some.layout.sides, some.dpi, some.layout
    with closing(PdfDocument(some.pages)) as document:
        for link, sides in zip(some.links, some.files, strict=True):
            for path in sides.files:
                with closing(document[page]) as shown:
                    picture = _picture(shown, dots(layout.stock.card, dpi), dpi)
                if path == sides.front and link:
                    _lay_code(picture, link, layout, dpi)
                picture.save(path, "PNG", dpi=(dpi, dpi))
                page += 1
    return page - some.first * layout.sides


def _failures(_state: object, some: _Some) -> list[int]:
    size = dots(some.layout.stock.card, some.dpi)
    return [
        index
        for index, (link, sides) in enumerate(zip(some.links, some.files, strict=True), some.first)
        if [*_read(sides.files, size)] != [[link] if link else [], *([] for _ in sides.files[1:])]
    ]


def _picture(page: PdfPage, size: tuple[int, int], dpi: int) -> Image.Image:
    """The page at exactly this resolution; what is over a whole dot at its edge is cut off, or white."""
    rendered = page.render(scale=dpi / 72).to_pil().convert("RGB")
    picture = Image.new("RGB", size, "white")
    picture.paste(rendered, (0, 0))
    return picture


def _lay_code(picture: Image.Image, link: str, layout: Layout, dpi: int) -> None:
    """Put a code of whole dots in the top right of the space of the one that is there."""
    stock = layout.stock
    there = code_of(link, stock.live)
    (x, y), inset = layout.front.corners[0], stock.inset
    space = layout.front.space(x + inset.width + there.x, y + inset.height + there.y, _square(there.rect))
    left, top, right, bottom = (
        round(edge / _INCH * dpi) for edge in (space.left, space.top, space.right, space.bottom)
    )
    picture.paste("white", (left - AROUND, top - AROUND, right + AROUND, bottom + AROUND))
    modules = _modules(link)
    module = MODULE * dpi // BASE
    picture.paste(
        modules.resize((modules.width * module, modules.height * module), Image.Resampling.NEAREST),
        (right - modules.width * module, top),
    )


def _square(rect: Rect) -> Size:
    return Size(rect.width, rect.height)


def _modules(link: str) -> Image.Image:
    """The code with a dot a module, black on white."""
    version = code.version(link)
    side = code.side(version)
    dark = symbols.bits(symbols.encode([link], version))[0, :side, :side]
    return Image.fromarray(np.where(dark, 0, 255).astype(np.uint8)).convert("RGB")


def _read(files: Sequence[Path], size: tuple[int, int]) -> Iterator[list[str] | None]:
    """What the codes of each finished file say; None where it is no picture of this size."""
    for path in files:
        try:
            with Image.open(path) as picture:
                picture.load()
                grey = np.asarray(picture.convert("L"))
                fits = picture.size == size
        except (OSError, SyntaxError):
            yield None
            continue
        found = zxingcpp.read_barcodes(grey, formats=_QR, try_rotate=False, try_invert=False)
        yield [each.text for each in found] if fits else None
