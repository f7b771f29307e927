"""Finding a student: type, choose, open."""

import threading

import pytest
from attrs import evolve
from textual import events

from kiosk.access.model import Mark
from kiosk.desk import KioskApp
from kiosk.desk.find import HINT, LONGEST, rooms_words
from kiosk.desk.hits import MOST, mark_words
from kiosk.desk.words import Words
from kiosk.faults import BadInput, Refused
from kiosk.plans.model import Kind
from tests.desk.pretend import (
    BLAIR,
    BLAKE,
    NAMESAKES,
    PretendAccess,
    hands,
    home,
    kiosk,
    many,
    open_student,
    shown,
    until,
)


def explains(app: KioskApp) -> str:
    return home(app).find.query_one("#explains", Words).said[0]


async def test_the_first_screen_says_what_to_type() -> None:
    app = kiosk(room=None)
    async with app.run_test() as pilot:
        await until(pilot, lambda: HINT in shown(app))
        assert app.focused is home(app).find.box


async def test_a_kiosk_in_a_room_begins_with_its_students() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Blake Bennett" in shown(app))
        assert "Blair Keane" not in shown(app)


async def test_typing_filters_at_once_and_enter_opens() -> None:
    access = PretendAccess()
    app = kiosk(access)
    async with app.run_test() as pilot:
        screen = await open_student(pilot, "10042", "Blake Bennett")
        assert screen.panel.student == BLAKE
        assert access.opened == [BLAKE.id]


async def test_highlighting_opens_nothing() -> None:
    access = PretendAccess()
    app = kiosk(access, room=None)
    async with app.run_test() as pilot:
        await pilot.press(*"rivera")
        await until(pilot, lambda: home(app).find.hits.chosen == NAMESAKES[0])
        await pilot.press("down", "up", "down", "down", "pagedown", "pageup", "down")
        assert home(app).find.hits.chosen == NAMESAKES[1]
        assert access.opened == []


async def test_namesakes_are_told_apart_by_grade_and_room() -> None:
    app = kiosk(room=None)
    async with app.run_test() as pilot:
        await pilot.press(*"rivera")
        await until(pilot, lambda: "Room 03" in shown(app))
        lines = [line for line in shown(app).splitlines() if "Sam Rivera" in line]
        assert "Grade 2 · Room 03" in lines[0]
        assert "Grade 5 · Room 12" in lines[1]


async def test_a_hit_says_in_words_that_something_is_on() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await until(pilot, lambda: "● now »" in shown(app))


async def test_enter_at_the_end_of_a_fast_scan_waits_for_its_hit() -> None:
    """A scanner types faster than records answer; what opens is what was scanned."""
    gate = threading.Event()
    access = PretendAccess(before_students=gate.wait)
    app = kiosk(access, room=None)
    async with app.run_test() as pilot:
        await pilot.press(*"10077", "enter")
        assert access.opened == []
        gate.set()
        await until(pilot, lambda: access.opened == ["10077"], "Blair")


async def test_enter_right_behind_the_last_letter_opens_what_was_typed() -> None:
    access = PretendAccess()
    app = kiosk(access)
    async with app.run_test() as pilot:
        find = home(app).find
        for text, student in [("10077", "10077"), ("10042", "10042")]:
            find.box.value = text
            find.action_open()
            await until(pilot, lambda student=student: access.opened[-1:] == [student])  # type: ignore[misc]


async def test_enter_is_forgotten_when_something_else_is_typed() -> None:
    gate = threading.Event()
    access = PretendAccess(before_students=gate.wait)
    app = kiosk(access, room=None)
    async with app.run_test() as pilot:
        await pilot.press(*"10077", "enter", "x", "backspace")
        gate.set()
        await until(pilot, lambda: home(app).find.hits.chosen == BLAIR)
        await pilot.pause()
        assert access.opened == []


