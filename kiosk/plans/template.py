"""The text that a case manager begins with: a new plan file, or an amendment of the one in force."""

import datetime as dt
import re

import tomli_w

from kiosk.plans.model import PlanKind
from kiosk.plans.student import Student
from kiosk.school.model import School

_AMENDMENT = re.compile(r"^\[amendment\][^\n]*\n(?:(?!\[)[^\n]*(?:\n|\Z))*", re.MULTILINE)


def new_plan(student: Student, school: School, kind: PlanKind, today: dt.date) -> str:
    """A plan file for a student, with the school's dates and a comment at each place to fill in."""
    begins = min(max(today, school.year.begins), school.year.ends)
    goal = _GOAL.format(due=school.year.ends) if kind is PlanKind.IEP else ""
    return _PLAN.format(
        id=_quoted(student.id),
        given_name=_quoted(student.given_name),
        family_name=_quoted(student.family_name),
        grade=_quoted(student.grade),
        kind=_quoted(kind),
        begins=begins,
        ends=school.year.ends,
        period=_quoted(_a_period(school)),
        goal=goal,
    )


def amendment(written: str, today: dt.date) -> str:
    """A plan's text as it was written, with an amendment to fill in at its end."""
    kept = _AMENDMENT.sub("", written).rstrip("\n")
    return f"{kept}\n\n{_CHANGE.format(today=today)}"


def _quoted(text: str) -> str:
    return tomli_w.dumps({"": text}).partition(" = ")[2].rstrip("\n")


def _a_period(school: School) -> str:
    names = [period.name for bell in school.bells for period in bell.periods]
    return "lunch" if "lunch" in names or not names else names[0]


_PLAN = """\
# A plan file: one student, one plan. Save it and close the editor to take it in;
# close it unchanged, and nothing happens. Lines that begin with # are notes.

[student]
id = {id}
given_name = {given_name}
family_name = {family_name}
grade = {grade}

# [[student.contact]]              # in the order in which to call them
# name = ""
# relation = ""
# phone = ""

[plan]
kind = {kind}
begins = {begins}              # the first and the last day on which it applies
ends = {ends}
# review_by = {ends}
# case_manager = ""                # a staff id gives a caseload

# One for each thing that the plan asks for. Say what to do, never a diagnosis.
[[accommodation]]
id = ""                            # short and unique in the plan, such as "front-seat"
kind = "environment"               # medication, movement, crisis, notice, testing,
                                   # environment, instruction, health or behavior
text = ""                          # what the adult in the room does
# card = ""                        # at most 45 characters or so; left out, it is not on the card
# when = {{ period = {period} }}       # or periods, begins with ends, tag, eve_of, trigger
{goal}"""

_GOAL = """
[[goal]]
id = ""
text = ""
criterion = 0.8                    # the share of trials that counts as met
consecutive = 3                    # on how many observations in a row
due = {due}
"""

_CHANGE = """\
# Change what is to change above, and say here from when, who decided it, and why.
[amendment]
effective = {today}
by = ""
reason = ""
"""
