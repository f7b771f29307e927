"""Everything that can go wrong with cards.

CardError
├── UnknownStock      no card stock has this name
├── StockUnfit        a card stock that cannot be used, such as one whose cards do not fit its page
├── LayoutUnfit       places, an offset or a scale that the card stock does not allow
├── DoesNotFit        cards that cannot be printed, all of them, each with a sentence
├── NoFace            text with characters for which this computer has no type face
├── TooMuch           more text than the card holds at the smallest size
├── LinkUnfit         a link that the card's code cannot hold
├── BadFile           a file of ready cards in which something is wrong, all of it, each with its row
├── Unwritable        a place where the cards can't be written, or are kept from being written
├── PictureUnfit      a folder, or paper, that no picture of a card goes with
├── NoPrinter         no printer of this computer has this name
├── PrinterRefused    a printer that did not take the finished file, which is kept
├── Miscoded          cards whose code could not be read back, all of them
└── Unreadable        a finished file that cannot be opened to read its codes back
"""

import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches

from attrs import frozen

EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO")
PACKAGES = {
    "fonts-noto-cjk": "noto-sans-cjk-fonts",
    "fonts-noto-core": "noto-fonts-all",
}


@frozen
class Fault:
    """What is wrong with a file, or a row of it, counted as a spreadsheet does (the header is row 1)."""

    row: int | None
    column: str | None
    what: str

    def __str__(self) -> str:
        place = ", ".join(filter(None, (f"row {self.row}" if self.row else "", self.column)))
        return f"{place}: {self.what}" if place else self.what


class CardError(Exception):
    """The root: its text is a sentence for the person at the printer."""


class UnknownStock(CardError):
    """No card stock has this name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        close = get_close_matches(name[:80], known, n=1, cutoff=0.5)
        meant = f' Did you mean "{close[0]}"?' if close else ""
        super().__init__(f'There is no card stock "{name[:40]}".{meant} There are: {", ".join(known)}.')


class StockUnfit(CardError):
    """A card stock that cannot be used, with a sentence for each fault.

    `file` is where it was read, as seen from the school's folder: `stock/badges.toml`; None for ours.
    """

    def __init__(self, name: str, faults: Sequence[str], file: str | None = None) -> None:
        self.name = name
        self.faults = tuple(faults)
        self.file = file
        super().__init__("\n".join(f'card stock "{name}": {fault}' for fault in faults))


class LayoutUnfit(CardError):
    """Places, an offset or a scale that the card stock does not allow: what was asked, and a sentence."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"--{name}: {sentence}" for name, sentence in faults))


class DoesNotFit(CardError):
    """Cards that cannot be printed: `faults` has the index of each card and a sentence."""

    def __init__(self, faults: Sequence[tuple[int, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(sentence for _, sentence in self.faults))


class NoFace(CardError):
    """Text with characters for which this computer has no type face; they are in `characters`."""

    def __init__(self, characters: Sequence[str]) -> None:
        self.characters = tuple(characters)
        shown = ", ".join(_shown(character) for character in characters)
        super().__init__(f"no type face on this computer has {shown}; {_remedy(characters)}")


class TooMuch(CardError):
    """More text than the card holds at the smallest size."""


class LinkUnfit(CardError):
    """A link that the card's code cannot hold."""


class BadFile(CardError):
    """A file of ready cards in which something is wrong: `faults` has a sentence for each, with its row."""

    def __init__(self, file: str, faults: Sequence[Fault]) -> None:
        self.file = file
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{file}: {fault}" for fault in faults))


class Unwritable(CardError):
    """A place where the cards can't be written."""


class PictureUnfit(CardError):
    """A folder, or paper, that no picture of a card goes with."""


class NoPrinter(CardError):
    """No printer of this computer has this name; `what` is the sentence without the option."""

    def __init__(self, name: str, there: Sequence[str]) -> None:
        known = f"there is {', '.join(there)}" if there else "this computer has no printer that lpstat knows"
        self.what = f'no printer is called "{name}"; {known}'
        super().__init__(f"--print: {self.what}")


class PrinterRefused(CardError):
    """A printer that did not take the finished file, which is kept."""


class Miscoded(CardError):
    """Cards whose code could not be read back from the finished file, with a sentence for each."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(sentences))


class Unreadable(CardError):
    """A finished file that cannot be opened to read its codes back."""


def _remedy(characters: Sequence[str]) -> str:
    """What to install for letters; other characters are best left out."""
    if not all(unicodedata.category(each).startswith(("L", "M")) for each in characters):
        return "write it without"
    names = [unicodedata.name(each, "") for each in characters]
    package = "fonts-noto-cjk" if any(name.startswith(EAST_ASIAN) for name in names) else "fonts-noto-core"
    return f"install one (Debian, Ubuntu: {package}; Fedora: google-{PACKAGES[package]})"


def _shown(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f'"{character}" ({code})' if character.isprintable() else code
