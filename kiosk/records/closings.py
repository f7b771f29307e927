"""The days whose doses a nurse has signed off: rows of the ledger, which only grows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from kiosk.records import ledger
from kiosk.records.events import Basis, Event
from kiosk.records.ledger import Entry, Head
from kiosk.records.store import Transaction


@frozen
class SignOff:
    """That a person signed off the doses of a date, and the head of the ledger with this row as its last.

    `before` is the head that she signed: all that was entered until then.
    """

    date: dt.date
    by: str
    name: str
    at: dt.datetime
    head: Head
    before: str


def add(transaction: Transaction, made: Entry, date: dt.date, name: str, left: Sequence[str] = ()) -> SignOff:
    """Sign off a date as `made` says by whom, where and when, in a transaction that writes.

    `left` is what was still to be done, and was known.
    """
    before = str(ledger.head(transaction))
    detail = {**made.detail, "date": date, "name": name, "head": before, "left": list(left)}
    row = evolve(made, basis=Basis.OFFICIAL, detail=detail)
    return SignOff(date, row.actor, name, row.instant, ledger.append(transaction, row), before)


def between(transaction: Transaction, first: dt.date, last: dt.date) -> Mapping[dt.date, tuple[SignOff, ...]]:
    """The sign-offs of these dates, both included, each date's in the order in which they were made."""
    found: defaultdict[dt.date, list[SignOff]] = defaultdict(list)
    for row in ledger.entries(transaction, event=Event.DOSES_CLOSED):
        date = dt.date.fromisoformat(row.detail["date"])
        if first <= date <= last:
            head = ledger.head_at(transaction, row.number)
            name, before = row.detail["name"], row.detail["head"]
            found[date].append(SignOff(date, row.actor, name, row.instant, head, before))
    return {date: tuple(mine) for date, mine in found.items()}
