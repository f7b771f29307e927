"""The hand-written files of the pretend school that lie beside this one."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def text(*path: str) -> str:
    """The text of a file of the pretend school."""
    return files("kiosk.demo").joinpath(*path).read_text(encoding="utf-8")


@cache
def tables(name: str) -> dict[str, Any]:
    """The tables of a TOML file of the pretend school."""
    return tomllib.loads(text(name))
