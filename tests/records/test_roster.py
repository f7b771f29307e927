import datetime as dt

from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.plans.model import Contact
from kiosk.plans.student import Student, StudentId
from kiosk.records import ledger, roster
from kiosk.records.events import Event
from kiosk.records.store import Records
from tests.records.making import NOW, student

BLAKE = evolve(
    student("10042", "Blake", "Bennett"),
    birthdate=dt.date(2016, 3, 9),
    photo="10042.jpg",
    contacts=(Contact("Dana Bennett", "mother", "+1 503 555 0142"), Contact("Sam Bennett")),
)
ANA = student("10050", "Ana", "García", room="14", preferred="Anita")

TEXTS = st.text(max_size=20)
STUDENTS = st.builds(
    Student,
    id=st.builds(StudentId, TEXTS.filter(bool)),
    given_name=TEXTS,
    family_name=TEXTS,
    grade=TEXTS,
    homeroom=TEXTS,
    preferred_name=TEXTS,
    pronouns=TEXTS,
    birthdate=st.none() | st.dates(),
    photo=TEXTS,
    contacts=st.lists(st.builds(Contact, TEXTS, TEXTS, TEXTS), max_size=3).map(tuple),
)


def enrolled(records: Records, *students: Student) -> None:
    roster.enrol(records, students, actor="chu", station="office", now=NOW)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(entry=STUDENTS.filter(lambda each: not any("\ud800" <= sign <= "\udfff" for sign in str(each))))
def test_a_student_is_kept_as_she_was_entered(records: Records, entry: Student) -> None:
    enrolled(records, entry)
    with records.reading() as transaction:
        assert roster.get(transaction, entry.id) == entry


def test_a_student_entered_again_takes_the_place_of_the_old_entry(records: Records) -> None:
    enrolled(records, BLAKE, ANA)
    moved = evolve(BLAKE, homeroom="14", contacts=())
    enrolled(records, moved)
    with records.reading() as transaction:
        assert roster.get_many(transaction, ["10042", "10050", "99999"]) == {"10042": moved, "10050": ANA}
        assert roster.count(transaction) == 2


def test_a_list_shows_names_grade_and_room_alone(records: Records) -> None:
    enrolled(records, BLAKE, ANA)
    with records.reading() as transaction:
        shown = roster.everyone(transaction)
        assert [each.name for each in shown] == ["Blake Bennett", "Anita García"]
        assert all(each.birthdate is None and not each.contacts and not each.photo for each in shown)
        assert [each.id for each in roster.everyone(transaction, rooms=["14", "15"])] == ["10050"]
        assert roster.everyone(transaction, rooms=[]) == ()


def test_a_change_of_the_roster_is_noted_once(records: Records) -> None:
    with records.reading() as transaction:
        assert roster.stamp(transaction) == 0
    enrolled(records, BLAKE)
    enrolled(records, BLAKE, ANA)
    with records.reading() as transaction:
        rows = list(ledger.entries(transaction, event=Event.ROSTER))
        assert roster.stamp(transaction) == 2
    counted = [(each.detail["added"], each.detail["changed"], sorted(each.detail["rows"])) for each in rows]
    assert counted == [(1, 0, ["10042"]), (1, 1, ["10042", "10050"])]
    assert {each.actor for each in rows} == {"chu"}


def test_numbers_are_told_apart_from_those_of_nobody(records: Records) -> None:
    enrolled(records, BLAKE, ANA)
    with records.reading() as transaction:
        assert roster.numbers(transaction) == {"10042", "10050"}
        assert roster.numbers(transaction, ["10042", "10043"]) == {"10042"}
        assert roster.get(transaction, "10043") is None


def test_a_whole_district_fits_in_one_question(records: Records) -> None:
    many = [student(str(each), "A", "B") for each in range(25_000)]
    enrolled(records, *many)
    with records.reading() as transaction:
        assert len(roster.get_many(transaction, [each.id for each in many])) == 25_000
