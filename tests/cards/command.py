"""`python -m cards`, said in a folder of its own."""

from collections.abc import Callable
from pathlib import Path

Say = Callable[..., tuple[int, str, str]]
"""Runs the command; returns its status, its answer and its errors."""


def left(folder: Path) -> list[str]:
    """The files in a folder, those that are hidden included."""
    return sorted(file.name for file in folder.iterdir())
