"""The card's type: Source Sans, regular and bold. Measures text and says what it cannot set."""

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

import uharfbuzz as harfbuzz
from attrs import field, frozen

from cards.drawing import POINT

REGULAR = "SourceSansPro-Regular.ttf"
BOLD = "SourceSansPro-Bold.ttf"
KERNING_ALONE = {"kern": True, **dict.fromkeys(("ccmp", "locl", "rlig", "liga", "clig", "calt"), False)}
PRIVATE = range(0xE000, 0xF900)


@frozen(eq=False)
class Typeface:
    """One weight of the face; measures are in ems, and `mm` turns them into millimetres."""

    program: harfbuzz.Face = field(repr=False)
    font: harfbuzz.Font = field(repr=False)
    units: int
    characters: frozenset[str] = field(repr=False)

    def lacks(self, text: str) -> list[str]:
        """The characters that can't be set: no glyph, or a mark that no letter carries after NFC."""
        return (
            []
            if self.characters.issuperset(text)
            else [c for c in dict.fromkeys(text) if c not in self.characters]
        )

    def advance(self, character: str) -> float:
        """How far one character moves the pen."""
        return _advance(self, character)

    def kerns(self, text: str) -> list[float]:
        """How much the space after each character but the last changes; none beside a blank."""
        return [_kern(self, left, right) for left, right in pairwise(text)]

    def width(self, text: str) -> float:
        """How wide the text is."""
        return _width(self, text)

    def ink(self, text: str) -> tuple[float, float]:
        """How far the text's ink rises above the baseline and drops below it."""
        rises, drops = zip(*(_ink(self, word) for word in text.split(" ")), strict=True)
        return max(rises), max(drops)


def mm(ems: float, points: float) -> float:
    """Ems at a size in points, in millimetres."""
    return ems * points * POINT


@cache
def face(bold: bool) -> Typeface:
    """The regular or the bold weight."""
    source = files("font_source_sans_pro") / "files" / (BOLD if bold else REGULAR)
    program = harfbuzz.Face(source.read_bytes())
    characters = frozenset(map(chr, program.unicodes))
    alone = frozenset(each for each in characters if not unicodedata.combining(each))
    return Typeface(program, harfbuzz.Font(program), program.upem, alone)


@cache
def substitutes() -> dict[str, str]:
    """A code of two bytes for each character that needs four, from the private use area."""
    characters = face(False).characters | face(True).characters
    free = (chr(code) for code in PRIVATE if chr(code) not in characters)
    return dict(
        zip(sorted(character for character in characters if ord(character) > 0xFFFF), free, strict=False)
    )


@lru_cache(maxsize=20_000)
def _width(typeface: Typeface, text: str) -> float:
    return sum(_advance(typeface, each) for each in text) + sum(typeface.kerns(text))


@lru_cache(maxsize=20_000)
def _ink(typeface: Typeface, word: str) -> tuple[float, float]:
    reaches = [_reach(typeface, each) for each in dict.fromkeys(word)]
    return max((rise for rise, _ in reaches), default=0.0), max((drop for _, drop in reaches), default=0.0)


@cache
def _advance(typeface: Typeface, character: str) -> float:
    advance: int = typeface.font.get_glyph_h_advance(typeface.font.get_nominal_glyph(ord(character)))
    return advance / typeface.units


@cache
def _reach(typeface: Typeface, character: str) -> tuple[float, float]:
    """How far one character's ink rises and drops, in ems."""
    box = typeface.font.get_glyph_extents(typeface.font.get_nominal_glyph(ord(character)))
    rise, drop = box.y_bearing / typeface.units, -(box.y_bearing + box.height) / typeface.units
    return max(0.0, rise), max(0.0, drop)


@cache
def _kern(typeface: Typeface, left: str, right: str) -> float:
    """What the font's kerning adds between two characters."""
    if " " in {left, right}:
        return 0.0
    buffer = harfbuzz.Buffer()
    buffer.add_str(left + right)
    buffer.guess_segment_properties()
    harfbuzz.shape(typeface.font, buffer, KERNING_ALONE)
    moved: int = buffer.glyph_positions[0].x_advance
    return moved / typeface.units - _advance(typeface, left)
