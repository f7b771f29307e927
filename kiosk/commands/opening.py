"""Opening a school for one command: its calendar, its records, and access to them."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click
from attrs import frozen

from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER
from kiosk.access.people import person
from kiosk.clock import Clock
from kiosk.commands.output import plain
from kiosk.commands.setting import Setting
from kiosk.faults import KioskError
from kiosk.records.opening import Records, open_records
from kiosk.school.calendar import Calendar, Moment
from kiosk.school.model import School
from kiosk.school.reading import read_school

if TYPE_CHECKING:
    from kiosk.print_desk import PrintDesk


@frozen
class Office:
    """A school that is open for one command."""

    folder: Path
    school: School
    calendar: Calendar
    records: Records
    access: Access
    clock: Clock
    station: str

    def moment(self) -> Moment:
        """What the calendar makes of the instant that the clock shows."""
        return self.calendar.moment(self.clock.now())

    def today(self) -> dt.date:
        """The school's date."""
        return self.moment().date


@contextmanager
def opened(setting: Setting, *, create: bool = False) -> Iterator[Office]:
    """Open the school that a command is about; with `create`, one that has no records yet gets them."""
    folder = setting.folder()
    school = read_school(folder / "school.toml")
    calendar = Calendar(school)
    clock = setting.clock(calendar)
    with open_records(folder, school, create=create) as records:
        who = FOLDER_READER if setting.as_staff is None else person(records, setting.as_staff)
        station = setting.station_name()
        access = Access(records, calendar, who, clock=clock, station=station)
        yield Office(folder, school, calendar, records, access, clock, station)


def open_kiosk(setting: Setting) -> int:
    """Open the kiosk, the Textual app, and return its exit status."""
    with opened(setting) as office:
        Thread(target=prepare, args=(office.access,), name="kiosk-names", daemon=True).start()
        from kiosk.desk import Looks, run
        from kiosk.theming import next_theme, theme_or_default

        chosen = theme_or_default(office.school.theme, "theme", office.folder)
        for sentence in chosen.sentences:
            click.echo(plain(sentence), err=True)
        return run(
            office.access,
            office.calendar,
            office.clock,
            Looks(chosen.theme, next_theme(office.folder), chosen.notice),
            room=setting.room,
            lock_after=setting.lock_after,
            printing=_printing(office, setting),
        )


def _printing(office: Office, setting: Setting) -> "PrintDesk":
    """What this kiosk prints; a pretended clock, or eyes that are not one's own, are for looking only."""
    from kiosk.print_desk import PrintDesk

    refusal = ""
    if setting.at is not None:
        refusal = "The clock here is pretended, for looking only: cards are printed with the real one."
    elif setting.as_staff is not None:
        refusal = "This is what another member of staff would see, for looking only: no card is printed here."
    school, access, records = office.school, office.access, office.records
    return PrintDesk(school, access, records, office.clock, office.folder, refusal)


def prepare(access: Access) -> None:
    """Read the names while the screen is made ready; what goes wrong, the first search meets and tells."""
    with suppress(KioskError):
        access.prepare()
