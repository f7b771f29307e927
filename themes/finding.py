"""Finds theme files, ours and a school's, and reads them as tables; a theme may build on another."""

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from attrs import frozen

from themes.errors import ThemeError, meant
from themes.toml_file import Unusable, files_in, read

OURS = ("daylight", "night", "high-contrast", "large", "sixteen-colors")
"""Our themes in the order in which they are shown; a school's own follow them."""
TABLES = ("type", "screen", "paper")


@frozen
class Source:
    """A theme's file; `shown` names it as seen from the school's folder, unless it is ours."""

    name: str
    file: Traversable
    shown: str | None = None

    def bad(self, *faults: str) -> ThemeError:
        """The error that this file cannot be used."""
        return ThemeError(self.name, faults, self.shown)


def ours() -> dict[str, Source]:
    """Our themes."""
    return {name: Source(name, files("themes") / f"{name}.toml") for name in OURS}


def found(folder: Path | None) -> dict[str, Source]:
    """Every theme by its name; one of the folder's takes the place of one of ours."""
    return ours() | _of_folder(folder)


def known(name: str, sources: Mapping[str, Source]) -> Source:
    """The file of a theme; a ThemeError that says what may have been meant where there is none."""
    if name not in sources:
        there = meant(name, sources) or f"; there are {', '.join(sources)}"
        raise ThemeError(name, [f'there is no theme "{name[:40]}"{there}'])
    return sources[name]


def tables(source: Source, folder: Path | None) -> dict[str, Any]:
    """A theme's tables, with those of the theme that it builds on underneath."""
    return _tables(source, folder, (source,))


def _of_folder(folder: Path | None) -> dict[str, Source]:
    try:
        toml = files_in(folder)
    except Unusable as why:
        name = folder.name if folder else ""
        raise ThemeError(name, [str(why)], name) from None
    return {path.stem: Source(path.stem, path, f"{path.parent.name}/{path.name}") for path in toml}


def _tables(source: Source, folder: Path | None, above: tuple[Source, ...]) -> dict[str, Any]:
    """The tables of a file over those of its base; `above` are the files that build on this one."""
    own = _read(source)
    name = own.get("base")
    if name is None:
        return own
    base = _base(source, name, folder)
    if base in above:
        raise source.bad(f'base: "{name}" builds on this theme itself')
    return _over(_tables(base, folder, (*above, base)), own)


def _base(source: Source, name: object, folder: Path | None) -> Source:
    """The theme that another builds on; a school's own daylight may build on ours."""
    if not isinstance(name, str):
        raise source.bad('base: expected the name of a theme, such as "daylight"')
    sources = ours() if name == source.name else found(folder)
    if name not in sources:
        raise source.bad(f'base: there is no theme "{name}"{meant(name, sources)}')
    return sources[name]


def _over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What the base says, and over it what the theme itself says; what it is for is its own matter."""
    both = {**base, "about": "", **own}
    for table in TABLES:
        if isinstance(own.get(table), dict) and isinstance(base.get(table), dict):
            both[table] = {**base[table], **own[table]}
            kinds = base[table].get("kinds"), own[table].get("kinds")
            if isinstance(kinds[0], dict) and isinstance(kinds[1], dict):
                both[table]["kinds"] = kinds[0] | kinds[1]
    return both


def _read(source: Source) -> dict[str, Any]:
    try:
        return read(source.file, "theme")
    except Unusable as why:
        raise source.bad(str(why)) from None
