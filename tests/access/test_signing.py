"""Who gets in at a kiosk, who waits, and who is out again: by what she is told and what the ledger holds."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from attrs import evolve

from kiosk.access.gate import Access
from kiosk.access.signing import CHANGED, UNKNOWN_CODE, WRONG, End, Signed, SignedOut, SigningIn
from kiosk.faults import NotAllowed
from kiosk.plans.model import Role
from kiosk.records import ledger, pins, staffing, waits
from kiosk.records.events import Event, Purpose
from kiosk.records.ledger import Entry
from kiosk.records.opening import open_records
from kiosk.records.staff import StaffMember
from kiosk.records.staffing import Change
from kiosk.records.tables import sign_in_try, staff
from kiosk.records.vault import Vault
from tests.access.visiting import ABARA, CARD, HERE, PIN, QUIST, TRAN, WRONG_PIN, House
from tests.made_school import clock_time, maple, moment

EIGHT = StaffMember("garrison", "Lee Garrison", Role.TEACHER, ("12",))
"""Her id could be a day pass's code: O and I are read as 0 and 1."""
SIGN_INS = (Event.SIGN_IN, Event.SIGN_IN_REFUSED, Event.SIGN_OUT)


@pytest.fixture
def staffed(house: House) -> House:
    """The school with a teacher, a nurse, and one whose id looks like a code."""
    house.hire(ABARA, TRAN, EIGHT)
    return house


def desk(house: House, station: str = "room 12") -> SigningIn:
    return SigningIn(house.records, house.calendar, clock=house.clock, station=station)


def rows(house: House) -> list[Entry]:
    with house.records.reading() as transaction:
        return [each for event in SIGN_INS for each in ledger.entries(transaction, event=event)]


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    with pytest.raises(NotAllowed) as said:
        yield
    assert sentence in str(said.value)


def be_wrong(signing: SigningIn, times: int, who: str = "abara") -> None:
    for _ in range(times):
        with refused(WRONG):
            signing.with_pin(who, WRONG_PIN)


def change(house: House, **values: object) -> None:
    with house.records.writing() as transaction:
        transaction.connection.execute(staff.update().where(staff.c.id == "abara").values(values))


def test_a_teacher_signs_in_with_her_id_and_pin_however_they_are_typed(staffed: House) -> None:
    for who, pin in (
        ("abara", PIN),
        (" Abara ", "47110815"),
        ("ABARA", " 4711  0815 "),
        ("abara", f"{PIN}\n"),
    ):
        signed = desk(staffed).with_pin(who, pin)
        person = signed.person
        assert (person.id, person.name, person.rooms) == ("abara", "Ngozi Abara", ("12",))
        assert signed.until is None


def test_a_refusal_does_not_tell_whether_the_id_or_the_pin_was_wrong(staffed: House) -> None:
    for who, pin in (
        *(
            ("abara", WRONG_PIN),
            ("abara", "1"),
            ("abara", ""),
            ("abara", "4" * 5000),
            ("abara", "\ud800" * 8),
        ),
        *(("nobody", PIN), ("", PIN), ("no body", PIN), ("x" * 5000, PIN), ("abara\ud800", PIN)),
    ):
        with refused(WRONG):
            desk(staffed).with_pin(who, pin)


def test_somebody_without_a_pin_cannot_sign_in(staffed: House) -> None:
    change(staffed, pin=None)
    with refused(WRONG):
        desk(staffed).with_pin("abara", PIN)


def test_an_unknown_id_costs_a_hash_as_a_known_one_does(
    staffed: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str | None] = []
    is_right = pins.is_right

    def check(pin: str, kept: str | None, vault: Vault) -> bool:
        hashed.append(kept)
        return is_right(pin, kept, vault)

    monkeypatch.setattr(pins, "is_right", check)
    for who in ("abara", "nobody"):
        with refused(WRONG):
            desk(staffed).with_pin(who, WRONG_PIN)
    assert len(hashed) == 2
    assert hashed[1] is None


def test_the_ledger_holds_who_came_who_was_refused_and_who_went_but_no_pin(staffed: House) -> None:
    signing = desk(staffed)
    be_wrong(signing, 1)
    be_wrong(signing, 1, "nobody")
    signed = signing.with_pin("abara", PIN)
    staffed.clock.move(minutes=5)
    signing.leave(signed, End.IDLE)
    came, known, unknown, went = rows(staffed)
    assert (came.event, came.actor, came.station) == (Event.SIGN_IN, "abara", "room 12")
    assert (known.actor, known.detail) == ("", {"staff": "abara"})
    assert (unknown.actor, unknown.detail) == ("", {"staff": None})
    assert (went.actor, went.detail) == ("abara", {"end": "nobody touched the kiosk"})
    assert went.instant - came.instant == dt.timedelta(minutes=5)
    with staffed.records.reading() as transaction:
        assert not any(
            "4711" in repr(each) or "nobody" in repr(each.detail)
            for each in ledger.entries(transaction)
            if each.event is not Event.SIGN_OUT
        )


