"""Doses are entered once, by whoever may, and the record says the truth whatever breaks."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from attrs import evolve

from kiosk.access.dose_model import DoseRefused, Wanted
from kiosk.access.model import FOLDER_READER, Person
from kiosk.clock import Clock
from kiosk.faults import BadInput, NotAllowed
from kiosk.medication.model import DoseEntry
from kiosk.medication.outcomes import Need, Outcome, Party
from kiosk.plans.model import Role
from kiosk.records import doses, ledger
from kiosk.records.engine import sqlite_engine
from kiosk.records.events import Event
from kiosk.records.store import Records
from kiosk.records.verifying import verify
from kiosk.school.model import Giver, MedicationSettings
from tests.access.dosing import NursesOffice, at, furnish, medicine
from tests.commands.terminal import SetClock
from tests.records.making import plan_text, take_in

NURSE = Person("chu", "A. Chu", Role.NURSE)


@pytest.fixture
def office(records: Records, monkeypatch: pytest.MonkeyPatch) -> NursesOffice:
    """The nurse's office of Maple Street."""
    furnish(records)
    return NursesOffice(records, SetClock(monkeypatch))


def refused(office: NursesOffice, *said: Any, **more: Any) -> str:
    """Why an entry is refused; nothing of it is in the records."""
    before = verify(office.records).head
    with pytest.raises(DoseRefused) as no:
        office.enter(*said, **more)
    assert verify(office.records).head == before
    assert no.value.document == {"recorded": False, "why": str(no.value)}
    return str(no.value)


def test_a_dose_that_was_given_stands_with_who_when_where_and_what(office: NursesOffice) -> None:
    entry = office.enter("11:58").entry
    assert (entry.who, entry.station, entry.slot, entry.attempt) == ("chu", "nurse", "lunch", 1)
    assert entry.at == entry.recorded == at("11:58")
    assert (entry.told.drug, entry.told.dose, entry.told.name) == ("methylphenidate", "10 mg", "A. Chu")
    assert entry.zone == "America/Los_Angeles"
    assert verify(office.records).intact


def test_the_second_confirmation_of_a_dose_is_told_who_gave_it_and_when(office: NursesOffice) -> None:
    office.enter("11:58")
    assert refused(office, "12:10", by="bell") == "given at 11:58 by A. Chu"
    assert refused(office, "12:10", Outcome.REFUSED) == "given at 11:58 by A. Chu"


def test_the_same_confirmation_gets_the_first_answer_again(office: NursesOffice) -> None:
    first = office.enter("11:58", confirmation="a-1")
    head = verify(office.records).head
    assert office.enter("12:20", confirmation="a-1") == first
    assert verify(office.records).head == head


@pytest.mark.parametrize(
    "other",
    [{"by": "bell"}, {"student": "10050"}, {"order": "other"}, {"outcome": Outcome.REFUSED}],
    ids=["giver", "student", "order", "outcome"],
)
def test_a_confirmation_of_another_entry_is_no_answer_to_this_one(
    office: NursesOffice, other: dict[str, Any]
) -> None:
    office.enter("11:58", confirmation="a-1")
    with pytest.raises(BadInput, match="another entry's"):
        office.enter("11:59", confirmation="a-1", **other)


def test_an_undo_stands_beside_the_entry_and_opens_the_dose(office: NursesOffice) -> None:
    first = office.enter("11:58").entry
    undone = office.undo("11:59", first.confirmation).entry
    assert (undone.outcome, undone.attempt, undone.told.corrects) == (Outcome.UNDO, 2, first.confirmation)
    third = office.enter("12:05").entry
    assert third.attempt == 3
    assert [each.outcome.value for each in office.entries()] == ["given", "undo", "given"]
    assert verify(office.records).intact


