"""Room today: who in this room needs something, and when; opened, moved on and closed by keys alone."""

import datetime as dt
import threading

import pytest
from attrs import evolve
from textual.pilot import Pilot

from kiosk.desk.home import HomeScreen
from kiosk.desk.keys import ACTIONS
from kiosk.faults import BadInput, NotAllowed
from kiosk.plans.model import Accommodation, Kind, Version
from kiosk.plans.student import Student, StudentId
from tests.desk.pretend import (
    BLAIR,
    BLAKE,
    HOSTILE,
    PretendAccess,
    hands,
    home,
    kiosk,
    shown,
    until,
)
from tests.made_school import blake

SMALL, LARGE = (80, 24), (160, 50)


def told(screen: HomeScreen) -> list[str]:
    return [
        " ".join(filter(None, (each.heading, each.name, each.time, each.text)))
        for each in screen.room_today.sheet.rows
    ]


async def read(pilot: Pilot[None], screen: HomeScreen) -> None:
    await until(pilot, lambda: screen.room_today.read is not None, "the room")


async def test_who_in_room_12_needs_something_is_answered_in_three_keys() -> None:
    app = kiosk(room=None)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("1", "2", "f3")
        await read(pilot, home(app))
        for words in ("Room 12 today", "between periods", "send at 11:55  To the nurse's office"):
            await until(pilot, lambda words=words: words in shown(app), words)  # type: ignore[misc]
        assert told(home(app))[:6] == [
            "NOW between periods",
            "Nothing that has a time.",
            "ALL DAY",
            "Blake Bennett May pace or stand at the back",
            "LUNCH next, 12:00 to 12:40",
            "Blake Bennett send at 11:55 To the nurse's office",
        ]


@pytest.mark.parametrize("typed", ["room 12", "blake", "10042", "Room 12"])
async def test_a_room_is_meant_by_its_name_or_by_whoever_is_in_it(typed: str) -> None:
    access = PretendAccess()
    app = kiosk(access, room=None)
    async with app.run_test() as pilot:
        await pilot.press(*("space" if each == " " else each for each in typed), "f3")
        await read(pilot, home(app))
        assert access.rooms == [("12", dt.date(2026, 11, 23))]


async def test_without_a_room_it_is_asked_for_and_what_is_typed_then_is_it() -> None:
    app = kiosk(room=None)
    async with app.run_test() as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: "Which room? Type its number, then press F3." in shown(app))
        await pilot.press("1", "2", "f3")
        await read(pilot, home(app))
        assert home(app).room_today.read is not None


async def test_a_large_screen_begins_with_this_kiosks_room_and_the_find_box_ready() -> None:
    app = kiosk()
    async with app.run_test(size=LARGE) as pilot:
        screen = home(app)
        await read(pilot, screen)
        await until(pilot, lambda: "Room 12 today" in shown(app))
        assert app.focused is screen.find.box
        await pilot.press("b", "l")
        assert screen.find.box.value == "bl"
        assert "Room 12 today" in shown(app)


async def test_a_small_screen_opens_this_kiosks_room_with_one_key_that_is_hinted_at() -> None:
    access = PretendAccess()
    app = kiosk(access)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "F3 room" in shown(app))
        assert access.rooms == []
        await pilot.press("f3")
        await until(pilot, lambda: "Room 12 today" in shown(app))


async def test_the_views_are_recorded_once_an_opening_and_not_each_minute() -> None:
    access, clock = PretendAccess(), hands()
    app = kiosk(access, clock)
    async with app.run_test(size=LARGE) as pilot:
        await read(pilot, home(app))
        for _ in range(5):
            clock.move(60)
            home(app).tick()
            await pilot.pause()
        assert len(access.rooms) == 1
        await pilot.press("f3")
        await until(pilot, lambda: len(access.rooms) == 2)


async def test_the_room_follows_the_bell_by_itself() -> None:
    clock = hands("2026-11-23T11:54:59")
    app = kiosk(clock=clock)
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: "LUNCH next, 12:00 to 12:40" in told(home(app)))
        clock.move(1)
        await until(
            pilot, lambda: "Blake Bennett send now · until 12:40 To the nurse's office" in told(home(app))
        )
        clock.move(45 * 60)
        await until(pilot, lambda: "PERIOD 5 next, 12:45 to 13:35" in told(home(app)))
        assert not any("nurse" in each for each in told(home(app)))


async def test_on_a_new_day_the_plans_are_read_anew() -> None:
    access, clock = PretendAccess(), hands("2026-11-23T23:59:59")
    app = kiosk(access, clock)
    async with app.run_test(size=LARGE) as pilot:
        await read(pilot, home(app))
        clock.move(1)
        await until(pilot, lambda: access.rooms[1:] == [("12", dt.date(2026, 11, 24))])


async def test_plans_that_come_after_midnight_are_asked_for_again() -> None:
    wait, clock = threading.Event(), hands("2026-11-23T23:59:59")
    access = PretendAccess(before_room=lambda _: wait.wait(20))
    app = kiosk(access, clock)
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: "Opening the plans …" in shown(app))
        clock.move(2)
        home(app).tick()
        wait.set()
        await read(pilot, home(app))
        assert access.rooms == [("12", dt.date(2026, 11, 23)), ("12", dt.date(2026, 11, 24))]


