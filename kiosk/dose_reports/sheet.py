"""The daily sheet: every dose of a day in order of time, for the nurse to sign and to file.

It bears the head of the ledger: what is on paper outside the computer cannot be changed with it.
"""

import datetime as dt
from collections.abc import Iterator

from cards import NOTICE
from cards.point import Point
from cards.sheet import Sheet, SheetRow, SheetSection
from kiosk.access.closing import Matter, matters
from kiosk.access.dose_days import DoseDay, StudentKept
from kiosk.dose_reports import words
from kiosk.medication.kept import incidents
from kiosk.plans.model import Kind
from kiosk.school.calendar import Calendar
from kiosk.school.words import clock, day_name, long_date

_KIND = Kind.MEDICATION
_BLANK = 28


def daily_sheet(day: DoseDay, calendar: Calendar, printed: dt.datetime) -> Sheet:
    """What stands on the sheet of a day."""
    school = calendar.school
    return Sheet(
        title=f"Doses, {long_date(day.date)}",
        about=words.weekday_words(day, calendar),
        sender=tuple(filter(None, (school.name, school.address, school.phone))),
        sections=tuple(_sections(day, calendar)),
        foot=(_printed(printed, calendar), NOTICE),
        signing=("Signature of the nurse, or of whoever stood in for her", "Date and time"),
    )


def _sections(day: DoseDay, calendar: Calendar) -> Iterator[SheetSection]:
    found = matters(day, calendar)
    if day.unread:
        lost = tuple(SheetRow(each.who, _KIND, "", "", each.why, is_loud=True) for each in day.unread)
        yield SheetSection("NOT READ", "the doses of these are not known", lost)
    if found.blocking:
        rows = tuple(
            SheetRow(f"{each.name} ({each.student})", _KIND, each.slot, "", each.what, is_loud=True)
            for each in found.blocking
        )
        yield SheetSection(
            "STILL OPEN", "the day cannot be signed off before these say what became of them", rows
        )
    for group in words.groups(day, calendar):
        yield SheetSection(
            group.heading, group.about, tuple(_row(each, day, calendar) for each in group.doses)
        )
    if not day.doses and not day.unread:
        yield SheetSection("DOSES", "", (), "No dose was due, and none was entered.")
    if found.left:
        yield SheetSection("NOT SAID YET", "write it here", tuple(_to_write(each) for each in found.left))
    if unusual := tuple(_incidents(day)):
        yield SheetSection("INCIDENTS", "who was told", unusual)
    head = words.head_of(day)
    about = f'head of the record at row {head.number}; kiosk verify --head "…" finds it again'
    yield SheetSection("SIGN-OFF", about, (), words.status_words(day, calendar), loud=words.head_words(head))


def _to_write(matter: Matter) -> SheetRow:
    """What is written by hand, behind what it is."""
    return SheetRow(
        f"{matter.name} ({matter.student})", _KIND, matter.slot, "", f"{matter.what}: {'_' * _BLANK}"
    )


def _row(each: StudentKept, day: DoseDay, calendar: Calendar) -> SheetRow:
    kept, entry = each.kept, each.kept.standing
    said = [words.dose_words(kept)]
    if entry is not None:
        said += [words.timing_words(kept), f"by {entry.told.name or entry.who}"]
        said += list(words.notes(entry, day, calendar)) if len(kept.entries) == 1 else []
    several = kept.entries if len(kept.entries) > 1 or entry is None else ()
    word = words.state_word(kept)
    return SheetRow(
        name=f"{each.student.name} ({each.student.id})",
        sign=_KIND,
        word=f"{word[0].upper()}{word[1:]}",
        lead=clock(calendar.local(entry.at)) if entry else "",
        text="; ".join(filter(None, said)),
        points=tuple(
            Point(str(number), words.entry_words(entry, day, calendar))
            for number, entry in enumerate(several, start=1)
        ),
        is_loud=kept.is_open,
    )


def _incidents(day: DoseDay) -> Iterator[SheetRow]:
    for each in day.doses:
        for entry in incidents([each.kept]):
            word = words.state_word(each.kept)
            name = f"{each.student.name} ({each.student.id})"
            yield SheetRow(
                name, Kind.HEALTH, f"{word[0].upper()}{word[1:]}", "", words.follow_up_words(entry, day)
            )


def _printed(printed: dt.datetime, calendar: Calendar) -> str:
    local = calendar.local(printed)
    return f"Printed {clock(local)} on {day_name(local.date())} {local.year}."
