"""The school.toml that a new school begins with."""

import datetime as dt
import json
import re

from kiosk.school.model import SchoolYear

_JULY = 7


def new_school(name: str, timezone: str, today: dt.date) -> str:
    """A school.toml with a common bell schedule, and a comment at each place to adapt."""
    year = likely_year(today)
    return _SCHOOL.format(
        id=json.dumps(_slug(name)),
        name=json.dumps(name, ensure_ascii=False),
        timezone=json.dumps(timezone),
        begins=year.begins,
        ends=year.ends,
    )


def likely_year(today: dt.date) -> SchoolYear:
    """The school year that somebody who sets up a school today most likely means."""
    begins = today.year if today.month >= _JULY else today.year - 1
    return SchoolYear(dt.date(begins, 9, 1), dt.date(begins + 1, 6, 15))


def _slug(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", name.casefold())
    return "-".join(words)[:40].rstrip("-") or "school"


_SCHOOL = """\
# The school: its clock, its bells, its calendar and its cards.
id = {id}
name = {name}
address = ""                                # where a found card goes back to
phone = ""                                  # the office
timezone = {timezone}
year = {{ begins = {begins}, ends = {ends} }}   # first and last day, both included

[cards]
link = ""                                   # where phones reach `kiosk serve`: https://plans.your-school.org
stock = "avery-5371"

# A kind of school day and its periods, in order of time. Times are written 08:15:00.
[[bell]]
name = "regular"
periods = [
  {{ name = "1",     begins = 08:15:00, ends = 09:05:00 }},
  {{ name = "2",     begins = 09:10:00, ends = 10:00:00 }},
  {{ name = "3",     begins = 10:15:00, ends = 11:05:00 }},
  {{ name = "4",     begins = 11:10:00, ends = 12:00:00 }},
  {{ name = "lunch", begins = 12:00:00, ends = 12:40:00 }},
  {{ name = "5",     begins = 12:45:00, ends = 13:35:00 }},
  {{ name = "6",     begins = 13:40:00, ends = 14:30:00 }},
]

[[bell]]
name = "early release"
periods = [
  {{ name = "1",     begins = 08:15:00, ends = 09:00:00 }},
  {{ name = "2",     begins = 09:05:00, ends = 09:50:00 }},
  {{ name = "3",     begins = 10:00:00, ends = 10:45:00 }},
  {{ name = "lunch", begins = 11:10:00, ends = 11:40:00 }},
]

# Which bell rings on which weekday; a day left out has no school.
[week]
monday = "regular"
tuesday = "regular"
wednesday = "regular"
thursday = "regular"
friday = "regular"

# A date that differs from its weekday. Write one for each holiday and each changed day.
# [[day]]
# date = {ends}
# bell = "early release"                    # or: closed = true
# tags = ["state testing"]
# note = "Lunch is at 11:10."
"""