async def test_fifty_hits_at_most_and_it_says_how_many_there_are() -> None:
    app = kiosk(PretendAccess(everybody=many(312)), room=None)
    async with app.run_test() as pilot:
        await pilot.press(*"keane")
        await until(pilot, lambda: f"{MOST} of 312; type more letters." in shown(app))
        assert home(app).find.hits.virtual_size.height == MOST


def test_a_mark_says_in_words_what_is_on_as_far_as_there_is_room() -> None:
    mark = Mark(BLAKE, now=(Kind.MOVEMENT, Kind.MEDICATION), next=(), tonight=(), has_crisis_protocol=True)
    assert mark_words(mark, 24) == "● now » Movement + Nurse"
    assert mark_words(mark, 23) == "● now » +"
    assert mark_words(evolve(mark, now=(), next=(Kind.NOTICE,)), 15) == "○ next @ Family"
    assert mark_words(evolve(mark, now=()), 15) == "○ plan"


async def test_marks_are_asked_of_the_list_alone() -> None:
    access = PretendAccess(everybody=(BLAKE, *many(312)))
    app = kiosk(access)
    async with app.run_test() as pilot:
        await until(pilot, lambda: access.overviews == [("12", (BLAKE,))])
        await pilot.press(*"keane")
        await until(pilot, lambda: access.overviews[-1] == (None, home(app).find.hits.students))
        assert len(home(app).find.hits.students) == MOST


async def test_without_a_list_no_marks_are_asked_for() -> None:
    access, clock = PretendAccess(), hands()
    app = kiosk(access, clock, room=None)
    async with app.run_test() as pilot:
        clock.move(120)
        home(app).tick()
        await pilot.pause()
        assert access.overviews == []
        await pilot.press(*"blake")
        await until(pilot, lambda: "● now »" in shown(app))
        asked = len(access.overviews)
        clock.move(60)
        home(app).tick()
        await until(pilot, lambda: len(access.overviews) == asked + 1)


async def test_a_room_where_nobody_is_is_told_and_nothing_else() -> None:
    app = kiosk(room="99")
    async with app.run_test() as pilot:
        await until(pilot, lambda: explains(app) == 'no student is in room "99"')


async def test_nobody_found_is_said() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await pilot.press(*"qqq")
        await until(pilot, lambda: explains(app).startswith('Nobody is found for "qqq".'))
        assert explains(app).endswith("In an emergency F8 opens any student.")
        await pilot.press("enter")
        assert home(app).panel.student is None


