"""Text that a terminal shows and never obeys."""

import unicodedata

_SPACES = {"Zl", "Zp", "Zs"}
_BREAKS = "\t\n\r\v\f\x85"
_KEPT = "\u061c\u200c\u200d\u200e\u200f"
"""Joiners and marks of direction that scripts need; the overrides, which turn a line round, are not kept."""


def plain(text: str) -> str:
    """The text on one line: control characters and overrides of direction left out, spaces as spaces."""
    if text.isprintable():
        return text
    return "".join(_plain(each) for each in text)


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if character in _BREAKS or category in _SPACES:
        return " "
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    return "" if category in {"Cc", "Cf"} and character not in _KEPT else character
