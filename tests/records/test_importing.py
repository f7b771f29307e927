"""Plan files come in whole, or not at all, and never under another child's name."""

import pytest
from attrs import evolve

from kiosk.faults import BadInput, Fault
from kiosk.plans.model import Contact
from kiosk.plans.student import Student
from kiosk.records import ledger, roster, versions
from kiosk.records.events import Event
from kiosk.records.importing import Outcome, already_stored, import_plans
from kiosk.records.store import Records
from tests.made_school import BLAKE_TOML, IEP_TOML, blake
from tests.records.making import NOW, plan_file, plan_text, student, take_in

ANA = student("10050", "Ana", "García", room="14")


def faults(records: Records, *texts: str) -> tuple[str, ...]:
    before = state(records)
    with pytest.raises(BadInput) as refused:
        take_in(records, *texts)
    assert state(records) == before, "nothing may be stored"
    return refused.value.sentences


def state(records: Records) -> tuple[object, ...]:
    with records.reading() as transaction:
        head = ledger.head(transaction)
        return head, roster.everyone(transaction), tuple(versions.outlines(transaction))


def entry(records: Records, number: str) -> Student:
    with records.reading() as transaction:
        found = roster.get(transaction, number)
    assert found
    return found


def test_a_plan_adds_its_student_and_is_version_1(records: Records) -> None:
    (taken,) = take_in(records, BLAKE_TOML)
    assert (taken.outcome, taken.number, taken.added) == (Outcome.NEW, 1, True)
    kept = entry(records, "10042")
    assert (kept.name, kept.homeroom, kept.birthdate) == ("Blake Bennett", "12", blake().student.birthdate)
    assert kept.contacts == blake().student.contacts


def test_an_import_is_noted_with_who_and_where(records: Records) -> None:
    take_in(records, BLAKE_TOML)
    with records.reading() as transaction:
        rows = list(ledger.entries(transaction))
    assert [each.event for each in rows] == [Event.ROSTER, Event.IMPORT]
    assert all((each.actor, each.station, each.student) == ("ortiz", "office", "10042") for each in rows)
    assert rows[1].detail == {"file": "1.toml", "kind": "504", "begins": "2026-08-31", "version": 1}


def test_an_equal_file_changes_nothing_before_any_other_check(records: Records) -> None:
    take_in(records, plan_text())
    take_in(records, plan_text(named=False, amended="2026-10-01", says="Another text."))
    before = state(records)
    (again,) = take_in(records, plan_text())
    assert (again.outcome, again.number) == (Outcome.UNCHANGED, 1)
    assert state(records) == before


def test_an_equal_file_is_known_without_being_parsed(records: Records) -> None:
    take_in(records, plan_text())
    known, unknown = already_stored(records, [("a.toml", plan_text().encode()), ("b.toml", b"= not TOML")])
    assert known
    assert (known.file, known.name, known.outcome) == ("a.toml", "Ana García", Outcome.UNCHANGED)
    assert unknown is None


def test_the_same_file_twice_in_one_import_is_taken_once(records: Records) -> None:
    first, second = take_in(records, plan_text(), plan_text())
    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.UNCHANGED)


def test_one_fault_in_the_last_file_keeps_all_out(records: Records) -> None:
    good = [plan_text(f"2{each:04}") for each in range(20)]
    (told,) = faults(records, *good, plan_text("30000", named=False))
    assert told.startswith("21.toml: student, id: ")


def test_all_faults_of_all_files_are_told_at_once(records: Records) -> None:
    take_in(records, BLAKE_TOML, plan_text())
    wrong = BLAKE_TOML.replace('"Blake"', '"Blaek"').replace('"Bennett"\np', '"Benett"\np')
    told = faults(records, wrong, plan_text("10077", named=False), plan_text(says="Another text."))
    assert [each.split(": ")[0] for each in told] == ["1.toml", "1.toml", "1.toml", "2.toml", "3.toml"]


def test_faults_found_before_are_raised_beside_those_of_the_records(records: Records) -> None:
    files = [plan_file(plan_text("10077", named=False), "unknown.toml")]
    earlier = BadInput.of(plan_file_faults())
    with pytest.raises(BadInput) as refused:
        import_plans(records, files, actor="", station="", now=NOW, faults=earlier.faults)
    assert len(refused.value.faults) == len(earlier.faults) + 1


