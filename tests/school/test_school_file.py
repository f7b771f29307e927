"""school.toml: every rule, its sentence and its place."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.faults import BadInput
from kiosk.school.model import Bell, ChangedDay, Detail, Period, School, Week
from kiosk.school.reading import parse_school, read_school
from tests.made_school import MAPLE_TOML, maple


def told(toml: str) -> list[str]:
    with pytest.raises(BadInput) as error:
        parse_school(toml.encode(), "school.toml")
    assert all(fault.file == "school.toml" for fault in error.value.faults)
    return [str(fault).removeprefix("school.toml: ") for fault in error.value.faults]


def changed(old: str, new: str) -> str:
    """Maple Street's file with one thing changed."""
    assert old in MAPLE_TOML
    return MAPLE_TOML.replace(old, new, 1)


def day(lines: str) -> str:
    return f"{MAPLE_TOML}\n[[day]]\n{lines}\n"


def test_the_file_of_the_contract_is_read() -> None:
    school = maple()
    assert (school.id, school.name) == ("maple", "Maple Street Elementary")
    assert school.year.begins == dt.date(2026, 8, 31)
    assert school.bells[0].periods[4] == Period("lunch", dt.time(12), dt.time(12, 40))
    assert school.bells[1].periods[4] == Period("lunch", dt.time(11, 10), dt.time(11, 40))
    assert school.week.wednesday == "early release"
    assert school.week.saturday is None
    assert school.cards.detail is Detail.FULL
    assert school.days[1].tags == ("state testing",)
    assert school.days[2] == ChangedDay(dt.date(2026, 9, 7), closed=True, note="Labor Day")


def test_a_file_on_the_disk_is_told_by_its_name_alone(tmp_path: Path) -> None:
    (tmp_path / "school.toml").write_text("id = 5")
    with pytest.raises(BadInput) as error:
        read_school(tmp_path / "school.toml")
    assert {fault.file for fault in error.value.faults} == {"school.toml"}


def test_a_school_needs_only_an_id_a_name_a_zone_and_a_year() -> None:
    toml = 'id = "m"\nname = "M"\ntimezone = "UTC"\nyear = { begins = 2026-08-31, ends = 2027-06-11 }\n'
    assert parse_school(toml.encode(), "school.toml").week == Week()
    assert sorted(told("")) == [f"{key}: is missing" for key in ("id", "name", "timezone", "year")]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('id = "maple"', 'id = "ma ple"', "id: expected a short key of letters, digits, dots and dashes"),
        ('name = "Maple Street Elementary"', 'name = " "', "name: is empty"),
        ("America/Los_Angeles", "America/Los_Angelos", 'timezone: expected a time zone such as America/Los_'),
        ("America/Los_Angeles", "", "timezone: expected a time zone such as"),
        ("America/Los_Angeles", "../../etc/passwd", "timezone: expected a time zone such as"),
        ("ends = 2027-06-11", "ends = 2026-06-11", "year, ends: lies before the year begins"),
        ("ends = 2027-06-11", "ends = 2072-06-11", "year, ends: lies more than two years after"),
        ("begins = 2026-08-31", "begins = 0026-08-31", "year, begins: 26 is no year of ours; expected 1970"),
        ('{ name = "2"', '{ name = ""', 'bell "regular", period 2, name: is empty'),
        ('detail = "full"', 'detail = "ful"', 'cards, detail: expected one of "full", "discreet", got "ful"'),
        ('monday = "regular"', 'monday = "reguler"', 'week, monday: no bell is called "reguler"; did you me'),
        ('monday = "regular"', 'monday = "x"', 'week, monday: no bell is called "x"; there is "regular" and'),
        ('monday = "regular"', 'munday = "regular"', "week, munday: this key is not known here; did you mea"),
        ('phone = "+1', 'phon = "+1', 'phon: this key is not known here; did you mean "phone"?'),
        ('name = "early release"', 'name = ""', 'bell 2, name: is empty; the week names its bells'),
        ("ends = 09:05:00", "ends = 08:15:00", 'bell "regular", period "1", ends: ends at or before 08:15'),
        ("ends = 09:05:00", "ends = 09:15:00", 'bell "regular", period "2": begins at 09:10, while "1" last'),
        ('{ name = "2"', '{ name = "1"', 'bell "regular", period "1", name: two periods of this bell have'),
        ('begins = 08:15:00', 'begins = "8:15"', 'bell "regular", period "1", begins: expected a time such'),
        ("date = 2027-04-13", "date = 2027-07-13", "day 2027-07-13, date: lies outside the school year"),
        ("date = 2027-04-13", "date = 2027-01-25", "day 2027-01-25, date: two days have this date"),
        ('["state testing"]', '[""]', "day 2027-04-13, tag 1: is empty"),
        ("closed = true", 'closed = true\nbell = "regular"', "day 2026-09-07, bell: a closed day has no bel"),
        ("https://plans.maple.example", "plans.maple.example", "cards, link: expected https://, a host"),
        ("https://plans.maple.example", "https://maple.example/plans", "cards, link: expected https://, a h"),
        ("https://plans.maple.example", "https://my_plans.example", "cards, link: expected https://, a host"),
        ("https://plans.maple.example", f"https://{'x' * 60}.example", "cards, link: is longer than 61"),
    ],
)  # fmt: skip
def test_each_rule_has_its_sentence_and_its_place(old: str, new: str, what: str) -> None:
    sentences = told(changed(old, new))
    assert any(each.startswith(what) for each in sentences), sentences


