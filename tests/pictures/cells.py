"""A screen as text to be kept and compared: its characters, and how each of them looks in each theme."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from string import ascii_lowercase

from attrs import frozen
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import App


@frozen
class Cell:
    """One character on the screen; a wide one takes two cells, and the second is empty."""

    text: str
    look: str


Grid = tuple[tuple[Cell, ...], ...]


PICTURE = Cell("░", "a picture")
"""What stands in the place of a picture: another font or library may draw it a shade darker."""


def grid(app: App[None]) -> Grid:
    """What stands on the screen now, but for pictures."""
    pictures = [each.region for each in app.screen.query("#picture") if each.display]
    return tuple(
        tuple(
            PICTURE if any(each.contains(x, y) for each in pictures) else cell
            for x, cell in enumerate(_cells(strip))
        )
        for y, strip in enumerate(app.screen._compositor.render_strips())
    )


def _cells(segments: Iterable[Segment]) -> Iterator[Cell]:
    for segment in segments:
        look = looks(segment.style)
        for text in _apart(segment.text):
            yield Cell(text, look)
            yield from (Cell("", look) for _ in range(cell_len(text) - 1))


def _apart(text: str) -> Iterator[str]:
    """Each character that takes a cell, with the marks that stand on it."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or cell_len(text[place]):
            yield text[start:place]
            start = place


def looks(style: Style | None) -> str:
    """`bold #1f1c18 on #faf6ee`: whatever of a style a person can see."""
    if style is None:
        return "plain"
    said = [name for name in ("bold", "dim", "italic", "underline", "reverse") if getattr(style, name)]
    if style.color is not None:
        said.append(style.color.name)
    if style.bgcolor is not None:
        said.append(f"on {style.bgcolor.name}")
    return " ".join(said) or "plain"


def picture(grids: Mapping[str, Grid]) -> str:
    """The picture of a screen in several themes; themes that differ in their colours alone share the text."""
    together: dict[tuple[str, ...], dict[str, Grid]] = {}
    for theme, drawn in grids.items():
        together.setdefault(_lines(drawn), {})[theme] = drawn
    return "\n".join(_part(lines, same) for lines, same in together.items())


def _lines(drawn: Grid) -> tuple[str, ...]:
    return tuple("".join(cell.text for cell in row).rstrip() for row in drawn)


def _part(lines: Sequence[str], grids: Mapping[str, Grid]) -> str:
    """The text, then a letter for each look and how long it runs, then what each letter looks like."""
    letters: dict[tuple[str, ...], str] = {}
    runs = [
        " ".join(
            f"{letters.setdefault(look, _letters(len(letters)))}{len(list(cells))}"
            for look, cells in groupby(tuple(cell.look for cell in column) for column in columns)
        )
        for columns in (zip(*rows, strict=True) for rows in zip(*grids.values(), strict=True))
    ]
    legend = [
        f"{letter} {theme}: {look[place]}"
        for place, theme in enumerate(grids)
        for look, letter in letters.items()
    ]
    return "\n".join(
        (f"== {', '.join(grids)}", *(f"|{line}" for line in lines), "--", *runs, "--", *legend, "")
    )


def _letters(number: int) -> str:
    """a, b, … z, aa, ab …"""
    more, last = divmod(number, len(ascii_lowercase))
    return (_letters(more - 1) if more else "") + ascii_lowercase[last]
