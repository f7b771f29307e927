"""Opening a school for one command: its calendar, its records, and access to them."""

import datetime as dt
import importlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

import click
from attrs import frozen

from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER
from kiosk.access.names import Names
from kiosk.access.people import of_member, person
from kiosk.access.signing import Signed, SigningIn
from kiosk.clock import Clock
from kiosk.commands.output import plain
from kiosk.commands.setting import Setting
from kiosk.faults import BadInput, KioskError
from kiosk.records import ledger, staff
from kiosk.records.opening import Records, open_records
from kiosk.school.calendar import Calendar, Moment
from kiosk.school.model import School
from kiosk.school.reading import read_school

if TYPE_CHECKING:
    from kiosk.desk import Desk, Login
    from kiosk.desk.round_asking import RoundAccess

PRETEND = "kiosk demo"
"""The station at which a pretend school's ledger begins."""
SCREEN_FIRST = 1.0
"""Seconds after which the names of the roster are read, and what the lock does without is loaded."""
NOBODY = (
    "Nobody at this school has a PIN yet, so nobody can sign in to the kiosk. "
    "Add somebody: kiosk staff add ID --name NAME --role ROLE --pin-file FILE"
)


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
        names = Names(office.records)
        _prepare_soon(names)
        signing = SigningIn(office.records, office.calendar, clock=office.clock, station=office.station)
        signed = _looking_as(office, setting.as_staff)
        if signed is None and not signing.can_anybody():
            raise BadInput(NOBODY)
        from kiosk.desk import Entrance, Looks, run
        from kiosk.theming import next_theme, theme_or_default

        chosen = theme_or_default(office.school.theme, "theme", office.folder)
        for sentence in chosen.sentences:
            click.echo(plain(sentence), err=True)
        return run(
            Entrance(
                signing,
                partial(_desk, office, signing, names),
                _logins(office),
                partial(_is_called, office),
            ),
            office.calendar,
            office.clock,
            Looks(chosen.theme, next_theme(office.folder), chosen.notice),
            room=setting.room,
            lock_after=setting.lock_after,
            signed=signed,
        )


def _logins(office: Office) -> "tuple[Login, ...]":
    """What everybody is told who stands before a pretend school's kiosk."""
    with office.records.reading() as transaction:
        first = ledger.first(transaction)
    if first is None or first.station != PRETEND:
        return ()
    from kiosk.demo.logins import logins  # a real school's kiosk does without
    from kiosk.desk import Login

    found = logins(office.records, office.calendar, office.clock)
    return tuple(Login(each.name, each.pin, each.who) for each in found)


def _looking_as(office: Office, staff_id: str | None) -> Signed | None:
    """What `--as` shows: the kiosk as this member of staff sees it, until it is locked."""
    if staff_id is None:
        return None
    with office.records.reading() as transaction:
        found = staff.expect(transaction, staff_id)
    return Signed(of_member(found), found, is_looking=True)


def _desk(office: Office, signing: SigningIn, names: Names, signed: Signed) -> "Desk":
    """What stands before somebody who has signed in: each question asks first whether she still may."""
    from kiosk.access.sending import Sending
    from kiosk.desk import Desk
    from kiosk.print_desk import PrintDesk

    records, clock = signing.records_for(signed), office.clock
    access = Access(records, office.calendar, signed.person, clock=clock, station=office.station, names=names)
    refusal = ""
    if clock.is_pretend:
        refusal = "The clock here is pretended, for looking only: cards are printed with the real one."
    elif signed.is_looking:
        refusal = "This is what another member of staff would see, for looking only: no card is printed here."
    printing = PrintDesk(office.school, access, records, clock, office.folder, refusal)
    calls = Sending(records, office.calendar, signed.person, clock=clock, station=office.station)
    return Desk(signed, access, printing, _round(office, signing, records, signed), calls)


def _is_called(office: Office, room: str) -> bool:
    """Whether the nurse asks a room for somebody; asked from the lock on, once its picture is there."""
    from kiosk.access.sending import is_waiting

    return is_waiting(office.records, office.calendar, office.clock, room)


def _round(office: Office, signing: SigningIn, records: Records, signed: Signed) -> "RoundAccess | None":
    """The medication round, for whoever gives medication or sees everybody's day."""
    from kiosk.access import dose_policy

    if not dose_policy.sees_round(signed.person, office.school.medication):
        return None
    from kiosk.access.desk_round import DeskRound  # most who sign in do without

    refusal = ""
    if office.clock.is_pretend:
        refusal = "The clock here is pretended, for looking only: no dose is recorded with it."
    elif signed.is_looking:
        refusal = (
            "This is what another member of staff would see, for looking only: nothing is recorded here."
        )
    return DeskRound(
        records, office.calendar, signed.person,
        clock=office.clock, station=office.station, signing=signing, refusal=refusal,
    )  # fmt: skip


def _prepare_soon(names: Names) -> None:
    """Get ready for her who signs in while she does: the screen at which she does comes first."""
    soon = Timer(SCREEN_FIRST, _prepare, (names,))
    soon.daemon = True
    soon.start()


def _prepare(names: Names) -> None:
    """Load her screen and read the names; what goes wrong, the first search meets and tells."""
    importlib.import_module("kiosk.desk.home")
    with suppress(KioskError):
        names.fresh()
