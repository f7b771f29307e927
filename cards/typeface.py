"""The card's type: Source Sans, regular and bold. Measures text and says what it cannot set."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise

from attrs import field, frozen
from fontTools.ttLib import TTFont

from cards.drawing import POINT
from cards.kerning import Kerning

REGULAR = "SourceSansPro-Regular.ttf"
BOLD = "SourceSansPro-Bold.ttf"
_BLANKS = re.compile(r"[ \t\r\n]+")


@frozen(eq=False)
class Typeface:
    """One weight of the face; measures are in ems, and `mm` turns them into millimetres."""

    font: TTFont
    kerning: Kerning
    units: int
    glyphs: Mapping[int, str] = field(repr=False)
    advances: Mapping[str, tuple[int, int]] = field(repr=False)

    def lacks(self, text: str) -> list[str]:
        """The characters that can't be set: no glyph, or a mark that no letter carries after NFC."""
        return [c for c in dict.fromkeys(text) if ord(c) not in self.glyphs or unicodedata.combining(c)]

    def advance(self, character: str) -> float:
        """How far one character moves the pen."""
        return self.advances[self.glyphs[ord(character)]][0] / self.units

    def kerns(self, text: str) -> list[float]:
        """How much the space after each character but the last changes; none beside a blank."""
        return [0.0 if " " in pair else self._kern(*pair) for pair in pairwise(text)]

    def width(self, text: str) -> float:
        """How wide the text is."""
        return _width(self, text)

    def ink(self, text: str) -> tuple[float, float]:
        """How far the text's ink rises above the baseline and drops below it."""
        return _ink(self, text)

    def _kern(self, left: str, right: str) -> float:
        return self.kerning.between(self.glyphs[ord(left)], self.glyphs[ord(right)]) / self.units


def normal(text: str) -> str:
    """Text as it is set: NFC, with every run of blanks and line ends one space."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")


def mm(ems: float, points: float) -> float:
    """Ems at a size in points, in millimetres."""
    return ems * points * POINT


@cache
def face(bold: bool) -> Typeface:
    """The regular or the bold weight."""
    font = open_font(bold)
    return Typeface(font, Kerning.of(font), font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"].metrics)


def open_font(bold: bool) -> TTFont:
    """A fresh copy of the font file, which its owner may change."""
    source = files("font_source_sans_pro") / "files" / (BOLD if bold else REGULAR)
    return TTFont(BytesIO(source.read_bytes()), recalcTimestamp=False)


@lru_cache(maxsize=20_000)
def _width(typeface: Typeface, text: str) -> float:
    return sum(map(typeface.advance, text)) + sum(typeface.kerns(text))


@lru_cache(maxsize=20_000)
def _ink(typeface: Typeface, text: str) -> tuple[float, float]:
    outlines = typeface.font["glyf"]
    shapes = [outlines[typeface.glyphs[ord(character)]] for character in text]
    rise = max((shape.yMax for shape in shapes if shape.numberOfContours), default=0)
    drop = min((shape.yMin for shape in shapes if shape.numberOfContours), default=0)
    return max(0.0, rise / typeface.units), max(0.0, -drop / typeface.units)
