"""The QR code of a link: ISO/IEC 18004, level M, alphanumeric. How large it is, and what it can hold."""

import re
from functools import cache

from cards.errors import LinkUnfit

QUIET = 4  # modules of white on every side (ISO/IEC 18004, 5.3.8)
SIDE = 14.5  # mm; 29 modules of 0.50, or 33 of 0.44
CAPACITY = {3: 61, 4: 90}  # characters that a version holds at level M (ISO/IEC 18004, table 7)
_MOST = max(CAPACITY.values())
_WRITABLE = re.compile(r"[0-9A-Z $%*+\-./:]+")


def fault(link: str) -> str | None:
    """Why this link can't be a card's code, as a sentence, or None."""
    if not link:
        return "the link for the card's code is empty"
    if not _WRITABLE.fullmatch(link):
        return "a code can't hold all characters of the link; use capitals, digits and - . / :"
    if len(link) > _MOST:
        return f"the link has {len(link)} characters, a card's code holds {_MOST}; use a shorter address"
    return None


def version(link: str) -> int:
    """The smallest version that holds the link; raises LinkUnfit where none does."""
    if why := fault(link):
        raise LinkUnfit(why)
    return _version(len(link))


@cache
def _version(characters: int) -> int:
    return next(version for version, most in CAPACITY.items() if characters <= most)


def side(version: int) -> int:
    """How many modules a code of this version has on a side."""
    return 17 + 4 * version
