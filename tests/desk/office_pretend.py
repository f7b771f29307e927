"""A pretended office: three rooms, some cards printed; its runs wait until they are let go."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from threading import Event

from attrs import Factory, define

import themes
from cards import Card, Line
from cards.classes import Ordering
from cards.feed import Feed
from cards.fitting import fit
from cards.stock import load
from cards.telling import Tell
from kiosk.card_fate import Fate
from kiosk.desk.day_passes import Passes
from kiosk.faults import Refused
from kiosk.plans.student import Student, StudentId
from kiosk.print_desk import CardPreview
from kiosk.print_office import Choice, Survey, choices
from kiosk.print_status import Standing, Status

ADA = Student(StudentId("1"), "Ada", "Ng", "5", "11")
BO = Student(StudentId("2"), "Bo", "Okafor", "2", "11")
CY = Student(StudentId("3"), "Cy", "Adler", "5", "12")
FATES = {ADA: Fate.RIGHT, BO: Fate.CHANGED, CY: Fate.NEVER}


def status(fates: dict[Student, Fate] = FATES, gone: tuple[Student, ...] = ()) -> Status:
    return Status(
        tuple(Standing(each, None, fate) for each, fate in fates.items()),
        tuple(Standing(each, None, Fate.CHANGED) for each in gone),
    )


@define
class PretendOffice:
    """What the screen is given in a test; a run goes on when it is told, and then says what it said."""

    refusal: str = ""
    status: Status = Factory(status)
    printers: tuple[str, ...] = ()
    before_survey: Callable[[], object] = lambda: None
    during_run: Callable[[Tell], object] = lambda _: None
    looked: list[str] = Factory(list)
    runs: list[tuple[str, Ordering, str | None]] = Factory(list)
    wants: str = "It is printed."

    @property
    def passes(self) -> Passes:
        raise AssertionError("no pass is made in a pretended office")

    def survey(self) -> Survey:
        self.before_survey()
        paper = fit(load("avery-5371"), Feed())
        return Survey(dt.date(2026, 11, 23), self.status, choices(self.status), paper, self.printers)

    def card(self, student: Student) -> CardPreview:
        self.looked.append(student.given_name)
        lines = (Line("medication", "LUNCH", "To the nurse"),)
        back = ("Maple Street Elementary",)
        card = Card(student.name, student.place, lines, (), dt.date(2027, 6, 11), back, "X", "")
        return CardPreview(card, themes.load("daylight"), False, ())

    def print(self, choice: Choice, ordering: Ordering, out: Path, printer: str | None, tell: Tell) -> str:
        if self.refusal:
            raise Refused(self.refusal)
        self.runs.append((choice.title, ordering, printer))
        self.during_run(tell)
        out.write_text("cards")
        return self.wants


@define
class Slow:
    """A run that tells again and again how far it is, until it is let go."""

    done: int = 500
    of: int = 2000
    go: Event = Factory(Event)

    def __call__(self, tell: Tell) -> None:
        tell("printing", self.done, self.of)
        while not self.go.wait(0.01):
            tell("printing", self.done, self.of)
