"""A version that cannot be opened hides no other, and is never taken for no plan."""

import datetime as dt

import pytest
from sqlalchemy import update

from kiosk.access.model import Person, told_apart
from kiosk.access.people import person
from kiosk.faults import BadInput, NotAllowed
from kiosk.records import staff
from kiosk.records.events import Purpose
from kiosk.records.staff import StaffMember
from kiosk.records.store import Records
from kiosk.records.tables import student
from kiosk.records.verifying import verify
from tests.access.conftest import Ask
from tests.access.people import COORDINATOR, NURSE, SUBSTITUTE, TEACHER
from tests.made_school import moment
from tests.records.making import NOW, VERSION_TRIGGERS, attack, plan_text, take_in

NOON = moment("2026-11-23T12:05")
IN_SEPTEMBER = moment("2026-09-14T12:05")
CHANGED = "cannot be opened: it was changed, or comes from another place; run kiosk verify"
PLAN = "of the 504 plan of 10050 that begins on 2026-08-31"


@pytest.fixture
def amended(enrolled: Records) -> Records:
    """Ana's plan was amended in October, and will be in January."""
    for date in ("2026-10-01", "2027-01-11"):
        take_in(enrolled, plan_text(named=False, amended=date, says=f"Since {date}."))
    return enrolled


def damage(records: Records, number: int) -> None:
    statement = "UPDATE plan_version SET content = zeroblob(80) WHERE student = '10050' AND number = "
    attack(records.path, f"{statement}{number}", without=VERSION_TRIGGERS)


def test_a_damaged_old_version_does_not_hide_the_living_plan(ask: Ask, amended: Records) -> None:
    damage(amended, 1)
    opened = ask(COORDINATOR).open("10050", Purpose.KIOSK)
    assert [each.number for each in opened.in_force(NOON)] == [2]
    assert [each.number for each in opened.unread] == [1]
    assert verify(amended).faults == (
        f"version 1 {PLAN} does not open: it was changed, or comes from another place",
    )


def test_a_damaged_version_in_force_is_an_error_and_never_the_one_before_or_no_plan(
    ask: Ask, amended: Records
) -> None:
    damage(amended, 2)
    opened = ask(COORDINATOR).open("10050", Purpose.KIOSK)
    with pytest.raises(BadInput, match=f"version 2 {PLAN} cannot be opened"):
        opened.in_force(NOON)
    assert [each.number for each in opened.in_force(IN_SEPTEMBER)] == [1]


def test_a_damaged_version_to_come_is_an_error_from_its_date(ask: Ask, amended: Records) -> None:
    damage(amended, 3)
    opened = ask(COORDINATOR).open("10050", Purpose.KIOSK)
    assert [each.number for each in opened.in_force(NOON)] == [2]
    with pytest.raises(BadInput, match="version 3"):
        opened.in_force(moment("2027-01-11T08:00"))


def test_a_damaged_plan_is_an_error_on_every_day_that_it_may_hold(ask: Ask, enrolled: Records) -> None:
    damage(enrolled, 1)
    opened = ask(COORDINATOR).open("10050", Purpose.KIOSK)
    for said in ("2026-08-31T00:00", "2027-06-11T23:59"):
        with pytest.raises(BadInput):
            opened.in_force(moment(said))
    assert opened.in_force(moment("2026-08-30T12:00")) == opened.in_force(moment("2027-06-12T12:00")) == ()


def test_dates_written_over_in_the_clear_do_not_make_a_damaged_version_no_plan(
    ask: Ask, amended: Records
) -> None:
    damage(amended, 2)
    attack(amended.path, "UPDATE plan_version SET ends = '2026-11-01' WHERE student = '10050' AND number = 2")
    with pytest.raises(BadInput, match="version 2"):
        ask(COORDINATOR).open("10050", Purpose.KIOSK).in_force(NOON)


@pytest.mark.parametrize("asked", [COORDINATOR, TEACHER, SUBSTITUTE])
def test_in_a_list_whoevers_plan_is_damaged_is_told_as_such_and_never_without_a_plan(
    ask: Ask, enrolled: Records, asked: Person
) -> None:
    attack(enrolled.path, "UPDATE plan_version SET content = zeroblob(80)", without=VERSION_TRIGGERS)
    access = ask(asked, NOON.instant)
    found = access.open_many(None, Purpose.COMMAND, on=NOON.date)
    assert found
    for each in found:
        with pytest.raises(BadInput, match="cannot be opened"):
            each.in_force(NOON)
    marks = access.overview(NOON)
    assert [each.student.id for each in marks] == [each.student.id for each in found]
    assert all(each.is_unread for each in marks)


