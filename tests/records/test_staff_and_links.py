import datetime as dt

import pytest

from kiosk.faults import BadInput
from kiosk.plans.model import PlanKind, Role
from kiosk.records import links, roster, staff
from kiosk.records.link_model import Link, Printed, token_digest
from kiosk.records.staff import StaffMember
from kiosk.records.store import Records
from tests.records.making import NOW, SEEN, student

ORTIZ = StaffMember("ortiz", "L. Ortiz", Role.TEACHER, ("12", "14"))


def add(records: Records, member: StaffMember) -> None:
    staff.add(records, member, actor="", station="office", now=NOW)


def test_staff_are_kept_and_listed_by_name(records: Records) -> None:
    add(records, ORTIZ)
    add(records, StaffMember("chu", "A. Chu", Role.NURSE))
    with records.reading() as transaction:
        assert staff.get(transaction, "ortiz") == ORTIZ
        assert [each.id for each in staff.everyone(transaction)] == ["chu", "ortiz"]
        assert staff.get(transaction, "nobody") is None


@pytest.mark.parametrize(
    ("member", "said"),
    [
        (ORTIZ, "is taken"),
        (StaffMember("", "L. Ortiz", Role.NURSE), "letters, digits, dots and dashes"),
        (StaffMember("l ortiz", "L. Ortiz", Role.NURSE), "letters, digits, dots and dashes"),
        (StaffMember("chu", " ", Role.NURSE), "is empty"),
    ],
)
def test_a_staff_entry_that_cannot_be_kept_is_told(records: Records, member: StaffMember, said: str) -> None:
    add(records, ORTIZ)
    with pytest.raises(BadInput, match=said):
        add(records, member)


def link(token: str, number: str = "10042", made: dt.datetime = NOW) -> Link:
    printed = (Printed(PlanKind.SECTION_504, SEEN, 1), Printed(PlanKind.IEP, SEEN, 3))
    return Link(token_digest(token), number, made, dt.date(2027, 6, 11), printed, "run 1")


@pytest.fixture
def enrolled(records: Records) -> Records:
    with records.writing() as transaction:
        roster.save(transaction, [student("10042", "Blake", "Bennett"), student("10050", "Ana", "García")])
    return records


def test_a_card_is_found_by_its_token_in_either_case(enrolled: Records) -> None:
    with enrolled.writing() as transaction:
        links.replace(transaction, [link("ABCDEF")], NOW)
        assert links.find(transaction, "abcdef") == link("ABCDEF")
        assert links.find(transaction, "ABCDEG") is None


def test_a_new_card_revokes_the_old_one_of_that_student_alone(enrolled: Records) -> None:
    later = NOW + dt.timedelta(days=3)
    with enrolled.writing() as transaction:
        links.replace(transaction, [link("A"), link("B", "10050")], NOW)
        assert links.replace(transaction, [link("C", made=later)], later) == 1
        old = links.find(transaction, "A")
        assert old
        assert old.revoked == later
        assert {each.digest for each in links.everyone(transaction, valid_only=True)} == {
            token_digest("B"),
            token_digest("C"),
        }
        assert len(links.everyone(transaction)) == 3


def test_cards_are_revoked_by_student_by_date_or_all(enrolled: Records) -> None:
    later = NOW + dt.timedelta(days=3)
    with enrolled.writing() as transaction:
        links.replace(transaction, [link("A"), link("B", "10050", later)], NOW)
        assert links.revoke(transaction, ["10050"], later, before=later) == 0
        assert links.revoke(transaction, None, later, before=later) == 1
        assert links.revoke(transaction, ["10050"], later) == 1
        assert links.revoke(transaction, None, later) == 0
