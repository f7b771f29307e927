"""A pretended access and a kiosk in front of it, with namesakes, and names that try to break a screen."""

import datetime as dt
import threading
from collections.abc import Callable, Sequence

from attrs import Factory, define, evolve, frozen
from textual.events import Key
from textual.keys import _character_to_key
from textual.message import Message
from textual.pilot import Pilot

import themes
from kiosk.access import emergency
from kiosk.access.emergencies import EmergencyView
from kiosk.access.emergency import threat
from kiosk.access.model import Found, Mark, Opened, Person
from kiosk.access.signing import UNKNOWN_CODE, WRONG, End, NoPass, Signed, SignedOut
from kiosk.clock import Clock
from kiosk.desk import Desk, Entrance, KioskApp, Login, Looks
from kiosk.desk.asking import DeskAccess
from kiosk.desk.home import HomeScreen
from kiosk.desk.idle import Idle
from kiosk.desk.locking import LOCK_AFTER
from kiosk.desk.scanner import GAP
from kiosk.faults import BadInput, NotAllowed
from kiosk.plans.agenda import State, agenda
from kiosk.plans.model import Contact, Kind, Plan, Role, Version, in_force
from kiosk.plans.student import Student, StudentId
from kiosk.print_desk import PrintDesk
from kiosk.records.events import Purpose
from kiosk.records.passes import DayPass
from kiosk.records.staff import StaffMember
from kiosk.records.versions import History
from kiosk.school.calendar import Calendar, Moment
from tests.made_school import blake, clock_time, maple
from tests.records.making import SEEN

TOKEN = "BLAKE" + "A" * 21
CARD = f"HTTPS://PLANS.MAPLE.EXAMPLE/C/{TOKEN}"
"""Blake's card."""
MONDAY = "2026-11-23T11:50"
REASON = "Teaches room 12."
HOSTILE = (
    "[/x]", "[gifted]", "[@click=app.exit]x[/]", "[bold", "\u202eevil", "עברית שלום", "王小明" * 10, "N" * 60,
    "\x1b[2J\x1b]52;c;aGk=\x07", "line\nbreak", "\ud800", "a\u0301" * 30, "${x} $accent", "👩‍👩‍👧 Ng", "\t",
)  # fmt: skip
DANA = Contact("Dana Bennett", "mother", "+1 503 555 0142")

BLAKE = Student(StudentId("10042"), "Blake", "Bennett", "5", "12", pronouns="he/him", contacts=(DANA,))
BLAIR = Student(StudentId("10077"), "Blair", "Keane", "3", "07")
NAMESAKES = (
    Student(StudentId("10100"), "Sam", "Rivera", "2", "03"),
    Student(StudentId("10101"), "Sam", "Rivera", "5", "12"),
)
HOSTILES = tuple(
    Student(StudentId(f"666{index:02}"), name, "Hostile", "5", name, pronouns=name)
    for index, name in enumerate(HOSTILE)
)
EVERYBODY = (BLAKE, BLAIR, *NAMESAKES, *HOSTILES)


ABARA = StaffMember("abara", "Ngozi Abara", Role.TEACHER, ("12",))
TEACHER = Signed(Person("abara", "Ngozi Abara", Role.TEACHER, ("12",)), ABARA)
PRINCIPAL = Signed(
    Person("hale", "Marcus Hale", Role.PRINCIPAL), StaffMember("hale", "Marcus Hale", Role.PRINCIPAL)
)
"""He sees the whole school, and begins with no room of his own."""
PIN, CODE = "246810", "7K3MQ9RT"
"""Of the teacher of room 12, and of the day pass of her substitute."""


