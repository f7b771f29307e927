"""The face of a separator card: large enough to be read on the edge of a pile."""

from collections.abc import Iterator

from attrs import evolve

from cards.card import Separator
from cards.drawing import Band, Face, Rect, Size
from cards.errors import NoFace, TooMuch
from cards.faces import lacking
from cards.flow import Fixed, Paragraph, Piece, Style, set_text
from cards.plan import FLOOR
from themes import Theme

EDGE = 3.0
"""Millimetres: the bar along the top, which tells this card from the others in the pile."""
APART = 3.0
TITLES = (40.0, 32.0, 26.0, 20.0, 16.0, 13.0)
"""Points; the largest at which the title takes one row, else the smallest in as many as it needs."""
ABOUT = 13.0


def lay_out(card: Separator, theme: Theme, live: Size) -> Face:
    """The separator card's face; raises NoFace or TooMuch."""
    if missing := [each for text in (card.title, *card.about, card.foot) for each in lacking(text)]:
        raise NoFace(missing)
    paper = theme.paper
    title = _title(card.title, Style(TITLES[0], True, paper.text), live)
    about = list(_rows(card, title.bottom + APART, Style(ABOUT, False, paper.text), live))
    foot = set_text([Piece(card.foot, Style(FLOOR, False, paper.muted))], 0.0, 0.0, Fixed(live.width))
    foot = foot.moved(live.height - foot.bottom)
    if (title, *about)[-1].bottom > foot.top:
        raise TooMuch("the name of the class is too long for a card")
    edge = Band(Rect(0.0, 0.0, live.width, EDGE), 0.0, paper.text)
    runs = (run for each in (title, *about, foot) for run in each.runs)
    return Face(live, (edge, *runs))


def _title(text: str, style: Style, live: Size) -> Paragraph:
    for points in TITLES:
        try:
            said = set_text([Piece(text, evolve(style, points=points))], 0.0, EDGE + APART, Fixed(live.width))
        except TooMuch:
            continue
        if said.rows == 1 or points == TITLES[-1]:
            return said
    raise TooMuch("the name of the class is too long for a card")


def _rows(card: Separator, top: float, style: Style, live: Size) -> Iterator[Paragraph]:
    for text in card.about:
        said = set_text([Piece(text, style)], 0.0, top, Fixed(live.width))
        yield said
        top = said.bottom + APART / 2
