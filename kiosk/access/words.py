"""Words as they are searched for: without accents, case and signs, each with those who bear it."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th",
})  # fmt: skip
_LAST = chr(0x10FFFF)


def fold(text: str) -> str:
    """A word without accents, case and signs: `O'Néill` is `oneill`."""
    if text.isascii():
        return text.lower() if text.isalnum() else "".join(filter(str.isalnum, text.lower()))
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_LETTERS)
    return "".join(each for each in plain if each.isalnum())


def parts(name: str) -> Iterator[str]:
    """The words of a name, and the parts of a word such as Smith-Jones or O'Brien."""
    for word in name.split():
        yield word
        if not word.isalnum():
            yield from "".join(each if each.isalpha() else " " for each in word).split()


def bearers(texts: Iterable[str]) -> Mapping[str, list[int]]:
    """The places at which each text stands, but for the empty one."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        if text:
            found[text].append(place)
    return found


class Words:
    """The folded words of names, in order, each with the places of those who bear it."""

    def __init__(self, *names: Iterable[str]) -> None:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for some in names:
            for name, those in bearers(some).items():
                for word in {fold(each) for each in parts(name)}:
                    places[word] += those
        places.pop("", None)
        self._places: Mapping[str, Sequence[int]] = places
        self.distinct: Sequence[str] = sorted(places)
        """Each word once."""

    def equal_to(self, word: str) -> Sequence[int]:
        """Who bears this word."""
        return self._places.get(word, ())

    def beginning_with(self, start: str) -> Sequence[int]:
        """Who bears a word that begins so; some perhaps twice."""
        words = _beginning(self.distinct, start)
        return list(chain.from_iterable(self._places[each] for each in self.distinct[words]))


class Numbers:
    """Folded numbers in order, each with the place of the one who bears it."""

    def __init__(self, numbers: Sequence[str]) -> None:
        folded = list(map(fold, numbers))
        self._places = sorted(range(len(folded)), key=folded.__getitem__)
        self._numbers = [folded[place] for place in self._places]

    def equal_to(self, number: str) -> Sequence[int]:
        """Who bears this number; two of them if they differ in a sign only."""
        begin = bisect_left(self._numbers, number)
        return self._places[begin : bisect_right(self._numbers, number, lo=begin)]

    def beginning_with(self, start: str) -> Sequence[int]:
        """Whose number begins so; all numbers of a school often begin alike."""
        found = _beginning(self._numbers, start)
        is_all = found.stop - found.start == len(self._places)
        return range(len(self._places)) if is_all else self._places[found]


def _beginning(words: Sequence[str], start: str) -> slice:
    """Where the words that begin so stand among all, which are in order."""
    begin = bisect_left(words, start)
    return slice(begin, bisect_left(words, start + _LAST, lo=begin))
