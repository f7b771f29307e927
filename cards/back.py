"""Lays out a card's other side: whose it is, the steps in a crisis, whom to call, where to return it.

As on the front, type goes from large to small until all of it fits; nothing is ever clipped.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from attrs import frozen

from cards.card import Back, Card, Laid, Pass, Protocol, Separator
from cards.drawing import Band, Face, Mark, Rect, Sign, Size
from cards.errors import NoFace, TooMuch
from cards.face import HAIRLINE
from cards.faces import lacking
from cards.flow import Fixed, Paragraph, Piece, Style, set_text
from cards.foot import footer
from cards.lines import RADIUS
from cards.plan import FLOOR
from cards.point import Point
from themes import Palette, Theme

LARGEST, STEP = 10.0, 0.25
"""Points: of what to do, in ordinary type, and by how much it shrinks."""
ABOVE_FOOT = 0.23
"""Millimetres above the small print, for each point."""
BESIDE = 1.6
"""Millimetres beside what stands in the band."""
DENSE = 7.5
"""Points under which there is half the air between rows."""
SMALLER = 1.0
"""Points that type gives up where that saves a row."""
MOST_GAP = 2.0
"""Millimetres between points on a card with space to spare."""
CALLS = "The office calls"
FOUND = "Found? Please return to"
SCHOOL = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0)
"""Points of the school's name, where a card is found and there is room to say so."""


@frozen
class _Row:
    """Marks from 0 down to their height, in so many rows of text; air stands above them."""

    air: float
    marks: tuple[Mark, ...]
    height: float
    rows: int


def lay_out(card: Laid, theme: Theme, live: Size) -> Face:
    """The other side's face, bare on separators and passes; raises NoFace or TooMuch."""
    if isinstance(card, Separator | Pass):
        return Face(live, ())
    name, about, back = (
        (card.name, card.about, card.back or Back()) if isinstance(card, Card) else ("", "", Back())
    )
    said = _Said(name, about, back, card.return_to, card.notice)
    if missing := list(dict.fromkeys(chain.from_iterable(map(lacking, said.texts)))):
        raise NoFace(missing)
    return Face(live, (_in_a_crisis if back.protocols else _to_return)(said, theme, live))


@frozen
class _Said:
    """All that stands on the other side."""

    name: str
    about: str
    back: Back
    return_to: tuple[str, ...]
    notice: str

    @property
    def texts(self) -> Iterator[str]:
        """Every text."""
        yield from (self.name, self.about, *self.return_to, self.notice, *self.back.calls)
        for protocol in self.back.protocols:
            yield protocol.heading
            for point in protocol.points:
                yield from (point.mark, point.text)


def _in_a_crisis(said: _Said, theme: Theme, live: Size) -> tuple[Mark, ...]:
    """Whose card it is, the steps in the largest type in which they fit, whom the school calls.

    A little smaller is better where it saves a row.
    """
    paper = theme.paper
    foot = footer(said.return_to, said.notice, paper.muted, live)
    body, rows = _largest(said, paper, max(1.0, theme.type.card), live.width, foot.top)
    spare = foot.top - body * ABOVE_FOOT - _height(rows)
    gap = min(MOST_GAP, spare / (len(rows) - 1))
    rule = _rule(foot.top - body * ABOVE_FOOT * 0.55, live, paper)
    return *_placed(rows, gap), rule, *foot.runs


def _largest(
    said: _Said, paper: Palette, scale: float, width: float, lowest: float
) -> tuple[float, Sequence[_Row]]:
    """The rows in the size that suits them best, and that size; raises TooMuch."""
    fitting: list[tuple[float, Sequence[_Row]]] = []
    why = TooMuch()
    for body in _sizes(LARGEST * scale):
        if fitting and body < fitting[0][0] - SMALLER:
            break
        try:
            rows = list(_rows(said, paper, body, width))
        except TooMuch as wider:
            why = wider
            continue
        over = _height(rows) + body * ABOVE_FOOT - lowest
        if over <= 0:
            fitting.append((body, rows))
        else:
            why = TooMuch(_too_much(body, over))
    if not fitting:
        raise why
    return min(fitting, key=lambda each: (sum(row.rows for row in each[1]), -each[0]))


def _too_much(body: float, over: float) -> str:
    more = f"the other side needs {over:.1f} mm more than the card has"
    return f"at {body:g} points {more}; shorten the steps, or what never to do"


def _sizes(largest: float) -> Iterator[float]:
    body = largest
    while body > FLOOR:
        yield body
        body -= STEP
    yield FLOOR


def _height(rows: Sequence[_Row]) -> float:
    return sum(row.air + row.height for row in rows)


def _placed(rows: Sequence[_Row], gap: float) -> Iterator[Mark]:
    """The rows one under the other, so much further apart."""
    y = -gap
    for row in rows:
        y += row.air + gap
        yield from (mark.moved(y) for mark in row.marks)
        y += row.height