def test_an_undo_is_made_once_and_only_of_the_last_entry(office: NursesOffice) -> None:
    refusal = office.enter("11:50", Outcome.REFUSED).entry
    given = office.enter("11:58").entry
    with pytest.raises(DoseRefused, match=r"a later entry stands: given at 11:58 by A\. Chu"):
        office.undo("11:59", refusal.confirmation)
    first = office.undo("11:59", given.confirmation)
    assert office.undo("12:00", given.confirmation) == first, "a lost answer and a retry are one undo"
    with pytest.raises(DoseRefused, match=r"undone already by A\. Chu"):
        office.undo("12:00", given.confirmation, by="bell")
    with pytest.raises(BadInput, match="undo itself"):
        office.undo("12:00", first.entry.confirmation)
    with pytest.raises(BadInput, match="no dose has the confirmation"):
        office.undo("12:00", "nothing")
    with pytest.raises(BadInput, match="needs a reason"):
        office.undo("12:00", given.confirmation, reason=" ")


def test_a_late_entry_says_when_it_was_given_and_is_recorded_now(office: NursesOffice) -> None:
    entry = office.enter("15:00", late="12:05", reason="The kiosk was off.").entry
    assert (entry.at, entry.recorded, entry.told.is_late_entry) == (at("12:05"), at("15:00"), True)
    with pytest.raises(BadInput, match="needs a reason"):
        office.enter("15:00", late="12:05")
    with pytest.raises(BadInput, match="later than now"):
        office.enter("11:00", late="11:30", reason="Soon.")


def test_yesterdays_dose_is_entered_for_yesterday(office: NursesOffice) -> None:
    entry = office.enter("2026-11-24T08:00", late="12:05", reason="Forgotten.").entry
    assert str(entry.date) == "2026-11-23"
    assert office.enter("2026-11-24T12:00").entry.slot == "lunch"


def test_a_dose_too_soon_is_refused_until_two_people_take_it_on_with_a_reason(office: NursesOffice) -> None:
    office.enter("09:30", Outcome.HOME, late="09:10", reason="His mother called.")
    assert refused(office, "12:00").startswith("too soon: given at home at 09:10, recorded by A. Chu")
    two: dict[str, Any] = {"override_by": "ames", "reason": "Dr. Reyes said so."}
    with pytest.raises(BadInput, match="needs a reason"):
        office.enter("12:00", override_by="ames")
    with pytest.raises(BadInput, match='no member of staff has the id "nobody"'):
        office.enter("12:00", **{**two, "override_by": "nobody"})
    assert "somebody else" in refused(office, "12:00", **{**two, "override_by": "chu"})
    assert "substitute" in refused(office, "12:00", **{**two, "override_by": "lane"})
    told = office.enter("12:00", **two).entry.told
    assert told.override_by == "ames"
    assert told.overridden.startswith("too soon")


def test_a_second_person_is_not_written_down_where_nothing_was_overridden(office: NursesOffice) -> None:
    told = office.enter("12:00", override_by="ames", reason="To be sure.").entry.told
    assert (told.override_by, told.overridden) == ("", "")


def test_two_people_cannot_give_what_was_given(office: NursesOffice) -> None:
    office.enter("12:00")
    assert refused(office, "12:10", override_by="ames", reason="Again.") == "given at 12:00 by A. Chu"


def test_a_dose_at_home_beside_the_school_day_leaves_lunch_open_and_is_one_however_often_told(
    office: NursesOffice,
) -> None:
    assert office.enter("08:30", Outcome.HOME, late="07:00", reason="A call.").entry.slot == "home 07:00"
    assert "given at home at 07:00" in refused(office, "08:40", Outcome.HOME, late="07:00", reason="A call.")
    assert office.enter("12:00").entry.slot == "lunch"


def test_a_dose_at_home_in_the_window_of_lunch_is_that_of_lunch(office: NursesOffice) -> None:
    assert office.enter("12:20", Outcome.HOME, late="12:10", reason="She came.").entry.slot == "lunch"
    assert refused(office, "12:25").startswith("given at home at 12:10")


