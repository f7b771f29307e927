"""The steps of a protocol, and what stands beside them."""

import re
from collections.abc import Iterator

from attrs import frozen

from kiosk.plans.model import Accommodation

_CALL_HOME = re.compile(r"\b(call|phone|ring)s?\s+(home|(the\s+)?(family|parents?))\b", re.IGNORECASE)


@frozen
class Step:
    """A step of a protocol; the first that calls home bears what to do instead where home is not safe."""

    number: int
    text: str
    calls_home: bool
    instead: str = ""


def steps(item: Accommodation) -> Iterator[Step]:
    """The steps in their order."""
    instead = item.instead_of_home
    for number, text in enumerate(item.steps, start=1):
        calls_home = _CALL_HOME.search(text) is not None
        yield Step(number, text, calls_home, instead if calls_home else "")
        if calls_home:
            instead = ""


def unplaced_instead(item: Accommodation) -> str:
    """What to do instead of calling home, where no step says to call."""
    return "" if any(step.calls_home for step in steps(item)) else item.instead_of_home
