"""Lays out a card's face: the name first, then what to do and when, the crisis band, and what a finder needs.

Sizes go from roomy to dense until the card fits: shrink, then wrap, then refuse; nothing is ever clipped.
"""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from cards.card import Card
from cards.drawing import DESIGN_LIVE, Face, Mark, Size
from cards.errors import CardError, NoFace, TooMuch
from cards.flow import Paragraph
from cards.foot import footer
from cards.head import Corner, corner, title
from cards.lines import Block, band, lines
from cards.plan import FLOOR, RUN_IN, STACKED, Plan
from cards.typeface import face, normal
from themes import Palette, Theme

CLEAR = 1.2  # between text and the code's quiet zone or its caption
AIR = 1.5  # between the name, the lines, the band and the small print


def lay_out(card: Card, theme: Theme, live: Size = DESIGN_LIVE) -> Face:
    """The card's face; raises NoFace, LinkUnfit or TooMuch where it can't be set."""
    if missing := _missing(card):
        raise NoFace(missing)
    frame = _frame(card, theme.paper, live)
    best = _best(frame)
    return Face(live, (*frame.corner.marks, *best.marks, *frame.foot.runs))


def faults(cards: Iterable[Card], theme: Theme, live: Size = DESIGN_LIVE) -> list[tuple[int, str]]:
    """A sentence for every card that can't be printed, with its index; none is left out."""
    found = []
    for index, card in enumerate(cards):
        try:
            lay_out(card, theme, live)
        except CardError as error:
            found.append((index, f"{card.name}: {error}"))
    return found


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


def _frame(card: Card, paper: Palette, live: Size) -> _Frame:
    foot = footer(card, paper, live.width)
    return _Frame(card, paper, live, corner(card, paper, live), foot.moved(live.height - foot.bottom))


def _best(frame: _Frame) -> _Setting:
    """Stacked with the fewest rows, then in the largest type; else run in, in the largest type."""
    refused: list[TooMuch] = []
    if settings := list(_settings(frame, STACKED, refused)):
        return min(settings, key=lambda setting: (setting.rows, -setting.plan.body))
    for setting in _settings(frame, RUN_IN, refused):
        return setting
    raise refused[-1]


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
    crisis = _crisis(frame, plan)
    top, end = heads[-1].bottom + AIR, (crisis.top if crisis else frame.foot.top) - AIR
    middle = lines(frame.card.lines, frame.paper, plan, top, right, plan.least_gap)
    spare = end - middle.bottom
    if spare < 0:
        raise TooMuch(
            f"at {plan.body:g} points the text needs {-spare:.1f} mm more than the card has;"
            " shorten it, or leave a line out"
        )
    middle = _airy(frame, plan, top, end, middle)
    rows = middle.rows + (crisis.rows if crisis else 0)
    runs = [run for head in heads for run in head.runs]
    return _Setting(plan, (*runs, *middle.marks, *(crisis.marks if crisis else ())), rows)


def _airy(frame: _Frame, plan: Plan, top: float, end: float, tight: Block) -> Block:
    """The lines with the spare space between them, if they take no more rows so."""
    right = frame.corner.right_edge(frame.live.width, CLEAR)
    share = (end - tight.bottom) / (len(frame.card.lines) + 1)
    gap = min(plan.most_gap, plan.least_gap + share)
    try:
        wide = lines(frame.card.lines, frame.paper, plan, top + min(share, AIR), right, gap)
    except TooMuch:
        return tight
    return wide if wide.rows <= tight.rows and wide.bottom <= end else tight


def _crisis(frame: _Frame, plan: Plan) -> Block | None:
    if not frame.card.crisis:
        return None
    block = band(frame.card.crisis, frame.paper, plan, frame.live.width)
    block = block.moved(frame.foot.top - AIR - block.bottom)
    if block.top < 0:
        raise TooMuch(f"at {FLOOR} points the crisis lines need more than the whole card; shorten them")
    return block


def _missing(card: Card) -> list[str]:
    """The characters on the card that the face lacks."""
    regular = "".join(
        normal(text)
        for text in (card.about, card.notice, *card.return_to, *(l.word + l.text for l in (*card.lines, *card.crisis)))
    )
    bold = "".join(normal(text) for text in (card.name, *(l.heading + l.text for l in (*card.lines, *card.crisis))))
    return list(dict.fromkeys([*face(False).lacks(regular), *face(True).lacks(bold)]))
