"""Which pretend student gets which plan."""

from collections.abc import Iterator, Sequence
from itertools import cycle
from random import Random

from attrs import frozen

from kiosk.demo.cases import CASES, Case
from kiosk.demo.students import BLAKE, GRADES, Pupil
from kiosk.plans.student import Student


@frozen
class Part:
    """A student and the plan that she is given."""

    student: Student
    case: Case


def cast(rng: Random, pupils: Sequence[Pupil], in_force: int) -> Iterator[Part]:
    """So many plans in force at the pretended moment, and near-misses while there are students left.

    There must be at least as many students beside Blake as plans.
    """
    pool = _Pool(rng, pupils)
    left, student = in_force, None
    for case in cycle(CASES):
        if left == 0:
            return
        if not case.is_in_force and pool.size <= left:
            student = None
            continue
        if student is None or not case.beside:
            student = pool.take(case)
        left -= case.is_in_force
        yield Part(student, case)


class _Pool:
    """The students who have no plan yet; Blake is not among them."""

    def __init__(self, rng: Random, pupils: Sequence[Pupil]) -> None:
        others = [each for each in pupils if each.student.id != BLAKE]
        self._rng = rng
        self.size = len(others)
        self._set = {each.case: each.student for each in others if each.case}
        self._by_grade: dict[str, list[Student]] = {grade: [] for grade in GRADES}
        self._last: list[Student] = []  # names that a card can't print without further type faces
        for each in others:
            if not each.case:
                (self._by_grade[each.student.grade] if each.on_cards else self._last).append(each.student)
        for students in (*self._by_grade.values(), self._last):
            rng.shuffle(students)

    def take(self, case: Case) -> Student:
        """The student who is set for this case, else one of its grades, else anybody who is left."""
        self.size -= 1
        return self._set.pop(case.name, None) or self._of_grade(case) or self._anybody()

    def _of_grade(self, case: Case) -> Student | None:
        grades = [grade for grade in case.grades if self._by_grade[grade]]
        return self._by_grade[self._rng.choice(grades)].pop() if grades else None

    def _anybody(self) -> Student:
        if there := max(self._by_grade.values(), key=len):
            return there.pop()
        return self._set.popitem()[1] if self._set else self._last.pop()