async def test_escape_clears_what_was_typed() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await pilot.press(*"blair")
        await until(pilot, lambda: "Blair" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Blair" not in shown(app) and "Blake" in shown(app))
        assert home(app).find.box.value == ""


async def test_a_click_opens() -> None:
    access = PretendAccess()
    app = kiosk(access)
    async with app.run_test() as pilot:
        await until(pilot, lambda: home(app).find.hits.virtual_size.height == 2)
        await pilot.click(home(app).find.hits, offset=(20, 1))
        await until(pilot, lambda: access.opened == [NAMESAKES[1].id])


async def test_what_is_pasted_is_looked_for_wherever_the_focus_is() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        screen = await open_student(pilot, "blake", "Blake Bennett")
        app.post_message(events.Paste("Blair\x1b[2J\nKeane"))
        await until(pilot, lambda: screen.find.box.value == "Blair[2J")
        assert app.focused is screen.find.box


async def test_the_keys_of_the_box_neither_copy_nor_quit() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await pilot.press(*"secret", "ctrl+a", "shift+end", "ctrl+x", "ctrl+p")
        assert home(app).find.box.value == "secret"
        assert app.clipboard == ""
        assert app.screen is home(app)


@pytest.mark.parametrize("error", [BadInput("The records are locked."), Refused("Names are not for you.")])
async def test_a_search_that_fails_says_so(error: Exception) -> None:
    def fail() -> None:
        raise error

    app = kiosk(PretendAccess(before_students=fail))
    async with app.run_test() as pilot:
        await pilot.press("b")
        await until(pilot, lambda: str(error) in shown(app))


async def test_marks_that_cannot_be_read_are_not_silence() -> None:
    def fail() -> None:
        raise BadInput("The records are locked.")

    app = kiosk(PretendAccess(before_overview=fail))
    async with app.run_test() as pilot:
        await until(pilot, lambda: explains(app).endswith("Who has something on now could not be read."))
        assert "Blake Bennett" in shown(app)


async def test_whoever_may_not_see_marks_is_not_told_of_a_fault() -> None:
    asked = threading.Event()

    def refuse() -> None:
        asked.set()
        raise Refused("Marks are not for you.")

    app = kiosk(PretendAccess(before_overview=refuse))
    async with app.run_test() as pilot:
        await until(pilot, lambda: asked.is_set() and "Blake Bennett" in shown(app))
        assert "could not be read" not in shown(app)


async def test_records_are_asked_in_threads_of_their_own() -> None:
    access = PretendAccess()
    app = kiosk(access)
    async with app.run_test() as pilot:
        await open_student(pilot, "blake", "Blake Bennett")
    assert access.threads == {"kiosk-reader"}


def test_rooms_are_said_in_words() -> None:
    assert rooms_words(()) == ""
    assert rooms_words(("12",)) == "Room 12"
    assert rooms_words(("10", "11")) == "Rooms 10 and 11"
    assert rooms_words(("10", "11", "12", "13", "14")) == "Rooms 10, 11, 12 and 2 more"


async def test_where_is_looked_is_always_said() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await until(pilot, lambda: explains(app).startswith("Room 12."))
        await pilot.press(*"rivera")
        await until(pilot, lambda: explains(app) == "Whole school: 2 found. F5: only Room 12.")


async def test_a_key_looks_in_this_room_only_and_in_the_whole_school_again() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        box = home(app).find.box
        await pilot.press(*"sam")
        await pilot.press("f5")
        await until(pilot, lambda: box.value == "room 12 sam")
        await pilot.press("f5")
        await until(pilot, lambda: box.value == "sam")
        await pilot.press("backspace", "backspace", "backspace", "f5", "b")
        await until(pilot, lambda: box.value == "room 12 b")


async def test_a_kiosk_without_a_room_looks_in_the_room_of_the_marked_student() -> None:
    app = kiosk(room=None)
    async with app.run_test() as pilot:
        await pilot.press("f5")
        assert home(app).find.box.value == ""
        await pilot.press(*"keane")
        await until(pilot, lambda: home(app).find.hits.chosen == BLAIR)
        await pilot.press("f5")
        await until(pilot, lambda: home(app).find.box.value == "room 07 keane")


async def test_room_alone_asks_which() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        await pilot.press(*"room")
        await until(pilot, lambda: "Which room?" in shown(app))


@pytest.mark.parametrize("typed", ["王小明", "עברית", "👩‍👩‍👧", "ﬁ", "ÀÉÎ"])
async def test_letters_of_every_script_may_be_typed_and_pasted(typed: str) -> None:
    app = kiosk(room=None)
    async with app.run_test() as pilot:
        await pilot.press(*typed)
        await until(
            pilot, lambda: explains(app).startswith("Nobody is found") or bool(home(app).find.hits.students)
        )
        assert app.focused is home(app).find.box


async def test_a_very_long_paste_is_cut_and_looked_for() -> None:
    app = kiosk(room=None)
    async with app.run_test() as pilot:
        app.post_message(events.Paste("x" * 2_000_000))
        await until(pilot, lambda: home(app).find.box.value == "x" * LONGEST)


async def test_that_one_may_choose_is_said_where_there_is_somebody_to_choose() -> None:
    app = kiosk(room=None)
    async with app.run_test() as pilot:
        await pilot.press(*"sam rivera")
        await until(pilot, lambda: "↓ choose" in shown(app), "the hint")
        await pilot.press(*"zzz")
        await until(pilot, lambda: "↓ choose" not in shown(app), "no hint")
