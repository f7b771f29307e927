"""Sets pieces of text one after another in rows: broken at blanks and after hyphens, never inside a word."""

from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from math import ceil, inf
from typing import Protocol

from attrs import frozen

from cards.drawing import POINT, Run
from cards.errors import TooMuch
from cards.faces import AnyFace, face_of, parts
from cards.shaping import ShapedFace
from cards.typeface import Typeface, mm
from cards.wording import normal, words
from themes import Colour

LEADING = 1.18  # from baseline to baseline, in ems
RISE, DROP = 0.66, 0.2  # capitals and descenders, in ems: what a row takes unless its ink needs more
STEP, FINE = 20, 40  # parts of an em: what shaped text and names take is rounded up, so that few cards differ


class RightEdge(Hashable, Protocol):
    """Where a row has to end, from its top and bottom; `right` is where rows end at most."""

    @property
    def right(self) -> float:
        """Where rows end at most."""

    def __call__(self, top: float, bottom: float, /) -> float:
        """Where the row has to end."""

    def first(self, top: float) -> "tuple[Fixed, float]":
        """The edge of rows from a height on, and down to where it is the same for all of them."""

    def below(self, top: float) -> "RightEdge":
        """The edge as it is seen from a height; it may keep clear of a little more."""


@frozen(cache_hash=True)
class Style:
    """Size, weight and colour of a piece of text."""

    points: float
    bold: bool
    colour: Colour


@frozen
class Piece:
    """Text in one style, `apart` mm from what stands before it; one that is `whole` stays in one row.

    What a `rounded` one takes is rounded up, so that few cards differ by it.
    """

    text: str
    style: Style
    whole: bool = False
    apart: float = 0.0
    rounded: bool = False


@frozen
class Paragraph:
    """Text that was set: its runs, the rows they stand in, and where they begin and end."""

    runs: tuple[Run, ...]
    rows: int
    top: float
    baseline: float
    bottom: float

    def moved(self, down: float) -> "Paragraph":
        """The same, lower on the card."""
        runs = tuple(run.moved(down) for run in self.runs)
        return Paragraph(runs, self.rows, self.top + down, self.baseline + down, self.bottom + down)


@frozen(cache_hash=True)
class Fixed:
    """An edge that is the same for every row."""

    right: float

    def __call__(self, _top: float, _bottom: float, /) -> float:
        """Where every row has to end."""
        return self.right

    def first(self, _top: float) -> "tuple[Fixed, float]":
        """It is the same down to anywhere."""
        return self, inf

    def below(self, _top: float) -> "Fixed":
        """It is the same from everywhere."""
        return self


def set_text(pieces: Sequence[Piece], left: float, top: float, right: RightEdge) -> Paragraph:
    """Set the pieces in rows from the top; raises TooMuch for a word that is wider than its row."""
    return broken(pieces, left, top, right).set()


def broken(pieces: Sequence[Piece], left: float, top: float, right: RightEdge) -> "Broken":
    """Where the rows of the pieces break; raises TooMuch for a word that is wider than its row."""
    rise, drop, step = _measures(pieces)
    words: Sequence[_Word] = [word for piece in pieces for word in _words(piece)]
    rows: list[Sequence[_Word]] = []
    while words:
        baseline = top + rise + len(rows) * step
        room = right(baseline - rise, baseline + drop) - left
        row, words = _row(words, room)
        rows.append(row)
    last = top + rise + max(0, len(rows) - 1) * step
    return Broken(rows, left, top, top + rise, step, last + drop)


@frozen
class _Word:
    text: str
    style: Style
    face: AnyFace
    blank: bool  # a blank stands before it, unless it begins a row
    apart: bool  # it begins a run of its own
    width: float
    gap: float


