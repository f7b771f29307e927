"""Checks the tables of a theme, part by part; what is wrong is added to a list of sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from themes.colour import Colour
from themes.errors import meant
from themes.palette import KINDS, Palette, Type

PARTS = ("about", "base", "dark", "type", "screen", "paper")
PLAIN = ("background", "surface", "focus", "text", "muted", "accent", "line", "crisis", "on_crisis")
LONGEST = 100
"""Characters of the line that says what a theme is for."""
LARGEST_TYPE = 2.0

Faults = list[str]


def parts(tables: Mapping[str, Any], faults: Faults) -> None:
    """No key that a theme does not have."""
    for key in tables.keys() - set(PARTS):
        known = meant(key, PARTS) or "; it has about, base, dark, [type], [screen] and [paper]"
        faults.append(f'"{key[:40]}" is not a part of a theme{known}')


def about(tables: Mapping[str, Any], faults: Faults) -> str:
    """The line that says what the theme is for."""
    text = tables.get("about", "")
    if isinstance(text, str) and len(text) <= LONGEST and text.isprintable():
        return text
    faults.append(f"about: expected one line of text in quotes, of at most {LONGEST} characters")
    return ""


def type_of(tables: Mapping[str, Any], faults: Faults) -> Type:
    """How text is set; what is left out is ordinary."""
    table = tables.get("type", {})
    if not isinstance(table, dict):
        faults.append("type: expected a table, [type]")
        return Type()
    checks = {"airy": _yes_or_no, "bold": _yes_or_no, "page": _size, "card": _size}
    given = {}
    for key, value in table.items():
        if key not in checks:
            faults.append(f"type: {key[:40]} is not known here{meant(key, checks)}")
        elif why := checks[key](value):
            faults.append(f"type: {key}: {why}")
        else:
            given[key] = value
    return Type(**given)


def palette(tables: Mapping[str, Any], medium: str, faults: Faults) -> Palette | None:
    """The palette of a medium, or None where something is wrong with it."""
    table = tables.get(medium)
    if not isinstance(table, dict):
        faults.append(f"[{medium}] is missing")
        return None
    mine: Faults = []
    plain = _colours({key: value for key, value in table.items() if key != "kinds"}, PLAIN, "", mine)
    kinds = _colours(table.get("kinds"), KINDS, "kinds.", mine)
    made = None
    if not mine:
        made = Palette(**plain, kinds=kinds)
        mine = made.too_faint()
    faults += [f"{medium}: {fault}" for fault in mine]
    return made


def _yes_or_no(value: object) -> str | None:
    return None if isinstance(value, bool) else "expected true or false"


def _size(value: object) -> str | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    is_right = is_number and 1 <= value <= LARGEST_TYPE  # type: ignore[operator]
    return None if is_right else "expected a number from 1 (ordinary) to 2 (twice as large)"


def _colours(table: object, wanted: Sequence[str], prefix: str, faults: Faults) -> dict[str, Colour]:
    given = table if isinstance(table, dict) else {}
    faults += [f"{prefix}{key} is missing" for key in wanted if key not in given]
    colours = {}
    for key, value in given.items():
        if key not in wanted:
            faults.append(f"{prefix}{key[:40]} is not a colour of a theme{meant(key, wanted)}")
            continue
        try:
            colours[key] = Colour.parse(str(value)[:40])
        except ValueError as error:
            faults.append(f"{prefix}{key}: {error}")
    return colours
