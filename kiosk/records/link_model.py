"""A link on a card, and by what its token and the words on the card are known."""

import datetime as dt
import hashlib

from attrs import frozen

from kiosk.plans.model import PlanKind
from kiosk.records.vault import Vault


@frozen
class Printed:
    """A plan version that a card was printed from."""

    kind: PlanKind
    begins: dt.date
    number: int


@frozen
class Link:
    """A link on a card: `run` is the print run that made it, `expires` its last day.

    `face` is what the words on the card are known by; None on a card from before that was kept.
    """

    digest: bytes
    student: str
    made: dt.datetime
    expires: dt.date
    printed: tuple[Printed, ...]
    run: str
    revoked: dt.datetime | None = None
    face: bytes | None = None

    def opens_on(self, date: dt.date) -> bool:
        """Whether the card is neither revoked nor expired on the school's date."""
        return self.revoked is None and date <= self.expires


def token_digest(token: str) -> bytes:
    """What a token is kept as; either case names the same card."""
    return hashlib.sha256(token.upper().encode()).digest()


def face_digest(vault: Vault, words: bytes) -> bytes:
    """What the words on a card are known by; without the key it tells nothing of them."""
    return vault.tag(words, "card face")
