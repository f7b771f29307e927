"""The nurse's round: a board of today's doses, three keys a child, and the record says the truth."""

import re
import sqlite3
from contextlib import closing

import pytest
from attrs import evolve

from kiosk.access.gate import Access
from kiosk.faults import BadInput
from kiosk.medication.choosing import Meant
from kiosk.medication.outcomes import Outcome, Party
from kiosk.records.engine import sqlite_engine
from kiosk.records.store import Records
from tests.desk.nurses_desk import (
    BELL,
    CHU,
    HALE,
    PINS,
    Counting,
    NursesDesk,
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
from tests.desk.pretend import hands, scan, scan_is_over, shown, until
from tests.records.making import student

CHILDREN = (
    child(10201, "Ada", "Ng"),
    child(10202, "Ben", "Ruiz", "14"),
    child(10203, "Cy", "Zee", "07", period="5"),
)


@pytest.fixture
def desk(records: Records) -> NursesDesk:
    """Ada of room 12 and Ben of room 14 are due at lunch, Cy of room 07 in period 5."""
    return furnish(records, *CHILDREN)


async def test_the_board_says_who_is_due_who_is_soon_and_with_what(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 3)
        assert [(each.place.value, each.name) for each in screen.rows] == [
            ("Due now", "Ada Ng"),
            ("Due now", "Ben Ruiz"),
            ("Soon", "Cy Zee"),
        ]
        await until(pilot, lambda: "0 overdue · 2 due now · 1 soon" in shown(app), "the counts")
        assert "methylphenidate 5 mg" in shown(app)


async def test_the_board_says_a_whole_dose_or_none(records: Records) -> None:
    """`insulin lispro 1 u…` and `2 capsules with lunch, 1…` are read as doses."""
    children = [child(10200 + more, "Ada", f"Ng{more:02}", drug="x" * (20 + more)) for more in range(22)]
    app = furnish(records, *children).app()
    async with app.run_test(size=(80, 40)) as pilot:
        await open_board(pilot, len(children))
        await until(pilot, lambda: "x …" in shown(app), "a dose for which there is no room")
        assert "x 5 mg" in shown(app)
        assert not re.findall(r"x 5(?! mg)", shown(app))
        assert not re.findall(r"x 5 mg…", shown(app))


async def test_at_80_columns_the_foot_names_the_sign_off(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_board(pilot, 3)
        await until(pilot, lambda: "F10 sign off" in shown(app), "the key")
        for key in ("Enter open", "F5 not come", "F9 send for", "F4 sheet", "F1 help"):
            assert key in shown(app)


async def test_what_is_typed_marks_the_first_child_whom_it_finds(records: Records) -> None:
    children = (child(10201, "Ada", "Ng"), child(10202, "Ben", "Ng"), child(10203, "Cy", "Ng"))
    app = furnish(records, *children).app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 3)
        await pilot.press("down", "down")
        assert screen.list.chosen is not None
        assert screen.list.chosen.name == "Cy Ng"
        await pilot.press(*"ng")
        await until(pilot, lambda: screen.list.chosen is not None and screen.list.chosen.name == "Ada Ng")
        await pilot.press("down")
        screen.look()
        await pilot.pause(0.2)
        assert screen.list.chosen.name == "Ben Ng", "what another kiosk records leaves the mark"


async def test_three_keys_give_a_dose_and_mark_the_next_child(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 3)
        await give(pilot)
        entry = desk.entries()[0]
        assert (entry.key.student, entry.outcome, entry.who, entry.slot) == (
            "10201",
            Outcome.GIVEN,
            "chu",
            "lunch",
        )
        assert screen.list.chosen is not None
        assert screen.list.chosen.name == "Ben Ruiz"
        await until(pilot, lambda: "1 done" in shown(app), "the new counts")
        assert screen.list.chosen.name == "Ben Ruiz"
        assert "Ada Ng: given at 12:00 by A. Chu." in shown(app)


async def test_without_name_and_birthdate_nothing_is_given(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 3)
        await open_dose(pilot)
        await until(pilot, lambda: "9 March 2016" in shown(app), "the birthdate")
        assert "“What is your name?”" in shown(app)
        await press(pilot, "g", "First ask name and birthday")
        await press(pilot, "1", "[x] 1")
        await press(pilot, "g", "First ask name and birthday")
        assert not desk.entries()


async def test_neither_enter_nor_any_scan_gives_or_ticks(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 3)
        screen = await open_dose(pilot)
        for text in ("12g", "1 g", "g", "12345", "ggg1"):
            scan(app, text)
            await scan_is_over(pilot)
            await pilot.pause(0.1)
        assert not any(screen.identity.ticked)
        await press(pilot, "space", "[x] 2")
        for text in ("g", "g1", "1g2"):
            scan(app, text)
            await scan_is_over(pilot)
            await pilot.pause(0.1)
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert app.screen is screen
        assert not desk.entries()


async def test_another_childs_card_stops_it_and_ones_own_is_half_of_the_proof(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 3)
        screen = await open_dose(pilot)
        await press(pilot, "space", "[x] 2")
        scan(app, "10202")
        await until(pilot, lambda: "Stop: that is" in shown(app), "the warning")
        assert not any(screen.identity.ticked)
        await scan_is_over(pilot)
        scan(app, "10201")
        await until(pilot, lambda: screen.identity.ticked == (True, False), "the name")
        await scan_is_over(pilot)
        await press(pilot, "space", "[x] 2")
        scan(app, "HTTPS://OTHER.EXAMPLE/C/" + "A" * 26)
        await until(pilot, lambda: "Stop: " in shown(app), "a card of nobody here")
        assert not any(screen.identity.ticked)
        assert not desk.entries()


async def test_a_scanned_number_finds_the_child_on_the_board(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 3)
        screen.scanned("10202")
        await until(pilot, lambda: [each.name for each in screen.list.rows] == ["Ben Ruiz"], "Ben alone")


async def test_a_name_narrows_the_board_and_the_box_is_empty_for_the_next_child(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 3)
        await give(pilot, *"ben")
        assert desk.entries()[0].key.student == "10202"
        await until(pilot, lambda: "Ben Ruiz: given at 12:00 by A. Chu." in shown(app), "what was done")
        assert len(screen.list.rows) == 3
        assert screen.list.chosen is not None
        assert screen.list.chosen.name == "Ada Ng"


async def test_the_second_confirmation_is_told_who_gave_it_and_when(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 3)
        await open_dose(pilot)
        await press(pilot, "space", "[x] 2")
        other = desk.round(BELL)
        other.record(wanted_by(BELL.id, "10201"))
        await press(pilot, "g", "Stop: given at 12:00 by B. Bell. Nothing was recorded.")
        assert len(desk.entries()) == 1


async def test_the_board_moves_when_another_kiosk_records_and_with_the_clock(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 3)
        desk.round(BELL).record(wanted_by(BELL.id, "10201"))
        screen.look()
        await until(pilot, lambda: "1 done" in shown(app), "the other kiosk's dose")
        clock_says(desk, "12:31")
        screen.look()
        await until(pilot, lambda: "1 overdue · 1 due now" in shown(app), "what the clock did")


async def test_a_dose_that_another_kiosk_gave_leaves_the_mark_to_the_next_child(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 3)
        assert screen.list.chosen is not None
        assert screen.list.chosen.name == "Ada Ng"
        desk.round(BELL).record(wanted_by(BELL.id, "10201"))
        screen.look()
        await until(pilot, lambda: "1 done" in shown(app), "the other kiosk's dose")
        assert screen.list.chosen is not None
        assert screen.list.chosen.name == "Ben Ruiz"


async def test_a_dose_whose_time_is_over_says_since_when(desk: NursesDesk) -> None:
    clock_says(desk, "13:10")
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 3)
        await open_dose(pilot, *"ada")
        assert "! late: its time ended at 12:30, 40 minutes ago" in shown(app)


