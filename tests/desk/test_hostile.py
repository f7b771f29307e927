"""Names and texts that try to be commands: shown as they are, in every widget, and nothing happens."""

import pytest
from attrs import evolve

from kiosk.desk.words import plain
from kiosk.faults import BadInput
from kiosk.plans.model import Contact
from tests.desk.pretend import (
    HOSTILE,
    HOSTILES,
    PretendAccess,
    home,
    kiosk,
    open_student,
    shown,
    until,
    with_plan,
)
from tests.made_school import blake


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_hostile_names_in_the_list(size: tuple[int, int]) -> None:
    app = kiosk(room=None)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*"hostile")
        await until(pilot, lambda: "[gifted]" in shown(app))
        assert "[/x]" in shown(app)
        assert "\x1b" not in shown(app)
        assert "\u202e" not in shown(app)
        await pilot.press(*["down"] * len(HOSTILES), *["up"] * len(HOSTILES))


@pytest.mark.parametrize("index", range(len(HOSTILE)))
@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_hostile_text_in_every_part_of_a_plan(index: int, size: tuple[int, int]) -> None:
    text, plan, student = HOSTILE[index], blake(), HOSTILES[index]
    contact = Contact(text, text, text, language=text)
    student = evolve(student, contacts=(contact, contact))
    items = tuple(
        evolve(
            each,
            text=text,
            steps=(text, f"Call home {text}"),
            never=(text,),
            instead_of_home=text,
            when=evolve(each.when, trigger=text if each.when.trigger else None),
        )
        for each in plan.accommodations
    )
    access = with_plan(evolve(plan, accommodations=items), student)
    access.everybody = (student,)
    app = kiosk(access, room=None)
    async with app.run_test(size=size) as pilot:
        screen = home(app)
        await pilot.press(*"hostile")
        await until(pilot, lambda: screen.find.hits.chosen is not None)
        await pilot.press("enter")
        await until(pilot, lambda: len(screen.panel.sheet.protocols) > 0)
        await pilot.press("w", "c", "end", "home", "tab", "tab")
        visible = plain(text).split()
        assert not visible or visible[0][:6] in shown(app)
        for forbidden in ("\x1b", "\u202e", "\x07", "\ud800", "\t"):
            assert forbidden not in shown(app)
    assert app.return_code == 0 or app.return_code is None


async def test_hostile_text_in_a_school_a_room_and_an_error() -> None:
    def fail(_: str) -> None:
        raise BadInput("The file [/x].toml [gifted] is broken")

    app = kiosk(PretendAccess(before_open=fail), room="[/x]")
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Room [/x]" in shown(app))
        await open_student(pilot, "blake", "Blake Bennett")
        await until(pilot, lambda: "[/x].toml [gifted] is broken" in shown(app))


async def test_a_notification_is_never_markup() -> None:
    app = kiosk()
    async with app.run_test() as pilot:
        app.notify("[/x] [gifted]", title="[/y]", markup=True)
        await pilot.pause()
        assert [each.markup for each in app._notifications] == [False]


async def test_hostile_text_in_the_find_box() -> None:
    app = kiosk(room=None)
    async with app.run_test() as pilot:
        for text in HOSTILE:
            home(app).find.box.clear()
            home(app).find.box.take(text)
            await pilot.pause()
        home(app).find.box.value = "[/x]"
        await until(pilot, lambda: "[/x] Hostile" in shown(app))
