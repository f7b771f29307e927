"""The one way to a plan: asked, judged, redacted, noted, and only then handed over."""

import datetime as dt
from collections.abc import Callable

import pytest

from kiosk.access import gate
from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER, Opened, Person
from kiosk.access.people import person
from kiosk.access.search import StudentIndex
from kiosk.clock import Clock
from kiosk.faults import BadInput, NotAllowed, Refused
from kiosk.plans.model import Kind, Role
from kiosk.records import ledger, roster, staff
from kiosk.records.events import Basis, Event, Purpose
from kiosk.records.ledger import Entry
from kiosk.records.listing import Listing
from kiosk.records.staff import StaffMember
from kiosk.records.store import Records
from tests.access.conftest import Ask
from tests.access.people import ADMIN, COORDINATOR, NURSE, OFFICE, PEOPLE, SUBSTITUTE, TEACHER
from tests.made_school import BLAKE_TOML, moment
from tests.records.making import NOW, SEEN, attack, plan_text, student, take_in

NOON = moment("2026-11-23T12:05")


def noted(records: Records, event: Event = Event.VIEW) -> list[Entry]:
    with records.reading() as transaction:
        return list(ledger.entries(transaction, event=event))


def names(found: tuple[Opened, ...]) -> list[str]:
    return [each.student.name for each in found]


# --- one student --------------------------------------------------------------------------------------


def test_a_teacher_opens_a_student_of_her_room_and_is_told_why(ask: Ask) -> None:
    found = ask(TEACHER).open("10042", Purpose.KIOSK)
    assert found.student.name == "Blake Bennett"
    assert found.reason == "Teaches room 12."
    assert [each.number for each in found.in_force(NOON)] == [1]


def test_what_is_handed_over_is_redacted_for_the_one_who_asked(ask: Ask) -> None:
    told = repr(ask(SUBSTITUTE, NOON.instant).open("10042", Purpose.KIOSK))
    assert "May pace" in told
    secrets = ("methylphenidate", "555", "dana@", "2016", "Chu", "Reyes", "10 mg")
    assert not [each for each in secrets if each in told]
    assert "methylphenidate" in repr(ask(NURSE).open("10042", Purpose.KIOSK))


def test_whoever_opens_a_plan_reads_the_case_managers_name_and_not_her_id(
    ask: Ask, enrolled: Records
) -> None:
    def manager() -> str:
        return ask(TEACHER).open("10042", Purpose.KIOSK).versions[0].plan.terms.case_manager

    assert manager() == "ortiz"
    ortiz = StaffMember("ortiz", "Elena Ortiz", Role.COORDINATOR)
    staff.add(enrolled, ortiz, actor="", station="office", now=NOW)
    assert manager() == "Elena Ortiz"


