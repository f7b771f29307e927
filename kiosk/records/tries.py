"""Tries at a card's gate: each is reserved before it is checked, so that no race buys one more.

A reservation counts as a wrong try until it is given back, which only a right answer does: what a crash
leaves behind stays counted. Giving back buys a guesser nothing, since it takes away no more than the try
that was right. Ten minutes are counted from the last try that was let in, so in no ten minutes are there
more than five. Both counts belong to one card: no other card, and nothing outside the page, knows of them.
"""

import datetime as dt

from attrs import frozen
from sqlalchemy import delete, select, text, update

from kiosk.records.columns import instant_text
from kiosk.records.store import Transaction
from kiosk.records.tables import address_try, card_try

FROM_AN_ADDRESS, IN_A_LIFE = 5, 20
QUIET = dt.timedelta(minutes=10)
"""After so long without a try, an address has its tries at a card again."""
_PURPOSE = "addresses"

_RESERVE_FOR_ADDRESS = text(
    "INSERT INTO address_try (school, link, address, wrong, last) "
    "VALUES (:school, :link, :address, 1, :now) "
    "ON CONFLICT (school, link, address) DO UPDATE SET last = excluded.last, "
    "wrong = CASE WHEN address_try.last <= :quiet THEN 1 ELSE address_try.wrong + 1 END "
    "WHERE address_try.last <= :quiet OR address_try.wrong < :most"
)
_RESERVE_FOR_CARD = text(
    "INSERT INTO card_try (school, link, wrong) VALUES (:school, :link, 1) "
    "ON CONFLICT (school, link) DO UPDATE SET wrong = card_try.wrong + 1 WHERE card_try.wrong < :most"
)


@frozen
class Reserved:
    """A try that may be checked now: at which card, from where (a keyed digest), and when."""

    link: bytes
    address: bytes
    at: dt.datetime


def reserve(transaction: Transaction, link: bytes, address: str, now: dt.datetime) -> Reserved | None:
    """Reserve a try at a card, in a transaction that writes; none where the card is locked."""
    if _is_locked_for_life(transaction, link):
        return None
    tag = transaction.vault.tag(address.encode(errors="backslashreplace"), _PURPOSE)
    mine = {"school": transaction.school, "link": link}
    stated = {"address": tag, "now": instant_text(now), "quiet": instant_text(now - QUIET)}
    execute = transaction.connection.execute
    if not execute(_RESERVE_FOR_ADDRESS, {**mine, **stated, "most": FROM_AN_ADDRESS}).rowcount:
        return None
    if not execute(_RESERVE_FOR_CARD, {**mine, "most": IN_A_LIFE}).rowcount:
        return None
    return Reserved(link, tag, now)


def give_back(transaction: Transaction, reserved: Reserved) -> None:
    """Take back the reservation of a try that was right; an address that did no wrong is forgotten."""
    card = (card_try.c.school == transaction.school, card_try.c.link == reserved.link)
    execute = transaction.connection.execute
    execute(update(card_try).where(*card, card_try.c.wrong > 0).values(wrong=card_try.c.wrong - 1))
    here = (
        address_try.c.school == transaction.school,
        address_try.c.link == reserved.link,
        address_try.c.address == reserved.address,
        address_try.c.last < reserved.at + QUIET,
    )
    execute(update(address_try).where(*here, address_try.c.wrong > 0).values(wrong=address_try.c.wrong - 1))
    execute(delete(address_try).where(*here, address_try.c.wrong == 0))


def _is_locked_for_life(transaction: Transaction, link: bytes) -> bool:
    """Whether nobody can try this card any more: then no further address is written down either."""
    query = select(card_try.c.wrong).where(card_try.c.school == transaction.school, card_try.c.link == link)
    return (transaction.connection.scalar(query) or 0) >= IN_A_LIFE
