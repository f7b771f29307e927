"""A card that is printed again: the old one opens nothing any more, and the new one opens the page."""

from pathlib import Path

import pytest

from kiosk.access.door import Door
from kiosk.clock import Clock
from kiosk.records.opening import open_records
from kiosk.school.calendar import Calendar
from tests.cards import tools
from tests.commands.printing import a_plan
from tests.commands.terminal import SetClock, Terminal
from tests.made_school import maple

HERE = "192.0.2.17"


def token(file: Path) -> str:
    """What the only code of a file says, behind the school's address."""
    (picture,) = tools.pictures(file, 200)
    (code,) = tools.zbar_codes(picture)
    return code.rsplit("/", 1)[1]


class Phone:
    """A phone that scans cards, held by somebody with the right pass for room 12."""

    def __init__(self, office: Terminal) -> None:
        self._office = office
        self._code = office("daycode", "12", "--json").json["code"]

    def opens(self, card: str) -> bool:
        """Whether a card shows the plan."""
        with open_records(self._office.folder, maple()) as records:
            door = Door(records, Calendar(maple()), clock=Clock(), station="page")
            key = door.with_pass(card, self._code, HERE)
            return key is not None and door.look(key) is not None


@pytest.fixture
def phone(office: Terminal, at: SetClock) -> Phone:
    at("2026-11-23T09:00")
    return Phone(office)


def printed(office: Terminal, name: str, *arguments: str) -> str:
    out = office.folder.parent / f"{name}.pdf"
    said = office("cards", *arguments, "-o", out, "--json")
    assert (said.status, said.json["cards"]) == (0, 1)
    return token(out)


def test_a_card_that_is_printed_again_opens_and_the_old_one_does_not(office: Terminal, phone: Phone) -> None:
    old = printed(office, "old", "10050")
    assert phone.opens(old)
    new = printed(office, "new", "10050")
    assert phone.opens(new)
    assert not phone.opens(old)


def test_an_amended_plan_gives_one_card_and_the_old_link_is_dead(office: Terminal, phone: Phone) -> None:
    others = printed(office, "others", "10061")
    old = printed(office, "old", "10050")
    amendment = '[amendment]\neffective = 2021-01-01\nby = "ortiz"\nreason = "The team met."\n'
    amended = office.write("amended.toml", a_plan("10050", card="Sits by the door") + amendment)
    assert office("import", "plans", amended).status == 0
    assert phone.opens(old), "a plan that changed ends no card by itself"
    new = printed(office, "new", "--changed")
    assert phone.opens(new)
    assert not phone.opens(old)
    assert not phone.opens(others), "the pass is for room 12"


def test_a_revoked_card_opens_nothing_from_that_moment(office: Terminal, phone: Phone) -> None:
    card = printed(office, "card", "10050")
    with open_records(office.folder, maple()) as records:
        door = Door(records, Calendar(maple()), clock=Clock(), station="page")
        key = door.with_pass(card, office("daycode", "12", "--json").json["code"], HERE)
        assert key
        assert door.look(key)
        office("links", "revoke", "10050")
        assert door.look(key) is None, "who is at the page is out as well"
    assert not phone.opens(card)
    assert phone.opens(printed(office, "new", "10050"))


def test_a_run_that_fails_leaves_the_old_card_open(
    office: Terminal, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = printed(office, "card", "10050")
    with monkeypatch.context() as broken:
        broken.setattr("cards.read_back.failures_on", lambda *_, **__: [0])
        assert office("cards", "10050", "-o", office.folder.parent / "new.pdf").status == 1
    assert phone.opens(card)
