"""Plans on their way to cards travel sealed: noted first, opened redacted, and only for those who print."""

import pickle

import pytest

from kiosk.access import sealing
from kiosk.access.gate import Access
from kiosk.access.unsealing import Sealed, opened
from kiosk.faults import BadInput, NotAllowed
from kiosk.records import ledger
from kiosk.records.events import Event
from kiosk.records.keeper import Keys
from kiosk.records.store import Records
from tests.access.conftest import Ask
from tests.access.people import NURSE, OFFICE, TEACHER
from tests.records.making import SEEN, VERSION_TRIGGERS, attack

EVERYBODY = ["10042", "10050", "10077"]


def sealed(records: Records, access: Access) -> list[Sealed]:
    return sealing.sealed(records, access, EVERYBODY, SEEN)


def viewed(records: Records) -> list[tuple[str | None, object, object]]:
    with records.reading() as transaction:
        rows = ledger.entries(transaction, event=Event.VIEW)
        return [(each.student, each.detail["purpose"], each.detail["reason"]) for each in rows]


def test_who_has_a_card_to_print_is_told_by_name_before_any_plan_is_read(ask: Ask, enrolled: Records) -> None:
    attack(enrolled.path, "UPDATE plan_version SET content = zeroblob(80)", without=VERSION_TRIGGERS)
    found = ask(OFFICE).with_plans(None, on=SEEN)
    assert [each.name for each in found] == ["Blake Bennett", "Bo Chu", "Ana García"]
    assert not any(each.contacts or each.birthdate for each in found)
    assert [each.id for each in ask(OFFICE).with_plans(["10077"], on=SEEN)] == ["10077"]
    assert [each.id for each in ask(OFFICE).with_plans(None, on=SEEN, room="14")] == ["10050"]
    assert viewed(enrolled) == []


def test_every_view_is_in_the_ledger_when_plans_are_handed_over_sealed(ask: Ask, enrolled: Records) -> None:
    assert [each.student for each in sealed(enrolled, ask(OFFICE))] == EVERYBODY
    reason = "Office: keeps the roster and the cards."
    assert viewed(enrolled) == [(student, "cards", reason) for student in EVERYBODY]


def test_a_view_that_cannot_be_noted_hands_nothing_over(ask: Ask, enrolled: Records) -> None:
    full = "CREATE TRIGGER full BEFORE INSERT ON ledger BEGIN SELECT RAISE(ABORT, 'no more'); END"
    attack(enrolled.path, full)
    with pytest.raises(BadInput):
        sealed(enrolled, ask(OFFICE))


def test_what_is_sealed_says_nothing_of_the_plan_until_it_is_opened(ask: Ask, enrolled: Records) -> None:
    access = ask(OFFICE)
    blake, *_ = sealed(enrolled, access)
    travels = pickle.dumps(blake)
    assert not [each for each in (b"pace", b"methylphenidate", b"Dana", b"555") if each in travels]
    told = repr(opened(enrolled, access.person, pickle.loads(travels)))
    assert "May pace" in told
    assert not [each for each in ("methylphenidate", "555", "dana@", "2016", "Chu", "Reyes") if each in told]


def test_the_keys_that_go_to_another_process_open_it_there_and_are_never_shown(
    ask: Ask, enrolled: Records
) -> None:
    access = ask(OFFICE)
    (blake, *_) = sealed(enrolled, access)
    keys = pickle.loads(pickle.dumps(Keys.of(enrolled)))
    assert opened(keys, access.person, blake) == opened(enrolled, access.person, blake)
    assert repr(keys) == f"Keys(school={enrolled.school!r})"


@pytest.mark.parametrize("asked", [TEACHER, NURSE])
def test_plans_are_sealed_and_opened_only_for_those_who_print_cards(
    ask: Ask, enrolled: Records, asked: object
) -> None:
    (blake, *_) = sealed(enrolled, ask(OFFICE))
    for tried in (
        lambda: ask(asked).with_plans(None, on=SEEN),
        lambda: sealed(enrolled, ask(asked)),
        lambda: opened(enrolled, ask(asked).person, blake),
    ):
        with pytest.raises(NotAllowed, match="Cards are printed by the office"):
            tried()
    assert len(viewed(enrolled)) == len(EVERYBODY)


def test_a_plan_that_ended_is_left_out(ask: Ask, enrolled: Records) -> None:
    after = SEEN.replace(year=2027, month=1)
    found = sealing.sealed(enrolled, ask(OFFICE), EVERYBODY, after)
    assert [each.student for each in found] == ["10042", "10050"]
