"""A finder guesses: five tries from a place in ten minutes, twenty in a card's life, and that card alone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from kiosk.records import links, pins, roster, tries
from kiosk.records.link_model import token_digest
from kiosk.records.opening import open_records
from kiosk.records.vault import Vault
from tests.access.visiting import (
    ABARA,
    CARD,
    ELSEWHERE,
    HERE,
    NEW_CARD,
    PIN,
    WRONG_PIN,
    House,
    link,
)
from tests.made_school import maple
from tests.records.making import NOW, attack, student


@pytest.fixture
def tried(house: House, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The PINs that were compared with somebody's; a hash of the real cost is not waited for."""
    checked: list[str] = []

    def is_right(pin: str, kept: str | None, vault: object) -> bool:
        checked.append(pin)
        return pin == PIN

    house.hire(ABARA)
    monkeypatch.setattr(pins, "is_right", is_right)
    return checked


def guess(house: House, times: int, address: str = HERE, card: str = CARD) -> None:
    """Type wrong PINs, one after the other."""
    for _ in range(times):
        assert house.door.with_pin(card, "abara", WRONG_PIN, address) is None


def wrong_in_life(house: House) -> list[int]:
    """What is counted against cards for life."""
    with house.records.reading() as transaction:
        return list(transaction.connection.exec_driver_sql("SELECT wrong FROM card_try").scalars())


