"""In what order students' cards come, and the class that each is among."""

from cards.classes import Key, Order
from cards.classes import key as key_of
from kiosk.access.words import fold
from kiosk.plans.student import Student
from kiosk.school.words import grade_words, room_words


def class_of(student: Student, order: Order) -> str:
    """The class that a student's card is among: `Room 12`, or `Grade 5`; by name there are none."""
    if order is Order.ROOM:
        return room_words(student.homeroom) or "No room"
    return grade_words(student.grade) or "No grade" if order is Order.GRADE else ""


def key(student: Student, order: Order = Order.ROOM) -> Key:
    """What students are sorted by."""
    family, name = student.family_name.casefold(), student.name.casefold()
    by_name = (fold(student.family_name), family, fold(student.name), name, student.id)
    return key_of(order, student.homeroom, student.grade, by_name)
