"""Doses in the records: each once, never changed, and in agreement with the ledger."""

from typing import Any

import pytest
from attrs import evolve

from kiosk.faults import BadInput
from kiosk.medication.model import DoseEntry
from kiosk.medication.outcomes import Outcome, Party
from kiosk.plans.model import PlanKind
from kiosk.records import doses, ledger, roster
from kiosk.records.doses import Taken
from kiosk.records.events import Event
from kiosk.records.store import Records
from kiosk.records.verifying import verify
from tests.records.dosing import DOSE_TRIGGERS, NOON, TOLD, add, entry
from tests.records.making import LEDGER_TRIGGERS, NOW, SEEN, attack, note, student


@pytest.fixture
def blake(records: Records) -> Records:
    """Blake and Ana are on the roster."""
    enrolled = [student("10042", "Blake", "Bennett"), student("10050", "Ana", "García")]
    roster.enrol(records, enrolled, actor="", station="", now=NOW)
    return records


def kept(records: Records) -> list[DoseEntry]:
    with records.reading() as transaction:
        return list(doses.of_day(transaction, SEEN))


def test_a_dose_is_read_as_it_was_recorded_and_names_its_row_of_the_ledger(blake: Records) -> None:
    first, second = add(blake, entry(), entry("10050", outcome=Outcome.REFUSED))
    assert kept(blake) == [first, second]
    with blake.reading() as transaction:
        rows = list(ledger.entries(transaction, event=Event.DOSE))
        assert [each.number for each in rows] == [first.number, second.number]
        assert [(each.actor, each.student) for each in rows] == [("chu", "10042"), ("chu", "10050")]
        assert doses.of_student(transaction, "10050", SEEN) == (second,)
        assert doses.of_confirmation(transaction, first.confirmation) == first
        assert doses.newest(transaction) == NOON
    assert verify(blake).intact


def test_drug_dose_and_giver_are_not_to_be_read_in_the_file(blake: Records) -> None:
    told = evolve(TOLD, reason="Xyzzyplugh", overridden="Quuxfrob")
    add(blake, entry(told=told))
    everything = blake.path.read_bytes()
    for word in ("methylphenidate", "10 mg", "A. Chu", "Xyzzyplugh", "Quuxfrob"):
        assert word.encode() not in everything


@pytest.mark.parametrize(
    "other",
    [
        {"slot": "6"},
        {"attempt": 2},
        {"date": SEEN.replace(day=24)},
        {"key": evolve(entry().key, kind=PlanKind.IEP)},
        {"key": evolve(entry().key, begins=SEEN)},
        {"key": evolve(entry().key, order="noon")},
        {"key": evolve(entry().key, student="10050")},
    ],
    ids=lambda each: next(iter(each)),
)
def test_the_same_try_of_the_same_dose_is_there_once(blake: Records, other: dict[str, Any]) -> None:
    add(blake, entry())
    head = verify(blake).head
    with pytest.raises(Taken):
        add(blake, entry(outcome=Outcome.REFUSED, who="other"))
    assert verify(blake).head == head, "the loser leaves nothing in the ledger either"
    add(blake, evolve(entry(), **other))
    assert len(kept(blake)) + ("date" in other) == 2


def test_a_confirmation_is_there_once_whatever_dose_it_is_of(blake: Records) -> None:
    add(blake, entry(confirmation="a"))
    with pytest.raises(Taken):
        add(blake, entry("10050", confirmation="a"))
    assert [each.key.student for each in kept(blake)] == ["10042"]


def test_a_dose_of_nobody_is_a_broken_rule_and_no_race(blake: Records) -> None:
    with pytest.raises(BadInput, match="would break a rule"):
        add(blake, entry("99999"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dose SET outcome = 'refused'",
        "UPDATE OR REPLACE dose SET slot = '6'",
        "DELETE FROM dose",
        "INSERT OR REPLACE INTO dose SELECT * FROM dose",
        "REPLACE INTO dose SELECT * FROM dose",
        "INSERT INTO dose SELECT * FROM dose WHERE true ON CONFLICT DO UPDATE SET \"order\" = 'other'",
    ],
)
def test_an_entry_is_never_changed_replaced_or_removed(blake: Records, statement: str) -> None:
    added = add(blake, entry())
    with pytest.raises(BadInput, match="never changed"), blake.writing() as transaction:
        transaction.connection.exec_driver_sql(statement)
    assert kept(blake) == added
    assert verify(blake).intact