def test_a_prn_dose_is_numbered_and_one_that_names_its_number_is_given_once(office: NursesOffice) -> None:
    puff: dict[str, Any] = {"student": "10050", "order": "inhaler"}
    assert office.enter("09:00", slot="1", **puff).entry.slot == "1"
    assert refused(office, "09:01", slot="1", by="bell", **puff) == "given at 09:00 by A. Chu"
    assert office.enter("10:00", **puff).entry.slot == "2"
    assert refused(office, "11:00", **puff).startswith("enough for 23 November 2026")


@pytest.mark.parametrize("who", ["finch", "ames", "ruiz", "lane"])
def test_only_the_nurse_gives_unless_the_school_says_otherwise(office: NursesOffice, who: str) -> None:
    assert "medication is given here by the nurse" in refused(office, "12:00", by=who)


def test_a_school_may_delegate_and_keep_controlled_drugs_to_the_nurse(office: NursesOffice) -> None:
    trusting = evolve(office, settings=MedicationSettings((Giver.NURSE, Giver.OFFICE)))
    assert "controlled drug" in refused(trusting, "12:00", by="finch")
    assert trusting.enter("12:00", student="10050", order="inhaler", by="finch").entry.who == "finch"
    assert trusting.enter("12:00", Outcome.REFUSED, by="finch").entry.outcome is Outcome.REFUSED
    both = (Giver.NURSE, Giver.OFFICE)
    assert (
        evolve(office, settings=MedicationSettings(both, both)).enter("12:10", by="finch").entry.attempt == 2
    )


def test_whoever_is_signed_in_enters_only_what_she_does_herself(office: NursesOffice) -> None:
    office.set_clock("2026-11-23T12:00")
    wanted = Wanted("10042", Outcome.GIVEN, "bell", "a-1")
    with pytest.raises(DoseRefused, match=r"A\. Chu is signed in here"):
        office.dosing(NURSE).record(wanted)
    assert office.dosing(NURSE).record(evolve(wanted, by="chu")).entry.who == "chu"


def test_the_ledger_says_that_somebody_else_entered_it(office: NursesOffice) -> None:
    office.enter("12:00")
    with office.records.reading() as transaction:
        (row,) = ledger.entries(transaction, event=Event.DOSE)
    assert (row.actor, row.detail["entered by"]) == ("chu", "")


def test_nothing_is_given_where_the_plan_cannot_say_what(office: NursesOffice) -> None:
    take_in(office.records, plan_text("10061", given="Bo", family="Lee"))
    wrong: tuple[tuple[str, dict[str, Any]], ...] = (
        ("no student has the number", {"student": "99999"}),
        ("No medication order is in force", {"student": "10061"}),
        ("no medication order in force is called", {"order": "lunch"}),
        ("no member of staff has the id", {"by": "nobody"}),
        ("A confirmation is letters", {"confirmation": "a b"}),
        ("A confirmation is letters", {"confirmation": "x" * 65}),
    )
    for said, more in wrong:
        with pytest.raises(BadInput, match=said):
            office.enter("12:00", **more)
    assert "has no school" in refused(office, "2026-11-26T12:00")
    assert office.entries() == []


def test_an_order_that_ended_yesterday_or_names_no_prescriber_is_not_given(office: NursesOffice) -> None:
    ended = medicine("noon", "clonidine", "ends = 2026-11-22", period="lunch")
    take_in(office.records, plan_text("10061", given="Bo", family="Lee", lines=ended))
    assert refused(office, "12:00", student="10061").startswith("the order ended on 22 November 2026")
    unsigned = ended.replace("Dr. P. Oyelaran", "").replace("ends = 2026-11-22", "")
    take_in(office.records, plan_text("10062", given="Cy", family="Lee", lines=unsigned))
    no = refused(office, "12:00", student="10062", override_by="ames", reason="He needs it.")
    assert no.startswith("the order names no prescriber")
    assert office.enter("12:00", Outcome.WITHHELD, student="10062", reason="Not signed.").missing == (
        Need.TOLD,
    )


