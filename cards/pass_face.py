"""The face of a day pass: for what and until when, its code in the largest letters, and how to use it."""

from collections.abc import Iterator, Sequence
from itertools import chain

from attrs import evolve

from cards.card import Pass
from cards.code import QUIET
from cards.drawing import Band, Code, Face, Rect, Run, Size
from cards.errors import NoFace, TooMuch
from cards.faces import lacking
from cards.flow import Fixed, Paragraph, Piece, Style, set_text
from cards.foot import footer
from cards.head import CLEAR, code_of
from cards.plan import FLOOR
from themes import Palette, Theme

EYEBROW, ABOUT = 8.0, 9.0
HEADINGS = (20.0, 17.0, 14.0, 12.0, 10.0, 9.0)
"""Points; the largest at which the heading takes one row, else the smallest in as many as it needs."""
SIZES = ((32.0, 8.5), (30.0, 8.0), (27.0, 7.5), (24.0, 7.0), (20.0, FLOOR), (17.0, FLOOR))
"""Points of the code, which is read from a hand and typed, and of how to use it."""
RULE = 0.3
"""Millimetres: the lines over and under the code."""
GAP, AIR = 0.7, 1.7
"""Between rows, and around the code."""
TOO_MUCH = "there is too much to say for a card; make a pass for fewer rooms or periods"


def lay_out(card: Pass, theme: Theme, live: Size) -> Face:
    """The pass's face; raises NoFace, LinkUnfit or TooMuch."""
    if missing := list(dict.fromkeys(chain.from_iterable(map(lacking, _texts(card))))):
        raise NoFace(missing)
    paper, code = theme.paper, code_of(card.link, live)
    caption = _caption(card.caption, code, paper, live)
    head = list(_head(card, paper, code.rect.left - QUIET * code.module - CLEAR))
    foot = footer(card.return_to, card.notice, paper.muted, live)
    top = max(head[-1].bottom, caption.bottom) + GAP
    for letters, points in SIZES:
        below = list(_below(card, paper, top, live.width, letters, points))
        spare = foot.top - AIR - _bottom(below)
        if spare >= 0:
            marks = (mark.moved(spare / 2) for mark in below)
            heads = (run for each in (caption, *head, foot) for run in each.runs)
            return Face(live, (code, *heads, *marks))
    raise TooMuch(TOO_MUCH)


def _texts(card: Pass) -> Iterator[str]:
    yield from (card.title, card.heading, *card.about, card.code, *card.return_to, card.notice, card.caption)
    yield from chain.from_iterable(card.uses)


def _head(card: Pass, paper: Palette, right: float) -> Iterator[Paragraph]:
    """What it is, for which rooms, and until when."""
    said = set_text([Piece(card.title, Style(EYEBROW, True, paper.accent))], 0.0, 0.0, Fixed(right))
    yield said
    said = _heading(card.heading, said.bottom + 2 * GAP, paper, right)
    yield said
    for text in card.about:
        said = set_text([Piece(text, Style(ABOUT, False, paper.text))], 0.0, said.bottom + GAP, Fixed(right))
        yield said


def _heading(text: str, top: float, paper: Palette, right: float) -> Paragraph:
    for points in HEADINGS:
        try:
            said = set_text([Piece(text, Style(points, True, paper.text))], 0.0, top, Fixed(right))
        except TooMuch:
            continue
        if said.rows == 1 or points == HEADINGS[-1]:
            return said
    raise TooMuch(TOO_MUCH)


def _caption(text: str, code: Code, paper: Palette, live: Size) -> Paragraph:
    """What the code is for, under it."""
    top = code.rect.bottom + QUIET * code.module
    said = set_text([Piece(text, Style(FLOOR, False, paper.muted), whole=True)], 0.0, top, Fixed(live.width))
    return evolve(said, runs=tuple(evolve(run, x=live.width - run.width) for run in said.runs))


def _below(
    card: Pass, paper: Palette, top: float, width: float, letters: float, points: float
) -> Iterator[Band | Run]:
    """The code between two lines, and how to use it."""
    yield _rule(top, width, paper)
    code = set_text(
        [Piece(card.code, Style(letters, True, paper.text), whole=True)], 0.0, top + RULE + AIR, Fixed(width)
    )
    yield from (evolve(run, x=(width - run.width) / 2) for run in code.runs)
    bottom = code.bottom + GAP
    yield _rule(bottom, width, paper)
    bottom += RULE + AIR - GAP
    bold, plain = Style(points, True, paper.text), Style(points, False, paper.text)
    for where, what in card.uses:
        said = set_text([Piece(where, bold), Piece(what, plain)], 0.0, bottom + GAP, Fixed(width))
        yield from said.runs
        bottom = said.bottom


def _bottom(marks: Sequence[Band | Run]) -> float:
    return max(mark.rect.bottom for mark in marks)


def _rule(y: float, width: float, paper: Palette) -> Band:
    return Band(Rect(0.0, y, width, y + RULE), 0.0, paper.text)
