"""Periods, rooms, grades and the hour of the day are called the same on screen, card and paper."""

import pytest
from attrs import evolve

from kiosk.desk.hits import about_words
from kiosk.plans.model import Accommodation, Kind, When
from kiosk.plans.student import Student, StudentId
from kiosk.plans.wording import when_words
from kiosk.school.words import grade_words, period_words, periods_words, place_in_day, room_words
from tests.made_school import moment

BLAKE = Student(StudentId("10042"), "Blake", "Bennett", "5", "12", pronouns="he/him")


@pytest.mark.parametrize("name", ["1", "12", "3A", "12b", "B", "É", "王"])
def test_a_number_or_a_letter_is_called_a_period(name: str) -> None:
    assert period_words(name) == f"period {name}"


@pytest.mark.parametrize(
    "name", ["lunch", "1st lunch", "advisory", "B lunch", "PE", "3AB", "A1", "Period 1", "-", "4 "]
)
def test_a_name_that_is_a_word_stands_as_it_is(name: str) -> None:
    assert period_words(name) == name


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["4"], "period 4"),
        (["1", "5"], "periods 1 and 5"),
        (["1", "lunch", "5"], "lunch and periods 1 and 5"),
        (["1st lunch", "B"], "1st lunch and period B"),
        (["lunch", "recess", "1", "2", "3A"], "lunch, recess and periods 1, 2 and 3A"),
    ],
)
def test_several_periods_are_listed_with_the_words_first(names: list[str], words: str) -> None:
    assert periods_words(names) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("B",), "In period B."),
        (("1", "5"), "In periods 1 and 5."),
        (("Period 1",), "In Period 1."),
        (("5", "lunch"), "At lunch and period 5."),
        (("1st lunch",), "At 1st lunch."),
    ],
)
def test_the_whole_plan_names_periods_by_the_same_rule(names: tuple[str, ...], words: str) -> None:
    item = Accommodation("front", Kind.ENVIRONMENT, "Sits in front.", when=When(periods=names))
    assert when_words(item) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("2026-11-23T08:14:59", "before school"),
        ("2026-11-23T08:15", "period 1"),
        ("2026-11-23T11:55", "between periods"),
        ("2026-11-23T12:00", "lunch"),
        ("2026-11-23T14:30", "after school"),
        ("2026-11-22T12:00", "no school"),
    ],
)
def test_every_moment_has_a_place_in_the_day(said: str, words: str) -> None:
    assert place_in_day(moment(said)) == words


def test_before_and_after_school_can_be_said_otherwise() -> None:
    assert place_in_day(moment("2026-11-23T07:00"), "early", "late") == "early"
    assert place_in_day(moment("2026-11-23T16:00"), "early", "late") == "late"
    assert place_in_day(moment("2026-11-23T12:00"), "early", "late") == "lunch"


@pytest.mark.parametrize(
    ("room", "words"), [("12", "Room 12"), ("Room 12", "Room 12"), ("ROOM B", "ROOM B"), ("", "")]
)
def test_a_room_is_called_a_room_once(room: str, words: str) -> None:
    assert room_words(room) == words


@pytest.mark.parametrize(("grade", "words"), [("5", "Grade 5"), ("K", "Grade K"), ("Grade 5", "Grade 5")])
def test_a_grade_is_called_a_grade_once(grade: str, words: str) -> None:
    assert grade_words(grade) == words


def test_a_student_is_told_by_grade_room_and_pronouns() -> None:
    assert BLAKE.place == "Grade 5 · Room 12"
    assert BLAKE.about == "Grade 5 · Room 12 · he/him"


def test_a_list_tells_grade_and_room_and_where_it_is_narrow_only_their_numbers() -> None:
    assert about_words(BLAKE, is_roomy=True) == "Grade 5 · Room 12"
    assert about_words(BLAKE, is_roomy=False) == "5 · 12"


def test_what_the_roster_lacks_leaves_no_dot_behind() -> None:
    assert evolve(BLAKE, homeroom="", pronouns="").about == "Grade 5"
    assert evolve(BLAKE, grade="", homeroom="Room 12").about == "Room 12 · he/him"