def test_a_damaged_plan_hides_no_other_student_in_a_list(ask: Ask, enrolled: Records) -> None:
    whole = {each.student.id: each for each in ask(COORDINATOR, NOON.instant).overview(NOON)}
    damage(enrolled, 1)
    access = ask(COORDINATOR, NOON.instant)
    marks = {each.student.id: each for each in access.overview(NOON)}
    assert {each for each, mark in marks.items() if mark.is_unread} == {"10050"}
    assert {each for each in whole if marks[each] != whole[each]} == {"10050"}
    read, unread = told_apart(access.open_many(None, Purpose.COMMAND, on=NOON.date))
    assert [each.student.id for each in unread] == ["10050"]
    assert all(each.in_force(NOON) for each in read)
    assert len(read) == len(whole) - 1 > 0


# --- a damaged roster entry ---------------------------------------------------------------------------


def damage_entry(records: Records) -> None:
    attack(records.path, "UPDATE student SET private = zeroblob(80) WHERE id = '10042'")


def test_a_damaged_roster_entry_hides_no_other_student_in_a_list(ask: Ask, enrolled: Records) -> None:
    access = ask(NURSE, NOON.instant)
    whole = {each.student.id: each for each in access.open_many(None, Purpose.COMMAND, on=NOON.date)}
    damage_entry(enrolled)
    read, unread = told_apart(access.open_many(None, Purpose.COMMAND, on=NOON.date))
    assert {each.student.id: each for each in read} == {
        number: each for number, each in whole.items() if number != "10042"
    }
    (blake,) = unread
    assert (blake.student.name, blake.student.homeroom, blake.student.contacts) == ("Blake Bennett", "12", ())
    assert blake.versions == ()
    assert {each.why for each in blake.unread} == {f"the roster entry of 10042 {CHANGED}"}
    with pytest.raises(BadInput, match="the roster entry of 10042 cannot be opened"):
        blake.in_force(NOON)


def test_an_entry_of_a_newer_kiosk_is_told_as_such(ask: Ask, enrolled: Records) -> None:
    with enrolled.writing() as transaction:
        text = transaction.vault.seal(b"[]", "student", "private", transaction.school, "10042")
        transaction.connection.execute(update(student).where(student.c.id == "10042").values(private=text))
    _, (blake,) = told_apart(ask(NURSE, NOON.instant).open_many(None, Purpose.COMMAND, on=NOON.date))
    assert {each.why for each in blake.unread} == {
        "the roster entry of 10042 cannot be read by this version of kiosk; a newer one may have written it"
    }


# --- a caseload: who answers for a plan stands in the plan ----------------------------------------------


@pytest.fixture
def coordinated(enrolled: Records) -> Records:
    """Eve's 504 plan is Quinn's, and her IEP is Ortiz's."""
    for number, name in (("ortiz", "Elena Ortiz"), ("quinn", "Sean Quinn")):
        member = StaffMember(number, name, COORDINATOR.role)
        staff.add(enrolled, member, actor="", station="office", now=NOW)
    for kind, whose in (("504", "quinn"), ("IEP", "ortiz")):
        text = plan_text("10090", given="Eve", family="Adler", kind=kind, says=f"Says the {kind}.")
        take_in(enrolled, text.replace(f'kind = "{kind}"', f'kind = "{kind}"\ncase_manager = "{whose}"', 1))
    return enrolled


def test_whose_plan_cannot_be_opened_drops_out_of_no_case_managers_list(
    ask: Ask, coordinated: Records
) -> None:
    attack(
        coordinated.path,
        "UPDATE plan_version SET content = zeroblob(80) WHERE student = '10090' AND kind = '504'",
        without=VERSION_TRIGGERS,
    )
    for who, versions in (("ortiz", 1), ("quinn", 0)):
        found = ask(person(coordinated, who), NOON.instant).open_many(None, Purpose.COMMAND, on=NOON.date)
        (eve,) = [each for each in found if each.student.id == "10090"]
        assert eve.student.name == "Eve Adler"
        assert len(eve.versions) == versions, "the plan that opens is for whoever answers for it"
        assert [each.why.endswith("run kiosk verify") for each in eve.unread] == [True]
    assert eve.reason == "Coordinator: a plan that cannot be opened does not say who answers for it."


