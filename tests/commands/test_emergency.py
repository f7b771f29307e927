"""`kiosk active ID --as STAFF_ID --emergency REASON`: the crisis protocol, for whoever is there."""

import pytest

from kiosk.plans.model import Role
from kiosk.records import seeking, staff
from kiosk.records.opening import open_records
from kiosk.records.staff import StaffMember
from tests.commands.terminal import Terminal
from tests.made_school import maple
from tests.records.making import NOW

LUNCH = ("--at", "2026-11-23T11:40")
QUIST = StaffMember("quist", "Dolores Quist", Role.TEACHER, ("14",))


@pytest.fixture
def staffed(kiosk: Terminal) -> Terminal:
    with open_records(kiosk.folder, maple()) as records:
        staff.add(records, QUIST, actor="", station="test", now=NOW)
    return kiosk


def noted(terminal: Terminal) -> list[str]:
    with open_records(terminal.folder, maple()) as records, records.reading() as transaction:
        return [each.detail["threat"] for each in seeking.emergencies(transaction)]


def test_a_teacher_of_another_room_is_told_every_step_and_nothing_else(staffed: Terminal) -> None:
    said = staffed("active", "10042", "--as", "quist", "--emergency", "He has a knife", *LUNCH)
    assert said.status == 0
    for words in ("Blake Bennett", "! CRISIS if he says he will hurt himself"):
        assert words in said.out
    for number in range(1, 6):
        assert f"    {number}  " in said.out
    assert "NEVER suspend before he has been heard" in said.out
    assert "Emergency: He has a knife. Whoever answers for the student sees that you looked." in said.out
    assert "pace" not in said.out
    assert noted(staffed) == ["He has a knife"]


def test_json_has_the_reason_the_items_and_who_reads_what_is_left_out(staffed: Terminal) -> None:
    said = staffed("active", "10042", "--as", "quist", "--emergency", "He has a knife", "--json", *LUNCH).json
    assert [each["id"] for each in said["items"]] == ["crisis-call-home"]
    assert said["reason"].startswith("Emergency: He has a knife.")
    assert said["left_out_for"] == []


def test_a_reason_is_needed_and_so_is_somebody_who_looks(staffed: Terminal) -> None:
    short = staffed("active", "10042", "--as", "quist", "--emergency", "help", "--json")
    assert (short.status, "Say in a few words" in short.json["error"]) == (2, True)
    for wrong in (("active", "10042"), ("active", "--as", "quist")):
        said = staffed(*wrong, "--emergency", "He has a knife")
        assert said.status == 2
        assert "say for whom, and who looks" in said.err
    assert noted(staffed) == []
