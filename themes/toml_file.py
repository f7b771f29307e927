"""Reads TOML files that schools write by hand: all that can be wrong with one is a sentence."""

import tomllib
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

LARGEST = 20_000
"""Bytes; a theme with every colour and many words has 2,000."""
MOST_DOTS = 200
"""In a line: a name of thousands of parts would be read for minutes."""


class Unusable(Exception):
    """A file or a folder that cannot be used: why, in words."""


def read(file: Traversable, thing: str) -> dict[str, Any]:
    """The tables of a file that describes such a thing; raises Unusable."""
    text = _text(file, thing)
    if any(line.count(".") > MOST_DOTS for line in text.splitlines()):
        raise Unusable(f"a line has hundreds of dots; no {thing} needs that")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise Unusable("the file is not TOML: brackets are nested too deeply") from None
    except ValueError as error:
        raise Unusable(f"the file is not TOML: {error}") from None


def _text(file: Traversable, thing: str) -> str:
    try:
        if not file.is_file():
            raise Unusable("is not a file")
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise Unusable(f"the file cannot be read: {error.strerror}") from None
    if len(data) > LARGEST:
        raise Unusable(f"the file is over 20 KB; a {thing} is far smaller")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable("the file is not UTF-8 text; save it as plain text in UTF-8") from None


def files_in(folder: Path | None) -> Iterable[Path]:
    """The TOML files of a folder, by name; none where there is no such folder; raises Unusable."""
    if folder is None:
        return []
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".toml") if folder.is_dir() else []
    except OSError as error:
        raise Unusable(f"the folder cannot be read: {error.strerror}") from None
