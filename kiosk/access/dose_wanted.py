"""Reading what an outcome is about: who gives, what the records hold, and which dose is meant."""

import datetime as dt
from collections.abc import Sequence

from attrs import field, frozen

from kiosk.access import dose_policy, people
from kiosk.access.dose_model import DoseRefused, Wanted
from kiosk.access.dose_plans import for_nurse
from kiosk.access.dose_post import Post
from kiosk.access.model import FOLDER_READER, Person, in_force_of
from kiosk.faults import BadInput
from kiosk.medication.choosing import choose, choose_taken, orders_meant
from kiosk.medication.due import as_needed, at_home, due
from kiosk.medication.giving import looks_back
from kiosk.medication.model import Dose, DoseEntry, Ordered
from kiosk.medication.orders import orders
from kiosk.medication.outcomes import AFTERWARDS, Outcome
from kiosk.plans.model import Plan
from kiosk.records import doses, roster, versions
from kiosk.records.store import Transaction
from kiosk.school.calendar import Calendar
from kiosk.school.words import day_name


@frozen
class Case:
    """One outcome on its way in, with what the records held when it was looked at."""

    wanted: Wanted
    giver: Person
    now: dt.datetime
    at: dt.datetime
    date: dt.date
    plans: Sequence[Plan] = field(repr=False)
    orders: Sequence[Ordered] = field(repr=False)
    entries: Sequence[DoseEntry] = field(repr=False)


def read(transaction: Transaction, post: Post, wanted: Wanted) -> Case:
    """All that is to be known; a plan in force that cannot be read is an error."""
    giver = expect_giver(transaction, post, wanted.by)
    roster.expect_known(transaction, [wanted.student])
    now = post.clock.real()
    at = wanted.given_at or now
    if at > now:
        raise BadInput("A dose cannot have been given later than now; see the time, and this clock.")
    date = post.calendar.local(at).date()
    history = versions.of_student(transaction, wanted.student)
    plans = [for_nurse(each) for each in in_force_of(history.versions, history.unread, date)]
    mine = orders(plans, date, post.calendar.school.year)
    entries = doses.of_student(transaction, wanted.student, looks_back(date))
    return Case(wanted, giver, now, at, date, plans, mine, entries)


def expect_giver(transaction: Transaction, post: Post, staff_id: str) -> Person:
    """Who gives: herself, unless whoever may read the school folder enters it for her."""
    giver = people.member(transaction, staff_id)
    if post.person != FOLDER_READER and post.person.id != giver.id:
        raise DoseRefused(f"{post.person.name} is signed in here, and enters what she does herself")
    dose_policy.expect_giver(giver, post.settings)
    return giver


def meant(case: Case, calendar: Calendar) -> Dose:
    """The dose that is meant; that there is none then is a refusal."""
    named = orders_meant(case.orders, case.wanted.meant)
    keys = {each.key for each in named}
    scheduled = due(case.plans, case.date, calendar, case.entries, case.now)
    found = [*scheduled, *as_needed(case.plans, case.date, calendar, case.entries)]
    mine = [each for each in found if each.ordered.key in keys]
    if _is_beside(case, named, mine):
        return at_home(named[0], case.at, calendar, case.entries)
    is_afterwards = case.wanted.is_of_taken and case.wanted.outcome in AFTERWARDS
    dose = (choose_taken if is_afterwards else choose)(mine, case.wanted.meant, case.at)
    if dose is None:
        day = calendar.day(case.date)
        why = "has none of its times" if day.is_school else "has no school"
        raise DoseRefused(f"no dose is due then: {day_name(case.date)} {why}")
    return dose


def _is_beside(case: Case, named: Sequence[Ordered], mine: Sequence[Dose]) -> bool:
    """Whether this was at home, at a time that is no dose's of the school day."""
    if case.wanted.outcome is not Outcome.HOME or case.wanted.given_at is None:
        return False
    is_one = len(named) == 1 and not named[0].order.prn and case.wanted.meant.slot is None
    return is_one and not any(each.holds(case.at) for each in mine)
