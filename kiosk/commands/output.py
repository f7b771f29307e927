"""What a command prints: a person's text, or one JSON document."""

import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping

import click

from kiosk.faults import BadInput
from kiosk.files import trouble
from kiosk.plain import plain

__all__ = ["plain", "say", "say_bytes", "say_json", "say_parts", "table", "wrapped"]

NARROWEST, WIDEST = 40, 110


def say(lines: Iterable[str]) -> None:
    """Print lines of text for a person; none of them breaks in two, or does what a plan's text says."""
    _print("\n".join(plain(line) for line in lines))


def say_json(document: Mapping[str, object]) -> None:
    """Print one JSON document."""
    _print(json.dumps(document, ensure_ascii=False))


def say_parts(parts: Iterable[str]) -> None:
    """Print what is long, part by part; each is as it should be printed."""
    for part in parts:
        _print(part, end=False)


def say_bytes(data: bytes) -> None:
    """Print bytes as they are."""
    if sys.stdout is None:
        raise BadInput("Nothing can be printed: the output is closed.")
    _print(data, end=False)


def _print(said: str | bytes, *, end: bool = True) -> None:
    """Print, and be sure that it was: an answer that is cut off is no answer. A reader may close the pipe."""
    try:
        click.echo(said, nl=end)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BadInput(f"The answer cannot be printed: {trouble(error)}.") from None


def wrapped(text: str, indent: int, first: str | None = None) -> list[str]:
    """Text wrapped to the terminal's width behind an indent; `first` stands before the first line."""
    width = min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)
    space = " " * indent
    begin = space if first is None else first.ljust(indent)
    return textwrap.wrap(" ".join(text.split()), width, initial_indent=begin, subsequent_indent=space) or [
        begin.rstrip()
    ]


def table(rows: Iterable[Iterable[str]]) -> list[str]:
    """Rows as aligned columns."""
    from rich.cells import cell_len

    cells = [[plain(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in cells
    ]
