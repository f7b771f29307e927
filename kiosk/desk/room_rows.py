"""What Room today says, as plain values: a heading and whoever needs something under it. Pure."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from attrs import frozen

from kiosk.access.model import Opened, told_apart
from kiosk.plans.agenda import State
from kiosk.plans.model import Kind
from kiosk.plans.room import room_day
from kiosk.plans.room_words import Said, Section, names, sections
from kiosk.plans.student import Student, StudentId
from kiosk.school.calendar import Moment
from kiosk.school.words import room_words

UNREAD, UNREAD_WHY = "A PLAN CANNOT BE READ", "May have accommodations that are not shown here."
WHICH = "Which room? Type its number, then press F3."


class Look(StrEnum):
    """How a row looks."""

    HEADING = "heading"
    NEED = "need"
    QUIET = "quiet"
    ALARM = "alarm"


@frozen
class RoomRow:
    """A line of the room's day, which may wrap; one with a student can be opened."""

    look: Look
    text: str
    heading: str = ""
    student: Student | None = None
    name: str = ""
    kind: Kind | None = None
    time: str = ""
    is_condition: bool = False

    @property
    def is_alarm(self) -> bool:
        """Whether this is a crisis protocol."""
        return self.is_condition and self.kind is Kind.CRISIS


@frozen
class RoomSheet:
    """The whole pane: whose room, and its rows."""

    title: str
    about: str = ""
    old: str = ""
    foot: str = ""
    rows: tuple[RoomRow, ...] = ()


def write_room(room: str, found: Sequence[Opened], moment: Moment) -> RoomSheet:
    """Everyone in the room who needs something at this moment, now first."""
    title = f"{room_words(room)} today"
    if not found:
        nobody = RoomRow(Look.QUIET, "Nobody in this room has a plan in force today.")
        return RoomSheet(title, rows=(nobody,))
    count = "1 student has a plan" if len(found) == 1 else f"{len(found)} students have a plan"
    reason = next((each.reason for each in found if each.reason), "")
    return RoomSheet(
        title,
        about=count,
        foot=f"Why you see this: {reason}" if reason else "",
        rows=tuple(_rows(found, moment)),
    )


def _rows(found: Sequence[Opened], moment: Moment) -> Iterator[RoomRow]:
    called = names(each.student for each in found)
    read, unread = told_apart(found)
    if unread:
        yield RoomRow(Look.HEADING, "ask the office to run kiosk verify", heading=UNREAD)
    for each in unread:
        yield RoomRow(Look.NEED, UNREAD_WHY, student=each.student, name=called[each.student.id])
    day = room_day([(each.student, each.plans_in_force(moment)) for each in read], moment)
    for section in sections(day):
        yield RoomRow(Look.HEADING, section.about, heading=section.heading)
        if not section.needs:
            yield RoomRow(Look.QUIET, section.nothing)
        for said, name in _named(section, called):
            yield _need(said, name)


def _named(section: Section, called: dict[StudentId, str]) -> Iterator[tuple[Said, str]]:
    """Of several needs of one student that follow each other the first bears the name."""
    before = None
    for said in section.needs:
        yield said, "" if said.student is before else called[said.student.id]
        before = said.student


def _need(said: Said, name: str) -> RoomRow:
    return RoomRow(
        Look.NEED,
        said.short,
        student=said.student,
        name=name,
        kind=said.kind,
        time=said.time,
        is_condition=said.need.item.state is State.IF,
    )


def which_room() -> RoomSheet:
    """The pane before a room is named."""
    return RoomSheet("Room today", rows=(RoomRow(Look.QUIET, WHICH),))


def waiting_room(asked: str) -> RoomSheet:
    """The pane while the records are asked."""
    return RoomSheet(f"{_asked(asked)} today", rows=(RoomRow(Look.QUIET, "Opening the plans …"),))


def unread_room(asked: str, sentences: Sequence[str], phone: str) -> RoomSheet:
    """The pane when the plans could not be read; it never looks like a room without plans."""
    office = f"Ask the office: {phone}." if phone else "Ask the office."
    return RoomSheet(
        f"{_asked(asked)} today",
        rows=(
            RoomRow(Look.HEADING, "", heading="The plans of this room could not be read."),
            *(RoomRow(Look.QUIET, each) for each in sentences),
            RoomRow(Look.ALARM, f"Students here may have accommodations. {office}"),
            RoomRow(Look.QUIET, "Press F3 to try again."),
        ),
    )


def refused_room(asked: str, sentences: Sequence[str], phone: str) -> RoomSheet:
    """The pane when the one who asks may not see these plans."""
    office = f"The office can help: {phone}." if phone else "The office can help."
    return RoomSheet(
        f"{_asked(asked)} today",
        rows=(
            RoomRow(Look.HEADING, "", heading="This room's plans are not shown here."),
            *(RoomRow(Look.QUIET, each) for each in sentences),
            RoomRow(Look.QUIET, office),
        ),
    )


def _asked(asked: str) -> str:
    """`Room 12`; what was typed where it is no room's name."""
    return room_words(asked) if asked[:1].isdigit() else asked
