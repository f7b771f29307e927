import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from kiosk.faults import BadInput
from kiosk.records.vault import Vault, unseal

VAULT = Vault.of(bytes(range(32)))
PLACES = st.lists(st.text() | st.integers(), min_size=2, max_size=5)


@given(st.binary(max_size=300), PLACES)
def test_a_field_opens_in_its_own_place(value: bytes, place: list[str | int]) -> None:
    sealed = VAULT.seal(value, *place)
    assert VAULT.open(sealed, *place) == value
    assert len(sealed) == 1 + 12 + len(value) + 16


@given(PLACES, PLACES)
def test_a_field_opens_in_no_other_place(place: list[str | int], other: list[str | int]) -> None:
    if place != other:
        with pytest.raises(BadInput):
            VAULT.open(VAULT.seal(b"methylphenidate", *place), *other)


@given(st.integers(min_value=0))
def test_a_changed_bit_is_noticed(bit: int) -> None:
    sealed = bytearray(VAULT.seal(b"methylphenidate", "plan_version", "content", "10042"))
    bit %= 8 * len(sealed)
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(BadInput, match="content of plan_version 10042 cannot be opened"):
        VAULT.open(bytes(sealed), "plan_version", "content", "10042")


@given(st.binary(max_size=40))
def test_bytes_that_were_never_sealed_do_not_open(value: bytes) -> None:
    with pytest.raises(InvalidTag):
        unseal(AESGCM(bytes(32)), value, ("student", "private"))


def test_the_same_words_are_never_sealed_alike() -> None:
    assert len({VAULT.seal(b"10 mg", "ledger", "detail", 1) for _ in range(1000)}) == 1000


def test_a_digest_tells_an_equal_file_and_needs_the_key() -> None:
    other = Vault.of(bytes(32))
    assert VAULT.digest(b"plan") == VAULT.digest(b"plan") != VAULT.digest(b"plan ")
    assert VAULT.digest(b"plan") != other.digest(b"plan")


def test_a_vault_shows_no_key() -> None:
    assert repr(VAULT) == "Vault()"
