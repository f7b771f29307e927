"""The steps of a protocol, and what stands beside them."""

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from kiosk.plans.model import Accommodation, Contact

_CALL_HOME = re.compile(r"\b(call|phone|ring)s?\s+(home|(the\s+)?(family|parents?))\b", re.IGNORECASE)


@frozen
class Step:
    """A step of a protocol; the first that calls home bears whom to call, and what to do instead."""

    number: int
    text: str
    or_else: tuple[str, ...] = ()
    """Whom to call where nobody answers, in this order."""
    instead: str = ""
    """What to do where home is not safe."""


def steps(item: Accommodation, contacts: Sequence[Contact] = ()) -> Iterator[Step]:
    """The steps in their order; whoever sees no telephone number calls home through the office."""
    call = _first_call(item)
    for number, text in enumerate(item.steps, start=1):
        yield _call_home(item, number, contacts) if number == call else Step(number, text)


def unplaced_instead(item: Accommodation) -> str:
    """What to do instead of calling home, where no step says to call."""
    return "" if _first_call(item) else item.instead_of_home


def never_words(never: str) -> str:
    """`NEVER suspend before he has been heard`."""
    return f"NEVER {never[:1].lower()}{never[1:]}"


def _first_call(item: Accommodation) -> int | None:
    calls = (number for number, text in enumerate(item.steps, start=1) if _CALL_HOME.search(text))
    return next(calls, None)


def _call_home(item: Accommodation, number: int, contacts: Sequence[Contact]) -> Step:
    text, whom = item.steps[number - 1], tuple(map(_whom, contacts))
    through = "" if any(each.phone for each in contacts) else ", through the office"
    first = f"{text.rstrip('.')}{through}: {whom[0]}" if whom else text
    return Step(number, first, whom[1:], item.instead_of_home)


def _whom(contact: Contact) -> str:
    """`Dana Bennett, mother · +1 503 555 0142 · speaks es`."""
    who = ", ".join(filter(None, (contact.name, contact.relation)))
    spoken = f"speaks {contact.language}" if contact.language not in {"", "en"} else ""
    return " · ".join(filter(None, (who, contact.phone, spoken)))
