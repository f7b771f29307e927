"""A plan that was read and cannot speak for today is never shown as no plan."""

import datetime as dt
from collections.abc import Sequence

import pytest
from attrs import define, evolve

from kiosk.access.model import Mark, Opened
from kiosk.plans.model import PlanKind, Unread
from kiosk.plans.student import Student, StudentId
from kiosk.records.events import Purpose
from kiosk.school.calendar import Moment
from tests.desk.pretend import (
    BLAKE,
    EVERYBODY,
    PretendAccess,
    hands,
    home,
    kiosk,
    open_student,
    shown,
    texts,
    until,
)  # fmt: skip

BEGINS, ENDS, TOMORROW = dt.date(2026, 8, 31), dt.date(2027, 6, 11), dt.date(2026, 11, 24)
WHY = "version 4 of the 504 plan of 10042 cannot be opened"


@define
class Damaged(PretendAccess):
    """Access to Blake, whose plan has a version from tomorrow that cannot be opened."""

    def open(self, student_id: StudentId, purpose: Purpose) -> Opened:
        unread = Unread(4, PlanKind.SECTION_504, BEGINS, TOMORROW, ENDS, WHY)
        return evolve(super().open(student_id, purpose), unread=(unread,))


@define
class Half(PretendAccess):
    """Access to Blake, and to a child of the same room whose plan cannot be opened."""

    def open_many(
        self, ids: Sequence[str] | None, purpose: Purpose, *, on: dt.date, room: str | None = None
    ) -> tuple[Opened, ...]:
        whole = super().open_many(ids, purpose, on=on, room=room)
        unread = Unread(1, PlanKind.SECTION_504, BEGINS, BEGINS, ENDS, WHY)
        return (*whole, Opened(_other(), (), whole[0].reason, unread=(unread,)))

    def overview(
        self, moment: Moment, room: str | None = None, among: Sequence[Student] | None = None
    ) -> tuple[Mark, ...]:
        unread = Mark(_other(), (), (), (), has_crisis_protocol=False, is_unread=True)
        return (*super().overview(moment, room, among), unread)


def _other() -> Student:
    return next(each for each in EVERYBODY if each.homeroom == "12" and each.id != BLAKE.id)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_in_the_list_a_plan_that_cannot_be_read_is_marked_and_the_others_are_as_ever(
    size: tuple[int, int],
) -> None:
    app = kiosk(Half())
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "● now" in shown(app), "Blake's mark")
        said = f"{_other().name}: a plan cannot be read: ask the office"
        await until(pilot, lambda: said in " ".join(shown(app).split()), "the sentence above the list")
        (row,) = [each for each in shown(app).splitlines() if "! unreadable" in each]
        assert _other().name in row


async def test_in_the_room_whose_plan_cannot_be_read_stands_first_and_opens() -> None:
    app = kiosk(access := Half())
    async with app.run_test() as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: "A PLAN CANNOT BE READ" in shown(app), "the heading")
        first, second, *_ = home(app).room_today.sheet.rows
        assert first.heading == "A PLAN CANNOT BE READ"
        assert second.name in _other().name
        assert "May have accommodations" in shown(app)
        assert "To the nurse's office" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: access.opened == [_other().id], "her opening")


async def test_a_damaged_version_is_told_from_the_day_on_which_it_would_be_in_force() -> None:
    clock = hands("2026-11-23T11:50")
    app = kiosk(Damaged(), clock)
    async with app.run_test() as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        await until(pilot, lambda: "» Movement" in shown(app))
        clock.move(24 * 3600)
        await until(pilot, lambda: "The plan could not be read." in texts(screen))
        assert WHY in texts(screen)
        assert "This student may have accommodations." in texts(screen)
        assert "Movement" not in shown(app)
        assert "No plan" not in shown(app)
