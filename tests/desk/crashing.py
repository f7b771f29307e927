"""A kiosk in a real terminal for the tests: `python -m tests.desk.crashing WHAT`."""

import os
import sys
from collections.abc import Callable

import themes
from kiosk.clock import Clock
from kiosk.desk import Looks, run
from kiosk.desk.panel import StudentPanel
from kiosk.desk.terminal import PatientDriver
from kiosk.desk.top import Top
from kiosk.school.calendar import Calendar
from tests.desk.pretend import MONDAY, TEACHER, PretendAccess, entrance_to
from tests.made_school import clock_time, maple

PLANTED = "Planted Childsname"


def break_in_thread(_: str) -> None:
    """Break where a student's name is in a variable and in the error."""
    name = PLANTED
    raise KeyError(name)


def break_in_loop(*parts: object, **_: object) -> None:
    """Break in the app's own loop, likewise."""
    name = f"{PLANTED} {parts}"
    raise LookupError(name)


def nothing(_: str) -> None:
    """All is well."""


def main(what: str) -> int:
    """Run the kiosk, broken in this way."""
    before: Callable[[str], None] = break_in_thread if what == "thread" else nothing
    if what == "loop":
        StudentPanel.action_why = break_in_loop  # type: ignore[method-assign]
    if what == "start":
        Top.show = break_in_loop  # type: ignore[method-assign]
    if what == "input":
        PatientDriver.process_message = break_in_loop  # type: ignore[method-assign]
    calendar = Calendar(maple())
    clock = Clock.pretending(clock_time(calendar, MONDAY))
    access = PretendAccess(before_open=before)
    entrance = entrance_to(access, calendar, clock)
    return run(entrance, calendar, clock, Looks(themes.load("daylight")), room="12", signed=TEACHER)


if __name__ == "__main__":
    os.environ.pop("TEXTUAL", None)
    sys.exit(main(sys.argv[1]))
