"""A PIN is checked at the cost of a hash, whoever asks and however it is spaced."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher, extract_parameters

from kiosk.faults import BadInput
from kiosk.plans.model import Role
from kiosk.records import pins
from kiosk.records.vault import Vault

VAULT = Vault.of(bytes(32))
KEPT = pins.kept("4711 0815", Role.TEACHER, VAULT)


@pytest.mark.parametrize("typed", ["4711 0815", "47110815", " 4 7 1 1\t0815\n", "4711\u00a00815"])
def test_spaces_do_not_count(typed: str) -> None:
    assert pins.is_right(typed, KEPT, VAULT)


@pytest.mark.parametrize("typed", ["4711 0816", "471108150", "4711081", ""])
def test_another_pin_is_wrong(typed: str) -> None:
    assert not pins.is_right(typed, KEPT, VAULT)


def test_a_copy_of_the_database_cannot_try_a_pin_without_the_key_file() -> None:
    assert not pins.is_right("4711 0815", KEPT, Vault.of(bytes([1] * 32)))


def test_nobodys_pin_is_never_right_and_costs_the_same() -> None:
    assert not pins.is_right("4711 0815", None, VAULT)
    assert extract_parameters(pins._NOBODYS) == extract_parameters(KEPT)


def test_a_hash_takes_what_owasp_asks() -> None:
    cost = extract_parameters(KEPT)
    assert (cost.type.name, cost.memory_cost, cost.time_cost, cost.parallelism) == ("ID", 19456, 2, 1)


def test_no_more_than_two_hashes_are_made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once, most, lock = 0, 0, threading.Lock()

    def verify(*_: object) -> bool:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        time.sleep(0.01)
        with lock:
            at_once -= 1
        return True

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    with ThreadPoolExecutor(12) as threads:
        assert all(threads.map(lambda _: pins.is_right("4711 0815", KEPT, VAULT), range(12)))
    assert most == 2


def test_a_kept_pin_that_was_damaged_is_told_without_it() -> None:
    with pytest.raises(BadInput, match=r"^a PIN could not be checked; run kiosk verify$"):
        pins.is_right("4711 0815", "$argon2id$broken", VAULT)


@pytest.mark.parametrize("typed", ["\ufeff47110815", "4711\u200b0815", "４７１１０８１５", "4711\u00ad0815"])
def test_what_a_clipboard_adds_does_not_count(typed: str) -> None:
    assert pins.could_be(typed)
    assert pins.is_right(typed, KEPT, VAULT)


def test_an_accent_counts_however_a_keyboard_writes_it() -> None:
    kept = pins.kept("cafe\u0301 noir", Role.TEACHER, VAULT)
    assert pins.is_right("caf\u00e9noir", kept, VAULT)
    assert not pins.is_right("cafenoir", kept, VAULT)


@pytest.mark.parametrize("pin", ["\u200b" * 20, " 1 2 3 4 5 ", "12345\ufeff"])
def test_only_what_is_seen_makes_a_pin_long(pin: str) -> None:
    assert not pins.could_be(pin)
    with pytest.raises(BadInput, match="6 to 128 characters"):
        pins.kept(pin, Role.TEACHER, VAULT)


@pytest.mark.parametrize("pin", ["4711\x000815", "\x1b[2J 1234", "4711\ud8000815"])
def test_a_pin_that_nobody_can_type_is_not_taken(pin: str) -> None:
    assert not pins.could_be(pin)
    with pytest.raises(BadInput, match="type it anew"):
        pins.kept(pin, Role.TEACHER, VAULT)
