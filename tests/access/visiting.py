"""A school with cards, passes and PINs, its door, and a clock that is moved by hand."""

import datetime as dt
from collections.abc import Sequence

from attrs import field, frozen

from kiosk.access.door import Door
from kiosk.access.issuing import Issued, Wanted, issue
from kiosk.access.model import FOLDER_READER
from kiosk.access.notes import Notes
from kiosk.clock import Clock
from kiosk.plans.model import PlanKind, Role
from kiosk.records import ledger, links, passes, staff, witness
from kiosk.records.events import Event
from kiosk.records.ledger import Entry
from kiosk.records.link_model import Link, Printed, token_digest
from kiosk.records.passes import DayPass
from kiosk.records.staff import StaffMember
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar, Moment
from tests.made_school import BLAKE_TOML, clock_time, maple
from tests.records.making import NOW, plan_text, take_in

CARD, NEW_CARD, ROOM_14_CARD = "BLAKE" * 5 + "A", "BLAKE" * 5 + "B", "ANA" * 8 + "AA"
HERE, ELSEWHERE = "192.0.2.17", "192.0.2.18"
PIN, WRONG_PIN = "4711 0815", "4711 0816"
MORNING = "2026-11-23T08:10"
"""A Monday, five minutes before the first bell; the last one rings at 14:30."""

ABARA = StaffMember("abara", "Ngozi Abara", Role.TEACHER, ("12",))
QUIST = StaffMember("quist", "Dolores Quist", Role.TEACHER, ("14",))
TRAN = StaffMember("tran", "Mai Tran", Role.NURSE)
FINCH = StaffMember("finch", "Wanda Finch", Role.OFFICE)


@frozen
class HandClock(Clock):
    """A clock that stands still until it is moved."""

    hands: list[dt.datetime] = field(factory=list)

    def real(self) -> dt.datetime:
        """Where the hands stand."""
        return self.hands[-1]

    def move(self, **by: float) -> None:
        """Move the hands on, or back."""
        self.hands.append(self.hands[-1] + dt.timedelta(**by))

    def set(self, said: str) -> None:
        """Set the hands to a time on the school's clock."""
        self.hands.append(clock_time(Calendar(maple()), said))


@frozen
class House:
    """A school whose door is watched."""

    records: Records
    clock: HandClock
    calendar: Calendar
    door: Door

    @classmethod
    def of(cls, records: Records, clock: HandClock) -> "House":
        """The door of these records, opened anew."""
        calendar = Calendar(maple())
        return cls(records, clock, calendar, Door(records, calendar, clock=clock, station="page"))

    def moment(self) -> Moment:
        """Now."""
        return self.calendar.moment(self.clock.now())

    def issue(
        self, *rooms: str, periods: Sequence[str] | None = None, until: dt.time | None = None
    ) -> Issued:
        """A pass from the office."""
        notes = Notes(self.records, FOLDER_READER, clock=self.clock, station="office")
        wanted = Wanted(rooms, tuple(periods) if periods else None, until)
        return issue(self.records, wanted, self.moment(), notes)

    def print_card(self, token: str, number: str = "10042", expires: dt.date = dt.date(2027, 6, 11)) -> None:
        """A card with this token; an older one of the student ends."""
        with self.records.writing() as transaction:
            card = link(token, number, expires)
            links.replace(transaction, [card], self.clock.real())
            rows = witness.of_links(transaction, [card.digest])
            entry = Entry(Event.CARDS, "", "office", self.clock.real(), number, detail={"rows": rows})
            ledger.append(transaction, entry)

    def hire(self, *members: StaffMember, pin: str = PIN) -> None:
        """People who work here, with a PIN."""
        for member in members:
            staff.add(self.records, member, actor="", station="office", now=NOW, pin=pin)

    def revoke_card(self, number: str = "10042") -> None:
        """End the cards of a student."""
        with self.records.writing() as transaction:
            links.revoke(transaction, [number], self.clock.real())

    def revoke_pass(self, held: DayPass) -> None:
        """End a pass."""
        with self.records.writing() as transaction:
            passes.revoke(transaction, [held.id], self.clock.real())

    def views(self) -> list[Entry]:
        """The views that the ledger holds."""
        with self.records.reading() as transaction:
            return list(ledger.entries(transaction, event=Event.VIEW))


def link(token: str, number: str, expires: dt.date = dt.date(2027, 6, 11)) -> Link:
    """The link on a card that was printed from the first version of a 504 plan."""
    printed = (Printed(PlanKind.SECTION_504, dt.date(2026, 8, 31), 1),)
    return Link(token_digest(token), number, NOW, expires, printed, "run")


def furnished(records: Records) -> House:
    """Blake of room 12 and Ana of room 14 with a card each, on a school morning."""
    take_in(records, BLAKE_TOML, plan_text("10050"))
    clock = HandClock()
    clock.set(MORNING)
    house = House.of(records, clock)
    house.print_card(CARD)
    house.print_card(ROOM_14_CARD, "10050")
    return house
