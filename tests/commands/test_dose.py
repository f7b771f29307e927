"""`kiosk dose`: what is due, and what became of each dose."""

import json

import pytest

from kiosk.records import staff
from kiosk.records.opening import open_records
from kiosk.records.staff import StaffMember
from tests.access.dosing import STAFF, medicine
from tests.commands.terminal import Said, SetClock, Terminal
from tests.made_school import BLAKE_TOML, IEP_TOML, maple
from tests.records.making import NOW, plan_text


@pytest.fixture
def nurse(kiosk: Terminal) -> Terminal:
    """A terminal where A. Chu is the nurse."""
    with open_records(kiosk.folder, maple()) as records:
        for key, (name, role) in STAFF.items():
            staff.add(records, StaffMember(key, name, role), actor="", station="", now=NOW)
    return kiosk


def give(nurse: Terminal, *more: str) -> Said:
    return nurse("dose", "give", "10042", "--by", "chu", "--json", *more)


def test_what_is_due_is_the_document_of_the_contract(nurse: Terminal) -> None:
    said = nurse("dose", "due", "--json", "--at", "2026-11-23T11:40")
    assert said.status == 0
    assert said.json == {
        "date": "2026-11-23",
        "doses": [
            {
                "student": {"id": "10042", "name": "Blake Bennett"},
                "order": "lunch-medication",
                "slot": "lunch",
                "due": "2026-11-23T12:00:00-08:00",
                "opens": "2026-11-23T11:30:00-08:00",
                "closes": "2026-11-23T12:30:00-08:00",
                "state": "due",
            }
        ],
    }


@pytest.mark.parametrize(
    ("now", "states"),
    [
        ("2026-11-23T08:00", ["later"]), ("2026-11-23T12:30", ["late"]), ("2026-11-23T14:30", ["missed"]),
        ("2026-11-25T11:00", ["due"]), ("2026-11-26T12:00", []),
    ],
)  # fmt: skip
def test_the_state_follows_the_bells_of_that_day(nurse: Terminal, now: str, states: list[str]) -> None:
    said = nurse("dose", "due", "--json", "--at", now)
    assert said.status == 0
    assert [each["state"] for each in said.json["doses"]] == states


def test_a_dose_is_given_once_and_a_retry_gets_the_first_answer(nurse: Terminal, at: SetClock) -> None:
    at("2026-11-23T11:58")
    first = give(nurse, "--confirmation", "b0d4a6f0-1f6e-4c7e-9d51-6c5b7a3f0a11")
    assert first.status == 0
    assert first.json == {
        "recorded": True,
        "confirmation": "b0d4a6f0-1f6e-4c7e-9d51-6c5b7a3f0a11",
        "at": "2026-11-23T11:58:00-08:00",
    }
    at("2026-11-23T12:01")
    assert give(nurse, "--confirmation", "b0d4a6f0-1f6e-4c7e-9d51-6c5b7a3f0a11").json == first.json
    second = give(nurse)
    assert second.status == 1
    assert second.json == {"recorded": False, "why": "given at 11:58 by A. Chu"}
    assert second.err == "given at 11:58 by A. Chu\n"
    assert nurse("dose", "due", "--json").json["doses"][0]["state"] == "recorded"
    assert nurse("verify").status == 0


def test_an_undo_opens_the_dose_again(nurse: Terminal, at: SetClock) -> None:
    at("2026-11-23T11:58")
    name = give(nurse).json["confirmation"]
    undone = nurse("dose", "undo", name, "--by", "chu", "--reason", "Wrong child.", "--json")
    assert undone.status == 0
    assert undone.json["recorded"] is True
    assert give(nurse).json["recorded"] is True
    assert nurse("dose", "undo", name, "--by", "chu", "--reason", "Again.", "--json").status == 1
    assert nurse("dose", "undo", "nothing", "--by", "chu", "--reason", "x").status == 2


def test_every_outcome_is_taken_and_the_dose_is_open_after_some(nurse: Terminal, at: SetClock) -> None:
    again = {"refused", "no-show", "withheld", "none-available", "spilled", "lost"}
    outcomes = [
        "given", "home", "refused", "absent", "no-show", "field-trip", "withheld", "none-available",
        "early-dismissal", "vomited", "spilled", "lost", "wasted", "not-swallowed",
    ]  # fmt: skip
    at("2026-11-23T12:00")
    for outcome in outcomes:
        first = nurse("dose", "record", "10042", outcome, "--by", "chu", "--json")
        assert first.json["recorded"] is True, outcome
        second = give(nurse)
        assert (second.status == 0) is (outcome in again), outcome
        last = second if second.status == 0 else first
        undone = nurse(
            "dose", "undo", last.json["confirmation"], "--by", "chu", "--reason", "Next.", "--json"
        )
        assert undone.status == 0


