"""The signs of the cards as SVG, so that card and page show the same."""

from functools import cache

from markupsafe import Markup

from cards.signs import MARKS, TILE, Path
from kiosk.plans.model import Kind

_SIDE = 24
_LETTERS = {"m": "M", "l": "L", "c": "C", "h": "Z"}


@cache
def sign(kind: Kind) -> Markup:
    """The path of a kind's sign, cut out of its tile, on a square of side 24."""
    return Markup(_path(TILE + MARKS[kind]))  # noqa: S704 - numbers and letters of our own


def _path(path: Path) -> str:
    return "".join(_LETTERS[name] + " ".join(_number(each * _SIDE) for each in at) for name, at in path)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
