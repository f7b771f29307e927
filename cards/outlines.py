"""Shaped text as page content: its glyphs' outlines, and over them, unseen, the characters themselves.

So a name looks the same with every reader and prints without its font, and can still be found and copied.
Unseen characters are set from left to right, each in its share of its cluster; readers turn round what runs
from right to left.
"""

from functools import lru_cache
from itertools import chain, cycle
from operator import add

import uharfbuzz as harfbuzz

from cards.shaping import EM, Cluster, ShapedFace
from cards.unseen import font_name

UNSEEN = b"BT 3 Tr"


@lru_cache(maxsize=5_000)
def text(face: ShapedFace, said: str) -> bytes:
    """The text with its origin at 0, in units of the face."""
    done = face.set(said)
    glyphs = [_glyph(face, each.number, each.x, each.y) for each in done.glyphs]
    unseen = [_unseen(each) for each in done.clusters]
    return b"\n".join((*filter(None, glyphs), b" ".join((UNSEEN, *unseen, b"ET"))))


def _glyph(face: ShapedFace, number: int, x: int, y: int) -> bytes:
    """A glyph, filled on its own: where two of them touch or overlap nothing is cut out."""
    form, points = _outline(face, number)
    return form % tuple(map(round, map(add, points, cycle((x, y))))) if form else b""


@lru_cache(maxsize=5_000)
def _outline(face: ShapedFace, number: int) -> tuple[bytes, tuple[float, ...]]:
    """A glyph's path, with room for its points, and these: x and y in turn."""
    steps: list[tuple[bytes, tuple[float, ...]]] = []
    face.font.draw_glyph(number, _PEN, steps)
    if not steps:
        return b"", ()
    form = b" ".join(b"%d " * len(points) + operator for operator, points in steps)
    return form + b" f", tuple(chain.from_iterable(points for _, points in steps))


def _pen() -> harfbuzz.DrawFuncs:
    """Notes each step as an operator of PDF with its points."""
    pen = harfbuzz.DrawFuncs()
    pen.set_move_to_func(lambda *said: _note(b"m", said))
    pen.set_line_to_func(lambda *said: _note(b"l", said))
    pen.set_cubic_to_func(lambda *said: _note(b"c", said))
    pen.set_close_path_func(lambda *said: _note(b"h", said))
    return pen


def _note(operator: bytes, said: tuple[object, ...]) -> None:
    *points, steps = said
    steps.append((operator, tuple(points)))  # type: ignore[attr-defined]


_PEN = _pen()


def _unseen(cluster: Cluster) -> bytes:
    """Each character of a cluster in its share of the width."""
    share = cluster.width / len(cluster.text)
    seen = reversed(cluster.text) if cluster.backwards else cluster.text
    size = b"%.2f Tz" % (100 * share / EM)
    said = (_character(each, cluster.x + number * share) for number, each in enumerate(seen))
    return b" ".join((size, *said))


def _character(character: str, x: float) -> bytes:
    plane, code = divmod(ord(character), 0x10000)
    return b"%b %d Tf 1 0 0 1 %.0f 0 Tm <%04X> Tj" % (font_name(plane), EM, x, code)
