"""The nurse's kiosk at Maple Street, with real records, children who are due, and a clock on the wall."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from uuid import uuid4

from attrs import field, frozen
from textual.pilot import Pilot

import themes
from kiosk.access import people
from kiosk.access.desk_round import BoardData, DeskRound, Stamp
from kiosk.access.dose_model import Answer, Wanted
from kiosk.access.gate import Access
from kiosk.access.model import Person
from kiosk.access.sending import Sending, is_waiting
from kiosk.access.signing import Signed, SigningIn
from kiosk.desk import Desk, Entrance, KioskApp, Looks
from kiosk.desk.dose_screen import DoseScreen
from kiosk.desk.round import RoundScreen
from kiosk.faults import KioskError
from kiosk.medication.choosing import Meant
from kiosk.medication.model import DoseEntry
from kiosk.medication.outcomes import Outcome
from kiosk.plans.model import Role
from kiosk.print_desk import PrintDesk
from kiosk.records import doses, staff
from kiosk.records.staff import StaffMember
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar
from tests.desk.pretend import Hands, hands, home, shown, until
from tests.made_school import BLAKE_TOML, maple
from tests.records.making import NOW, plan_text, take_in

MONDAY = dt.date(2026, 11, 23)
PINS = {"bell": "135791"}
CHU = StaffMember("chu", "A. Chu", Role.NURSE)
BELL = StaffMember("bell", "B. Bell", Role.NURSE)
HALE = StaffMember("hale", "M. Hale", Role.PRINCIPAL)
RUIZ = StaffMember("ruiz", "T. Ruiz", Role.TEACHER, ("12",))
_ORDER = """
[[accommodation]]
id = "lunch"
kind = "medication"
text = "Goes to the nurse at lunch."
when = {{ period = "{period}" }}
[accommodation.order]
drug = "{drug}"
dose = "5 mg"
route = "by mouth"
prescriber = "Dr. P. Oyelaran"
{lines}
"""


@frozen
class WallClock(Hands):
    """A clock whose hands the test moves, and that everybody believes."""

    def real(self) -> dt.datetime:
        return self.now()


def wall_clock(at: str = "12:00") -> WallClock:
    """A wall clock that stands at this time on that Monday."""
    return WallClock(at=hands(f"{MONDAY}T{at}").at)


@frozen
class NursesDesk:
    """Kiosks at one school: the nurse's, and others beside it."""

    records: Records
    clock: WallClock = field(factory=wall_clock)

    @property
    def calendar(self) -> Calendar:
        return Calendar(maple())

    def round(self, who: StaffMember = CHU, refusal: str = "", records: Records | None = None) -> DeskRound:
        """The round as a member of staff has it."""
        signing = SigningIn(self.records, self.calendar, clock=self.clock, station="nurse")
        return DeskRound(
            records or self.records, self.calendar, people.of_member(who),
            clock=self.clock, station="nurse", signing=signing, refusal=refusal,
        )  # fmt: skip

    def app(
        self, who: StaffMember | None = CHU, nurses_round: DeskRound | None = None, room: str | None = None
    ) -> KioskApp:
        """A kiosk in the nurse's office or in a room; where nobody is named it is locked."""
        signing = SigningIn(self.records, self.calendar, clock=self.clock, station="nurse")

        def desk(signed: Signed) -> Desk:
            access = self.access(signed.person)
            calls = Sending(
                self.records, self.calendar, signed.person, clock=self.clock, station=room or "nurse"
            )
            printing = PrintDesk(self.calendar.school, access, self.records, self.clock)
            return Desk(signed, access, printing, nurses_round or self.round(who or CHU), calls)

        looks = Looks(themes.load("daylight"))
        signed = Signed(people.of_member(who), who) if who else None
        is_called = partial(is_waiting, self.records, self.calendar, self.clock)
        return KioskApp(
            Entrance(signing, desk, (), is_called),
            self.calendar,
            self.clock,
            looks,
            room=room,
            lock_after=0,
            signed=signed,
        )

    def access(self, person: Person) -> Access:
        """What a person may see of plans."""
        return Access(self.records, self.calendar, person, clock=self.clock, station="nurse")

    def entries(self) -> Sequence[DoseEntry]:
        """Everything that was entered that Monday."""
        with self.records.reading() as transaction:
            return doses.of_day(transaction, MONDAY)


