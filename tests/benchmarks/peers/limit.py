"""The bare limit: page streams as bytes, codes by numpy; nothing is laid out, refused or read back."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import deflate

from cards import bars, symbols
from cards.drawing import POINT, Size
from cards.embed import embed
from cards.pdf_file import PdfFile
from cards.typeface import face
from tests.benchmarks.peers.common import BAND, CODE, LIVE, PAGE, RED, Ready, pages

BATCH = 12  # pages


def main(source: Path, out: Path) -> None:
    """Print the cards."""
    ready = pages(source)
    with out.open("wb") as file:
        pdf = PdfFile(file)
        while batch := list(islice(ready, BATCH)):
            for page in contents(batch):
                pdf.page([bytes(deflate.zlib_compress(page, 1))])
        characters = {each for each in face(False).characters & face(True).characters if each < "\u0250"}
        fonts = {name: embed(pdf, bold, characters) for name, bold in ((b"/R", False), (b"/B", True))}
        size = Size(PAGE[0] * POINT, PAGE[1] * POINT)
        pdf.finish(size, {b"/Font": fonts}, "Cards", datetime(2026, 8, 31, tzinfo=UTC))


def contents(batch: list[list[tuple[Ready, float, float]]]) -> Iterator[bytes]:
    """The content of each page."""
    paths = iter(bars.paths(symbols.encode([card.link for page in batch for card, _, _ in page], 3)))
    for page in batch:
        yield b"\n".join([content(card, next(paths), x, PAGE[1] - y) for card, x, y in page])


def content(card: Ready, path: bytes, x: float, y: float) -> bytes:
    """One card."""
    module = CODE / 29
    square = (x, y, module, module, LIVE[0] - CODE)
    parts = [b"q 1 0 0 1 %.3f %.3f cm q %.4f 0 0 -%.4f %.3f 0 cm" % square, path, b"f Q"]
    if card.crisis:
        parts.append(colour(RED) + b" 0 %.3f %.3f %.3f re f" % (-sum(BAND), LIVE[0], BAND[1]))
    for text in card.texts:
        said = text.text.encode("utf-16-be")
        for character in (b"\\", b"(", b")"):
            said = said.replace(character, b"\\" + character)
        parts.append(b"BT %b /%b %.1f Tf" % (colour(text.colour), b"B" if text.bold else b"R", text.points))
        parts.append(b"%.3f %.3f Td (%b) Tj ET" % (text.x, -text.y, said))
    return b"\n".join([*parts, b"Q"])


def colour(parts: tuple[int, int, int]) -> bytes:
    """Sets the colour of what is filled."""
    red, green, blue = parts
    return b"%.3f %.3f %.3f rg" % (red / 255, green / 255, blue / 255)