def test_after_vomiting_the_nurse_alone_decides_on_another_try(office: NursesOffice) -> None:
    office = evolve(office, settings=MedicationSettings((Giver.NURSE, Giver.OFFICE), tuple(Giver)))
    office.enter("12:00", Outcome.VOMITED, minutes_after=5, parties=(Party.HOME,))
    assert "the nurse's decision" in refused(office, "12:15")
    assert "the nurse's decision" in refused(office, "12:15", by="finch", reason="The pill was whole.")
    assert office.enter("12:15", reason="The pill was whole.").entry.attempt == 2


AFTER: dict[Outcome, dict[str, Any]] = {
    Outcome.VOMITED: {"minutes_after": 15, "parties": (Party.HOME,)},
    Outcome.NOT_SWALLOWED: {"reason": "He had it in his cheek.", "parties": (Party.HOME,)},
    Outcome.SPILLED: {"reason": "Half of it was on the floor."},
}


@pytest.mark.parametrize("outcome", AFTER)
def test_what_happened_to_a_dose_that_was_given_stands_beside_it(
    office: NursesOffice, outcome: Outcome
) -> None:
    """It opens the dose for nobody but the nurse, who decides, with a reason."""
    office = evolve(office, settings=MedicationSettings((Giver.NURSE, Giver.OFFICE), tuple(Giver)))
    given = office.enter("11:58").entry
    after = office.enter("12:20", outcome, is_of_taken=True, **AFTER[outcome]).entry
    assert (after.attempt, after.slot, after.told.follows) == (2, "lunch", given.confirmation)
    assert [each.outcome for each in office.entries()] == [Outcome.GIVEN, outcome]
    assert "the nurse's decision" in refused(office, "12:25")
    assert "the nurse's decision" in refused(office, "12:25", by="finch", reason="Again.")
    assert office.enter("12:25", reason="All of it came up.").entry.attempt == 3
    assert verify(office.records).intact


def test_it_happened_so_many_minutes_after_the_dose_or_when_somebody_says(office: NursesOffice) -> None:
    office.enter("11:58")
    vomited: dict[str, Any] = {"outcome": Outcome.VOMITED, "is_of_taken": True}
    for wrong in ({"minutes_after": 30}, {"late": "11:50", "reason": "She forgot."}):
        with pytest.raises(BadInput, match="lies between the dose and now"):
            office.enter("12:20", **vomited, **wrong)
    entry = office.enter("12:20", minutes_after=15, **vomited).entry
    assert (entry.at, entry.recorded, entry.told.minutes_after) == (at("12:13"), at("12:20"), 15)
    office.undo("12:21", entry.confirmation)
    entry = office.enter("12:22", late="12:10", reason="The room called.", **vomited).entry
    assert (entry.at, entry.told.minutes_after) == (at("12:10"), 12)


def test_who_undoes_what_happened_afterwards_finds_the_dose_given_as_it_was(office: NursesOffice) -> None:
    given = office.enter("11:58").entry
    after = office.enter("12:20", Outcome.VOMITED, is_of_taken=True, minutes_after=15).entry
    with pytest.raises(DoseRefused, match=r"a later entry stands: vomited at 12:13, recorded by A\. Chu"):
        office.undo("12:21", given.confirmation)
    office.undo("12:21", after.confirmation, reason="That was another child.")
    assert refused(office, "12:22", by="bell") == "given at 11:58 by A. Chu"
    office.undo("12:23", given.confirmation)
    assert office.enter("12:24", by="bell").entry.attempt == 5


def test_whoever_does_not_know_that_it_was_given_is_told_so_and_twice_is_once(office: NursesOffice) -> None:
    """She may have given a second one, which was vomited: that must never look like the first."""
    office.enter("11:58")
    said: dict[str, Any] = {"minutes_after": 5, "by": "bell", "reason": "Seen by me."}
    assert refused(office, "12:10", Outcome.VOMITED, **said) == "given at 11:58 by A. Chu"
    assert refused(office, "12:10", Outcome.WASTED, is_of_taken=True, **said) == "given at 11:58 by A. Chu"
    office.enter("12:10", Outcome.VOMITED, is_of_taken=True, **said)
    again = refused(office, "12:11", Outcome.NOT_SWALLOWED, is_of_taken=True, by="chu", reason="Seen.")
    assert again == "vomited at 12:03, recorded by B. Bell"


