"""How today's day passes are listed, for a person and as JSON; never with a code."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from kiosk.access.passes_today import PassToday, State
from kiosk.records.passes import DayPass
from kiosk.school.words import clock, listed, periods_words


def rooms_words(rooms: Sequence[str]) -> str:
    """`room 12`, `rooms 12 and 14`."""
    return f"room{'s' if len(rooms) > 1 else ''} {listed(rooms)}"


def pass_rows(found: Iterable[PassToday], zone: dt.tzinfo) -> Iterator[Sequence[str]]:
    """A row for a pass: its id, for what, until when, by whom, and whether it opens anything now."""
    yield "id", "rooms", "periods", "until", "made", "now", "by"
    for each in found:
        held = each.day_pass
        yield (
            each.short_id,
            listed(held.rooms),
            "all day" if held.periods is None else periods_words(held.periods),
            clock(held.until.astimezone(zone)),
            clock(held.made.astimezone(zone)),
            _now(each, zone),
            each.made_by or "not known",
        )


def pass_document(each: PassToday, zone: dt.tzinfo) -> dict[str, object]:
    """The same as JSON."""
    return {**ended_document(each.day_pass, zone), "state": each.state.value, "by": each.made_by}


def ended_document(held: DayPass, zone: dt.tzinfo) -> dict[str, object]:
    """What is known of a pass itself."""
    return {
        "id": held.id,
        "rooms": held.rooms,
        "periods": held.periods,
        "until": _text(held.until, zone),
        "made": _text(held.made, zone),
        "ended": held.revoked and _text(held.revoked, zone),
    }


def _now(each: PassToday, zone: dt.tzinfo) -> str:
    revoked = each.day_pass.revoked
    if revoked is not None:
        return f"ended {clock(revoked.astimezone(zone))}"
    return "not yet open" if each.state is State.LATER else each.state.value


def _text(instant: dt.datetime, zone: dt.tzinfo) -> str:
    return instant.astimezone(zone).isoformat(timespec="seconds")