async def test_enter_opens_the_marked_student_and_escape_leads_back_to_find() -> None:
    access = PretendAccess()
    app = kiosk(access)
    async with app.run_test(size=SMALL) as pilot:
        screen = home(app)
        await pilot.press("f3")
        await read(pilot, screen)
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.panel.sheet.plans), "the plan")
        assert access.opened == ["10042"]
        await pilot.press("escape")
        assert app.focused is screen.find.box
        assert screen.panel.student is None


async def test_what_is_typed_on_the_room_is_looked_for() -> None:
    app = kiosk()
    async with app.run_test(size=SMALL) as pilot:
        screen = home(app)
        await pilot.press("f3")
        await read(pilot, screen)
        await pilot.press("b", "l", "a")
        await until(pilot, lambda: screen.find.box.value == "bla")
        assert app.focused is screen.find.box
        assert "Room 12 today" not in shown(app)


async def test_a_closed_room_leaves_nothing_behind() -> None:
    app = kiosk()
    async with app.run_test(size=LARGE) as pilot:
        screen = home(app)
        await read(pilot, screen)
        await pilot.press("escape")
        await until(pilot, lambda: "Room 12 today" not in shown(app))
        assert screen.room_today.read is None
        assert screen.room_today.rows.rows == ()
        assert "nurse" not in shown(app)


async def test_the_room_stands_behind_a_student_who_is_closed() -> None:
    app = kiosk()
    async with app.run_test(size=LARGE) as pilot:
        screen = home(app)
        await read(pilot, screen)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: bool(screen.panel.sheet.plans), "the plan")
        assert not screen.room_today.display
        await pilot.press("escape")
        await until(pilot, lambda: "Room 12 today" in shown(app))


async def test_the_room_of_an_open_student_is_one_key_away() -> None:
    access = PretendAccess(plans={BLAIR.id: (Version(1, blake()),)})
    app = kiosk(access)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*"blair")
        await until(pilot, lambda: home(app).find.hits.chosen == BLAIR)
        await pilot.press("enter")
        await until(pilot, lambda: bool(home(app).panel.sheet.plans))
        await pilot.press("f3")
        await until(pilot, lambda: "Room 07 today" in shown(app))


async def test_plans_that_cannot_be_read_never_look_like_a_room_without_plans() -> None:
    def broken(room: str | None) -> None:
        raise BadInput("The records cannot be read: disk I/O error.")

    app = kiosk(PretendAccess(before_room=broken))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: "could not be read" in shown(app))
        assert "Students here may have accommodations. Ask the office: +1 541 555 0100." in shown(app)
        assert "Nobody" not in shown(app)


async def test_who_may_not_see_the_room_is_told_why_and_who_can_help() -> None:
    def refused(room: str | None) -> None:
        raise NotAllowed("Room 12 is not among Ms. Chu's rooms.")

    app = kiosk(PretendAccess(before_room=refused))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: "Room 12 is not among Ms. Chu's rooms." in shown(app))
        assert "The office can help: +1 541 555 0100." in shown(app)


async def test_a_room_without_plans_says_so() -> None:
    app = kiosk(PretendAccess(plans={}))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: "Nobody in this room has a plan in force today." in shown(app))


async def test_keys_are_answered_while_the_records_do_not_answer() -> None:
    wait = threading.Event()
    app = kiosk(PretendAccess(before_room=lambda _: wait.wait(20)))
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: "Opening the plans …" in shown(app))
        await pilot.press("b")
        assert home(app).find.box.value == "b"
        wait.set()


async def test_hostile_names_and_notes_are_shown_and_do_nothing() -> None:
    everybody = tuple(
        Student(StudentId(f"7{index:04}"), name, "Hostile", "5", "12") for index, name in enumerate(HOSTILE)
    )
    items = tuple(Accommodation(str(index), Kind.HEALTH, text) for index, text in enumerate(HOSTILE))
    plan = Version(1, evolve(blake(), accommodations=items))
    app = kiosk(PretendAccess(everybody=everybody, plans={each.id: (plan,) for each in everybody}))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f3")
        await read(pilot, home(app))
        await until(pilot, lambda: "[/x] Hostile" in shown(app))
        await pilot.press(*["pagedown"] * 30)
        await pilot.resize_terminal(61, 20)
        await pilot.press(*["pageup"] * 30)
        await until(pilot, lambda: "[/x] Hostile" in shown(app) or "[/x] H" in shown(app))
        assert "\x1b" not in shown(app)


async def test_every_line_ends_before_the_edge_at_any_width() -> None:
    app = kiosk()
    async with app.run_test(size=SMALL) as pilot:
        screen = home(app)
        await pilot.press("f3")
        await read(pilot, screen)
        for width in (60, 71, 80, 100, 123):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            text = " ".join(shown(app).split())
            assert "suspension first." in text or "IF ! Blake Bennett" in text


def test_the_rooms_keys_stand_in_the_table_of_keys() -> None:
    assert {each.word for each in ACTIONS if each.name == "room"} == {"room"}
    assert BLAKE.homeroom == "12"