@frozen
class Hands(Clock):
    """A clock whose hands the test moves."""

    at: list[dt.datetime] = Factory(list)

    def now(self) -> dt.datetime:
        return self.at[-1]

    def move(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self.at.append(self.at[-1] + dt.timedelta(seconds=seconds))


@define
class PretendAccess:
    """What the desk is given in a test; `before_*` may raise or block in the place of slow records."""

    everybody: Sequence[Student] = EVERYBODY
    plans: dict[str, tuple[Version, ...]] = Factory(lambda: {BLAKE.id: (Version(3, blake()),)})
    opened: list[str] = Factory(list)
    overviews: list[tuple[str | None, Sequence[Student] | None]] = Factory(list)
    rooms: list[tuple[str | None, dt.date]] = Factory(list)
    threads: set[str] = Factory(set)
    unseen: list[EmergencyView] = Factory(list)
    emergencies: list[tuple[str, str]] = Factory(list)
    before_open: Callable[[str], object] = lambda _: None
    before_room: Callable[[str | None], object] = lambda _: None
    before_students: Callable[[], object] = lambda: None
    before_overview: Callable[[], object] = lambda: None
    before_scanned: Callable[[], object] = lambda: None

    def find(self, text: str, room: str | None = None, limit: int | None = None) -> Found:
        self.threads.add(threading.current_thread().name)
        self.before_students()
        words = text.casefold().split()
        everybody = sorted(self._in_room(room), key=lambda each: (each.family_name, each.given_name, each.id))
        found = tuple(each for each in everybody if all(word in _haystack(each) for word in words))
        return Found(found[:limit], len(found))

    def scanned(self, text: str) -> Student:
        self.threads.add(threading.current_thread().name)
        self.before_scanned()
        if text.casefold() != CARD.casefold():
            raise BadInput("That is not one of our cards.")
        return BLAKE

    def open(self, student_id: StudentId, purpose: Purpose) -> Opened:
        del purpose
        self.threads.add(threading.current_thread().name)
        self.opened.append(student_id)
        self.before_open(student_id)
        student = next(each for each in self.everybody if each.id == student_id)
        return Opened(student, self.plans.get(student_id, ()), REASON)

    def named(self, text: str) -> Student:
        self.threads.add(threading.current_thread().name)
        if text.casefold() == CARD.casefold():
            return evolve(BLAKE, contacts=())
        found = [each for each in self.everybody if text.casefold() in {each.name.casefold(), each.id}]
        if not found:
            raise BadInput("No student has this name or number. Type the whole name, or the number.")
        return evolve(found[0], contacts=())

    def in_emergency(self, student_id: StudentId, reason: str) -> Opened:
        self.threads.add(threading.current_thread().name)
        said, student = threat(reason), next(each for each in self.everybody if each.id == student_id)
        self.emergencies.append((student_id, said))
        person = Person("lee", "T. Lee", Role.TEACHER, ("14",))
        return emergency.opened(person, student, History(self.plans.get(student_id, ())), SEEN, said)

    def unseen_emergencies(self) -> tuple[EmergencyView, ...]:
        return tuple(self.unseen)

    def look_at_emergencies(self, found: Sequence[EmergencyView]) -> None:
        self.threads.add(threading.current_thread().name)
        self.unseen = [each for each in self.unseen if each not in found]

    def open_many(
        self, ids: Sequence[str] | None, purpose: Purpose, *, on: dt.date, room: str | None = None
    ) -> tuple[Opened, ...]:
        del ids, purpose
        self.threads.add(threading.current_thread().name)
        self.before_room(room)
        found = tuple(
            Opened(each, self.plans[each.id], REASON) for each in self._in_room(room) if each.id in self.plans
        )
        self.rooms.append((room, on))
        return tuple(each for each in found if in_force(each.versions, on))

    def overview(
        self, moment: Moment, room: str | None = None, among: Sequence[Student] | None = None
    ) -> tuple[Mark, ...]:
        self.threads.add(threading.current_thread().name)
        self.before_overview()
        self.overviews.append((room, among))
        listed = [each for each in self._in_room(room) if among is None or each in among]
        return tuple(self._mark(each, moment) for each in listed if each.id in self.plans)

    def _in_room(self, room: str | None) -> Sequence[Student]:
        found = [each for each in self.everybody if room in {None, each.homeroom}]
        if not found:
            raise BadInput(f'no student is in room "{room}"')
        return found

    def _mark(self, student: Student, moment: Moment) -> Mark:
        items = agenda([each.plan for each in self.plans[student.id]], moment)

        def kinds(state: State) -> tuple[Kind, ...]:
            return tuple(each.accommodation.kind for each in items if each.state is state)

        return Mark(
            student, kinds(State.NOW), kinds(State.NEXT), kinds(State.TONIGHT), has_crisis_protocol=True
        )


@define
class PretendSigning:
    """Who signs in at a kiosk in a test; `before` may block or raise, and `out` says why somebody is out."""

    calendar: Calendar
    clock: Clock
    left: list[tuple[Signed, End]] = Factory(list)
    before: Callable[[], object] = lambda: None
    before_leaving: Callable[[], object] = lambda: None
    out: str = ""
    threads: set[str] = Factory(set)

    def with_pin(self, staff_id: str, pin: str) -> Signed:
        self.threads.add(threading.current_thread().name)
        self.before()
        if (staff_id.casefold(), "".join(pin.split())) != (ABARA.id, PIN):
            raise NotAllowed(WRONG)
        return TEACHER

    def with_pass(self, code: str) -> Signed:
        self.threads.add(threading.current_thread().name)
        self.before()
        if code != CODE:
            raise NoPass(UNKNOWN_CODE)
        return self.substitute()

    def substitute(self) -> Signed:
        """Whoever holds the pass: for room 12 until half past two."""
        until = clock_time(self.calendar, "2026-11-23T14:30")
        held = DayPass("p1", until.date(), ("12",), None, self.clock.now(), until)
        return Signed(Person("pass:p1", "Substitute with a day pass", Role.SUBSTITUTE, ("12",)), held, until)

    def expect(self, signed: Signed) -> None:
        del signed
        if self.out:
            raise SignedOut(self.out)

    def leave(self, signed: Signed, end: End) -> None:
        self.before_leaving()
        self.left.append((signed, end))


def _haystack(student: Student) -> str:
    return f"{student.name} {student.id} {student.homeroom}".casefold()


def hands(said: str = MONDAY) -> Hands:
    """A clock that stands at this time at Maple Street."""
    return Hands(at=[clock_time(Calendar(maple()), said)])


def kiosk(
    access: PretendAccess | None = None,
    clock: Clock | None = None,
    *,
    room: str | None = "12",
    looks: Looks | None = None,
    lock_after: float = LOCK_AFTER,
    signed: Signed | None = PRINCIPAL,
    logins: Sequence[Login] = (),
) -> KioskApp:
    """A kiosk at Maple Street, ten minutes to twelve on a Monday, at which the principal has signed in."""
    calendar, clock = Calendar(maple()), clock or hands()
    entrance = entrance_to(access or PretendAccess(), calendar, clock, logins)
    app = KioskApp(
        entrance,
        calendar,
        clock,
        looks or Looks(themes.load("daylight")),
        room=room,
        lock_after=lock_after,
        signed=signed,
    )
    app.idle = Idle(steady=lambda: 0.0, wall=lambda: 0.0)  # a test on a slow computer is nobody who has left
    return app


def entrance_to(
    access: DeskAccess,
    calendar: Calendar,
    clock: Clock,
    logins: Sequence[Login] = (),
    printing: PrintDesk | None = None,
) -> Entrance:
    """A pretended way in, to this access whoever comes."""
    signing = PretendSigning(calendar, clock)
    return Entrance(signing, lambda signed: Desk(signed, access, printing), logins)


def signing_of(app: KioskApp) -> PretendSigning:
    """Who signs in there."""
    signing = app._entrance.signing
    assert isinstance(signing, PretendSigning)
    return signing


async def is_open(pilot: Pilot[None], app: KioskApp) -> HomeScreen:
    """Wait until the kiosk is open, and one may type."""
    await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.focused is not None, "the kiosk")
    return home(app)


