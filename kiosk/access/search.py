"""Find students by what people type: forgiving of accents, order and typing errors. Pure; knows names only.

Every word that is typed has to be found: as a name or the beginning of one, as a student's number or
its beginning, or as a room. Only where that finds nobody are names taken that are merely like it.
Who has a preferred name is found by it, and behind all others by the given name, which stands on old lists.
"""

import heapq
from collections.abc import Collection, Iterator, Sequence, Set
from functools import cached_property, lru_cache
from operator import itemgetter

from kiosk.access.model import Found
from kiosk.access.rooms import Rooms
from kiosk.access.words import Numbers, Words, fold
from kiosk.records.listing import Listing

_NUMBER, _NAME, _ROOM, _UNSHOWN = 110.0, 100.0, 98.0, 96.0
_BEGINS, _UNSHOWN_BEGINS, _NUMBER_BEGINS = 90.0, 88.0, 80.0
_LIKE, _UNSHOWN_LIKE = 0.8, 0.78
"""How well a word fits, best 110; `_LIKE` scales a likeness of 0 to 100 to stand below the rest."""
_MOST_WORDS, _LONGEST_WORD = 8, 40
_LEAST_LIKE = 72
_LEAST_LIKE_SHORT = 66
_SHORTEST_LIKE = 3
_KEPT = 32
"""Words whose finds are kept: while the second word is typed, the first stays as it is."""

Level = tuple[float, Set[int]]
"""How well a word fits, and the places of those whom it fits so well."""


class StudentIndex:
    """The names, numbers and rooms of students, ready to be searched."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        givens, preferred = listing.given_names, listing.preferred_names
        shown = [own or given for own, given in zip(preferred, givens, strict=True)]
        unshown = [given if own else "" for own, given in zip(preferred, givens, strict=True)]
        self._names, self._unshown = Words(listing.family_names, shown), Words(unshown)
        self._rooms = Rooms(listing.homerooms)
        self._numbers_are_digits = "".join(listing.numbers).isdecimal()
        self._as_typed = lru_cache(_KEPT)(self._typed)
        self._alike = lru_cache(_KEPT)(self._like)

    @cached_property
    def _numbers(self) -> Numbers:
        """The students' numbers, put in order when a digit is first typed."""
        return Numbers(self._listing.numbers)

    def find(self, text: str, *, rooms: Collection[str] | None = None, limit: int | None = None) -> Found:
        """The students that every word of the text finds, best first, perhaps the first; of some rooms."""
        said = text.replace(",", " ").split()[:_MOST_WORDS]
        asked = self._rooms.asked([word for each in said if (word := fold(each[:_LONGEST_WORD]))])
        if not asked.rooms:
            among = None if rooms is None else self._rooms.inside(rooms)
            return self._found(*self._of_words(asked.words, among, limit))
        meant = tuple(each for each in asked.rooms if rooms is None or each in rooms)
        inside = self._rooms.inside(meant)
        if not asked.words:
            return self._found(sorted(inside)[:limit], len(inside), meant)
        return self._found(*self._of_words(asked.words, inside, limit), meant)

    def _found(self, places: Sequence[int], total: int, rooms: tuple[str, ...] = ()) -> Found:
        return Found(tuple(map(self._listing.student, places)), total, rooms)

    def _of_words(
        self, words: Sequence[str], among: Set[int] | None, limit: int | None
    ) -> tuple[Sequence[int], int]:
        """The first of whom all words find, and how many these are: as typed, else by what is like it."""
        most = len(self._listing) if limit is None else limit
        for look in (self._as_typed, self._alike):
            levels = [look(word) for word in dict.fromkeys(words)]
            if among is not None:
                levels = [[(fit, those & among) for fit, those in some] for some in levels]
            places, total = _ranked(levels, most)
            if places:
                return places, total
        return (), 0

    def _typed(self, word: str) -> Sequence[Level]:
        """Whom a word finds as it stands, the best first."""
        levels = [
            (_NAME, self._names.equal_to(word)),
            (_ROOM, self._rooms.inside(self._rooms.called(word))),
            (_UNSHOWN, self._unshown.equal_to(word)),
            (_BEGINS, self._names.beginning_with(word)),
            (_UNSHOWN_BEGINS, self._unshown.beginning_with(word)),
        ]
        if any(map(str.isdigit, word)) or not self._numbers_are_digits:
            levels.insert(0, (_NUMBER, self._numbers.equal_to(word)))
            levels.append((_NUMBER_BEGINS, self._numbers.beginning_with(word)))
        return [(fit, frozenset(those)) for fit, those in levels if those]

    def _like(self, word: str) -> Sequence[Level]:
        """Whom a word finds as it stands, and then whose names are like it."""
        alike: dict[float, set[int]] = {}
        for names, scale in ((self._names, _LIKE), (self._unshown, _UNSHOWN_LIKE)):
            for name, likeness in _names_like(word, names.distinct):
                alike.setdefault(likeness * scale, set()).update(names.equal_to(name))
        return [*self._as_typed(word), *sorted(alike.items(), key=itemgetter(0), reverse=True)]


def _names_like(word: str, names: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The names that are like a word, with their likeness of 0 to 100."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - loaded when nothing is found as it stands

    if len(word) >= _SHORTEST_LIKE and not word.isdigit():
        least = _LEAST_LIKE_SHORT if len(word) == _SHORTEST_LIKE else _LEAST_LIKE
        found = process.extract(word, names, scorer=fuzz.ratio, score_cutoff=least, limit=None)
        yield from ((name, likeness) for name, likeness, _ in found)


def _ranked(words: Sequence[Sequence[Level]], limit: int) -> tuple[Sequence[int], int]:
    """Whom all words find, by how well they fit and then as in the roster; and how many these are."""
    if len(words) == 1:
        return _best(words[0], limit)
    fits: list[dict[int, float]] = []
    for levels in sorted(words, key=_width):
        fits.append(_fits(levels, fits[-1].keys() if fits else None))
    places = fits[-1] if fits else ()
    ranked = heapq.nsmallest(limit, ((-sum(fit[place] for fit in fits), place) for place in places))
    return [place for _, place in ranked], len(places)


def _best(levels: Sequence[Level], limit: int) -> tuple[Sequence[int], int]:
    """The first of the places, level after level; and how many there are."""
    best: dict[int, None] = {}
    for _, places in levels:
        if len(best) >= limit:
            break
        best.update(dict.fromkeys(heapq.nsmallest(limit + len(best), places)))
    widest = max((places for _, places in levels), key=len, default=frozenset[int]())
    others = (places - widest for _, places in levels if places is not widest)
    return list(best)[:limit], len(widest) + len(set().union(*others))


def _width(levels: Sequence[Level]) -> int:
    return sum(len(places) for _, places in levels)


def _fits(levels: Sequence[Level], among: Set[int] | None) -> dict[int, float]:
    """How well each place fits, perhaps among some only; the better is written over the lesser."""
    fits: dict[int, float] = {}
    for fit, places in reversed(levels):
        fits.update(dict.fromkeys(places if among is None else places & among, fit))
    return fits
