"""A room's day as a person's text."""

from collections.abc import Iterator, Mapping, Sequence

from kiosk.access.model import Opened, told_apart
from kiosk.commands.agenda_text import protocol_lines
from kiosk.commands.output import wrapped
from kiosk.commands.unread_text import unread_lines
from kiosk.plans.agenda import State, agenda
from kiosk.plans.room import Need, room_day
from kiosk.plans.room_words import Said, Section, names, sections
from kiosk.plans.student import StudentId
from kiosk.school.calendar import Moment
from kiosk.school.words import room_words

_INDENT = 6


def room_lines(room: str, found: Sequence[Opened], moment: Moment, *, with_off: bool) -> Iterator[str]:
    """Everyone in the room who needs something, now first."""
    yield room_words(room)
    if not found:
        yield from ("", "Nobody here has a plan in force on this date.")
        return
    called = names(each.student for each in found)
    read, unread = told_apart(found)
    for each in unread:
        yield from ("", *unread_lines(each))
    day = room_day([(each.student, each.plans_in_force(moment)) for each in read], moment)
    for section in sections(day):
        yield from _section_lines(section, called)
    if with_off:
        yield from _off_lines(read, moment, called)


def _section_lines(section: Section, called: Mapping[StudentId, str]) -> Iterator[str]:
    yield ""
    yield " · ".join(filter(None, (section.heading, section.about)))
    for said in section.needs:
        yield from _said_lines(said, called)
    if not section.needs:
        yield f"  {section.nothing}"


def _said_lines(said: Said, called: Mapping[StudentId, str]) -> Iterator[str]:
    item = said.need.item
    yield from wrapped(_head(said.need, called, said.time), 2)
    yield from wrapped(said.text, _INDENT)
    if item.state is State.IF:
        yield from protocol_lines(item.accommodation, _INDENT, said.student.contacts)


def _head(need: Need, called: Mapping[StudentId, str], time: str) -> str:
    kind = need.item.accommodation.kind
    return " · ".join(filter(None, (called[need.student.id], f"{kind.sign} {kind.word}", time)))


def _off_lines(found: Sequence[Opened], moment: Moment, called: Mapping[StudentId, str]) -> Iterator[str]:
    needs = [
        Need(each.student, item)
        for each in found
        for item in agenda(each.plans_in_force(moment), moment, each.student.who)
        if item.state is State.OFF
    ]
    if needs:
        yield from ("", "NOT NOW")
    for need in needs:
        yield from wrapped(_head(need, called, ""), 2)
        yield from wrapped(need.item.accommodation.text, _INDENT)
        yield from wrapped(need.item.why, _INDENT)
