"""Pair kerning as an OpenType font tells it (GPOS, feature "kern", pair adjustment)."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Self

from attrs import field, frozen
from fontTools.ttLib import TTFont

PAIRS, CLASSES = 1, 2  # formats of a pair adjustment subtable


@frozen(eq=False)
class Kerning:
    """How much closer one glyph follows another, in font units."""

    tables: tuple[Any, ...] = field(repr=False)
    covered: tuple[frozenset[str], ...] = field(repr=False)
    pairs: Mapping[int, Mapping[tuple[str, str], int]] = field(repr=False)

    @classmethod
    def of(cls, font: TTFont) -> Self:
        """The kerning of a font; one without any has none."""
        tables = tuple(_subtables(font)) if "GPOS" in font else ()
        covered = tuple(frozenset(table.Coverage.glyphs) for table in tables)
        pairs = {at: _pairs(table) for at, table in enumerate(tables) if table.Format == PAIRS}
        return cls(tables, covered, pairs)

    def between(self, left: str, right: str) -> int:
        """The change of the space between two glyphs: the first subtable that knows the pair decides."""
        return _between(self, left, right)


@cache
def _between(kerning: Kerning, left: str, right: str) -> int:
    for at, table in enumerate(kerning.tables):
        if left not in kerning.covered[at]:
            continue
        if table.Format == CLASSES:
            return _by_class(table, left, right)
        if (left, right) in kerning.pairs[at]:
            return kerning.pairs[at][left, right]
    return 0


def _by_class(table: Any, left: str, right: str) -> int:
    row = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)]
    return _change(row.Class2Record[table.ClassDef2.classDefs.get(right, 0)].Value1)


def _pairs(table: Any) -> dict[tuple[str, str], int]:
    return {
        (left, record.SecondGlyph): _change(record.Value1)
        for left, after in zip(table.Coverage.glyphs, table.PairSet, strict=True)
        for record in after.PairValueRecord
    }


def _change(value: Any) -> int:
    return getattr(value, "XAdvance", 0) or 0


def _subtables(font: TTFont) -> Iterator[Any]:
    layout = font["GPOS"].table
    wanted = {
        at
        for record in layout.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for at in record.Feature.LookupListIndex
    }
    for at in sorted(wanted):
        for found in layout.LookupList.Lookup[at].SubTable:
            table = getattr(found, "ExtSubTable", found)
            if hasattr(table, "PairSet") or hasattr(table, "Class1Record"):
                yield table
