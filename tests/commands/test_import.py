"""`kiosk import plans`: all of them, or none."""

import pytest

from tests.commands.terminal import Terminal
from tests.made_school import BLAKE_TOML

AMENDMENT = '\n[amendment]\neffective = 2026-11-02\nby = "A. Ortiz"\nreason = "He goes earlier."\n'


def amended(text: str = BLAKE_TOML) -> str:
    return text.replace("lead = 5", "lead = 10") + AMENDMENT


def a_plan_of(student: str, name: str = "Ada") -> str:
    head = f'[student]\nid = "{student}"\ngiven_name = "{name}"\nfamily_name = "Ng"\ngrade = "5"\n'
    return head + "[plan]\nkind = '504'\nbegins = 2026-08-31\nends = 2027-06-11\n"


def test_a_plan_is_taken_in_and_its_student_added(empty_school: Terminal) -> None:
    said = empty_school("import", "plans", empty_school.write("blake.toml", BLAKE_TOML), "--json")
    assert said.status == 0
    (taken,) = said.json["imported"]
    assert (taken["student"], taken["kind"], taken["version"], taken["outcome"]) == ("10042", "504", 1, "new")
    assert taken["name"] == "Blake Bennett"
    assert "Blake Bennett" in empty_school("students").out


def test_an_import_says_whose_plans_came_in(kiosk: Terminal) -> None:
    paths = [kiosk.write("blake.toml", BLAKE_TOML), kiosk.write("ada.toml", a_plan_of("10050"))]
    assert kiosk("import", "plans", *paths).out.splitlines() == [
        "blake.toml: 504 plan of Blake Bennett (10042), version 1: already here, nothing changed.",
        "ada.toml: 504 plan of Ada Ng (10050), version 1: taken in; the student is new to the roster.",
    ]


def test_the_same_file_again_changes_nothing(kiosk: Terminal) -> None:
    said = kiosk("import", "plans", kiosk.write("again.toml", BLAKE_TOML))
    assert said.status == 0
    assert "already here, nothing changed" in said.out
    assert len(kiosk("plan", "history", "10042", "--json").json["versions"]) == 1


def test_an_amendment_is_the_next_version_from_its_date(kiosk: Terminal) -> None:
    assert kiosk("import", "plans", kiosk.write("change.toml", amended())).status == 0
    before = kiosk("active", "10042", "--json", "--at", "2026-10-30T11:40").json
    after = kiosk("active", "10042", "--json", "--at", "2026-11-02T11:40").json
    assert [before["plans"][0]["version"], after["plans"][0]["version"]] == [1, 2]
    assert "11:50" in after["items"][1]["why"]


def test_one_fault_keeps_every_file_out_and_all_faults_are_told_at_once(empty_school: Terminal) -> None:
    good = empty_school.write("good.toml", a_plan_of("10050"))
    bad = empty_school.write("bad.toml", BLAKE_TOML.replace("lead = 5", 'lead = "ten"'))
    worse = empty_school.write("worse.toml", 'a = 8:15\nb = "')
    said = empty_school("import", "plans", good, bad, worse, good.with_name("none.toml"), "--json")
    assert said.status == 2
    assert said.err.splitlines() == [
        f"{good.with_name('none.toml')}: there is no such file",
        'bad.toml: accommodation "lunch-medication", lead: expected minutes, got "ten"',
        'worse.toml:1: a time is written 08:15:00 or "08:15"',
    ]
    assert said.json["faults"][1] == {
        "file": "bad.toml",
        "line": None,
        "path": 'accommodation "lunch-medication", lead',
        "what": 'expected minutes, got "ten"',
    }
    assert empty_school("students", "--json").json["students"] == []


def test_a_plan_for_the_wrong_child_is_refused_and_the_roster_stays(kiosk: Terminal) -> None:
    other = BLAKE_TOML.replace('given_name = "Blake"', 'given_name = "Blair"').replace(
        "2026-08-31", "2026-09-01"
    )
    said = kiosk("import", "plans", kiosk.write("blair.toml", other))
    assert said.status == 2
    assert "given_name" in said.err
    assert [each["name"] for each in kiosk("students", "--json").json["students"]] == ["Blake Bennett"]


def test_two_plans_of_one_kind_may_not_overlap(kiosk: Terminal) -> None:
    later = BLAKE_TOML.replace(
        "begins = 2026-08-31\nends = 2027-06-11\nreview", "begins = 2027-01-04\nends = 2027-06-11\nreview"
    )
    said = kiosk("import", "plans", kiosk.write("later.toml", later))
    assert said.status == 2
    assert "[amendment]" in said.err


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\xff\xfe\x00binary", "UTF-8"),
        (b"x = " + b"[" * 20_000, "nested too deeply"),
        (b" " * 50_000_000, "over 1 MB"),
        (b"", "is missing"),
    ],
    ids=["bytes of a picture", "20,000 brackets", "50 MB", "nothing"],
)
def test_a_file_that_is_no_plan_is_told_in_a_sentence(kiosk: Terminal, content: bytes, what: str) -> None:
    said = kiosk("import", "plans", kiosk.write("bad.toml", content))
    assert said.status == 2
    assert what in said.err


@pytest.mark.parametrize("name", ["students.csv", "plan.docx", "plans.ZIP"])
def test_a_spreadsheet_or_a_letter_is_told_as_no_plan_file(kiosk: Terminal, name: str) -> None:
    said = kiosk("import", "plans", kiosk.write(name, "name,grade\nBlake,5\n"))
    assert said.status == 2
    assert said.err.endswith("a plan is a .toml file: kiosk plan new ID opens one in your editor\n")


@pytest.mark.parametrize("name", ["[/x]", "[gifted]", "محمد العربي", "W" * 60, "Ada\u0301 O'Neil-Smith"])
def test_hostile_and_foreign_names_come_back_as_they_are(empty_school: Terminal, name: str) -> None:
    empty_school("import", "plans", empty_school.write("a.toml", a_plan_of("10050", name)))
    said = empty_school("active", "10050", "--json")
    assert said.status == 0
    assert said.json["student"]["name"].startswith(name[:1])
    assert empty_school("active", "10050").status == 0


def test_a_name_that_would_steer_the_terminal_is_refused(empty_school: Terminal) -> None:
    text = a_plan_of("10050", "Ada\\u001b[2J")
    said = empty_school("import", "plans", empty_school.write("a.toml", text))
    assert said.status == 2
    assert "\x1b" not in said.out + said.err


def test_a_period_that_no_bell_has_is_taken_in_with_a_note(empty_school: Terminal) -> None:
    text = BLAKE_TOML.replace('period = "lunch"', 'period = "lnch"')
    said = empty_school("import", "plans", empty_school.write("blake.toml", text))
    assert said.status == 0
    assert 'did you mean "lunch"?' in said.err
