"""A row of a file of ready cards, and the card that it makes.

A line is what to do. Before it may stand a heading in capitals and a colon, and before that a kind and a /:
`medication/LUNCH: To the nurse's office`.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from attrs import evolve

from cards import code
from cards.card import NOTICE, Back, Card, Line, Protocol
from cards.errors import Fault
from cards.point import Point
from cards.signs import WORDS

COLUMNS = ("name", "grade", "room", "lines", "crisis", "valid_until", "return_to", "link")
BETWEEN = "|"  # lines, and the parts of an address
ALWAYS, IN_CRISIS = "ANY TIME", "IN A CRISIS"  # headings of lines that have none
PLAIN, CRISIS = "instruction", "crisis"  # signs of lines that name no kind
_LINE = re.compile(r"(?:([a-z]+)/)?(?:([^a-z|]*[A-Z][^a-z|]*):\s+)?(.+)", re.DOTALL)
_MISSPELT = re.compile(r"[a-z]+/[^a-z|]*[A-Z][^a-z|]*:\s")


class Wrong(ValueError):
    """What is wrong with a value, in words."""


def card(values: Sequence[str], row: int) -> Card | list[Fault]:
    """The card of a row, whose values stand in the order of COLUMNS; or everything that is wrong with it."""
    name, grade, room, lines, crisis, valid_until, return_to, link = values
    try:
        return Card(
            name=_said(name),
            about=_about(grade, room),
            lines=_lines(lines, PLAIN, ALWAYS),
            crisis=_lines(crisis, CRISIS, IN_CRISIS),
            valid_until=_date(valid_until),
            return_to=_address(return_to),
            link=_link(link),
            notice=NOTICE,
        )
    except Wrong:
        return _faults(values, row)


def turned(card: Card) -> Card:
    """The card with its other side: what to do in each crisis, and where it goes back to."""
    protocols = tuple(Protocol(line.sign, line.heading, (Point("", line.text),)) for line in card.crisis)
    return evolve(card, back=Back(protocols))


def _faults(values: Sequence[str], row: int) -> list[Fault]:
    found = []
    for column, value in zip(COLUMNS, values, strict=True):
        try:
            _CHECKS[column](value)
        except Wrong as wrong:
            found.append(Fault(row, column, str(wrong)))
    return found


def _said(text: str) -> str:
    if not text.strip():
        raise Wrong("is empty")
    return text


@lru_cache(maxsize=10_000)
def _about(grade: str, room: str) -> str:
    parts = (f"{word} {value.strip()}" for word, value in (("Grade", grade), ("Room", room)) if value.strip())
    return " · ".join(parts)


@lru_cache(maxsize=10_000)
def _lines(text: str, kind: str, heading: str) -> tuple[Line, ...]:
    return tuple(_line(part.strip(), kind, heading) for part in text.split(BETWEEN) if part.strip())


@lru_cache(maxsize=10_000)
def _line(text: str, kind: str, heading: str) -> Line:
    match = _LINE.fullmatch(text)
    named, headed, said = match.groups(default="") if match else ("", "", text)
    if named in WORDS and (kind != CRISIS or named == CRISIS):
        return Line(named, headed or heading, said, WORDS[named] if kind != CRISIS else "")
    if _MISSPELT.match(text):
        raise Wrong(_unknown(named, [CRISIS] if kind == CRISIS else sorted(WORDS)))
    return Line(kind, *((headed, said) if headed and not named else (heading, text)))


def _unknown(kind: str, known: Sequence[str]) -> str:
    close = get_close_matches(kind, known, n=1)
    meant = f'; did you mean "{close[0]}"?' if close else "."
    return f'there is no kind "{kind}"{meant} There are: {", ".join(known)}.'


@lru_cache(maxsize=1_000)
def _date(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Wrong(f'expected a date like 2027-06-11, got "{text.strip()}"') from None


@lru_cache(maxsize=1_000)
def _address(text: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in text.split(BETWEEN) if part.strip())
    if not parts:
        raise Wrong("is empty; a found card needs to know where it goes back to")
    return parts


def _link(text: str) -> str:
    if why := code.fault(text):
        raise Wrong(why)
    return text


_CHECKS: dict[str, Callable[[str], object]] = {
    "name": _said,
    "grade": str,
    "room": str,
    "lines": lambda text: _lines(text, PLAIN, ALWAYS),
    "crisis": lambda text: _lines(text, CRISIS, IN_CRISIS),
    "valid_until": _date,
    "return_to": _address,
    "link": _link,
}
