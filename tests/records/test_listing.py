"""The names of a whole roster, read at once."""

import pytest

from kiosk.plans.student import Student
from kiosk.records import listing, roster
from kiosk.records.listing import Listing
from kiosk.records.store import Records
from tests.records.making import NOW, attack, student

MANY = [
    student("10077", "Bo", "Chu", "12"),
    student("10050", "Ana", "García", "14", preferred="Anita"),
    student("10042", "Blake", "Bennett", "12"),
    student("10043", "Blake", "Bennett", ""),
]


def read(records: Records, *students: Student) -> list[Student]:
    roster.enrol(records, students, actor="", station="", now=NOW)
    with records.reading() as transaction:
        found = listing.everyone(transaction)
        assert [found.student(place) for place in range(len(found))] == list(roster.everyone(transaction))
    return list(map(found.student, range(len(found))))


def test_a_listing_is_the_roster_by_family_name_given_name_and_number(records: Records) -> None:
    assert [each.id for each in read(records, *MANY)] == ["10042", "10043", "10077", "10050"]


def test_a_listing_is_in_order_where_the_database_has_no_index_of_names(records: Records) -> None:
    attack(records.path, "DROP INDEX student_by_name")
    assert [each.id for each in read(records, *MANY)] == ["10042", "10043", "10077", "10050"]


def test_a_school_without_students_has_an_empty_listing(records: Records) -> None:
    with records.reading() as transaction:
        assert listing.everyone(transaction) == Listing() == Listing.of([])


@pytest.mark.parametrize("name", ["Bo\x1eBo", "\x1e", "\x1e" * 4])
def test_a_name_that_holds_the_sign_of_the_listing_makes_nobody_else(records: Records, name: str) -> None:
    hostile = student("10099", name, "Bo", "12")
    roster.enrol(records, [*MANY, hostile], actor="", station="", now=NOW)
    with records.reading() as transaction:
        found = listing.everyone(transaction)
    everybody = list(map(found.student, range(len(found))))
    assert {each.id for each in everybody} == {each.id for each in [*MANY, hostile]}
    assert all(each in everybody for each in MANY)
