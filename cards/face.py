"""Lays out a card's face: the name first, then what to do and when, the crisis band, and what a finder needs.

Sizes go from roomy to dense until the card fits: shrink, then wrap, then refuse; nothing is ever clipped.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from math import ceil

from attrs import field, frozen

from cards.card import Card
from cards.drawing import DESIGN_LIVE, Band, Code, Face, Mark, Rect, Run, Size
from cards.errors import CardError, NoFace, TooMuch
from cards.faces import lacking
from cards.flow import Paragraph
from cards.foot import footer
from cards.head import Corner, code_of, corner, title
from cards.lines import Block, Placed, Stack, band, least_height, lines
from cards.plan import DENSE, RUN_IN, STACKED, Plan, larger
from themes import Colour, Palette, Theme

HAIRLINE = 0.2
AIR = 0.2  # mm; space is added in such steps, so that cards are alike more often
MOST_AIR = 3.5  # that is added over the lines of a card with space to spare


def lay_out(card: Card, theme: Theme, live: Size = DESIGN_LIVE) -> Face:
    """The card's face; raises NoFace, LinkUnfit or TooMuch where it can't be set."""
    return Face(live, tuple(arrange(card, theme, live).marks))


@frozen(eq=False)
class Below:
    """What was found out of cards that are alike below their title, by plan and by where the title ends."""

    spaces: "dict[Plan, _Space]" = field(factory=dict)
    settings: "dict[tuple[Plan, float], _Setting | TooMuch]" = field(factory=dict)


@frozen(eq=False)
class Known:
    """What was found out about cards before: it is the same for this one, and more is added.

    `titles` are those of cards whose title has one shape; of them only their place and sizes may be used.
    """

    titles: dict[Plan, Sequence[Paragraph]] = field(factory=dict)
    below: dict[object, Below] = field(factory=dict)


def arrange(card: Card, theme: Theme, live: Size, known: Known | None = None) -> "Arrangement":
    """Where everything on the card goes; raises NoFace, LinkUnfit or TooMuch where it can't be set."""
    if missing := _missing(card):
        raise NoFace(missing)
    paper, code = theme.paper, code_of(card.link, live)
    known = known or Known()
    beside = corner(code.side, card.valid_until, paper.muted, live)
    alike = (beside.right, beside.bottom, card.lines, card.crisis, card.return_to, card.notice)
    frame = _Frame(
        card,
        paper,
        live,
        beside,
        footer(card.return_to, card.notice, paper.muted, live),
        known.titles,
        known.below.setdefault(alike, Below()),
    )
    best = _largest(frame, theme.type.card) or _best(frame)
    name, *about = frame.titles[best.plan]
    blocks = (*best.middle.blocks, Placed(best.below, best.drop))
    return Arrangement(code, frame.corner.captions, name, about, blocks, frame.foot.runs)


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
class Arrangement:
    """A card's parts, in the order in which they are laid on."""

    code: Code
    captions: tuple[Run, ...]
    name: Paragraph
    about: Sequence[Paragraph]
    blocks: Sequence[Placed]
    foot: tuple[Run, ...]

    @property
    def marks(self) -> Iterator[Mark]:
        """All marks."""
        about = (run for paragraph in self.about for run in paragraph.runs)
        blocks = (mark for block in self.blocks for mark in block.marks)
        return chain((self.code,), self.captions, self.name.runs, about, blocks, self.foot)


@frozen
class _Frame:
    """What is the same at every size: the card, its colours, the space of its code, and its small print."""

    card: Card
    paper: Palette
    live: Size
    corner: Corner
    foot: Paragraph
    titles: dict[Plan, Sequence[Paragraph]]
    below: Below


@frozen
class _Setting:
    """A card set by one plan; what stands below has yet to be lowered by `drop`."""

    plan: Plan
    middle: Stack
    below: Block
    drop: float

    @property
    def rows(self) -> int:
        """In how many rows its lines stand."""
        return self.middle.rows + self.below.rows

    @property
    def broken(self) -> int:
        """How many texts stand in more than one row."""
        return self.middle.broken + self.below.broken