def test_a_view_says_who_saw_whom_where_what_for_and_on_what_ground(ask: Ask, enrolled: Records) -> None:
    ask(TEACHER).open("10042", Purpose.KIOSK)
    (row,) = noted(enrolled)
    assert (row.actor, row.station, row.student, row.basis) == ("teacher", "office", "10042", Basis.OFFICIAL)
    assert row.detail == {"purpose": "kiosk", "reason": "Teaches room 12."}
    assert row.pretended is None
    assert abs(row.instant - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_a_pretended_look_is_noted_at_the_real_instant_with_the_pretended_beside_it(
    ask: Ask, enrolled: Records
) -> None:
    ask(TEACHER, NOON.instant).open("10042", Purpose.KIOSK)
    (row,) = noted(enrolled)
    assert row.pretended
    assert abs(row.pretended - NOON.instant) < dt.timedelta(minutes=1)
    assert abs(row.instant - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


@pytest.mark.parametrize("asked", [TEACHER, SUBSTITUTE])
def test_a_student_of_another_room_is_refused_unnamed_and_unnoted(
    ask: Ask, enrolled: Records, asked: Person
) -> None:
    with pytest.raises(Refused) as refused:
        ask(asked).open("10050", Purpose.KIOSK)
    assert str(refused.value) == f"10050 is not in room 12, where {asked.name} is."
    assert noted(enrolled) == []


def test_the_office_reads_no_plan(ask: Ask, enrolled: Records) -> None:
    with pytest.raises(Refused, match="the office keeps roster and cards"):
        ask(OFFICE).open("10042", Purpose.KIOSK)
    assert noted(enrolled) == []


def test_an_unknown_number_is_told_with_the_nearest(ask: Ask) -> None:
    with pytest.raises(BadInput) as error:
        ask().open("10043", Purpose.COMMAND)
    assert str(error.value) == 'no student has the number "10043"; did you mean "10042"?'


def test_the_nearest_number_is_one_of_whom_the_asker_may_know(ask: Ask) -> None:
    with pytest.raises(BadInput) as error:
        ask(TEACHER).open("10051", Purpose.COMMAND)
    assert "10050" not in str(error.value)


def test_a_school_without_students_suggests_none(records: Records) -> None:
    access = Access(records, NOON.calendar, FOLDER_READER, clock=Clock(), station="")
    with pytest.raises(BadInput, match=r'no student has the number "1"$'):
        access.open("1", Purpose.COMMAND)


def test_a_view_that_cannot_be_noted_shows_no_plan(ask: Ask, enrolled: Records) -> None:
    (version,) = ask().open("10042", Purpose.EXPORT).versions
    full = "CREATE TRIGGER full BEFORE INSERT ON ledger BEGIN SELECT RAISE(ABORT, 'no more'); END"
    attack(enrolled.path, full)
    access = ask()
    for asked in (
        lambda: access.open("10042", Purpose.KIOSK),
        lambda: access.open_many(None, Purpose.CARDS, on=SEEN),
        lambda: access.overview(NOON),
        lambda: access.export("10042", version),
    ):
        with pytest.raises(BadInput):
            asked()
    assert len(noted(enrolled)) == 1


# --- many students -----------------------------------------------------------------------------------


def test_a_whole_school_is_those_with_a_plan_in_force_by_name(ask: Ask, enrolled: Records) -> None:
    assert names(ask().open_many(None, Purpose.COMMAND, on=SEEN)) == [
        "Blake Bennett",
        "Bo Chu",
        "Ana García",
    ]
    assert names(ask().open_many(None, Purpose.COMMAND, on=dt.date(2027, 1, 5))) == [
        "Blake Bennett",
        "Ana García",
    ]
    assert [each.student for each in noted(enrolled)] == ["10042", "10077", "10050", "10042", "10050"]


def test_a_teacher_gets_her_own_room_whatever_she_asks_for(ask: Ask) -> None:
    access = ask(TEACHER)
    assert names(access.open_many(None, Purpose.COMMAND, on=SEEN)) == ["Blake Bennett", "Bo Chu"]
    assert names(access.open_many(["10050", "10042"], Purpose.COMMAND, on=SEEN)) == ["Blake Bennett"]


def test_a_room_narrows_the_school(ask: Ask) -> None:
    assert names(ask().open_many(None, Purpose.COMMAND, on=SEEN, room="14")) == ["Ana García"]


def asking_of_a_room(access: Access, room: str) -> list[Callable[[], object]]:
    return [
        lambda: access.open_many(None, Purpose.COMMAND, on=SEEN, room=room),
        lambda: access.students(room=room),
        lambda: access.students("blake", room=room),
        lambda: access.find("", room, 50),
        lambda: access.overview(NOON, room),
        lambda: access.overview(NOON, room, among=access.students()),
    ]


def test_a_room_of_others_is_refused_not_empty(ask: Ask, enrolled: Records) -> None:
    for asked in asking_of_a_room(ask(TEACHER), "14"):
        with pytest.raises(NotAllowed, match=r"^Room 14 is not among Teacher Lee's rooms\.$"):
            asked()
    assert noted(enrolled) == noted(enrolled, Event.OVERVIEW) == []


@pytest.mark.parametrize("asker", [TEACHER, FOLDER_READER])
def test_a_room_where_nobody_is_names_nothing(ask: Ask, asker: Person) -> None:
    for asked in asking_of_a_room(ask(asker), "114"):
        with pytest.raises(BadInput, match=r'^no student is in room "114"; did you mean "14"\?$'):
            asked()


def test_cards_of_a_room_where_nobody_is_are_an_error(ask: Ask) -> None:
    with pytest.raises(BadInput, match='no student is in room "99"'):
        ask(OFFICE).open_many(None, Purpose.CARDS, on=SEEN, room="99")


def test_ones_own_room_before_anybody_is_in_it_is_empty(ask: Ask) -> None:
    early = Person("early", "E. Lee", Role.TEACHER, ("20",))
    assert ask(early).students(room="20") == ()
    assert ask(early).overview(NOON, "20") == ()


def test_every_unknown_number_is_told(ask: Ask, enrolled: Records) -> None:
    with pytest.raises(BadInput) as error:
        ask().open_many(["10042", "99999", "10043"], Purpose.CARDS, on=SEEN)
    assert error.value.sentences == (
        'no student has the number "99999"',
        'no student has the number "10043"; did you mean "10042"?',
    )
    assert noted(enrolled) == []


def test_cards_are_printed_by_those_who_may_and_say_what_a_substitute_may_read(
    ask: Ask, enrolled: Records
) -> None:
    nurse_only = 'audience = ["nurse", "admin"]\n'
    take_in(enrolled, plan_text("10060", given="Di", family="Fox", lines=nurse_only))
    for asker in (FOLDER_READER, ADMIN, OFFICE, COORDINATOR):
        found = ask(asker).open_many(["10042", "10060"], Purpose.CARDS, on=SEEN)
        blake, fox = found
        assert "methylphenidate" not in repr(found)
        assert len(blake.versions[0].plan.accommodations) == 5
        assert fox.versions[0].plan.accommodations == ()
    for asker in (TEACHER, NURSE, SUBSTITUTE):
        with pytest.raises(Refused, match="Cards are printed by"):
            ask(asker).open_many(None, Purpose.CARDS, on=SEEN)


# --- lists -------------------------------------------------------------------------------------------


def test_a_list_of_students_is_by_name_and_holds_names_grade_and_room(ask: Ask, enrolled: Records) -> None:
    found = ask(OFFICE).students()
    assert [each.name for each in found] == ["Blake Bennett", "Bo Chu", "Ana García"]
    assert not any(each.birthdate or each.contacts or each.photo for each in found)
    assert noted(enrolled) == noted(enrolled, Event.OVERVIEW) == []


def test_a_teacher_finds_her_own_students_alone(ask: Ask) -> None:
    access = ask(TEACHER)
    assert [each.id for each in access.students()] == ["10042", "10077"]
    assert [each.id for each in access.students("garcia")] == []
    assert [each.id for each in access.students("blke")] == ["10042"]


def test_a_student_who_was_just_enrolled_is_found(ask: Ask, enrolled: Records) -> None:
    access = ask()
    assert access.students("quinn") == ()
    roster.enrol(enrolled, [student("10099", "Quinn", "Abe")], actor="", station="", now=NOW)
    assert [each.id for each in access.students("quinn")] == ["10099"]


def test_an_overview_shows_kinds_and_no_word_of_a_plan(ask: Ask) -> None:
    blake, bo, ana = ask(NURSE).overview(NOON)
    assert blake.now == (Kind.MOVEMENT, Kind.MEDICATION)
    assert blake.has_crisis_protocol
    assert bo.now == ana.now == (Kind.MOVEMENT,)
    assert not ana.has_crisis_protocol
    told = repr((blake, bo, ana))
    assert not [each for each in ("gum", "pace", "methyl", "2016", "Dana") if each in told]


def test_a_reader_who_builds_the_index_does_not_hold_up_a_writer(
    ask: Ask, enrolled: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[int] = []

    def build(listing: Listing) -> StudentIndex:
        with enrolled.writing():
            built.append(len(listing))
        return StudentIndex(listing)

    monkeypatch.setattr("kiosk.access.names.StudentIndex", build)
    access = ask()
    assert [each.id for each in access.students("blake")] == ["10042"]
    assert access.students("bo")
    assert built == [3]


def test_an_overview_opens_no_contacts(ask: Ask, enrolled: Records) -> None:
    attack(enrolled.path, "UPDATE student SET private = zeroblob(60)")
    assert len(ask(NURSE).overview(NOON)) == 3


def test_an_overview_may_be_of_a_list(ask: Ask) -> None:
    everybody = ask().students()
    blake, _, ana = everybody
    assert [each.student.id for each in ask(NURSE).overview(NOON, among=[ana])] == [ana.id]
    assert [each.student.id for each in ask(TEACHER).overview(NOON, among=everybody)] == ["10042", "10077"]
    assert [each.student.id for each in ask(NURSE).overview(NOON, "12", among=[blake, ana])] == [blake.id]
    assert ask(NURSE).overview(NOON, among=[]) == ()


def test_a_school_larger_than_a_portion_is_marked_whole(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_AT_ONCE", 2)
    assert [each.student.id for each in ask(NURSE).overview(NOON)] == ["10042", "10077", "10050"]


@pytest.mark.parametrize("asker", [each for each in PEOPLE.values() if each not in {OFFICE, COORDINATOR}])
def test_a_list_has_the_reason_that_each_of_its_plans_has(ask: Ask, asker: Person) -> None:
    access = ask(asker, NOON.instant)
    found = access.open_many(None, Purpose.COMMAND, on=SEEN)
    assert {each.reason for each in found} == {access.list_reason}


def test_a_coordinator_is_not_told_that_nobody_has_a_plan_where_all_are_somebody_elses(
    ask: Ask, enrolled: Records
) -> None:
    for number, name in (("ortiz", "Elena Ortiz"), ("quinn", "Sean Quinn")):
        staff.add(enrolled, StaffMember(number, name, Role.COORDINATOR), actor="", station="office", now=NOW)
    quinn = ask(person(enrolled, "quinn"))
    assert names(quinn.open_many(None, Purpose.KIOSK, on=SEEN)) == ["Bo Chu", "Ana García"]
    with pytest.raises(NotAllowed, match="None of these plans is in the caseload of Sean Quinn"):
        quinn.open_many(["10042"], Purpose.KIOSK, on=SEEN)
    assert quinn.open_many(None, Purpose.KIOSK, on=dt.date(2027, 7, 5)) == ()


def test_an_overview_is_of_ones_own_rooms(ask: Ask) -> None:
    assert [each.student.id for each in ask(TEACHER).overview(NOON)] == ["10042", "10077"]
    assert [each.student.id for each in ask(NURSE).overview(NOON, room="14")] == ["10050"]
    with pytest.raises(Refused, match="What is on for whom"):
        ask(OFFICE).overview(NOON)


def test_an_item_that_is_not_for_her_leaves_no_mark(ask: Ask, enrolled: Records) -> None:
    take_in(
        enrolled, plan_text("10060", given="Di", family="Fox", homeroom="12", lines='audience = ["nurse"]\n')
    )
    (fox,) = [each for each in ask(TEACHER).overview(NOON) if each.student.id == "10060"]
    assert fox.now == ()


def test_an_overview_is_noted_once_a_person_room_and_hour(
    ask: Ask, enrolled: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = [dt.datetime(2026, 11, 23, 20, 5, tzinfo=dt.UTC)]
    monkeypatch.setattr(Clock, "real", lambda _: at[0])

    def rows() -> list[tuple[str, object]]:
        return [(each.actor, each.detail["room"]) for each in noted(enrolled, Event.OVERVIEW)]

    board = ask(TEACHER)
    for _ in range(5):
        board.overview(NOON)
    ask(TEACHER).overview(NOON)
    assert rows() == [("teacher", None)]
    board.overview(NOON, room="12")
    ask(NURSE).overview(NOON, room="12")
    assert rows() == [("teacher", None), ("teacher", "12"), ("nurse", "12")]
    at[0] += dt.timedelta(minutes=54)
    board.overview(NOON)
    assert len(rows()) == 3
    at[0] += dt.timedelta(minutes=1)
    board.overview(NOON)
    ask(TEACHER).overview(NOON)
    assert rows()[3:] == [("teacher", None)]


# --- files and people --------------------------------------------------------------------------------


def test_an_export_gives_the_bytes_as_written_and_is_noted(ask: Ask, enrolled: Records) -> None:
    access = ask()
    (version,) = access.open("10042", Purpose.EXPORT).versions
    assert access.export("10042", version) == BLAKE_TOML.encode()
    (row,) = noted(enrolled, Event.EXPORT)
    assert row.student == "10042"
    assert row.detail == {"kind": "504", "begins": "2026-08-31", "version": 1}


@pytest.mark.parametrize("asker", [ADMIN, NURSE, COORDINATOR])
def test_plan_files_are_for_the_reader_of_the_folder_alone(
    ask: Ask, enrolled: Records, asker: Person
) -> None:
    (version,) = ask(asker).open("10042", Purpose.KIOSK).versions
    with pytest.raises(Refused, match="only to whoever may read the school folder"):
        ask(asker).export("10042", version)
    with pytest.raises(Refused):
        ask(asker).open("10042", Purpose.EXPORT)
    assert noted(enrolled, Event.EXPORT) == []


def test_a_member_of_staff_is_known_by_her_id(enrolled: Records, ask: Ask) -> None:
    member = StaffMember("ortiz", "L. Ortiz", Role.TEACHER, ("14",))
    staff.add(enrolled, member, actor="", station="office", now=NOW)
    found = person(enrolled, "ortiz")
    assert found == Person("ortiz", "L. Ortiz", Role.TEACHER, ("14",))
    access = ask(found)
    assert access.acts_for_staff
    assert not ask().acts_for_staff
    assert access.list_reason == "Teaches room 14."
    with pytest.raises(BadInput, match=r'no member of staff has the id "ortis"; did you mean "ortiz"\?'):
        person(enrolled, "ortis")
