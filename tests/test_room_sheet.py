"""A room's sheet for the substitute's folder: what it says, and what it never says."""

import datetime as dt

from attrs import evolve

from cards.sheet import Sheet, SheetRow
from kiosk.access.model import Opened
from kiosk.plans.model import Contact, Kind, PlanKind, Role, Unread, Version
from kiosk.plans.student import Student, StudentId
from kiosk.room_sheet import room_sheet
from tests.made_school import blake, maple, moment

DANA = Contact("Dana Bennett", "mother", "+1 503 555 0142", "dana@example.org")
BLAKE = Student(
    StudentId("10042"), "Blake", "Bennett", "5", "12", pronouns="he/him",
    birthdate=dt.date(2016, 3, 9), contacts=(DANA,),
)  # fmt: skip
NOON = moment("2026-11-23T11:50")


def sheet(
    *opened: Opened, at: str = "2026-11-23T11:50", printed: str = "2026-11-23T11:50", reason: str = ""
) -> Sheet:
    found = opened or (Opened(BLAKE, (Version(3, blake()),), reason),)
    return room_sheet("12", found, maple(), moment(at), moment(printed).instant)


def rows(found: Sheet) -> list[SheetRow]:
    return [row for section in found.sections for row in section.rows]


def test_the_sheet_says_who_what_and_when() -> None:
    found = sheet()
    assert (found.title, found.about) == (
        "Room 12",
        "Monday 23 November 2026, 11:50 · regular, between periods",
    )
    assert found.sender == ("Maple Street Elementary", "12 Maple Street, Springfield", "+1 541 555 0100")
    assert [each.heading for each in found.sections] == ["NOW", "ALL DAY", "LUNCH", "IF"]
    assert ("Blake Bennett", "Nurse", "send at 11:55", "To the nurse's office") in [
        (each.name, each.word, each.lead, each.text) for each in rows(found)
    ]


def test_whose_plan_cannot_be_read_stands_first_and_loud_beside_those_that_can() -> None:
    unread = Unread(1, PlanKind.SECTION_504, NOON.date, NOON.date, NOON.date, "it was changed")
    ada = evolve(BLAKE, id=StudentId("10051"), given_name="Ada", contacts=())
    first, *others = sheet(
        Opened(ada, (), "", unread=(unread,)), Opened(BLAKE, (Version(3, blake()),), "")
    ).sections
    assert (first.heading, first.about) == ("ASK THE OFFICE", "a plan cannot be read")
    assert first.loud == "Ada Bennett: may have accommodations."
    assert tuple(others) == sheet().sections


def test_a_crisis_protocol_stands_whole_on_paper() -> None:
    (harm,) = [each for each in rows(sheet()) if each.sign == "crisis"]
    assert harm.lead == "If he says he will hurt himself or someone else"
    assert harm.is_loud
    assert [each.mark for each in harm.points] == ["1", "2", "3", "", "4", "5", "NEVER"]
    assert harm.points[2].text == "Call home, through the office: Dana Bennett, mother"
    assert harm.points[3].text == "If abuse at home is suspected, call child protection instead of home."


def test_paper_holds_no_telephone_no_drug_and_no_birthdate_whoever_prints_it() -> None:
    said = repr(sheet())
    for secret in ("555 0142", "dana@", "methylphenidate", "Reyes", "2016"):
        assert secret not in said


def test_what_is_not_for_a_substitute_is_not_on_paper() -> None:
    plan = blake()
    for_nurse = evolve(
        plan.accommodations[1], id="x", text="Secret.", card=None, audience=(Role.NURSE, Role.ADMIN)
    )
    opened = Opened(BLAKE, (Version(1, evolve(plan, accommodations=(*plan.accommodations, for_nurse))),), "")
    assert "Secret." not in repr(sheet(opened))


def test_a_name_that_is_not_used_never_stands_on_paper() -> None:
    wren = evolve(BLAKE, given_name="Gwendolyn", preferred_name="Wren")
    said = repr(sheet(Opened(wren, (Version(3, blake()),), "")))
    assert "Wren Bennett" in said
    assert "Gwendolyn" not in said


def test_the_foot_says_when_it_was_printed_and_that_it_may_not_be_passed_on() -> None:
    assert sheet().foot[0] == "Printed 11:50; ask the office what has changed since."
    assert "34 CFR 99.33" in sheet().foot[1]
    tomorrow = sheet(at="2026-11-24T07:00")
    assert tomorrow.foot[0] == (
        "Printed 11:50 on Monday 23 November 2026, for the time above; ask the office what has changed since."
    )


def test_a_room_without_plans_says_so_on_paper() -> None:
    found = room_sheet("12", (), maple(), NOON, NOON.instant)
    assert [each.nothing for each in found.sections] == ["Nobody in this room has a plan in force today."]


def test_a_trigger_without_a_card_line_is_told_in_full() -> None:
    step_out = evolve(
        blake().accommodations[2], kind=Kind.BEHAVIOR, card=None, steps=(), never=(), instead_of_home=""
    )
    (row,) = rows(sheet(Opened(BLAKE, (Version(1, evolve(blake(), accommodations=(step_out,))),), "")))
    assert row.text == step_out.text
    assert not row.is_loud
