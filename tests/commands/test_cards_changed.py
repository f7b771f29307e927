"""`kiosk cards --changed`: what is printed again, and what is not; `--status`: what became of every card."""

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from kiosk.plans.model import Contact
from kiosk.plans.student import Student, StudentId
from kiosk.records import ledger, links, roster
from kiosk.records.events import Event, Purpose
from kiosk.records.link_model import face_digest
from kiosk.records.opening import open_records
from tests.cards import tools
from tests.commands.printing import a_plan, expires, files_beside, valid_links
from tests.commands.terminal import Said, SetClock, Terminal
from tests.made_school import MAPLE_TOML, maple
from tests.records.making import NOW, attack

AMENDED = """
[amendment]
effective = {}
by = "ortiz"
reason = "The team met."
"""


@pytest.fixture
def printed(office: Terminal, tmp_path: Path) -> Terminal:
    """A school of which every card was printed: Ada's of room 12 and Bo's of room 11."""
    assert office("cards", "--all", "-o", tmp_path / "all.pdf").status == 0
    return office


def changed(office: Terminal, *more: str) -> Said:
    """Print what has changed, to a file that is not there yet."""
    out = office.folder.parent / f"changed-{len(files_beside(office.folder))}.pdf"
    return office("cards", "--changed", "-o", out, "--json", *more)


def amend(office: Terminal, effective: str, text: str) -> None:
    path = office.write(f"amended-{effective}.toml", text + AMENDED.format(effective))
    assert office("import", "plans", path).status == 0


def enrol(office: Terminal, **told: Any) -> None:
    """Change Ada's roster entry."""
    ada = evolve(Student(StudentId("10050"), "Ada", "Ng", "5", "12"), **told)
    with open_records(office.folder, maple()) as records:
        roster.enrol(records, [ada], actor="", station="", now=NOW)


def fates(office: Terminal) -> dict[str, str]:
    return {
        each["student"]["id"]: each["status"] for each in office("cards", "--status", "--json").json["cards"]
    }


def test_a_school_that_never_printed_prints_every_card_as_changed(office: Terminal) -> None:
    assert set(fates(office).values()) == {"never printed"}
    assert changed(office).json["cards"] == 2
    assert set(fates(office).values()) == {"printed"}


def test_nothing_changed_is_an_answer_and_no_file(printed: Terminal) -> None:
    before, files = valid_links(printed), files_beside(printed.folder)
    said = changed(printed)
    assert said.status == 0
    assert (said.json["cards"], said.json["file"]) == (0, None)
    text = printed("cards", "--changed", "-o", printed.folder.parent / "none.pdf")
    assert (text.status, text.out) == (0, "Nothing to print: every card is right.\n")
    assert files_beside(printed.folder) == files
    assert valid_links(printed) == before


def test_an_amended_plan_gives_exactly_one_card(printed: Terminal) -> None:
    before = dict(valid_links(printed))
    amend(printed, "2021-01-01", a_plan("10050", card="Sits by the door"))
    assert fates(printed) == {"10050": "changed", "10061": "printed"}
    said = changed(printed)
    assert said.json["cards"] == 1
    text = tools.text(Path(said.json["file"]))
    assert "Sits by the door" in text
    assert "Bo Ng" not in text
    after = dict(valid_links(printed))
    assert after["10061"] == before["10061"]
    assert after["10050"] != before["10050"]
    assert changed(printed).json["cards"] == 0


def test_an_amendment_that_leaves_the_card_as_it_is_still_gives_a_card(printed: Terminal) -> None:
    amend(printed, "2021-01-01", a_plan("10050").replace("Sits in front.", "Sits in the first row."))
    assert changed(printed).json["cards"] == 1


def test_an_amendment_counts_once_it_is_in_force(office: Terminal, tmp_path: Path, at: SetClock) -> None:
    at("2026-10-30T09:00")
    office("cards", "--all", "-o", tmp_path / "all.pdf")
    amend(office, "2026-11-02", a_plan("10050", card="Sits by the door"))
    at("2026-11-01T23:59")
    assert changed(office).json["cards"] == 0
    at("2026-11-02T00:00")
    assert changed(office).json["cards"] == 1