def test_fifty_wrong_pins_at_once_are_five_tries(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.hire(ABARA)
    checked: list[str] = []
    verify = pins.is_right

    def is_right(pin: str, kept: str | None, vault: Vault) -> bool:
        checked.append(pin)
        return verify(pin, kept, vault)

    monkeypatch.setattr(pins, "is_right", is_right)
    guesses = [f"{each:06}" for each in range(50)]
    with ThreadPoolExecutor(50) as threads:
        keys = list(threads.map(lambda pin: house.door.with_pin(CARD, "abara", pin, HERE), guesses))
    assert keys == [None] * 50
    assert len(checked) == len(set(checked)) == 5
    assert wrong_in_life(house) == [5]
    with open_records(house.records.path.parent, maple()) as again:
        assert House.of(again, house.clock).door.with_pin(CARD, "abara", PIN, HERE) is None
    assert len(checked) == 5


def test_a_locked_place_opens_to_nobody_with_a_pin_or_a_pass(house: House, tried: list[str]) -> None:
    guess(house, 5)
    assert house.door.with_pin(CARD, "abara", PIN, HERE) is None
    assert house.door.with_pass(CARD, house.issue("12").code, HERE) is None
    assert tried == [WRONG_PIN] * 5


def test_codes_and_pins_are_counted_together(house: House, tried: list[str]) -> None:
    guess(house, 3)
    for _ in range(2):
        assert house.door.with_pass(CARD, "0000-0000", HERE) is None
    assert house.door.with_pin(CARD, "abara", PIN, HERE) is None


def test_the_lock_ends_ten_minutes_after_the_last_try(house: House, tried: list[str]) -> None:
    guess(house, 4)
    house.clock.move(minutes=9)
    guess(house, 1)
    house.clock.move(minutes=9, seconds=59)
    assert house.door.with_pin(CARD, "abara", PIN, HERE) is None
    house.clock.move(seconds=1)
    assert house.door.with_pin(CARD, "abara", PIN, HERE)


def test_tries_while_it_is_locked_do_not_lengthen_the_lock(house: House, tried: list[str]) -> None:
    guess(house, 5)
    house.clock.move(minutes=9)
    guess(house, 30)
    house.clock.move(minutes=1)
    assert house.door.with_pin(CARD, "abara", PIN, HERE)
    assert wrong_in_life(house) == [5]


def test_a_clock_set_back_gives_no_more_tries(house: House, tried: list[str]) -> None:
    guess(house, 5)
    house.clock.move(minutes=-30)
    assert house.door.with_pin(CARD, "abara", PIN, HERE) is None


def test_another_place_may_still_try(house: House, tried: list[str]) -> None:
    guess(house, 5)
    assert house.door.with_pin(CARD, "abara", PIN, ELSEWHERE)


def test_twenty_wrong_tries_lock_a_card_for_good_from_wherever_they_come(
    house: House, tried: list[str]
) -> None:
    for number in range(30):
        guess(house, 1, f"192.0.2.{number}")
    assert len(tried) == 20
    house.clock.move(days=30)
    assert house.door.with_pin(CARD, "abara", PIN, ELSEWHERE) is None
    with house.records.reading() as transaction:
        places = transaction.connection.exec_driver_sql("SELECT count(*) FROM address_try").scalar()
    assert places == 20
    house.print_card(NEW_CARD)
    assert house.door.with_pin(NEW_CARD, "abara", PIN, HERE)


def test_the_twenty_hold_when_all_look_at_the_count_before_anybody_adds_to_it(
    house: House, tried: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "_is_locked_for_life", lambda *_: False)
    for number in range(22):
        guess(house, 1, f"192.0.2.{number}")
    assert (len(tried), wrong_in_life(house)) == (20, [20])


def test_right_answers_lock_nobody_out(house: House, tried: list[str]) -> None:
    for _ in range(21):
        assert house.door.with_pin(CARD, "abara", PIN, HERE)
    assert wrong_in_life(house) == [0]


def test_a_right_answer_takes_back_no_wrong_one(house: House, tried: list[str]) -> None:
    for _ in range(4):
        guess(house, 1)
        assert house.door.with_pin(CARD, "abara", PIN, HERE)
    assert wrong_in_life(house) == [4]
    guess(house, 1)
    assert house.door.with_pin(CARD, "abara", PIN, HERE) is None


def test_a_right_answer_that_comes_late_gives_back_only_what_is_counted(
    house: House, tried: list[str]
) -> None:
    digest = token_digest(CARD)
    with house.records.writing() as transaction:
        early = tries.reserve(transaction, digest, HERE, house.clock.real())
    house.clock.move(minutes=10)
    guess(house, 4)
    assert early
    with house.records.writing() as transaction:
        tries.give_back(transaction, early)
    guess(house, 3)
    assert len(tried) == 5


def test_the_place_of_a_right_answer_is_not_kept(house: House, tried: list[str]) -> None:
    assert house.door.with_pin(CARD, "abara", PIN, HERE)
    with house.records.reading() as transaction:
        assert transaction.connection.exec_driver_sql("SELECT * FROM address_try").all() == []


def test_a_try_that_a_crash_cut_off_is_counted(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> bool:
        raise MemoryError

    monkeypatch.setattr(pins, "is_right", crash)
    with pytest.raises(MemoryError):
        house.door.with_pin(CARD, "abara", PIN, HERE)
    assert wrong_in_life(house) == [1]


def test_a_try_at_a_dead_or_unknown_card_writes_nothing(house: House, tried: list[str]) -> None:
    house.revoke_card()
    guess(house, 3)
    guess(house, 3, card="A" * 26)
    assert tried == []
    assert wrong_in_life(house) == []


OTHERS = 1_000
KEPT = {"link": "digest", "card_try": "link", "address_try": "link", "session": "link"}
LETTERS = str.maketrans("0123456789", "ABCDEFGHIJ")


def guess_from_everywhere(house: House) -> None:
    for number in range(30):
        guess(house, 1, f"192.0.2.{number}")


def expire(house: House) -> None:
    attack(house.records.path, "UPDATE link SET expires = '2020-01-01' WHERE student = '10042'")


def about_others(house: House) -> list[object]:
    """Every row that the records hold about the gate of any other card."""
    kept: list[object] = []
    with house.records.reading() as transaction:
        for table, column in {
            "link": "digest",
            "card_try": "link",
            "address_try": "link",
            "session": "link",
        }.items():
            query = f"SELECT * FROM {table} WHERE {column} <> ? ORDER BY 1, 2, 3"
            kept += transaction.connection.exec_driver_sql(query, (token_digest(CARD),)).all()
    return kept


@pytest.mark.parametrize(
    "befall",
    [lambda house: guess(house, 5), guess_from_everywhere, House.revoke_card, expire],
    ids=["locked", "locked for good", "revoked", "expired"],
)
def test_what_befalls_one_card_befalls_no_other(
    house: House, tried: list[str], befall: Callable[[House], object]
) -> None:
    tokens = {f"2{each:04}": f"{each:04}".translate(LETTERS).ljust(26, "Z") for each in range(OTHERS)}
    students = [student(number, "Sam", f"Lee {number}") for number in tokens]
    roster.enrol(house.records, students, actor="", station="", now=NOW)
    with house.records.writing() as transaction:
        links.replace(transaction, [link(tokens[each], each) for each in tokens], house.clock.real())
    key = house.door.with_pin(tokens["20007"], "abara", PIN, HERE)
    guess(house, 1, card=tokens["20011"])
    before = about_others(house)
    assert len(before) > OTHERS
    befall(house)
    assert house.door.with_pin(CARD, "abara", PIN, HERE) is None
    assert about_others(house) == before
    assert house.door.look(key or "")
    for number in ("20000", "20011", "20199"):
        assert house.door.with_pin(tokens[number], "abara", PIN, HERE)