def test_under_a_pretended_clock_nobody_is_noted_and_wrong_tries_still_count(staffed: House) -> None:
    staffed = House.of(staffed.records, evolve(staffed.clock, shift=dt.timedelta(days=-1)))
    signing = desk(staffed)
    be_wrong(signing, 5)
    with refused("Too many wrong tries with this ID here. Try again in 30 seconds."):
        signing.with_pin("abara", PIN)
    staffed.clock.move(seconds=30)
    signing.leave(signing.with_pin("abara", PIN), End.LOCKED)
    assert rows(staffed) == []


def test_after_five_wrong_tries_one_waits_and_each_further_wait_is_twice_as_long(staffed: House) -> None:
    signing = desk(staffed)
    be_wrong(signing, 5)
    for wait in (30, 60, 120, 240, 480, 900, 900):
        with refused("Try again in "):
            signing.with_pin("abara", PIN)
        staffed.clock.move(seconds=wait - 0.5)
        with refused("Try again in 1 second."):
            signing.with_pin("abara", PIN)
        staffed.clock.move(seconds=0.5)
        be_wrong(signing, 1)
    staffed.clock.move(minutes=15)
    signing.with_pin("abara", PIN)
    be_wrong(signing, 5)


@pytest.mark.parametrize(
    ("already", "left"),
    [(4, "30 seconds"), (5, "60 seconds"), (6, "2 minutes"), (8, "8 minutes"), (11, "15 minutes")],
)
def test_the_time_left_is_said_so_that_nobody_guesses(staffed: House, already: int, left: str) -> None:
    signing = desk(staffed)
    for _ in range(already):
        be_wrong(signing, 1)
        staffed.clock.move(minutes=15)
    be_wrong(signing, 1)
    with refused(f"Too many wrong tries with this ID here. Try again in {left}."):
        signing.with_pin("abara", PIN)


def test_who_waits_at_one_kiosk_gets_in_at_another_and_nobody_else_waits(staffed: House) -> None:
    signing = desk(staffed)
    be_wrong(signing, 5)
    assert desk(staffed, "office").with_pin("abara", PIN).person.id == "abara"
    assert signing.with_pin("tran", PIN).person.id == "tran"
    with refused("Too many"):
        signing.with_pin("abara", PIN)


def test_a_nurse_is_slowed_by_seconds_and_never_shut_out(staffed: House) -> None:
    signing = desk(staffed)
    be_wrong(signing, 5, "tran")
    for wait in (5, 10, 20, 30, 30, 30):
        with refused("Try again in "):
            signing.with_pin("tran", PIN)
        staffed.clock.move(seconds=wait)
        be_wrong(signing, 1, "tran")
    staffed.clock.move(seconds=30)
    assert signing.with_pin("tran", PIN).person.id == "tran"


def test_the_page_never_locks_the_kiosk_and_the_kiosk_never_the_page(staffed: House) -> None:
    for _ in range(20):
        staffed.door.with_pin(CARD, "abara", WRONG_PIN, HERE)
    signing = desk(staffed)
    assert signing.with_pin("abara", PIN).person.id == "abara"
    be_wrong(signing, 5)
    staffed.print_card("C" * 26)
    assert staffed.door.with_pin("C" * 26, "abara", PIN, HERE)


def test_a_restart_forgets_no_wrong_try(staffed: House) -> None:
    be_wrong(desk(staffed), 5)
    staffed.records.close()
    with open_records(staffed.records.path.parent, maple()) as again, refused("Too many"):
        desk(House.of(again, staffed.clock)).with_pin("abara", PIN)


