"""What each process of a print run does: open plans, draw their cards on sheets, read the codes back."""

import datetime as dt
import secrets
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attrs import field, frozen

from cards import Blank, Laid, Separator
from cards.layout import Layout
from kiosk import pocket
from kiosk.access.model import Person
from kiosk.access.unsealing import Sealed, opened
from kiosk.card_fate import Fate, face_of, faces_of, fate
from kiosk.plans.model import Version, in_force
from kiosk.plans.student import StudentId
from kiosk.records.keeper import Keys
from kiosk.records.link_model import Link, Printed
from kiosk.school.model import School
from themes import Theme

if TYPE_CHECKING:
    from cards.press import Press, Sheets


_BASE32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" * 8
"""The character for each byte (RFC 4648): all are as likely."""


@frozen
class Order:
    """What each of them has to know."""

    person: Person
    keys: Keys = field(repr=False)
    school: School
    on: dt.date
    layout: Layout
    theme: Theme

    @cached_property
    def press(self) -> "Press":
        """What prints the cards, and learns of them; each process has its own."""
        from cards.press import Press  # noqa: PLC0415 -- whoever leads a run draws nothing

        return Press(self.layout, self.theme)


@frozen
class Part:
    """Some sheets, what is laid on them, and the index of the first of it; sheets are counted from 0."""

    sheets: range
    first: int
    laid: Sequence[Sealed | Blank | Separator]


class Made(NamedTuple):
    """A card that was drawn: whose it is, where its code leads, and what it is known by when printed.

    A plain row, which thousands at a time are handed from process to process.
    """

    student: StudentId
    token: str
    link: str
    valid_until: dt.date
    printed: tuple[Printed, ...]
    face: bytes


@frozen
class Drawn:
    """The sheets of a part, and the cards on them; None is what is no student's card."""

    sheets: "Sheets"
    made: Sequence[Made | None]


@frozen
class ToRead:
    """Sheets of a finished file, counted from its own first, how they lie there, and what codes they bear."""

    path: Path
    sheets: range
    layout: Layout
    links: Sequence[str]


def draw(order: Order, part: Part) -> Drawn:
    """Open the plans of a part and draw its cards."""
    drawn = [_card(order, each) if isinstance(each, Sealed) else (each, None) for each in part.laid]
    sheets = order.press.sheets([card for card, _ in drawn], part.first, part.sheets.start)
    return Drawn(sheets, [made for _, made in drawn])


def outdated(order: Order, held: Sequence[tuple[Sealed, Link | None]]) -> list[Sealed]:
    """Those of whom the last card that was printed is not right, or who have none."""
    return [sealed for sealed, last in held if _fate(order, sealed, last) is not Fate.RIGHT]


def read(_: Order, job: ToRead) -> list[int]:
    """The indexes of the cards whose code is not what it should be in the finished file."""
    from cards import read_back  # noqa: PLC0415 -- whoever leads a run reads nothing

    return read_back.failures_on(job.path, job.sheets, job.links, job.layout, full=False)


def _card(order: Order, sealed: Sealed) -> tuple[Laid, Made]:
    school, on = order.school, order.on
    seen, token = opened(order.keys, order.person, sealed), _new_token()
    found = in_force(seen.versions, on)
    plans = [each.plan for each in found]
    card = pocket.card(seen.student, plans, school, "", on)
    if order.layout.feed.is_duplex:
        card = pocket.turned(card, pocket.back(seen.student, plans, school, on))
    face = face_of(card, order.keys)
    link = f"{school.cards.link.rstrip('/').upper()}/C/{token}"
    made = Made(seen.student.id, token, link, card.valid_until, tuple(map(_printed, found)), face)
    return card.with_link(link), made


def _fate(order: Order, sealed: Sealed, last: Link | None) -> Fate:
    seen = opened(order.keys, order.person, sealed)
    found = in_force(seen.versions, order.on)
    plans = [each.plan for each in found]
    front = pocket.card(seen.student, plans, order.school, "", order.on)
    back = pocket.back(seen.student, plans, order.school, order.on)
    return fate(last, tuple(map(_printed, found)), faces_of(front, back, order.keys), order.on)


def _printed(version: Version) -> Printed:
    return Printed(version.plan.kind, version.plan.terms.begins, version.number)


def _new_token() -> str:
    """26 base32 characters: 130 random bits, which name a card and open nothing."""
    return secrets.token_bytes(26).translate(_BASE32).decode()
