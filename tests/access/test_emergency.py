"""In an emergency: anybody who is signed in, any student, at once; the crisis alone, and it is seen."""

import datetime as dt

import pytest
from sqlalchemy.event import listen

from kiosk.access.emergency import missing
from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER, Opened, Person
from kiosk.access.people import of_pass, person
from kiosk.clock import Clock
from kiosk.faults import BadInput, Refused
from kiosk.plans.model import Kind, Role
from kiosk.records import ledger, seeking, staff
from kiosk.records.events import Basis, Event, Purpose
from kiosk.records.ledger import Entry
from kiosk.records.staff import StaffMember
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar
from tests.access.conftest import Ask
from tests.access.people import NURSE, OFFICE, PEOPLE, SUBSTITUTE, TEACHER
from tests.access.visiting import ROOM_14_CARD, House
from tests.made_school import maple, moment
from tests.records.making import NOW, attack, plan_text, take_in

NOON = moment("2026-11-23T12:05")
REAL = Clock()
THREAT = "He has collapsed."
MORE = """
[[accommodation]]
id = "seizure"
kind = "health"
text = "Lies on his side; time it."
when = { trigger = "has a seizure" }

[[accommodation]]
id = "rescue"
kind = "medication"
text = "The rescue medicine is in the nurse's bag."
when = { trigger = "has a seizure of five minutes" }
[accommodation.order]
drug = "midazolam"
dose = "5 mg"
route = "nasal"
prn = true
use_for = "seizure"

[[accommodation]]
id = "water"
kind = "health"
text = "Drinks water all day."

[[accommodation]]
id = "corner"
kind = "behavior"
text = "Has a quiet corner."
when = { trigger = "is upset" }

[[accommodation]]
id = "nurse-only"
kind = "crisis"
text = "What the nurse alone does."
audience = ["nurse", "counsellor"]

[[accommodation]]
id = "last-term"
kind = "crisis"
text = "What held in September."
ends = 2026-09-30
"""


@pytest.fixture
def enrolled(enrolled: Records) -> Records:
    """Eve of room 14 too, with much in her plan, an e-mail address and a telephone number."""
    contact = '[[student.contact]]\nname = "Mo Park"\nphone = "+1 503 555 0188"\nemail = "mo@example.org"\n'
    text = plan_text("10090", given="Eve", family="Park", student_lines=contact, lines=MORE)
    take_in(enrolled, text.replace('kind = "504"', 'kind = "504"\ncase_manager = "quinn"', 1))
    return enrolled


def items(found: Opened) -> list[str]:
    return [item.id for each in found.versions for item in each.plan.accommodations]


def emergencies(records: Records) -> list[Entry]:
    with records.reading() as transaction:
        return list(seeking.emergencies(transaction))


# --- what is shown ------------------------------------------------------------------------------------


@pytest.mark.parametrize("asker", PEOPLE.values(), ids=list(PEOPLE))
def test_whoever_is_signed_in_opens_any_students_crisis_protocol_and_emergency_items(
    ask: Ask, asker: Person
) -> None:
    nurse_only = ["nurse-only"] if asker.role in {Role.NURSE, Role.COUNSELLOR} else []
    assert items(ask(asker, NOON.instant).in_emergency("10042", THREAT)) == ["crisis-call-home"]
    found = ask(asker, NOON.instant).in_emergency("10090", THREAT)
    assert items(found) == ["seizure", "rescue", *nurse_only]
    assert found.withheld == (() if nurse_only else (Role.NURSE, Role.COUNSELLOR))


def test_the_crisis_protocol_is_whole_for_a_substitute_of_another_room(ask: Ask) -> None:
    in_14 = Person("sub", "Sam Lee", Role.SUBSTITUTE, ("14",))
    (version,) = ask(in_14, NOON.instant).in_emergency("10042", THREAT).versions
    (item,) = version.plan.accommodations
    assert item.kind is Kind.CRISIS
    assert len(item.steps) == 5
    assert item.never == ("Suspend before he has been heard",)
    assert item.instead_of_home.startswith("If abuse at home is suspected")


def test_the_drug_is_for_the_nurse_alone_and_the_telephone_as_the_role_has_it(ask: Ask) -> None:
    told = {asker: repr(ask(asker, NOON.instant).in_emergency("10090", THREAT)) for asker in PEOPLE.values()}
    assert {each for each in told if "midazolam" in told[each] or "5 mg" in told[each]} == {NURSE}
    assert {each for each in told if "555 0188" not in told[each]} == {SUBSTITUTE}
    assert "Mo Park" in told[SUBSTITUTE]


def test_nothing_else_of_the_plan_is_shown(ask: Ask) -> None:
    told = repr(ask(TEACHER, NOON.instant).in_emergency("10042", THREAT))
    assert "Stay with him" in told
    secrets = ("pace", "Separate setting", "L. Chu", "psychologist", "2016", "methylphenidate", "2029")
    assert not [each for each in secrets if each in told]


