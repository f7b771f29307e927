"""Who sees what of whom: every role, view and relation in one table, asked of everything that answers.

The three students are Blake of room 12, whose case manager is Ortiz; Ana of room 14, whose case manager is
Quinn; and Cy of room 14, for whose plan nobody is named. Whoever has a room has room 12.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from attrs import frozen

from kiosk.access import people
from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER, Person
from kiosk.access.policy import View
from kiosk.access.signing import SignedOut, SigningIn
from kiosk.faults import NotAllowed
from kiosk.plans.model import Role
from kiosk.records import ledger, staff, staffing
from kiosk.records.events import Event, Purpose
from kiosk.records.opening import open_records
from kiosk.records.staff import StaffMember
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar
from tests.access.visiting import HERE, MORNING, HandClock, House
from tests.commands.terminal import Terminal
from tests.made_school import BLAKE_TOML, MAPLE_TOML, maple
from tests.records.making import NOW, SEEN, plan_text, take_in

BLAKE, ANA, CY = "10042", "10050", "10060"
EVERYBODY = (BLAKE, ANA, CY)
TOKENS = {BLAKE: "BLAKE" * 5 + "A", ANA: "ANA" * 8 + "AA", CY: "CYCY" * 6 + "CY"}
PIN = "correct horse battery"


@frozen
class Expected:
    """Of whom each view shows something (b, a, c), why, and what is said of those who are not shown."""

    staff: StaffMember
    names: str
    marks: str
    plans: str
    sheets: str
    cards: str
    why: Mapping[str, str]
    refused: Mapping[str, str] = {}

    def of(self, view: View) -> set[str]:
        """The numbers of whom this view shows."""
        letters = {"b": BLAKE, "a": ANA, "c": CY}
        return {letters[each] for each in getattr(self, view.value)}


def whole(why: str) -> Mapping[str, str]:
    """The same reason for everybody."""
    return dict.fromkeys(EVERYBODY, why)


def elsewhere(name: str) -> Mapping[str, str]:
    """Why the students of room 14 are refused to somebody in room 12."""
    return {each: f"{each} is not in room 12, where {name} is." for each in (ANA, CY)}


_NO_PLANS = "Plans are for those who teach or care for the student; the office keeps roster and cards."
_MANAGER = "Coordinator: case manager of this student."
_NOBODY = "Coordinator: no coordinator is named as this student's case manager."

#                    staff                                              names  marks  plans  sheets cards
TABLE = [
    Expected(
        StaffMember("lane", "Robin Lane", Role.SUBSTITUTE, ("12",)), "b", "b", "b", "b", "",
        {BLAKE: "Substitute in room 12."}, elsewhere("Robin Lane"),
    ),
    Expected(
        StaffMember("abara", "Ngozi Abara", Role.TEACHER, ("12",)), "b", "b", "b", "b", "",
        {BLAKE: "Teaches room 12."}, elsewhere("Ngozi Abara"),
    ),
    Expected(
        StaffMember("tran", "Mai Tran", Role.NURSE), "bac", "bac", "bac", "bac", "",
        whole("School nurse: health items of all students."),
    ),
    Expected(
        StaffMember("ibarra", "Tomás Ibarra", Role.COUNSELLOR), "bac", "bac", "bac", "bac", "",
        whole("Counsellor: called in a crisis of any student."),
    ),
    Expected(
        StaffMember("ortiz", "Elena Ortiz", Role.COORDINATOR), "bac", "bac", "bc", "bac", "bac",
        {BLAKE: _MANAGER, CY: _NOBODY}, {ANA: "10050 is in the caseload of Sean Quinn."},
    ),
    Expected(
        StaffMember("quinn", "Sean Quinn", Role.COORDINATOR), "bac", "bac", "ac", "bac", "bac",
        {ANA: _MANAGER, CY: _NOBODY}, {BLAKE: "10042 is in the caseload of Elena Ortiz."},
    ),
    Expected(
        StaffMember("finch", "Wanda Finch", Role.OFFICE), "bac", "", "", "", "bac",
        {}, whole(_NO_PLANS),
    ),
    Expected(
        StaffMember("hale", "Marcus Hale", Role.PRINCIPAL), "bac", "bac", "bac", "bac", "bac",
        whole("Principal: answers for all students."),
    ),
    Expected(
        StaffMember("sato", "Kenji Sato", Role.ADMIN), "bac", "bac", "bac", "bac", "bac",
        whole("Administrator: keeps the records of all students."),
    ),
]  # fmt: skip
each_role = pytest.mark.parametrize("expected", TABLE, ids=[each.staff.id for each in TABLE])


def _managed(text: str, manager: str) -> str:
    return text.replace('kind = "504"', f'kind = "504"\ncase_manager = "{manager}"', 1)


@pytest.fixture
def peopled(tmp_path: Path, expected: Expected) -> Iterator[Records]:
    """A school with everybody of the table; the one whose row is tested has a PIN."""
    folder = tmp_path / "school"
    folder.mkdir(mode=0o700)
    (folder / "school.toml").write_text(MAPLE_TOML)
    with open_records(folder, maple(), create=True) as records:
        take_in(
            records,
            BLAKE_TOML,
            _managed(plan_text(ANA), "quinn"),
            plan_text(CY, given="Cy", family="Wood"),
        )
        for each in TABLE:
            pin = PIN if each is expected else None
            staff.add(records, each.staff, actor="", station="office", now=NOW, pin=pin)
        yield records


def _access(records: Records, person: Person) -> Access:
    return Access(records, Calendar(maple()), person, clock=_morning(), station="office")


def _morning() -> HandClock:
    clock = HandClock()
    clock.set(MORNING)
    return clock


def _listed(access: Access, view: View) -> set[str]:
    """Of whom a view shows something in a list; a refusal shows nobody."""
    purposes = {View.PLANS: Purpose.KIOSK, View.SHEETS: Purpose.SHEET, View.CARDS: Purpose.CARDS}
    try:
        if view is View.NAMES:
            return {each.id for each in access.students()}
        if view is View.MARKS:
            moment = Calendar(maple()).moment(_morning().real())
            return {each.student.id for each in access.overview(moment)}
        return {each.student.id for each in access.open_many(None, purposes[view], on=SEEN)}
    except NotAllowed:
        return set()


def test_every_role_is_in_the_table() -> None:
    assert {each.staff.role for each in TABLE} == set(Role)


@each_role
def test_a_role_sees_in_lists_whom_the_table_says(peopled: Records, expected: Expected) -> None:
    access = _access(peopled, people.person(peopled, expected.staff.id))
    views = [each for each in View if each is not View.FILES]
    assert {each: _listed(access, each) for each in views} == {each: expected.of(each) for each in views}


@each_role
def test_a_role_opens_whom_the_table_says_and_everybody_is_told_why(
    peopled: Records, expected: Expected
) -> None:
    access = _access(peopled, people.person(peopled, expected.staff.id))
    for number in EVERYBODY:
        if number in expected.of(View.PLANS):
            assert access.open(number, Purpose.KIOSK).reason == expected.why[number]
        else:
            with pytest.raises(NotAllowed) as refused:
                access.open(number, Purpose.KIOSK)
            assert str(refused.value) == expected.refused[number]
    with peopled.reading() as transaction:
        noted = [(row.student, row.detail["reason"]) for row in ledger.entries(transaction, event=Event.VIEW)
                 if row.actor == expected.staff.id]  # fmt: skip
    assert noted == [(each, expected.why[each]) for each in EVERYBODY if each in expected.of(View.PLANS)]


@each_role
def test_no_role_gets_a_plan_file_as_it_was_written(peopled: Records, expected: Expected) -> None:
    (version,) = _access(peopled, FOLDER_READER).open(BLAKE, Purpose.COMMAND).versions
    assert b"methylphenidate" in _access(peopled, FOLDER_READER).export(BLAKE, version)
    with pytest.raises(NotAllowed, match="only to whoever may read the school folder"):
        _access(peopled, people.person(peopled, expected.staff.id)).export(BLAKE, version)


@each_role
def test_a_cards_page_opens_to_whom_the_table_says(peopled: Records, expected: Expected) -> None:
    house = House.of(peopled, _morning())
    opened = {}
    for number, token in TOKENS.items():
        house.print_card(token, number)
        key = house.door.with_pin(token, expected.staff.id, PIN, HERE)
        opened[number] = looked.opened.reason if key and (looked := house.door.look(key)) else ""
    assert opened == {each: expected.why.get(each, "") for each in EVERYBODY}


@each_role
def test_a_command_answers_for_whom_the_table_says(
    peopled: Records, expected: Expected, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal(peopled.path.parent, capsys)
    for number in EVERYBODY:
        told = terminal("active", number, "--as", expected.staff.id, "--json", "--at", MORNING)
        if number in expected.of(View.PLANS):
            assert (told.status, told.json["reason"]) == (0, expected.why[number])
        else:
            assert (told.status, told.json) == (1, {"refused": expected.refused[number]})


# --- whoever is no longer anybody ---------------------------------------------------------------------


@each_role
def test_whoever_has_left_opens_nothing_anywhere(
    peopled: Records, expected: Expected, capsys: pytest.CaptureFixture[str]
) -> None:
    other = StaffMember("other", "Another Admin", Role.ADMIN)
    staff.add(peopled, other, actor="", station="office", now=NOW, pin=PIN)
    who, house = expected.staff.id, House.of(peopled, _morning())
    house.print_card(TOKENS[BLAKE], BLAKE)
    signing = SigningIn(peopled, house.calendar, clock=house.clock, station="office")
    signed = signing.with_pin(who, PIN)
    access = Access(
        signing.records_for(signed), house.calendar, signed.person, clock=house.clock, station="office"
    )
    staffing.retire(peopled, who, actor="", station="office", now=NOW)
    with pytest.raises(SignedOut):
        access.open(BLAKE, Purpose.KIOSK)
    with pytest.raises(SignedOut):
        access.in_emergency(BLAKE, "He fell down")
    with pytest.raises(NotAllowed):
        signing.with_pin(who, PIN)
    assert house.door.with_pin(TOKENS[BLAKE], who, PIN, HERE) is None
    told = Terminal(peopled.path.parent, capsys)("active", BLAKE, "--as", who, "--json")
    assert told.status == 2
    assert "has left" in told.json["error"]
    assert house.views() == []


@pytest.mark.parametrize("expected", TABLE[:1], ids=["a pass"])
def test_a_pass_that_is_over_opens_nothing_anywhere(peopled: Records, expected: Expected) -> None:
    house = House.of(peopled, _morning())
    house.print_card(TOKENS[BLAKE], BLAKE)
    house.print_card(TOKENS[ANA], ANA)
    code = house.issue("12").code
    signing = SigningIn(peopled, house.calendar, clock=house.clock, station="room 12")
    signed = signing.with_pass(code)
    access = Access(
        signing.records_for(signed), house.calendar, signed.person, clock=house.clock, station="room 12"
    )
    reason = "Day pass, room 12, today until 14:30."
    assert access.open(BLAKE, Purpose.KIOSK).reason == reason
    with pytest.raises(NotAllowed, match="10050 is not in room 12"):
        access.open(ANA, Purpose.KIOSK)
    assert house.door.with_pass(TOKENS[ANA], code, HERE) is None
    key = house.door.with_pass(TOKENS[BLAKE], code, HERE) or ""
    assert (looked := house.door.look(key))
    assert looked.opened.reason == reason
    house.clock.set("2026-11-23T14:30")
    with pytest.raises(SignedOut, match=r"This day pass ended at 14:30\."):
        access.open(BLAKE, Purpose.KIOSK)
    with pytest.raises(SignedOut, match=r"This day pass ended at 14:30\."):
        access.in_emergency(ANA, "She fell down")
    assert house.door.look(key) is None
    assert house.door.with_pass(TOKENS[BLAKE], code, HERE) is None
