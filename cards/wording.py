"""Text as it is set, and where a row of it may end."""

import re
import unicodedata
from functools import lru_cache

AFTER_HYPHEN = re.compile(r"(?<=[^\W\d_][-‐–/])(?=\w)|(?<=[・＝])(?=\w)|(?<=[\u2e80-\ufaff]·)(?=\w)")
"""Where in a word a row may end: after a hyphen, and after the dot within a foreign name in Chinese."""
_BLANKS = re.compile(r"[ \t\r\n]+")


@lru_cache(maxsize=10_000)
def words(text: str) -> tuple[tuple[str, bool], ...]:
    """What a row may end between, and whether a blank stands before it."""
    pieces = [AFTER_HYPHEN.split(word) for word in normal(text).split(" ")]
    return tuple((part, not number) for parts in pieces for number, part in enumerate(parts) if part)


@lru_cache(maxsize=20_000)
def normal(text: str) -> str:
    """Text as it is set: NFC, with every run of blanks and line ends one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")