def test_a_line_that_begins_later_changes_the_card_on_its_day(
    office: Terminal, tmp_path: Path, at: SetClock
) -> None:
    later = '[[accommodation]]\nid = "gum"\nkind = "movement"\ntext = "Gum."\ncard = "Gum"\n'
    di = f"{a_plan('10070', 'Di')}{later}begins = 2026-11-02\n"
    assert office("import", "plans", office.write("di.toml", di)).status == 0
    at("2026-10-30T09:00")
    office("cards", "--all", "-o", tmp_path / "all.pdf")
    assert changed(office).json["cards"] == 0
    at("2026-11-02T08:00")
    assert fates(office)["10070"] == "changed"
    assert changed(office).json["cards"] == 1


@pytest.mark.parametrize("told", [{"homeroom": "14"}, {"preferred_name": "Addie"}, {"grade": "6"}])
def test_a_changed_room_name_or_grade_gives_one_card(printed: Terminal, told: dict[str, str]) -> None:
    enrol(printed, **told)
    said = changed(printed)
    assert said.json["cards"] == 1
    text = tools.text(Path(said.json["file"]))
    assert next(iter(told.values())) in text
    assert ("Ada" in text) is ("preferred_name" not in told)


def test_what_is_not_on_the_card_gives_none(printed: Terminal) -> None:
    enrol(printed, photo="10050.jpg")
    assert changed(printed).json["cards"] == 0


@pytest.mark.parametrize("sides", [(), ("--duplex",)])
def test_a_card_stays_right_whether_it_was_printed_on_one_side_or_both(
    office: Terminal, tmp_path: Path, sides: tuple[str, ...]
) -> None:
    assert office("cards", "--all", "-o", tmp_path / "all.pdf", *sides).status == 0
    assert set(fates(office).values()) == {"printed"}
    assert changed(office).json["cards"] == 0
    assert changed(office, "--duplex").json["cards"] == 0


@pytest.mark.parametrize(("sides", "fate"), [((), "printed"), (("--duplex",), "changed")])
def test_whom_the_school_calls_changes_the_cards_that_say_so(
    office: Terminal, tmp_path: Path, sides: tuple[str, ...], fate: str
) -> None:
    assert office("cards", "--all", "-o", tmp_path / "all.pdf", *sides).status == 0
    enrol(office, contacts=(Contact("Rae Ng", "aunt"),))
    assert fates(office) == {"10050": fate, "10061": "printed"}


def test_cards_that_say_less_are_other_cards(printed: Terminal) -> None:
    discreet = MAPLE_TOML.replace('detail = "full"', 'detail = "discreet"')
    (printed.folder / "school.toml").write_text(discreet.replace("2027-06-30", "2099-06-30"))
    assert changed(printed).json["cards"] == 2


def test_a_card_that_was_revoked_or_has_ended_is_printed_again(
    office: Terminal, tmp_path: Path, at: SetClock
) -> None:
    at("2026-11-23T09:00")
    office("cards", "10050", "-o", tmp_path / "ada.pdf")
    expires(office, "2026-12-18")
    office("cards", "10061", "-o", tmp_path / "bo.pdf")
    expires(office, "2099-06-30")
    office("links", "revoke", "10050")
    at("2026-12-19T09:00")
    assert fates(office) == {"10050": "revoked", "10061": "ended"}
    assert changed(office).json["cards"] == 2


def test_a_card_from_before_faces_were_kept_is_printed_again(printed: Terminal) -> None:
    attack(printed.folder / "records.db", "UPDATE link SET face = NULL WHERE student = '10050'")
    assert fates(printed)["10050"] == "changed"
    assert printed("verify").status == 1


def test_changed_in_a_room_or_among_some(printed: Terminal) -> None:
    enrol(printed, preferred_name="Addie")
    assert changed(printed, "--room", "11").json["cards"] == 0
    said = changed(printed, "10050", "10061").json
    assert said["cards"] == 1
    assert said["skipped"] == [{"student": "10061", "why": "its card is right"}]


