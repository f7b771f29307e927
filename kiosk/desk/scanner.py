"""Tells the keys of a card scanner from those of a person: a scanner types a letter every few milliseconds.

A scanner types what it read and Enter, wherever the focus is. Single letters are commands outside a text
box, so the letters with which a link begins wait for a moment there, until it is clear who is typing.
"""

from collections.abc import Sequence

from attrs import Factory, define, frozen
from textual.events import Key

GAP = 0.05
"""Seconds between two letters of a burst at most; the fastest typist needs twice as long for four of them."""
PAUSE = 0.3
"""Seconds after which a scan without Enter is over."""
_BURST = 4
_ENDS = {"enter", "ctrl+j", "tab"}
_LINKS = ("http", "]q")
"""How a card's link begins; a scanner may be set to say first that it has read a QR code."""


@frozen
class Heard:
    """The keys to let through now, what was scanned, and whether a text box is to forget the last letters."""

    keys: Sequence[Key] = ()
    scanned: str | None = None
    forget: bool = False


def is_link(text: str) -> bool:
    """Whether this is meant as a link, of a card or of something else."""
    return text.strip().casefold().startswith(_LINKS)


@define
class Scanner:
    """What the last keys were; none of them is kept once they are let through or scanned."""

    _text: str = ""
    _held: list[Key] = Factory(list)
    _last: float = 0.0
    _is_scanning: bool = False
    _is_tail: bool = False
    _is_careful: bool = False

    @property
    def is_first(self) -> bool:
        """Whether the last key was the first letter of what may become a burst."""
        return len(self._text) == 1

    @property
    def is_waiting(self) -> bool:
        """Whether something is held back."""
        return self._is_scanning or bool(self._held)

    def hear(self, key: Key, *, is_typing: bool, is_careful: bool = False) -> Heard:
        """What becomes of a key; `is_typing` while a text box has the focus.

        `is_careful` where a letter records something: each is held back until it is clear that no other
        follows as fast as a scanner's, and letters that come so fast are nobody's.
        """
        self._is_careful = is_careful and not is_typing
        gap, self._last = key.time - self._last, key.time
        if self._is_tail and gap <= GAP:
            return Heard()
        self._is_tail = False
        if self._is_scanning:
            return self._scan(key)
        if self._is_careful and self._held and gap <= GAP and not key.is_printable:
            self._release()
            self._is_tail = True
            return Heard()
        before = self._release() if gap > GAP or not key.is_printable else []
        if not key.is_printable:
            return Heard([*before, key])
        heard = self._letter(key, is_typing=is_typing)
        return Heard([*before, *heard.keys], forget=heard.forget)

    def wait(self, now: float) -> Heard | None:
        """What becomes of the last keys as none has come since; None if it is too early to say."""
        patience = PAUSE if self._is_scanning else GAP
        if now - self._last <= patience:
            return None
        return Heard(scanned=self._done()) if self._is_scanning else Heard(self._release())

    def _scan(self, key: Key) -> Heard:
        if key.key in _ENDS:
            self._is_tail = True
            return Heard(scanned=self._done())
        if key.is_printable:
            self._text += key.character or ""
        return Heard()

    def _letter(self, key: Key, *, is_typing: bool) -> Heard:
        letter = key.character or ""
        is_held_down = self._text and not self._text.strip(letter)  # a key that is held repeats as fast
        if is_held_down and not self._is_careful:
            return Heard([*self._release(), key])
        self._text += letter
        start = self._text.casefold()
        may_be_link = any(start.startswith(each[: len(start)]) for each in _LINKS)
        if len(self._text) >= _BURST and (may_be_link or not is_typing):
            self._is_scanning, self._held = True, []
            return Heard(forget=is_typing)
        if (may_be_link and not is_typing) or self._is_careful:
            self._held.append(key)
            return Heard()
        held, self._held = self._held, []
        return Heard([*held, key])

    def _release(self) -> list[Key]:
        held, self._held, self._text = self._held, [], ""
        return [] if self._is_careful and len(held) > 1 else held

    def _done(self) -> str:
        text, self._text, self._is_scanning = self._text, "", False
        return text
