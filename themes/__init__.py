"""Palettes: one TOML file a theme, which screen, card and page take their colours from."""

from themes.colour import Colour, contrast
from themes.errors import ThemeError
from themes.palette import KINDS, Palette, Theme, Type
from themes.reading import Found, after, load, load_all, names

__all__ = [
    "KINDS",
    "Colour",
    "Found",
    "Palette",
    "Theme",
    "ThemeError",
    "Type",
    "after",
    "contrast",
    "load",
    "load_all",
    "names",
]