def _largest(frame: _Frame, scale: float) -> _Setting | None:
    """In large type, if it fits: for far-sighted eyes size counts before whole rows."""
    return next(_settings(frame, larger(scale), []), None) if scale > 1 else None


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


def _settings(frame: _Frame, plans: Iterable[Plan], refused: list[TooMuch]) -> Iterator[_Setting]:
    for plan in plans:
        try:
            yield _set(frame, plan)
        except TooMuch as why:
            refused.append(why)


def _set(frame: _Frame, plan: Plan) -> _Setting:
    """Set the card by this plan, or as one before it that has the same below its title."""
    bottom = ceil(_title(frame, plan)[-1].bottom / AIR) * AIR
    key, settings = (plan, bottom), frame.below.settings
    found = settings.get(key)
    if found is None:
        try:
            found = _set_below(frame, plan, bottom + plan.air)
        except TooMuch as why:
            found = why
        settings[key] = found
    if isinstance(found, TooMuch):
        raise found.with_traceback(None)
    return found


def _set_below(frame: _Frame, plan: Plan, top: float) -> _Setting:
    """Tight first, then with what space is left between the lines."""
    space = _space(frame, plan)
    _expect(space.end - top - space.least, plan)
    middle = _lines(frame, plan, top, plan.least_gap)
    _expect(min(space.end - middle.bottom, space.spare), plan)
    return _Setting(plan, _airy(frame, plan, top, space.end, middle), space.below, space.lowest)


@frozen(eq=False)
class _Space:
    """What a plan leaves for the lines: the block below them, how low it stands, and where they end at most.

    `spare` is how far that block stands below the code, and `least` how high the lines are at least.
    """

    below: Block
    lowest: float
    end: float
    spare: float
    least: float


def _space(frame: _Frame, plan: Plan) -> _Space:
    spaces, width = frame.below.spaces, frame.live.width
    if plan not in spaces:
        below = _crisis(frame, plan) if frame.card.crisis else _rule(width, frame.paper.line)
        lowest = frame.foot.top - plan.air - below.bottom
        top = below.top + lowest
        least = least_height(frame.card.lines, frame.paper, plan, width)
        spaces[plan] = _Space(below, lowest, top - plan.air, top - frame.corner.bottom, least)
    return spaces[plan]


def _expect(spare: float, plan: Plan) -> None:
    if spare < 0:
        raise TooMuch(
            f"at {plan.body:g} points the text needs {-spare:.1f} mm more than the card has;"
            " shorten it, or leave a line out"
        )


def _title(frame: _Frame, plan: Plan) -> Sequence[Paragraph]:
    if plan not in frame.titles:
        frame.titles[plan] = title(frame.card, frame.paper, plan, frame.corner.right)
    return frame.titles[plan]


def _airy(frame: _Frame, plan: Plan, top: float, end: float, tight: Stack) -> Stack:
    """The lines with the spare space between them, if they take no more rows so."""
    share = (end - tight.bottom) / (len(frame.card.lines) + 1) // AIR * AIR
    gap = min(plan.most_gap, plan.least_gap + share)
    try:
        wide = _lines(frame, plan, top + min(share, MOST_AIR), gap)
    except TooMuch:
        return tight
    return wide if wide.rows <= tight.rows and wide.bottom <= end else tight


def _lines(frame: _Frame, plan: Plan, top: float, gap: float) -> Stack:
    return lines(frame.card.lines, frame.paper, plan, top, frame.corner.right, gap)


def _crisis(frame: _Frame, plan: Plan) -> Block:
    return band(frame.card.crisis, frame.paper, plan, frame.live.width)


@lru_cache(maxsize=1_000)
def _rule(width: float, colour: Colour) -> Block:
    """A hairline over the small print, where no band parts it from the lines."""
    rule = Band(Rect(0.0, 0.0, width, HAIRLINE), 0.0, colour)
    return Block((rule,), 0, 0, 0.0, HAIRLINE)


def _missing(card: Card) -> list[str]:
    """The characters on the card for which there is no face; both weights are asked for all of them."""
    parts = [part for line in (*card.lines, *card.crisis) for part in (line.heading, line.word, line.text)]
    texts = (card.name, card.about, *parts, *card.return_to, card.notice)
    return list(dict.fromkeys(chain.from_iterable(map(lacking, texts))))
