"""The day pass of whoever stands in for the teacher of room 12 on the day that the pretend school shows."""

from kiosk.access.hours import why_shut
from kiosk.access.issuing import Wanted, issue
from kiosk.access.model import FOLDER_READER
from kiosk.access.notes import Notes
from kiosk.clock import Clock
from kiosk.demo.dates import OPENING
from kiosk.demo.staff import STATION
from kiosk.records import passes
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar
from kiosk.school.model import School

CODE, ROOM = "7K3MQ9RT", "12"
"""No secret: the lock screen of the pretend school shows it."""


def issue_pass(records: Records, school: School, clock: Clock) -> None:
    """Make the pass, as the office does in the morning."""
    calendar = Calendar(school)
    moment = calendar.moment(OPENING.replace(tzinfo=calendar.zone))
    notes = Notes(records, FOLDER_READER, clock=clock, station=STATION)
    issue(records, Wanted((ROOM,)), moment, notes, code=CODE)


def code_if_alive(records: Records, calendar: Calendar, clock: Clock) -> str | None:
    """Its code as people read it, while it opens something."""
    with records.reading() as transaction:
        held = passes.of_code(transaction, CODE)
    alive = held is not None and not why_shut(held, calendar, clock.now())
    return passes.shown(CODE) if alive else None
