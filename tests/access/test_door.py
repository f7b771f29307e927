"""A card's link: who comes in, what she sees, and when it ends."""

import base64
import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from argon2 import PasswordHasher, extract_parameters
from attrs import evolve

from kiosk.access.door import Looked
from kiosk.faults import BadInput
from kiosk.plans.model import PlanKind, Role
from kiosk.records import passes, pins, roster, staff, staffing
from kiosk.records.engine import sqlite_engine
from kiosk.records.events import Basis
from kiosk.records.link_model import Printed
from kiosk.records.passes import DayPass
from kiosk.records.staff import StaffMember
from kiosk.records.staffing import Change
from tests.access.visiting import (
    ABARA,
    CARD,
    FINCH,
    HERE,
    NEW_CARD,
    PIN,
    QUIST,
    ROOM_14_CARD,
    TRAN,
    WRONG_PIN,
    House,
)
from tests.made_school import BLAKE_TOML
from tests.records.making import NOW, attack, take_in


def enter(house: House, *, card: str = CARD) -> str:
    """Come in at a card with a new pass for all day."""
    key = house.door.with_pass(card, house.issue("12").code, HERE)
    assert key
    return key


def seen(house: House, key: str | None) -> Looked:
    """What a session shows."""
    looked = house.door.look(key or "")
    assert looked
    return looked


# --- coming in ----------------------------------------------------------------------------------------


def test_a_pass_opens_a_card_of_its_room(house: House) -> None:
    looked = seen(house, house.door.with_pass(CARD, house.issue("12").code, HERE))
    assert looked.opened.student.name == "Blake Bennett"
    assert looked.opened.reason == "Day pass, room 12, today until 14:30."
    assert looked.printed == (Printed(PlanKind.SECTION_504, dt.date(2026, 8, 31), 1),)
    assert looked.moment == house.moment()


@pytest.mark.parametrize("typed", [str.lower, lambda code: f" {code[:4]} - {code[4:]} "])
def test_a_code_may_be_typed_in_any_way(house: House, typed: Callable[[str], str]) -> None:
    assert house.door.with_pass(CARD.lower(), typed(house.issue("12").code), HERE)


def test_a_pass_of_another_room_opens_nothing(house: House) -> None:
    code = house.issue("12").code
    assert house.door.with_pass(ROOM_14_CARD, code, HERE) is None
    assert house.door.with_pass(CARD, code, HERE)


def test_a_pass_may_be_for_several_rooms(house: House) -> None:
    code = house.issue("12", "14").code
    looked = seen(house, house.door.with_pass(ROOM_14_CARD, code, HERE))
    assert looked.opened.reason == "Day pass, rooms 12 and 14, today until 14:30."


def test_a_teacher_comes_in_with_her_id_and_her_pin_whatever_the_spaces(house: House) -> None:
    house.hire(ABARA)
    looked = seen(house, house.door.with_pin(CARD, "abara", PIN.replace(" ", ""), HERE))
    assert looked.person.name == "Ngozi Abara"
    assert looked.opened.reason == "Teaches room 12."


@pytest.mark.parametrize("member", [QUIST, FINCH])
def test_whoever_may_not_see_this_plan_stays_outside_with_the_right_pin(
    house: House, member: StaffMember
) -> None:
    house.hire(member)
    assert house.door.with_pin(CARD, member.id, PIN, HERE) is None
    assert house.views() == []


def test_somebody_without_a_pin_cannot_come_in_by_one(house: House) -> None:
    staff.add(house.records, ABARA, actor="", station="office", now=NOW)
    assert house.door.with_pin(CARD, "abara", PIN, HERE) is None


