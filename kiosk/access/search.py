"""Find students by what people type: forgiving of accents, order and typing errors. Pure; knows names only.

Every word that is typed has to be found: as a name or the beginning of one, as a student's number or
its beginning, or as a room. Only where that finds nobody are names taken that are merely like it.
"""

import heapq
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence

from kiosk.plans.student import Student

LIMIT = 50
_NUMBER, _NAME, _ROOM, _BEGINS, _NUMBER_BEGINS, _LIKE = 110.0, 100.0, 98.0, 90.0, 80.0, 0.8
"""How well a word fits, best 110; `_LIKE` scales a likeness of 0 to 100 to stand below the rest."""
_LEAST_LIKE = 72
_LEAST_LIKE_SHORT = 66
_SHORTEST_LIKE = 3
_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th",
})  # fmt: skip

Hits = dict[int, float]
Postings = Mapping[str, Sequence[int]]


def fold(text: str) -> str:
    """A word without accents, case and signs: `O'Néill` is `oneill`."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return "".join(each for each in plain if each.isalnum() and not unicodedata.combining(each))


class StudentIndex:
    """The names, numbers and rooms of students, ready to be searched."""

    def __init__(self, students: Sequence[Student]) -> None:
        self._students = tuple(students)
        self._names = _sorted(_postings((place, _names(each)) for place, each in enumerate(students)))
        self._numbers = _sorted(_postings((place, [each.id]) for place, each in enumerate(students)))
        self._rooms = _postings((place, [each.homeroom]) for place, each in enumerate(students))
        self._name_list, self._number_list = list(self._names), list(self._numbers)

    def find(
        self, text: str, *, rooms: Collection[str] | None = None, limit: int = LIMIT
    ) -> tuple[Student, ...]:
        """At most `limit` students that every word of the text finds, best first; of some rooms if given."""
        words = [word for each in text.replace(",", " ").split()[:8] if (word := fold(each[:40]))]
        if not words:
            return ()
        return self._found([self._strict(word) for word in words], rooms, limit) or self._found(
            [self._forgiving(word) for word in words], rooms, limit
        )

    def _found(self, hits: Sequence[Hits], rooms: Collection[str] | None, limit: int) -> tuple[Student, ...]:
        """The students that are in all of the hits, by the sum of how well they fit, then in roster order."""
        first, *others = sorted(hits, key=len)
        places = [place for place in first if all(place in each for each in others)] if others else first
        if rooms is not None:
            places = [place for place in places if self._students[place].homeroom in rooms]
        ranked = ((-sum(each[place] for each in hits), place) for place in places)
        return tuple(self._students[place] for _, place in heapq.nsmallest(limit, ranked))

    def _strict(self, word: str) -> Hits:
        """Whom a word finds as it stands; the better fit is written over the lesser."""
        hits: Hits = {}
        if any(map(str.isdigit, word)):
            for number in _beginning_with(word, self._number_list):
                hits.update(dict.fromkeys(self._numbers[number], _NUMBER_BEGINS))
        for name in _beginning_with(word, self._name_list):
            hits.update(dict.fromkeys(self._names[name], _BEGINS))
        for postings, fit in ((self._rooms, _ROOM), (self._names, _NAME), (self._numbers, _NUMBER)):
            hits.update(dict.fromkeys(postings.get(word, ()), fit))
        return hits

    def _forgiving(self, word: str) -> Hits:
        """Whom a word finds as it stands, and whose names are like it."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - loaded when nothing is found as it stands

        hits: Hits = {}
        if len(word) >= _SHORTEST_LIKE and not word.isdigit():
            least = _LEAST_LIKE_SHORT if len(word) == _SHORTEST_LIKE else _LEAST_LIKE
            like = process.extract(word, self._name_list, scorer=fuzz.ratio, score_cutoff=least, limit=None)
            for name, likeness, _ in reversed(like):
                hits.update(dict.fromkeys(self._names[name], likeness * _LIKE))
        hits.update(self._strict(word))
        return hits


def _names(student: Student) -> Iterator[str]:
    """The words of all names, and the parts of a word such as Smith-Jones or O'Brien."""
    for name in (student.given_name, student.family_name, student.preferred_name):
        for word in name.split():
            yield word
            if not word.isalnum():
                yield from "".join(each if each.isalpha() else " " for each in word).split()


def _postings(words: Iterator[tuple[int, Iterator[str] | list[str]]]) -> dict[str, list[int]]:
    """From each folded word to the students who bear it."""
    folded: dict[str, str] = {}
    found: dict[str, list[int]] = {}
    for place, said in words:
        for word in said:
            key = folded.get(word)
            if key is None:
                key = folded[word] = fold(word)
            if key:
                found.setdefault(key, []).append(place)
    return found


def _sorted(postings: dict[str, list[int]]) -> dict[str, list[int]]:
    return dict(sorted(postings.items()))


def _beginning_with(start: str, words: Sequence[str]) -> Sequence[str]:
    begin = bisect_left(words, start)
    return words[begin : bisect_left(words, start + chr(0x10FFFF), lo=begin)]
