"""What was found wrong in a table, and where, in words."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from kiosk.faults import Fault

Path = tuple[str | int, ...]
LARGEST = 2**53
"""A whole number beyond this is nobody's number of minutes."""


@frozen
class Finding:
    """One thing wrong at a place in a table; `about` names the other places that the rule looked at."""

    path: Path
    what: str
    about: tuple[Path, ...] = ()

    def rests_on(self, broken: "Broken") -> bool:
        """Whether this was found by looking at a value that is itself at fault, or that holds one."""
        return broken.covers(self.path) or any(
            broken.covers(each) or each in broken.around for each in self.about
        )


@frozen
class Broken:
    """The places at fault, and every place around one."""

    at: frozenset[Path]
    around: frozenset[Path]

    @classmethod
    def by(cls, findings: Iterable[Finding]) -> "Broken":
        """The places of these findings."""
        at = frozenset(each.path for each in findings)
        return cls(at, frozenset(path[:depth] for path in at for depth in range(len(path))))

    def covers(self, place: Path) -> bool:
        """Whether a place is at fault, or lies in one that is."""
        return any(place[:depth] in self.at for depth in range(len(place) + 1))


def faults(findings: Iterable[Finding], raw: Mapping[str, Any], file: str) -> list[Fault]:
    """The findings as faults of a file."""
    return [Fault(each.what, file=file, path=in_words(each.path, raw)) for each in findings]


def in_words(path: Path, raw: Any) -> str | None:
    """A place in words: `accommodation "lunch-medication", lead`."""
    words: list[str] = []
    for step in path:
        raw = child(raw, step)
        if isinstance(step, int):
            words[-1] = f"{words[-1].removesuffix('s')} {_identity(raw) or step + 1}"
        else:
            words.append(_plain(step))
    return ", ".join(words) or None


def shown(value: Any) -> str:
    """A value of a TOML file as its writer wrote it, cut to a readable length."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int) and abs(value) > LARGEST:
        return "a number of too many digits"
    if isinstance(value, str | bool | int | float):
        return _plain(json.dumps(value, ensure_ascii=False))
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _plain(text: str) -> str:
    visible = "".join(character if character.isprintable() else "�" for character in text)
    return visible if len(visible) <= 60 else f"{visible[:59]}…"


def child(raw: Any, step: str | int) -> Any:
    """What lies one step further in raw tables; None where nothing does."""
    if isinstance(raw, dict):
        return raw.get(step)
    if isinstance(raw, list) and isinstance(step, int) and step < len(raw):
        return raw[step]
    return None


def _identity(raw: Any) -> str | None:
    if isinstance(raw, Mapping):
        for key in ("id", "name", "date"):
            if isinstance(raw.get(key), str | dt.date) and raw[key]:
                return shown(raw[key])
    return None
