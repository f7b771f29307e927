"""`kiosk verify`: intact, or where it broke."""

import sqlite3
from contextlib import closing

import pytest

from tests.commands.terminal import Terminal

LUNCH = "2026-11-23T11:40"


def attack(kiosk: Terminal, *statements: str) -> None:
    """Change the database behind the kiosk's back, its triggers taken away."""
    with closing(sqlite3.connect(kiosk.folder / "records.db")) as database, database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            database.execute(statement)


def test_a_school_is_intact_and_the_head_can_be_noted(kiosk: Terminal) -> None:
    kiosk("active", "10042", "--at", LUNCH)
    said = kiosk("verify", "--json")
    assert said.status == 0
    assert said.json["intact"] is True
    assert kiosk("verify", "--head", said.json["head"]).status == 0


def test_a_cut_ledger_is_found_by_the_head_that_was_noted(kiosk: Terminal) -> None:
    kiosk("active", "10042", "--at", LUNCH)
    head = kiosk("verify", "--json").json["head"]
    attack(kiosk, "DELETE FROM ledger WHERE number = (SELECT max(number) FROM ledger)")
    assert kiosk("verify").status == 0
    said = kiosk("verify", "--head", head, "--json")
    assert said.status == 1
    assert said.json["intact"] is False


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET actor = 'nobody' WHERE number = 2",
        "DELETE FROM ledger WHERE number = 2",
        "UPDATE plan_version SET effective = '2020-01-01'",
        "UPDATE student SET private = zeroblob(64)",
        "UPDATE student SET homeroom = '14'",
    ],
)
def test_what_was_changed_behind_the_kiosks_back_is_found(kiosk: Terminal, statement: str) -> None:
    kiosk("active", "10042", "--at", LUNCH)
    attack(kiosk, statement)
    said = kiosk("verify", "--json")
    assert said.status == 1
    assert said.json["broken"] or said.json["faults"]
    assert kiosk("verify").out.strip().endswith(".")
