"""Maple Street Elementary and Blake's plan, as formats.md writes them, for every test that needs a school."""

import datetime as dt

from kiosk.plans.model import Plan
from kiosk.plans.reading import parse_plan
from kiosk.school.calendar import Calendar, Moment
from kiosk.school.model import School
from kiosk.school.reading import parse_school

_HEAD = """\
id = "maple"
name = "Maple Street Elementary"
address = "12 Maple Street, Springfield"
phone = "+1 541 555 0100"
timezone = "America/Los_Angeles"
year = { begins = 2026-08-31, ends = 2027-06-11 }
database = "sqlite:records.db"
theme = "daylight"

[cards]
link = "https://plans.maple.example"
stock = "avery-5371"
theme = "daylight"
detail = "full"
expires = 2027-06-30

[[bell]]
name = "regular"
periods = [
  { name = "1",      begins = 08:15:00, ends = 09:05:00 },
  { name = "2",      begins = 09:10:00, ends = 10:00:00 },
  { name = "3",      begins = 10:05:00, ends = 10:55:00 },
  { name = "4",      begins = 11:00:00, ends = 11:50:00 },
  { name = "lunch",  begins = 12:00:00, ends = 12:40:00 },
  { name = "5",      begins = 12:45:00, ends = 13:35:00 },
  { name = "6",      begins = 13:40:00, ends = 14:30:00 },
]

[[bell]]
name = "early release"
periods = [
  { name = "1",      begins = "08:15", ends = "08:50" },
  { name = "2",      begins = "08:55", ends = "09:30" },
  { name = "3",      begins = "09:35", ends = "10:10" },
  { name = "4",      begins = "10:15", ends = "11:05" },
  { name = "lunch",  begins = "11:10", ends = "11:40" },
  { name = "5",      begins = "11:45", ends = "12:10" },
]

[week]
monday = "regular"
tuesday = "regular"
wednesday = "early release"
thursday = "regular"
friday = "regular"

[[day]]
date = 2027-01-25
bell = "early release"
note = "Report cards are written in the afternoon."

[[day]]
date = 2027-04-13
bell = "early release"
tags = ["state testing"]
note = "Practice test in the morning; lunch at 11:10."
"""

_CLOSED = {
    "Labor Day": [dt.date(2026, 9, 7)],
    "Veterans Day": [dt.date(2026, 11, 11)],
    "Thanksgiving": [dt.date(2026, 11, 26), dt.date(2026, 11, 27)],
    "Winter break": [
        date
        for date in (dt.date(2026, 12, 21) + dt.timedelta(days=each) for each in range(14))
        if date.weekday() < 5
    ],
    "Martin Luther King Day": [dt.date(2027, 1, 18)],
    "Presidents' Day": [dt.date(2027, 2, 15)],
    "Spring break": [dt.date(2027, 3, 22) + dt.timedelta(days=each) for each in range(5)],
    "Memorial Day": [dt.date(2027, 5, 31)],
}

MAPLE_TOML = _HEAD + "".join(
    f'\n[[day]]\ndate = {date}\nclosed = true\nnote = "{note}"\n'
    for note, dates in _CLOSED.items()
    for date in dates
)
"""Maple Street's school.toml."""

BLAKE_TOML = """\
[student]
id = "10042"
given_name = "Blake"
family_name = "Bennett"
preferred_name = ""
pronouns = "he/him"
grade = "5"
homeroom = "12"
birthdate = 2016-03-09
photo = "10042.jpg"

[[student.contact]]
name = "Dana Bennett"
relation = "mother"
phone = "+1 503 555 0142"
email = "dana@example.org"
language = "en"

[plan]
kind = "504"
begins = 2026-08-31
ends = 2027-06-11
review_by = 2027-05-28
reevaluate_by = 2029-05-28
case_manager = "ortiz"
team = [ { name = "Dana Bennett", role = "parent" }, { name = "L. Chu", role = "school psychologist" } ]

[[accommodation]]
id = "lunch-medication"
kind = "medication"
text = "Takes medication from the nurse's office at lunch."
card = "To the nurse's office"
when = { period = "lunch" }
lead = 5
[accommodation.order]
drug = "methylphenidate"
dose = "10 mg"
route = "oral"
prescriber = "Dr. A. Reyes"
prescriber_phone = "+1 503 555 0100"
begins = 2026-08-31
ends = 2027-06-11
early = 30
late = 30
min_gap = 180
controlled = true

[[accommodation]]
id = "active-time"
kind = "movement"
text = "May pace or stand at the back of the room when he gets restless."
card = "May pace or stand at the back"

[[accommodation]]
id = "crisis-call-home"
kind = "crisis"
text = "A statement of harm to himself or others is met by a call home and a conversation, not by suspension."
card = "Stay with him. Call home. He talks. No suspension first."
when = { trigger = "says he will hurt himself or someone else" }
steps = ["Stay with him; he is not left alone", "Tell the principal and the counsellor", "Call home",
         "He speaks with the counsellor", "The team decides what follows"]
never = ["Suspend before he has been heard"]
instead_of_home = "If abuse at home is suspected, call child protection instead of home."

[[accommodation]]
id = "night-before"
kind = "notice"
text = "The family gets tomorrow's schedule the night before when the routine changes."
when = { eve_of = "changed routine" }
by = 18:00:00

[[accommodation]]
id = "test-setting"
kind = "testing"
text = "Separate setting for state tests."
when = { tag = "state testing" }
codes = ["NEDS_SS"]
"""
"""Blake's 504 plan."""

IEP_TOML = """\
[student]
id = "10077"

[plan]
kind = "IEP"
begins = 2026-08-31
ends = 2027-06-11

[[accommodation]]
id = "speech"
kind = "instruction"
text = "Speech with Ms. Chu."
when = { periods = ["2", "5"], weekdays = ["tuesday", "thursday"] }

[[goal]]
id = "r-sound"
text = "Says /r/ correctly in conversation."
criterion = 0.8
consecutive = 3
due = 2027-01-29
"""
"""A small IEP with a goal."""


def maple() -> School:
    """Maple Street Elementary."""
    return parse_school(MAPLE_TOML.encode(), "school.toml")


def blake() -> Plan:
    """Blake's 504 plan."""
    return parse_plan(BLAKE_TOML.encode(), "blake.toml", maple()).plan


def clock_time(calendar: Calendar, said: str) -> dt.datetime:
    """The instant of `2026-11-23T11:40` on the school's clock."""
    local = dt.datetime.fromisoformat(said)
    return calendar.instant(local.date(), local.time())


def moment(said: str, school: School | None = None) -> Moment:
    """The moment of `2026-11-23T11:40` at a school, Maple Street where none is given."""
    calendar = Calendar(school or maple())
    return calendar.moment(clock_time(calendar, said))
