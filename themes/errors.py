"""What is wrong with a theme."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


class ThemeError(Exception):
    """A theme that cannot be used; `faults` holds a sentence for each thing that is wrong.

    `file` is where it was read, as seen from the school's folder: `themes/crimson.toml`; None for a name
    that names nothing, and for a theme of ours.
    """

    def __init__(self, name: str, faults: Sequence[str], file: str | None = None) -> None:
        self.name = name
        self.faults = tuple(faults)
        self.file = file
        super().__init__("\n".join(f'theme "{name}": {fault}' for fault in self.faults))


def meant(word: str, known: Iterable[str]) -> str:
    """`; did you mean "night"?` where a known word is near, else nothing."""
    close = get_close_matches(word[:80], list(known), n=1)
    return f'; did you mean "{close[0]}"?' if close else ""
