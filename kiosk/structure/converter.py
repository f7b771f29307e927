"""Reading one value exactly as it was written: no number from text, no text from a number."""

import datetime as dt
import re
import types
import typing
from enum import StrEnum
from functools import cache
from typing import Any

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, override

from kiosk.structure.findings import LARGEST

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")


def _toml_name(attribute: "attrs.Attribute[Any]") -> str:
    name: str = attribute.metadata.get("toml", attribute.name)
    return name


@cache
def attributes(cls: Any) -> dict[str, "attrs.Attribute[Any]"]:
    """The attributes of a class by their names in TOML."""
    attrs.resolve_types(cls)
    return {_toml_name(each): each for each in attrs.fields(cls)}


def bare(wanted: Any) -> Any:
    """The type itself, where it may also be left out."""
    if isinstance(wanted, types.UnionType) or typing.get_origin(wanted) is typing.Union:
        return next(each for each in typing.get_args(wanted) if each is not type(None))
    return wanted


def is_choice(wanted: Any) -> bool:
    """Whether one of a few words is wanted."""
    return isinstance(wanted, type) and issubclass(wanted, StrEnum)


class _Unfit(ValueError):
    """A value that is not of the type asked for."""


def _exactly(value: Any, wanted: type) -> Any:
    confused = isinstance(value, bool) and wanted is not bool
    confused = confused or (wanted is dt.date and isinstance(value, dt.datetime))
    if wanted is float and isinstance(value, int | float) and not confused:
        return float(value)
    too_large = isinstance(value, int) and abs(value) > LARGEST
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
    renames: dict[str, Any] = {each.name: override(rename=name) for name, each in attributes(cls).items()}
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


def is_list(wanted: Any) -> bool:
    """Whether a list is wanted, which we keep as a tuple."""
    return typing.get_origin(wanted) is tuple


def _make_converter() -> Converter:
    converter = Converter(detailed_validation=True)
    for simple in (str, int, float, bool, dt.date):
        converter.register_structure_hook(simple, _exactly)
    converter.register_structure_hook(dt.time, _time)
    converter.register_structure_hook(StrEnum, _choice)
    converter.register_structure_hook_factory(attrs.has, _table_hook)
    converter.register_structure_hook_factory(is_list, _list_hook)
    return converter


CONVERTER = _make_converter()
