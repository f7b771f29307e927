"""Plans that cannot be opened stop a print run, which names all of them, and keep nobody else waiting."""

from pathlib import Path

import pytest

from tests.commands.printing import a_plan, damage, files_beside, valid_links
from tests.commands.terminal import Terminal
from tests.records.making import attack


@pytest.fixture
def damaged(office: Terminal) -> Terminal:
    """A school of four cards: Ada's and Dee's plans cannot be opened any more, Bo's and Eve's can."""
    for number, name in (("10051", "Dee"), ("10063", "Eve")):
        plan = office.write(f"{number}.toml", a_plan(number, name))
        assert office("import", "plans", plan).status == 0
    damage(office, "10050", "10051")
    return office


@pytest.mark.parametrize("whose", ["--all", "--changed"])
def test_every_student_whose_plan_cannot_be_opened_is_named_at_once(
    damaged: Terminal, tmp_path: Path, whose: str
) -> None:
    files = files_beside(tmp_path / "c.pdf")
    said = damaged("cards", whose, "-o", tmp_path / "c.pdf")
    assert (said.status, said.out) == (1, "")
    first, *others = said.err.splitlines()
    assert first == (
        "Plans of 2 students cannot be read; nothing was printed. "
        "The others can be: kiosk cards with --except 10050 --except 10051"
    )
    assert [each.partition(": version")[0] for each in others] == ["student 10050", "student 10051"]
    assert all(each.endswith("run kiosk verify") for each in others)
    assert files_beside(tmp_path / "c.pdf") == files
    assert valid_links(damaged) == set()


def test_where_nobody_else_is_asked_for_nobody_is_said_to_be_printable(
    damaged: Terminal, tmp_path: Path
) -> None:
    said = damaged("cards", "10050", "-o", tmp_path / "c.pdf")
    assert said.err.startswith("The plan of 1 student cannot be read; nothing was printed.\nstudent 10050: ")


def test_in_json_each_of_them_is_a_fault(damaged: Terminal, tmp_path: Path) -> None:
    said = damaged("cards", "--all", "-o", tmp_path / "c.pdf", "--json")
    assert said.status == 1
    assert [each["path"] for each in said.json["faults"]] == ["student 10050", "student 10051"]


def test_what_the_sentence_says_prints_everybody_else(damaged: Terminal, tmp_path: Path) -> None:
    said = damaged("cards", "--all", "-o", tmp_path / "c.pdf")
    left_out = said.err.splitlines()[0].partition(" with ")[2].split()
    done = damaged("cards", "--all", *left_out, "-o", tmp_path / "c.pdf", "--json")
    assert (done.status, done.json["cards"]) == (0, 2)
    assert {student for student, _ in valid_links(damaged)} == {"10061", "10063"}


def test_the_status_of_cards_tells_of_a_damaged_roster_entry_too(office: Terminal, tmp_path: Path) -> None:
    assert office("cards", "--all", "-o", tmp_path / "c.pdf").status == 0
    attack(office.folder / "records.db", "UPDATE student SET private = zeroblob(80) WHERE id = '10050'")
    found = office("cards", "--status", "--json")
    assert found.status == 0
    fates = {each["student"]["id"]: each["status"] for each in found.json["cards"]}
    assert fates == {"10050": "plan cannot be read", "10061": "printed"}


def test_the_status_of_cards_tells_of_a_damaged_plan_and_of_everybody_else(
    office: Terminal, tmp_path: Path
) -> None:
    assert office("cards", "--all", "-o", tmp_path / "c.pdf").status == 0
    damage(office, "10050")
    found = office("cards", "--status", "--json")
    assert found.status == 0
    fates = {each["student"]["id"]: each["status"] for each in found.json["cards"]}
    assert fates == {"10050": "plan cannot be read", "10061": "printed"}
    assert found.json["counts"]["plan cannot be read"] == 1
