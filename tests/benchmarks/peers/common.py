"""What every peer is given: the same rows, paper, places and sizes, in points from the top left."""

import csv
from collections.abc import Iterator
from importlib.resources import files
from itertools import groupby, islice
from pathlib import Path

import segno
from attrs import frozen

MM = 72 / 25.4
PAGE = (612.0, 792.0)
CARD = (88.9 * MM, 50.8 * MM)
FIRST = (19.05 * MM, 12.7 * MM)
INSET = (4.65 * MM, 3.0 * MM)
LIVE = (79.6 * MM, 44.8 * MM)
CODE = 14.5 * MM
NOTICE = "Education record: may not be passed on (34 CFR 99.33)."
BLUE, RED, GREY = (11, 82, 160), (160, 19, 24), (74, 74, 74)


@frozen
class Text:
    """A row of text: where its baseline begins on the card, and how it is set."""

    x: float
    y: float
    points: float
    bold: bool
    colour: tuple[int, int, int]
    text: str


@frozen
class Ready:
    """A card: its rows of text, whether it has a crisis band, and its link."""

    texts: tuple[Text, ...]
    crisis: bool
    link: str


BAND = (86.0, 20.0)  # where the crisis band begins on the card, and how high it is


def pages(file: Path) -> Iterator[list[tuple[Ready, float, float]]]:
    """The cards of each page of a file, each with the corner of its live space."""
    corners = list(places())
    ready = cards(file)
    while page := list(islice(ready, len(corners))):
        yield [(card, x, y) for card, (x, y) in zip(page, corners, strict=False)]


def cards(file: Path) -> Iterator[Ready]:
    """The cards of a file, laid out by nobody: everything stands where it always stands."""
    with file.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            yield Ready(tuple(_texts(row)), bool(row["crisis"]), row["link"])


def places() -> Iterator[tuple[float, float]]:
    """The corner of the live space of each card on a page."""
    for row in range(5):
        for column in range(2):
            yield FIRST[0] + column * CARD[0] + INSET[0], FIRST[1] + row * CARD[1] + INSET[1]


def _texts(row: dict[str, str]) -> Iterator[Text]:
    yield Text(0, 14, 17, True, (0, 0, 0), row["name"])
    yield Text(0, 25, 8.5, False, GREY, f"Grade {row['grade']} · Room {row['room']}")
    yield Text(LIVE[0] - 72, 60, 6.5, False, GREY, "Staff: scan for the plan")
    yield Text(LIVE[0] - 72, 68, 6.5, False, GREY, f"Valid to {row['valid_until']}")
    for number, line in enumerate(row["lines"].split("|")):
        kind, rest = line.split("/", 1)
        heading, text = rest.split(": ", 1)
        yield Text(18, 37 + 16 * number, 7, True, BLUE, heading)
        yield Text(70, 37 + 16 * number, 7, False, GREY, kind.capitalize())
        yield Text(18, 44 + 16 * number, 8, False, (0, 0, 0), text)
    if row["crisis"]:
        heading, text = row["crisis"].split(": ", 1)
        yield Text(18, BAND[0] + 8, 6.5, True, (255, 255, 255), heading)
        yield Text(18, BAND[0] + 16, 7, True, (255, 255, 255), text)
    yield Text(0, 117, 6.5, False, GREY, "Found? Return to " + ", ".join(row["return_to"].split("|")[:2]))
    yield Text(0, 125, 6.5, False, GREY, f"{row['return_to'].split('|')[-1]}. {NOTICE}")


def font(bold: bool) -> Path:
    """The file of our own face."""
    name = "SourceSansPro-Bold.ttf" if bold else "SourceSansPro-Regular.ttf"
    return Path(str(files("font_source_sans_pro") / "files" / name))


def bars(link: str) -> Iterator[tuple[int, int, int]]:
    """The dark modules of a link's code by segno, side by side as one bar: x, y and length."""
    for y, row in enumerate(segno.make(link, error="m", micro=False).matrix):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                yield x, y, length
            x += length


def svg(link: str) -> str:
    """A link's code as SVG, one path."""
    rows = list(bars(link))
    side = rows[-1][1] + 1
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in rows)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>'


def boxes(link: str) -> Iterator[tuple[float, float, float, float]]:
    """The bars of a link's code where they stand on the card, in points: left, top, width and height."""
    rows = list(bars(link))
    module = CODE / (rows[-1][1] + 1)
    for x, y, length in rows:
        yield LIVE[0] - CODE + x * module, y * module, length * module, module
