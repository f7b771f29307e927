"""A picture of themes: for each a screen, a card and a page, and every colour with its contrast.

What stands on them is handed in; the words of a plan are not known here.
"""

from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from cards.brush import OVER, Brush, rows, width
from cards.card import Card
from cards.drawing import DESIGN
from cards.portrait import portrait
from themes import Colour, Palette, Theme, contrast

WIDTH = 1800
BLOCK = 668
EDGE = 60
PANEL = 372
"""The height of screen and page."""
SCREEN = 700
PHONE = 224
GAP = 28
DOTS = 5.2  # a millimetre of the card
CHIP = 89

DESK = Colour.parse("#e9e7e2")
INK = Colour.parse("#1b1d20")
QUIET = Colour.parse("#4c4f54")
SHADE = Colour.parse("#d3d0c9")

GROUNDS = ("background", "surface", "focus", "line")
INKS = ("text", "muted", "accent", "crisis", "on_crisis")


@frozen
class Row:
    """A thing to do: when, the kind's sign on a terminal, its word, and what to do."""

    heading: str
    kind: str
    sign: str
    word: str
    text: str


@frozen
class Sample:
    """What stands on screen, card and page."""

    place: str
    time: str
    name: str
    about: str
    rows: tuple[Row, ...]
    crisis: Row
    never: str
    hints: str
    card: Card


def draw(themes: Sequence[Theme], sample: Sample, path: Path) -> None:
    """Write the picture, as PNG, to exactly this path."""
    brush = Brush(WIDTH, BLOCK * len(themes) + EDGE, DESK)
    for index, theme in enumerate(themes):
        _theme(brush, BLOCK * index + EDGE, theme, sample)
    brush.finished().save(path, "PNG")


def _theme(brush: Brush, top: float, theme: Theme, sample: Sample) -> None:
    end = brush.text(EDGE, top + 30, theme.name, 40, INK, bold=True)
    brush.text(end + 24, top + 30, theme.about, 22, QUIET)
    panels = top + 58
    _screen(brush, EDGE, panels, theme, sample)
    _card(brush, EDGE + SCREEN + GAP, panels, theme, sample.card)
    pages = WIDTH - EDGE - 2 * PHONE - GAP
    for left, colours in ((pages, theme.light_page), (pages + PHONE + GAP, theme.dark_page)):
        _page(brush, left, panels, theme, colours, sample)
    _colours(brush, panels + PANEL + 34, "Screen", theme.screen)
    _colours(brush, panels + PANEL + 108, "Paper", theme.paper)


def _screen(brush: Brush, left: float, top: float, theme: Theme, sample: Sample) -> None:
    colours, bold = theme.screen, theme.type.bold
    _sheet(brush, left, top, SCREEN, PANEL, colours.background)
    _bar(brush, left, top, colours, is_top=True)
    brush.text(left + 24, top + 27, sample.place, 18, colours.text, bold=True)
    brush.text(left + SCREEN - 24, top + 27, sample.time, 18, colours.text, bold=bold, anchor="r")
    brush.box(left, top + 54, SCREEN, 36, colours.focus)
    end = brush.text(left + 24, top + 78, f"› {sample.name}", 20, colours.text, bold=True)
    brush.text(end + 16, top + 78, sample.about, 18, colours.muted, bold=bold)
    step = 48 if theme.type.airy else 42
    y = top + 130
    for row in (*sample.rows, sample.crisis):
        colour = colours.kinds[row.kind]
        is_crisis = row is sample.crisis
        brush.text(left + 24, y, row.heading, 17, colours.muted, bold=True)
        brush.text(left + 112, y, row.sign, 19, colour, bold=True)
        brush.text(left + 134, y, row.word, 19, colour, bold=True)
        ink = colours.crisis if is_crisis else colours.text
        brush.text(left + 232, y, row.text, 19, ink, bold=bold or is_crisis)
        y += step
    wide = width(sample.never, 19, bold=True) + 24
    brush.box(left + 220, y - 24, wide, 34, colours.crisis, radius=2)
    brush.text(left + 232, y, sample.never, 19, colours.on_crisis, bold=True)
    _bar(brush, left, top + PANEL - 38, colours, is_top=False)
    brush.text(left + 24, top + PANEL - 13, sample.hints, 17, colours.muted, bold=bold)


