"""TOML tables to the classes that they describe: every fault at once, each with its place in words."""

import datetime as dt
import json
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

import attrs
from attrs import frozen
from cattrs import BaseValidationError, ClassValidationError, Converter, IterableValidationError
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, override

from kiosk.faults import Fault, did_you_mean

T = TypeVar("T")
Path = tuple[str | int, ...]

_EXPECTED: Mapping[Any, str] = {
    str: "text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dt.date: "a date such as 2026-08-31",
    dt.time: 'a time such as 08:15:00 or "08:15"',
}
_STAND_IN: Mapping[Any, Any] = {
    str: "?", int: 1, float: 1.0, bool: False, dt.date: dt.date(2000, 1, 1), dt.time: dt.time(),
}  # fmt: skip
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")
_LARGEST = 2**53
_DEEPEST = 8
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_LINES = re.compile(r"[\t\n]")
_PROSE = frozenset({"address", "instead_of_home", "never", "note", "reason", "steps", "text"})
"""The keys whose text may run over several lines."""


@frozen
class Finding:
    """One thing wrong at a place in a table; `about` names the other places that the rule looked at."""

    path: Path
    what: str
    about: tuple[Path, ...] = ()

    def rests_on(self, broken: "_Broken") -> bool:
        """Whether this was found by looking at a value that is itself at fault, or that holds one."""
        return broken.covers(self.path) or any(
            broken.covers(each) or each in broken.around for each in self.about
        )


@frozen
class _Broken:
    """The places at fault, and every place around one."""

    at: frozenset[Path]
    around: frozenset[Path]

    @classmethod
    def by(cls, findings: Iterable[Finding]) -> "_Broken":
        at = frozenset(each.path for each in findings)
        return cls(at, frozenset(path[:depth] for path in at for depth in range(len(path))))

    def covers(self, place: Path) -> bool:
        return any(place[:depth] in self.at for depth in range(len(place) + 1))


