"""Day passes at the office's kiosk: today's, a new one whose code is shown once, and ending one."""

from collections.abc import Sequence

import pytest
from textual.pilot import Pilot

from kiosk.access import passes_today
from kiosk.access.gate import Access
from kiosk.access.model import Person
from kiosk.access.passes_today import PassToday, State
from kiosk.access.signing import pass_code
from kiosk.desk import KioskApp
from kiosk.desk.day_passes import ENDED, FOR, NONE, ONCE, DayPassesScreen
from kiosk.desk.words import Words
from kiosk.faults import NotAllowed
from kiosk.pass_desk import PassDesk
from kiosk.plans.model import Role
from kiosk.print_desk import PrintDesk
from kiosk.records import passes
from kiosk.records.verifying import verify
from kiosk.school.calendar import Calendar
from tests.desk.pretend import shown, until
from tests.desk.test_office import open_office, said
from tests.desk.test_print_screen import PRETENDED, Desk, desk
from tests.made_school import maple

__all__ = ["desk"]


def todays(held: Desk) -> Sequence[PassToday]:
    return passes_today.today(held.records, Calendar(maple()).moment(held.clock.now()))


async def enter(pilot: Pilot[None]) -> DayPassesScreen:
    await open_office(pilot)
    await pilot.press("d")
    await until(pilot, lambda: isinstance(pilot.app.screen, DayPassesScreen), "the day passes")
    assert isinstance(pilot.app.screen, DayPassesScreen)
    return pilot.app.screen


def screen_of(pilot: Pilot[None]) -> str:
    assert isinstance(pilot.app, KioskApp)
    return " ".join(shown(pilot.app).split())


async def test_a_pass_is_made_for_a_room_and_its_code_is_gone_with_the_screen(desk: Desk) -> None:
    async with desk.app().run_test(size=(80, 24)) as pilot:
        screen = await enter(pilot)
        await said(pilot, NONE)
        await pilot.press("n")
        await said(pilot, FOR)
        await pilot.press("1", "2", "enter")
        await said(pilot, ONCE)
        await said(pilot, "▸ Room 12 all day until 14:30 open")
        (made,) = todays(desk)
        assert (made.day_pass.rooms, made.state) == (("12",), State.OPEN)
        letters = screen.query_one("#passes-code", Words).said[0].removeprefix("Room 12").strip()
        assert " ".join(letters.split()) in screen_of(pilot)
        code = pass_code(letters)
        assert code
        with desk.records.reading() as transaction:
            assert passes.of_code(transaction, code) == made.day_pass
        await pilot.press("escape", "d")
        await said(pilot, "▸ Room 12 all day until 14:30 open")
        assert " ".join(letters.split()) not in screen_of(pilot)


async def test_the_marked_pass_is_ended_and_no_other(desk: Desk) -> None:
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot)
        for number in (1, 2):
            await until(pilot, lambda: "new pass" in screen_of(pilot))
            await pilot.press("n", "1", "2", "enter")
            await until(pilot, lambda number=number: len(todays(desk)) == number)  # type: ignore[misc]
            await said(pilot, ONCE)
        await until(pilot, lambda: screen_of(pilot).count("until 14:30") == 2)
        await pilot.press("down", "delete")
        await said(pilot, ENDED)
        assert [each.state for each in todays(desk)] == [State.OPEN, State.ENDED]
        await said(pilot, "ended 11:50")
        assert "end it" not in screen_of(pilot), "it has ended"
        assert verify(desk.records).intact


async def test_a_room_that_is_none_is_told_and_can_be_typed_again(desk: Desk) -> None:
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot)
        await said(pilot, NONE)
        await pilot.press("n", "1", "1", "2", "enter")
        await said(pilot, 'no student is in room "112"; did you mean "12"?')
        assert todays(desk) == []
        await pilot.press("backspace", "backspace", "2", "enter")
        await said(pilot, ONCE)


async def test_under_a_pretended_clock_passes_are_looked_at_only(desk: Desk) -> None:
    async with desk.app(refusal=PRETENDED).run_test(size=(80, 24)) as pilot:
        await enter(pilot)
        await said(pilot, PRETENDED)
        await pilot.press("n", "1", "2", "enter", "delete")
        await said(pilot, NONE)
        assert todays(desk) == []


def test_whoever_prints_no_cards_makes_and_ends_no_passes(desk: Desk) -> None:
    calendar = Calendar(maple())
    teacher = Person("abara", "M. Abara", Role.TEACHER, ("12",))
    access = Access(desk.records, calendar, teacher, clock=desk.clock, station="test")
    held = PassDesk(PrintDesk(maple(), access, desk.records, desk.clock))
    for do in (held.today, lambda: held.make("12"), lambda: held.end("abcd")):
        with pytest.raises(NotAllowed, match="Cards are printed by the office"):
            do()
    assert todays(desk) == []
