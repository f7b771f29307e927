"""Who may see what: every role and view, spelled out a second time."""

import pytest

from kiosk.access import policy
from kiosk.access.model import FOLDER_READER, Person
from kiosk.access.policy import View
from kiosk.faults import Refused
from kiosk.plans.model import Role
from kiosk.plans.student import Student
from tests.access.people import PEOPLE
from tests.records.making import student

IN_ROOM_12, IN_ROOM_14 = student("10042", "Blake", "Bennett"), student("10050", "Ana", "García", "14")

# For each view (names, marks, plans, sheets, cards, files): o her own rooms, + everybody, - nobody.
# A coordinator's plans are her caseload, which is judged once they are read.
SPELLED_OUT = {
    Role.SUBSTITUTE: "oooo--", Role.TEACHER: "oooo--", Role.NURSE: "++++--", Role.COUNSELLOR: "++++--",
    Role.COORDINATOR: "+++++-", Role.OFFICE: "+---+-", Role.PRINCIPAL: "+++++-", Role.ADMIN: "+++++-",
}  # fmt: skip
PAIRS = [
    (PEOPLE[role], view, letter)
    for role, letters in SPELLED_OUT.items()
    for view, letter in zip(View, letters, strict=True)
]


def refusal(person: Person, view: View, asked: Student) -> str | None:
    try:
        policy.expect(person, view, asked)
    except Refused as refused:
        return str(refused)
    return None


@pytest.mark.parametrize(("person", "view", "letter"), PAIRS)
def test_a_role_sees_whom_it_answers_for_and_nobody_else(person: Person, view: View, letter: str) -> None:
    assert (refusal(person, view, IN_ROOM_12) is None) is (letter in "o+")
    assert (refusal(person, view, IN_ROOM_14) is None) is (letter == "+")


@pytest.mark.parametrize(("person", "view", "letter"), PAIRS)
def test_a_refusal_is_a_sentence_and_does_not_tell_who_she_is(
    person: Person, view: View, letter: str
) -> None:
    told = refusal(person, view, IN_ROOM_14) or "Granted."
    assert told.endswith(".")
    assert not [each for each in ("Ana", "García", "room 14") if each in told]


@pytest.mark.parametrize("view", View)
def test_whoever_may_read_the_folder_may_see_everything(view: View) -> None:
    assert refusal(FOLDER_READER, view, IN_ROOM_14) is None


def test_every_role_and_view_is_in_the_table() -> None:
    assert {(role, view) for role, row in policy.REACH.items() for view in row} == {
        (role, view) for role in Role for view in View
    }


def test_a_teacher_without_a_room_is_told_who_can_help() -> None:
    with pytest.raises(Refused, match=r"T\. Lee has no room yet; the office can add it"):
        policy.rooms(Person("lee", "T. Lee", Role.TEACHER), View.PLANS)


def test_a_student_without_a_homeroom_is_in_nobodys_room() -> None:
    assert refusal(PEOPLE[Role.TEACHER], View.PLANS, student("10099", "Jo", "Lee", room=""))


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (PEOPLE[Role.TEACHER], "Teaches room 12."),
        (Person("lee", "T. Lee", Role.TEACHER, ("12", "14")), "Teaches rooms 12 and 14."),
        (PEOPLE[Role.SUBSTITUTE], "Substitute in room 12."),
        (PEOPLE[Role.NURSE], "School nurse: health items of all students."),
        (PEOPLE[Role.ADMIN], "Administrator: keeps the records of all students."),
        (FOLDER_READER, "May read the school folder."),
    ],
)
def test_a_reason_is_a_sentence(person: Person, reason: str) -> None:
    assert policy.reason(person) == reason


def test_every_role_has_a_reason() -> None:
    assert all(policy.reason(person).endswith(".") for person in PEOPLE.values())
