"""A colour, and how well one can be read on another."""

import re
from typing import Self

from attrs import frozen

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@frozen(cache_hash=True)
class Colour:
    """A colour on screen or paper: red, green and blue, each 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `#rrggbb`; anything else is a ValueError."""
        if not _HEX.fullmatch(text):
            raise ValueError(f'"{text}" is not a colour; write it as #rrggbb, for example #1a5a30')
        return cls(*bytes.fromhex(text[1:]))

    @property
    def hex(self) -> str:
        """The colour as `#rrggbb`, as Textual and CSS read it."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 for black to 1 for white (WCAG 2.2, "relative luminance")."""
        return 0.2126 * _linear(self.red) + 0.7152 * _linear(self.green) + 0.0722 * _linear(self.blue)

    def __str__(self) -> str:
        return self.hex


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
