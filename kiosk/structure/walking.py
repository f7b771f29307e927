"""Saying what was wrong: every fault that the converter met, at its place."""

import datetime as dt
import typing
from collections.abc import Iterator, Mapping
from typing import Any

from cattrs import ClassValidationError, IterableValidationError
from cattrs.errors import ForbiddenExtraKeysError

from kiosk.faults import did_you_mean
from kiosk.structure.converter import attributes, bare, is_choice, is_list
from kiosk.structure.findings import Finding, Path, child, shown

_EXPECTED: Mapping[Any, str] = {
    str: "text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dt.date: "a date such as 2026-08-31",
    dt.time: 'a time such as 08:15:00 or "08:15"',
}


def walk(
    error: BaseException, raw: Any, path: Path, wanted: Any, expects: str | None = None
) -> Iterator[Finding]:
    """Everything that an error of the converter holds, each at its place in the raw tables."""
    if isinstance(error, ClassValidationError):
        yield from _walk_table(error, raw, path, wanted)
    elif isinstance(error, IterableValidationError):
        item = typing.get_args(bare(wanted))[0]
        for each, note in error.group_exceptions()[0]:
            index = int(note.index)
            yield from walk(each, child(raw, index), (*path, index), item, expects)
    elif isinstance(error, KeyError):
        yield Finding(path, "is missing")
    else:
        yield Finding(path, _sentence(raw, bare(wanted), expects))


def _walk_table(error: ClassValidationError, raw: Any, path: Path, wanted: Any) -> Iterator[Finding]:
    known = attributes(bare(wanted))
    named = {each.name: (name, each) for name, each in known.items()}
    noted, others = error.group_exceptions()
    for each, note in noted:
        name, attribute = named[note.name]
        expects = attribute.metadata.get("expects")
        yield from walk(each, child(raw, name), (*path, name), attribute.type, expects)
    for other in others:
        if isinstance(other, ForbiddenExtraKeysError):
            for key in sorted(other.extra_fields):
                yield Finding((*path, key), f"this key is not known here{did_you_mean(key, known)}")
        else:
            yield from walk(other, raw, path, wanted)


def _sentence(raw: Any, wanted: Any, expects: str | None) -> str:
    hint = did_you_mean(raw, list(wanted)) if isinstance(raw, str) and is_choice(wanted) else ""
    return f"expected {expects or _expected(wanted)}, got {shown(raw)}{hint}"


def _expected(wanted: Any) -> str:
    if is_choice(wanted):
        return "one of " + ", ".join(f'"{each}"' for each in wanted)
    if is_list(wanted):
        return "a list"
    return _EXPECTED.get(wanted, "a table")
