"""Lays out a card's face: the name first, then what to do and when, the crisis band, and what a finder needs.

Sizes go from roomy to dense until the card fits: shrink, then wrap, then refuse; nothing is ever clipped.
"""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from cards.card import Card
from cards.drawing import DESIGN_LIVE, Band, Face, Mark, Rect, Size
from cards.errors import CardError, NoFace, TooMuch
from cards.flow import Paragraph
from cards.foot import footer
from cards.head import CLEAR, Corner, corner, title
from cards.lines import Block, band, lines
from cards.plan import DENSE, RUN_IN, STACKED, Plan
from cards.typeface import face, normal
from themes import Palette, Theme

HAIRLINE = 0.2
MOST_AIR = 3.5  # that is added over the lines of a card with space to spare


def lay_out(card: Card, theme: Theme, live: Size = DESIGN_LIVE) -> Face:
    """The card's face; raises NoFace, LinkUnfit or TooMuch where it can't be set."""
    if missing := _missing(card):
        raise NoFace(missing)
    frame = _frame(card, theme.paper, live)
    best = _best(frame)
    return Face(live, (*frame.corner.marks, *best.marks, *frame.foot.runs))


def lay_out_all(
    cards: Iterable[Card], theme: Theme, live: Size = DESIGN_LIVE
) -> tuple[list[Face], list[tuple[int, str]]]:
    """The faces of all cards that can be printed, and for each that can't its index and a sentence."""
    faces, refused = [], []
    for index, card in enumerate(cards):
        try:
            faces.append(lay_out(card, theme, live))
        except CardError as why:
            refused.append((index, f"{card.name}: {why}"))
    return faces, refused


def faults(cards: Iterable[Card], theme: Theme, live: Size = DESIGN_LIVE) -> list[tuple[int, str]]:
    """The index of every card that can't be printed, and why, in a sentence; none is left out."""
    return lay_out_all(cards, theme, live)[1]


@frozen
class _Frame:
    """What is the same at every size: the card, its colours, its code and its small print."""

    card: Card
    paper: Palette
    live: Size
    corner: Corner
    foot: Paragraph


@frozen
class _Setting:
    """A card set by one plan."""

    plan: Plan
    marks: tuple[Mark, ...]
    rows: int
    broken: int


def _frame(card: Card, paper: Palette, live: Size) -> _Frame:
    foot = footer(card, paper, live.width)
    return _Frame(card, paper, live, corner(card, paper, live), foot.moved(live.height - foot.bottom))


def _best(frame: _Frame) -> _Setting:
    """Stacked, else run in, with the fewest texts broken, then the largest type; else dense."""
    refused: list[TooMuch] = []
    for plans in (STACKED, RUN_IN):
        if found := _until_whole(_settings(frame, plans, refused)):
            return min(found, key=lambda setting: (setting.broken, setting.rows, -setting.plan.body))
    for setting in _settings(frame, DENSE, refused):
        return setting
    raise refused[-1]


def _until_whole(settings: Iterable[_Setting]) -> list[_Setting]:
    """The settings up to the first, and so the largest, in which no text is broken."""
    found = []
    for setting in settings:
        found.append(setting)
        if not setting.broken:
            break
    return found


def _settings(frame: _Frame, plans: Sequence[Plan], refused: list[TooMuch]) -> Iterator[_Setting]:
    for plan in plans:
        try:
            yield _set(frame, plan)
        except TooMuch as why:
            refused.append(why)


def _set(frame: _Frame, plan: Plan) -> _Setting:
    """Set the card by this plan: tight first, then with what space is left between the lines."""
    right = frame.corner.right_edge(frame.live.width, CLEAR)
    heads = title(frame.card, frame.paper, plan, right)
    below = _crisis(frame, plan) if frame.card.crisis else _rule(frame, plan)
    top, end = heads[-1].bottom + plan.air, below.top - plan.air
    middle = lines(frame.card.lines, frame.paper, plan, top, right, plan.least_gap)
    spare = min(end - middle.bottom, below.top - frame.corner.bottom)
    if spare < 0:
        raise TooMuch(
            f"at {plan.body:g} points the text needs {-spare:.1f} mm more than the card has;"
            " shorten it, or leave a line out"
        )
    middle = _airy(frame, plan, top, end, middle)
    runs = [run for head in heads for run in head.runs]
    marks = (*runs, *middle.marks, *below.marks)
    return _Setting(plan, marks, middle.rows + below.rows, middle.broken + below.broken)


def _airy(frame: _Frame, plan: Plan, top: float, end: float, tight: Block) -> Block:
    """The lines with the spare space between them, if they take no more rows so."""
    right = frame.corner.right_edge(frame.live.width, CLEAR)
    share = (end - tight.bottom) / (len(frame.card.lines) + 1)
    gap = min(plan.most_gap, plan.least_gap + share)
    try:
        wide = lines(frame.card.lines, frame.paper, plan, top + min(share, MOST_AIR), right, gap)
    except TooMuch:
        return tight
    return wide if wide.rows <= tight.rows and wide.bottom <= end else tight


def _crisis(frame: _Frame, plan: Plan) -> Block:
    block = band(frame.card.crisis, frame.paper, plan, frame.live.width)
    return block.moved(frame.foot.top - plan.air - block.bottom)


def _rule(frame: _Frame, plan: Plan) -> Block:
    """A hairline over the small print, where no band parts it from the lines."""
    bottom = frame.foot.top - plan.air
    rule = Band(Rect(0.0, bottom - HAIRLINE, frame.live.width, bottom), 0.0, frame.paper.line)
    return Block((rule,), 0, 0, rule.rect.top, bottom)


def _missing(card: Card) -> list[str]:
    """The characters on the card that the face lacks; both weights are asked for all of them."""
    parts = [part for line in (*card.lines, *card.crisis) for part in (line.heading, line.word, line.text)]
    text = normal(" ".join((card.name, card.about, *parts, *card.return_to, card.notice)))
    return list(dict.fromkeys([*face(False).lacks(text), *face(True).lacks(text)]))
