"""Whether a card that was printed is still right: it holds, and says what one printed today would say."""

import datetime as dt
from collections.abc import Collection
from enum import StrEnum

import msgspec

from cards import Back, Card
from kiosk import pocket
from kiosk.records.keeper import Keeper
from kiosk.records.link_model import Link, Printed, face_digest


class Fate(StrEnum):
    """What became of the last card of a student."""

    RIGHT = "printed"
    CHANGED = "changed"
    """The plan has another version, or the card would say something else."""
    NEVER = "never printed"
    REVOKED = "revoked"
    ENDED = "ended"
    UNREAD = "plan cannot be read"


def fate(last: Link | None, in_force: Collection[Printed], faces: Collection[bytes], today: dt.date) -> Fate:
    """What became of a student's last card, whose plans have these versions, and its face one of these."""
    if last is None:
        return Fate.NEVER
    if last.revoked is not None:
        return Fate.REVOKED
    if not last.opens_on(today):
        return Fate.ENDED
    is_same = last.face in faces and set(last.printed) == set(in_force)
    return Fate.RIGHT if is_same else Fate.CHANGED


def faces_of(front: Card, back: Back, keeper: Keeper) -> frozenset[bytes]:
    """What a card may be known by: printed on one side, or on both."""
    return frozenset(face_of(card, keeper) for card in (front, pocket.turned(front, back)))


def face_of(card: Card, keeper: Keeper) -> bytes:
    """What the words on a card are known by, whatever its code says."""
    return face_digest(keeper.vault, msgspec.json.encode(card.with_link("") if card.link else card))
