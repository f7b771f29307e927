"""`kiosk daycode`: a substitute's pass for today, told once."""

import pytest

from kiosk.records import ledger
from kiosk.records.events import Event
from kiosk.records.opening import open_records
from kiosk.records.passes import read_code
from tests.commands.terminal import SetClock, Terminal
from tests.made_school import maple


def test_a_pass_is_told_with_its_rooms_and_its_end(kiosk: Terminal, at: SetClock) -> None:
    at("2026-11-23T07:45")
    said = kiosk("daycode", "12", "--json")
    assert said.status == 0
    code = said.json.pop("code")
    assert code == f"{code[:4]}-{code[5:]}"
    assert read_code(code) == code.replace("-", "")
    assert said.json == {"code": code, "rooms": ["12"], "periods": None, "until": "2026-11-23T14:30:00-08:00"}
    assert list(said.json) == ["code", "rooms", "periods", "until"]


def test_a_person_reads_the_code_alone_on_a_line_and_what_to_do_with_it(
    kiosk: Terminal, at: SetClock
) -> None:
    at("2026-11-23T07:45")
    lines = kiosk("daycode", "12", "--periods", "1, 2").out.splitlines()
    (line,) = [each for each in lines if read_code(each.strip(" │"))]
    assert line.strip(" │")[4] == "-"
    assert lines[0] == "A day pass for room 12, periods 1 and 2:"
    assert "Good today, Monday 23 November, until 10:00." in lines
    assert "It opens 15 minutes before each of its periods, and shuts when that one ends." in lines
    assert "15 minutes" not in kiosk("daycode", "12").out


@pytest.mark.parametrize(
    ("day", "options", "until"),
    [
        ("2026-11-25", (), "12:10"),
        ("2026-11-23", ("--until", "11:00"), "11:00"),
        ("2026-11-23", ("--until", "17:00"), "17:00"),
        ("2026-11-23", ("--until", "9:30", "--periods", "1,2"), "09:30"),
        ("2026-11-23", ("--until", "17:00", "--periods", "lunch"), "12:40"),
        ("2026-11-22", ("--until", "15:00"), "15:00"),
        ("2026-11-11", ("--until", "15:00"), "15:00"),
    ],
    ids=[
        "early release",
        "before the last bell",
        "after it",
        "before a period ends",
        "after",
        "Sunday",
        "holiday",
    ],
)
def test_a_pass_ends_with_the_school_day_its_periods_or_when_it_is_said(
    kiosk: Terminal, at: SetClock, day: str, options: tuple[str, ...], until: str
) -> None:
    at(f"{day}T07:45")
    assert kiosk("daycode", "12", *options, "--json").json["until"] == f"{day}T{until}:00-08:00"


@pytest.mark.parametrize(
    ("now", "arguments", "what"),
    [
        (
            "2026-11-22T09:00",
            ("12",),
            "There is no school today, Sunday 22 November. Say until when the pass is good: --until 15:00.",
        ),
        (
            "2026-11-22T09:00",
            ("12", "--periods", "1"),
            "There is no school today, Sunday 22 November. Leave --periods out, and say --until 15:00.",
        ),
        (
            "2026-11-23T14:30",
            ("12",),
            "The last bell rang at 14:30 today. Say until when the pass is good, such as --until 18:00.",
        ),
        (
            "2026-11-23T09:30",
            ("12", "--periods", "1"),
            "Period 1 ended at 09:05 today; the pass would be over already.",
        ),
        (
            "2026-11-23T09:30",
            ("12", "--until", "09:30"),
            "It is 09:30: a pass until 09:30 would be over already.",
        ),
        ("2026-11-23T09:30", ("12", "--until", "3pm"), '"3pm" is not a time such as 15:00.'),
        (
            "2026-11-23T09:30",
            ("12", "--periods", "lunhc"),
            'no period is called "lunhc" today; did you mean "lunch"?',
        ),
        (
            "2026-11-25T09:30",
            ("12", "--periods", "6"),
            'no period is called "6" today; today there are lunch and periods 1, 2, 3, 4 and 5',
        ),
        (
            "2026-11-23T09:30",
            ("12", "--periods", ","),
            "Which periods? Name them like --periods 1,2, or leave --periods out.",
        ),
        ("2026-11-23T09:30", ("112",), 'no student is in room "112"; did you mean "12"?'),
        ("2026-11-23T09:30", (), "A pass for which rooms? Name one or more: kiosk daycode 12"),
        (
            "2026-11-23T09:30",
            ("12", "--at", "2026-11-23T09:00"),
            "A pretended clock (--at) is for looking only; making a pass uses the real one.",
        ),
    ],
)
def test_a_pass_that_cannot_be_is_a_sentence_and_leaves_nothing(
    kiosk: Terminal, at: SetClock, now: str, arguments: tuple[str, ...], what: str
) -> None:
    at(now)
    said = kiosk("daycode", *arguments)
    assert (said.status, said.out, said.err.strip()) == (2, "", what)
    with open_records(kiosk.folder, maple()) as records, records.reading() as transaction:
        assert transaction.connection.exec_driver_sql("SELECT count(*) FROM day_pass").scalar() == 0
        assert list(ledger.entries(transaction, event=Event.DAYCODE)) == []