def test_the_gap_is_counted_from_the_dose_whatever_happened_afterwards(office: NursesOffice) -> None:
    twice = medicine("two", "amoxicillin", "min_gap = 120", period="lunch").replace(
        'period = "lunch"', 'periods = ["lunch", "6"]'
    )
    take_in(office.records, plan_text("10061", given="Bo", family="Lee", lines=twice))
    bo: dict[str, Any] = {"student": "10061"}
    office.enter("12:00", **bo)
    office.enter("12:30", Outcome.SPILLED, slot="lunch", is_of_taken=True, reason="A drop.", **bo)
    assert refused(office, "13:55", **bo).startswith("too soon: given at 12:00")
    assert office.enter("14:00", **bo).entry.slot == "6"


def test_where_it_may_have_happened_to_two_doses_one_says_which(office: NursesOffice) -> None:
    puff: dict[str, Any] = {"student": "10050", "order": "inhaler"}
    office.enter("09:00", **puff)
    with pytest.raises(BadInput, match="Which dose\\? Say --slot 1 or 2"):
        office.enter("09:10", Outcome.VOMITED, is_of_taken=True, **puff)
    assert office.enter("09:10", Outcome.VOMITED, is_of_taken=True, slot="1", **puff).entry.attempt == 2
    assert office.enter("09:20", slot="2", **puff).entry.attempt == 1


def test_whom_to_tell_of_an_incident_is_noted_later(office: NursesOffice) -> None:
    spilled = office.enter("12:00", Outcome.SPILLED, reason="Cup fell.").entry
    office.dosing().tell(spilled.confirmation, Party.PRESCRIBER, "chu")
    with office.records.reading() as transaction:
        told = doses.told_since(transaction, [spilled.confirmation])
    assert told == {spilled.confirmation: {Party.PRESCRIBER}}


def test_a_clock_that_was_set_back_is_told_and_two_people_may_go_on(office: NursesOffice) -> None:
    office.enter("12:00")
    why = refused(office, "11:40", student="10050", order="inhaler")
    assert why == (
        "the clock of this computer says 11:40 on Monday 23 November, and a dose was recorded at 12:00 on "
        "Monday 23 November; set the clock right"
    )
    assert office.enter("11:59:30", student="10050", order="inhaler").entry.slot == "1"
    two: dict[str, Any] = {"override_by": "ames", "reason": "Yesterday's clock was wrong."}
    assert office.enter("11:40", student="10050", order="inhaler", **two).entry.told.override_by == "ames"


def test_a_pretended_clock_records_no_dose(office: NursesOffice) -> None:
    pretending = office.dosing(clock=Clock.pretending(at("12:00")))
    with pytest.raises(BadInput, match="no dose is recorded"):
        pretending.record(Wanted("10042", Outcome.GIVEN, "chu", "a-1"))
    with pytest.raises(BadInput, match="no dose is recorded"):
        pretending.undo("a-1", "chu", "Wrong.")


def test_a_dose_in_the_repeated_hour_is_known_by_its_instant(office: NursesOffice) -> None:
    puff: dict[str, Any] = {
        "student": "10050",
        "order": "inhaler",
        "late": "2026-11-01T01:30",
        "reason": "At the camp.",
    }
    first = office.enter("2026-11-02T08:00", **puff).entry
    assert (first.at.isoformat(), str(first.date)) == ("2026-11-01T08:30:00+00:00", "2026-11-01")


# --- races, lost answers, a world that breaks ------------------------------------------------------------


_EITHER: tuple[dict[str, Any], ...] = ({"by": "bell"}, {"confirmation": "a-1"})


