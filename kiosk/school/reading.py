"""school.toml: read, and checked for every rule that a calendar needs."""

import datetime as dt
import re
import zoneinfo
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.faults import BadInput, did_you_mean
from kiosk.files import parse_toml, read_bytes
from kiosk.school.model import Bell, School, Weekday
from kiosk.school.words import clock
from kiosk.structure import Finding, faults, structure

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


def read_school(path: Path) -> School:
    """The school that a school.toml describes; every fault of the file at once otherwise."""
    return parse_school(read_bytes(path), path.name)


def parse_school(data: bytes, file: str) -> School:
    """The school that these bytes describe; `file` names them in faults."""
    raw = parse_toml(data, file)
    reading = structure(raw, School)
    if findings := reading.with_rules(_rules(reading.value)):
        raise BadInput.of(faults(findings, raw, file))
    return reading.value


def _rules(school: School) -> Iterator[Finding]:
    yield from _names(school)
    yield from _zone(school.timezone)
    if school.year.ends < school.year.begins:
        yield Finding(("year", "ends"), "lies before the year begins", about=(("year", "begins"),))
    for index, bell in enumerate(school.bells):
        yield from _bell(index, bell)
    yield from _week(school)
    yield from _days(school)
    yield from _link(school.cards.link)


def _names(school: School) -> Iterator[Finding]:
    if not _SLUG.fullmatch(school.id):
        yield Finding(("id",), "expected a short key of letters, digits, dots and dashes, such as maple")
    if not school.name.strip():
        yield Finding(("name",), "is empty; cards and screens show it")
    counted = Counter(bell.name for bell in school.bells)
    for index, bell in enumerate(school.bells):
        if counted[bell.name] > 1:
            yield Finding(("bell", index, "name"), "two bells have this name")


def _zone(name: str) -> Iterator[Finding]:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        hint = did_you_mean(name, zoneinfo.available_timezones())
        what = f"expected a time zone such as America/Los_Angeles, got an unknown one{hint}"
        yield Finding(("timezone",), what)


def _bell(index: int, bell: Bell) -> Iterator[Finding]:
    place = ("bell", index, "periods")
    if not bell.periods:
        yield Finding(place, "a bell needs at least one period", about=(place,))
    counted = Counter(period.name for period in bell.periods)
    for number, period in enumerate(bell.periods):
        if counted[period.name] > 1:
            yield Finding((*place, number, "name"), "two periods of this bell have this name")
        if period.ends <= period.begins:
            begins = (*place, number, "begins")
            yield Finding((*place, number, "ends"), f"ends at or before {clock(period.begins)}", (begins,))
    in_order = sorted(enumerate(bell.periods), key=lambda each: each[1].begins)
    for (earlier, before), (later, after) in pairwise(in_order):
        if after.begins < before.ends:
            what = f'begins at {clock(after.begins)}, while "{before.name}" lasts until {clock(before.ends)}'
            yield Finding((*place, later), what, about=((*place, earlier),))


def _week(school: School) -> Iterator[Finding]:
    for weekday in Weekday:
        name = school.week.bell(weekday)
        if name is not None:
            yield from _known_bell(school, name, ("week", weekday.value))


def _days(school: School) -> Iterator[Finding]:
    counted = Counter(day.date for day in school.days)
    for index, day in enumerate(school.days):
        place = ("day", index)
        if counted[day.date] > 1:
            yield Finding((*place, "date"), "two days have this date")
        if not school.year.begins <= day.date <= school.year.ends:
            yield Finding((*place, "date"), "lies outside the school year", about=(("year",),))
        if day.closed and day.bell is not None:
            yield Finding((*place, "bell"), "a closed day has no bell", about=((*place, "closed"),))
        if day.bell is not None:
            yield from _known_bell(school, day.bell, (*place, "bell"))


def _known_bell(school: School, name: str, place: tuple[str | int, ...]) -> Iterator[Finding]:
    known = [bell.name for bell in school.bells]
    if name not in known:
        there = f"; there is {', '.join(known)}" if known else "; write one as [[bell]]"
        hint = did_you_mean(name, known) or there
        yield Finding(place, f'no bell is called "{name}"{hint}', about=(("bell",),))


def _link(link: str) -> Iterator[Finding]:
    place = ("cards", "link")
    if link and not _is_origin(link):
        yield Finding(
            place, "expected https://, a host and perhaps a port, such as https://plans.maple.example"
        )
    elif re.search(r"[?&=#_~%]", link):
        yield Finding(
            place, "holds a character that makes the code larger; use letters, digits, dots and dashes"
        )
    elif len(link.rstrip("/")) > LONGEST_LINK:
        yield Finding(place, f"is longer than {LONGEST_LINK} characters; the code would not fit the card")


def _is_origin(link: str) -> bool:
    try:
        parts = urlsplit(link)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    bare = link.removesuffix("/") == f"{parts.scheme}://{parts.netloc}" and "@" not in parts.netloc
    return named and bare and link.isascii() and parts.scheme in {"https", "http"}


LONGEST_LINK = 61
"""Characters: with `/C/` and 26 more, a version 4 code at level M holds 90."""


def expires(school: School) -> dt.date:
    """The last date that a card of this school may name."""
    return school.cards.expires or school.year.ends
