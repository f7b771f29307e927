"""One damaged plan hides no other child's doses, and is never taken for none."""

import datetime as dt
import json
import weakref
from typing import Any

import pytest

from kiosk.access import dose_days
from kiosk.access.dose_model import UnreadPlan
from kiosk.access.dose_plans import DosePlans, read_plans
from kiosk.access.model import FOLDER_READER, Person
from kiosk.commands.dose_text import due_document, due_lines
from kiosk.commands.doses_tables import day_table, month_table
from kiosk.commands.doses_text import day_document, day_lines, month_lines
from kiosk.dose_reports import letters
from kiosk.dose_reports.grid import month_of, monthly_grid
from kiosk.dose_reports.sheet import daily_sheet
from kiosk.faults import BadInput
from kiosk.medication.outcomes import Outcome
from kiosk.plans.model import Role
from kiosk.records import ledger
from kiosk.records.events import Event
from kiosk.records.store import Records, Transaction
from tests.access.dosing import MONDAY, NursesOffice, at, furnish
from tests.commands.terminal import SetClock
from tests.records.making import VERSION_TRIGGERS, attack

WHY = (
    "version 1 of the 504 plan of 10050 that begins on 2026-08-31 cannot be opened: it was changed, or comes "
    "from another place; run kiosk verify"
)
NURSE = Person("chu", "A. Chu", Role.NURSE)


@pytest.fixture
def office(records: Records, monkeypatch: pytest.MonkeyPatch) -> NursesOffice:
    """Ana's plan is damaged; Blake's is whole."""
    furnish(records)
    damage = "UPDATE plan_version SET content = zeroblob(80) WHERE student = '10050'"
    attack(records.path, damage, without=VERSION_TRIGGERS)
    office = NursesOffice(records, SetClock(monkeypatch))
    office.set_clock("2026-11-23T12:00")
    return office


def whose(unread: tuple[UnreadPlan, ...]) -> list[tuple[str, str, str]]:
    return [(each.student.id, each.student.name, each.why) for each in unread]


def test_the_round_has_everybody_else_and_says_whose_doses_are_not_known(office: NursesOffice) -> None:
    mine = office.round(NURSE)
    sheet = mine.sheet()
    assert [each.student.id for each in mine.due(sheet)] == ["10042"]
    assert whose(sheet.unread) == [("10050", "Ana García", WHY)]


def test_a_damaged_roster_entry_takes_nobody_off_the_round(office: NursesOffice) -> None:
    attack(office.records.path, "UPDATE student SET private = zeroblob(80) WHERE id = '10042'")
    mine = office.round(NURSE)
    sheet = mine.sheet()
    assert [each.student.name for each in mine.due(sheet)] == ["Blake Bennett"]


def test_whoever_sees_a_room_alone_is_told_of_that_room_alone(office: NursesOffice) -> None:
    assert office.round(FOLDER_READER).sheet(room="12").unread == ()
    assert len(office.round(FOLDER_READER).sheet(room="14").unread) == 1


def test_the_command_says_it_first(office: NursesOffice) -> None:
    mine = office.round(NURSE)
    sheet = mine.sheet()
    found = mine.due(sheet)
    lines = due_lines(sheet, found, office.calendar, with_drug=True)
    assert lines[0] == "NOT READ: Ana García (10050): doses are not known; ask the office to run kiosk verify"
    assert "Blake Bennett" in lines[-1]
    assert due_document(sheet, found, office.calendar)["unread"] == [
        {"student": {"id": "10050", "name": "Ana García"}, "why": WHY}
    ]
    assert (
        due_lines(sheet, (), office.calendar, with_drug=True)[-1]
        == "Monday 23 November: no other dose is due."
    )


def test_nothing_is_given_under_a_plan_that_cannot_be_read(office: NursesOffice) -> None:
    with pytest.raises(BadInput, match="cannot be opened"):
        office.enter("12:00", order="inhaler", student="10050")
    assert office.enter("12:00").entry.key.student == "10042"


def test_the_sheet_the_grid_and_the_sign_off_say_it(office: NursesOffice) -> None:
    office.enter("12:00")
    day = office.record(NURSE).day(MONDAY)
    assert [each.student.id for each in day.doses] == ["10042"]
    line = "Ana García (10050): doses are not known; ask the office to run kiosk verify"
    assert [str(each) for each in day.unread] == [line]
    first, *_ = daily_sheet(day, office.calendar, at("15:00")).sections
    assert (first.heading, [each.name for each in first.rows]) == ("NOT READ", ["Ana García (10050)"])
    grid = monthly_grid(month_of([day]), office.calendar, at("15:00"))
    assert grid.about.startswith(f"NOT READ: {line}. 1 student")
    row = f'2026-11-23,,10050,Ana García,14,,,,,"NOT READ: not known, {WHY}",'
    assert row in day_table(day, office.calendar)
    assert "10050,Ana García,14,,,,NOT READ: not known" in month_table(month_of([day]), office.calendar)
    assert f"  {line}" in list(day_lines(day, office.calendar))
    assert json.loads(json.dumps(day_document(day, office.calendar)["unread"]))[0]["why"] == WHY
    assert list(month_lines(month_of([day])))[1] == f"NOT READ: {line}"
    office.close("15:00")
    with office.records.reading() as transaction:
        (closed,) = ledger.entries(transaction, event=Event.DOSES_CLOSED)
    assert closed.detail["left"] == [line]


def test_what_was_entered_before_the_damage_stands_in_the_record(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(records)
    office = NursesOffice(records, SetClock(monkeypatch))
    office.enter("12:00", Outcome.GIVEN, order="inhaler", student="10050")
    attack(records.path, "UPDATE plan_version SET content = zeroblob(80)", without=VERSION_TRIGGERS)
    day = office.record(NURSE).day(MONDAY)
    assert [(each.student.id, each.kept.key.order) for each in day.doses] == [("10050", "inhaler")]
    assert [each.student.id for each in day.unread] == ["10042", "10050"]
    month = month_of([day, office.record(NURSE).day(MONDAY + dt.timedelta(days=1))])
    (row,) = monthly_grid(month, office.calendar, at("15:00")).blocks[0].rows
    assert [each.sign for each in row.cells] == ["G", letters.NOT_READ], "which is not: none due"
    assert "given 12:00 A. Chu,NOT READ: not known" in month_table(month, office.calendar)


def test_of_a_month_the_plans_of_one_day_are_held_at_a_time(
    office: NursesOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    days: list[weakref.ref[DosePlans]] = []

    def watched(transaction: Transaction, date: dt.date, **chosen: Any) -> DosePlans:
        assert sum(each() is not None for each in days) <= 1, "the day before, until the next is read"
        found = read_plans(transaction, date, **chosen)
        days.append(weakref.ref(found))
        return found

    monkeypatch.setattr(dose_days, "read_plans", watched)
    found = office.record(NURSE).days(MONDAY, MONDAY + dt.timedelta(days=4))
    assert len(days) == sum(each.is_school for each in found) >= 3
