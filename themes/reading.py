"""Reads a theme and says everything that is wrong with it at once.

A theme file has `about` (one line: what it is for), `base` (a theme on which it builds, so that it says only
what differs), `dark` (the dark theme that the web page takes where a phone asks for a dark one; night, unless
the theme is dark itself), `[type]`, and two palettes, `[screen]` and `[paper]`, each with its `kinds`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from themes import checking
from themes.errors import ThemeError
from themes.finding import found, known, tables
from themes.palette import Palette, Theme

DARK = "night"
"""The dark theme of a light one that names none."""


@frozen
class Found:
    """Every theme there is: those that can be used, and what is wrong with the others."""

    themes: tuple[Theme, ...]
    errors: tuple[ThemeError, ...]


def names(folder: Path | None = None) -> list[str]:
    """The themes there are: ours, and those in the folder."""
    return list(found(folder))


def load(name: str, folder: Path | None = None) -> Theme:
    """Read a theme by name, from the folder where one is given and has it, else ours."""
    source = known(name, found(folder))
    try:
        raw = tables(source, folder)
    except ThemeError as error:  # perhaps one on which it builds
        raise ThemeError(name, error.faults, error.file) from None
    faults: list[str] = []
    checking.parts(raw, faults)
    about, set_in = checking.about(raw, faults), checking.type_of(raw, faults)
    screen, paper = (checking.palette(raw, medium, faults) for medium in ("screen", "paper"))
    dark = screen and _dark(raw, screen, folder, faults)
    if faults or screen is None or paper is None or dark is None:
        raise source.bad(*sorted(faults))
    return Theme(name, screen, paper, about, set_in, dark)


def load_all(folder: Path | None = None) -> Found:
    """Read every theme there is."""
    folder, bad = _readable(folder)
    good: list[Theme] = []
    for name in names(folder):
        try:
            good.append(load(name, folder))
        except ThemeError as error:
            bad.append(error)
    return Found(tuple(good), tuple(bad))


def after(name: str, folder: Path | None = None) -> Theme:
    """The next theme that can be used, in the order of `names`, and after the last the first."""
    folder, bad = _readable(folder)
    everyone = names(folder)
    at = everyone.index(name) + 1 if name in everyone else 0
    for each in (*everyone[at:], *everyone[:at]):
        try:
            return load(each, folder)
        except ThemeError as error:
            bad.append(error)
    raise ThemeError(name, [fault for each in bad for fault in each.faults])


def _readable(folder: Path | None) -> tuple[Path | None, list[ThemeError]]:
    """The folder, unless it cannot be read; then what is wrong with it."""
    try:
        found(folder)
    except ThemeError as error:
        return None, [error]
    return folder, []


def _dark(raw: Mapping[str, Any], screen: Palette, folder: Path | None, faults: list[str]) -> Palette | None:
    """The dark palette of the page: the screen's where it is dark, else that of the theme that is named."""
    if screen.is_dark:
        return screen
    name = raw.get("dark", DARK)
    if not isinstance(name, str):
        faults.append('dark: expected the name of a theme, such as "night"')
        return None
    why: list[str] = []
    try:
        partner = checking.palette(tables(known(name, found(folder)), folder), "screen", why)
    except ThemeError as error:
        faults += [f"dark: {each}" for each in error.faults]
        return None
    if partner is not None and not partner.is_dark:
        why.append("it is not dark")
    faults += [f'dark: theme "{name}" cannot be used: {each}' for each in why]
    return partner
