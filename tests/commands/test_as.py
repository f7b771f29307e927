"""`--as`: what a member of staff would see, and why."""

import datetime as dt

import pytest

from kiosk.plans.model import Role
from kiosk.records import staff
from kiosk.records.opening import open_records
from kiosk.records.staff import StaffMember
from kiosk.records.staffing import retire
from tests.commands.terminal import Terminal
from tests.commands.test_import import amended
from tests.made_school import maple

LUNCH = "2026-11-23T11:40"


@pytest.fixture
def staffed(kiosk: Terminal) -> Terminal:
    with open_records(kiosk.folder, maple()) as records:
        for role in Role:
            for room in ("12", "11"):
                member = StaffMember(f"{role}{room}", f"A {role}", role, (room,))
                staff.add(records, member, actor="", station="test", now=dt.datetime.now(dt.UTC))
    return kiosk


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.OFFICE])
def test_those_who_care_for_blake_see_what_applies_and_why_they_may(staffed: Terminal, role: Role) -> None:
    said = staffed("active", "10042", "--as", f"{role}12", "--json", "--at", LUNCH)
    assert said.status == 0
    assert said.json["reason"].endswith(".")
    assert said.json["items"][0]["id"] == "active-time"


@pytest.mark.parametrize("staff_id", ["teacher11", "substitute11", "office12"])
def test_whoever_has_no_reason_is_refused_with_a_reason(staffed: Terminal, staff_id: str) -> None:
    for command in (("active", "10042"), ("plan", "show", "10042"), ("plan", "history", "10042")):
        said = staffed(*command, "--as", staff_id, "--json")
        assert said.status == 1
        assert set(said.json) == {"refused"}
        assert "pace" not in said.out + said.err


def test_only_the_nurse_sees_the_order(staffed: Terminal) -> None:
    for role in Role:
        said = staffed("plan", "show", "10042", "--as", f"{role}12")
        assert ("methylphenidate" in said.out) is (role is Role.NURSE)


def test_a_substitute_sees_what_is_in_force_today_and_nothing_before_or_after(staffed: Terminal) -> None:
    change = staffed.write("change.toml", amended())
    assert staffed("import", "plans", change).status == 0
    at = ("--as", "substitute12", "--at", "2026-11-03T10:00")
    assert "version 2" in staffed("plan", "show", "10042", *at).out
    listed = staffed("plan", "history", "10042", "--json", *at).json
    assert [each["version"] for each in listed["versions"]] == [2]
    for other in (["--version", "1"], ["--as-of", "2026-10-01"]):
        refused = staffed("plan", "show", "10042", *other, *at)
        assert refused.status == 1
        assert "you may see the plans in force today" in refused.err


def test_a_substitute_is_not_shown_a_plan_that_ended(staffed: Terminal) -> None:
    in_july = ("--as", "substitute12", "--at", "2027-07-05T10:00")
    assert staffed("plan", "show", "10042", *in_july).err == "Blake Bennett has no plan in force today.\n"
    assert "No plan in force today." in staffed("plan", "history", "10042", *in_july).out
    assert staffed("active", "10042", "--all", "--json", *in_july).json["items"] == []
    assert staffed("active", "--all", "--json", *in_july).json["students"] == []
    of_a_teacher = ("--as", "teacher12", "--at", "2027-07-05T10:00")
    assert staffed("active", "10042", "--all", "--json", *of_a_teacher).json["items"]


def test_a_teacher_finds_the_students_of_her_rooms_only(staffed: Terminal) -> None:
    assert len(staffed("students", "--as", "teacher12", "--json").json["students"]) == 1
    elsewhere = staffed("students", "blake", "--as", "teacher11", "--json").json
    assert elsewhere["students"] == []
    assert elsewhere["reason"] == "Teaches room 11."


def test_a_staff_id_that_names_nobody_is_wrong_usage(staffed: Terminal) -> None:
    said = staffed("active", "10042", "--as", "techer12")
    assert said.status == 2
    assert 'did you mean "teacher12"?' in said.err


def test_nothing_is_changed_as_somebody_else(staffed: Terminal) -> None:
    said = staffed("--as", "admin12", "import", "plans", "x.toml")
    assert said.status == 2
    assert "--as is for looking only" in said.err


def test_the_eyes_of_somebody_who_left_are_nobodys(staffed: Terminal) -> None:
    with open_records(staffed.folder, maple()) as records:
        retire(records, "nurse12", actor="", station="test", now=dt.datetime.now(dt.UTC))
    for command in (("active", "10042"), ("plan", "show", "10042"), ("students",)):
        said = staffed(*command, "--as", "nurse12")
        assert (said.status, said.out) == (2, "")
        assert said.err.startswith('A nurse ("nurse12") has left')
