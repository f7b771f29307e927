"""Names for pretend students, drawn from groups of families as a real school has them."""

from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from random import Random

from attrs import frozen

from kiosk.demo.resources import tables

_PRONOUNS: Mapping[str, tuple[tuple[str, int], ...]] = {
    "she": (("she/her", 90), ("", 6), ("they/them", 3), ("she/they", 1)),
    "he": (("he/him", 90), ("", 7), ("they/them", 3)),
    "they": (("they/them", 30), ("he/him", 25), ("she/her", 25), ("", 20)),
}
_DOUBLED = {" ": 0.5, "-": 0.07, "": 0.0}
"""How often two family names are joined so; `García Núñez` is usual, `Baird-Okafor` is not."""


@frozen
class NameGroup:
    """Families that draw on the same names; `on_cards` where the card's own type face has all letters."""

    weight: int
    language: str
    given: Mapping[str, tuple[str, ...]]
    families: tuple[str, ...]
    double: str = ""
    on_cards: bool = True


@frozen
class Name:
    """A name with the pronouns and the preferred name that go with it."""

    given: str
    family: str
    preferred: str
    pronouns: str


@cache
def groups() -> tuple[NameGroup, ...]:
    """Every group of names.toml."""
    return tuple(
        NameGroup(
            weight=each["weight"],
            language=each["language"],
            given={key: tuple(each[key]) for key in _PRONOUNS if key in each},
            families=tuple(each["families"]),
            double=each.get("double", ""),
            on_cards=each.get("on_cards", True),
        )
        for each in tables("names.toml")["group"]
    )


@cache
def _shares() -> tuple[int, ...]:
    return tuple(accumulate(each.weight for each in groups()))


def draw_group(rng: Random) -> NameGroup:
    """A group, as often as its weight says."""
    return rng.choices(groups(), cum_weights=_shares())[0]


def draw_name(rng: Random, group: NameGroup) -> Name:
    """A name of this group."""
    key = _draw_key(rng, group)
    given = rng.choice(group.given[key])
    nickname = tables("names.toml")["nicknames"].get(given, "")
    said, shares = zip(*_PRONOUNS[key], strict=True)
    return Name(
        given=given,
        family=draw_family(rng, group),
        preferred=nickname if rng.random() < 0.5 else "",
        pronouns=rng.choices(said, shares)[0],
    )


def draw_family(rng: Random, group: NameGroup) -> str:
    """A family name of this group, or two of them."""
    if rng.random() < _DOUBLED[group.double]:
        return group.double.join(rng.sample(group.families, 2))
    return rng.choice(group.families)


def draw_adult(rng: Random, group: NameGroup) -> tuple[str, str]:
    """A grown-up's given name, and whether it is one of `she` or `he`."""
    key = rng.choice(("she", "he"))
    return rng.choice(group.given[key]), key


def _draw_key(rng: Random, group: NameGroup) -> str:
    if "they" in group.given and rng.random() < 0.08:
        return "they"
    return rng.choice(("she", "he"))