def test_where_no_plan_in_force_can_be_opened_every_coordinator_sees_whose_it_is(
    ask: Ask, coordinated: Records
) -> None:
    attack(
        coordinated.path,
        "UPDATE plan_version SET content = zeroblob(80) WHERE student = '10090'",
        without=VERSION_TRIGGERS,
    )
    for who in ("ortiz", "quinn"):
        found = ask(person(coordinated, who), NOON.instant).open_many(None, Purpose.COMMAND, on=NOON.date)
        assert "10090" in {each.student.id for each in told_apart(found)[1]}


def test_an_emergency_of_a_child_whose_plan_cannot_be_opened_is_told_to_every_coordinator(
    ask: Ask, coordinated: Records
) -> None:
    later = plan_text("10090", named=False, amended="2026-10-01", says="Since October.")
    take_in(coordinated, later.replace('kind = "504"', 'kind = "504"\ncase_manager = "ortiz"', 1))
    attack(
        coordinated.path,
        "DELETE FROM plan_version WHERE student = '10090' AND kind = 'IEP'",
        "UPDATE plan_version SET content = zeroblob(80) WHERE student = '10090' AND number = 2",
        "UPDATE student SET private = zeroblob(80) WHERE id = '10042'",
        without=VERSION_TRIGGERS,
    )
    ask(TEACHER, NOON.instant).in_emergency("10090", "he runs towards the road")
    for who in ("ortiz", "quinn"):
        (seen,) = ask(person(coordinated, who), NOON.instant).unseen_emergencies()
        assert seen.student.name == "Eve Adler"


# --- a substitute is here today ----------------------------------------------------------------------


def test_a_substitute_is_handed_only_what_is_in_force_today(ask: Ask, amended: Records) -> None:
    in_14 = Person("sub", "Sam Lee", SUBSTITUTE.role, ("14",))
    opened = ask(in_14, NOON.instant).open("10050", Purpose.KIOSK)
    assert [each.number for each in opened.versions] == [2]
    assert "2027-01-11" not in repr(opened)


def test_a_substitute_is_not_told_of_a_plan_that_ended(ask: Ask) -> None:
    after = ask(SUBSTITUTE, moment("2027-01-11T12:05").instant).open("10077", Purpose.KIOSK)
    assert (after.versions, after.unread) == ((), ())
    assert [each.number for each in ask(SUBSTITUTE, NOON.instant).open("10077", Purpose.KIOSK).versions] == [
        1
    ]


def test_a_substitute_is_told_nothing_of_a_damaged_old_version_but_of_one_in_force(
    ask: Ask, amended: Records
) -> None:
    in_14 = Person("sub", "Sam Lee", SUBSTITUTE.role, ("14",))
    damage(amended, 1)
    assert ask(in_14, NOON.instant).open("10050", Purpose.KIOSK).unread == ()
    with pytest.raises(BadInput, match="version 1"):
        ask(in_14, IN_SEPTEMBER.instant).open("10050", Purpose.KIOSK)


def test_what_a_substitute_opened_yesterday_says_nothing_of_today(ask: Ask) -> None:
    opened = ask(SUBSTITUTE, NOON.instant).open("10042", Purpose.KIOSK)
    assert opened.in_force(NOON)
    with pytest.raises(BadInput, match="opened as of 23 November 2026; open the student again"):
        opened.in_force(moment("2026-11-24T08:00"))


def test_a_substitute_may_not_ask_for_the_plans_of_another_day(ask: Ask) -> None:
    access = ask(SUBSTITUTE, NOON.instant)
    assert len(access.open_many(None, Purpose.COMMAND, on=NOON.date)) == 2
    with pytest.raises(NotAllowed, match="sees the plans in force on 23 November 2026, and no others"):
        access.open_many(None, Purpose.COMMAND, on=NOON.date + dt.timedelta(days=1))


def test_whoever_teaches_all_year_sees_every_version(ask: Ask, amended: Records) -> None:
    opened = ask(COORDINATOR, NOON.instant).open("10050", Purpose.KIOSK)
    assert [each.number for each in opened.versions] == [1, 2, 3]