def blind_once(patched: pytest.MonkeyPatch, name: str, nothing: object) -> None:
    """What is asked of the records for the first time sees nothing of what others have committed."""
    real, left = getattr(doses, name), [True]
    patched.setattr(doses, name, lambda *said: nothing if left and left.pop() else real(*said))


def test_what_was_read_before_is_never_trusted(office: NursesOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """A station that saw nothing of the other's entry, in whatever race, is stopped by the table's keys."""
    first = office.enter("11:58", confirmation="a-1")
    for said in _EITHER:
        with monkeypatch.context() as patched:
            blind_once(patched, "of_confirmation", None)
            blind_once(patched, "of_student", ())
            patched.setattr(doses, "last", lambda *_: 0)
            if "by" in said:
                assert refused(office, "12:10", **said) == "given at 11:58 by A. Chu"
            else:
                assert office.enter("12:10", **said) == first
    assert len(office.entries()) == 1


def test_what_another_station_enters_before_the_lock_is_had_counts(
    office: NursesOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two doses of one drug, each sound by itself, are too soon after each other whichever comes second."""
    real, others = Records.writing, [True]

    @contextmanager
    def writing(self: Records) -> Iterator[Any]:
        if others and others.pop():
            office.enter("12:00", Outcome.HOME, late="11:00", reason="A call.", by="bell")
        with real(self) as transaction:
            yield transaction

    with monkeypatch.context() as patched:
        patched.setattr(Records, "writing", writing)
        with pytest.raises(DoseRefused, match=r"too soon: given at home at 11:00, recorded by B\. Bell"):
            office.enter("12:00")
    assert len(office.entries()) == 1


@contextmanager
def answers_lost(records: Records, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The link is cut when COMMIT has been done and its answer is on the way."""
    real = Records.writing

    @contextmanager
    def writing(self: Records) -> Iterator[Any]:
        with real(self) as transaction:
            yield transaction
        raise BadInput("the connection was lost")

    with monkeypatch.context() as patched:
        patched.setattr(Records, "writing", writing)
        yield


def test_a_lost_answer_is_not_a_second_dose(office: NursesOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut at COMMIT on ten school days: every dose was stored, is found again, and is there once."""
    days = [f"2026-10-{day:02}T12:00" for day in (12, 13, 15, 16, 19, 20, 22, 23, 26, 27)]

    def tell(day: str) -> DoseEntry:
        said = {"late": day, "reason": "Cut.", "confirmation": f"cut-{day}"}
        return office.enter("2026-11-23T08:00", **said).entry  # type: ignore[arg-type]

    with answers_lost(office.records, monkeypatch):
        found = [tell(day) for day in days]
    assert [tell(day) for day in days] == found
    assert [each.at for each in office.entries()] == [at(day) for day in days]
    assert verify(office.records).intact


def test_records_that_cannot_be_asked_afterwards_say_that_it_is_not_known(
    office: NursesOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, times = Records.reading, [True]

    @contextmanager
    def unreadable(self: Records) -> Iterator[Any]:
        if not times:
            raise BadInput("gone")
        times.pop()
        with real(self) as transaction:
            yield transaction

    with answers_lost(office.records, monkeypatch), monkeypatch.context() as patched:
        patched.setattr(Records, "reading", unreadable)
        with pytest.raises(BadInput, match=r"not known whether this dose was recorded.*Do not give it again"):
            office.enter("12:00", confirmation="a-1")
    assert office.enter("12:10", confirmation="a-1").entry.at == at("12:00")


def test_a_database_that_is_locked_says_so_and_the_dose_is_open_still(office: NursesOffice) -> None:
    hasty = Records(
        sqlite_engine(office.records.path, patience=20), office.records.school, office.records.vault,
        office.records.path,
    )  # fmt: skip
    with closing(sqlite3.connect(office.records.path, isolation_level=None)) as other, hasty:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BadInput, match="is in use by another program"):
            evolve(office, records=hasty).enter("12:00", confirmation="a-1")
        other.execute("ROLLBACK")
    assert office.entries() == []
    assert office.enter("12:01", confirmation="a-1").entry.attempt == 1


def test_a_disk_that_is_full_says_so_and_the_record_says_the_truth(
    office: NursesOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Records.writing

    @contextmanager
    def full(self: Records) -> Iterator[Any]:
        with real(self) as transaction:
            pages = transaction.connection.exec_driver_sql("PRAGMA page_count").scalar()
            transaction.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            yield transaction

    stored, said = list[str](), list[str]()
    with monkeypatch.context() as patched:
        patched.setattr(Records, "writing", full)
        for day in (12, 13, 15, 16, 19, 20, 22, 23, 26, 27):
            late, name = f"2026-10-{day}T12:00", f"day-{day}"
            try:
                office.enter("2026-11-23T08:00", late=late, reason="x" * 900, confirmation=name)
                stored.append(name)
            except BadInput as error:
                said.append(str(error))
    assert said
    assert all("the disk is full; make room and try again" in each for each in said)
    assert [each.confirmation for each in office.entries()] == stored
    assert verify(office.records).intact


# --- looking ---------------------------------------------------------------------------------------------


def test_the_nurse_reads_what_is_given_and_others_only_that_something_is(office: NursesOffice) -> None:
    office.enter("12:00", reason="He asked for it.")
    nurse, admin = office.round(NURSE), office.round(FOLDER_READER)
    (mine,) = nurse.due(nurse.sheet())
    (theirs,) = admin.due(admin.sheet())
    assert mine.dose.ordered.order.drug == "methylphenidate"
    for word in ("methylphenidate", "10 mg", "oral", "Reyes", "He asked"):
        assert word in repr(mine)
        assert word not in repr(theirs)
    assert "He asked" not in repr(admin.entries(theirs.dose.date, theirs.dose.date))
    assert theirs.dose.standing
    assert theirs.dose.standing.told.name == "A. Chu"
    assert theirs.student.birthdate is None


def test_a_teacher_sees_her_rooms_doses_the_office_none_and_a_delegate_all(office: NursesOffice) -> None:
    teacher = Person("ruiz", "T. Ruiz", Role.TEACHER, ("14",))
    clerk = Person("finch", "W. Finch", Role.OFFICE)
    office.enter("12:00")
    assert office.round(teacher).due(office.round(teacher).sheet()) == ()
    assert office.round(teacher).entries(at("12:00").date(), at("12:00").date()) == ()
    with pytest.raises(NotAllowed):
        office.round(clerk).sheet()
    with pytest.raises(NotAllowed):
        office.round(teacher).sheet(room="12")
    trusting = evolve(office, settings=MedicationSettings((Giver.OFFICE,))).round(clerk)
    (dose,) = trusting.due(trusting.sheet())
    assert dose.dose.ordered.order.drug == "methylphenidate"


def test_a_sheet_is_read_once_and_its_doses_move_by_themselves(office: NursesOffice) -> None:
    office.set_clock("2026-11-23T11:00")
    nurse = office.round(NURSE)
    sheet = nurse.sheet()
    seen = [nurse.due(sheet)[0].dose.state.value]
    for now in ("11:40", "12:40", "15:00"):
        office.set_clock(f"2026-11-23T{now}")
        seen.append(nurse.due(sheet)[0].dose.state.value)
    office.enter("15:10", late="12:00", reason="Forgotten.")
    seen.append(nurse.due(sheet)[0].dose.state.value)
    assert seen == ["later", "due", "late", "missed", "recorded"]
    assert [each.dose.slot for each in nurse.as_needed(sheet)] == ["1"]


def test_a_look_at_the_round_is_in_the_ledger(office: NursesOffice) -> None:
    office.set_clock("2026-11-23T11:00")
    office.round(NURSE).sheet(room="12")
    with office.records.reading() as transaction:
        (row,) = ledger.entries(transaction, event=Event.OVERVIEW)
    assert (row.actor, row.detail) == ("chu", {"room": "12"})