def test_of_fifty_wrong_tries_at_once_exactly_five_are_checked(
    staffed: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    is_right = pins.is_right

    def check(pin: str, kept: str | None, vault: Vault) -> bool:
        checked.append(pin)
        return is_right(pin, kept, vault)

    monkeypatch.setattr(pins, "is_right", check)
    signing = desk(staffed)

    def try_once(_: int) -> str:
        with pytest.raises(NotAllowed) as said:
            signing.with_pin("abara", WRONG_PIN)
        return str(said.value)

    with ThreadPoolExecutor(16) as crew:
        answers = list(crew.map(try_once, range(50)))
    assert len(checked) == answers.count(WRONG) == 5
    with staffed.records.reading() as transaction:
        assert transaction.connection.scalar(sign_in_try.select().with_only_columns(sign_in_try.c.wrong)) == 5


@pytest.mark.parametrize("back", [1, 29, 3600, 400 * 86400])
def test_a_clock_set_back_makes_a_wait_neither_shorter_nor_longer_than_it_ever_is(
    staffed: House, back: int
) -> None:
    signing = desk(staffed)
    be_wrong(signing, 5)
    staffed.clock.move(seconds=-back)
    with refused("Try again in 30 seconds."):
        signing.with_pin("abara", PIN)
    staffed.clock.move(seconds=29)
    with refused("Try again in 1 second."):
        signing.with_pin("abara", PIN)
    staffed.clock.move(seconds=1)
    signing.with_pin("abara", PIN)


def test_what_was_wrong_yesterday_is_held_against_nobody(staffed: House) -> None:
    signing = desk(staffed)
    be_wrong(signing, 4)
    staffed.clock.move(hours=13)
    be_wrong(signing, 5)
    staffed.clock.move(hours=13)
    be_wrong(signing, 1, "tran")
    with staffed.records.reading() as transaction:
        assert len(transaction.connection.execute(sign_in_try.select()).all()) == 1


def test_the_count_names_nobody(staffed: House) -> None:
    be_wrong(desk(staffed), 1)
    with staffed.records.reading() as transaction:
        assert b"abara" not in transaction.connection.execute(sign_in_try.select()).one().who


def test_a_substitute_signs_in_with_her_pass_until_the_last_bell(staffed: House) -> None:
    issued = staffed.issue("12")
    signed = desk(staffed).with_pass(f" {issued.code[:4].lower()}-{issued.code[4:]} ")
    assert signed.person.role is Role.SUBSTITUTE
    assert signed.person.reason == "Day pass, room 12, today until 14:30."
    assert signed.until == clock_time(staffed.calendar, "2026-11-23T14:30")
    assert rows(staffed)[0].actor == f"pass:{issued.day_pass.id}"


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("2026-11-23T14:30", "This day pass ended at 14:30."),
        ("2026-11-24T08:30", "This day pass was for Monday 23 November"),
        ("2026-11-22T08:30", "This day pass was for Monday 23 November"),
    ],
)
def test_a_pass_that_is_over_says_so(staffed: House, at: str, why: str) -> None:
    issued = staffed.issue("12")
    staffed.clock.set(at)
    with refused(why):
        desk(staffed).with_pass(issued.code)
    assert rows(staffed)[0].detail == {"pass": issued.day_pass.id}


def test_a_pass_that_the_office_ended_says_so(staffed: House) -> None:
    issued = staffed.issue("12")
    staffed.revoke_pass(issued.day_pass)
    with refused("The office ended this day pass."):
        desk(staffed).with_pass(issued.code)


def test_a_pass_lives_by_the_clock_that_the_kiosk_shows(staffed: House) -> None:
    issued = staffed.issue("12")
    later = House.of(staffed.records, evolve(staffed.clock, shift=dt.timedelta(hours=12)))
    with refused("This day pass ended at 14:30."):
        desk(later).with_pass(issued.code)


@pytest.mark.parametrize("code", ["7K3MQ9RT", "", "abc", "7K3MQ9RTX", "ü" * 8, "0" * 5000])
def test_a_code_of_no_pass_is_refused(staffed: House, code: str) -> None:
    with refused(UNKNOWN_CODE):
        desk(staffed).with_pass(code)


def test_guessing_passes_is_slowed_and_keeps_no_member_of_staff_waiting(staffed: House) -> None:
    issued, signing = staffed.issue("12"), desk(staffed)
    for _ in range(20):
        with refused(UNKNOWN_CODE):
            signing.with_pass("7K3MQ9RT")
    with refused("Too many wrong tries with a day pass here. Try again in 30 seconds."):
        signing.with_pass(issued.code)
    signing.with_pin("abara", PIN)
    staffed.clock.move(seconds=30)
    signing.with_pass(issued.code)


def test_a_staff_id_that_could_be_a_code_uses_up_no_tries_of_the_passes(staffed: House) -> None:
    signing = desk(staffed)
    for _ in range(waits.WITH_A_PASS.free + 1):
        with refused(UNKNOWN_CODE):
            signing.with_pass("garrison")
        signing.with_pin("garrison", PIN)
    signing.with_pass(staffed.issue("12").code)


def asking(house: House, signed: Signed) -> Access:
    records = desk(house).records_for(signed)
    return Access(records, house.calendar, signed.person, clock=house.clock, station="room 12")


def test_whoever_signed_in_sees_her_students_and_the_ledger_knows_her(staffed: House) -> None:
    access = asking(staffed, desk(staffed).with_pass(staffed.issue("12").code))
    assert access.open("10042", Purpose.KIOSK).reason == "Day pass, room 12, today until 14:30."
    assert staffed.views()[-1].actor.startswith("pass:")


