"""A plan that was read and cannot speak for today is never shown as no plan."""

import datetime as dt

from attrs import define, evolve

from kiosk.access.model import Opened
from kiosk.plans.model import PlanKind, Unread
from kiosk.plans.student import StudentId
from kiosk.records.events import Purpose
from tests.desk.pretend import PretendAccess, hands, kiosk, open_student, shown, texts, until

BEGINS, ENDS, TOMORROW = dt.date(2026, 8, 31), dt.date(2027, 6, 11), dt.date(2026, 11, 24)
WHY = "version 4 of the 504 plan of 10042 cannot be opened"


@define
class Damaged(PretendAccess):
    """Access to Blake, whose plan has a version from tomorrow that cannot be opened."""

    def open(self, student_id: StudentId, purpose: Purpose) -> Opened:
        unread = Unread(4, PlanKind.SECTION_504, BEGINS, TOMORROW, ENDS, WHY)
        return evolve(super().open(student_id, purpose), unread=(unread,))


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
