"""`kiosk active`: what applies, and why."""

import pytest

from tests.commands.terminal import Said, Terminal

LUNCH = "2026-11-23T11:40"


def states(said: Said) -> dict[str, str]:
    return {item["id"]: item["state"] for item in said.json["items"]}


def whys(said: Said) -> dict[str, str]:
    return {item["id"]: item["why"] for item in said.json["items"]}


def test_the_answer_has_the_shape_of_the_contract(kiosk: Terminal) -> None:
    said = kiosk("active", "10042", "--json", "--at", LUNCH)
    assert said.status == 0
    assert said.json["student"] == {"id": "10042", "name": "Blake Bennett", "grade": "5", "homeroom": "12"}
    assert said.json["at"] == "2026-11-23T11:40:00-08:00"
    assert said.json["bell"] == "regular"
    assert said.json["period"] == "4"
    assert said.json["plans"] == [{"kind": "504", "version": 1}]
    assert said.json["items"][1] == {
        "plan": "504",
        "id": "lunch-medication",
        "kind": "medication",
        "state": "next",
        "begins": "2026-11-23T11:55:00-08:00",
        "ends": "2026-11-23T12:40:00-08:00",
        "why": "Lunch begins at 12:00; he goes at 11:55.",
        "text": "Takes medication from the nurse's office at lunch.",
    }
    assert set(said.json) == {"student", "at", "bell", "period", "plans", "items"}


def test_what_is_off_is_left_out_unless_all_is_asked_for(kiosk: Terminal) -> None:
    assert "off" not in states(kiosk("active", "10042", "--json", "--at", LUNCH)).values()
    everything = states(kiosk("active", "10042", "--json", "--all", "--at", LUNCH))
    assert everything == {
        "active-time": "now",
        "lunch-medication": "next",
        "crisis-call-home": "if",
        "night-before": "off",
        "test-setting": "off",
    }


def test_lunch_follows_the_bell_on_the_practice_test_day(kiosk: Terminal) -> None:
    said = kiosk("active", "10042", "--json", "--all", "--at", "2027-04-13T11:06")
    assert states(said)["lunch-medication"] == "now"
    assert whys(said)["lunch-medication"].startswith("Lunch is at 11:10 today: early release")
    assert states(said)["test-setting"] == "now"


def test_the_evening_before_the_practice_test_the_family_is_told(kiosk: Terminal) -> None:
    said = kiosk("active", "10042", "--json", "--at", "2027-04-12T17:30")
    assert states(said) == {"crisis-call-home": "if", "night-before": "tonight"}
    assert "18:00" in whys(said)["night-before"]


@pytest.mark.parametrize(("at", "bell"), [("2026-11-22T12:00", None), ("2027-06-10T20:00", "regular")])
def test_a_crisis_protocol_stands_at_any_hour_of_any_day(kiosk: Terminal, at: str, bell: str | None) -> None:
    said = kiosk("active", "10042", "--json", "--at", at)
    assert said.json["bell"] == bell
    assert said.json["period"] is None
    assert states(said)["crisis-call-home"] == "if"


def test_in_july_no_plan_is_in_force_and_that_is_an_answer(kiosk: Terminal) -> None:
    said = kiosk("active", "10042", "--json", "--at", "2027-07-04T12:00")
    assert said.status == 0
    assert said.json["plans"] == said.json["items"] == []
    everything = kiosk("active", "10042", "--json", "--all", "--at", "2027-07-04T12:00")
    assert everything.json["plans"] == []
    assert set(states(everything).values()) == {"off"}
    assert whys(everything)["active-time"] == "The plan ended on 11 June 2027."


def test_everybody_is_listed_without_an_id(kiosk: Terminal) -> None:
    said = kiosk("active", "--json", "--at", LUNCH)
    assert set(said.json) == {"at", "bell", "period", "students"}
    (blake,) = said.json["students"]
    assert set(blake) == {"student", "plans", "items"}
    assert kiosk("active", "--room", "11", "--json", "--at", LUNCH).status == 2


def test_a_person_reads_the_same_as_a_script(kiosk: Terminal) -> None:
    said = kiosk("active", "10042", "--at", LUNCH)
    assert said.status == 0
    assert "Monday 23 November 2026, 11:40 · regular, period 4" in said.out
    for words in ("NOW\n  » Movement", "NEXT\n  + Nurse", "IF\n  ! Crisis", "5  The team decides"):
        assert words in said.out
    assert "NEVER suspend before he has been heard" in said.out
    assert (
        said.out.index("3  Call home")
        < said.out.index("call child protection")
        < said.out.index("4  He speaks")
    )


def test_a_number_that_names_nobody_is_wrong_usage(kiosk: Terminal) -> None:
    said = kiosk("active", "10043", "--json")
    assert said.status == 2
    assert 'no student has the number "10043"; did you mean "10042"?' in said.json["error"]
    assert said.err.strip() == said.json["faults"][0]["what"]


@pytest.mark.parametrize(
    "at", ["noon", "2026-11-23", "2026-13-01T10:00", "0001-01-01T00:00", "9999-12-31T23:59"]
)
def test_a_time_that_is_none_is_told_in_a_sentence(kiosk: Terminal, at: str) -> None:
    said = kiosk("active", "10042", "--at", at)
    assert said.status == 2
    assert len(said.err.strip().splitlines()) == 1


def test_an_offset_is_understood(kiosk: Terminal) -> None:
    said = kiosk("active", "10042", "--json", "--at", "2026-11-23T20:40+01:00")
    assert said.json["at"] == "2026-11-23T11:40:00-08:00"


def test_in_the_repeated_hour_the_first_is_meant_and_the_skipped_hour_goes_forward(kiosk: Terminal) -> None:
    repeated = kiosk("active", "10042", "--json", "--at", "2026-11-01T01:30")
    assert repeated.json["at"] == "2026-11-01T01:30:00-07:00"
    skipped = kiosk("active", "10042", "--json", "--at", "2027-03-14T02:30")
    assert skipped.json["at"] == "2027-03-14T03:30:00-07:00"
