"""The round: whose doses are due, where each stands, and what became of those before."""

import datetime as dt
from collections.abc import Iterable

from kiosk.access import dose_policy, policy
from kiosk.access.dose_model import RoundSheet, StudentDose
from kiosk.access.dose_plans import read_plans
from kiosk.access.dose_post import Post
from kiosk.access.policy import View
from kiosk.medication.due import as_needed, due
from kiosk.medication.model import Dose, DoseEntry
from kiosk.records import doses, roster


class Round:
    """The medication round of one school, as one person may see it."""

    def __init__(self, post: Post) -> None:
        self._post, self._records, self._calendar = post, post.records, post.calendar
        self._notes = post.notes()

    def sheet(self, date: dt.date | None = None, room: str | None = None) -> RoundSheet:
        """Students and orders of a date, today's where none is given; noted before this returns."""
        today = self._calendar.moment(self._post.clock.now()).date
        on = date or today
        policy.expect_date(self._post.person, on, today)
        own = self._rooms()
        if room is not None:
            policy.expect_room(self._post.person, own, room)
        rooms = own if room is None else frozenset({room})
        with self._records.reading() as transaction:
            found = read_plans(transaction, on, rooms=rooms)
            with_orders = tuple(
                each for each in found.plans if any(item.order for item in each.accommodations)
            )
            students = tuple(roster.named(transaction, {each.student.id for each in with_orders}))
        self._notes.overview(room)
        return RoundSheet(on, {each.id: each for each in students}, with_orders, found.unread)

    def due(self, sheet: RoundSheet) -> tuple[StudentDose, ...]:
        """The scheduled doses of a sheet as they stand now, by bell and then by name; quick to ask again."""
        entries, now = self._entries(sheet.date, sheet.date), self._post.clock.now()
        return self._shown(sheet, due(sheet.plans, sheet.date, self._calendar, entries, now))

    def as_needed(self, sheet: RoundSheet) -> tuple[StudentDose, ...]:
        """The PRN doses of a sheet: those with entries, and of each order the next."""
        entries = self._entries(sheet.date, sheet.date)
        return self._shown(sheet, as_needed(sheet.plans, sheet.date, self._calendar, entries))

    def entries(self, first: dt.date, last: dt.date) -> tuple[DoseEntry, ...]:
        """Every entry of these dates, both included, in the order of recording; noted before this returns."""
        own = self._rooms()
        found = self._entries(first, last)
        if own is not None:
            with self._records.reading() as transaction:
                mine = {each.id for each in roster.everyone(transaction, own)}
            found = tuple(each for each in found if each.key.student in mine)
        self._notes.overview(None)
        return found if self._post.reads_orders else tuple(map(dose_policy.entry_without_order, found))

    def _entries(self, first: dt.date, last: dt.date) -> tuple[DoseEntry, ...]:
        with self._records.reading() as transaction:
            return tuple(doses.between(transaction, first, last))

    def _rooms(self) -> frozenset[str] | None:
        """The homerooms whose doses this person may see, None for all; whoever gives them sees all."""
        if dose_policy.gives(self._post.person, self._post.settings):
            return None
        return policy.rooms(self._post.person, View.MARKS)

    def _shown(self, sheet: RoundSheet, found: Iterable[Dose]) -> tuple[StudentDose, ...]:
        shown = found if self._post.reads_orders else map(dose_policy.without_order, found)
        mine = [StudentDose(sheet.students[each.ordered.key.student], each) for each in shown]
        return tuple(sorted(mine, key=_by_bell_and_name))


def _by_bell_and_name(each: StudentDose) -> tuple[str, str, str, str]:
    due_at = each.dose.due.isoformat() if each.dose.due else ""
    return due_at, each.student.family_name.casefold(), each.student.given_name.casefold(), each.dose.slot
