"""What the student panel says, as plain values: rows of a heading, a kind, a number and a text. Pure."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import evolve, frozen

from kiosk.plans.model import Kind


class Tone(StrEnum):
    """How loud a row is."""

    TIME = "time"
    TEXT = "text"
    TRIGGER = "trigger"
    STEP = "step"
    NEVER = "never"
    QUIET = "quiet"
    ALARM = "alarm"
    KEY = "key"


class Air(StrEnum):
    """How much space stands above a row."""

    NONE = "none"
    ITEM = "item"
    SECTION = "section"


@frozen
class Row:
    """One line of the sheet, which may wrap."""

    text: str
    tone: Tone = Tone.TEXT
    heading: str = ""
    kind: Kind | None = None
    number: str = ""
    tail: str = ""
    air: Air = Air.NONE
    is_new: bool = False


@frozen
class Protocol:
    """What to do if something happens, whole: for the view that shows nothing else."""

    condition: str
    rows: tuple[Row, ...]
    nevers: tuple[str, ...]


@frozen
class Sheet:
    """The whole panel: whose it is, and what applies."""

    name: str
    about: str = ""
    plans: str = ""
    old: str = ""
    foot: str = ""
    rows: tuple[Row, ...] = ()
    protocols: tuple[Protocol, ...] = ()


def item(kind: Kind, rows: Iterable[Row], *, is_new: bool = False) -> Iterator[Row]:
    """The rows of one accommodation: the first bears its kind and stands a little apart."""
    for index, row in enumerate(rows):
        mine = evolve(row, is_new=is_new)
        yield evolve(mine, kind=kind, air=Air.ITEM) if index == 0 else mine


def section(heading: str, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows of a section: the first bears its heading and stands well apart."""
    for index, row in enumerate(rows):
        yield evolve(row, heading=heading, air=Air.SECTION) if index == 0 else row
