"""What the plan page says at which moment, to whom, from which card."""

import datetime as dt

import pytest
from attrs import evolve

from kiosk.page.print_age import older_than_the_plan
from kiosk.page.sheet import Sheet
from kiosk.page.writing import write
from kiosk.plans.model import Accommodation, Kind, Plan, PlanKind, Version, When
from kiosk.plans.reading import parse_plan
from kiosk.records.link_model import Printed
from tests.made_school import IEP_TOML, blake, maple
from tests.page.pretend import BEGAN, NURSE, seen

IEP = PlanKind.IEP
SECTION_504 = PlanKind.SECTION_504


def iep() -> Plan:
    """A small IEP."""
    return parse_plan(IEP_TOML.encode(), "iep.toml", maple()).plan


def at(said: str) -> Sheet:
    """The page at this time."""
    return write(seen(at=said))


def test_what_is_on_follows_the_bell() -> None:
    before, lunch, after = at("2026-11-23T11:50"), at("2026-11-23T12:10"), at("2026-11-23T13:00")
    assert [part.next and [each.time for each in part.next.entries] for part in (before, lunch, after)] == [
        ["in 5 min · send at 11:55"], [], [],
    ]  # fmt: skip
    assert lunch.now is not None
    assert [(each.kind, each.time) for each in lunch.now.entries] == [
        (Kind.MOVEMENT, "All day"),
        (Kind.MEDICATION, "until 12:40"),
    ]
    assert after.next is not None
    assert after.next.nothing == "Nothing more today."


def test_the_evening_before_a_changed_day_says_what_changes() -> None:
    tonight = at("2027-04-12T17:00").tonight
    assert tonight is not None
    (entry,) = tonight.entries
    assert entry.time == "by 18:00"
    assert entry.notes == ("Tuesday 13 April: early release. Practice test in the morning; lunch at 11:10.",)


def test_a_crisis_stands_before_other_conditions() -> None:
    calm = Accommodation("calm", Kind.BEHAVIOR, "Offer the corner.", when=When(trigger="gets loud"))
    plan = evolve(blake(), accommodations=(calm, *blake().accommodations))
    sheet = write(seen([plan]))
    assert [each.condition for each in sheet.conditions] == [
        "he says he will hurt himself or someone else",
        "he gets loud",
    ]
    assert sheet.crisis == sheet.conditions[0]


def test_beside_the_call_home_stands_what_to_do_where_home_is_not_safe() -> None:
    crisis = at("2026-11-23T11:50").crisis
    assert crisis is not None
    assert [each.text for each in crisis.steps if each.instead] == [
        "Call home, through the office: Dana Bennett, mother"
    ]
    assert crisis.never == ("Suspend before he has been heard",)


def test_the_nurse_reads_the_order_and_has_numbers_to_tap() -> None:
    sheet = write(seen(person=NURSE))
    medication = next(each for each in sheet.groups if each.kind is Kind.MEDICATION)
    assert "methylphenidate 10 mg, oral" in medication.entries[0].notes[0]
    assert sheet.numbers == ("+1 503 555 0142", "+1 503 555 0143")


def test_the_whole_plan_stands_by_kind_with_what_is_off_and_why() -> None:
    groups = at("2026-11-23T11:50").groups
    assert [each.kind for each in groups] == sorted((each.kind for each in groups), key=list(Kind).index)
    testing = next(each for each in groups if each.kind is Kind.TESTING)
    assert testing.entries[0].why == "State testing is not today; next on Tuesday 13 April."


def test_goals_stand_where_the_reader_may_see_them() -> None:
    assert [each.text for each in write(seen([iep()], person=NURSE)).goals] == [
        "Says /r/ correctly in conversation."
    ]
    assert write(seen([iep()])).goals == ()


def test_a_day_without_a_plan_in_force_says_so_and_is_not_empty() -> None:
    sheet = at("2027-07-01T10:00")
    assert sheet.notices[:2] == ("No plan is in force today.", "The 504 plan ended on 11 June 2027.")
    assert sheet.now is None
    assert write(seen([])).notices[1].startswith("The records hold no 504 plan and no IEP")


def test_a_plan_of_which_nothing_is_for_the_reader_says_so() -> None:
    sheet = write(seen([evolve(blake(), accommodations=())]))
    assert sheet.notices[0] == "Nothing in this plan is for you to read."


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ([Printed(SECTION_504, BEGAN, 5)], []),
        ([Printed(SECTION_504, BEGAN, 3)], [
            "This card was printed from version 3; the plan is now version 5."
        ]),
        (
            [Printed(SECTION_504, dt.date(2025, 9, 1), 2)],
            ["This card was printed from an earlier 504 plan; a new one is in force."],
        ),
        ([Printed(IEP, BEGAN, 1)], [
            "The 504 plan is not on this card: it is newer than the card.",
            "The IEP on this card is no longer in force.",
        ]),
        ([], ["The 504 plan is not on this card: it is newer than the card."]),
    ],
)  # fmt: skip
def test_a_card_that_is_older_than_the_plan_says_so(printed: list[Printed], said: list[str]) -> None:
    assert list(older_than_the_plan(printed, [Version(5, blake())])) == said


def test_of_two_plans_the_one_that_changed_is_named() -> None:
    versions = [Version(1, iep()), Version(5, blake())]
    printed = [Printed(IEP, BEGAN, 1), Printed(SECTION_504, BEGAN, 4)]
    assert list(older_than_the_plan(printed, versions)) == [
        "This card was printed from version 4; the 504 plan is now version 5."
    ]
