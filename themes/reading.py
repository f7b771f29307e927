"""Reads a theme from its TOML file, and says everything that is wrong with it at once."""

import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from themes.colour import Colour
from themes.palette import KINDS, Palette, Theme

PLAIN = ("background", "surface", "focus", "text", "muted", "accent", "line", "crisis", "on_crisis")
MEDIA = ("screen", "paper")


class ThemeError(Exception):
    """A theme that cannot be used; `faults` holds a sentence for each thing that is wrong."""

    def __init__(self, name: str, faults: Sequence[str]) -> None:
        self.name = name
        self.faults = tuple(faults)
        super().__init__("\n".join(f'theme "{name}": {fault}' for fault in self.faults))


def names(folder: Path | None = None) -> list[str]:
    """The themes there are: ours, and those in the folder."""
    return sorted(_found(folder))


def load(name: str, folder: Path | None = None) -> Theme:
    """Read a theme by name, from the folder where one is given and has it, else ours."""
    found = _found(folder)
    if name not in found:
        raise ThemeError(name, [_unknown(name, sorted(found))])
    try:
        data = tomllib.loads(found[name].read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise ThemeError(name, ["the file is not UTF-8 text; save it as UTF-8"]) from error
    except tomllib.TOMLDecodeError as error:
        raise ThemeError(name, [f"the file is not TOML: {error}"]) from error
    return _theme(name, data)


def _found(folder: Path | None) -> dict[str, Traversable]:
    places: list[Traversable] = [files("themes"), *([folder] if folder and folder.is_dir() else [])]
    return {
        file.name.removesuffix(".toml"): file
        for place in places
        for file in place.iterdir()
        if file.name.endswith(".toml")
    }


def _unknown(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, n=1)
    meant = f' Did you mean "{close[0]}"?' if close else ""
    return f"there is no such theme.{meant} There are: {', '.join(known)}."


def _theme(name: str, data: Mapping[str, object]) -> Theme:
    faults = [
        f'"{key}" is not a part of a theme; it has [screen] and [paper]' for key in data.keys() - {*MEDIA}
    ]
    palettes = {medium: _palette(medium, data.get(medium), faults) for medium in MEDIA}
    screen, paper = palettes["screen"], palettes["paper"]
    if faults or screen is None or paper is None:
        raise ThemeError(name, sorted(faults))
    return Theme(name, screen, paper)


def _palette(medium: str, table: object, faults: list[str]) -> Palette | None:
    """The palette, or None with what is wrong added to the faults."""
    if not isinstance(table, dict):
        faults.append(f"[{medium}] is missing")
        return None
    mine: list[str] = []
    plain = _colours({key: value for key, value in table.items() if key != "kinds"}, PLAIN, "", mine)
    kinds = _colours(table.get("kinds"), KINDS, "kinds.", mine)
    palette = None
    if not mine:
        palette = Palette(**plain, kinds=MappingProxyType(kinds))
        mine = palette.too_faint()
    faults += [f"{medium}: {fault}" for fault in mine]
    return palette


def _colours(table: object, wanted: Sequence[str], prefix: str, faults: list[str]) -> dict[str, Colour]:
    given = table if isinstance(table, dict) else {}
    faults += [f"{prefix}{key} is missing" for key in wanted if key not in given]
    colours = {}
    for key, value in given.items():
        if key not in wanted:
            faults.append(f"{prefix}{key} is not a colour of a theme{_meant(key, wanted)}")
            continue
        try:
            colours[key] = Colour.parse(str(value))
        except ValueError as error:
            faults.append(f"{prefix}{key}: {error}")
    return colours


def _meant(key: str, wanted: Sequence[str]) -> str:
    close = get_close_matches(key, wanted, n=1)
    return f"; did you mean {close[0]}?" if close else ""
