"""Faces whose text HarfBuzz shapes: letters that join, stack or change places, and marks that stand on them.

A row is set word by word, so that it is as wide as its words are, in the order in which they are seen.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

import uharfbuzz as harfbuzz
from attrs import field, frozen

from cards.order import in_order
from cards.wording import normal

EM = 2000  # units in which shaped text is measured
BLANK = 0.25  # ems, where a face has no blank of its own
ASIDE = 0.08  # ems by which a mark may reach over the side of its letter
INVISIBLE = frozenset("\u200c\u200d\u200e\u200f\u061c")
"""Joiners and direction marks: they tell how letters are set, and have no shape of their own."""
SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))  # which variant of the letter before it is meant
SHAPED = frozenset(
    {
        *("Adlm", "Arab", "Bali", "Beng", "Deva", "Gujr", "Guru", "Java", "Khmr", "Knda", "Laoo", "Mlym"),
        *("Mong", "Mymr", "Nkoo", "Orya", "Rohg", "Sinh", "Syrc", "Taml", "Telu", "Thaa", "Thai", "Tibt"),
    }
)
"""Scripts that a face has to know how to set: its letters one beside the other would be wrong."""

_MARKED = re.compile("\\w[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7]+")


@frozen
class Glyph:
    """A glyph and where it lies."""

    number: int
    x: int
    y: int


@frozen
class Cluster:
    """Characters that are drawn together, in the order in which they are read, and the space they take."""

    text: str
    x: int
    width: int
    backwards: bool


@frozen
class Setting:
    """Text that was shaped, from left to right."""

    glyphs: tuple[Glyph, ...]
    clusters: tuple[Cluster, ...]
    width: int
    rise: int
    drop: int


@frozen(eq=False)
class ShapedFace:
    """A face in one weight; measures are in ems."""

    font: harfbuzz.Font = field(repr=False)
    family: str

    def lacks(self, text: str) -> list[str]:
        """The characters that have no glyph, and those of a script that the face can't set."""
        return [each for each in dict.fromkeys(text) if not _has(self, each)]

    def advance(self, character: str) -> float:
        """How far one character moves the pen."""
        glyph = self.font.get_nominal_glyph(ord(character))
        return self.font.get_glyph_h_advance(glyph) / EM if glyph else BLANK

    def width(self, text: str) -> float:
        """How wide the text is."""
        return self.set(text).width / EM

    def ink(self, text: str) -> tuple[float, float]:
        """How far the text's ink rises above the baseline and drops below it."""
        done = self.set(text)
        return done.rise / EM, done.drop / EM

    def set(self, text: str) -> Setting:
        """The text, shaped."""
        return _set(self, normal(text))

    def sets(self, text: str) -> bool:
        """Whether all of the text has its glyphs, and every mark stands on its letter."""
        if not all(_has(self, each) for each in text):
            return False
        return all(each.number for each in self.set(text).glyphs) and all(map(self._carries, _marked(text)))

    def _carries(self, letter: str) -> bool:
        """Whether a letter with marks is about as wide as without them: else they stand beside it."""
        return self.width(letter) <= self.width(letter[0]) + ASIDE

    def shape(self, word: str, *, backwards: bool) -> Setting:
        """A word, its ink inside of the space that it takes."""
        return _shape(self, word, backwards)


def opened(program: harfbuzz.Face, family: str, weight: int | None = None) -> ShapedFace:
    """A face to shape with; one of many weights in the weight that is said."""
    font = harfbuzz.Font(program)
    font.scale = (EM, EM)
    if weight:
        font.set_variations({"wght": weight})
    return ShapedFace(font, family)


def _marked(text: str) -> list[str]:
    """The letters that have marks of their own, in scripts where that makes them no wider."""
    return [each for each in _MARKED.findall(text) if _script(each[0]) not in SHAPED]


