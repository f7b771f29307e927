"""school.toml: read, and checked for every rule that a calendar needs."""

import re
import zoneinfo
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from kiosk.faults import BadInput, did_you_mean
from kiosk.files import parse_toml, read_bytes
from kiosk.school.model import Bell, Period, School, SchoolYear, Weekday
from kiosk.school.words import clock, listed
from kiosk.structure import Finding, faults, shown, structure
from kiosk.structure import Path as Place

_ORIGIN = re.compile(r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?/?")
"""Scheme, host and port in letters that a code holds in its densest form."""
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
    yield from _year(school.year)
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


def _year(year: SchoolYear) -> Iterator[Finding]:
    begins = (("year", "begins"),)
    if not 1970 <= year.begins.year <= 2199:
        yield Finding(("year", "begins"), f"{year.begins.year} is no year of ours; expected 1970 to 2199")
    elif year.ends < year.begins:
        yield Finding(("year", "ends"), "lies before the year begins", about=begins)
    elif (year.ends - year.begins).days > LONGEST_YEAR:
        yield Finding(("year", "ends"), "lies more than two years after the year begins", about=begins)


def _zone(name: str) -> Iterator[Finding]:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        hint = did_you_mean(name, zoneinfo.available_timezones())
        what = f"expected a time zone such as America/Los_Angeles, got {shown(name)}{hint}"
        yield Finding(("timezone",), what)


def _bell(index: int, bell: Bell) -> Iterator[Finding]:
    place = ("bell", index, "periods")
    if not bell.name.strip():
        yield Finding(("bell", index, "name"), "is empty; the week names its bells")
    if not bell.periods:
        yield Finding(place, "a bell needs at least one period")
    counted = Counter(period.name for period in bell.periods)
    for number, period in enumerate(bell.periods):
        if not period.name.strip():
            yield Finding((*place, number, "name"), "is empty")
        elif counted[period.name] > 1:
            yield Finding((*place, number, "name"), "two periods of this bell have this name")
        if period.ends <= period.begins:
            begins = (*place, number, "begins")
            yield Finding((*place, number, "ends"), f"ends at or before {clock(period.begins)}", (begins,))
    yield from _overlaps(bell, place)


def _overlaps(bell: Bell, place: Place) -> Iterator[Finding]:
    in_order = sorted(enumerate(bell.periods), key=lambda each: each[1].begins)
    for (later, after), (earlier, before) in zip(in_order[1:], _longest_so_far(in_order), strict=False):
        if after.begins < before.ends:
            what = f'begins at {clock(after.begins)}, while "{before.name}" lasts until {clock(before.ends)}'
            yield Finding((*place, later), what, about=((*place, earlier), (*place, later)))


def _longest_so_far(periods: list[tuple[int, Period]]) -> Iterator[tuple[int, Period]]:
    return accumulate(periods, lambda one, other: max(one, other, key=lambda each: each[1].ends))


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
        for number, tag in enumerate(day.tags):
            if not tag.strip():
                yield Finding((*place, "tags", number), "is empty")
        if day.closed and day.bell is not None:
            yield Finding((*place, "bell"), "a closed day has no bell", about=((*place, "closed"),))
        if day.bell is not None:
            yield from _known_bell(school, day.bell, (*place, "bell"))


def _known_bell(school: School, name: str, place: Place) -> Iterator[Finding]:
    known = [bell.name for bell in school.bells]
    if name not in known:
        there = (
            f"; there is {listed([shown(each) for each in known])}" if known else "; write one as [[bell]]"
        )
        hint = did_you_mean(name, known) or there
        names = tuple(("bell", index, "name") for index in range(len(known)))
        yield Finding(place, f"no bell is called {shown(name)}{hint}", about=names or (("bell",),))


def _link(link: str) -> Iterator[Finding]:
    place = ("cards", "link")
    if link and not _ORIGIN.fullmatch(link):
        yield Finding(
            place, "expected https://, a host and perhaps a port, such as https://plans.maple.example"
        )
    elif len(link.rstrip("/")) > LONGEST_LINK:
        yield Finding(place, f"is longer than {LONGEST_LINK} characters; the code would not fit the card")


LONGEST_LINK = 61
"""Characters: with `/C/` and 26 more, a version 4 code at level M holds 90."""
LONGEST_YEAR = 731
"""Days from the first to the last of a school year: a wrong digit in a date is told, not searched through."""
