"""The links of a print run: the new ones kept, the old ones revoked, each card in the ledger."""

from collections.abc import Mapping, Sequence
from uuid import uuid4

from kiosk.access.gate import Access
from kiosk.print_crew import Made
from kiosk.records import ledger, links, witness
from kiosk.records.events import Event
from kiosk.records.ledger import Entry
from kiosk.records.link_model import Link, token_digest
from kiosk.records.store import Transaction
from kiosk.school.calendar import Moment


def keep(transaction: Transaction, cards: Sequence[Made], access: Access, moment: Moment) -> None:
    """Store the new links, revoke the old ones, and note each card in the ledger: all or nothing."""
    run = uuid4().hex
    made = [_link(each, moment, run) for each in cards]
    links.replace(transaction, made, moment.instant)
    marks = witness.of_links(transaction, [each.digest for each in made])
    ledger.append_many(transaction, [_noted(each, marks, access) for each in made])


def _noted(link: Link, marks: Mapping[str, str], access: Access) -> Entry:
    key = link.digest.hex()
    detail = {
        "run": link.run,
        "valid_until": link.expires,
        "plans": link.printed,
        "face": (link.face or b"").hex(),
        "rows": {key: marks[key]},
    }
    return access.notes.entry(Event.CARDS, link.student, detail)


def _link(made: Made, moment: Moment, run: str) -> Link:
    return Link(
        digest=token_digest(made.token),
        student=made.student,
        made=moment.instant,
        expires=made.valid_until,
        printed=made.printed,
        run=run,
        face=made.face,
    )
