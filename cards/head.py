"""The top of a card: whose it is, and the code that leads staff to the plan."""

from datetime import date

from attrs import evolve, frozen

from cards import code
from cards.card import Card
from cards.drawing import Code, Mark, Rect, Size
from cards.errors import TooMuch
from cards.flow import Paragraph, Piece, RightEdge, Style, set_text
from cards.plan import FLOOR, NAME_FLOOR, Plan
from themes import Palette

CLEAR = 1.2  # mm between text and the code's quiet zone or its caption, beside, above and below them
BAND_GAP = 0.4  # mm between the caption and the band, whose text keeps a distance of its own
ONE_ROW = 12.0  # points; a name that needs less is set in two rows
TWO_ROWS = 14.0
CAPTION = "Staff: scan for the plan"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@frozen
class Corner:
    """The code and what stands under it, and the space that text has to keep clear of."""

    marks: tuple[Mark, ...]
    taken: tuple[Rect, ...]
    bottom: float  # below which a band may begin

    def right_edge(self, right: float, gap: float) -> RightEdge:
        """Where rows have to end so that they keep clear of the corner."""

        def edge(top: float, bottom: float) -> float:
            beside = [space.left - gap for space in self.taken if space.top < bottom and top < space.bottom]
            return min(beside, default=right)

        return edge


def corner(card: Card, paper: Palette, live: Size) -> Corner:
    """The card's code in the top right corner, with its caption and how long the card is valid."""
    rows = code.encode(card.link)
    module = code.SIDE / len(rows)
    mark = Code(rows, live.width - code.SIDE, 0.0, module)
    quiet = mark.rect.grown(code.QUIET * module)
    small = Style(FLOOR, False, paper.muted)
    top = quiet.bottom
    captions = []
    for text in (CAPTION, f"Valid to {day(card.valid_until)}"):
        caption = _flush_right(
            set_text([Piece(text, small, whole=True)], 0.0, top, lambda *_: live.width), live.width
        )
        captions.append(caption)
        top = caption.bottom + 0.35
    runs = [run for caption in captions for run in caption.runs]
    taken = (quiet, *(Rect(run.x, run.rect.top - CLEAR, live.width, run.rect.bottom + CLEAR) for run in runs))
    return Corner((mark, *runs), taken, runs[-1].rect.bottom + BAND_GAP)


def title(card: Card, paper: Palette, plan: Plan, right: RightEdge) -> list[Paragraph]:
    """The name, as large as it fits, and the row about the student under it."""
    name = _name(card.name, paper, plan, right)
    if not card.about:
        return [name]
    style = Style(plan.about, False, paper.muted)
    return [name, set_text([Piece(card.about, style)], 0.0, name.bottom + 0.45, right)]


def day(date: date) -> str:
    """A date as people write it: 11 June 2027."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def _name(name: str, paper: Palette, plan: Plan, right: RightEdge) -> Paragraph:
    """Shrink, then wrap: one row down to 12 points, else the fewest rows at 11 or more."""
    for rows, largest, least in (
        (1, plan.name, ONE_ROW),
        (2, TWO_ROWS, NAME_FLOOR),
        (3, NAME_FLOOR, NAME_FLOOR),
    ):
        points = min(plan.name, largest)
        while points >= min(least, plan.name):
            paragraph = _try_name(name, Style(points, True, paper.text), right)
            if paragraph and paragraph.rows <= rows:
                return paragraph
            points -= 0.5
    raise TooMuch("the name does not fit in three rows of 11 points; shorten it")


def _try_name(name: str, style: Style, right: RightEdge) -> Paragraph | None:
    try:
        return set_text([Piece(name, style)], 0.0, 0.0, right)
    except TooMuch:
        return None


def _flush_right(paragraph: Paragraph, right: float) -> Paragraph:
    runs = tuple(evolve(run, x=right - run.width) for run in paragraph.runs)
    return evolve(paragraph, runs=runs)
