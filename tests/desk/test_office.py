"""The office: what there is to print, a look at the first card, and a run that can be stopped safely."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from cards.classes import Order
from kiosk.card_fate import Fate
from kiosk.commands.running import run
from kiosk.desk import KioskApp
from kiosk.desk.help import HelpScreen
from kiosk.desk.leaving import LeavingScreen
from kiosk.desk.locking import LOCK_AFTER, LOCK_DUE, SCAN_LATER
from kiosk.desk.office import LATE, STOPPING, OfficeScreen
from kiosk.desk.office_progress import STOPPED
from kiosk.desk.office_words import NOTHING
from kiosk.records import ledger
from kiosk.records.events import Event
from tests.cards import tools
from tests.commands.printing import a_plan
from tests.desk.office_pretend import ADA, BO, CY, PretendOffice, Slow, status
from tests.desk.pretend import CARD, home, kiosk, scan, scan_is_over, shown, until
from tests.desk.test_lock import Watch, locked
from tests.desk.test_print_screen import PRETENDED, SUBSTITUTE, Desk, an_lp


async def enter(pilot: Pilot[None], office: PretendOffice, folder: Path) -> OfficeScreen:
    """Stand before a pretended office."""
    screen = OfficeScreen(office, "+1 541 555 0100", app_of(pilot).under_way, lambda: folder)
    await pilot.app.push_screen(screen)
    await until(pilot, lambda: "Everybody" in shown(app_of(pilot)), "the list")
    return screen


def app_of(pilot: Pilot[None]) -> KioskApp:
    assert isinstance(pilot.app, KioskApp)
    return pilot.app


def at(app: KioskApp) -> OfficeScreen:
    """The office, perhaps under a question."""
    found = next(each for each in app.screen_stack if isinstance(each, OfficeScreen))
    assert isinstance(found, OfficeScreen)
    return found


async def said(pilot: Pilot[None], words: str) -> None:
    await until(pilot, lambda: words in " ".join(shown(app_of(pilot)).split()), words)


async def test_the_office_says_what_has_changed_and_how_many_cards_each_room_has(tmp_path: Path) -> None:
    async with kiosk().run_test(size=(80, 24)) as pilot:
        screen = await enter(pilot, PretendOffice(), tmp_path)
        await said(pilot, "3 cards: 1 printed · 1 changed · 1 never printed")
        rows = [" ".join(each.split()) for each in shown(app_of(pilot)).splitlines()]
        for row in ("▸ Changed or new 2 2", "Everybody 3 2", "Room 11 2 1", "Room 12 1 1"):
            assert any(each.startswith(row) for each in rows), row
        await said(pilot, "2 cards on 1 sheet of Avery 5371 business cards. 1 card that is valid now ends")
        await said(pilot, f"to the file cards-changed-2026-11-23.pdf in {tmp_path}")
        assert screen.said == ""


async def test_the_first_card_in_the_order_is_looked_at_once_the_mark_rests(tmp_path: Path) -> None:
    office = PretendOffice()
    async with kiosk().run_test(size=(80, 24)) as pilot:
        await enter(pilot, office, tmp_path)
        await pilot.press("down", "down", "down")
        await said(pilot, "Cy Adler")
        assert office.looked == ["Cy"], "whoever is passed over is not looked at"
        await pilot.press("up", "up")
        await said(pilot, "Ada Ng")
        await pilot.press("o", "o")
        await said(pilot, "by name")
        await said(pilot, "Cy Adler")


async def test_a_large_window_shows_the_first_card_as_a_picture(tmp_path: Path) -> None:
    async with kiosk().run_test(size=(140, 45)) as pilot:
        await enter(pilot, PretendOffice(), tmp_path)
        await said(pilot, "The code in the picture is a sample and opens nothing.")
        await said(pilot, "▀")
        await said(pilot, "LUNCH To the nurse")


async def test_what_is_printed_is_what_is_chosen_in_the_order_that_is_chosen(tmp_path: Path) -> None:
    office = PretendOffice(printers=("lab", "office"))
    async with kiosk().run_test(size=(80, 24)) as pilot:
        await enter(pilot, office, tmp_path)
        await pilot.press("end", "o", "s", "k", "t", "t", "f4")
        await said(pilot, "It is printed.")
    ((title, ordering, printer),) = office.runs
    assert (title, printer) == ("Room 12", "office")
    assert (ordering.by, ordering.has_separators, ordering.is_stacked) == (Order.GRADE, True, True)


async def test_by_name_there_are_no_classes_to_separate(tmp_path: Path) -> None:
    async with kiosk().run_test(size=(80, 24)) as pilot:
        await enter(pilot, PretendOffice(), tmp_path)
        await pilot.press("s")
        await said(pilot, "s separator cards: yes")
        await pilot.press("o", "o", "s")
        await said(pilot, "o by name k cut and stack")


async def test_where_every_card_is_right_there_is_nothing_to_print(tmp_path: Path) -> None:
    office = PretendOffice(status=status({ADA: Fate.RIGHT}))
    async with kiosk().run_test(size=(80, 24)) as pilot:
        await enter(pilot, office, tmp_path)
        await said(pilot, NOTHING)
        await pilot.press("f4")
        await pilot.pause()
        assert office.runs == []
        assert "F4 print" not in shown(app_of(pilot))


async def test_who_holds_a_card_without_a_plan_is_named_with_what_to_do(tmp_path: Path) -> None:
    office = PretendOffice(status=status({ADA: Fate.RIGHT}, gone=(BO, CY)))
    async with kiosk().run_test(size=(80, 24)) as pilot:
        await enter(pilot, office, tmp_path)
        await said(pilot, "A valid card and no plan any more: Bo Okafor, Cy Adler.")
        await said(pilot, "kiosk links revoke 2 3")


async def test_neither_a_scanners_enter_nor_letters_print(tmp_path: Path) -> None:
    office = PretendOffice()
    async with kiosk().run_test(size=(80, 24)) as pilot:
        await enter(pilot, office, tmp_path)
        await pilot.press("enter", "y", "space", "enter")
        await pilot.pause()
        assert office.runs == []


async def test_a_run_says_how_far_it_is_and_keys_are_answered_meanwhile(tmp_path: Path) -> None:
    slow = Slow()
    async with kiosk().run_test(size=(80, 24)) as pilot:
        screen = await enter(pilot, PretendOffice(during_run=slow), tmp_path)
        await pilot.press("f4")
        await said(pilot, "Printing 500 of 2,000 cards")
        await said(pilot, "█")
        await said(pilot, "a second · about")
        await said(pilot, "Esc stops it")
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app_of(pilot).screen, HelpScreen))
        await said(pilot, "In the office ↑")
        await pilot.press("escape")
        slow.go.set()
        await said(pilot, "It is printed.")
        assert screen.said == "It is printed."


async def test_escape_stops_a_run_and_nothing_has_changed(tmp_path: Path) -> None:
    office = PretendOffice(during_run=Slow())
    async with kiosk().run_test(size=(80, 24)) as pilot:
        await enter(pilot, office, tmp_path)
        await pilot.press("f4")
        await said(pilot, "Printing 500 of 2,000 cards")
        await pilot.press("escape")
        await said(pilot, STOPPED)
        assert list(tmp_path.iterdir()) == []
        assert not app_of(pilot).under_way.is_on
        await pilot.press("escape")
        await until(pilot, lambda: app_of(pilot).screen is home(app_of(pilot)))


async def test_whoever_stops_too_late_is_told_that_it_is_done(tmp_path: Path) -> None:
    slow = Slow()
    deaf = PretendOffice(during_run=lambda _: slow.go.wait())
    async with kiosk().run_test(size=(80, 24)) as pilot:
        await enter(pilot, deaf, tmp_path)
        await pilot.press("f4", "escape")
        await said(pilot, STOPPING)
        slow.go.set()
        await said(pilot, f"{LATE} It is printed.")


async def test_the_kiosk_locks_itself_only_after_what_it_prints_and_as_late_as_ever(
    tmp_path: Path,
) -> None:
    slow, watch, app = Slow(), Watch(), kiosk()
    app.idle = watch.idle()
    async with app.run_test(size=(80, 24)) as pilot:
        await enter(pilot, PretendOffice(during_run=slow), tmp_path)
        await pilot.press("f4")
        await said(pilot, "Printing 500")
        watch.steady = 10 * LOCK_AFTER
        app.lock_if_idle()
        await pilot.pause()
        assert not app.is_locked
        slow.go.set()
        await said(pilot, "It is printed.")
        watch.steady += LOCK_AFTER - 1
        app.lock_if_idle()
        assert not app.is_locked, "what came of it is there for as long as anything is"
        watch.steady += 1
        app.lock_if_idle()
        await locked(pilot, app)


async def test_a_lock_that_is_asked_for_while_it_prints_comes_when_that_has_ended(tmp_path: Path) -> None:
    slow, app = Slow(), kiosk()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await enter(pilot, PretendOffice(during_run=slow), tmp_path)
        await pilot.press("f4")
        await said(pilot, "Printing 500")
        await pilot.press("ctrl+l")
        await said(pilot, LOCK_DUE)
        assert not app.is_locked
        slow.go.set()
        await locked(pilot, app)
        assert (tmp_path / "cards-changed-2026-11-23.pdf").exists()


async def test_a_scan_does_not_break_into_a_run(tmp_path: Path) -> None:
    slow, app = Slow(), kiosk()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await enter(pilot, PretendOffice(during_run=slow), tmp_path)
        await pilot.press("f4")
        await said(pilot, "Printing 500")
        scan(app, CARD)
        await said(pilot, SCAN_LATER)
        assert app.screen is at(app)
        await scan_is_over(pilot)
        slow.go.set()
        await said(pilot, "It is printed.")


async def test_closing_the_kiosk_asks_and_then_stops_the_run(tmp_path: Path) -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await enter(pilot, PretendOffice(during_run=Slow()), tmp_path)
        await pilot.press("f4")
        await said(pilot, "Printing 500")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, LeavingScreen))
        await said(pilot, "closing stops that, and the old cards stay valid")
        await pilot.press("n")
        await said(pilot, "Printing 500")
        app.under_way.stop()  # as the end of the kiosk does
        assert not app.under_way.is_on
        assert list(tmp_path.iterdir()) == []
        await said(pilot, STOPPED)


@pytest.fixture
def three(desk: Desk) -> Desk:
    """Blake and Ada in room 12, and Bo in room 11; nobody has a card."""
    school = desk.folder.parent / "school"
    for number, name in (("10050", "Ada"), ("10061", "Bo")):
        (school.parent / f"{name}.toml").write_text(a_plan(number, name, ends="2027-06-11"))
        assert run(["--school", str(school), "import", "plans", str(school.parent / f"{name}.toml")]) == 0
    return desk


def prints_noted(desk: Desk) -> int:
    with desk.records.reading() as transaction:
        return len(list(ledger.entries(transaction, event=Event.CARDS)))


async def open_office(pilot: Pilot[None]) -> None:
    await pilot.press("f6")
    await said(pilot, "Office: print cards")


async def test_a_secretary_prints_all_cards_and_then_only_what_has_changed(three: Desk) -> None:
    async with three.app().run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "F6 the office" in shown(app_of(pilot)))
        await open_office(pilot)
        await said(pilot, "3 cards: 3 never printed")
        await pilot.press("f4")
        await said(pilot, "3 cards on 1 sheet are in")
        await said(pilot, "Every code was read back, and they are the valid ones now.")
        await said(pilot, "3 cards: 3 printed")
        assert len(three.valid_links()) == 3
        text = tools.text(three.folder / "cards-changed-2026-11-23.pdf")
        assert text.index("Bo Ng") < text.index("Blake Bennett") < text.index("Ada Ng"), "by room and name"
        await said(pilot, NOTHING)
        await pilot.press("end", "f4")
        await said(pilot, "2 cards on 1 sheet are in")
        assert "Bo Ng" not in tools.text(three.folder / "cards-room-12-2026-11-23.pdf")


async def test_a_run_that_is_stopped_changes_no_link_and_leaves_no_file(
    three: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = three.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_office(pilot)
        await said(pilot, "3 never printed")
        await pilot.press("f4")
        await said(pilot, "3 cards: 3 printed")
        links, noted, files = three.valid_links(), prints_noted(three), set(three.folder.iterdir())
        keep = ledger.append_many

        def stopped_by_then(*arguments: object) -> None:
            keep(*arguments)  # type: ignore[arg-type]
            app.under_way._works[-1].stop.set()

        monkeypatch.setattr("kiosk.records.ledger.append_many", stopped_by_then)
        await pilot.press("down", "f4")
        await said(pilot, STOPPED)
        monkeypatch.undo()
        assert three.valid_links() == links
        assert prints_noted(three) == noted
        assert set(three.folder.iterdir()) == files


async def test_a_student_who_got_her_card_meanwhile_is_named(three: Desk) -> None:
    async with three.app().run_test(size=(80, 24)) as pilot:
        await open_office(pilot)
        await said(pilot, "3 never printed")
        school = three.folder.parent / "school"
        assert run(["--school", str(school), "cards", "10050", "-o", str(three.folder / "ada.pdf")]) == 0
        await pilot.press("f4")
        await said(pilot, "2 cards on 1 sheet are in")
        await said(pilot, "Not printed: Ada Ng (its card is right).")


async def test_cards_go_to_a_printer_and_leave_no_file(three: Desk) -> None:
    printed = an_lp(three)
    async with three.app().run_test(size=(80, 24)) as pilot:
        await open_office(pilot)
        await said(pilot, "3 never printed")
        await pilot.press("t")
        await said(pilot, "t to the printer office")
        await pilot.press("f4")
        await said(pilot, "3 cards on 1 sheet were sent to office.")
    assert "Ada Ng" in tools.text(printed.with_suffix(".pdf"))
    assert list(three.folder.iterdir()) == []


async def test_under_a_pretended_clock_nothing_is_printed(three: Desk) -> None:
    async with three.app(refusal=PRETENDED).run_test(size=(80, 24)) as pilot:
        await open_office(pilot)
        await said(pilot, PRETENDED)
        await said(pilot, "3 cards: 3 never printed")
        assert "F4 print" not in shown(app_of(pilot))
        await pilot.press("f4", "down", "f4")
        await pilot.pause()
        assert list(three.folder.iterdir()) == []


async def test_who_may_not_print_cards_is_told_why_and_sees_no_name(three: Desk) -> None:
    async with three.app(SUBSTITUTE).run_test(size=(80, 24)) as pilot:
        await open_office(pilot)
        await said(pilot, "Cards are printed by the office, the coordinator, the principal")
        await said(pilot, "Ask the office: +1 541 555 0100.")
        assert "Everybody" not in shown(app_of(pilot))
        assert "F4 print" not in shown(app_of(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: app_of(pilot).screen is home(app_of(pilot)))


async def test_one_name_that_cannot_be_set_stops_the_run_and_is_named(three: Desk) -> None:
    school = three.folder.parent / "school"
    long = a_plan("10051", "Wolfeschlegelsteinhausenbergerdorff" * 4, ends="2027-06-11")
    (school.parent / "long.toml").write_text(long)
    assert run(["--school", str(school), "import", "plans", str(school.parent / "long.toml")]) == 0
    async with three.app().run_test(size=(80, 24)) as pilot:
        await open_office(pilot)
        await said(pilot, "4 never printed")
        await pilot.press("f4")
        await said(pilot, "1 cards cannot be set; nothing was printed. student 10051")
        assert list(three.folder.iterdir()) == []
        assert three.valid_links() == set()