COLUMNS = {
    "outcome": "'refused'", "at": "'2026-11-23T19:30:00.000000Z'",
    "recorded": "'2026-11-23T19:30:00.000000Z'",
    "who": "'eve'", "station": "'x'", "slot": "'6'", "date": "'2026-11-24'", "attempt": "2", "entry": "9",
    "student": "'10061'", "kind": "'IEP'", "begins": "'2026-01-01'", '"order"': "'noon'", "zone": "'UTC'",
    "confirmation": "'other'", "detail": "x'01'",
}  # fmt: skip


@pytest.mark.parametrize("column", COLUMNS)
def test_an_edit_beside_the_kiosk_is_found_in_every_column(blake: Records, column: str) -> None:
    add(blake, entry("10042"), entry("10050"))
    change = f"UPDATE dose SET {column} = {COLUMNS[column]} WHERE student = '10042'"
    attack(blake.path, change, without=DOSE_TRIGGERS)
    found = verify(blake)
    assert found.broken is None, "the ledger was left alone"
    assert "a dose of 10042 was changed beside the kiosk" in found.faults or column == "confirmation"
    assert not found.intact


_BETWEEN = 'student, kind, begins, "order", date, slot, attempt, outcome, at, recorded, zone, who, station'
COPIED = f"school, 'x', {_BETWEEN.replace('attempt', '2')}, 9, detail FROM dose WHERE student = '10042'"
FORGED = f"school, confirmation, {_BETWEEN.replace('who', repr('eve'))}, entry, detail FROM dose"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DELETE FROM dose WHERE student = '10042'", "a dose of 10042 was taken out beside the kiosk"),
        ("DELETE FROM dose", "a dose of 10050 was taken out beside the kiosk"),
        (f"INSERT INTO dose SELECT {COPIED}", "a dose of 10042 was put in beside the kiosk"),
        (f"REPLACE INTO dose SELECT {FORGED}", "a dose of 10042 was changed beside the kiosk"),
    ],
)
def test_a_dose_taken_out_put_in_or_replaced_is_found(blake: Records, change: str, said: str) -> None:
    add(blake, entry("10042"), entry("10050"))
    attack(blake.path, change, without=DOSE_TRIGGERS)
    assert said in verify(blake).faults


def test_a_ledger_cut_off_behind_a_dose_is_found_without_a_head_that_was_written_down(blake: Records) -> None:
    note(blake, 3)
    add(blake, entry())
    attack(blake.path, "DELETE FROM ledger WHERE event = 'dose'", without=LEDGER_TRIGGERS)
    found = verify(blake)
    assert found.broken is None
    assert found.faults == ("a dose of 10042 was put in beside the kiosk",)


def test_a_head_on_the_daily_sheet_finds_doses_and_ledger_cut_off_together(blake: Records) -> None:
    add(blake, entry())
    head = verify(blake).head
    attack(
        blake.path,
        "DELETE FROM ledger WHERE event = 'dose'",
        "DELETE FROM dose",
        without=(*LEDGER_TRIGGERS, *DOSE_TRIGGERS),
    )
    assert verify(blake).intact, "that is why the head stands on paper"
    assert verify(blake, head).broken


def test_who_is_told_of_an_incident_later_is_a_row_of_its_own(blake: Records) -> None:
    (spilled,) = add(blake, entry(outcome=Outcome.SPILLED))
    with blake.writing() as transaction:
        doses.tell(transaction, spilled, Party.HOME, who="chu", station="office", now=NOON)
    with blake.reading() as transaction:
        assert doses.told_since(transaction, [spilled.confirmation, "other"]) == {
            spilled.confirmation: {Party.HOME},
            "other": frozenset(),
        }
    assert kept(blake) == [spilled]
    assert verify(blake).intact
