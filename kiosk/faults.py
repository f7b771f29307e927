"""What can go wrong, in sentences for a person.

KioskError               every error that a user may see; its text is the whole message
├── BadInput   status 2  wrong usage, a bad file, a name that names nothing; carries every fault found
└── Refused    status 1  a right question whose answer is no
"""

import difflib
from collections.abc import Iterable, Mapping
from typing import ClassVar

from attrs import frozen


@frozen
class Fault:
    """One thing wrong, and where: the file, the line or the place in words, and what to do."""

    what: str
    file: str | None = None
    line: int | None = None
    path: str | None = None

    def __str__(self) -> str:
        """One line: `blake.toml:12: …` for syntax, `blake.toml: student, id: …` for content."""
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        return ": ".join(part for part in (place, self.path, self.what) if part)


class KioskError(Exception):
    """The root of every error that is shown to a user as a sentence."""

    status: ClassVar[int] = 2

    def __init__(self, message: str, faults: Iterable[Fault] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)

    @property
    def document(self) -> Mapping[str, object] | None:
        """The JSON document of an error that has a shape of its own."""
        return None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to tell the user, a line each: the message, unless it is the first fault, and every fault."""
        lines = tuple(str(fault) for fault in self.faults)
        return lines if lines and str(self).startswith(lines[0]) else (str(self), *lines)


class BadInput(KioskError):
    """Wrong usage, a bad file, or a name that names nothing: exit status 2."""

    @classmethod
    def of(cls, faults: Iterable[Fault]) -> "BadInput":
        """The error that carries these faults; its message is the first of them, and their number."""
        found = tuple(faults)
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        return cls(f"{found[0]}{more}", found)


class Refused(KioskError):
    """A right question whose answer is no: exit status 1."""

    status = 1


class NotAllowed(Refused):
    """Somebody may not see what she asked for; the message is the reason."""

    @property
    def document(self) -> Mapping[str, object]:
        """`{"refused": "…"}`."""
        return {"refused": str(self)}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean "lunch"?` where a known word is near, else nothing."""
    folded = {each.casefold(): each for each in known}
    near = difflib.get_close_matches(word.casefold()[:80], folded, n=1, cutoff=0.6)
    return f'; did you mean "{folded[near[0]]}"?' if near else ""