def test_whoever_has_left_is_out_at_once_in_the_middle_of_a_session_too(house: House) -> None:
    house.hire(ABARA)
    key = house.door.with_pin(CARD, "abara", PIN, HERE)
    assert seen(house, key).person.name == "Ngozi Abara"
    staffing.retire(house.records, "abara", actor="", station="office", now=house.clock.real())
    assert key
    assert house.door.look(key) is None
    assert house.door.with_pin(CARD, "abara", PIN, HERE) is None
    staffing.bring_back(house.records, "abara", actor="", station="office", now=house.clock.real())
    assert house.door.look(key) is None
    assert house.door.with_pin(CARD, "abara", PIN, HERE) is None


def test_a_session_of_somebody_who_left_shows_nothing_though_its_row_is_there(house: House) -> None:
    house.hire(ABARA)
    key = house.door.with_pin(CARD, "abara", PIN, HERE)
    assert key
    attack(house.records.path, "UPDATE staff SET retired = '2026-11-20T00:00:00.000000Z'")
    assert house.door.look(key) is None


def test_a_new_pin_ends_the_sessions_of_the_old_one(house: House) -> None:
    house.hire(ABARA)
    key = house.door.with_pin(CARD, "abara", PIN, HERE)
    assert key
    other = Change(pin="99 88 77")
    staffing.change(house.records, "abara", other, actor="", station="office", now=house.clock.real())
    assert house.door.look(key) is None
    assert house.door.with_pin(CARD, "abara", PIN, HERE) is None
    assert house.door.with_pin(CARD, "abara", "998877", HERE)


def test_a_wrong_code_a_wrong_pin_and_a_wrong_id_open_nothing(house: House) -> None:
    house.hire(ABARA)
    house.issue("12")
    assert house.door.with_pass(CARD, "0000-0000", HERE) is None
    assert house.door.with_pin(CARD, "abara", WRONG_PIN, HERE) is None
    assert house.door.with_pin(CARD, "abra", PIN, HERE) is None