def test_a_plan_that_ended_shows_nothing_and_says_whom_to_call(ask: Ask) -> None:
    found = ask(TEACHER, moment("2027-07-05T10:00").instant).in_emergency("10042", THREAT)
    assert found.versions == ()
    (sentence,) = missing(found, "+1 541 555 0100")
    assert sentence.endswith(
        "is shown here today. If a life is in danger, call 911 first. Call the office: +1 541 555 0100."
    )


def test_what_is_left_out_is_said_with_whom_to_call(ask: Ask) -> None:
    (sentence,) = missing(ask(TEACHER, NOON.instant).in_emergency("10090", THREAT), "")
    assert (
        sentence == "There is more, for nurse or counsellor to read: call for one of them. Call the office."
    )
    assert list(missing(ask(NURSE, NOON.instant).in_emergency("10090", THREAT), "")) == []


def test_a_plan_that_cannot_be_read_hides_no_other_in_an_emergency(ask: Ask, enrolled: Records) -> None:
    take_in(enrolled, plan_text("10042", named=False, kind="IEP"))
    attack(
        enrolled.path,
        "UPDATE plan_version SET content = x'00' WHERE student = '10042' AND kind = 'IEP'",
        without=["plan_version_keeps_update"],
    )
    found = ask(TEACHER, NOON.instant).in_emergency("10042", THREAT)
    assert items(found) == ["crisis-call-home"]
    assert list(missing(found, "")) == ["A plan that may hold more cannot be read. Call the office."]


# --- what is noted ------------------------------------------------------------------------------------


def test_the_threat_is_in_the_ledger_before_anything_is_handed_over(ask: Ask, enrolled: Records) -> None:
    found = ask(SUBSTITUTE, NOON.instant).in_emergency("10090", "  He has\n collapsed. ")
    (row,) = emergencies(enrolled)
    assert (row.event, row.basis, row.actor, row.student) == (
        Event.VIEW, Basis.EMERGENCY, "substitute", "10090",
    )  # fmt: skip
    assert row.detail == {"purpose": "emergency", "reason": found.reason, "threat": "He has collapsed."}
    assert found.reason == (
        "Emergency: He has collapsed. Whoever answers for the student sees that you looked."
    )


def test_what_cannot_be_noted_is_not_shown(ask: Ask, enrolled: Records) -> None:
    attack(
        enrolled.path,
        "CREATE TRIGGER full BEFORE INSERT ON ledger BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    )
    with pytest.raises(BadInput):
        ask(TEACHER, NOON.instant).in_emergency("10090", THREAT)


def test_the_threat_is_kept_encrypted(ask: Ask, enrolled: Records) -> None:
    ask(TEACHER, NOON.instant).in_emergency("10090", "He swallowed a battery")
    assert b"battery" not in enrolled.path.read_bytes()


@pytest.mark.parametrize("reason", ["", "   ", "help", "? ! ? ! ? !", "a b c"])
def test_a_reason_that_says_nothing_opens_nothing(ask: Ask, enrolled: Records, reason: str) -> None:
    with pytest.raises(BadInput, match="Say in a few words what is happening"):
        ask(TEACHER, NOON.instant).in_emergency("10090", reason)
    assert emergencies(enrolled) == []


def test_a_long_reason_is_cut_and_not_refused(ask: Ask, enrolled: Records) -> None:
    ask(TEACHER, NOON.instant).in_emergency("10090", "help " * 10_000)
    assert len(emergencies(enrolled)[0].detail["threat"]) == 500


def test_an_unknown_number_is_told_and_names_nobody(ask: Ask, enrolled: Records) -> None:
    with pytest.raises(BadInput) as told:
        ask(TEACHER).in_emergency("10091", THREAT)
    assert str(told.value) == 'no student has the number "10091"'
    assert emergencies(enrolled) == []


# --- finding her --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    ["10050", " 10050 ", "Ana García", "ana garcia", "García, Ana", "Ana García 14", "ana garcia room 14"],
)
def test_a_student_is_found_by_her_number_or_her_whole_name(ask: Ask, said: str) -> None:
    found = ask(SUBSTITUTE).named(said)
    assert (found.id, found.birthdate, found.contacts) == ("10050", None, ())


@pytest.mark.parametrize(
    "said", ["", "Ana", "Garc", "1005", "room 14", "14", "Anna García", "Ana García 12", "*"]
)
def test_nobody_browses_in_an_emergency(ask: Ask, said: str) -> None:
    with pytest.raises(BadInput, match="Type the whole name, or the number") as told:
        ask(SUBSTITUTE).named(said)
    assert "1005" not in str(told.value)


def test_of_two_of_one_name_the_room_decides(ask: Ask, enrolled: Records) -> None:
    take_in(enrolled, plan_text("10051", homeroom="9"))
    access = ask(SUBSTITUTE)
    with pytest.raises(BadInput, match="2 students are called so"):
        access.named("Ana García")
    assert access.named("Ana García 9").id == "10051"