async def test_a_day_that_cannot_be_signed_off_says_what_is_open(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 3)
        await press(pilot, "f10", "0 overdue · 2 due now · 1 soon.")
        await press(pilot, "f4", "Not signed off: 3 doses are still open. Ada Ng, lunch: no outcome")
        assert "and 1 more." in shown(app)


async def test_a_board_that_has_not_moved_is_not_read_again(desk: NursesDesk) -> None:
    nurses_round = Counting(desk.round())
    app = desk.app(nurses_round=nurses_round)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 3)
        looked = nurses_round.stamps
        screen.look()
        await until(pilot, lambda: nurses_round.stamps > looked, "a look")
        assert nurses_round.boards == 1


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
async def test_locked_records_say_so_and_the_same_dose_is_sent_again(desk: NursesDesk, lock: str) -> None:
    """Another program holds the lock longer than the kiosk waits; beside an EXCLUSIVE one nobody reads."""
    kept = desk.records
    hasty = Records(sqlite_engine(kept.path, patience=20), kept.school, kept.vault, kept.path)
    app = desk.app(nurses_round=desk.round(records=hasty))
    other = sqlite3.connect(kept.path, isolation_level=None)
    async with app.run_test(size=(100, 30)) as pilot:
        with hasty, closing(other):
            await open_board(pilot, 3)
            screen = await open_dose(pilot)
            await press(pilot, "space", "[x] 2")
            other.execute(f"BEGIN {lock}")
            await press(pilot, "g", "Press t to try again: it stays one dose.")
            assert "is in use by another program; wait a moment" in screen.said
            other.execute("ROLLBACK")
            assert not desk.entries()
            await pilot.press("t")
            await until(pilot, lambda: app.screen is board(app), "the board")
    assert [each.confirmation for each in desk.entries()] == [screen.confirmation]


