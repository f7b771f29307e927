"""Ending cards: their links open nothing afterwards; in the ledger with whoever ended them."""

import datetime as dt
from collections.abc import Mapping

from attrs import frozen

from kiosk.access.notes import Notes
from kiosk.plans.student import StudentId
from kiosk.records import ledger, links, roster, witness
from kiosk.records.events import Event
from kiosk.records.ledger import Entry
from kiosk.records.link_model import Link
from kiosk.records.store import Records


@frozen
class Wanted:
    """Whose cards to end, everybody's where there are no `ids`; only those printed before an instant."""

    ids: tuple[StudentId, ...] | None = None
    before: dt.datetime | None = None


@frozen
class Revoked:
    """The cards that were ended, and those who were named and had none to end."""

    links: tuple[Link, ...]
    without: tuple[StudentId, ...]


def revoke(records: Records, wanted: Wanted, now: dt.datetime, notes: Notes) -> Revoked:
    """End the cards that are wanted, all of them or none; a number that names nobody is an error."""
    with records.writing() as transaction:
        roster.expect_known(transaction, wanted.ids or ())
        found = [each for each in links.everyone(transaction, valid_only=True) if _is_meant(each, wanted)]
        links.revoke(transaction, wanted.ids, now, before=wanted.before)
        marks = witness.of_links(transaction, [each.digest for each in found])
        ledger.append_many(transaction, [_noted(each, marks, notes) for each in found])
    holders = {each.student for each in found}
    return Revoked(tuple(found), tuple(each for each in wanted.ids or () if each not in holders))


def _is_meant(link: Link, wanted: Wanted) -> bool:
    is_theirs = wanted.ids is None or link.student in wanted.ids
    return is_theirs and (wanted.before is None or link.made < wanted.before)


def _noted(link: Link, marks: Mapping[str, str], notes: Notes) -> Entry:
    key = link.digest.hex()
    return notes.entry(Event.LINKS, link.student, {"run": link.run, "rows": {key: marks[key]}})
