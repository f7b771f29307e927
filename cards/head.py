"""The top of a card: whose it is, and the code that leads staff to the plan."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from math import ceil, floor, inf

from attrs import evolve, frozen

from cards import code
from cards.card import Card
from cards.drawing import Code, Rect, Run, Size
from cards.errors import TooMuch
from cards.faces import face_of
from cards.flow import Fixed, Paragraph, Piece, RightEdge, Style, in_one_row, set_text
from cards.plan import DENSE, FLOOR, NAME_FLOOR, NAME_LEAST, RUN_IN, STACKED, Plan, larger
from cards.typeface import mm
from cards.wording import normal
from themes import Colour, Palette

CLEAR = 1.2  # mm between text and the code's quiet zone or its caption, beside, above and below them
BAND_GAP = 0.4  # mm between the caption and the band, whose text keeps a distance of its own
DEPTH = 0.25  # mm; a step in which lines see what is taken below them
ABOUT_GAP = 0.45  # mm between the name and the row under it
LOW = 0.01  # mm; a row of this height has as much room as any has
ONE_ROW = 12.0  # points; a name that needs less is set in two rows
TWO_ROWS = 14.0
SMALLER = 1.0  # points from one size of a name to the next
CAPTION = "Staff: scan for the plan"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@frozen
class Corner:
    """What stands under the code, the space that text has to keep clear of, and so where rows end."""

    captions: tuple[Run, ...]
    taken: tuple[Rect, ...]
    bottom: float  # below which a band may begin
    right: RightEdge

    @property
    def first_rows(self) -> tuple[float, float]:
        """Where rows beside the code end, and down to where they all end there."""
        quiet, caption, _ = self.taken
        return quiet.left - CLEAR, caption.top


@frozen(cache_hash=True)
class Beside:
    """An edge that keeps clear of spaces that are taken."""

    taken: tuple[Rect, ...]
    right: float

    def __call__(self, top: float, bottom: float) -> float:
        """Where a row has to end."""
        beside = [space.left - CLEAR for space in self.taken if space.top < bottom and top < space.bottom]
        return min(beside, default=self.right)

    def first(self, top: float) -> tuple[Fixed, float]:
        """The edge of rows from a height on, and down to where it is the same for all of them."""
        here = [space for space in self.taken if space.top <= top < space.bottom]
        ends = [space.bottom for space in here] + [space.top for space in self.taken if space.top > top]
        return Fixed(min((space.left - CLEAR for space in here), default=self.right)), min(ends, default=inf)

    def below(self, top: float) -> "Beside":
        """What is taken below a height, in steps outwards: so it is the same from many heights."""
        return _below(self, top)


@lru_cache(maxsize=20_000)
def _below(edge: Beside, top: float) -> Beside:
    taken = []
    for space in edge.taken:
        if space.bottom > top:
            begin = max(0, floor((space.top - top) / DEPTH)) * DEPTH
            end = ceil((space.bottom - top) / DEPTH) * DEPTH
            taken.append(Rect(space.left, begin, space.right, end))
    return Beside(tuple(taken), edge.right)


def code_of(link: str, live: Size) -> Code:
    """The code in the top right corner; raises LinkUnfit."""
    side = code.side(code.version(link))
    return Code(link, side, live.width - code.SIDE, 0.0, code.SIDE / side)


@lru_cache(maxsize=1_000)
def corner(side: int, valid_until: date, colour: Colour, live: Size) -> Corner:
    """The space of a code of so many modules, its caption, and how long the card is valid."""
    module = code.SIDE / side
    quiet = Rect(live.width - code.SIDE, 0.0, live.width, code.SIDE).grown(code.QUIET * module)
    small = Style(FLOOR, False, colour)
    top = quiet.bottom
    runs: list[Run] = []
    for text in (CAPTION, f"Valid to {day(valid_until)}"):
        caption = set_text([Piece(text, small, whole=True)], 0.0, top, Fixed(live.width))
        runs += (evolve(run, x=live.width - run.width) for run in caption.runs)
        top = caption.bottom + 0.35
    taken = (quiet, *(Rect(run.x, run.rect.top - CLEAR, live.width, run.rect.bottom + CLEAR) for run in runs))
    bottom = runs[-1].rect.bottom + BAND_GAP
    return Corner(tuple(runs), taken, bottom, Beside(taken, live.width))


def title(card: Card, paper: Palette, plan: Plan, right: RightEdge) -> list[Paragraph]:
    """The name, as large as it fits, and the row about the student under it."""
    name = _name(card.name, paper, plan, right)
    if not card.about:
        return [name]
    return [name, _about(card.about, plan.about, paper.muted, name.bottom + ABOUT_GAP, right)]


@lru_cache(maxsize=1_000)
def _about(about: str, points: float, colour: Colour, top: float, right: RightEdge) -> Paragraph:
    return set_text([Piece(about, Style(points, False, colour))], 0.0, top, right)


@cache
def one_row_sizes(scale: float) -> tuple[Sequence[float], float]:
    """All sizes at which a name may stand in one row, and the one at which it does so in every plan."""
    plans = (*larger(scale), *STACKED, *RUN_IN, *DENSE)
    sizes = [list(_sizes(plan.name, ONE_ROW, plan)) for plan in plans]
    return sorted(set(chain.from_iterable(sizes))), max(map(min, sizes))


def day(date: date) -> str:
    """A date as people write it: 11 June 2027."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def _name(name: str, paper: Palette, plan: Plan, right: RightEdge) -> Paragraph:
    """Shrink, then wrap: one row down to 12 points, two at 11 or more, three at 9 or more."""
    most = _most_in_one_row(name, right)
    for rows, largest, least in (
        (1, plan.name, ONE_ROW),
        (2, TWO_ROWS, NAME_FLOOR),
        (3, NAME_FLOOR, NAME_LEAST),
    ):
        for points in _sizes(largest, least, plan):
            if rows == 1 and points > most:
                continue
            paragraph = _try_name(name, Style(points, True, paper.text), right)
            if paragraph and paragraph.rows <= rows:
                return paragraph
    raise TooMuch("the name does not fit in three rows of 9 points; shorten it")


def _most_in_one_row(name: str, right: RightEdge) -> float:
    """A size above which a name surely takes more than one row; no row has more room than a very low one."""
    chosen = face_of(normal(name), True)
    return inf if chosen is None else right(0.0, LOW) / mm(in_one_row(name, chosen), 1.0) + SMALLER


def _sizes(largest: float, least: float, plan: Plan) -> Iterator[float]:
    points = min(plan.name, largest)
    while points >= min(least, plan.name):
        yield points
        points -= SMALLER


@lru_cache(maxsize=1_000)
def _try_name(name: str, style: Style, right: RightEdge) -> Paragraph | None:
    try:
        return set_text([Piece(name, style, rounded=True)], 0.0, 0.0, right)
    except TooMuch:
        return None
