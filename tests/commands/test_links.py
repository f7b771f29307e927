"""`kiosk links`: which cards open something, and ending them."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from kiosk.records import ledger
from kiosk.records.events import Event
from kiosk.records.opening import open_records
from tests.commands.printing import valid_links
from tests.commands.terminal import SetClock, Terminal
from tests.made_school import maple
from tests.records.making import attack


@pytest.fixture
def printed(office: Terminal, tmp_path: Path, at: SetClock) -> Terminal:
    """Ada's card was printed on Monday and again on Tuesday, Bo's on Monday."""
    at("2026-11-23T09:00")
    assert office("cards", "--all", "-o", tmp_path / "monday.pdf").status == 0
    at("2026-11-24T09:00")
    assert office("cards", "10050", "-o", tmp_path / "tuesday.pdf").status == 0
    return office


def holders(office: Terminal) -> list[str]:
    return sorted(student for student, _ in valid_links(office))


def test_the_cards_that_open_something_are_listed(printed: Terminal) -> None:
    found = printed("links", "list", "--json").json["links"]
    assert [(each["student"], each["name"], each["state"]) for each in found] == [
        ("10050", "Ada Ng", "valid"),
        ("10061", "Bo Ng", "valid"),
    ]
    assert found[0]["printed"] == "2026-11-24T09:00:00-08:00"
    assert found[0]["plans"] == [{"kind": "504", "begins": "2020-08-31", "version": 1}]
    assert (found[0]["valid_until"], found[0]["revoked"]) == ("2099-06-11", None)
    lines = printed("links", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == ["number", "10050", "10061"]


def test_a_students_list_has_every_card_that_she_ever_had(printed: Terminal) -> None:
    found = printed("links", "list", "10050", "--json").json["links"]
    assert [(each["printed"][:10], each["state"]) for each in found] == [
        ("2026-11-23", "revoked"),
        ("2026-11-24", "valid"),
    ]
    assert printed("links", "list", "10062").out == "10062 never had a card.\n"


def test_a_card_is_revoked_by_its_student_and_no_other(printed: Terminal) -> None:
    said = printed("links", "revoke", "10050")
    assert (said.status, said.out) == (0, "1 card was revoked, 10050's. It now opens nothing.\n")
    assert holders(printed) == ["10061"]
    assert printed("verify").status == 0


def test_cards_from_before_a_date_are_revoked(printed: Terminal) -> None:
    said = printed("links", "revoke", "--before", "2026-11-24", "--json")
    assert said.json == {"revoked": 1, "students": ["10061"], "without": []}
    assert holders(printed) == ["10050"]
    said = printed("links", "revoke", "10050", "--before", "2026-11-24", "--json")
    assert said.json == {"revoked": 0, "students": [], "without": ["10050"]}
    assert printed("links", "revoke", "10050", "--before", "2026-11-25").status == 0
    assert holders(printed) == []


def test_every_card_is_revoked(printed: Terminal) -> None:
    said = printed("links", "revoke", "--all")
    assert said.out == "2 cards were revoked. They now open nothing.\n"
    assert holders(printed) == []
    assert printed("links", "list").out == "No card opens anything today.\n"
    assert printed("links", "list", "--json").json == {"links": []}
    again = printed("links", "revoke", "--all")
    assert (again.status, again.out) == (0, "No card was revoked: there was none.\n")
    assert printed("verify").status == 0


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["10050", "--all"],
        ["--before", "yesterday"],
        ["10050", "99999"],
        ["10050", "--at", "2026-11-24T09:00"],
    ],
)
def test_a_question_that_is_not_clear_revokes_nothing(printed: Terminal, arguments: list[str]) -> None:
    said = printed("links", "revoke", *arguments)
    assert said.status == 2
    assert len(said.err.splitlines()) == 1
    assert holders(printed) == ["10050", "10061"]


def test_every_number_that_names_nobody_is_told(printed: Terminal) -> None:
    for what in ("list", "revoke"):
        said = printed("links", what, "99998", "10050", "99999", "--json")
        assert said.status == 2
        assert len(said.json["faults"]) == 2
    assert holders(printed) == ["10050", "10061"]


def test_who_revoked_what_is_in_the_ledger(printed: Terminal) -> None:
    printed("links", "revoke", "10050")
    with open_records(printed.folder, maple()) as records, records.reading() as transaction:
        (noted,) = ledger.entries(transaction, event=Event.LINKS)
    assert noted.student == "10050"
    assert len(noted.detail["rows"]) == 1


def test_a_revoked_card_that_is_made_valid_again_is_found(printed: Terminal) -> None:
    printed("links", "revoke", "10061")
    attack(printed.folder / "records.db", "UPDATE link SET revoked = NULL WHERE student = '10061'")
    said = printed("verify", "--json")
    assert said.json["faults"] == ["a card of 10061 that was revoked is valid again"]


def test_where_the_ledger_cannot_be_written_no_card_is_revoked(
    printed: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise OperationalError("INSERT", {}, error)

    with monkeypatch.context() as broken:
        broken.setattr("kiosk.records.ledger.append_many", fail)
        said = printed("links", "revoke", "--all")
    assert said.status == 2
    assert "full" in said.err
    assert holders(printed) == ["10050", "10061"]
