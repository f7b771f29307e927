"""Cards that are set alike: once one is set, those that differ only in name and link need no setting.

A name counts as alike where it takes one row at the same sizes, and its ink rises and drops as far: then the
whole card is set in the same way. Any other name is set on its own.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache

from attrs import frozen

from cards import back, code, ink, pass_face, separator, spare
from cards.card import Blank, Card, Laid, Pass, Separator
from cards.drawing import Mark, Run, Size
from cards.errors import NoFace
from cards.face import Arrangement, Known, arrange
from cards.faces import face_of, lacking
from cards.flow import in_one_row, reach
from cards.head import ABOUT_GAP, corner, one_row_sizes
from cards.lines import Block
from cards.plan import ABOUT_MOST
from cards.typeface import face, mm
from cards.wording import normal
from themes import Theme

TITLE = 3  # parts of a shape that speak of the title; its rows end where the code begins, whatever the date
MOST = 20_000  # patterns that are kept

Shape = tuple[float, ...]
_NO_CODE: Mapping[str, bytes] = {}


class Setter:
    """Writes cards of one theme and size as page content."""

    def __init__(self, theme: Theme, live: Size) -> None:
        self._theme = theme
        self._live = live
        self._patterns: dict[object, _Pattern] = {}
        self._known: dict[object, Known] = {}
        self._below = Known().below
        self._drawn: set[_Pattern] = set()
        self._names: list[str] = []
        self._abouts: set[str] = set()
        self._used: dict[bool, set[str]] = {False: set(), True: set()}

    def used(self) -> dict[bool, frozenset[str]]:
        """The characters in each weight on the cards that were written since this was asked last."""
        parts = {id(part): part for pattern in self._drawn for part in pattern.used}
        for part in parts.values():
            for bold, characters in part.items():
                self._used[bold] |= characters
        self._used[True].update("".join(self._names))
        self._used[False].update("".join(self._abouts))
        used = {bold: frozenset(characters) for bold, characters in self._used.items()}
        self._drawn.clear()
        self._names.clear()
        self._abouts.clear()
        self._used = {False: set(), True: set()}
        return used

    def content(self, card: Laid, path: bytes) -> bytes:
        """The card as page content, its code's path being given; raises NoFace, LinkUnfit or TooMuch."""
        if isinstance(card, Blank):
            return self._face(spare.lay_out(card, self._theme, self._live).marks)
        if isinstance(card, Separator):
            return self._face(separator.lay_out(card, self._theme, self._live).marks)
        if isinstance(card, Pass):
            return self._face(pass_face.lay_out(card, self._theme, self._live).marks, {card.link: path})
        if missing := (*lacking(card.name), *lacking(card.about)):
            raise NoFace(missing)
        shape = self._shape(card)
        if shape is None:
            return self._alone(card, path)
        pattern = self._patterns.get(shape) or self._learn(shape, card)
        self._drawn.add(pattern)
        name, about = normal(card.name), normal(card.about)
        self._names.append(name)
        self._abouts.add(about)
        return pattern.content(name, about, path)

    def back(self, card: Laid) -> bytes:
        """The card's other side as page content; raises NoFace or TooMuch."""
        return self._face(back.lay_out(card, self._theme, self._live).marks)

    def _alone(self, card: Card, path: bytes) -> bytes:
        arranged = arrange(card, self._theme, self._live)
        for bold, characters in _characters(arranged.marks).items():
            self._used[bold] |= characters
        return alone(arranged, path)

    def _face(self, marks: Sequence[Mark], paths: Mapping[str, bytes] = _NO_CODE) -> bytes:
        """A face that is like no other; the path of its code, if it has one, is given by its link."""
        for bold, characters in _characters(marks).items():
            self._used[bold] |= characters
        return ink.content(marks, paths)

    def _shape(self, card: Card) -> tuple[object, ...] | None:
        """What cards that are set alike have in common, or None where a card is set on its own."""
        side, scale = code.side(code.version(card.link)), self._theme.type.card
        beside, free = corner(side, card.valid_until, self._theme.paper.muted, self._live).first_rows
        name = _name_shape(card.name, beside, scale)
        about = _about_shape(card.about, beside)
        if name is None or about is None or _depth(name, about, scale) > free:
            return None
        return side, name, about, card.valid_until, card.lines, card.crisis, card.return_to, card.notice

    def _learn(self, shape: tuple[object, ...], card: Card) -> "_Pattern":
        if len(self._patterns) >= MOST:
            self._patterns.clear()
            self._known.clear()
            self._below.clear()
        known = self._known.setdefault(shape[:TITLE], Known(below=self._below))
        pattern = _Pattern.of(arrange(card, self._theme, self._live, known))
        self._patterns[shape] = pattern
        return pattern


