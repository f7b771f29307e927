"""Forgetting what was drawn: Rich and Textual keep thousands of the texts that they measured and cut."""

import functools
import sys
from collections.abc import Iterator

_DRAWERS = {"rich", "textual"}


def forget_drawn_text() -> None:
    """Empty every cache of theirs, whatever it is called; they fill again as things are drawn."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in _DRAWERS:
            for each in _members(module):
                each.cache_clear()


def _members(module: object) -> Iterator["functools._lru_cache_wrapper[object]"]:
    for value in list(vars(module).values()):
        inside = vars(value).values() if isinstance(value, type) else ()
        for each in (value, *inside):
            function = getattr(each, "__func__", each)  # a class method or a static one wraps it
            if isinstance(function, functools._lru_cache_wrapper):
                yield function
