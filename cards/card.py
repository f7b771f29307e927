"""What stands on a pocket card."""

from datetime import date
from typing import ClassVar

from attrs import field, frozen
from attrs.validators import min_len

from cards.point import Point

NOTICE = "Education record: may not be passed on (34 CFR 99.33)."


@frozen(cache_hash=True)
class Line:
    """One thing to do: a sign for its kind, when (the heading), and what to do (the text)."""

    sign: str
    heading: str
    text: str
    word: str = ""


@frozen(cache_hash=True)
class Protocol:
    """What to do, point by point, when something happens (the heading)."""

    sign: str
    heading: str
    points: tuple[Point, ...]


@frozen(cache_hash=True)
class Back:
    """The other side of a card: what to do in a crisis, and whom the school calls, by name alone."""

    protocols: tuple[Protocol, ...] = ()
    calls: tuple[str, ...] = ()


@frozen
class Card:
    """Everything that a card may say; what is not a field here can never be printed."""

    name: str = field(validator=min_len(1))
    about: str
    lines: tuple[Line, ...]
    crisis: tuple[Line, ...]
    valid_until: date
    return_to: tuple[str, ...] = field(validator=min_len(1))  # school, address, office phone
    link: str
    notice: str
    back: Back | None = None

    def with_link(self, link: str) -> "Card":
        """The same card whose code leads elsewhere; thousands are made in a row."""
        return Card(
            self.name,
            self.about,
            self.lines,
            self.crisis,
            self.valid_until,
            self.return_to,
            link,
            self.notice,
            self.back,
        )


@frozen
class Blank:
    """A spare card, to be filled in by hand: it names nobody, and bears no code."""

    return_to: tuple[str, ...] = field(validator=min_len(1))
    notice: str
    name: ClassVar[str] = "a spare card"


@frozen
class Separator:
    """A card before those of a class, to be thrown away: it names nobody, and bears no code."""

    title: str = field(validator=min_len(1))
    about: tuple[str, ...]
    foot: str

    @property
    def name(self) -> str:
        """What it is called where it cannot be printed."""
        return f"the separator card of {self.title}"


@frozen
class Pass:
    """A card by which somebody signs in: its code large in letters and as a QR code, and how to use it."""

    title: str = field(validator=min_len(1))
    heading: str = field(validator=min_len(1))
    about: tuple[str, ...]
    code: str
    uses: tuple[tuple[str, str], ...]  # where, and what to do there
    return_to: tuple[str, ...] = field(validator=min_len(1))
    notice: str
    link: str
    caption: str

    @property
    def name(self) -> str:
        """What it is called where it cannot be printed."""
        return f"{self.title}, {self.heading}"


Laid = Card | Blank | Separator | Pass
"""What may lie in a place of a sheet."""