def test_the_records_hold_no_word_of_a_card_in_clear(printed: Terminal) -> None:
    content = (printed.folder / "records.db").read_bytes()
    assert b"Ng" in content, "the roster is searchable"
    assert b"Sits in front" not in content
    with open_records(printed.folder, maple()) as records, records.reading() as transaction:
        found = {each.student: each for each in links.everyone(transaction)}
        noted = {each.student: each for each in ledger.entries(transaction, event=Event.CARDS)}
    face = found["10050"].face
    assert face
    assert len(face) == 32
    assert noted["10050"].detail["face"] == face.hex()
    assert noted["10050"].detail["plans"] == [{"kind": "504", "begins": "2020-08-31", "number": 1}]


def test_two_schools_know_the_same_card_by_other_digests(printed: Terminal, tmp_path: Path) -> None:
    with open_records(printed.folder, maple()) as records:
        mine = face_digest(records.vault, b"a card")
    other = tmp_path / "other"
    other.mkdir(mode=0o700)
    with open_records(other, maple(), create=True) as records:
        assert face_digest(records.vault, b"a card") != mine


def test_the_status_of_a_school_says_how_many_and_what_to_do(printed: Terminal) -> None:
    enrol(printed, preferred_name="Addie")
    said = printed("cards", "--status")
    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[0] == "2 students have a plan in force today; 1 of 2 cards is right."
    assert lines[1].split() == ["1", "changed"]
    assert "--changed" in lines[2]
    head, bo, ada = (line.split() for line in lines[4:])
    assert head[:4] == ["number", "name", "room", "card"]
    assert bo[:5] == ["10061", "Bo", "Ng", "11", "printed"]
    assert ada[:5] == ["10050", "Addie", "Ng", "12", "changed"]
    assert "504 plan version 1" in lines[5]
    assert lines[5].endswith("11 June 2099")


def test_a_card_without_a_plan_is_told_with_how_to_end_it(
    office: Terminal, tmp_path: Path, at: SetClock
) -> None:
    at("2026-11-23T09:00")
    office("cards", "--all", "-o", tmp_path / "all.pdf")
    amend(office, "2026-11-24", a_plan("10050", ends="2026-11-24"))
    at("2026-11-25T09:00")
    said = office("cards", "--status")
    assert "1 student has a card that is valid, and no plan in force any more:" in said.out
    assert said.out.endswith("End these cards: kiosk links revoke 10050\n")
    answer = office("cards", "--status", "--json").json
    assert answer["counts"]["printed"] == len(answer["cards"]) == 1
    assert [each["student"]["id"] for each in answer["without_plan"]] == ["10050"]
    office("links", "revoke", "10050")
    assert office("cards", "--status", "--json").json["without_plan"] == []


def test_a_school_without_plans_has_a_status_too(empty_school: Terminal) -> None:
    said = empty_school("cards", "--status")
    assert (said.status, said.out) == (0, "Nobody has a plan in force today.\n")


def test_the_status_reads_the_plans_of_living_cards_alone_and_notes_it(printed: Terminal) -> None:
    printed("links", "revoke", "10061")
    with open_records(printed.folder, maple()) as records, records.reading() as transaction:
        before = list(ledger.entries(transaction))[-1].number
    printed("cards", "--status")
    with open_records(printed.folder, maple()) as records, records.reading() as transaction:
        noted = [each for each in ledger.entries(transaction) if each.number > before]
    assert [each.event for each in noted] == [Event.OVERVIEW, Event.VIEW]
    assert noted[1].student == "10050"
    assert noted[1].detail["purpose"] == Purpose.CARDS


@pytest.mark.parametrize("more", [["10050"], ["--all"], ["-o", "c.pdf"], ["--room", "12"], ["--changed"]])
def test_a_status_is_asked_for_alone(office: Terminal, more: list[str]) -> None:
    assert office("cards", "--status", *more).status == 2


def test_the_status_and_what_changed_are_of_today(office: Terminal, tmp_path: Path) -> None:
    for what in (["--status"], ["--changed", "-o", tmp_path / "c.pdf"]):
        assert office("cards", *what, "--at", "2026-11-23T09:00").status == 2
