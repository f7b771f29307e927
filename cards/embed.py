"""Embeds a weight of the face in a PDF: a subset, its widths, and what its codes mean.

A character's code is its own code point, so that text in the page is plain UTF-16-BE; CIDToGIDMap leads to
the glyphs and ToUnicode back to the text (ISO 32000-1, 9.7 and 9.10.3).
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from struct import unpack_from

import uharfbuzz as harfbuzz
from attrs import frozen
from uharfbuzz import SubsetFlags

from cards.pdf_file import PdfFile
from cards.typeface import BOLD, REGULAR, Typeface, face, substitutes

CHUNK = 100  # entries that one block of a CMap may hold
SYMBOLIC = 4  # a font descriptor's flag: no standard character set
STEM = {False: 84, True: 142}  # thickness of upright stems, in thousandths of an em
NAMES = {bold: file.removesuffix(".ttf") for bold, file in ((False, REGULAR), (True, BOLD))}
UNUSED = (
    "BASE",
    "DSIG",
    "GDEF",
    "GPOS",
    "GSUB",
    "gasp",
    "name",
    "post",
)  # a PDF needs glyphs and their widths alone


def embed(pdf: PdfFile, bold: bool, characters: Iterable[str]) -> int:
    """Add the font with these characters; returns the number of its object."""
    subset = Subset.of(face(bold), sorted({" ", *characters}))
    name = f"/{_tag(subset.coded)}+{NAMES[bold]}".encode()
    measures = b"%b/StemV %d" % (_measures(face(bold)), STEM[bold])
    widths = b"/DW 0/W[%b]" % subset.widths()
    glyphs = compressed(pdf, subset.glyph_map())
    return type0(pdf, name, subset.program, measures, widths, glyphs, to_unicode(_blocks(subset.coded)))


def type0(
    pdf: PdfFile, name: bytes, program: bytes, measures: bytes, widths: bytes, glyphs: int, meaning: bytes
) -> int:
    """Add a font whose codes are two bytes: its program, its glyphs by code, and what the codes mean."""
    file = compressed(pdf, program, b"/Length1 %d" % len(program))
    descriptor = pdf.object(
        b"<</Type/FontDescriptor/FontName%b/Flags %d%b/ItalicAngle 0/FontFile2 %d 0 R>>"
        % (name, SYMBOLIC, measures, file)
    )
    descendant = pdf.object(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont%b"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %d 0 R%b/CIDToGIDMap %d 0 R>>" % (name, descriptor, widths, glyphs)
    )
    return pdf.object(
        b"<</Type/Font/Subtype/Type0/BaseFont%b/Encoding/Identity-H"
        b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>" % (name, descendant, compressed(pdf, meaning))
    )


@frozen
class Subset:
    """The font with some characters alone: its bytes, and each code with its character, in order."""

    font: harfbuzz.Font
    program: bytes
    coded: Sequence[tuple[int, str]]

    @classmethod
    def of(cls, whole: Typeface, characters: Sequence[str]) -> "Subset":
        """The face with these characters alone."""
        wanted = harfbuzz.SubsetInput()
        wanted.unicode_set.update(map(ord, characters))
        wanted.flags = SubsetFlags.NO_HINTING | SubsetFlags.NOTDEF_OUTLINE
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in UNUSED)
        small = harfbuzz.subset(whole.program, wanted)
        codes = substitutes()
        coded = sorted((ord(codes.get(character, character)), character) for character in characters)
        return cls(harfbuzz.Font(small), small.blob.data, coded)

    def widths(self) -> bytes:
        """Widths of all codes: runs of neighbouring codes, each as its first code and a list."""
        em = 1000 / self.font.face.upem
        runs: list[tuple[int, list[bytes]]] = []
        for code, character in self.coded:
            width = b"%d" % round(self.font.get_glyph_h_advance(self._glyph(character)) * em)
            if runs and runs[-1][0] + len(runs[-1][1]) == code:
                runs[-1][1].append(width)
            else:
                runs.append((code, [width]))
        return b"".join(b"%d[%b]" % (first, b" ".join(widths)) for first, widths in runs)

    def glyph_map(self) -> bytes:
        """The glyph of each code, two bytes a code."""
        table = bytearray(2 * (self.coded[-1][0] + 1))
        for code, character in self.coded:
            table[2 * code : 2 * code + 2] = self._glyph(character).to_bytes(2)
        return bytes(table)

    def _glyph(self, character: str) -> int:
        glyph: int = self.font.get_nominal_glyph(ord(character))
        return glyph


def compressed(pdf: PdfFile, data: bytes, entries: bytes = b"") -> int:
    """Add a compressed stream; returns its number."""
    return pdf.stream(zlib.compress(data), b"/Filter/FlateDecode" + entries)


def _tag(coded: Sequence[tuple[int, str]]) -> str:
    """Six capitals that name a subset (ISO 32000-1, 9.6.4), the same for the same characters."""
    digest = hashlib.sha256("".join(character for _, character in coded).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _measures(whole: Typeface) -> bytes:
    """The font's box and heights, in thousandths of an em (OpenType: tables head, hhea and OS/2)."""
    em = 1000 / whole.units
    box = [round(edge * em) for edge in unpack_from(">4h", _table(whole, "head"), 36)]
    ascent, descent = (round(edge * em) for edge in unpack_from(">2h", _table(whole, "hhea"), 4))
    (capitals,) = unpack_from(">h", _table(whole, "OS/2"), 88)
    return b"/FontBBox[%d %d %d %d]/Ascent %d/Descent %d/CapHeight %d" % (
        *box,
        ascent,
        descent,
        round(capitals * em),
    )


def _table(whole: Typeface, tag: str) -> bytes:
    table: bytes = whole.program.reference_table(tag).data
    return table


def to_unicode(lines: Iterable[bytes]) -> bytes:
    """A CMap that tells what codes mean."""
    return b"\n".join((*_CMAP_BEGIN, *lines, *_CMAP_END))


def _blocks(coded: Sequence[tuple[int, str]]) -> Iterator[bytes]:
    for start in range(0, len(coded), CHUNK):
        chunk = coded[start : start + CHUNK]
        yield b"%d beginbfchar" % len(chunk)
        for code, character in chunk:
            yield b"<%04X> <%s>" % (code, character.encode("utf-16-be").hex().upper().encode())
        yield b"endbfchar"


_CMAP_BEGIN = (
    b"/CIDInit /ProcSet findresource begin",
    b"12 dict begin",
    b"begincmap",
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
    b"/CMapName /Adobe-Identity-UCS def",
    b"/CMapType 2 def",
    b"1 begincodespacerange",
    b"<0000> <FFFF>",
    b"endcodespacerange",
)
_CMAP_END = (b"endcmap", b"CMapName currentdict /CMap defineresource pop", b"end", b"end")
