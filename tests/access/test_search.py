"""Finding a student as people type: in a hurry, on a bad keyboard, from memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.access.model import Found
from kiosk.access.search import StudentIndex
from kiosk.access.words import fold
from kiosk.plans.student import Student
from kiosk.records.listing import Listing
from tests.records.making import student

STUDENTS = [
    student("10042", "Blake", "Bennett", "12"),
    student("10050", "Ana", "García", "14", preferred="Anita"),
    student("10051", "Blair", "Benson", "12"),
    student("10052", "Michael", "O'Néill", "14"),
    student("10053", "Zoë", "Smith-Jones", "B-7"),
    student("10054", "Łukasz", "Ødegård", "7"),
    student("10055", "José Luis", "de la Cruz", "7"),
    student("10056", "Mia", "Blake", "14"),
    student("20012", "Jo", "Straße", "20"),
    student("B7-001", "王小明", "陈", "20"),
]


def index(*students: Student) -> StudentIndex:
    return StudentIndex(Listing.of(students))


INDEX = index(*STUDENTS)


def ids(among: StudentIndex, text: str, limit: int | None = None) -> list[str]:
    return [each.id for each in among.find(text, limit=limit).students]


def found(text: str) -> list[str]:
    return ids(INDEX, text)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("blake bennett", "10042"), ("bennett blake", "10042"), ("Bennett, Blake", "10042"),
        ("bennett,blake", "10042"),
        ("BLAKE B", "10042"), ("bl ben", "10042"), ("blke bennet", "10042"), ("blak benett", "10042"),
        ("garcia", "10050"), ("García", "10050"), ("GARCÍA", "10050"), ("garsia", "10050"),
        ("anita", "10050"), ("ana garcia", "10050"), ("gracia", "10050"),
        ("oneill", "10052"), ("o'neill", "10052"), ("o’neill", "10052"), ("neil", "10052"),
        ("micheal", "10052"), ("zoe", "10053"), ("smithjones", "10053"), ("jones", "10053"),
        ("smith jones", "10053"), ("lukasz", "10054"), ("odegard", "10054"), ("jose", "10055"),
        ("de la cruz", "10055"), ("luis cruz", "10055"), ("strasse", "20012"), ("10042", "10042"),
        ("1004", "10042"), ("b7001", "B7-001"), ("b7-001", "B7-001"), ("王小", "B7-001"), ("陈", "B7-001"),
        ("blake 12", "10042"), ("blake 14", "10056"),
    ],
)  # fmt: skip
def test_a_student_is_found_as_people_type(typed: str, first: str) -> None:
    assert found(typed)[:1] == [first]


def test_a_typing_error_in_a_short_query_finds_blake() -> None:
    assert set(found("blke")) >= {"10042", "10056"}


def test_a_room_finds_its_students_before_numbers_that_begin_with_it() -> None:
    assert found("12") == ["10042", "10051"]
    assert found("20") == ["20012", "B7-001"]
    assert found("b-7") == ["10053", "B7-001"]


def test_a_name_as_typed_stands_before_a_longer_one() -> None:
    assert found("bl") == ["10042", "10051", "10056"]
    assert found("jo")[0] == "20012"


def test_a_whole_name_stands_before_a_beginning_in_several_words_too() -> None:
    two = index(student("1", "Anabel", "Lee"), student("2", "Ana", "Lee"))
    assert ids(two, "ana lee") == ids(two, "lee ana") == ["2", "1"]


def test_names_that_are_only_alike_come_when_nothing_fits_as_typed() -> None:
    alike = index(student("1", "Marta", "Lee"), student("2", "Maria", "Lee"))
    assert ids(alike, "maria") == ids(alike, "maria lee") == ["2"]
    assert ids(alike, "marja") == ["1", "2"]
    assert "10042" in found("blaik")


@pytest.mark.parametrize("typed", ["", " ", "'", "??", "xyzzy", "blake xyzzy", "99999", "10042 10050"])
def test_what_finds_nobody_finds_nobody(typed: str) -> None:
    assert found(typed) == []


@pytest.mark.parametrize("typed", ["ana", "ana lee", "lee ana", "anna"])
def test_the_first_are_given_and_all_are_counted(typed: str) -> None:
    many = index(*(student(f"{each:03}", "Ana", "Lee") for each in range(300)))
    assert ids(many, typed, limit=3) == ["000", "001", "002"]
    assert many.find(typed, limit=3).total == len(ids(many, typed)) == 300


def test_whoever_is_found_by_two_names_is_counted_once() -> None:
    assert index(student("1", "Bo", "Bolt")).find("bo").total == 1


def test_a_search_may_be_of_some_rooms() -> None:
    (mia,) = INDEX.find("blake", rooms={"14"}).students
    assert mia.id == "10056"
    assert INDEX.find("blake", rooms={"14"}).total == 1
    assert INDEX.find("blake", rooms=frozenset()).students == ()


@pytest.mark.parametrize(
    ("typed", "rooms", "numbers"),
    [
        ("room 12", ("12",), ["10042", "10051"]),
        ("Room 12", ("12",), ["10042", "10051"]),
        ("room12", ("12",), ["10042", "10051"]),
        ("room 12 bl ben", ("12",), ["10042", "10051"]),
        ("bennett room 12", ("12",), ["10042"]),
        ("room 12, blke", ("12",), ["10042"]),
        ("room b7", ("B-7",), ["10053"]),
        ("room B-7", ("B-7",), ["10053"]),
        ("room 07", ("7",), ["10055", "10054"]),
        ("room 1", ("12", "14"), ["10042", "10050", "10051", "10052", "10056"]),
        ("room 12 mia", ("12",), []),
        ("room 99", (), []),
        ("room", (), []),
    ],
)
def test_a_room_is_asked_for_in_words(typed: str, rooms: tuple[str, ...], numbers: list[str]) -> None:
    found = INDEX.find(typed)
    assert found.rooms == rooms
    assert sorted(each.id for each in found.students) == sorted(numbers)
    assert found.total == len(numbers)


def test_a_room_is_the_whole_name_before_its_beginning() -> None:
    school = index(*(student(room, "Ann", "Lee", room) for room in ("01", "1", "12")))
    assert ids(school, "room 1") == ids(school, "room 01") == ["01", "1"]
    assert ids(school, "room 12") == ["12"]


@pytest.mark.parametrize("typed", ["room art room", "art room", "room art", "room art ann", "ann art room"])
def test_a_room_may_have_a_name_of_several_words(typed: str) -> None:
    school = index(student("1", "Ann", "Lee", "Art Room"), student("2", "Art", "Ann", "12"))
    assert ids(school, typed) == ["1"]


def test_a_room_that_calls_itself_one_is_found_by_its_name() -> None:
    school = index(student("1", "Ann", "Lee", "Room 5"), student("2", "Ann", "Lee", "6"))
    assert ids(school, "room 5") == ids(school, "ann room 5") == ids(school, "5") == ["1"]


def test_a_family_called_room_is_found() -> None:
    school = index(student("1", "Ann", "Roomi"), student("2", "Bo", "Room"))
    assert ids(school, "room") == ["2", "1"]
    assert ids(school, "roomi ann") == ["1"]


def test_a_room_that_may_not_be_seen_is_not_asked_for() -> None:
    assert INDEX.find("room 14", rooms={"12"}).students == ()
    assert [each.id for each in INDEX.find("room 1", rooms={"12"}).students] == ["10042", "10051"]


def test_who_has_a_preferred_name_is_found_by_it_and_behind_others_by_the_given_name() -> None:
    school = index(
        student("1", "Dana", "Abel", preferred="Sky"),
        student("2", "Dana", "Zack"),
        student("3", "Danae", "Zorn"),
        student("4", "Sky", "Zusak"),
    )
    assert ids(school, "sky") == ["1", "4"]
    assert ids(school, "dana") == ["2", "1", "3"]
    assert ids(school, "dan") == ["2", "3", "1"]
    assert ids(school, "abel dana") == ids(school, "abel skye") == ids(school, "abel danna") == ["1"]


def test_numbers_without_a_digit_and_numbers_that_begin_alike_are_found() -> None:
    school = index(student("ABC", "Ann", "Lee"), student("ABD", "Bo", "Lee"))
    assert ids(school, "abd") == ["ABD"]
    assert ids(school, "ab") == ["ABC", "ABD"]


def test_an_empty_school_finds_nobody() -> None:
    assert index().find("blake") == Found((), 0)


@given(st.text(max_size=60))
def test_nothing_that_can_be_typed_breaks_the_search(text: str) -> None:
    assert len(found(text)) <= len(STUDENTS)


@given(st.sampled_from(STUDENTS), st.randoms())
def test_every_student_is_found_by_her_names_in_any_order(one: object, chance: object) -> None:
    assert hasattr(one, "name")
    words = one.name.split()
    chance.shuffle(words)  # type: ignore[attr-defined]
    assert one in INDEX.find(" ".join(words)).students


@given(st.text(max_size=30))
def test_folding_a_word_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
