"""What a scanned code is: a card of this school that still holds, or a sentence that says why it is not."""

import datetime as dt
import re
from urllib.parse import urlsplit

from kiosk.faults import BadInput, Refused
from kiosk.records import links
from kiosk.records.link_model import Link
from kiosk.records.store import Transaction
from kiosk.school.model import School
from kiosk.school.words import long_date

NOT_OURS = "That is not one of our cards."
UNKNOWN = "This card is not known here. Return it to the office."
_LONGEST = 300
_READER = re.compile(r"\]q\d", re.IGNORECASE)
"""What some scanners say first: that they have read a QR code."""
_GARBLED = re.compile(r".{0,4}https?(?!://)[^a-z0-9\s]", re.IGNORECASE)
_PATH = re.compile(r"/c/([^/?#]*)/?", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Z2-7]{26}", re.IGNORECASE)


def is_code(text: str) -> bool:
    """Whether this is a code, perhaps as a scanner types it on another keyboard, and no name or number."""
    return "://" in text or bool(_GARBLED.match(text.strip()))


def link_of(transaction: Transaction, text: str, school: School, today: dt.date) -> Link:
    """The link of a card that holds today; the code itself is kept nowhere, and in no error."""
    link = links.find(transaction, _token(text, school))
    if link is None:
        raise BadInput(UNKNOWN)
    if link.revoked is not None:
        raise Refused("This card was replaced or withdrawn, and opens nothing. Return it to the office.")
    if today > link.expires:
        raise Refused(f"This card was valid until {long_date(link.expires)}. Return it to the office.")
    return link


def _token(text: str, school: School) -> str:
    said = _READER.sub("", text.strip(), count=1) if len(text) <= _LONGEST else ""
    if _GARBLED.match(said):
        raise BadInput("The scanner types as on another keyboard. Set it to the keyboard of this computer.")
    host, path = _split(said)
    named = _PATH.fullmatch(path)
    if not host or named is None:
        raise BadInput(NOT_OURS)
    if host != _split(school.cards.link)[0]:
        raise BadInput(_of_another_school(host) if _TOKEN.fullmatch(named[1]) else NOT_OURS)
    if not _TOKEN.fullmatch(named[1]):
        raise BadInput("The code was not read whole. Scan the card again.")
    return named[1]


def _split(link: str) -> tuple[str, str]:
    """The host, with its port, and the path of a link; nothing of what is no link."""
    try:
        found = urlsplit(link)
        host, port = found.hostname or "", found.port
    except ValueError:
        return "", ""
    if found.scheme not in {"http", "https"} or found.username is not None:
        return "", ""
    return f"{host}:{port}" if port else host, found.path


def _of_another_school(host: str) -> str:
    return f"This is a card of another school: its code leads to {host[:60]}. Return it to the office."
