"""`Send Ada Ng to the nurse`: asked on the round, seen and answered in the room, told to nobody else."""

import pytest

from kiosk.access.people import of_member
from kiosk.access.sending import Sending, is_waiting
from kiosk.faults import NotAllowed, Refused
from kiosk.records.store import Records
from kiosk.records.verifying import verify
from tests.desk.nurses_desk import HALE, RUIZ, NursesDesk, child, clock_says, furnish, open_board, press
from tests.desk.pretend import shown, until


@pytest.fixture
def desk(records: Records) -> NursesDesk:
    """Ada of room 12 and Ben of room 14 are due at lunch, and it is over."""
    mine = furnish(records, child(10201, "Ada", "Ng"), child(10202, "Ben", "Ruiz", "14"))
    clock_says(mine, "12:31")
    return mine


async def test_the_round_asks_the_room_and_the_room_answers_with_one_key(desk: NursesDesk) -> None:
    nurse = desk.app()
    async with nurse.run_test(size=(110, 30)) as pilot:
        screen = await open_board(pilot, 2)
        await press(pilot, "f5", "Room 12")
        await press(pilot, "f9", "Ada Ng was sent for.")
        await until(pilot, lambda: "told 12:31" in shown(nurse), "the mark")
        clock_says(desk, "12:33")
        room = desk.app(RUIZ, room="12")
        async with room.run_test(size=(100, 30)) as teacher:
            await until(teacher, lambda: "Send Ada Ng to the nurse." in shown(room), "the banner")
            assert "methylphenidate" not in shown(room)
            await teacher.press("f9")
            await until(teacher, lambda: "Send Ada Ng" not in shown(room), "no banner")
        screen.look()
        await until(pilot, lambda: "on the way 12:33" in shown(nurse), "the answer")
    assert verify(desk.records).intact


async def test_a_locked_kiosk_says_to_call_the_nurse_and_no_name(desk: NursesDesk) -> None:
    desk.round().send("10201")
    locked = desk.app(None, room="12")
    async with locked.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "Call the nurse" in shown(locked), "the call")
        assert "Ada" not in shown(locked)


def test_no_other_room_hears_of_it_and_nobody_else_answers(desk: NursesDesk) -> None:
    desk.round().send("10202")
    calls = Sending(desk.records, desk.calendar, of_member(RUIZ), clock=desk.clock, station="12")
    assert calls.waiting("12") == calls.waiting("14") == ()
    assert not is_waiting(desk.records, desk.calendar, desk.clock, "12")
    assert is_waiting(desk.records, desk.calendar, desk.clock, "14")
    asked = desk.round().board().sent["10202"]
    with pytest.raises(NotAllowed):
        calls.answer(asked)
    assert is_waiting(desk.records, desk.calendar, desk.clock, "14")


def test_asked_twice_it_is_one_question_and_only_who_gives_asks(desk: NursesDesk) -> None:
    desk.round().send("10202")
    desk.round().send("10202")
    waiting = Sending(desk.records, desk.calendar, of_member(HALE), clock=desk.clock, station="14")
    assert len(waiting.waiting("14")) == 1
    with pytest.raises(Refused):
        desk.round(HALE).send("10201")