async def test_an_answer_that_was_lost_is_no_second_dose(desk: NursesDesk) -> None:
    nurses_round = Counting(desk.round())
    app = desk.app(nurses_round=nurses_round)
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 3)
        await open_dose(pilot)
        await press(pilot, "space", "[x] 2")
        nurses_round.lost = BadInput("It is not known whether this dose was recorded.")
        await press(pilot, "g", "Press t to try again")
        nurses_round.lost = None
        await pilot.press("t")
        await until(pilot, lambda: app.screen is board(app), "the board")
        assert len(desk.entries()) == 1


async def test_a_dose_too_soon_needs_a_second_person_here_and_a_reason(records: Records) -> None:
    desk = furnish(records, child(10201, "Ada", "Ng", lines="min_gap = 240"))
    at_home = evolve(
        wanted_by(CHU.id, "10201"),
        outcome=Outcome.HOME, reason="Her father says so.", given_at=hands("2026-11-23T09:00").at[0],
    )  # fmt: skip
    desk.round().record(evolve(at_home, meant=Meant("lunch", "504", None)))
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 1)
        await open_dose(pilot)
        assert "Last dose of this drug: given at home at 09:00 today" in shown(app)
        assert "! too soon" in shown(app)
        await press(pilot, "space", "[x] 2")
        await press(pilot, "g", "v gives it all the same")
        await press(pilot, "v", "Second person's ID")
        await pilot.press(*"bell", "enter", *"000000", "enter", *"ok", "f4")
        await until(pilot, lambda: "do not go together" in shown(app), "the wrong PIN")
        await press(pilot, "v", "Second person's ID")
        await pilot.press(*"bell", "enter", *PINS["bell"], "enter", *"asked", "f4")
        await until(pilot, lambda: app.screen is board(app), "the board")
    given = desk.entries()[-1]
    assert (given.outcome, given.told.override_by, given.told.reason) == (Outcome.GIVEN, "bell", "asked")


async def test_a_late_dose_says_before_the_key_that_the_next_one_comes_too_soon(records: Records) -> None:
    lunch = child(10201, "Ada", "Ng", lines="min_gap = 90")
    orders = lunch[lunch.index('[[accommodation]]\nid = "lunch"') :]
    later = orders.replace('id = "lunch"', 'id = "later"').replace('period = "lunch"', 'period = "6"')
    desk = furnish(records, f"{lunch}{later}")
    clock_says(desk, "12:20")
    app = desk.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_board(pilot, 2)
        await open_dose(pilot)
        await until(
            pilot, lambda: "! given now, the dose due at 13:40 (period 6) comes" in shown(app), "that"
        )
        await press(pilot, "space", "[x] 2")
        await pilot.press("g")
        await until(pilot, lambda: app.screen is board(app), "the board, for it refuses nothing")
    assert [each.outcome for each in desk.entries()] == [Outcome.GIVEN]


async def test_an_undo_is_a_correction_beside_the_entry_with_a_reason(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 3)
        await give(pilot)
        await until(pilot, lambda: "1 done" in shown(app), "the new counts")
        await open_dose(pilot, *"ada")
        assert "Given at 12:00 by A. Chu." in shown(app)
        await press(pilot, "u", "Take this back")
        await press(pilot, "f4", "This is needed too: Why?")
        await pilot.press(*"twin", "f4")
        await until(pilot, lambda: app.screen is screen, "the board")
        assert [(each.outcome, each.told.reason) for each in desk.entries()] == [
            (Outcome.GIVEN, ""),
            (Outcome.UNDO, "twin"),
        ]
        await until(pilot, lambda: "2 due now" in shown(app), "open again")


