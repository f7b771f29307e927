"""The nurse's sign-off: a day is closed once every dose says what became of it, and anew if it changes."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from kiosk.access import closing, dose_days
from kiosk.access.closing import DayNotClosed, matters
from kiosk.access.dose_days import DoseDay
from kiosk.access.model import Person
from kiosk.clock import Clock
from kiosk.faults import BadInput, NotAllowed
from kiosk.medication.outcomes import Outcome, Party
from kiosk.plans.model import Role
from kiosk.records import closings, ledger
from kiosk.records.engine import WRITES
from kiosk.records.events import Event
from kiosk.records.store import Records, Transaction
from kiosk.records.verifying import verify
from tests.access.dosing import MONDAY, NursesOffice, at, furnish
from tests.commands.terminal import SetClock
from tests.made_school import BLAKE_TOML
from tests.records.making import take_in

WHY = (
    "Monday 23 November cannot be signed off yet, 1 dose is open; record what became of each, and why: "
    "given (--late-entry), absent, no-show, refused, …"
)


@pytest.fixture
def desk(records: Records, monkeypatch: pytest.MonkeyPatch) -> NursesOffice:
    furnish(records)
    return NursesOffice(records, SetClock(monkeypatch))


def test_a_dose_that_nobody_spoke_of_stands_in_the_way_until_it_says_what_became_of_it(
    desk: NursesOffice,
) -> None:
    with pytest.raises(DayNotClosed) as refused:
        desk.close("15:00")
    assert refused.value.sentences == (
        WHY,
        "Blake Bennett (10042), lunch, lunch-medication: no outcome; it was due at 12:00",
    )
    assert desk.closing().sign_offs(MONDAY) == ()
    desk.enter("15:01", Outcome.ABSENT, reason="Home with a cold.")
    made = desk.close("15:02")
    assert (made.date, made.by, made.name, made.at) == (MONDAY, "chu", "A. Chu", at("15:02"))
    assert desk.closing().holding(MONDAY)


def test_a_dose_that_is_not_due_yet_stands_in_the_way_too(desk: NursesOffice) -> None:
    desk.set_clock("2026-11-23T10:00")
    (matter,) = desk.closing().open_matters(MONDAY).blocking
    assert matter.what == "no outcome; it is due at 12:00"


def test_what_was_withheld_without_a_reason_stands_in_the_way(desk: NursesOffice) -> None:
    desk.enter("12:00", Outcome.WITHHELD, parties=(Party.HOME,), confirmation="w")
    with pytest.raises(DayNotClosed, match="1 dose is open") as refused:
        desk.close("15:00")
    assert "without the reason" in refused.value.sentences[1]
    desk.undo("15:01", "w", reason="The reason was left out.")
    desk.enter("15:02", Outcome.WITHHELD, parties=(Party.HOME,), reason="The mother asked for it.")
    assert desk.close("15:03").date == MONDAY


def test_an_incident_is_said_and_does_not_stand_in_the_way(desk: NursesOffice) -> None:
    desk.enter("12:00", Outcome.VOMITED, minutes_after=5, parties=(Party.NURSE,), confirmation="v")
    found = desk.closing().open_matters(MONDAY)
    assert found.blocking == ()
    assert [each.what for each in found.left] == ["vomited; still to be told: prescriber and home"]
    desk.close("15:00")
    with desk.records.reading() as transaction:
        (row,) = ledger.entries(transaction, event=Event.DOSES_CLOSED)
    assert row.detail["left"] == list(map(str, found.left))
    for party in (Party.PRESCRIBER, Party.HOME):
        desk.dosing().tell("v", party, "chu")
    assert desk.closing().open_matters(MONDAY).left == ()
    assert desk.closing().holding(MONDAY)


def test_a_refusal_that_nobody_was_told_of_is_said(desk: NursesOffice) -> None:
    desk.enter("12:00", Outcome.REFUSED)
    assert [each.what for each in desk.closing().open_matters(MONDAY).left] == [
        "refused; not said yet: who was told"
    ]


def test_a_day_is_closed_once_and_whoever_closes_it_again_gets_the_first_answer(desk: NursesOffice) -> None:
    desk.enter("11:58")
    first = desk.close("15:00")
    assert desk.close("15:10", by="bell") == first
    with desk.records.reading() as transaction:
        assert len(list(ledger.entries(transaction, event=Event.DOSES_CLOSED))) == 1
        assert closings.between(transaction, MONDAY, MONDAY) == {MONDAY: (first,)}


def test_the_sign_off_holds_the_head_before_it_and_is_held_by_its_own(desk: NursesOffice) -> None:
    desk.enter("11:58")
    with desk.records.reading() as transaction:
        before = str(ledger.head(transaction))
    made = desk.close("15:00")
    assert made.before == before
    for head in (made.before, str(made.head), str(made.head)[:16]):
        assert verify(desk.records, head).intact
    assert not verify(desk.records, "0123456789abcdef").intact


def test_a_late_entry_is_taken_marked_and_the_day_is_closed_again(desk: NursesOffice) -> None:
    desk.enter("11:58", confirmation="given")
    first = desk.close("15:00")
    desk.undo("15:20", "given", reason="It was Ana's.")
    assert not desk.closing().holding(MONDAY)
    with pytest.raises(DayNotClosed):
        desk.close("15:21")
    desk.enter("15:22", Outcome.ABSENT)
    day = desk.record().day(MONDAY)
    assert day.has_changed
    (each,) = day.doses
    assert [day.is_after_sign_off(entry) for entry in each.kept.entries] == [False, True, True]
    second = desk.close("15:25", by="bell")
    assert second.head.number > first.head.number
    assert desk.closing().sign_offs(MONDAY) == (first, second)
    assert desk.record().day(MONDAY).is_closed


def test_a_day_that_is_to_come_is_not_signed_off(desk: NursesOffice) -> None:
    with pytest.raises(BadInput, match="still to come"):
        desk.close("15:00", date=MONDAY + dt.timedelta(days=1))


def test_a_day_without_school_has_nothing_in_the_way(desk: NursesOffice) -> None:
    assert desk.close("15:00", date=dt.date(2026, 11, 22)).name == "A. Chu"


def test_a_pretended_clock_signs_nothing(desk: NursesOffice) -> None:
    with pytest.raises(BadInput, match="for looking only"):
        desk.closing(clock=Clock.pretending(at("15:00"))).close(MONDAY, "chu")


@pytest.mark.parametrize(("by", "what"), [("finch", "signed off here by the nurse"), ("nobody", "no member")])
def test_only_whoever_gives_medication_signs_off(desk: NursesOffice, by: str, what: str) -> None:
    desk.enter("11:58")
    with pytest.raises((NotAllowed, BadInput), match=what):
        desk.close("15:00", by=by)


@pytest.mark.parametrize("role", [Role.TEACHER, Role.SUBSTITUTE, Role.OFFICE, Role.COUNSELLOR])
def test_the_record_is_not_for_everybody(desk: NursesOffice, role: Role) -> None:
    person = Person("x", "X", role, ("12",))
    for ask in (desk.record(person).day, desk.closing(person).open_matters):
        with pytest.raises(NotAllowed, match="The record of doses is for"):
            ask(MONDAY)


def test_the_nurse_reads_what_was_given_and_the_principal_only_that_it_was(desk: NursesOffice) -> None:
    desk.enter("11:58", parties=(Party.HOME,), reason="Secret.")
    nurse = desk.record(Person("chu", "A. Chu", Role.NURSE)).day(MONDAY)
    principal = desk.record(Person("ames", "P. Ames", Role.PRINCIPAL)).day(MONDAY)
    assert nurse.doses[0].kept.drug_words == "methylphenidate 10 mg, oral"
    assert principal.doses[0].kept.drug_words == ""
    for secret in ("methylphenidate", "Reyes", "Secret"):
        assert secret not in repr(principal.doses)


def test_reading_the_record_is_noted_for_each_student_in_it(desk: NursesOffice) -> None:
    desk.enter("11:58")
    desk.enter("12:10", order="inhaler", student="10050")
    desk.record().day(MONDAY)
    with desk.records.reading() as transaction:
        rows = list(ledger.entries(transaction, event=Event.REPORT))
    assert [each.student for each in rows] == ["10042", "10050"]
    assert rows[0].detail == {"purpose": "doses", "first": "2026-11-23", "last": "2026-11-23"}


def test_a_dose_at_home_is_in_the_record_and_asks_for_nothing(desk: NursesOffice) -> None:
    desk.enter("07:30", Outcome.HOME, late="07:00", reason="His mother called.")
    day = desk.record().day(MONDAY)
    assert [(each.kept.slot, each.kept.is_home) for each in day.doses] == [
        ("home 07:00", True),
        ("lunch", False),
    ]
    assert [each.slot for each in matters(day, desk.calendar).blocking] == ["lunch"]


def test_an_order_that_the_plan_dropped_since_still_has_its_entries(desk: NursesOffice) -> None:
    """The record is what was entered, not what the plan says today."""
    desk.enter("11:58")
    dropped = BLAKE_TOML.replace('id = "lunch-medication"', 'id = "noon-medication"')
    amended = '\n[amendment]\neffective = 2026-11-23\nby = "A. Ortiz"\nreason = "Renamed."\n'
    take_in(desk.records, dropped + amended)
    found = [each.kept for each in desk.record().day(MONDAY).doses]
    assert [(each.key.order, each.order is None) for each in found] == [
        ("lunch-medication", True),
        ("noon-medication", False),
    ]
    assert found[0].drug_words == ""  # the folder's reader reads no orders
    nurse = desk.record(Person("chu", "A. Chu", Role.NURSE)).day(MONDAY)
    assert nurse.doses[0].kept.drug_words == "methylphenidate 10 mg, oral"


# --- with its sheet, and beside others -------------------------------------------------------------------


def test_what_is_written_down_of_the_day_has_its_sign_off_and_is_noted(desk: NursesOffice) -> None:
    desk.enter("11:58")
    desk.set_clock("2026-11-23T15:00")
    kept: list[DoseDay] = []
    made = desk.closing().close(MONDAY, "chu", kept.append)
    assert kept[0].sign_offs == (made,)
    assert kept[0].is_closed
    assert desk.closing().close(MONDAY, "bell", kept.append) == made
    assert kept[1].sign_offs == (made,)
    with desk.records.reading() as transaction:
        rows = list(ledger.entries(transaction, event=Event.REPORT))
    assert [(each.actor, each.student) for each in rows] == [("chu", "10042"), ("bell", "10042")]
    assert verify(desk.records).intact


def test_a_day_that_cannot_be_written_down_stays_open(desk: NursesOffice) -> None:
    desk.enter("11:58")
    desk.set_clock("2026-11-23T15:00")
    before = verify(desk.records).head

    def full(day: DoseDay) -> None:
        assert day.is_closed
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        desk.closing().close(MONDAY, "chu", full)
    assert verify(desk.records).head == before
    assert desk.closing().sign_offs(MONDAY) == ()


def reading_noted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whether each reading of the day's plans was done beside others, or while all wait."""
    noted: list[str] = []
    real = dose_days.read_days

    def read_days(transaction: Transaction, *said: Any) -> tuple[DoseDay, ...]:
        is_locked = transaction.connection.get_execution_options().get(WRITES)
        noted.append("locked" if is_locked else "beside")
        return real(transaction, *said)

    monkeypatch.setattr(closing, "read_days", read_days)
    return noted


def test_nobody_waits_while_the_plans_of_a_day_are_read(
    desk: NursesOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.enter("11:58")
    noted = reading_noted(monkeypatch)
    desk.close("15:00")
    assert noted == ["beside"]


def test_what_is_entered_while_the_day_is_looked_at_counts(
    desk: NursesOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another station takes the dose back before the lock is had: the day is not signed off over that."""
    given = desk.enter("11:58").entry
    noted, real, others = reading_noted(monkeypatch), Records.writing, [True]

    @contextmanager
    def writing(self: Records) -> Iterator[Transaction]:
        if others and others.pop():
            desk.undo("15:00", given.confirmation, by="bell")
        with real(self) as transaction:
            yield transaction

    monkeypatch.setattr(Records, "writing", writing)
    with pytest.raises(DayNotClosed, match="1 dose is open"):
        desk.close("15:00")
    assert noted == ["beside", "locked"]
    assert desk.closing().sign_offs(MONDAY) == ()