def test_a_broken_zone_suggests_the_nearest() -> None:
    (sentence,) = told(changed("America/Los_Angeles", "America/Los Angeles"))
    assert sentence.endswith('; did you mean "America/Los_Angeles"?')


def test_a_bell_without_periods_is_a_fault() -> None:
    assert told(MAPLE_TOML + '\n[[bell]]\nname = "none"\nperiods = []\n') == [
        'bell "none", periods: a bell needs at least one period'
    ]


def test_a_long_period_is_told_of_every_period_that_it_covers() -> None:
    bell = """
[[bell]]
name = "long"
periods = [
  { name = "all",   begins = 08:00:00, ends = 12:00:00 },
  { name = "one",   begins = 09:00:00, ends = 09:30:00 },
  { name = "two",   begins = 10:00:00, ends = 10:30:00 },
  { name = "after", begins = 12:00:00, ends = 13:00:00 },
]
"""
    assert told(MAPLE_TOML + bell) == [
        'bell "long", period "one": begins at 09:00, while "all" lasts until 12:00',
        'bell "long", period "two": begins at 10:00, while "all" lasts until 12:00',
    ]


def test_two_bells_of_one_name_are_both_told() -> None:
    second = '\n[[bell]]\nname = "regular"\nperiods = [{ name = "1", begins = "09:00", ends = "10:00" }]\n'
    assert told(MAPLE_TOML + second) == ['bell "regular", name: two bells have this name'] * 2


def test_a_day_of_an_unknown_bell_is_a_fault() -> None:
    assert told(day('date = 2027-02-02\nbell = "late start"')) == [
        'day 2027-02-02, bell: no bell is called "late start"; there is "regular" and "early release"'
    ]


def test_a_bell_that_a_week_names_where_there_is_none_says_how_to_write_one() -> None:
    head = 'id = "m"\nname = "M"\ntimezone = "UTC"\nyear = { begins = 2026-08-31, ends = 2027-06-11 }\n'
    assert told(head + '[week]\nmonday = "regular"') == [
        'week, monday: no bell is called "regular"; write one as [[bell]]'
    ]


def test_all_faults_of_a_file_are_told_at_once() -> None:
    toml = changed("America/Los_Angeles", "Nowhere/City").replace('monday = "regular"', 'monday = "x"')
    toml = toml.replace("ends = 09:05:00", 'ends = "late"').replace("tags =", "tag =") + "\ncolour = 1\n"
    places = [sentence.split(": ")[0] for sentence in told(toml)]
    assert sorted(places) == sorted(
        [
            "timezone",
            "week, monday",
            'bell "regular", period "1", ends',
            "day 2027-04-13, tag",
            "day 2027-05-31, colour",
        ]
    )


def test_one_broken_date_of_the_year_is_one_fault_and_not_one_for_every_day() -> None:
    assert told(changed("ends = 2027-06-11", 'ends = "June"')) == [
        'year, ends: expected a date such as 2026-08-31, got "June"'
    ]


def test_one_broken_bell_name_is_one_fault_and_not_one_for_every_weekday() -> None:
    assert told(changed('name = "early release"', "name = 2")) == [
        "bell 2, name: expected text in quotes, got 2"
    ]


def test_a_school_says_no_fault_of_the_other_bells_for_one_broken_time() -> None:
    toml = changed("ends = 09:05:00", "ends = 5").replace('monday = "regular"', 'monday = "reguler"')
    assert sorted(each.split(": ")[0] for each in told(toml)) == [
        'bell "regular", period "1", ends', "week, monday",
    ]  # fmt: skip


def test_a_bare_time_names_its_line_and_what_to_write() -> None:
    toml = changed("begins = 08:15:00", "begins = 08:15")
    line = toml[: toml.index("begins = 08:15,")].count("\n") + 1
    with pytest.raises(BadInput) as error:
        parse_school(toml.encode(), "school.toml")
    assert error.value.sentences == (f'school.toml:{line}: a time is written 08:15:00 or "08:15"',)


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    data = b"\xef\xbb\xbf" + MAPLE_TOML.replace("\n", "\r\n").encode()
    assert parse_school(data, "school.toml") == maple()


def test_periods_may_stand_in_any_order() -> None:
    bell = '\n[[bell]]\nname = "x"\nperiods = [{ name = "b", begins = "10:00", ends = "11:00" }, \
{ name = "a", begins = "09:00", ends = "10:00" }]\n'
    assert isinstance(parse_school((MAPLE_TOML + bell).encode(), "school.toml").bells[2], Bell)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_school_or_faults_of_this_file(data: bytes) -> None:
    assert_read_or_told(data)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_file_with_any_line_spoiled_is_a_school_or_faults_of_this_file(data: st.DataObject) -> None:
    lines = MAPLE_TOML.split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        key = lines[place].partition("=")[0]
        spoilt = st.sampled_from(
            ("", key, f"{key}= {{}}", f"{key}= []", f"{key}= 5", f'{key}= "x"', f"{key}= [[]]")
        )
        lines[place] = data.draw(spoilt | st.text(max_size=20))
    assert_read_or_told("\n".join(lines).encode())


def assert_read_or_told(data: bytes) -> None:
    try:
        school = parse_school(data, "school.toml")
    except BadInput as error:
        assert_told(error)
    else:
        assert isinstance(school, School)


def assert_told(error: BadInput) -> None:
    assert error.faults
    assert all(fault.file == "school.toml" and fault.what for fault in error.faults)
