"""How the cards that were printed are listed, for a person and as JSON."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from kiosk.access.printed import PrintedCard
from kiosk.records.link_model import Link
from kiosk.school.words import long_date

LINK_HEAD = ("printed", "run", "from", "valid until")
"""What stands over `link_words`."""


def card_rows(cards: Iterable[PrintedCard], today: dt.date, zone: dt.tzinfo) -> Iterator[Sequence[str]]:
    """A row for a card: whose, whether it opens something, when printed, in which run, and from what."""
    yield "number", "name", "card", *LINK_HEAD
    for each in cards:
        yield each.link.student, each.name, _state(each.link, today), *link_words(each.link, zone)


def card_document(card: PrintedCard, today: dt.date, zone: dt.tzinfo) -> dict[str, object]:
    """The same as JSON; no link can be made of it."""
    return {"student": card.link.student, "name": card.name, "state": _state(card.link, today),
            **link_document(card.link, zone)}  # fmt: skip


def link_document(link: Link, zone: dt.tzinfo) -> dict[str, object]:
    """When a card was printed, from what, and until when it holds."""
    revoked = link.revoked and link.revoked.astimezone(zone).isoformat(timespec="seconds")
    return {
        "printed": link.made.astimezone(zone).isoformat(timespec="seconds"),
        "run": link.run,
        "plans": [
            {"kind": each.kind.value, "begins": each.begins.isoformat(), "version": each.number}
            for each in link.printed
        ],
        "valid_until": link.expires.isoformat(),
        "revoked": revoked,
    }


def link_words(link: Link, zone: dt.tzinfo) -> tuple[str, ...]:
    """When a card was printed, in which run, from what, and until when it holds or held."""
    versions = ", ".join(f"{each.kind.label} version {each.number}" for each in link.printed)
    until = long_date(link.expires)
    if link.revoked is not None:
        until = f"revoked {long_date(link.revoked.astimezone(zone).date())}"
    return long_date(link.made.astimezone(zone).date()), link.run[:8], versions, until


def _state(link: Link, today: dt.date) -> str:
    if link.revoked is not None:
        return "revoked"
    return "valid" if link.opens_on(today) else "ended"