def plan_file_faults() -> tuple[Fault, ...]:
    with pytest.raises(BadInput) as error:
        plan_file(plan_text(kind="505"), "broken.toml")
    return error.value.faults


def test_a_student_unknown_here_needs_names_and_grade(records: Records) -> None:
    (told,) = faults(records, IEP_TOML)
    assert told == (
        '1.toml: student, id: the roster has no student "10077"; correct the number, '
        "or write given_name, family_name and grade to add one"
    )


@pytest.mark.parametrize(
    ("given", "family", "place"),
    [("Anna", "García", "student, given_name"), ("Ana", "Garcia", "student, family_name")],
)
def test_another_childs_name_is_a_fault_never_an_overwrite(
    records: Records, given: str, family: str, place: str
) -> None:
    with records.writing() as transaction:
        roster.save(transaction, [ANA])
    (told,) = faults(records, plan_text(given=given, family=family))
    assert f"1.toml: {place}: the roster has " in told
    assert "is it the right child?" in told


def test_a_name_typed_with_a_combining_accent_is_the_same_name(records: Records) -> None:
    with records.writing() as transaction:
        roster.save(transaction, [ANA])
    (taken,) = take_in(records, plan_text(family="Garci\u0301a"))
    assert not taken.added
    assert entry(records, "10050").family_name == "García"


def test_another_birthdate_is_a_fault(records: Records) -> None:
    take_in(records, BLAKE_TOML)
    other = BLAKE_TOML.replace("2016-03-09", "2015-03-09").replace('kind = "504"', 'kind = "IEP"')
    (told,) = faults(records, other)
    assert "student, birthdate: the roster has 9 March 2016 for 10042, this file 9 March 2015" in told


def test_another_grade_or_room_is_a_note_and_the_roster_stays(records: Records) -> None:
    with records.writing() as transaction:
        roster.save(transaction, [ANA])
    (taken,) = take_in(records, plan_text(homeroom="15"))
    assert [each.split(": note")[0] for each in taken.notes] == [
        "1.toml: student, grade",
        "1.toml: student, homeroom",
    ]
    assert entry(records, "10050").homeroom == "14"


def test_what_the_roster_lacks_is_filled_in(records: Records) -> None:
    with records.writing() as transaction:
        roster.save(transaction, [evolve(ANA, homeroom="")])
    lines = 'pronouns = "she/her"\npreferred_name = "Anita"\nbirthdate = 2017-01-02\n'
    take_in(records, plan_text(named=False, student_lines=f'{lines}homeroom = "16"'))
    kept = entry(records, "10050")
    assert (kept.name, kept.pronouns, kept.homeroom) == ("Anita García", "she/her", "16")
    assert kept.birthdate


def test_contacts_given_replace_the_rosters_and_left_out_they_stay(records: Records) -> None:
    first = evolve(ANA, contacts=(Contact("Ida García"),))
    with records.writing() as transaction:
        roster.save(transaction, [first])
    take_in(records, plan_text())
    assert entry(records, "10050").contacts == first.contacts
    contact = '[[student.contact]]\nname = "Leo García"\n'
    take_in(records, plan_text(kind="IEP", student_lines=contact))
    assert entry(records, "10050").contacts == (Contact("Leo García"),)


def test_an_amendment_is_the_next_version_of_the_plan_in_force(records: Records) -> None:
    take_in(records, plan_text())
    (taken,) = take_in(records, plan_text(named=False, amended="2026-10-01", says="May draw."))
    assert (taken.outcome, taken.number) == (Outcome.AMENDED, 2)


def test_each_plan_counts_its_own_versions(records: Records) -> None:
    take_in(records, plan_text(ends="2026-12-18"), plan_text(begins="2027-01-04"), plan_text(kind="IEP"))
    second = plan_text(begins="2027-01-04", amended="2027-02-01")
    taken = take_in(records, second, plan_text(kind="IEP", amended="2027-02-01"))
    assert [(each.number, each.kind, str(each.begins)) for each in taken] == [
        (2, "504", "2027-01-04"),
        (2, "IEP", "2026-08-31"),
    ]


