"""A screen as a web page that shows it as a terminal would, for the pictures in the README."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from tests.pictures.cells import Cell, Grid

_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: {ground}; }}
pre {{
  margin: 0; padding: 18px 14px; width: max-content; background: {ground};
  font: 15px/20px "JetBrains Mono", "DejaVu Sans Mono", monospace; font-variant-ligatures: none;
}}
pre div {{ height: 20px; white-space: pre; }}
pre span {{ display: inline-block; height: 20px; vertical-align: top; overflow: clip; }}
</style><pre>{lines}</pre>"""
_COLOUR = re.compile(r"#[0-9a-f]{6}")


def page(drawn: Grid) -> str:
    """The page; its ground is the screen's own."""
    return _PAGE.format(ground=_ground(drawn[-2][0].look), lines="".join(map(_line, drawn)))


def _line(row: tuple[Cell, ...]) -> str:
    return f"<div>{''.join(_spans(row))}</div>"


def _spans(row: tuple[Cell, ...]) -> Iterator[str]:
    for (look, block), cells in groupby(row, key=lambda cell: (cell.look, _BLOCKS.get(cell.text, ""))):
        same = list(cells)
        text = "" if block else escape("".join(cell.text for cell in same))
        yield f'<span style="width:{len(same)}ch;{_style(look)}{block}">{text}</span>'


def _style(look: str) -> str:
    ink, _, ground = look.partition("on ")
    styles = [f"background:{ground}"] if ground else []
    if found := _COLOUR.search(ink):
        styles.append(f"color:{found[0]}")
    return ";".join([*styles, *(css for word, css in _CSS.items() if word in ink.split())])


_BLOCKS = {
    "█": ";background:currentcolor",
    "▀": ";background-image:linear-gradient(currentcolor 50%,transparent 50%)",
    "▄": ";background-image:linear-gradient(transparent 50%,currentcolor 50%)",
}
"""Blocks are painted: letters of a font leave hairlines between the cells."""
_CSS = {
    "bold": "font-weight:700",
    "dim": "opacity:.6",
    "italic": "font-style:italic",
    "underline": "text-decoration:underline",
}


def _ground(look: str) -> str:
    return look.partition("on ")[2] or "#ffffff"