async def sign_in(pilot: Pilot[None], who: str = ABARA.id, pin: str = PIN) -> None:
    """Sign in as a person does, and wait for the kiosk."""
    app = pilot.app
    assert isinstance(app, KioskApp)
    await until(pilot, lambda: app.focused is not None, "the box")
    await pilot.press(*who, "enter")
    if pin:
        await until(pilot, lambda: "PIN of" in shown(app), "the question for the PIN")
        await pilot.press(*pin, "enter")
    await is_open(pilot, app)


def with_plan(plan: Plan, student: Student = BLAKE) -> PretendAccess:
    """Access to one student with this plan."""
    return PretendAccess(plans={student.id: (Version(1, plan),)})


def many(count: int) -> tuple[Student, ...]:
    """So many students named after numbers."""
    return tuple(
        evolve(BLAIR, id=StudentId(f"3{each:05}"), family_name=f"Keane{each}") for each in range(count)
    )


class TooLong(AssertionError):
    """What a test waits for has not come."""


LOOKS = 2_000
"""So often a test looks for what it waits for, however long a busy computer takes for it."""


async def until(pilot: Pilot[None], come: Callable[[], bool], what: str = "it") -> None:
    """Wait until something is so; no test fails on a time."""
    for _ in range(LOOKS):
        if come():
            return
        await pilot.pause(0.01)
    raise TooLong(f"looked {LOOKS} times for {what}")


def scan(app: KioskApp, text: str, *, ends: str = "\n", gap: float = 0.004) -> None:
    """Type as a scanner does, so many seconds a letter, whatever the test's computer is doing meanwhile."""
    begun = Message().time
    for number, letter in enumerate(f"{text}{ends}"):
        key = Key("enter", "\r") if letter == "\n" else Key(_character_to_key(letter), letter)
        key.set_sender(app)
        key.time = begun + number * gap
        app.post_message(key)


async def scan_is_over(pilot: Pilot[None]) -> None:
    """Wait until a key is a person's again: the keys of `scan` may bear times that are still to come."""
    assert isinstance(pilot.app, KioskApp)
    scanner = pilot.app._scanner
    await until(pilot, lambda: Message().time - scanner._last > GAP, "the end of the scan")


def home(app: KioskApp) -> HomeScreen:
    """The one screen."""
    screen = app.screen_stack[0]
    assert isinstance(screen, HomeScreen)
    return screen


def shown(app: KioskApp) -> str:
    """All text on the screen, as a terminal shows it."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def open_student(pilot: Pilot[None], text: str, name: str) -> HomeScreen:
    """Type, press Enter, and wait for the student's plan."""
    assert isinstance(pilot.app, KioskApp)
    screen = home(pilot.app)
    await pilot.press(*text)
    await until(pilot, lambda: screen.find.hits.chosen is not None, "a hit")
    await pilot.press("enter")
    await until(pilot, lambda: screen.panel.sheet.name == name, name)
    await until(pilot, lambda: bool(screen.panel.sheet.plans or len(screen.panel.sheet.rows) > 1), "the plan")
    return screen


def texts(screen: HomeScreen) -> str:
    """What the panel's rows say, a line each."""
    rows = screen.panel.sheet.rows
    return "\n".join(" ".join(filter(None, (each.heading, each.text, each.tail))) for each in rows)
