"""Everything that is looked at, one after the other; what cannot be looked at is a finding, too."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from kiosk.doctor import link, machine, place, records
from kiosk.doctor.finding import Finding, errors, good
from kiosk.faults import KioskError
from kiosk.records.opening import open_records
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar
from kiosk.school.model import School
from kiosk.school.reading import read_school


def examine(
    folder: Path, now: dt.datetime, *, certificate: Path | None = None, key: Path | None = None
) -> Iterator[Finding]:
    """What is wrong with a school's installation, and what is well."""
    yield place.folder(folder)
    yield place.room(folder)
    yield machine.printer()
    try:
        school = read_school(folder / "school.toml")
    except KioskError as error:
        yield from errors("school.toml", error)
        return
    yield good("school.toml", f"school.toml is sound: {school.name}.")
    yield link.link(school.cards.link)
    if certificate is not None:
        yield from link.certificate(certificate, key, school.cards.link, now)
    try:
        with open_records(folder, school) as opened:
            yield from _of_records(opened, folder, school, now)
    except KioskError as error:
        yield from errors("records", error)


def _of_records(opened: Records, folder: Path, school: School, now: dt.datetime) -> Iterator[Finding]:
    yield from place.key_file(opened, folder)
    yield records.soundness(opened)
    yield records.clock(opened, Calendar(school), now)
    yield records.administrators(opened)
    yield from records.unready(opened)
    yield machine.fonts(opened)
