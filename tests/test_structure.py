"""Tables are read as they were written: nothing is bent into another type, and every fault is found."""

import datetime as dt
from enum import StrEnum
from typing import Any

import pytest
from attrs import field, frozen

from kiosk.structure import Finding, faults, in_words, shown, structure

TOO_LONG = pytest.param(int("f" * 5000, 16), id="too-long")


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@frozen
class Leaf:
    name: str
    minutes: int = field(default=0, metadata={"expects": "minutes"})
    colour: Colour = Colour.RED
    at: dt.time | None = None


@frozen
class Tree:
    id: str
    day: dt.date
    share: float = 0.5
    open: bool = False
    leaves: tuple[Leaf, ...] = field(default=(), metadata={"toml": "leaf"})
    words: tuple[str, ...] | None = None
    text: str = ""


GOOD: dict[str, Any] = {"id": "oak", "day": dt.date(2026, 8, 31), "leaf": [{"name": "a"}, {"name": "b"}]}


def told(raw: dict[str, Any]) -> list[str]:
    return [str(each) for each in faults(structure(raw, Tree).findings, raw, "tree.toml")]


def test_a_good_table_is_read_without_a_finding() -> None:
    raw = GOOD | {"share": 1, "open": True, "leaf": [{"name": "a", "colour": "blue", "at": "08:15"}]}
    reading = structure(raw, Tree)
    assert reading.findings == ()
    leaf = Leaf("a", colour=Colour.BLUE, at=dt.time(8, 15))
    assert reading.value == Tree("oak", dt.date(2026, 8, 31), 1.0, open=True, leaves=(leaf,))
    assert isinstance(reading.value.share, float)


@pytest.mark.parametrize(
    ("key", "value", "what"),
    [
        ("id", 5, "expected text in quotes, got 5"),
        ("id", True, "expected text in quotes, got true"),
        ("day", "2026-08-31", 'expected a date such as 2026-08-31, got "2026-08-31"'),
        (
            "day",
            dt.datetime(2026, 8, 31, 8, tzinfo=dt.UTC),
            "expected a date such as 2026-08-31, got 2026-08-31T08:00:00+00:00",
        ),
        ("share", "0.8", 'expected a number, got "0.8"'),
        ("share", True, "expected a number, got true"),
        ("share", 10**400, "expected a number, got a number of too many digits"),
        ("open", "false", 'expected true or false, got "false"'),
        ("open", 1, "expected true or false, got 1"),
        ("leaf", {"name": "a"}, "expected a list, got a table"),
        ("words", "one", 'expected a list, got "one"'),
    ],
)
def test_a_value_of_another_type_is_a_fault_and_never_bent_to_fit(key: str, value: object, what: str) -> None:
    assert told(GOOD | {key: value}) == [f"tree.toml: {key}: {what}"]


@pytest.mark.parametrize("value", [5.7, "5", True, None, 10**30, TOO_LONG, dt.date(2026, 1, 1)])
def test_minutes_are_whole_numbers_only(value: object) -> None:
    (fault,) = told(GOOD | {"leaf": [{"name": "a", "minutes": value}]})
    assert fault.startswith('tree.toml: leaf "a", minutes: expected minutes, got ')


@pytest.mark.parametrize(
    "value", ["8:15", "08:15pm", "08:15+02:00", "24:00", "08:60", "noon", 8, dt.date(2026, 1, 1)]
)
def test_a_time_has_two_digits_for_hours_and_minutes(value: object) -> None:
    (fault,) = told(GOOD | {"leaf": [{"name": "a", "at": value}]})
    assert 'expected a time such as 08:15:00 or "08:15"' in fault


def test_a_choice_names_all_there_is_and_the_nearest() -> None:
    assert told(GOOD | {"leaf": [{"name": "a", "colour": "bleu"}]}) == [
        'tree.toml: leaf "a", colour: expected one of "red", "blue", got "bleu"; did you mean "blue"?'
    ]


def test_a_key_that_is_not_known_is_a_fault_with_the_nearest_one() -> None:
    assert told(GOOD | {"leaf": [{"name": "a", "minuts": 5}]}) == [
        'tree.toml: leaf "a", minuts: this key is not known here; did you mean "minutes"?'
    ]


