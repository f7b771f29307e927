"""Characters that a reader cannot see, and a terminal or a card would obey."""

import re
from collections.abc import Iterator
from typing import Any

from kiosk.structure.findings import Finding, Path

_DEEPEST = 8
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_LINES = re.compile(r"[\t\n]")
_PROSE = frozenset({"address", "instead_of_home", "never", "note", "reason", "steps", "text"})
"""The keys whose text may run over several lines."""


def hidden_characters(raw: Any) -> tuple[Finding, ...]:
    """Every text that holds one, or that runs over lines where it may not."""
    found = ((path, _hidden(path, text)) for path, text in _texts(raw, ()))
    return tuple(Finding(path, what) for path, what in found if what)


def _hidden(path: Path, text: str) -> str | None:
    if found := _HIDDEN.search(text):
        return f"holds a hidden character, U+{ord(found[0]):04X}; type the text anew"
    is_prose = any(step in _PROSE for step in path[-2:])
    return (
        None if is_prose or not _LINES.search(text) else "holds a line break or a tab; write it on one line"
    )


def _texts(raw: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(raw, str):
        yield path, raw
    elif isinstance(raw, dict | list) and len(path) < _DEEPEST:
        for step, value in raw.items() if isinstance(raw, dict) else enumerate(raw):
            yield from _texts(value, (*path, step))