@frozen
class Reading(typing.Generic[T]):
    """A value read from tables; with findings, stand-ins took the place of what was broken."""

    value: T
    findings: tuple[Finding, ...]

    def with_rules(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        """These findings and those of the rules that did not look at a stand-in."""
        broken = _Broken.by(self.findings)
        return (*self.findings, *(each for each in found if not each.rests_on(broken)))


def structure(raw: dict[str, Any], cls: type[T]) -> Reading[T]:
    """Read tables as `cls`; whatever is broken is found, all of it, and replaced by a stand-in."""
    try:
        return Reading(_CONVERTER.structure(raw, cls), _hidden_characters(raw))
    except BaseValidationError as error:
        findings = tuple(_walk(error, raw, (), cls))
    mended = _mend(raw, _tree(each.path for each in findings), cls)
    return Reading(_CONVERTER.structure(mended, cls), (*findings, *_hidden_characters(raw)))


def faults(findings: Iterable[Finding], raw: Mapping[str, Any], file: str) -> list[Fault]:
    """The findings as faults of a file."""
    return [Fault(each.what, file=file, path=in_words(each.path, raw)) for each in findings]


def in_words(path: Path, raw: Any) -> str | None:
    """A place in words: `accommodation "lunch-medication", lead`."""
    words: list[str] = []
    for step in path:
        raw = _child(raw, step)
        if isinstance(step, int):
            words[-1] = f"{words[-1].removesuffix('s')} {_identity(raw) or step + 1}"
        else:
            words.append(_plain(step))
    return ", ".join(words) or None


def shown(value: Any) -> str:
    """A value of a TOML file as its writer wrote it, cut to a readable length."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int) and abs(value) > _LARGEST:
        return "a number of too many digits"
    if isinstance(value, str | bool | int | float):
        return _plain(json.dumps(value, ensure_ascii=False))
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _plain(text: str) -> str:
    visible = "".join(character if character.isprintable() else "�" for character in text)
    return visible if len(visible) <= 60 else f"{visible[:59]}…"


def _child(raw: Any, step: str | int) -> Any:
    if isinstance(raw, dict):
        return raw.get(step)
    if isinstance(raw, list) and isinstance(step, int) and step < len(raw):
        return raw[step]
    return None


def _identity(raw: Any) -> str | None:
    if isinstance(raw, Mapping):
        for key in ("id", "name", "date"):
            if isinstance(raw.get(key), str | dt.date) and raw[key]:
                return shown(raw[key])
    return None


def _toml_name(attribute: "attrs.Attribute[Any]") -> str:
    name: str = attribute.metadata.get("toml", attribute.name)
    return name


@cache
def _attributes(cls: Any) -> dict[str, "attrs.Attribute[Any]"]:
    attrs.resolve_types(cls)
    return {_toml_name(each): each for each in attrs.fields(cls)}


# --- reading one value ------------------------------------------------------------------------


class _Unfit(ValueError):
    """A value that is not of the type asked for."""


def _exactly(value: Any, wanted: type) -> Any:
    confused = isinstance(value, bool) and wanted is not bool
    confused = confused or (wanted is dt.date and isinstance(value, dt.datetime))
    if wanted is float and isinstance(value, int | float) and not confused:
        return float(value)
    too_large = isinstance(value, int) and abs(value) > _LARGEST
    if confused or too_large or not isinstance(value, wanted):
        raise _Unfit
    return value


def _time(value: Any, _: Any) -> dt.time:
    if isinstance(value, str) and _TIME.fullmatch(value):
        return dt.time.fromisoformat(value)
    if isinstance(value, dt.time):
        return value
    raise _Unfit


def _choice(value: Any, wanted: type[StrEnum]) -> StrEnum:
    if not isinstance(value, str):
        raise _Unfit
    return wanted(value)


def _table_hook(cls: Any, converter: Converter) -> Any:
    renames: dict[str, Any] = {each.name: override(rename=name) for name, each in _attributes(cls).items()}
    read = make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **renames
    )

    def structure_table(value: Any, wanted: Any) -> Any:
        if not isinstance(value, dict):
            raise _Unfit
        return read(value, wanted)

    return structure_table


def _list_hook(wanted: Any, converter: Converter) -> Any:
    item = typing.get_args(wanted)[0]

    def structure_list(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _Unfit
        return tuple(converter.structure(value, list[item]))  # type: ignore[valid-type]

    return structure_list


def _is_list(wanted: Any) -> bool:
    return typing.get_origin(wanted) is tuple


def _make_converter() -> Converter:
    converter = Converter(detailed_validation=True)
    for simple in (str, int, float, bool, dt.date):
        converter.register_structure_hook(simple, _exactly)
    converter.register_structure_hook(dt.time, _time)
    converter.register_structure_hook(StrEnum, _choice)
    converter.register_structure_hook_factory(attrs.has, _table_hook)
    converter.register_structure_hook_factory(_is_list, _list_hook)
    return converter


# --- saying what was wrong ----------------------------------------------------------------------


def _walk(
    error: BaseException, raw: Any, path: Path, wanted: Any, expects: str | None = None
) -> Iterator[Finding]:
    if isinstance(error, ClassValidationError):
        yield from _walk_table(error, raw, path, wanted)
    elif isinstance(error, IterableValidationError):
        item = typing.get_args(_bare(wanted))[0]
        for each, note in error.group_exceptions()[0]:
            index = int(note.index)
            yield from _walk(each, _child(raw, index), (*path, index), item, expects)
    elif isinstance(error, KeyError):
        yield Finding(path, "is missing")
    else:
        yield Finding(path, _sentence(raw, _bare(wanted), expects))


def _walk_table(error: ClassValidationError, raw: Any, path: Path, wanted: Any) -> Iterator[Finding]:
    attributes = {each.name: (name, each) for name, each in _attributes(_bare(wanted)).items()}
    noted, others = error.group_exceptions()
    for each, note in noted:
        name, attribute = attributes[note.name]
        expects = attribute.metadata.get("expects")
        yield from _walk(each, _child(raw, name), (*path, name), attribute.type, expects)
    for other in others:
        if isinstance(other, ForbiddenExtraKeysError):
            known = [name for name, _ in attributes.values()]
            for key in sorted(other.extra_fields):
                yield Finding((*path, key), f"this key is not known here{did_you_mean(key, known)}")
        else:
            yield from _walk(other, raw, path, wanted)


def _sentence(raw: Any, wanted: Any, expects: str | None) -> str:
    hint = did_you_mean(raw, list(wanted)) if isinstance(raw, str) and _is_choice(wanted) else ""
    return f"expected {expects or _expected(wanted)}, got {shown(raw)}{hint}"


def _is_choice(wanted: Any) -> bool:
    return isinstance(wanted, type) and issubclass(wanted, StrEnum)


def _expected(wanted: Any) -> str:
    if _is_choice(wanted):
        return "one of " + ", ".join(f'"{each}"' for each in wanted)
    if _is_list(wanted):
        return "a list"
    return _EXPECTED.get(wanted, "a table")


def _bare(wanted: Any) -> Any:
    """The type itself, where it may also be left out."""
    if isinstance(wanted, types.UnionType) or typing.get_origin(wanted) is typing.Union:
        return next(each for each in typing.get_args(wanted) if each is not type(None))
    return wanted


# --- standing in for what was broken --------------------------------------------------------------


def _tree(paths: Iterable[Path]) -> dict[str | int, Any]:
    """The paths as tables in tables; what is empty is itself at fault."""
    tree: dict[str | int, Any] = {}
    for path in paths:
        below = tree
        for step in path:
            below = below.setdefault(step, {})
    return tree


def _mend(raw: Any, broken: dict[str | int, Any], wanted: Any) -> Any:
    wanted = _bare(wanted)
    if not broken:
        return _stand_in(wanted)
    if isinstance(raw, list):
        item = typing.get_args(wanted)[0]
        return [
            _mend(each, broken[index], item) if index in broken else each for index, each in enumerate(raw)
        ]
    mended = {key: value for key, value in raw.items() if key not in broken}
    for key, below in broken.items():
        attribute = _attributes(wanted).get(str(key))
        if attribute and (below or attribute.default is attrs.NOTHING):
            mended[str(key)] = _mend(raw.get(key), below, attribute.type)
    return mended


def _stand_in(wanted: Any) -> Any:
    if wanted in _STAND_IN:
        return _STAND_IN[wanted]
    if _is_list(wanted):
        return []
    if _is_choice(wanted):
        return next(iter(wanted)).value
    required = ((name, each) for name, each in _attributes(wanted).items() if each.default is attrs.NOTHING)
    return {name: _stand_in(_bare(each.type)) for name, each in required}


def _hidden_characters(raw: Any) -> tuple[Finding, ...]:
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


_CONVERTER = _make_converter()
