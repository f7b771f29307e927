"""A room's day as a sheet of paper for the substitute's folder.

It leaves the screens of the school, so it says what a substitute may read, whoever prints it.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

from cards import NOTICE, CardError, DoesNotFit
from cards.drawing import Size
from cards.sheet import LETTER, Sheet, SheetRow, SheetSection
from kiosk.access.gate import Access
from kiosk.access.model import Opened, told_apart
from kiosk.access.redaction import CARRIES_CARDS, opened_for
from kiosk.faults import BadInput, Fault, Refused
from kiosk.files import write_atomic
from kiosk.plans.agenda import State
from kiosk.plans.model import Kind
from kiosk.plans.room import room_day
from kiosk.plans.room_words import Said, Section, names, sections
from kiosk.plans.student import StudentId
from kiosk.protocol_points import points
from kiosk.records.events import Purpose
from kiosk.school.calendar import Moment
from kiosk.school.model import School
from kiosk.school.words import clock, day_name, place_in_day, room_words
from kiosk.stocking import chosen_stock
from kiosk.theming import theme_named

SMALLEST_PAGE = 200.0
"""Millimetres: card paper that is narrower is no sheet to write on."""


@frozen
class SheetMade:
    """A sheet that was written."""

    file: Path
    pages: int
    students: int


def make_sheet(
    out: Path,
    room: str,
    school: School,
    access: Access,
    moment: Moment,
    printed: dt.datetime,
    *,
    folder: Path | None = None,
) -> SheetMade:
    """Write a room's sheet as PDF; every plan on it is a view, noted first. A file that exists is kept.

    `folder` is the school's, which may hold themes of its own.
    """
    from cards import pages, sheet_pages  # noqa: PLC0415 - type and PDF are loaded when a sheet is made

    if out.suffix.lower() != ".pdf":
        raise BadInput(f'The sheet is a PDF: write -o room.pdf, not "{out.name}".')
    if out.exists():
        raise BadInput(f"{out} exists and is kept. Choose another name.")
    found = access.open_many(None, Purpose.SHEET, on=moment.date, room=room)
    sheet = room_sheet(room, found, school, moment, printed)
    theme = theme_named(school.cards.theme or school.theme, "theme", folder)
    try:
        faces = sheet_pages.lay_out(sheet, theme, sheet_page(school, folder))
    except DoesNotFit as error:
        faults = [Fault(sentence) for _, sentence in error.faults]
        raise Refused("The sheet cannot be set; nothing was printed.", faults) from None
    except CardError as error:
        raise Refused(f"The sheet cannot be set; nothing was printed. {error}") from None
    title = f"{sheet.title}, {school.name}, {moment.date.isoformat()}"
    write_atomic(out, pages.write(faces, title, printed))
    return SheetMade(out, len(faces), len(found))


def room_sheet(
    room: str, found: Sequence[Opened], school: School, moment: Moment, printed: dt.datetime
) -> Sheet:
    """What stands on the sheet of a room with these students."""
    carried = [opened_for(each, CARRIES_CARDS) for each in found]
    called = names(each.student for each in carried)
    read, unread = told_apart(carried)
    day = room_day([(each.student, each.plans_in_force(moment)) for each in read], moment)
    parts = [*_unread(unread, called), *(_section(each, called) for each in sections(day))]
    nobody = SheetSection("TODAY", "", (), "Nobody in this room has a plan in force today.")
    return Sheet(
        title=room_words(room),
        about=_about(moment),
        sender=tuple(filter(None, (school.name, school.address, school.phone))),
        sections=tuple(parts) if found else (nobody,),
        foot=(_printed(moment, printed), NOTICE, "Back to the office at the end of the day."),
    )


def _about(moment: Moment) -> str:
    """`Monday 23 November 2026, 11:50 · regular, period 4`."""
    when = f"{day_name(moment.date)} {moment.date.year}, {clock(moment.local)}"
    bell = f"{moment.day.bell}, {place_in_day(moment)}" if moment.day.bell else "no school"
    return f"{when} · {bell}"


def _printed(moment: Moment, printed: dt.datetime) -> str:
    """When it was printed; which may be another day than the one it is for."""
    local = moment.calendar.local(printed)
    is_now = local.replace(second=0, microsecond=0) == moment.local.replace(second=0, microsecond=0)
    day = "" if is_now else f" on {day_name(local.date())} {local.year}, for the time above"
    return f"Printed {clock(local)}{day}; ask the office what has changed since."


def _unread(unread: Sequence[Opened], called: dict[StudentId, str]) -> Iterator[SheetSection]:
    """Who has a plan that cannot be opened: what it asks is not on this sheet."""
    if unread:
        whose = ", ".join(called[each.student.id] for each in unread)
        said = f"{whose}: may have accommodations."
        yield SheetSection("ASK THE OFFICE", "a plan cannot be read", (), loud=said)


def _section(section: Section, called: dict[StudentId, str]) -> SheetSection:
    rows = tuple(_row(each, called) for each in section.needs)
    return SheetSection(section.heading, section.about, rows, section.nothing)


def _row(said: Said, called: dict[StudentId, str]) -> SheetRow:
    waits = said.need.item.state is State.IF
    return SheetRow(
        name=called[said.student.id],
        sign=said.kind,
        word=said.kind.word,
        lead=f"{said.time[:1].upper()}{said.time[1:]}" if waits else said.time,
        text=said.short if not waits or said.need.item.accommodation.card else said.text,
        points=tuple(points(said.need.item.accommodation, said.student.contacts)) if waits else (),
        is_condition=waits,
        is_loud=waits and said.kind is Kind.CRISIS,
    )


def sheet_page(school: School, folder: Path | None) -> Size:
    """The paper of a sheet: that of the cards, unless it is too narrow to write on."""
    page = chosen_stock(None, school, folder).page
    return page if page.width >= SMALLEST_PAGE else LETTER