def _bar(brush: Brush, left: float, top: float, colours: Palette, *, is_top: bool) -> None:
    """The top line or the hints, with the panel's round corners outside and straight ones inside."""
    brush.box(left, top, SCREEN, 38, colours.surface, radius=12)
    brush.box(left, top + (14 if is_top else 0), SCREEN, 24, colours.surface)


def _card(brush: Brush, left: float, top: float, theme: Theme, card: Card) -> None:
    picture = portrait(card, theme, DESIGN, DOTS * OVER)
    wide, high = picture.width / OVER, picture.height / OVER
    down = top + (PANEL - high) / 2
    brush.box(left + 3, down + 4, wide, high, SHADE, radius=4)
    brush.picture(left, down, picture)


def _page(brush: Brush, left: float, top: float, theme: Theme, colours: Palette, sample: Sample) -> None:
    size = 15 * theme.type.page
    _sheet(brush, left, top, PHONE, PANEL, colours.background)
    inside, room = left + 16, PHONE - 32
    y = top + 24 + size
    for line in rows(sample.name, size * 1.5, room, bold=True):
        brush.text(inside, y, line, size * 1.5, colours.text, bold=True)
        y += size * 1.5
    brush.text(inside, y, sample.about, size * 0.9, colours.muted)
    y += size * 1.9
    crisis = list(rows(sample.crisis.text, size, room, bold=True))
    foot = top + PANEL - 24 - size * 1.35 * len(crisis)
    for row in sample.rows:
        lines = list(rows(row.text, size, room))
        if y + size * 1.3 * (len(lines) + 1) > foot:
            break
        end = brush.text(inside, y, row.word, size * 0.9, colours.kinds[row.kind], bold=True)
        brush.text(end + 8, y, row.heading, size * 0.8, colours.accent, bold=True)
        for line in lines:
            y += size * 1.25
            brush.text(inside, y, line, size, colours.text)
        y += size * 1.8
    brush.box(left + 10, foot - 8, PHONE - 20, top + PANEL - foot - 2, colours.crisis, radius=8)
    for number, line in enumerate(crisis):
        brush.text(inside, foot + size * (1.1 + 1.35 * number), line, size, colours.on_crisis, bold=True)


def _sheet(brush: Brush, left: float, top: float, wide: float, high: float, colour: Colour) -> None:
    """A panel with a soft edge below it."""
    brush.box(left + 3, top + 4, wide, high, SHADE, radius=12)
    brush.box(left, top, wide, high, colour, radius=12)


def _colours(brush: Brush, top: float, medium: str, palette: Palette) -> None:
    """A chip for every colour: grounds by name, inks with the least contrast that they have anywhere."""
    brush.text(EDGE, top + 24, medium, 18, INK, bold=True)
    left = EDGE + 76.0
    for name in GROUNDS:
        _chip(brush, left, top, name, "", getattr(palette, name), palette.text)
        left += CHIP
    for name, colour in (*((ink, getattr(palette, ink)) for ink in INKS), *palette.kinds.items()):
        _chip(brush, left, top, name, f"{_least(palette, name):.1f}", colour, _on(palette, colour))
        left += CHIP


def _chip(brush: Brush, left: float, top: float, name: str, said: str, colour: Colour, on: Colour) -> None:
    brush.box(left, top, CHIP - 8, 34, SHADE, radius=6)
    brush.box(left + 1, top + 1, CHIP - 10, 32, colour, radius=5)
    brush.text(left + (CHIP - 8) / 2, top + 23, said, 17, on, bold=True, anchor="m")
    brush.text(left + (CHIP - 8) / 2, top + 50, name.replace("_", " "), 13, QUIET, anchor="m")


def _least(palette: Palette, ink: str) -> float:
    return min(
        contrast(colour, under) for name, colour, _, under in palette.pairs() if name in {ink, f"kinds.{ink}"}
    )


def _on(palette: Palette, colour: Colour) -> Colour:
    return max((palette.background, palette.text), key=lambda each: contrast(each, colour))