@pytest.mark.parametrize("kept", ["abara", "nobody"])
def test_an_unknown_id_costs_the_hash_of_a_known_one(
    house: House, monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    house.hire(ABARA)
    tried: list[tuple[int, int, int]] = []
    verify = PasswordHasher.verify

    def watched(hasher: PasswordHasher, kept: str, secret: bytes) -> bool:
        cost = extract_parameters(kept)
        tried.append((cost.memory_cost, cost.time_cost, cost.parallelism))
        return verify(hasher, kept, secret)

    monkeypatch.setattr(PasswordHasher, "verify", watched)
    assert house.door.with_pin(CARD, kept, WRONG_PIN, HERE) is None
    assert tried == [(19 * 1024, 2, 1)]


# --- what she sees ------------------------------------------------------------------------------------


def test_a_pass_shows_what_to_do_and_no_drug_no_phone_and_no_birthdate(house: House) -> None:
    told = repr(seen(house, enter(house)))
    assert "May pace or stand at the back" in told
    secrets = ("methylphenidate", "555", "dana@", "2016", "Chu", "Reyes", "10 mg")
    assert not [each for each in secrets if each in told]


def test_a_nurse_sees_the_order(house: House) -> None:
    house.hire(TRAN)
    assert "methylphenidate" in repr(seen(house, house.door.with_pin(CARD, "tran", PIN, HERE)))


def test_a_card_printed_from_an_older_version_can_be_told(house: House) -> None:
    key = enter(house)
    amendment = '\n[amendment]\neffective = 2026-10-05\nby = "ortiz"\nreason = "The team met."\n'
    take_in(house.records, BLAKE_TOML + amendment)
    looked = seen(house, key)
    assert [each.number for each in looked.printed] == [1]
    assert [each.number for each in looked.opened.in_force(looked.moment)] == [2]


def test_a_view_is_in_the_ledger_before_it_is_shown(house: House) -> None:
    key = enter(house)
    assert house.views() == []
    looked = seen(house, key)
    with closing(sqlite3.connect(house.records.path)) as other:
        (rows,) = other.execute("SELECT count(*) FROM ledger WHERE event = 'view'").fetchone()
    assert rows == 1
    (row,) = house.views()
    assert (row.actor, row.station, row.student) == (looked.person.id, "page", "10042")
    assert (row.basis, row.instant) == (Basis.OFFICIAL, house.clock.real())
    assert row.detail == {"purpose": "page", "reason": "Day pass, room 12, today until 14:30."}


def test_every_look_is_a_row(house: House) -> None:
    key = enter(house)
    for _ in range(3):
        seen(house, key)
    assert len(house.views()) == 3


def test_a_view_that_cannot_be_recorded_is_not_shown(house: House) -> None:
    key = enter(house)
    attack(
        house.records.path, "CREATE TRIGGER full BEFORE INSERT ON ledger BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(BadInput):
        house.door.look(key)
    assert house.views() == []


def test_the_ledger_names_the_pass_and_not_its_code(house: House) -> None:
    issued = house.issue("12")
    looked = seen(house, house.door.with_pass(CARD, issued.code, HERE))
    assert looked.person.id == f"pass:{issued.day_pass.id}"
    assert issued.code not in looked.person.id.upper()


# --- when it ends -------------------------------------------------------------------------------------


def test_leaving_ends_it_whoever_kept_the_key(house: House) -> None:
    key = enter(house)
    seen(house, key)
    house.door.leave(key)
    assert house.door.look(key) is None
    assert House.of(house.records, house.clock).door.look(key) is None
    house.door.leave(key)


def test_ten_minutes_without_a_look_end_it(house: House) -> None:
    key = enter(house)
    for _ in range(3):
        house.clock.move(minutes=9, seconds=59)
        seen(house, key)
    house.clock.move(minutes=10)
    assert house.door.look(key) is None


def test_an_hour_ends_it_however_busy_it_is(house: House) -> None:
    key, begun = enter(house), house.clock.real()
    for _ in range(11):
        house.clock.move(minutes=5)
        assert seen(house, key).ends == begun + dt.timedelta(hours=1)
    house.clock.move(minutes=4, seconds=59)
    seen(house, key)
    house.clock.move(seconds=1)
    assert house.door.look(key) is None


def test_a_clock_set_back_lengthens_nothing(house: House) -> None:
    key = enter(house)
    house.clock.move(minutes=-1)
    assert house.door.look(key) is None


def test_a_session_goes_on_after_a_restart(house: House) -> None:
    key = enter(house)
    seen(House.of(house.records, house.clock), key)


def test_a_session_ends_with_its_card(house: House) -> None:
    key = enter(house)
    house.revoke_card("10050")
    seen(house, key)
    house.revoke_card()
    assert house.door.look(key) is None


def test_a_new_card_ends_the_sessions_of_the_old_one(house: House) -> None:
    key = enter(house)
    house.print_card(NEW_CARD)
    assert house.door.look(key) is None
    seen(house, enter(house, card=NEW_CARD))


def test_a_card_opens_on_its_last_day_and_not_after(house: House) -> None:
    house.print_card(NEW_CARD, expires=dt.date(2026, 11, 23))
    house.hire(ABARA)
    house.clock.set("2026-11-23T23:45")
    key = house.door.with_pin(NEW_CARD, "abara", PIN, HERE)
    assert seen(house, key).ends == house.clock.real() + dt.timedelta(minutes=15)
    house.clock.set("2026-11-24T00:00")
    assert house.door.look(key or "") is None
    assert house.door.with_pin(NEW_CARD, "abara", PIN, HERE) is None


def test_a_revoked_card_opens_to_nobody(house: House) -> None:
    house.hire(ABARA)
    house.revoke_card()
    assert house.door.with_pass(CARD, house.issue("12").code, HERE) is None
    assert house.door.with_pin(CARD, "abara", PIN, HERE) is None


def test_a_session_ends_with_its_pass(house: House) -> None:
    issued = house.issue("12")
    key = house.door.with_pass(CARD, issued.code, HERE)
    seen(house, key)
    house.revoke_pass(issued.day_pass)
    assert house.door.look(key or "") is None
    assert house.door.with_pass(CARD, issued.code, HERE) is None


@pytest.mark.parametrize(
    ("day", "last_bell"),
    [("2026-11-23", "14:30"), ("2026-11-25", "12:10"), ("2027-04-13", "12:10")],
    ids=["a regular day", "an early-release Wednesday", "an early-release Tuesday"],
)
def test_a_pass_is_dead_at_the_last_bell(house: House, day: str, last_bell: str) -> None:
    house.clock.set(f"{day}T08:00")
    code = house.issue("12").code
    house.clock.set(f"{day}T{last_bell}")
    house.clock.move(seconds=-1)
    key = house.door.with_pass(CARD, code, HERE)
    assert seen(house, key).ends == house.clock.real() + dt.timedelta(seconds=1)
    house.clock.move(seconds=1)
    assert house.door.look(key or "") is None
    assert house.door.with_pass(CARD, code, HERE) is None


def test_a_pass_is_dead_on_the_next_day(house: House) -> None:
    code = house.issue("12", until=dt.time(23, 59)).code
    house.clock.set("2026-11-24T08:10")
    assert house.door.with_pass(CARD, code, HERE) is None


def test_a_pass_for_periods_opens_before_them_and_dies_with_the_last(house: House) -> None:
    code = house.issue("12", periods=["2", "1"]).code
    looked = seen(house, house.door.with_pass(CARD, code, HERE))
    assert looked.opened.reason == "Day pass, room 12, periods 2 and 1, today until 10:00."
    house.clock.set("2026-11-23T10:00")
    assert house.door.with_pass(CARD, code, HERE) is None


def test_a_pass_opens_nothing_between_its_periods_and_a_session_ends_with_the_first(house: House) -> None:
    code = house.issue("12", periods=["1", "5"]).code
    house.clock.set("2026-11-23T09:00")
    key = house.door.with_pass(CARD, code, HERE)
    assert seen(house, key).ends == house.clock.real() + dt.timedelta(minutes=5)
    house.clock.set("2026-11-23T09:05")
    assert house.door.look(key or "") is None
    assert house.door.with_pass(CARD, code, HERE) is None
    house.clock.set("2026-11-23T12:30")
    seen(house, house.door.with_pass(CARD, code, HERE))


def test_a_session_lasts_no_longer_than_the_card_however_long_the_pass(house: House) -> None:
    house.print_card(NEW_CARD, expires=dt.date(2026, 11, 23))
    house.clock.set("2026-11-23T23:45")
    now = house.clock.real()
    held = DayPass("long", dt.date(2026, 11, 23), ("12",), None, now, now + dt.timedelta(hours=3))
    with house.records.writing() as transaction:
        passes.keep(transaction, held, "7K3MQ9RT")
    key = house.door.with_pass(NEW_CARD, "7K3M-Q9RT", HERE)
    assert seen(house, key).ends == now + dt.timedelta(minutes=15)


def test_a_card_opens_to_the_coordinator_whose_caseload_its_student_is_in(house: House) -> None:
    house.hire(StaffMember("ortiz", "Elena Ortiz", Role.COORDINATOR))
    house.hire(StaffMember("quinn", "Sean Quinn", Role.COORDINATOR))
    looked = seen(house, house.door.with_pin(CARD, "ortiz", PIN, HERE))
    assert looked.opened.reason == "Coordinator: case manager of this student."
    assert house.door.with_pin(CARD, "quinn", PIN, HERE) is None
    assert [each.actor for each in house.views()] == ["ortiz"]


def test_whoever_leaves_the_room_or_the_school_sees_no_more(house: House) -> None:
    house.hire(ABARA)
    key = house.door.with_pin(CARD, "abara", PIN, HERE)
    seen(house, key)
    attack(house.records.path, "UPDATE staff SET rooms = '[\"14\"]'")
    assert house.door.look(key or "") is None
    attack(house.records.path, "DELETE FROM staff")
    assert house.door.look(key or "") is None


def test_a_child_who_moves_to_another_room_is_not_seen_by_the_old_rooms_pass(house: House) -> None:
    key = enter(house)
    attack(house.records.path, "UPDATE student SET homeroom = '14' WHERE id = '10042'")
    assert house.door.look(key) is None


# --- what is odd --------------------------------------------------------------------------------------

NO_PIN_EITHER = ["", " ", "x" * 5_000_000, "\0" * 6, "\ud800" * 6, "\n" * 40, "\x1b[2J 1234"]
ODD = [*NO_PIN_EITHER, "Ä" * 26, "ＢＬＡＫＥ" * 5 + "Ａ", "'; DROP TABLE link; --"]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_what_is_odd_is_refused_before_anything_is_looked_up(
    house: House, odd: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = house.issue("12").code
    house.records.engine.dispose()

    def unused(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(pins, "is_right", unused)
    monkeypatch.setattr(type(house.records), "reading", unused)
    monkeypatch.setattr(type(house.records), "writing", unused)
    door = house.door
    assert door.with_pass(odd, code, HERE) is None
    assert door.with_pass(CARD, odd, HERE) is None
    assert door.with_pin(odd, "abara", PIN, HERE) is None
    assert door.with_pin(CARD, odd, PIN, HERE) is None
    if odd in NO_PIN_EITHER:
        assert door.with_pin(CARD, "abara", odd, HERE) is None
    assert door.look(odd) is None
    door.leave(odd)


def test_an_address_may_be_any_text(house: House) -> None:
    code = house.issue("12").code
    for address in ("", "\ud800", "::1%eth0", "unix:"):
        assert house.door.with_pass(CARD, code, address)
    assert house.door.with_pass(CARD, code, "x" * 1000) is None


# --- when somebody else is writing --------------------------------------------------------------------


def test_made_up_keys_and_cards_hold_up_nobody_who_writes(house: House) -> None:
    code = house.issue("12").code
    with house.records.writing():
        assert house.door.look("A" * 43) is None
        house.door.leave("A" * 43)
        assert house.door.with_pass("A" * 26, code, HERE) is None


def test_records_in_use_are_told_and_are_no_wrong_answer(house: House) -> None:
    key = enter(house)
    engine = sqlite_engine(house.records.path, patience=1)
    impatient = House.of(evolve(house.records, engine=engine), house.clock)
    with house.records.writing(), pytest.raises(BadInput, match="in use by another program"):
        impatient.door.look(key)
    engine.dispose()
    assert house.views() == []
    seen(house, key)


# --- what a thief of the folder learns ----------------------------------------------------------------


def test_a_copy_of_the_folder_holds_no_code_no_pin_no_key_no_token_and_no_address(house: House) -> None:
    house.hire(ABARA)
    issued = house.issue("12")
    address, folder = "203.0.113.77", house.records.path.parent
    by_pass = house.door.with_pass(CARD, issued.code, address)
    by_pin = house.door.with_pin(CARD, "abara", PIN, address)
    assert house.door.with_pin(CARD, "abara", WRONG_PIN, address) is None
    assert house.door.with_pass(CARD, "7777-7777", address) is None
    seen(house, by_pass)
    seen(house, by_pin)
    assert by_pass
    assert by_pin
    secrets = [
        issued.code, f"{issued.code[:4]}-{issued.code[4:]}", PIN, PIN.replace(" ", ""), WRONG_PIN,
        WRONG_PIN.replace(" ", ""), "77777777", "7777-7777", by_pass, by_pin, CARD, address,
    ]  # fmt: skip
    raw = [base64.urlsafe_b64decode(f"{key}=") for key in (by_pass, by_pin)]
    with house.records.writing() as transaction:
        roster.save(transaction, list(roster.get_many(transaction, ["10042"]).values()))
        sought = [*(each.encode() for each in secrets), *(each.lower().encode() for each in secrets), *raw]
        told = b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())
    assert b"Bennett" in told
    assert [each for each in sought if each in told] == []
