"""Palettes: one TOML file a theme, which screen, card and page take their colours from."""

from themes.colour import Colour, contrast
from themes.palette import KINDS, Palette, Theme
from themes.reading import ThemeError, load, names

__all__ = ["KINDS", "Colour", "Palette", "Theme", "ThemeError", "contrast", "load", "names"]
