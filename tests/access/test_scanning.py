"""A card is scanned: whose it is, or why it opens nothing."""

import datetime as dt
from contextlib import suppress

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from kiosk.access import scanning
from kiosk.faults import BadInput, KioskError, NotAllowed, Refused
from kiosk.records import ledger, links
from kiosk.records.events import Event
from kiosk.records.link_model import Link, token_digest
from kiosk.records.store import Records
from tests.access.conftest import Ask
from tests.access.people import NURSE, OFFICE, SUBSTITUTE, TEACHER
from tests.made_school import maple, moment
from tests.records.making import NOW

BLAKES, ANAS, OLD, LAST_YEARS = ("B" * 26, "A" * 26, "O" * 26, "L" * 26)
HOST = "HTTPS://PLANS.MAPLE.EXAMPLE"
NOON = moment("2026-11-23T12:05").instant


@pytest.fixture
def printed(enrolled: Records) -> Records:
    """Cards of Blake and Ana, an older one of Blake that was replaced, and one that has expired."""

    def card(token: str, student: str, expires: dt.date = dt.date(2027, 6, 11)) -> Link:
        return Link(token_digest(token), student, NOW, expires, (), "run")

    with enrolled.writing() as transaction:
        links.replace(transaction, [card(OLD, "10042")], NOW)
        links.replace(transaction, [card(BLAKES, "10042"), card(ANAS, "10050")], NOW)
        links.replace(transaction, [card(LAST_YEARS, "10077", dt.date(2026, 11, 22))], NOW)
    return enrolled


@pytest.mark.parametrize(
    "scanned",
    [
        f"{HOST}/C/{BLAKES}",
        f"{HOST}/C/{BLAKES}".lower(),
        f"  {HOST}/C/{BLAKES}/\r\n",
        f"]Q1{HOST}/C/{BLAKES}",
        f"http://plans.maple.example/c/{BLAKES}?a=1#b",
    ],
)
def test_a_card_names_its_student_however_the_scanner_types_it(
    ask: Ask, printed: Records, scanned: str
) -> None:
    found = ask(pretended=NOON).scanned(scanned)
    assert (found.id, found.name) == ("10042", "Blake Bennett")
    assert not found.contacts
    assert found.birthdate is None


def test_a_scan_alone_is_no_view(ask: Ask, printed: Records) -> None:
    ask(pretended=NOON).scanned(f"{HOST}/C/{BLAKES}")
    with printed.reading() as transaction:
        assert list(ledger.entries(transaction, event=Event.VIEW)) == []


@pytest.mark.parametrize(
    ("scanned", "error", "said"),
    [
        (f"{HOST}/C/{OLD}", Refused, "This card was replaced or withdrawn, and opens nothing."),
        (f"{HOST}/C/{LAST_YEARS}", Refused, "This card was valid until 22 November 2026."),
        (f"{HOST}/C/{'Q' * 26}", BadInput, "This card is not known here."),
        (f"{HOST}/C/{BLAKES[:20]}", BadInput, "The code was not read whole. Scan the card again."),
        (f"{HOST}/C/{BLAKES[:25]}1", BadInput, "The code was not read whole."),
        (f"HTTPS://PLANS.OAK.EXAMPLE/C/{BLAKES}", BadInput, "leads to plans.oak.example. Return it to the"),
        (f"HTTPS://PLANS.MAPLE.EXAMPLE:8000/C/{BLAKES}", BadInput, "leads to plans.maple.example:8000."),
        (f"HTTPSÖ--PLANS.MAPLE.EXAMPLE-C-{BLAKES}", BadInput, "The scanner types as on another keyboard."),
        (f"https>&&plans.maple.example&c&{BLAKES}", BadInput, "The scanner types as on another keyboard."),
        ("https://shop.example/offer", BadInput, scanning.NOT_OURS),
        ("https://shop.example/c/shoes", BadInput, scanning.NOT_OURS),
        (f"{HOST}/offer", BadInput, scanning.NOT_OURS),
        (f"ftp://plans.maple.example/c/{BLAKES}", BadInput, scanning.NOT_OURS),
        (f"https://plans.maple.example@evil.example/C/{BLAKES}", BadInput, scanning.NOT_OURS),
        ("WIFI:S:Guest;T:WPA;P:secret;;", BadInput, scanning.NOT_OURS),
        ("BEGIN:VCARD\nN:Bennett;Blake", BadInput, scanning.NOT_OURS),
        ("https://[::1", BadInput, scanning.NOT_OURS),
        ("https://plans.maple.example:99999/C/A", BadInput, scanning.NOT_OURS),
        ("\x00\ud800\u202e", BadInput, scanning.NOT_OURS),
        ("", BadInput, scanning.NOT_OURS),
        (f"{HOST}/C/{BLAKES}" + "#" * 100_000, BadInput, scanning.NOT_OURS),
    ],
)
def test_what_opens_nothing_is_told_in_a_sentence(
    ask: Ask, printed: Records, scanned: str, error: type[KioskError], said: str
) -> None:
    with pytest.raises(error) as told:
        ask(pretended=NOON).scanned(scanned)
    assert said in str(told.value)
    for secret in ("Blake", "10042", "10077", BLAKES, OLD):
        assert secret not in str(told.value)


def test_a_card_holds_on_its_last_day(ask: Ask, printed: Records) -> None:
    sunday = moment("2026-11-22T23:59").instant
    assert ask(pretended=sunday).scanned(f"{HOST}/C/{LAST_YEARS}").id == "10077"


@pytest.mark.parametrize("person", [TEACHER, SUBSTITUTE])
def test_a_card_of_a_student_who_is_not_hers_is_refused_and_names_nobody(
    ask: Ask, printed: Records, person: object
) -> None:
    with pytest.raises(NotAllowed) as told:
        ask(person, NOON).scanned(f"{HOST}/C/{ANAS}")
    assert str(told.value).startswith("The student of this card is not in room 12, where ")
    assert "10050" not in str(told.value)
    assert ask(person, NOON).scanned(f"{HOST}/C/{BLAKES}").id == "10042"


@pytest.mark.parametrize("person", [NURSE, OFFICE])
def test_a_card_of_any_student_is_known_to_whoever_knows_them_all(
    ask: Ask, printed: Records, person: object
) -> None:
    assert ask(person, NOON).scanned(f"{HOST}/C/{ANAS}").name == "Ana García"


def test_a_school_without_a_link_has_no_cards(printed: Records) -> None:
    school = evolve(maple(), cards=evolve(maple().cards, link=""))
    with printed.reading() as transaction, pytest.raises(BadInput):
        scanning.link_of(transaction, f"{HOST}/C/{BLAKES}", school, dt.date(2026, 11, 23))


@given(st.one_of(st.text(max_size=400), st.text(max_size=60).map(lambda text: f"{HOST}/C/{text}")))
def test_nothing_that_can_be_scanned_is_more_than_a_sentence(text: str) -> None:
    with suppress(BadInput):
        assert scanning._token(text, maple()) in text