@frozen
class Broken:
    """Text whose rows are known, and so all that it takes; its runs are made where it is drawn."""

    words: Sequence[Sequence[_Word]]
    left: float
    top: float
    baseline: float
    step: float
    bottom: float

    @property
    def rows(self) -> int:
        """In how many rows it stands."""
        return len(self.words)

    @property
    def end(self) -> float:
        """Where its last row ends."""
        return self.left + _width(self.words[-1]) if self.words else self.left

    def set(self) -> Paragraph:
        """The text with its runs."""
        runs: list[Run] = []
        for number, row in enumerate(self.words):
            runs += _runs(row, self.left, self.baseline + number * self.step)
        return Paragraph(tuple(runs), self.rows, self.top, self.baseline, self.bottom)


def _width(row: Sequence[_Word]) -> float:
    return sum(word.width for word in row) + sum(word.gap for word in row[1:])


def _measures(pieces: Sequence[Piece]) -> tuple[float, float, float]:
    """How far rows rise and drop, and from baseline to baseline, in mm."""
    rise = drop = step = 0.0
    for piece in pieces:
        style = piece.style
        high, low = reach(piece.text, style.bold, rounded=piece.rounded)
        rise = max(rise, mm(high, style.points))
        drop = max(drop, mm(low, style.points))
        step = max(step, mm(LEADING, style.points))
    return rise, drop, max(step, rise + drop)


@lru_cache(maxsize=20_000)
def in_one_row(text: str, chosen: AnyFace) -> float:
    """How wide a text is in a face, in ems, where it fills a row."""
    blank = chosen.advance(" ")
    return sum([chosen.width(part) + (blank if apart else 0.0) for part, apart in words(text)]) - blank


@lru_cache(maxsize=10_000)
def reach(text: str, bold: bool, *, rounded: bool = False) -> tuple[float, float]:
    """How far a row of text rises above its baseline and drops below it, in ems."""
    text = normal(text)
    chosen = face_of(text, bold)
    if isinstance(chosen, Typeface):
        high, low = chosen.ink(text)
        step = FINE if rounded else None
    else:
        inks = [part.face.ink(part.text) for part in parts(text, bold)]
        high, low, step = max(rise for rise, _ in inks), max(drop for _, drop in inks), STEP
    if step is not None:
        high, low = ceil(high * step) / step, ceil(low * step) / step
    return max(high, RISE), max(low, DROP)


@lru_cache(maxsize=20_000)
def _words(piece: Piece) -> tuple[_Word, ...]:
    style, apart = piece.style, piece.apart
    found = []
    for part in parts(piece.text, style.bold, piece.whole):
        space = mm(part.face.advance(" "), style.points)
        width = mm(part.face.width(part.text), style.points)
        gap = space + apart if part.blank else apart
        found.append(_Word(part.text, style, part.face, part.blank, apart > 0, width, gap))
        apart = 0.0
    return tuple(found)


def _row(words: Sequence[_Word], room: float) -> tuple[Sequence[_Word], Sequence[_Word]]:
    """As many words as the room holds, and the words that are left."""
    used = 0.0
    for number, word in enumerate(words):
        used += word.width + (word.gap if number else 0.0)
        if used > room:
            if number == 0:
                raise TooMuch(f'"{word.text}" is wider than the card; write it shorter')
            return words[:number], words[number:]
    return words, ()


def _runs(row: Sequence[_Word], left: float, baseline: float) -> Iterator[Run]:
    """The words of a row, those in one style and face together."""
    x, start, text = left, left, ""
    for number, word in enumerate(row):
        if number and _differ(word, row[number - 1]):
            yield _run(text, row[number - 1], start, baseline)
            x += word.gap
            start, text = x, ""
        elif number:
            x += word.gap
            text += " " if word.blank else ""
        text += word.text
        x += word.width
    if row:
        yield _run(text, row[-1], start, baseline)


def _differ(word: _Word, before: _Word) -> bool:
    is_alike = word.style is before.style or word.style == before.style
    return word.apart or not is_alike or word.face is not before.face


def _run(text: str, word: _Word, x: float, baseline: float) -> Run:
    style, face = word.style, word.face
    width = mm(face.width(text), style.points)
    rise, drop = face.ink(text)
    em = style.points * POINT
    shaped = face if isinstance(face, ShapedFace) else None
    return Run(text, x, baseline, style.points, style.bold, style.colour, width, rise * em, drop * em, shaped)