async def test_what_happened_to_a_dose_afterwards_stands_beside_it(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 3)
        await give(pilot)
        await until(pilot, lambda: "1 done" in shown(app), "the new counts")
        clock_says(desk, "12:09")
        await open_dose(pilot, *"ada")
        assert "a afterwards" in shown(app)
        assert "g give" not in shown(app)
        await press(pilot, "a", "vomited after it")
        assert "is absent" not in shown(app)
        await press(pilot, "v", "[x] 1 nurse")
        await pilot.press(*"15")
        await press(pilot, "f4", "The dose was 9 minutes ago: no more minutes than that, please.")
        await pilot.press("backspace", "backspace", *"6", "enter", "3", "f4")
        await until(pilot, lambda: "[ ] 2 the prescriber was told" in shown(app), "whom to tell")
        given, vomited = desk.entries()
        assert (given.outcome, vomited.outcome) == (Outcome.GIVEN, Outcome.VOMITED)
        assert vomited.told.follows == given.confirmation
        assert (vomited.told.minutes_after, vomited.at) == (6, hands("2026-11-23T12:06").at[0])
        assert vomited.told.parties == (Party.NURSE, Party.HOME)
        await pilot.press("2")
        await until(pilot, lambda: app.screen is screen, "the board")


async def test_a_dose_of_earlier_that_two_people_take_on_keeps_its_time(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 3)
        await open_dose(pilot)
        await press(pilot, "space", "[x] 2")
        await press(pilot, "e", "why it is entered only now")
        await pilot.press(*"1240", "enter", *"bus")
        await press(pilot, "f4", "12:40 is still to come; it is 12:00.")
        await pilot.press("up", *"1055")
        await press(pilot, "f4", "v override")
        await press(pilot, "v", "as given at 10:55")
        await pilot.press(*"bell", "enter", *PINS["bell"], "enter", *"bus", "f4")
        await until(pilot, lambda: app.screen is board(app), "the board")
    entry = desk.entries()[0]
    assert (entry.at, entry.told.override_by) == (hands("2026-11-23T10:55").at[0], "bell")


async def test_an_incident_stays_on_the_board_until_everybody_was_told(desk: NursesDesk) -> None:
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 3)
        await open_dose(pilot)
        await say(pilot, "v", "10", "13")
        await until(pilot, lambda: "[x] 3 home was told" in shown(app), "whom to tell")
        await press(pilot, "escape", "tell nurse and prescriber")
        entry = desk.entries()[0]
        assert (entry.outcome, entry.told.minutes_after) == (Outcome.VOMITED, 10)
        assert entry.told.parties == (Party.HOME,)
        await pilot.press(*"ada", "enter")
        await until(pilot, lambda: "This stays on the board" in shown(app), "whom to tell")
        await press(pilot, "1", "[x] 1")
        await pilot.press("2")
        await until(pilot, lambda: app.screen is screen, "the board")
        await pilot.press("escape")
        await until(pilot, lambda: "to tell" not in shown(app) and "1 done" in shown(app), "nobody to tell")


async def test_the_principal_sees_who_comes_but_neither_drug_nor_a_way_to_give_it(desk: NursesDesk) -> None:
    app = desk.app(HALE)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_board(pilot, 3)
        assert "Ada Ng" in shown(app)
        assert "methylphenidate" not in shown(app)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert app.screen is screen


async def test_a_pretended_clock_records_no_dose_and_says_why(desk: NursesDesk) -> None:
    app = desk.app(nurses_round=desk.round(refusal="For looking only."))
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 3)
        await open_dose(pilot)
        await press(pilot, "space", "[x] 2")
        await press(pilot, "g", "Stop: For looking only. Nothing was recorded.")
        assert not desk.entries()


async def test_the_card_of_a_child_without_a_dose_says_so(
    desk: NursesDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Access, "scanned", lambda *_: student("10204", "Dee", "Ito"))
    app = desk.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_board(pilot, 3)
        scan(app, "HTTPS://PLANS.MAPLE.EXAMPLE/C/HERS")
        await until(pilot, lambda: "Dee Ito has no medication at school today." in shown(app), "that")
        assert "Ada Ng" in shown(app)