def test_every_fault_is_told_at_once() -> None:
    raw = {"day": 5, "leaf": [{}, 7, {"name": 1, "colour": "x"}], "words": ["a", 2], "size": 3}
    assert sorted(each.removeprefix("tree.toml: ") for each in told(raw)) == [
        "day: expected a date such as 2026-08-31, got 5",
        "id: is missing",
        "leaf 1, name: is missing",
        "leaf 2: expected a table, got 7",
        'leaf 3, colour: expected one of "red", "blue", got "x"',
        "leaf 3, name: expected text in quotes, got 1",
        "size: this key is not known here",
        "word 2: expected text in quotes, got 2",
    ]


def test_what_is_not_broken_is_still_read_beside_what_is() -> None:
    value = structure(GOOD | {"day": 5, "leaf": [{"name": "a", "minutes": 3, "colour": 1}]}, Tree).value
    assert (value.id, value.leaves[0].minutes) == ("oak", 3)


@pytest.mark.parametrize(
    ("character", "code"),
    [("\x00", "0000"), ("\x1b", "001B"), ("\x85", "0085"), ("\u202e", "202E"), ("\u2066", "2066")],
)
def test_a_hidden_character_is_a_fault_wherever_it_stands(character: str, code: str) -> None:
    what = f"holds a hidden character, U+{code}; type the text anew"
    assert told(GOOD | {"id": f"o{character}k"}) == [f"tree.toml: id: {what}"]
    assert told(GOOD | {"text": f"o{character}k"}) == [f"tree.toml: text: {what}"]
    assert told(GOOD | {"words": [f"o{character}k"]}) == [f"tree.toml: word 1: {what}"]


def test_a_line_break_stands_in_prose_only() -> None:
    assert told(GOOD | {"text": "one\ntwo"}) == []
    assert told(GOOD | {"id": "one\ntwo"}) == [
        "tree.toml: id: holds a line break or a tab; write it on one line"
    ]


@pytest.mark.parametrize("name", ["[/x]", "שלום", "李小龍", "O’Brien-Ñandú", "x" * 60, "👩‍👧"])
def test_a_name_in_any_script_is_read_as_it_is(name: str) -> None:
    assert structure(GOOD | {"id": name}, Tree).value.id == name
    assert told(GOOD | {"id": name}) == []


def test_tables_within_tables_are_not_followed_for_ever() -> None:
    deep: dict[str, Any] = {}
    for _ in range(50_000):
        deep = {"a": deep}
    assert told(GOOD | {"deep": deep}) == ["tree.toml: deep: this key is not known here"]


def test_a_rule_is_not_told_where_it_looked_at_something_broken() -> None:
    reading = structure(GOOD | {"day": 5, "leaf": [{"name": 1}]}, Tree)
    rules = [
        Finding(("day",), "lies outside the year"),
        Finding(("id",), "is before the day", about=(("day",),)),
        Finding(("leaf", 0), "is like another", about=(("leaf", 0, "name"),)),
        Finding(("id",), "looked at all the leaves", about=(("leaf",),)),
        Finding(("id",), "is empty"),
        Finding(("leaf",), "are too few"),
    ]
    kept = [each.what for each in reading.with_rules(rules) if each in rules]
    assert kept == ["is empty", "are too few"]


def test_a_place_is_told_by_number_where_nothing_names_it() -> None:
    assert in_words(("leaf", 1, "name"), {"leaf": [{}, {}]}) == "leaf 2, name"
    assert in_words(("leaf", 1, "name"), {"leaf": [{}, {"name": "b"}]}) == 'leaf "b", name'
    assert in_words((), {}) is None


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("ten", '"ten"'),
        (True, "true"),
        ([1], "a list"),
        ({}, "a table"),
        ("x" * 100, '"' + "x" * 58 + "…"),
        ("\u202ea", '"�a"'),
        (dt.time(8, 15), "08:15:00"),
        pytest.param(int("f" * 5000, 16), "a number of too many digits", id="too-long"),
    ],
)
def test_a_value_is_shown_as_it_was_written_and_never_at_length(value: object, said: str) -> None:
    assert shown(value) == said