class Counting(DeskRound):
    """A round that counts what it is asked; `trouble` comes before a recording, `lost` after it."""

    def __init__(self, of: DeskRound) -> None:
        self.__dict__.update(of.__dict__)
        self.boards = self.stamps = 0
        self.trouble: KioskError | None = None
        self.lost: KioskError | None = None

    def stamp(self) -> Stamp:
        self.stamps += 1
        return super().stamp()

    def board(self) -> BoardData:
        self.boards += 1
        return super().board()

    def record(self, wanted: Wanted) -> Answer:
        if self.trouble is not None:
            raise self.trouble
        answer = super().record(wanted)
        if self.lost is not None:
            raise self.lost
        return answer


def wanted_by(who: str, student: str) -> Wanted:
    """The lunch dose of a student, given now."""
    return Wanted(student, Outcome.GIVEN, who, str(uuid4()), Meant("lunch", "504", "lunch"))


def child(
    number: int,
    given: str,
    family: str,
    room: str = "12",
    *,
    period: str = "lunch",
    drug: str = "methylphenidate",
    lines: str = "",
) -> str:
    """The plan file of a child with one order."""
    return plan_text(
        str(number),
        given=given,
        family=family,
        homeroom=room,
        student_lines="birthdate = 2016-03-09",
        lines=_ORDER.format(period=period, drug=drug, lines=lines),
    )


def furnish(records: Records, *texts: str) -> NursesDesk:
    """A school with these children and two nurses, a principal and a teacher; Blake where none are named."""
    take_in(records, *(texts or (BLAKE_TOML,)))
    for each in (CHU, HALE, RUIZ):
        staff.add(records, each, actor="", station="", now=NOW)
    staff.add(records, BELL, actor="", station="", now=NOW, pin=PINS["bell"])
    return NursesDesk(records)


def board(app: KioskApp) -> RoundScreen:
    """The board, perhaps under a dose."""
    return next(each for each in app.screen_stack if isinstance(each, RoundScreen))


async def open_board(pilot: Pilot[None], count: int) -> RoundScreen:
    """Press F7, and wait for so many doses."""
    app = pilot.app
    assert isinstance(app, KioskApp)
    await until(pilot, lambda: bool(app.screen_stack) and app.focused is not None, "the kiosk")
    home(app)
    await pilot.press("f7")
    await until(pilot, lambda: isinstance(app.screen, RoundScreen), "the board")
    await until(pilot, lambda: len(board(app).rows) == count, f"{count} doses")
    return board(app)


async def open_dose(pilot: Pilot[None], *typed: str) -> DoseScreen:
    """Type perhaps part of a name, press Enter, and wait for the order."""
    app = pilot.app
    assert isinstance(app, KioskApp)
    await pilot.press(*typed, "enter")
    await until(pilot, lambda: isinstance(app.screen, DoseScreen), "the dose")
    screen = app.screen
    assert isinstance(screen, DoseScreen)
    await until(pilot, lambda: screen.case is not None, "the order")
    return screen


async def press(pilot: Pilot[None], key: str, see: str) -> None:
    """Press a key as slowly as a person does, and wait until this is on the screen."""
    app = pilot.app
    assert isinstance(app, KioskApp)
    await pilot.press(key)
    await until(pilot, lambda: see in shown(app), f"{see!r} after {key}")


async def give(pilot: Pilot[None], *typed: str) -> None:
    """The three keys: Enter, space, g."""
    app = pilot.app
    assert isinstance(app, KioskApp)
    name = (await open_dose(pilot, *typed)).shown.student.name
    await press(pilot, "space", "[x] 2")
    await pilot.press("g")
    await until(pilot, lambda: board(app).said.startswith(f"{name}: given"), "the board")


async def say(pilot: Pilot[None], outcome: str, *answers: str, key: str = "o") -> None:
    """The outcome with this letter, and what its form asks: keys, one answer after the other; then F4."""
    app = pilot.app
    assert isinstance(app, KioskApp)
    await press(pilot, key, "this one")
    await press(pilot, outcome, "F4 record")
    for number, answer in enumerate(answers):
        if number:
            await pilot.press("enter")
        await pilot.press(*answer)
    await pilot.press("f4")


def clock_says(desk: NursesDesk, at: str) -> None:
    """Move the hands to this time."""
    desk.clock.at.append(hands(f"{MONDAY}T{at}").at[0])
