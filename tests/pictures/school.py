"""The pretend school with its clock stopped at ten minutes to twelve, and the kiosk in front of it."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

import themes
from kiosk.access import dose_policy
from kiosk.access.desk_round import DeskRound
from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER
from kiosk.access.sending import Sent
from kiosk.access.signing import Signed, SigningIn
from kiosk.clock import Clock
from kiosk.demo.dates import OPENING
from kiosk.demo.logins import logins
from kiosk.demo.staff import PINS
from kiosk.desk import Desk, Entrance, KioskApp, Login, Looks
from kiosk.faults import BadInput
from kiosk.print_desk import PrintDesk
from kiosk.records.opening import open_records
from kiosk.records.sent_for import SentFor
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar, Moment
from kiosk.school.model import School
from kiosk.school.reading import read_school
from tests.desk.pretend import Hands, PretendAccess, kiosk
from tests.pictures.people import IN_EVERY_SCRIPT

STATION = "pictures"
WHO = {
    "card": "hale", "office": "hale", "day-passes": "hale",
    "sign-in": "", "sign-in-pin": "", "sign-in-refused": "", "called-locked": "",
    **dict.fromkeys(
        ("nurses-round", "dose", "not-given", "vomited", "override", "not-come", "sign-off"), "tran"
    ),
    **dict.fromkeys(("given-twice", "signed-off"), "tran"),
}  # fmt: skip
"""Who is signed in when a scene begins, if it is not the teacher of room 12; or nobody."""
RECORDED = {"given-twice", "signed-off"}
"""Scenes in which doses are recorded, each in a school of its own."""


@frozen
class Stopped(Hands):
    """A clock that has stopped, and that everybody believes; screens say that it pretends."""

    def real(self) -> dt.datetime:
        return self.now()


@frozen
class OpenSchool:
    """The pretend school, open, at ten minutes to twelve."""

    school: School
    calendar: Calendar
    clock: Clock
    records: Records
    access: Access

    @property
    def moment(self) -> Moment:
        """What the calendar makes of that time."""
        return self.calendar.moment(self.clock.now())


@contextmanager
def opened(folder: Path, *, is_real: bool = False) -> Iterator[OpenSchool]:
    """The pretend school in a folder; its clock pretends, unless it is to be real."""
    school = read_school(folder / "school.toml")
    calendar = Calendar(school)
    clock = Stopped(shift=None if is_real else dt.timedelta(), at=[OPENING.replace(tzinfo=calendar.zone)])
    with open_records(folder, school) as records:
        access = Access(records, calendar, FOLDER_READER, clock=clock, station=STATION)
        yield OpenSchool(school, calendar, clock, records, access)


CALLED = {"called", "called-locked"}
"""Scenes in which the nurse asks room 12 for Blake."""


class Calls:
    """Blake is to be sent; nobody answers."""

    def waiting(self, room: str) -> tuple[Sent, ...]:
        asked = SentFor("1", OPENING.date(), room, "10042", OPENING.replace(tzinfo=dt.UTC))
        return (Sent(asked, "Blake Bennett"),)

    def answer(self, sent: Sent) -> None:
        raise BadInput(f"This is a picture; {sent.name} stays.")


def entrance(at: OpenSchool, folder: Path, *, is_called: bool = False) -> Entrance:
    """The way in; what is shown to everybody is shown."""
    signing = SigningIn(at.records, at.calendar, clock=at.clock, station=STATION)

    def desk(signed: Signed) -> Desk:
        records = signing.records_for(signed)
        access = Access(records, at.calendar, signed.person, clock=at.clock, station=STATION)
        printing = PrintDesk(at.school, access, records, at.clock, folder, "This is a picture.")
        nurses_round = None
        if dose_policy.sees_round(signed.person, at.school.medication):
            nurses_round = DeskRound(
                records, at.calendar, signed.person,
                clock=at.clock, station=STATION, signing=signing,
                refusal="This is a picture." if at.clock.is_pretend else "",
            )  # fmt: skip
        return Desk(signed, access, printing, nurses_round, Calls() if is_called else None)

    shown = (Login(each.name, each.pin, each.who) for each in logins(at.records, at.calendar, at.clock))
    return Entrance(signing, desk, tuple(shown), lambda _: is_called)


@contextmanager
def _place(folder: Path, scene: str) -> Iterator[Path]:
    """The school's folder; a copy of it where the scene records something."""
    with tempfile.TemporaryDirectory() as home:
        yield Path(shutil.copytree(folder, Path(home) / folder.name)) if scene in RECORDED else folder


@contextmanager
def kiosk_for(folder: Path, scene: str) -> Iterator[KioskApp]:
    """The kiosk in which a scene is played."""
    if scene in BESIDE:
        yield BESIDE[scene]()
        return
    with _place(folder, scene) as place, opened(place, is_real=scene in RECORDED) as at:
        way_in, who = entrance(at, folder, is_called=scene in CALLED), WHO.get(scene, "abara")
        signed = way_in.signing.with_pin(who, PINS[who]) if who else None
        looks = Looks(themes.load("daylight"))
        yield KioskApp(way_in, at.calendar, at.clock, looks, room="12", lock_after=0, signed=signed)


def _gone(_: object) -> None:
    raise BadInput("records.db: another program holds the records; try again in a minute")


BESIDE: dict[str, Callable[[], KioskApp]] = {
    "names-in-every-script": lambda: kiosk(PretendAccess(everybody=IN_EVERY_SCRIPT, plans={}), room="09"),
    "unread": lambda: kiosk(PretendAccess(before_open=_gone)),
}
"""Scenes that the pretend school cannot show."""
