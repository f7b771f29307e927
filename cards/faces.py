"""Chooses the face of a text: ours, and where it lacks a letter one of this computer's for the whole text.

Where no single face has all of it, as in a name that is written twice, each word has its own.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from cards.errors import NoFace
from cards.installed import BOLD, REGULAR, Installed, installed
from cards.shaping import ShapedFace, opened
from cards.typeface import Typeface, face
from cards.wording import normal, words

AnyFace = Typeface | ShapedFace
REGIONS = (("HIRAGANA", "JP"), ("KATAKANA", "JP"), ("HANGUL", "KR"), ("BOPOMOFO", "TC"), ("CJK", "SC"))
"""Whose forms of the shared characters a text is written in, by the other letters in it."""


class Part(NamedTuple):
    """What a row may end behind; a blank stands before it, unless it begins a row."""

    text: str
    blank: bool
    face: AnyFace


@lru_cache(maxsize=10_000)
def parts(text: str, bold: bool, whole: bool = False) -> tuple[Part, ...]:
    """The parts of a text, each with its face; raises NoFace."""
    text = normal(text)
    chosen = face_of(text, bold)
    said = ((text, True),) if whole and text else words(text)
    return tuple(Part(part, blank, chosen or _face_of_word(part, bold)) for part, blank in said)


@lru_cache(maxsize=10_000)
def face_of(text: str, bold: bool) -> AnyFace | None:
    """The first face that has all of a normal text; None where no single one has."""
    plain = face(bold)
    if not plain.lacks(text):
        return plain
    return next((each for each in _shaped(_region(text), bold) if each.sets(text)), None)


@lru_cache(maxsize=20_000)
def lacking(text: str) -> tuple[str, ...]:
    """The characters of a text for which there is no face, in either weight."""
    if is_plain(text):
        return ()
    try:
        for bold in (False, True):
            parts(text, bold)
    except NoFace as why:
        return why.characters
    return ()


def is_plain(text: str) -> bool:
    """Whether our own face sets the text letter by letter, in both weights."""
    text = normal(text)
    return not face(False).lacks(text) and not face(True).lacks(text)


def _face_of_word(word: str, bold: bool) -> AnyFace:
    if found := face_of(word, bold):
        return found
    faces = _shaped(_region(word), bold)
    letters = list(dict.fromkeys(word))
    nowhere = [each for each in letters if all(known.lacks(each) for known in faces)]
    unset = [each for each in letters if unicodedata.combining(each)]
    raise NoFace(nowhere or min((known.lacks(word) for known in faces), key=len) or unset or letters)


@cache
def _shaped(region: str, bold: bool) -> tuple[ShapedFace, ...]:
    """All faces, best first: ours, which can also set marks on letters, then this computer's."""
    weight = BOLD if bold else REGULAR
    ranked = sorted(installed(), key=lambda each: each.rank(region, weight))
    return (opened(face(bold).program, "Source Sans Pro"), *(_opened(each, weight) for each in ranked))


@cache
def _opened(found: Installed, weight: int) -> ShapedFace:
    return opened(found.program, found.family, weight if found.varies else None)


def _region(text: str) -> str:
    names = set(_first_words(text))
    return next((region for script, region in REGIONS if script in names), "")


def _first_words(text: str) -> Iterator[str]:
    """What the names of characters begin with: HANGUL, CJK."""
    for each in text:
        yield unicodedata.name(each, "").partition(" ")[0]
