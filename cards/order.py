"""The order in which words are seen, some of them running from right to left (UAX #9)."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import frozen

from cards.wording import AFTER_HYPHEN

BACKWARDS = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})


@frozen
class Word:
    """Letters that are set together, and whether from right to left; a blank is a word of its own."""

    text: str
    backwards: bool


def in_order(text: str) -> list[Word]:
    """The words of a row and the blanks between them, from left to right."""
    if not any(unicodedata.bidirectional(each) in BACKWARDS for each in text):
        return [Word(part, False) for part in _parts(text)]
    levels = _levels(text)
    found: list[tuple[Word, int]] = []
    at = 0
    for part in _parts(text):
        for level, letters in groupby(range(at, at + len(part)), levels.__getitem__):
            word = "".join(text[index] for index in letters)
            found.append((Word(word, level % 2 == 1), level))
        at += len(part)
    return _as_seen(found)


def _parts(text: str) -> Iterator[str]:
    """What a row may end between, and the blanks."""
    for number, word in enumerate(text.split(" ")):
        if number:
            yield " "
        yield from filter(None, AFTER_HYPHEN.split(word))


def _levels(text: str) -> Sequence[int]:
    """How deep each character lies in text of the other direction: odd levels run from right to left."""
    from bidi import algorithm  # noqa: PLC0415 - for names that need it alone

    storage = algorithm.get_empty_storage()
    base = algorithm.get_base_level(text)
    storage["base_level"], storage["base_dir"] = base, ("L", "R")[base]
    algorithm.get_embedding_levels(text, storage)
    for index, each in enumerate(storage["chars"]):
        each["index"] = index
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    known = {each["index"]: each["level"] for each in storage["chars"]}
    levels: list[int] = []
    for index in range(len(text)):  # a joiner has no level of its own; it lies with the letter before it
        levels.append(known.get(index, levels[-1] if levels else base))
    return levels


def _as_seen(found: list[tuple[Word, int]]) -> list[Word]:
    """From the deepest level up, every stretch at that level or deeper is turned round (rule L2)."""
    for level in range(max(depth for _, depth in found), 0, -1):
        begin = 0
        for is_deep, stretch in groupby([depth >= level for _, depth in found]):
            end = begin + len(list(stretch))
            if is_deep:
                found[begin:end] = found[begin:end][::-1]
            begin = end
    return [word for word, _ in found]
