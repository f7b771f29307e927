"""Standing in for what was broken, so that the rest can be read and its faults found too."""

import datetime as dt
import typing
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from kiosk.structure.converter import attributes, bare, is_choice, is_list
from kiosk.structure.findings import Path

_STAND_IN: Mapping[Any, Any] = {
    str: "?", int: 1, float: 1.0, bool: False, dt.date: dt.date(2000, 1, 1), dt.time: dt.time(),
}  # fmt: skip


def mended(raw: Any, broken: Iterable[Path], wanted: Any) -> Any:
    """The raw tables with a stand-in for each broken value that cannot be left out."""
    return _mend(raw, _tree(broken), wanted)


def _tree(paths: Iterable[Path]) -> dict[str | int, Any]:
    """The paths as tables in tables; what is empty is itself at fault."""
    tree: dict[str | int, Any] = {}
    for path in paths:
        below = tree
        for step in path:
            below = below.setdefault(step, {})
    return tree


def _mend(raw: Any, broken: dict[str | int, Any], wanted: Any) -> Any:
    wanted = bare(wanted)
    if not broken:
        return _stand_in(wanted)
    if isinstance(raw, list):
        item = typing.get_args(wanted)[0]
        return [
            _mend(each, broken[index], item) if index in broken else each for index, each in enumerate(raw)
        ]
    kept = {key: value for key, value in raw.items() if key not in broken}
    for key, below in broken.items():
        attribute = attributes(wanted).get(str(key))
        if attribute and (below or attribute.default is attrs.NOTHING):
            kept[str(key)] = _mend(raw.get(key), below, attribute.type)
    return kept


def _stand_in(wanted: Any) -> Any:
    if wanted in _STAND_IN:
        return _STAND_IN[wanted]
    if is_list(wanted):
        return []
    if is_choice(wanted):
        return next(iter(wanted)).value
    required = ((name, each) for name, each in attributes(wanted).items() if each.default is attrs.NOTHING)
    return {name: _stand_in(bare(each.type)) for name, each in required}
