"""Embeds a weight of the face in a PDF: a subset, its widths, and what its codes mean.

A character's code is its own code point, so that text in the page is plain UTF-16-BE; CIDToGIDMap leads to
the glyphs and ToUnicode back to the text (ISO 32000-1, 9.7 and 9.10.3).
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from cards.typeface import open_font

PRIVATE = range(0xE000, 0xF900)  # codes for characters beyond U+FFFF
CHUNK = 100  # entries that one block of a CMap may hold
SYMBOLIC = 4  # a font descriptor's flag: no standard character set
STEM = {False: 84, True: 142}  # thickness of upright stems, in thousandths of an em


def substitutes(characters: Iterable[str]) -> dict[str, str]:
    """A code of two bytes for each character that needs four, from the private use area."""
    used = set(characters)
    free = (chr(code) for code in PRIVATE if chr(code) not in used)
    return dict(zip(sorted(character for character in used if ord(character) > 0xFFFF), free, strict=False))


def embed(pdf: Pdf, bold: bool, characters: Iterable[str], codes: dict[str, str]) -> Object:
    """Add the font with these characters (codes: the substitutes among them); returns its dictionary."""
    used = sorted({" ", *characters})
    font, program = _subset(bold, used)
    name = Name(f"/{_tag(used)}+{font['name'].getDebugName(6)}")
    coded = sorted((ord(codes.get(character, character)), character) for character in used)
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, bold, name, font, program)),
        DW=0,
        W=Array(_widths(font, coded)),
        CIDToGIDMap=pdf.make_indirect(Stream(pdf, _glyph_map(font, coded))),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_indirect(Stream(pdf, _to_unicode(coded))),
        )
    )


def _subset(bold: bool, characters: Sequence[str]) -> tuple[TTFont, bytes]:
    """The font with these characters alone, and its bytes."""
    font = open_font(bold)
    options = Options(layout_features=[], hinting=False, notdef_outline=True, recalc_timestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(characters))
    subsetter.subset(font)
    out = BytesIO()
    font.save(out)
    return font, out.getvalue()


def _tag(characters: Sequence[str]) -> str:
    """Six capitals that name a subset (ISO 32000-1, 9.6.4), the same for the same characters."""
    digest = hashlib.sha256("".join(characters).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _descriptor(pdf: Pdf, bold: bool, name: Name, font: TTFont, program: bytes) -> Dictionary:
    em = 1000 / font["head"].unitsPerEm
    head, lines, os2 = font["head"], font["hhea"], font["OS/2"]
    box = [round(edge * em) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=SYMBOLIC,
        FontBBox=Array(box),
        ItalicAngle=0,
        Ascent=round(lines.ascent * em),
        Descent=round(lines.descent * em),
        CapHeight=round(os2.sCapHeight * em),
        StemV=STEM[bold],
        FontFile2=pdf.make_indirect(Stream(pdf, program, Length1=len(program))),
    )


def _widths(font: TTFont, coded: Sequence[tuple[int, str]]) -> list[int | Array]:
    """Widths of all codes: runs of neighbouring codes, each as its first code and a list."""
    glyphs, metrics = font.getBestCmap(), font["hmtx"].metrics
    em = 1000 / font["head"].unitsPerEm
    runs: list[tuple[int, list[int]]] = []
    for code, character in coded:
        width = round(metrics[glyphs[ord(character)]][0] * em)
        if runs and runs[-1][0] + len(runs[-1][1]) == code:
            runs[-1][1].append(width)
        else:
            runs.append((code, [width]))
    return [part for first, widths in runs for part in (first, Array(widths))]


def _glyph_map(font: TTFont, coded: Sequence[tuple[int, str]]) -> bytes:
    glyphs = font.getBestCmap()
    table = bytearray(2 * (coded[-1][0] + 1))
    for code, character in coded:
        table[2 * code : 2 * code + 2] = font.getGlyphID(glyphs[ord(character)]).to_bytes(2)
    return bytes(table)


def _to_unicode(coded: Sequence[tuple[int, str]]) -> bytes:
    return b"\n".join((*_CMAP_BEGIN, *_blocks(coded), *_CMAP_END))


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