def test_a_late_entry_says_when_it_was_and_why(nurse: Terminal, at: SetClock) -> None:
    at("2026-11-23T15:00")
    assert give(nurse).status == 1
    assert give(nurse, "--late-entry", "12:05").status == 2
    told = give(nurse, "--late-entry", "12:05", "--reason", "The kiosk was off.")
    assert told.json["at"] == "2026-11-23T12:05:00-08:00"
    yesterday = give(nurse, "--late-entry", "2026-11-20T12:00", "--reason", "Forgotten.")
    assert yesterday.json["at"] == "2026-11-20T12:00:00-08:00"


def test_a_person_reads_what_was_recorded_and_what_is_still_to_do(nurse: Terminal, at: SetClock) -> None:
    at("2026-11-23T12:00")
    lines = nurse("dose", "record", "10042", "vomited", "--by", "chu").out.splitlines()
    assert lines[0] == "Recorded: lunch-medication of 10042 (lunch) vomited at 12:00, recorded by A. Chu."
    assert lines[2:] == [
        "Not said yet: minutes after and who was told. Write it on the daily sheet.",
        "An incident: still to be told are nurse, prescriber and home.",
    ]
    told = nurse(
        "dose", "record", "10042", "not-swallowed", "--by", "chu", "--reason", "He spat it out.",
        "--minutes-after", "0", "--told", "home", "--told", "prescriber", "--told", "nurse",
    )  # fmt: skip
    assert told.status == 0
    assert "still to be told" not in told.out


def test_what_happened_to_a_dose_that_was_given_is_recorded_beside_it(nurse: Terminal, at: SetClock) -> None:
    at("2026-11-23T11:58")
    given = give(nurse).json["confirmation"]
    at("2026-11-23T13:40")
    said = ("dose", "record", "10042", "vomited", "--by", "chu", "--minutes-after", "20", "--told", "home")
    told = nurse(*said, "--confirmation", "a-1")
    assert told.out.splitlines()[0] == (
        "Recorded: lunch-medication of 10042 (lunch) vomited at 12:18, recorded by A. Chu."
    )
    assert told.out.splitlines()[2] == (
        f"It happened afterwards to a dose that was taken, which stands: {given}"
    )
    again = nurse(*said, "--confirmation", "a-1", "--json").json
    assert (again["at"], again["follows"]) == ("2026-11-23T12:18:00-08:00", given)
    assert give(nurse).json["why"].endswith("another try is the nurse's decision, with a reason")
    day = nurse("report", "doses", "--json").json["doses"][0]
    assert [each["outcome"] for each in day["entries"]] == ["given", "vomited"]
    assert (day["outcome"], day["entries"][1]["follows"]) == ("vomited", given)


def test_the_drug_stands_on_the_screen_of_whoever_gives_it_alone(nurse: Terminal, at: SetClock) -> None:
    at("2026-11-23T12:00")
    give(nurse)
    everyone, hers = nurse("dose", "due"), nurse("dose", "due", "--as", "chu")
    assert "methylphenidate 10 mg, oral" in hers.out
    assert "methylphenidate" not in everyone.out
    for said in (everyone, hers):
        assert said.out.startswith("Monday 23 November: 1 recorded.\n")
        assert said.out.endswith("given at 12:00 by A. Chu\n")
    assert nurse("dose", "due", "--as", "finch").status == 1


