"""The fonts of unseen text, one for each plane of Unicode: a code is the character's place in its plane.

Nothing of them is ever drawn; they tell a reader which characters stand where (ISO 32000-1, 9.3.6, 9.10.3).
Every code leads to the glyph that stands for a missing one: readers pass over characters without any shape.
"""

from collections.abc import Iterator

from cards.embed import Subset, compressed, to_unicode, type0
from cards.pdf_file import PdfFile
from cards.typeface import face

ROW = 256  # codes whose meanings may be told in one line of a CMap
CHUNK = 100  # lines of a block
SURROGATES = range(0xD800, 0xE000)  # codes of the first plane that mean no characters
BOX = b"/FontBBox[0 -250 1000 900]/Ascent 900/Descent -250/CapHeight 700/StemV 0"


def font_name(plane: int) -> bytes:
    """The name of a plane's font in a page's resources."""
    return b"/U%d" % plane


def embed(pdf: PdfFile, plane: int) -> int:
    """Add the font of a plane; returns the number of its object."""
    subset = Subset.of(face(False), [" "])
    name = b"/UNSEEN+Plane%d" % plane
    glyphs = compressed(pdf, bytes(2 * 0x10000))
    return type0(pdf, name, subset.program, BOX, b"/DW 1000", glyphs, to_unicode(_rows(plane)))


def _rows(plane: int) -> Iterator[bytes]:
    starts = [code for code in range(0, 0x10000, ROW) if plane or code not in SURROGATES]
    for first in range(0, len(starts), CHUNK):
        chunk = starts[first : first + CHUNK]
        yield b"%d beginbfrange" % len(chunk)
        for code in chunk:
            meant = chr(plane * 0x10000 + code).encode("utf-16-be").hex().upper().encode()
            yield b"<%04X> <%04X> <%b>" % (code, code + ROW - 1, meant)
        yield b"endbfrange"