def alone(card: Arrangement, path: bytes) -> bytes:
    """The page content of a card that was set on its own, its code's path being given."""
    about = (run for paragraph in card.about for run in paragraph.runs)
    head = ink.content((card.code, *card.captions, *card.name.runs, *about), {card.code.link: path})
    return b"\n".join((head, *(ink.block(placed) for placed in card.blocks), _small(card.foot)))


@frozen(eq=False)
class _Pattern:
    """The page content of a card without its path, its name and the row about it."""

    used: Sequence[Mapping[bool, Set[str]]]
    to_path: bytes
    to_name: bytes
    to_about: bytes
    rest: bytes

    @classmethod
    def of(cls, card: Arrangement) -> "_Pattern":
        """What is the same on all cards that are set like this one."""
        to_path, behind = ink.around(card.code)
        (name,) = card.name.runs
        captions = _small(card.captions)
        to_name = b"%b\n%b\n%b" % (behind, captions, ink.before(name))
        to_about = b"".join(b"\n" + ink.before(run) for paragraph in card.about for run in paragraph.runs)
        blocks = [ink.block(placed) for placed in card.blocks]
        rest = b"\n".join([b"", *blocks, _small(card.foot)])
        return cls(_used(card), to_path, to_name, to_about, rest)

    def content(self, name: str, about: str, path: bytes) -> bytes:
        """The content of such a card."""
        named = ink.text(name, face_of(name, True) or face(True))
        described = ink.text(about, face(False)) if self.to_about else b""
        return b"".join((self.to_path, path, self.to_name, named, self.to_about, described, self.rest))


@lru_cache(maxsize=1_000)
def _small(runs: tuple[Run, ...]) -> bytes:
    return ink.content(runs, {})


def _used(card: Arrangement) -> list[Mapping[bool, Set[str]]]:
    """The characters on all of the card but its name and the row about it, part by part."""
    return [
        _in_small(card.captions),
        _in_small(card.foot),
        *(_in_block(each.block) for each in card.blocks),
    ]


@lru_cache(maxsize=1_000)
def _in_small(runs: tuple[Run, ...]) -> Mapping[bool, Set[str]]:
    return _characters(runs)


@lru_cache(maxsize=20_000)
def _in_block(block: Block) -> Mapping[bool, Set[str]]:
    return _characters(block.marks)


def _characters(marks: Iterable[Mark]) -> dict[bool, set[str]]:
    used: dict[bool, set[str]] = {False: set(), True: set()}
    for mark in marks:
        if isinstance(mark, Run):
            used[mark.bold].update(mark.text)
    return used


def _name_shape(name: str, room: float, scale: float) -> Shape | None:
    """At how many of a name's sizes it takes one row; None where no plan can be sure of one."""
    chosen = face_of(normal(name), True)
    if chosen is None:
        return None
    sizes, surely = one_row_sizes(scale)
    most = room / mm(in_one_row(name, chosen), 1.0)
    return (
        (bisect_right(sizes, most), chosen is face(True), *reach(name, True, rounded=True))
        if most >= surely
        else None
    )


def _about_shape(about: str, room: float) -> Shape | None:
    """What the row under the name takes; None where it is more than a row, or not in our own face."""
    if not about:
        return ()
    chosen = face_of(normal(about), False)
    if chosen is not face(False) or mm(in_one_row(about, chosen), ABOUT_MOST) > room:
        return None
    return reach(about, False)


def _depth(name: Shape, about: Shape, scale: float) -> float:
    """How far down both rows reach at most."""
    sizes, _ = one_row_sizes(scale)
    return mm(sum(name[2:]), sizes[-1]) + ABOUT_GAP + mm(sum(about), ABOUT_MOST)