@lru_cache(maxsize=50_000)
def _has(face: ShapedFace, character: str) -> bool:
    if character in INVISIBLE or any(ord(character) in each for each in SELECTORS):
        return True
    parts = unicodedata.normalize("NFD", character)
    font = face.font
    has = font.get_nominal_glyph(ord(character)) or all(font.get_nominal_glyph(ord(each)) for each in parts)
    script = _script(character)
    return bool(has) and (script not in SHAPED or script in _scripts(face))


@cache
def _scripts(face: ShapedFace) -> frozenset[str]:
    """The scripts that the face knows how to set; one with Apple's tables (morx) knows its own."""
    program = face.font.face
    if "morx" in program.table_tags:
        return SHAPED
    tags = {tag for table in ("GSUB", "GPOS") for tag in program.get_table_script_tags(table)}
    return frozenset(filter(None, map(harfbuzz.ot_tag_to_script, tags)))


@lru_cache(maxsize=20_000)
def _script(character: str) -> str:
    buffer = harfbuzz.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return buffer.script or ""


@lru_cache(maxsize=20_000)
def _set(face: ShapedFace, text: str) -> Setting:
    glyphs: list[Glyph] = []
    clusters: list[Cluster] = []
    x, rise, drop = 0, 0, 0
    blank = round(face.advance(" ") * EM)
    for word in in_order(text):
        done = _blank(blank) if word.text == " " else face.shape(word.text, backwards=word.backwards)
        glyphs += (Glyph(each.number, x + each.x, each.y) for each in done.glyphs)
        clusters += (Cluster(each.text, x + each.x, each.width, each.backwards) for each in done.clusters)
        x, rise, drop = x + done.width, max(rise, done.rise), max(drop, done.drop)
    return Setting(tuple(glyphs), tuple(clusters), x, rise, drop)


def _blank(width: int) -> Setting:
    return Setting((), (Cluster(" ", 0, width, False),), width, 0, 0)


@lru_cache(maxsize=20_000)
def _shape(face: ShapedFace, word: str, backwards: bool) -> Setting:
    buffer = harfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if backwards else "ltr"
    buffer.flags = harfbuzz.BufferFlags.DO_NOT_INSERT_DOTTED_CIRCLE
    harfbuzz.shape(face.font, buffer)
    glyphs, starts, x = [], [], 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(Glyph(info.codepoint, x + position.x_offset, position.y_offset))
        starts.append((info.cluster, x))
        x += position.x_advance
    left, right, rise, drop = _ink(face, glyphs)
    aside, width = max(0, -left), max(x, right)
    moved = tuple(Glyph(each.number, each.x + aside, each.y) for each in glyphs)
    clusters = tuple(_clusters(word, starts, x, aside, backwards))
    return Setting(moved, clusters, aside + width, max(0, rise), max(0, drop))


def _ink(face: ShapedFace, glyphs: list[Glyph]) -> tuple[int, int, int, int]:
    """How far the glyphs' ink reaches: left, right, up and down."""
    left = right = up = down = 0
    for glyph in glyphs:
        box = face.font.get_glyph_extents(glyph.number)
        if box and box.width:
            left, right = min(left, glyph.x + box.x_bearing), max(right, glyph.x + box.x_bearing + box.width)
            up = max(up, glyph.y + box.y_bearing)
            down = max(down, -(glyph.y + box.y_bearing + box.height))
    return left, right, up, down


def _clusters(
    word: str, starts: list[tuple[int, int]], end: int, aside: int, backwards: bool
) -> Iterator[Cluster]:
    """The characters of each cluster: up to where the next one in the text begins."""
    first: dict[int, int] = {}
    for index, x in starts:
        first.setdefault(index, x)
    texts = sorted(first)
    text_ends = dict(zip(texts, [*texts[1:], len(word)], strict=True))
    seen = list(first)
    for index, following in zip(seen, [*seen[1:], None], strict=True):
        right = end if following is None else first[following]
        width = max(1, right - first[index])
        yield Cluster(word[index : text_ends[index]], first[index] + aside, width, backwards)
