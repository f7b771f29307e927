"""Cards come in the order in which a secretary hands them out."""

from random import Random

import pytest

from cards.classes import Order
from kiosk.card_order import key
from kiosk.plans.student import Student, StudentId

IN_ORDER = {
    Order.ROOM: ["2 Ng", "12 Ng", "12a Ng", "100 Ng", "B Ng", " Ng"],
    Order.GRADE: ["pk", "K", "1", "2", "10", "12"],
    Order.NAME: ["Álvarez", "Baker", "de la Cruz", "Éluard", "Ng", "Øster", "Zhou"],
}


def a_student(order: Order, text: str, number: int = 0) -> Student:
    room, grade, family = "12", "5", text
    if order is Order.ROOM:
        room, family = text.split(" ")
    if order is Order.GRADE:
        grade, family = text, "Ng"
    return Student(StudentId(f"1{number:04}"), "Ada", family, grade, room)


@pytest.mark.parametrize("order", Order)
def test_rooms_grades_and_names_come_as_people_count_them(order: Order) -> None:
    students = [a_student(order, each) for each in IN_ORDER[order]]
    mixed = students[:]
    Random(4).shuffle(mixed)
    assert mixed != students
    assert sorted(mixed, key=lambda each: key(each, order)) == students


def test_those_of_a_room_come_by_the_name_that_is_shown() -> None:
    addie = Student(StudentId("10050"), "Zoe", "Ng", "5", "12", preferred_name="Addie")
    bo = Student(StudentId("10061"), "Bo", "Ng", "5", "12")
    assert sorted([bo, addie], key=key) == [addie, bo]