QUESTIONS: dict[str, Callable[[Access], object]] = {
    "find": lambda access: access.find("bl"),
    "open": lambda access: access.open("10042", Purpose.KIOSK),
    "open many": lambda access: access.open_many(None, Purpose.KIOSK, on=dt.date(2026, 11, 23), room="12"),
    "overview": lambda access: access.overview(moment("2026-11-23T11:50"), "12"),
    "scanned": lambda access: access.scanned(f"https://plans.maple.example/C/{CARD}"),
}


@pytest.mark.parametrize("values", [{"rooms": "[]"}, {"role": Role.OFFICE}, {"name": "N. Abara"}])
def test_a_member_of_staff_whose_entry_changes_is_out_at_the_next_question(
    staffed: House, values: dict[str, object]
) -> None:
    signed = desk(staffed).with_pin("abara", PIN)
    access = asking(staffed, signed)
    for ask in QUESTIONS.values():
        ask(access)
    before = len(staffed.views())
    change(staffed, **values)
    for ask in (*QUESTIONS.values(), lambda _: desk(staffed).expect(signed)):
        with pytest.raises(SignedOut, match=re.escape(CHANGED)):
            ask(access)
    assert len(staffed.views()) == before


def give_pin(house: House, pin: str) -> None:
    staffing.change(
        house.records, "abara", Change(pin=pin), actor="", station="office", now=house.clock.real()
    )


def test_whoever_is_signed_in_with_a_pin_that_was_changed_is_out_at_the_next_question(staffed: House) -> None:
    signed = desk(staffed).with_pin("abara", PIN)
    access = asking(staffed, signed)
    for ask in QUESTIONS.values():
        ask(access)
    give_pin(staffed, "998877")
    before = len(staffed.views())
    for ask in QUESTIONS.values():
        with pytest.raises(SignedOut, match=re.escape(CHANGED)):
            ask(access)
    assert len(staffed.views()) == before
    again = asking(staffed, desk(staffed).with_pin("abara", "998877"))
    assert again.open("10042", Purpose.KIOSK).reason == "Teaches room 12."


def test_whoever_left_and_came_back_signs_in_anew(staffed: House) -> None:
    signed = desk(staffed).with_pin("abara", PIN)
    now = staffed.clock.real()
    staffing.retire(staffed.records, "abara", actor="", station="office", now=now)
    staffing.bring_back(staffed.records, "abara", actor="", station="office", now=now)
    with pytest.raises(SignedOut, match=re.escape(CHANGED)):
        desk(staffed).expect(signed)


def test_who_is_signed_in_prints_nothing_of_her_pin(staffed: House) -> None:
    signed = desk(staffed).with_pin("abara", PIN)
    assert signed.by_pin
    assert "by_pin" not in repr(signed)


def test_a_pass_that_ends_is_out_at_the_next_question(staffed: House) -> None:
    signed = desk(staffed).with_pass(staffed.issue("12").code)
    access = asking(staffed, signed)
    for ask in QUESTIONS.values():
        ask(access)
    staffed.clock.set("2026-11-23T14:30")
    for ask in QUESTIONS.values():
        with pytest.raises(SignedOut, match=r"This day pass ended at 14:30\."):
            ask(access)


def test_a_pass_for_periods_is_out_between_them_and_may_come_back(staffed: House) -> None:
    code, signing = staffed.issue("12", periods=["1", "5"]).code, desk(staffed)
    signed = signing.with_pass(code)
    assert signed.until == clock_time(staffed.calendar, "2026-11-23T09:05")
    access = asking(staffed, signed)
    staffed.clock.set("2026-11-23T09:05")
    with pytest.raises(SignedOut, match=r"This day pass opens at 12:30, before its next period\."):
        access.open("10042", Purpose.KIOSK)
    with refused("This day pass opens at 12:30"):
        signing.with_pass(code)
    staffed.clock.set("2026-11-23T12:30")
    opened = asking(staffed, signing.with_pass(code)).open("10042", Purpose.KIOSK)
    assert opened.student.name == "Blake Bennett"


def test_a_pass_ended_by_the_office_is_out_at_the_next_question(staffed: House) -> None:
    issued = staffed.issue("12")
    access = asking(staffed, desk(staffed).with_pass(issued.code))
    staffed.revoke_pass(issued.day_pass)
    with pytest.raises(SignedOut, match=r"The office ended this day pass\."):
        access.find("bl")


def test_a_school_where_nobody_has_a_pin_is_told_apart(house: House) -> None:
    assert not desk(house).can_anybody()
    house.hire(QUIST)
    assert desk(house).can_anybody()