def test_a_scanned_card_names_its_student_to_anybody_who_is_signed_in(house: House) -> None:
    access = Access(
        house.records, house.calendar, of_pass(house.issue("12").day_pass, house.calendar),
        clock=house.clock, station="room 12",
    )  # fmt: skip
    code = f"https://plans.maple.example/C/{ROOM_14_CARD}"
    assert access.named(code).id == "10050"
    with pytest.raises(Refused, match="is not in room 12"):
        access.scanned(code)
    house.revoke_card("10050")
    with pytest.raises(Refused, match="This card was replaced"):
        access.named(code)


@pytest.mark.parametrize(
    "scanned",
    [
        f"HTTPSÖ--PLANS.MAPLE.EXAMPLE-C-{ROOM_14_CARD}",
        f"https>&&plans.maple.example&c&{ROOM_14_CARD}",
        f"]Q1httpsÖ--plans.maple.example-C-{ROOM_14_CARD}",
        f"$A&https!!plqns.,qple.exq,ple!C!{ROOM_14_CARD}",
    ],
)
def test_a_card_scanned_as_on_another_keyboard_is_told_as_such_and_as_no_name(ask: Ask, scanned: str) -> None:
    with pytest.raises(BadInput, match="The scanner types as on another keyboard"):
        ask(SUBSTITUTE).named(scanned)


# --- who sees that it was done ------------------------------------------------------------------------


@pytest.fixture
def answering(enrolled: Records) -> Records:
    """Ortiz answers for Blake, Quinn for Eve, nobody for Ana; Hale is the principal."""
    for member in (
        StaffMember("ortiz", "Elena Ortiz", Role.COORDINATOR),
        StaffMember("quinn", "Sean Quinn", Role.COORDINATOR),
        StaffMember("hale", "Marcus Hale", Role.PRINCIPAL),
        StaffMember("abara", "Ngozi Abara", Role.TEACHER, ("12",)),
    ):
        staff.add(enrolled, member, actor="", station="office", now=NOW)
    return enrolled


def unseen(records: Records, who: str, clock: Clock = REAL) -> list[str]:
    return [each.student.id for each in access_of(records, who, clock).unseen_emergencies()]


def access_of(records: Records, who: str, clock: Clock = REAL) -> Access:
    return Access(records, Calendar(maple()), person(records, who), clock=clock, station="office")


def test_whoever_answers_for_a_student_sees_what_was_opened_until_she_has_looked(answering: Records) -> None:
    clock = Clock.pretending(NOON.instant)
    teacher = access_of(answering, "abara", clock)
    for number in ("10042", "10090", "10050"):
        teacher.in_emergency(number, THREAT)
    teacher.open("10042", Purpose.KIOSK)
    assert unseen(answering, "ortiz", clock) == ["10042", "10050"]
    assert unseen(answering, "quinn", clock) == ["10090", "10050"]
    assert unseen(answering, "hale", clock) == ["10042", "10090", "10050"]
    assert unseen(answering, "abara", clock) == []


def test_a_list_says_who_looked_whose_when_where_and_why(answering: Records) -> None:
    access_of(answering, "abara").in_emergency("10050", THREAT)
    (found,) = access_of(answering, "hale").unseen_emergencies()
    assert (found.who, found.student.name, found.station) == ("Ngozi Abara", "Ana García", "office")
    assert found.threat == THREAT
    assert abs(found.instant - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_what_one_has_looked_at_the_others_still_see(answering: Records) -> None:
    access_of(answering, "abara").in_emergency("10050", THREAT)
    hale = access_of(answering, "hale")
    hale.look_at_emergencies(hale.unseen_emergencies())
    assert unseen(answering, "hale") == []
    assert unseen(answering, "ortiz") == ["10050"]
    access_of(answering, "abara").in_emergency("10050", THREAT)
    assert unseen(answering, "hale") == ["10050"]
    with answering.reading() as transaction:
        (row,) = ledger.entries(transaction, event=Event.EMERGENCY_SEEN)
    assert (row.actor, row.student) == ("hale", "10050")


def test_a_pretended_clock_is_for_looking_and_leaves_them_unseen(answering: Records) -> None:
    access_of(answering, "abara").in_emergency("10050", THREAT)
    hale = access_of(answering, "hale", Clock.pretending(NOON.instant))
    hale.look_at_emergencies(hale.unseen_emergencies())
    assert unseen(answering, "hale") == ["10050"]


def test_whoever_may_read_the_folder_has_no_list_of_her_own(ask: Ask) -> None:
    ask(TEACHER).in_emergency("10042", THREAT)
    assert ask(FOLDER_READER).unseen_emergencies() == ()
    assert ask(OFFICE).unseen_emergencies() == ()


def test_emergencies_are_found_by_an_index_of_their_own(enrolled: Records) -> None:
    seen: list[str] = []
    listen(enrolled.engine, "before_cursor_execute", lambda *said: seen.append(said[2]))
    emergencies(enrolled)
    (query,) = [each for each in seen if "FROM ledger" in each]
    with enrolled.reading() as transaction:
        plan = transaction.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", ("maple",)).all()
    assert [row[-1] for row in plan] == ["SEARCH ledger USING INDEX ledger_emergencies (school=?)"]