def test_a_day_without_a_dose_says_so(nurse: Terminal) -> None:
    assert nurse("dose", "due", "--at", "2026-11-26T12:00").out == "Thursday 26 November: no dose is due.\n"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("give", "10042", "--by", "chu", "--at", "2026-11-23T12:00"), 2, "for looking only"),
        (("record", "10042", "refused", "--by", "chu", "--at", "2026-11-23T12:00"), 2, "for looking only"),
        (("undo", "x", "--by", "chu", "--reason", "x", "--at", "2026-11-23T12:00"), 2, "for looking only"),
        (("give", "10042"), 2, "Missing option '--by'"),
        (("give", "10042", "--by", "nobody"), 2, 'no member of staff has the id "nobody"'),
        (("give", "10042", "--by", "finch"), 1, "medication is given here by the nurse"),
        (("give", "99999", "--by", "chu"), 2, 'no student has the number "99999"'),
        (
            ("give", "10042", "--by", "chu", "--order", "lunch-medicaton"),
            2,
            'did you mean "lunch-medication"?',
        ),
        (("give", "10042", "--by", "chu", "--kind", "IEP"), 2, "No such order is in a plan of the kind IEP"),
        (("give", "10042", "--by", "chu", "--slot", "dinner"), 2, 'no dose of that date is called "dinner"'),
        (("give", "10042", "--by", "chu", "--late-entry", "noon"), 2, '"noon" is not a time such as 11:58'),
        (("give", "10042", "--by", "chu", "--confirmation", "a b"), 2, "A confirmation is letters"),
        (("record", "10042", "eaten", "--by", "chu"), 2, "'eaten' is not one of"),
        (("record", "10042", "undo", "--by", "chu"), 2, "'undo' is not one of"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_recorded(
    nurse: Terminal, at: SetClock, arguments: tuple[str, ...], status: int, said: str
) -> None:
    at("2026-11-23T12:00")
    told = nurse("dose", *arguments)
    assert (told.status, told.out) == (status, "")
    assert said in told.err
    assert nurse("dose", "due", "--json").json["doses"][0]["state"] == "due"


def test_a_dose_too_soon_is_given_by_two_people_with_a_reason(nurse: Terminal, at: SetClock) -> None:
    at("2026-11-23T12:00")
    home = ("--late-entry", "09:30", "--reason", "His mother called.")
    assert nurse("dose", "record", "10042", "home", "--by", "chu", *home).status == 0
    assert give(nurse).json["why"].startswith("too soon: given at home at 09:30, recorded by A. Chu")
    assert give(nurse, "--override-by", "ames", "--reason", "Dr. Reyes agrees.").status == 0


def test_an_order_that_is_blocked_says_why_in_the_list(empty_school: Terminal) -> None:
    unsigned = BLAKE_TOML.replace('prescriber = "Dr. A. Reyes"', 'prescriber = ""')
    empty_school("import", "plans", empty_school.write("blake.toml", unsigned))
    (dose,) = empty_school("dose", "due", "--json", "--at", "2026-11-23T12:00").json["doses"]
    assert dose["blocked"].startswith("the order names no prescriber")
    assert (
        "blocked: the order names no prescriber"
        in empty_school("dose", "due", "--at", "2026-11-23T12:00").out
    )


def test_the_same_drug_in_two_plans_is_noted_at_import_without_its_name(kiosk: Terminal) -> None:
    iep = IEP_TOML.replace("10077", "10042") + medicine("noon", "Methylphenidate", period="4")
    said = kiosk("import", "plans", kiosk.write("iep.toml", iep))
    assert said.status == 0
    assert said.err == (
        'note: "lunch-medication" of the 504 plan and "noon" of the IEP order the same drug; gaps and daily '
        "limits count over all of them\n"
    )
    again = kiosk("import", "plans", kiosk.write("iep.toml", iep))
    assert again.err == ""


def test_a_plan_that_orders_a_drug_twice_is_noted_once(empty_school: Terminal) -> None:
    twice = medicine("noon", "albuterol", period="lunch") + medicine("later", "Albuterol", period="6")
    said = empty_school("import", "plans", empty_school.write("ana.toml", plan_text(lines=twice)))
    assert said.err.startswith('note: "noon" of the 504 plan and "later" of the 504 plan order the same drug')
    assert said.err.count("note:") == 1


def test_a_school_delegates_in_its_file_and_a_wrong_role_is_told(nurse: Terminal, at: SetClock) -> None:
    at("2026-11-23T12:00")
    path = nurse.folder / "school.toml"
    before = path.read_text()
    path.write_text(before.replace("[cards]", '[medication]\nmay_give = ["nurse", "ofice"]\n\n[cards]'))
    wrong = nurse("dose", "due")
    assert wrong.status == 2
    assert 'did you mean "office"?' in wrong.err
    both = 'may_give = ["nurse", "office"]\nmay_give_controlled = ["nurse", "office"]'
    path.write_text(before.replace("[cards]", f"[medication]\n{both}\n\n[cards]"))
    assert nurse("dose", "give", "10042", "--by", "finch").status == 0


def test_a_disk_that_is_full_is_told_in_a_sentence_and_nothing_is_acknowledged(nurse: Terminal) -> None:
    """A process that may write no file larger than the records are: what it acknowledges is there."""
    size = (nurse.folder / "records.db").stat().st_size // 512  # POSIX counts files in blocks of 512 bytes
    late = ("--late-entry", "2026-10-12T12:00", "--reason", "x" * 20_000)
    said = nurse.alone("dose", "give", "10042", "--by", "chu", "--json", *late, limit=size)
    assert said.status == 2
    assert "nothing was recorded" in said.err
    assert json.loads(said.out)["error"]
    assert nurse("verify").status == 0
    assert nurse("dose", "due", "--json", "--at", "2026-10-12T15:00").json["doses"][0]["state"] == "missed"