def test_every_unknown_room_is_told_at_once(kiosk: Terminal, at: SetClock) -> None:
    at("2026-11-23T09:30")
    said = kiosk("daycode", "98", "99", "--json")
    assert [each["what"] for each in said.json["faults"]] == [
        'no student is in room "98"',
        'no student is in room "99"',
    ]


def test_the_ledger_says_who_made_a_pass_and_for_what_and_not_its_code(kiosk: Terminal, at: SetClock) -> None:
    now = at("2026-11-23T07:45")
    code = read_code(kiosk("--station", "office", "daycode", "12", "--json").json["code"])
    with open_records(kiosk.folder, maple()) as records, records.reading() as transaction:
        (row,) = ledger.entries(transaction, event=Event.DAYCODE)
    assert (row.actor, row.station, row.instant, row.student) == ("", "office", now, None)
    assert set(row.detail) == {"pass", "rooms", "periods", "until", "rows"}
    assert (row.detail["rooms"], row.detail["periods"]) == (["12"], None)
    assert code
    assert code not in str(row.detail).upper()


def test_the_list_says_of_todays_passes_all_but_their_codes(kiosk: Terminal, at: SetClock) -> None:
    at("2026-11-20T07:45")
    kiosk("daycode", "12")
    at("2026-11-23T07:45")
    assert kiosk("daycode", "--list").out == "No day pass was made today.\n"
    codes = [kiosk("daycode", "12", "--json").json["code"]]
    at("2026-11-23T07:46")
    codes.append(kiosk("daycode", "12", "--periods", "5", "--json").json["code"])
    said, shown = kiosk("daycode", "--list", "--json"), kiosk("daycode", "--list").out
    day, lunch = said.json["passes"]
    assert day == {
        "id": day["id"],
        "rooms": ["12"],
        "periods": None,
        "until": "2026-11-23T14:30:00-08:00",
        "made": "2026-11-23T07:45:00-08:00",
        "ended": None,
        "state": "open",
        "by": "Whoever may read the school folder",
    }
    assert (lunch["periods"], lunch["state"]) == (["5"], "later")
    head, *rows = (line.split() for line in shown.splitlines())
    assert head == ["id", "rooms", "periods", "until", "made", "now", "by"]
    assert rows[0][1:7] == ["12", "all", "day", "14:30", "07:45", "open"]
    assert rows[1][1:4] == ["12", "period", "5"]
    assert all(each["id"].startswith(row[0]) for each, row in zip((day, lunch), rows, strict=True))
    assert not [each for each in codes if each in said.out + shown or each.replace("-", "") in said.out]
    at("2026-11-23T14:30")
    assert [each["state"] for each in kiosk("daycode", "--list", "--json").json["passes"]] == ["over", "over"]


def test_a_pass_is_ended_by_the_beginning_of_its_id_and_no_other_is(kiosk: Terminal, at: SetClock) -> None:
    at("2026-11-23T07:45")
    kiosk("daycode", "12")
    kiosk("daycode", "12")
    first, second = (each["id"] for each in kiosk("daycode", "--list", "--json").json["passes"])
    at("2026-11-23T10:12")
    said = kiosk("daycode", "--end", first[:8].upper())
    assert said.out == "The day pass for room 12 was ended. It opens nothing any more.\n"
    passes = kiosk("daycode", "--list", "--json").json["passes"]
    assert [(each["id"], each["state"], each["ended"]) for each in passes] == [
        (first, "ended", "2026-11-23T10:12:00-08:00"),
        (second, "open", None),
    ]
    assert "ended 10:12" in kiosk("daycode", "--list").out
    ended = kiosk("daycode", "--end", second, "--json").json
    assert (ended["id"], ended["ended"]) == (second, "2026-11-23T10:12:00-08:00")
    assert kiosk("verify").status == 0


def test_a_pass_that_cannot_be_ended_is_a_sentence(kiosk: Terminal, at: SetClock) -> None:
    at("2026-11-23T07:45")
    kiosk("daycode", "12")
    (made,) = kiosk("daycode", "--list", "--json").json["passes"]
    for typed in ("", made["id"][:3], "nine"):
        said = kiosk("daycode", "--end", typed)
        assert (said.status, said.out) == (2, "")
        assert said.err == (
            f'No day pass of today is called "{typed}". Ask for them with kiosk daycode --list.\n'
        )
    assert kiosk("daycode", "--end", made["id"]).status == 0
    again = kiosk("daycode", "--end", made["id"])
    assert (again.status, again.err) == (
        1,
        "That day pass was ended at 07:45 already. It opens nothing.\n",
    )
    both = kiosk("daycode", "12", "--list")
    assert (both.status, both.err) == (2, "--list and --end ID each stand alone: kiosk daycode --list\n")