def test_a_plan_and_its_amendments_may_come_in_one_import_in_any_order(records: Records) -> None:
    later = plan_text(named=False, amended="2027-01-05", says="May draw and hum.")
    sooner = plan_text(named=False, amended="2026-10-01", says="May draw.")
    taken = take_in(records, later, sooner, plan_text())
    assert [each.number for each in taken] == [3, 2, 1]
    assert [each.file for each in taken] == ["1.toml", "2.toml", "3.toml"]


def test_a_file_without_names_may_come_before_the_one_that_adds_the_student(records: Records) -> None:
    taken = take_in(records, plan_text(named=False, kind="IEP"), plan_text())
    assert [each.added for each in taken] == [False, True]


def test_an_amendment_of_nothing_says_what_to_do(records: Records) -> None:
    take_in(records, plan_text(ends="2026-12-18"))
    (told,) = faults(records, plan_text(amended="2027-02-01"))
    assert "amendment, effective: 10050 has no 504 plan in force on 1 February 2027" in told
    assert "leave out [amendment] if this is a new plan" in told
    (other_kind,) = faults(records, plan_text(kind="IEP", amended="2026-10-01"))
    assert "10050 has no IEP in force on 1 October 2026" in other_kind


def test_an_amendment_keeps_the_begin_of_its_plan(records: Records) -> None:
    take_in(records, plan_text())
    (told,) = faults(records, plan_text(begins="2026-09-15", amended="2026-10-01"))
    assert told.startswith("1.toml: plan, begins: the plan in force on that date begins on 31 August 2026")


@pytest.mark.parametrize(
    ("begins", "ends"),
    [("2026-08-31", "2027-06-11"), ("2027-06-11", "2027-09-01"), ("2026-01-01", "2026-08-31")],
)
def test_two_plans_of_one_kind_may_not_overlap(records: Records, begins: str, ends: str) -> None:
    take_in(records, plan_text())
    (told,) = faults(records, plan_text(begins=begins, ends=ends, says="Another text."))
    assert "10050 has another 504 plan from 31 August 2026 to 11 June 2027, and two may not overlap" in told
    assert "to change that plan, write [amendment] with effective, by and reason" in told


def test_two_plans_of_one_import_may_not_overlap_either(records: Records) -> None:
    (told,) = faults(records, plan_text(), plan_text(says="Another text."))
    assert told.startswith("2.toml: plan: ")


def test_a_504_plan_and_an_iep_may_overlap(records: Records) -> None:
    assert [each.number for each in take_in(records, plan_text(), plan_text(kind="IEP"))] == [1, 1]


def test_a_plan_that_an_amendment_ended_makes_room_for_the_next(records: Records) -> None:
    take_in(records, plan_text())
    take_in(records, plan_text(amended="2026-12-01", ends="2026-12-18"))
    (taken,) = take_in(records, plan_text(begins="2026-12-19"))
    assert (taken.outcome, taken.number) == (Outcome.NEW, 1)


def test_an_amendment_may_not_lengthen_a_plan_into_another(records: Records) -> None:
    take_in(records, plan_text(ends="2026-12-18"), plan_text(begins="2027-01-04", says="Another text."))
    (told,) = faults(records, plan_text(amended="2026-11-01"))
    assert "10050 has another 504 plan from 4 January 2027 to 11 June 2027" in told
    assert "end this plan before that one begins" in told


def test_an_amendment_from_an_earlier_date_says_which_version_gives_way(records: Records) -> None:
    take_in(records, plan_text())
    take_in(records, plan_text(amended="2027-01-05", says="May draw."))
    (taken,) = take_in(records, plan_text(amended="2026-10-01", says="May hum."))
    assert taken.number == 3
    assert "version 2, which was to hold from 5 January 2027, gives way to this one" in taken.notes[0]


def test_no_fault_tells_a_drug_or_a_phone(records: Records) -> None:
    take_in(records, BLAKE_TOML)
    told = " ".join(faults(records, BLAKE_TOML.replace('"Blake"', '"Blaek"')))
    assert not [each for each in ("methylphenidate", "555", "Dana") if each in told]