def _rows(said: _Said, paper: Palette, body: float, width: float) -> Iterator[_Row]:
    airy = body if body >= DENSE else body / 2
    yield _row(0.0, _head(said, paper, body, width))
    for protocol in said.back.protocols:
        yield _band(protocol, paper, body, width, airy)
        for number, point in enumerate(protocol.points):
            yield _point(point, paper, body, width, airy * (0.05 if number else 0.14))
    if said.back.calls:
        yield _row(airy * 0.12, _calls(said, paper, body, width))


def _row(air: float, *paragraphs: Paragraph) -> _Row:
    """Paragraphs side by side; the last is the longest."""
    runs = tuple(run for paragraph in paragraphs for run in paragraph.runs)
    return _Row(air, runs, paragraphs[-1].bottom, paragraphs[-1].rows)


@lru_cache(maxsize=20_000)
def _set(left: float, width: float, *pieces: Piece) -> Paragraph:
    """Pieces from the top."""
    return set_text(pieces, left, 0.0, Fixed(width))


def _head(said: _Said, paper: Palette, body: float, width: float) -> Paragraph:
    """Whose card it is, in a row."""
    name = Piece(said.name, Style(max(FLOOR, min(13.0, body * 1.3)), True, paper.text))
    about = Piece(said.about, Style(max(FLOOR, body * 0.85), False, paper.muted), apart=0.8)
    return _set(0.0, width, *([name, about] if said.about else [name]))


def _band(protocol: Protocol, paper: Palette, body: float, width: float, airy: float) -> _Row:
    """When to do it, light on the colour of a crisis, with its sign."""
    white, pad, side = paper.on_crisis, body * 0.13, body * 0.36
    style = Style(max(FLOOR, body * 0.9), True, white)
    said = _set(BESIDE + side + 1.3, width - BESIDE, Piece(protocol.heading, style))
    height = max(said.bottom, side) + 2 * pad
    ground = Band(Rect(0.0, 0.0, width, height), RADIUS, paper.crisis)
    sign = Sign(protocol.sign, BESIDE, (height - side) / 2, side, white, paper.crisis)
    runs = said.moved((height - said.bottom) / 2).runs
    return _Row(airy * 0.1, (ground, sign, *runs), height, said.rows)


def _point(point: Point, paper: Palette, body: float, width: float, air: float) -> _Row:
    """A number and what to do beside it; what never to do begins with the word."""
    mark = Piece(point.mark, Style(body, True, paper.kinds["crisis"]))
    if point.is_loud:
        return _row(air, _set(0.0, width, mark, Piece(point.text, Style(body, True, paper.text))))
    text = _set(body * 0.5, width, Piece(point.text, Style(body, False, paper.text)))
    return _row(air, _set(0.0, width, mark), text) if point.mark else _row(air, text)


def _calls(said: _Said, paper: Palette, body: float, width: float) -> Paragraph:
    """Whom the school calls, in this order."""
    size = max(FLOOR, body * 0.9)
    quiet, names = Style(size, False, paper.muted), Style(size, True, paper.text)
    *others, last = said.back.calls
    called = [*(f"{call};" for call in others), last]
    return _set(0.0, width, Piece(CALLS, quiet), *(Piece(call, names) for call in called))


def _to_return(said: _Said, theme: Theme, live: Size) -> tuple[Mark, ...]:
    """Whose card it is, where it goes back to, as large as there is room, and whom the school calls."""
    paper, right = theme.paper, Fixed(live.width)
    small = Style(FLOOR, False, paper.muted)
    notice = set_text([Piece(said.notice, small)], 0.0, 0.0, right)
    notice = notice.moved(live.height - notice.bottom)
    head = _head(said, paper, 9.0, live.width) if said.name else None
    calls = _calls(said, paper, 8.0, live.width) if said.back.calls else None
    above = head.bottom if head else 0.0
    below = notice.top - 1.2
    if calls:
        calls = calls.moved(below - calls.bottom)
        below = calls.top - 1.2
    for size in SCHOOL:
        rows = _address(said.return_to, paper, size, live.width)
        spare = below - above - rows[-1].bottom
        if spare >= 2.0:
            rows = [row.moved(above + spare / 2) for row in rows]
            paragraphs = filter(None, (head, *rows, calls, notice))
            rules = [_rule(above + 1.0, live, paper)] if head else []
            return *rules, *(run for paragraph in paragraphs for run in paragraph.runs)
    raise TooMuch("the other side has no room for the school's address and whom it calls; shorten them")


def _address(return_to: Sequence[str], paper: Palette, size: float, width: float) -> list[Paragraph]:
    """Where a found card goes back to, from the top."""
    school, *rest = return_to
    styles = [Style(max(FLOOR, size * 0.6), False, paper.muted), Style(size, True, paper.text)]
    styles += [Style(max(FLOOR, size * 0.75), False, paper.text)] * len(rest)
    rows: list[Paragraph] = []
    for text, style in zip((FOUND, school, *rest), styles, strict=True):
        top = rows[-1].bottom + size * 0.1 if rows else 0.0
        rows.append(set_text([Piece(text, style)], 0.0, top, Fixed(width)))
    return rows


def _rule(y: float, live: Size, paper: Palette) -> Band:
    return Band(Rect(0.0, y, live.width, y + HAIRLINE), 0.0, paper.line)
