"""A day pass's code: easy to read out and to type, hard to guess, and nowhere kept."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.records.passes import ALPHABET, LENGTH, new_code, read_code, shown

CODES = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)
BETWEEN = st.text(" -–—\t\xa0", max_size=2)


def test_a_code_has_no_letter_that_looks_like_another() -> None:
    assert sorted(ALPHABET) == sorted(set(string.digits + string.ascii_uppercase) - set("ILOU"))
    assert len(ALPHABET) == 32


def test_a_code_is_shown_in_two_halves() -> None:
    assert shown("7K3MQ9RT") == "7K3M-Q9RT"


def test_new_codes_are_eight_of_these_characters_and_differ() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert {character for code in codes for character in code} == set(ALPHABET)
    assert {len(code) for code in codes} == {LENGTH}


@given(CODES, st.data())
def test_a_code_is_read_however_it_is_typed(code: str, data: st.DataObject) -> None:
    looks_like = {"0": "0oO", "1": "1iIlL"}
    typed = data.draw(BETWEEN)
    for character in code:
        typed += data.draw(st.sampled_from(looks_like.get(character, character + character.lower())))
        typed += data.draw(BETWEEN)
    assert read_code(typed) == code


@given(CODES)
def test_a_code_is_read_as_it_is_shown(code: str) -> None:
    assert read_code(shown(code)) == code


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_code_or_nothing(typed: str) -> None:
    code = read_code(typed)
    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET))


@pytest.mark.parametrize(
    "typed",
    ["", "7K3M-Q9R", "7K3M-Q9RTT", "7K3M-Q9RU", "7K3M_Q9RT", "７K3MQ9RT", "ıK3MQ9RT", "7K3M-Q9RT" + " " * 60],
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None
