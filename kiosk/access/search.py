"""Find students by what people type: forgiving of accents, order and typing errors. Pure; knows names only.

Every word that is typed has to be found: as a name or the beginning of one, as a student's number or
its beginning, or as a room. Only where that finds nobody are names taken that are merely like it.
"""

import heapq
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from functools import cached_property

from kiosk.access.model import Found
from kiosk.plans.student import Student

_NUMBER, _NAME, _ROOM, _BEGINS, _NUMBER_BEGINS, _LIKE = 110.0, 100.0, 98.0, 90.0, 80.0, 0.8
"""How well a word fits, best 110; `_LIKE` scales a likeness of 0 to 100 to stand below the rest."""
_MOST_WORDS, _LONGEST_WORD = 8, 40
_LEAST_LIKE = 72
_LEAST_LIKE_SHORT = 66
_SHORTEST_LIKE = 3
_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th",
})  # fmt: skip

Level = tuple[float, Sequence[int]]
"""How well a word fits, and the places of those whom it fits so well."""


def fold(text: str) -> str:
    """A word without accents, case and signs: `O'Néill` is `oneill`."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_LETTERS)
    return "".join(each for each in plain if each.isalnum())


class StudentIndex:
    """The names, numbers and rooms of students, ready to be searched."""

    def __init__(self, students: Sequence[Student]) -> None:
        self._students = tuple(students)
        self._names = _Words((word, place) for place, each in enumerate(students) for word in _names(each))
        self._numbers = _Words((each.id, place) for place, each in enumerate(students))
        self._rooms = _Words((each.homeroom, place) for place, each in enumerate(students))

    def find(self, text: str, *, rooms: Collection[str] | None = None, limit: int | None = None) -> Found:
        """The students that every word of the text finds, best first, perhaps the first; of some rooms."""
        said = text.replace(",", " ").split()[:_MOST_WORDS]
        words = list(dict.fromkeys(word for each in said if (word := fold(each[:_LONGEST_WORD]))))
        most = len(self._students) if limit is None else limit
        for look in (self._as_typed, self._alike):
            places, total = self._ranked([look(word) for word in words], rooms, most)
            if places:
                return Found(tuple(self._students[place] for place in places), total)
        return Found((), 0)

    def _ranked(
        self, words: Sequence[Sequence[Level]], rooms: Collection[str] | None, limit: int
    ) -> tuple[Sequence[int], int]:
        """Whom all words find, by how well they fit and then as in the roster; and how many these are."""
        if rooms is not None:
            words = [[(fit, self._of_rooms(places, rooms)) for fit, places in levels] for levels in words]
        if len(words) == 1:
            return _best(words[0], limit), len(set().union(*(places for _, places in words[0])))
        fits: list[dict[int, float]] = []
        for levels in sorted(words, key=_width):
            fits.append(_fits(levels, fits[-1].keys() if fits else None))
        places = fits[-1] if fits else ()
        ranked = heapq.nsmallest(limit, ((-sum(fit[place] for fit in fits), place) for place in places))
        return [place for _, place in ranked], len(places)

    def _of_rooms(self, places: Sequence[int], rooms: Collection[str]) -> Sequence[int]:
        return [place for place in places if self._students[place].homeroom in rooms]

    def _as_typed(self, word: str) -> list[Level]:
        """Whom a word finds as it stands, the best first."""
        levels = [
            (_NUMBER, self._numbers.equal_to(word)),
            (_NAME, self._names.equal_to(word)),
            (_ROOM, self._rooms.equal_to(word)),
            (_BEGINS, self._names.beginning_with(word)),
        ]
        if any(map(str.isdigit, word)):
            levels.append((_NUMBER_BEGINS, self._numbers.beginning_with(word)))
        return levels

    def _alike(self, word: str) -> list[Level]:
        """Whom a word finds as it stands, and then whose names are like it."""
        alike: dict[float, list[int]] = {}
        for name, likeness in _names_like(word, self._names.distinct):
            alike.setdefault(likeness * _LIKE, []).extend(self._names.equal_to(name))
        return [*self._as_typed(word), *sorted(alike.items(), reverse=True)]


class _Words:
    """Folded words in order, each with the place of a student who bears it."""

    def __init__(self, said: Iterable[tuple[str, int]]) -> None:
        folded: dict[str, str] = {}
        pairs: list[tuple[str, int]] = []
        for word, place in said:
            key = folded.get(word)
            if key is None:
                key = folded[word] = fold(word)
            if key:
                pairs.append((key, place))
        pairs.sort()
        self._words, self._places = [word for word, _ in pairs], [place for _, place in pairs]

    @cached_property
    def distinct(self) -> list[str]:
        """Each word once."""
        return list(dict.fromkeys(self._words))

    def equal_to(self, word: str) -> Sequence[int]:
        """Who bears this word."""
        begin = bisect_left(self._words, word)
        return self._places[begin : bisect_right(self._words, word, lo=begin)]

    def beginning_with(self, start: str) -> Sequence[int]:
        """Who bears a word that begins so."""
        begin = bisect_left(self._words, start)
        return self._places[begin : bisect_left(self._words, f"{start}{chr(0x10FFFF)}", lo=begin)]


def _names_like(word: str, names: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The names that are like a word, with their likeness of 0 to 100."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - loaded when nothing is found as it stands

    if len(word) >= _SHORTEST_LIKE and not word.isdigit():
        least = _LEAST_LIKE_SHORT if len(word) == _SHORTEST_LIKE else _LEAST_LIKE
        found = process.extract(word, names, scorer=fuzz.ratio, score_cutoff=least, limit=None)
        yield from ((name, likeness) for name, likeness, _ in found)


def _best(levels: Iterable[Level], limit: int) -> Sequence[int]:
    """The first of the places, level after level."""
    best: dict[int, None] = {}
    for _, places in levels:
        if len(best) >= limit:
            break
        best.update(dict.fromkeys(heapq.nsmallest(limit + len(best), set(places))))
    return list(best)[:limit]


def _width(levels: Sequence[Level]) -> int:
    return sum(len(places) for _, places in levels)


def _fits(levels: Sequence[Level], among: Set[int] | None) -> dict[int, float]:
    """How well each place fits, perhaps among some only; the better is written over the lesser."""
    fits: dict[int, float] = {}
    for fit, places in reversed(levels):
        fits.update(dict.fromkeys(places if among is None else among & set(places), fit))
    return fits


def _names(student: Student) -> Iterator[str]:
    """The words of all names, and the parts of a word such as Smith-Jones or O'Brien."""
    for name in (student.given_name, student.family_name, student.preferred_name):
        for word in name.split():
            yield word
            if not word.isalnum():
                yield from "".join(each if each.isalpha() else " " for each in word).split()
