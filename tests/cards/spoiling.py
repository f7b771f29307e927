"""Our printed codes and those that `qrcode` draws, of one size, spoilt in the same ways and read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from math import sqrt
from pathlib import Path

import numpy as np
import zxingcpp
from attrs import frozen
from numpy.random import Generator, default_rng
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from pypdfium2 import PdfDocument
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from cards import code
from cards.head import code_of
from cards.layout import Layout
from tests.cards.decoders import QR

DPI = 300  # as a printer draws a page
DOTS = DPI / 25.4  # per mm
BOX = 20  # dots a module, as `qrcode` draws a code before it is brought to the size of ours
GREY = 128
SURELY = 3  # standard deviations that chance does not reach

Picture = NDArray[np.uint8]


@frozen
class Rate:
    """Of so many codes, how many were read of ours and of `qrcode`'s, and how many of one alone."""

    how: str
    amount: float
    codes: int
    ours: int
    theirs: int
    one_alone: int

    @property
    def is_worse(self) -> bool:
        """Whether ours are read less often, by more than chance may do (McNemar's test)."""
        return self.theirs - self.ours > SURELY * sqrt(self.one_alone)


def rates(file: Path, links: Sequence[str], layout: Layout) -> Iterator[Rate]:
    """How well the codes of a finished file bear each way of spoiling, and how well `qrcode`'s own do."""
    seen = list(printed(file, links, layout))
    ours = [each.picture for each in seen]
    theirs = [drawn(link, each) for link, each in zip(links, seen, strict=True)]
    for how, amounts in AMOUNTS.items():
        for amount in amounts:
            read = [_readable(ours, links, how, amount), _readable(theirs, links, how, amount)]
            alone = sum(one != other for one, other in zip(*read, strict=True))
            yield Rate(how, amount, len(links), sum(read[0]), sum(read[1]), alone)


@frozen
class Seen:
    """A code in a picture: how many dots a module takes, and where the code begins, in dots."""

    picture: Picture
    module: float
    left: float
    top: float


def printed(file: Path, links: Sequence[str], layout: Layout) -> Iterator[Seen]:
    """The code of each card with its quiet zone, as pdfium draws the page."""
    stock = layout.stock
    with closing(PdfDocument(file)) as document:
        sheet, page = -1, np.empty(0, np.uint8)
        for link, place in zip(links, layout.places(len(links)), strict=True):
            if place.sheet != sheet:
                sheet = place.sheet
                page = document[sheet].render(scale=DPI / 72, grayscale=True).to_numpy()
            there = code_of(link, stock.live)
            left = place.rect.left + stock.inset.width + there.x
            top = place.rect.top + stock.inset.height + there.y
            yield _cut(page, left * DOTS, top * DOTS, there.module * DOTS)


def _cut(page: Picture, left: float, top: float, module: float) -> Seen:
    """The code that begins there, with its quiet zone, by whole dots."""
    quiet = code.QUIET * module
    x, y, side = round(left - quiet), round(top - quiet), round(code.SIDE * DOTS + 2 * quiet)
    return Seen(page[y : y + side, x : x + side], module, left - x, top - y)


def drawn(link: str, ours: Seen) -> Picture:
    """The code that `qrcode` draws with the mask that it finds best, where and as large as ours."""
    around = code.QUIET + 1
    made = QRCode(code.version(link), ERROR_CORRECT_M, BOX, around)
    made.add_data(link.encode(), optimize=0)
    made.make(fit=False)
    side, dot = len(ours.picture), BOX / ours.module
    left, top = around * BOX - ours.left * dot, around * BOX - ours.top * dot
    part = (left, top, left + side * dot, top + side * dot)
    picture = made.make_image().get_image().convert("L")
    return np.asarray(picture.resize((side, side), Image.Resampling.BOX, part))


def _readable(pictures: Sequence[Picture], links: Sequence[str], how: str, amount: float) -> list[bool]:
    """Which of the pictures are read once they are spoilt; the n-th is spoilt alike whoever drew it."""
    spoil = SPOIL[how]
    return [
        _texts(spoil(picture, amount, default_rng(number))) == [link]
        for number, (picture, link) in enumerate(zip(pictures, links, strict=True))
    ]


def _texts(picture: Picture) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture, formats=QR)]


def _blur(picture: Picture, dots: float, _chance: Generator) -> Picture:
    return np.asarray(Image.fromarray(picture).filter(ImageFilter.GaussianBlur(dots)))


def _noise(picture: Picture, share: float, chance: Generator) -> Picture:
    noisy = chance.random(picture.shape) < share
    return np.where(noisy, chance.integers(0, 256, picture.shape, np.uint8), picture)


def _hidden(picture: Picture, share: float, chance: Generator) -> Picture:
    """A grey square over so much of the code."""
    quiet = round(code.QUIET * len(picture) / (code.side(3) + 2 * code.QUIET))
    across = len(picture) - 2 * quiet
    side = round(sqrt(share) * across)
    left, top = quiet + chance.integers(0, across - side + 1, 2)
    spoilt = picture.copy()
    spoilt[top : top + side, left : left + side] = GREY
    return spoilt


AMOUNTS: Mapping[str, Sequence[float]] = {
    "blur": (2.5, 2.75, 3.0, 3.25),
    "noise": (0.01, 0.02, 0.04),
    "hidden": (0.03, 0.06, 0.09),
}
"""Blur by its radius in dots, noise by the share of dots, hidden by the share of the code's area."""

SPOIL: Mapping[str, Callable[[Picture, float, Generator], Picture]] = {
    "blur": _blur,
    "noise": _noise,
    "hidden": _hidden,
}
