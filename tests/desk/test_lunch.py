"""A whole lunch by keys: fifty children, and afterwards the record says what happened to each."""

from collections import Counter
from collections.abc import Callable

from kiosk.desk.round import RoundScreen
from kiosk.medication.outcomes import Outcome, Party
from kiosk.records import doses
from kiosk.records.store import Records
from kiosk.records.verifying import verify
from tests.desk.nurses_desk import (
    BELL,
    board,
    child,
    clock_says,
    furnish,
    give,
    open_board,
    open_dose,
    press,
    say,
    wanted_by,
)
from tests.desk.pretend import shown, until

FAMILIES = ("Abara", "Bauer", "Chu", "Diaz", "Evans", "Fox", "Gray", "Hale", "Ito", "Jones")
CHILDREN = {
    str(10200 + number): (f"{given} {family}", room)
    for number, (family, given, room) in enumerate(
        (family, given, ("07", "12", "14")[place % 3])
        for family in FAMILIES
        for place, given in enumerate(("Ada", "Ben", "Cy", "Dee", "Eli"))
    )
}
"""In the order in which the board shows them."""
REFUSED = ("10203", "10217", "10231")
ABSENT = ("10208", "10244")
TWICE, VOMITED = "10225", "10240"


async def test_a_lunch_of_fifty_children_agrees_with_the_record(records: Records) -> None:
    desk = furnish(
        records,
        *(_child(number, name, room) for number, (name, room) in CHILDREN.items()),
    )
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 50)
        for place, number in enumerate(CHILDREN):
            clock_says(desk, f"12:{place // 2:02}")
            await until(pilot, _is_next(screen, number), f"{number} to be next")
            if number in REFUSED:
                await open_dose(pilot)
                await say(pilot, "r", "3")
            elif number in ABSENT:
                await open_dose(pilot)
                await say(pilot, "a")
            elif number == VOMITED:
                await open_dose(pilot)
                await say(pilot, "v", "2", "13")
                await until(pilot, lambda: "was told" in shown(app), "whom to tell")
                await pilot.press("2")
            elif number == TWICE:
                await open_dose(pilot)
                desk.round(BELL).record(wanted_by(BELL.id, TWICE))
                await press(pilot, "space", "[x] 2")
                await press(pilot, "g", "by B. Bell. Nothing was recorded.")
                await pilot.press("escape")
            else:
                await give(pilot)
            await until(pilot, lambda: app.screen is board(app), "the board")
            if number == TWICE:
                await until(pilot, lambda: not _waits(screen, TWICE), "the other kiosk's dose")
                screen.list.mark(screen.list.after(None))
        await until(pilot, lambda: "0 overdue · 0 due now · 48 done · 2 not coming" in shown(app), "the end")
    entries = desk.entries()
    assert Counter(each.outcome for each in entries) == {
        Outcome.GIVEN: 44,
        Outcome.REFUSED: 3,
        Outcome.ABSENT: 2,
        Outcome.VOMITED: 1,
    }
    by_child = {each.key.student: each for each in entries}
    assert set(by_child) == set(CHILDREN)
    assert {number for number, each in by_child.items() if each.outcome is Outcome.REFUSED} == set(REFUSED)
    assert {number for number, each in by_child.items() if each.outcome is Outcome.ABSENT} == set(ABSENT)
    assert (by_child[TWICE].who, by_child[VOMITED].told.minutes_after) == ("bell", 2)
    assert all(by_child[each].told.parties == (Party.HOME,) for each in REFUSED)
    with records.reading() as transaction:
        told = doses.told_since(transaction, [by_child[VOMITED].confirmation])
    assert told == {by_child[VOMITED].confirmation: {Party.PRESCRIBER}}
    assert verify(records).intact


def _child(number: str, name: str, room: str) -> str:
    given, family = name.split()
    return child(int(number), given, family, room)


def _is_next(screen: RoundScreen, number: str) -> Callable[[], bool]:
    return lambda: _marked(screen) == number


def _marked(screen: RoundScreen) -> str:
    return screen.list.chosen.dose.student.id if screen.list.chosen else ""


def _waits(screen: RoundScreen, student: str) -> bool:
    return any(each.dose.student.id == student and each.is_waiting for each in screen.rows)
