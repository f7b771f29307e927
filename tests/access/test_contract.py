"""What the desk asks is answered alike by the real access and by the one that its tests pretend."""

import datetime as dt
from collections.abc import Callable

import pytest

from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER
from kiosk.clock import Clock
from kiosk.desk.asking import PURPOSE, DeskAccess
from kiosk.faults import BadInput
from kiosk.plans.student import Student
from kiosk.records import links, roster
from kiosk.records.link_model import Link, token_digest
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar
from tests.access.conftest import records, school
from tests.desk.pretend import BLAKE, CARD, TOKEN, PretendAccess
from tests.made_school import BLAKE_TOML, maple, moment
from tests.records.making import NOW, student, take_in

__all__ = ["records", "school"]

NOON = moment("2026-11-23T12:05")
OTHERS = [
    student("10003", "Ida", "Keane", "14"),
    student("10002", "Cy", "Keane", "14"),
    student("10001", "Cy", "Keane", "07"),
    student("10004", "Al", "Adams", "14"),
]


@pytest.fixture(params=["real", "pretended"])
def access(request: pytest.FixtureRequest, records: Records) -> DeskAccess:
    if request.param == "pretended":
        return PretendAccess(everybody=(*OTHERS, BLAKE))
    take_in(records, BLAKE_TOML)
    roster.enrol(records, OTHERS, actor="", station="", now=NOW)
    with records.writing() as transaction:
        links.replace(
            transaction, [Link(token_digest(TOKEN), BLAKE.id, NOW, dt.date(2099, 6, 11), (), "run")], NOW
        )
    return Access(records, Calendar(maple()), FOLDER_READER, clock=Clock(), station="desk")


def ids(students: tuple[Student, ...]) -> list[str]:
    return [each.id for each in students]


def test_an_empty_text_finds_everybody_by_family_given_name_and_number(access: DeskAccess) -> None:
    assert ids(access.find("").students) == ["10004", "10042", "10001", "10002", "10003"]


def test_those_whom_a_text_finds_alike_come_by_name(access: DeskAccess) -> None:
    assert ids(access.find("keane").students) == ["10001", "10002", "10003"]
    assert ids(access.find("keane", "14").students) == ["10002", "10003"]


@pytest.mark.parametrize(("text", "room"), [("keane", None), ("", "14")])
def test_the_first_are_given_and_all_are_counted(access: DeskAccess, text: str, room: str | None) -> None:
    everybody = access.find(text, room)
    first = access.find(text, room, 2)
    assert first.students == everybody.students[:2]
    assert first.total == everybody.total == len(everybody.students) == 3


def test_a_text_that_finds_nobody_is_an_answer(access: DeskAccess) -> None:
    assert access.find("zzz").total == 0


@pytest.mark.parametrize(
    "ask",
    [lambda access: access.find("", "99", 50), lambda access: access.overview(NOON, "99")],
)
def test_a_room_where_nobody_is_names_nothing(
    access: DeskAccess, ask: Callable[[DeskAccess], object]
) -> None:
    with pytest.raises(BadInput, match='no student is in room "99"'):
        ask(access)


def test_an_overview_marks_those_with_a_plan_in_the_list(access: DeskAccess) -> None:
    everybody = access.find("").students
    (mark,) = access.overview(NOON, None, everybody)
    assert mark.student.id == BLAKE.id
    assert mark.now
    assert list(access.overview(NOON, "14", everybody)) == list(access.overview(NOON, None, [])) == []


def test_a_student_is_opened_with_her_plans_and_a_reason(access: DeskAccess) -> None:
    opened = access.open(BLAKE.id, PURPOSE)
    assert opened.student.name == "Blake Bennett"
    assert opened.in_force(NOON)
    assert opened.reason.endswith(".")


@pytest.mark.parametrize("scanned", [CARD, CARD.lower()])
def test_a_scanned_card_names_its_student(access: DeskAccess, scanned: str) -> None:
    found = access.scanned(scanned)
    assert (found.id, found.name) == (BLAKE.id, BLAKE.name)


def test_a_code_that_is_no_card_is_told(access: DeskAccess) -> None:
    with pytest.raises(BadInput, match=r"That is not one of our cards\."):
        access.scanned("https://shop.example/offer")
