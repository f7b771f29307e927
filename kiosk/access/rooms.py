"""Rooms as they are asked for: `room 12`, `room 7` for 07, `art room`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence, Set

from attrs import frozen

from kiosk.access.words import bearers, fold

ROOM = "room"
_MOST_WORDS = 4


@frozen
class Asked:
    """The rooms that a text names, none where it names no room of the school; and its other words."""

    rooms: Sequence[str]
    words: Sequence[str]


class Rooms:
    """The homerooms of a school, and who is in them."""

    def __init__(self, homerooms: Iterable[str]) -> None:
        self._places = bearers(homerooms)
        self._called: defaultdict[str, list[str]] = defaultdict(list)
        for room in sorted(self._places):
            self._called[_key(fold(room))].append(room)

    def inside(self, rooms: Collection[str]) -> Set[int]:
        """The places of those who are in these rooms."""
        return frozenset(place for room in rooms for place in self._places.get(room, ()))

    def called(self, word: str) -> Sequence[str]:
        """The rooms of this name, folded; no noughts at its beginning are needed."""
        return self._called.get(_key(word), ())

    def asked(self, words: Sequence[str]) -> Asked:
        """What folded words ask for: a room is `room` and its name, or several words that are its name."""
        for place in range(len(words)):
            if found := self._named(words[place:]) or self._begun(words[place:]):
                rooms, used = found
                return Asked(rooms, [*words[:place], *words[place + used :]])
        return Asked((), words)

    def _named(self, words: Sequence[str]) -> tuple[Sequence[str], int] | None:
        """The rooms of which the first words are the whole name, and how many words these are."""
        fewest = 1 if _is_glued(words[0]) else 2
        for used in range(min(len(words), _MOST_WORDS), fewest - 1, -1):
            name = "".join(words[:used])
            if rooms := self.called(name):
                return rooms, used
        return None

    def _begun(self, words: Sequence[str]) -> tuple[Sequence[str], int] | None:
        """The rooms whose name begins with the word behind `room`, and how many words that takes."""
        used = 1 if _is_glued(words[0]) else 2
        if used > len(words) or (used == 2 and words[0] != ROOM):
            return None
        start = _key("".join(words[:used]))
        rooms = [room for key, some in self._called.items() if key.startswith(start) for room in some]
        return (sorted(rooms), used) if rooms else None


def _key(word: str) -> str:
    """What a room is known by: `room07` and `7` are the same."""
    name = word.removeprefix(ROOM)
    return name.lstrip("0") or name


def _is_glued(word: str) -> bool:
    """Whether this is `room12`; a family may be called Roomi."""
    return word.startswith(ROOM) and word.removeprefix(ROOM)[:1].isdigit()
