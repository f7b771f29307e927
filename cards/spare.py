"""A spare card's face: lines to write on, and where a found card goes back to."""

from collections.abc import Iterator, Sequence

from cards.card import Blank
from cards.drawing import Band, Face, Mark, Rect, Size
from cards.errors import NoFace
from cards.faces import lacking
from cards.flow import Fixed, Piece, Style, set_text
from cards.foot import footer
from cards.plan import FLOOR
from themes import Palette, Theme

RULE = 0.2
FIRST, LEAST = 5.5, 6.0
"""Millimetres: the first line to write on, and from one to the next, at least: a hand's writing."""
APART = 3.0
ABOVE = 2.6
"""Between the lowest line and the small print."""
LABELS = (("Name", 0.0, 1.0),), (("Grade", 0.0, 0.24), ("Room", 0.24, 0.48), ("Valid to", 0.48, 1.0))
WHEN = "When, and what to do"


def lay_out(card: Blank, theme: Theme, live: Size) -> Face:
    """The spare card's face; raises NoFace."""
    if missing := [each for text in (*card.return_to, card.notice) for each in lacking(text)]:
        raise NoFace(missing)
    paper = theme.paper
    foot = footer(card.return_to, card.notice, paper.muted, live)
    room = foot.top - ABOVE - FIRST
    steps = int(room // LEAST)
    rows = [FIRST + number * room / steps for number in range(steps + 1)]
    return Face(live, (*_labelled(rows, paper, live), *_ruled(rows[2:], paper, live), *foot.runs))


def _labelled(rows: Sequence[float], paper: Palette, live: Size) -> Iterator[Mark]:
    """Lines with a word before them: whose card it is."""
    for y, labels in zip(rows, LABELS, strict=False):
        for text, begin, end in labels:
            left = begin * live.width + (APART if begin else 0.0)
            yield from _label(text, left, y, end * live.width, paper)


def _ruled(rows: Sequence[float], paper: Palette, live: Size) -> Iterator[Mark]:
    """Lines for what to do, as many as there is room for."""
    yield from _label(WHEN, 0.0, rows[0], live.width, paper)
    for y in rows[1:]:
        yield _rule(0.0, y, live.width, paper)


def _label(text: str, left: float, y: float, right: float, paper: Palette) -> Iterator[Mark]:
    style = Style(FLOOR + 1.0, False, paper.muted)
    said = set_text([Piece(text, style, whole=True)], left, 0.0, Fixed(right))
    (run,) = said.moved(y - said.baseline).runs
    yield run
    yield _rule(run.x + run.width + 1.2, y, right, paper)


def _rule(left: float, y: float, right: float, paper: Palette) -> Band:
    return Band(Rect(left, y, right, y + RULE), 0.0, paper.muted)
