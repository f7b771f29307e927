"""`kiosk import staff`: a list from a spreadsheet, all of it or none; no PIN is kept in clear or said."""

import pytest

from kiosk.records import ledger, pins, staff
from kiosk.records.events import Event
from kiosk.records.opening import open_records
from tests.commands.terminal import Said, Terminal
from tests.made_school import maple

HEADER = "id,name,role,rooms,pin\n"
LIST = (
    HEADER
    + 'lane,Robin Lane,Teacher,"12, 14",4711 0815\n'
    + "chu,A. Chu,nurse,,\n"
    + "sato,K. Sato,admin,,maple street office\n"
)
OTHER_ORDER = (
    "pin,rooms,role,name,id\n"
    "4711 0815,12;14,teacher,Robin Lane,lane\n"
    ",,nurse,A. Chu,chu\n"
    "maple street office,,admin,K. Sato,sato\n"
)


def take_in(kiosk: Terminal, text: str | bytes, *options: str) -> Said:
    return kiosk("import", "staff", kiosk.write("staff.csv", text), *options)


def members(kiosk: Terminal) -> dict[str, tuple[str, str, list[str], bool]]:
    listed = kiosk("staff", "list", "--json").json["staff"]
    return {each["id"]: (each["name"], each["role"], each["rooms"], each["pin"]) for each in listed}


def test_a_list_adds_everybody_on_it(kiosk: Terminal) -> None:
    assert take_in(kiosk, LIST).out.splitlines() == [
        "added: Robin Lane (lane), teacher, rooms 12 and 14, with a new PIN",
        "added: A. Chu (chu), nurse",
        "added: K. Sato (sato), admin, with a new PIN",
        "3 on the list; 0 as they were.",
    ]
    assert members(kiosk) == {
        "lane": ("Robin Lane", "teacher", ["12", "14"], True),
        "chu": ("A. Chu", "nurse", [], False),
        "sato": ("K. Sato", "admin", [], True),
    }
    assert kiosk("verify").status == 0


def test_a_pin_of_a_list_holds_and_is_nowhere_in_clear(kiosk: Terminal) -> None:
    said = take_in(kiosk, LIST, "--json")
    with open_records(kiosk.folder, maple()) as records, records.reading() as transaction:
        assert pins.is_right("47110815", staff.kept_pin(transaction, "lane"), records.vault)
        noted = [each.detail for each in ledger.entries(transaction, event=Event.STAFF)]
    told = f"{said.out}{said.err}{noted}".encode() + (kiosk.folder / "records.db").read_bytes()
    assert not [each for each in ("4711", "0815", "maple street office") if each.encode() in told]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + LIST,
        LIST.replace("\n", "\r\n"),
        LIST.replace(",", ";").replace('"12; 14"', '"12;14"'),
        LIST.replace('"12, 14"', "12;14").replace(",", "\t"),
        LIST.replace("id,name", " ID ,Name"),
        LIST.replace("chu", "\n,,,,\nchu"),
        OTHER_ORDER,
    ],
    ids=["BOM", "CRLF", "semicolons", "tabs", "header", "blank rows", "other order"],
)
def test_a_list_is_read_as_any_spreadsheet_saves_it(kiosk: Terminal, text: str) -> None:
    assert take_in(kiosk, text).status == 0
    assert members(kiosk)["lane"] == ("Robin Lane", "teacher", ["12", "14"], True)
    assert set(members(kiosk)) == {"lane", "chu", "sato"}


def test_the_same_list_again_changes_nothing(kiosk: Terminal) -> None:
    take_in(kiosk, LIST)
    head = kiosk("verify", "--json").json["head"]
    assert take_in(kiosk, LIST).out == "3 on the list; 3 as they were.\n"
    assert kiosk("verify", "--json").json["head"] == head


def test_next_years_list_changes_rooms_and_roles_and_says_who_is_not_on_it(kiosk: Terminal) -> None:
    take_in(kiosk, LIST)
    said = take_in(kiosk, HEADER + "lane,Robin  Lane,teacher,14,\nquist,D. Quist,teacher,12,\n")
    assert said.out.splitlines() == [
        "changed: Robin Lane (lane), teacher, room 14",
        "added: D. Quist (quist), teacher, room 12",
        "2 on the list; 0 as they were.",
        "Not on the list, and still on the staff: chu, sato.",
        "Whoever of them has left: kiosk staff retire ID",
    ]
    assert members(kiosk)["lane"] == ("Robin Lane", "teacher", ["14"], True)


def test_all_that_is_wrong_with_a_list_is_said_at_once_and_nobody_is_taken_in(kiosk: Terminal) -> None:
    take_in(kiosk, LIST)
    kiosk("staff", "add", "old", "--name", "O. Ld", "--role", "nurse")
    kiosk("staff", "retire", "old")
    before = members(kiosk)
    said = take_in(
        kiosk,
        HEADER
        + "lane,Somebody Else,teacher,12,\n"
        + "kim,Kim Lee,techer,12,\n"
        + "k im,,nurse,,\n"
        + "new,New One,nurse,,12345\n"
        + "chu,A. Chu,nurse\n"
        + "quist,D. Quist,teacher,12,\n"
        + "Quist,D. Quist,teacher,14,\n"
        + "old,O. Ld,nurse,,\n"
        + "LANE,Lana Ne,nurse,,\n",
        "--json",
    )
    assert said.status == 2
    assert [(each["file"], each["line"], each["path"]) for each in said.json["faults"]] == [
        ("staff.csv", 2, None), ("staff.csv", 3, "role"), ("staff.csv", 4, None), ("staff.csv", 5, "pin"),
        ("staff.csv", 6, None), ("staff.csv", 8, "id"), ("staff.csv", 9, None), ("staff.csv", 10, "id"),
        ("staff.csv", 10, None),
    ]  # fmt: skip
    whats = " ".join(each["what"] for each in said.json["faults"])
    for part in (
        '"lane" is Robin Lane here and "Somebody Else" in this list',
        'no role is called "techer"; did you mean "teacher"?',
        "a staff id is letters",
        "a PIN has 6 to 128 characters; this one has 5",
        "has 3 values, the header 5",
        '"Quist" stands in row 7 too',
        "was that of O. Ld, who has left",
        'the staff id "lane" is taken, by Robin Lane',
    ):
        assert part in whats
    assert "12345" not in said.out + said.err
    assert members(kiosk) == before


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "staff.csv:1: its first row is not the header id,name,role,rooms (and perhaps pin)"),
        ("lane,Robin Lane,teacher,12,471108\n", "staff.csv:1: its first row is not the header"),
        ("id,name,role\nlane,R,nurse\n", 'staff.csv:1: there is no column "rooms"'),
        ("id,name,role,rooms,pni\n", 'staff.csv:1: there is no use for a column "pni"; did you mean "pin"?'),
        ("id,name,role,rooms,id\n", 'staff.csv:1: the column "id" stands there twice'),
        (HEADER, "staff.csv: names nobody"),
        (
            HEADER.encode() + b"lane,Tom\xe1s,nurse,,\n",
            'staff.csv: is not UTF-8 text; save it as "CSV UTF-8"',
        ),
        (LIST.encode("utf-16"), 'staff.csv: is not UTF-8 text; save it as "CSV UTF-8"'),
        (b"PK\x03\x04\0\0\0\0", "staff.csv: is no list that a spreadsheet saved as text"),
        (HEADER + 'lane,"Robin Lane,nurse,,\n', "staff.csv:2: cannot be read: a quotation mark"),
    ],
)
def test_a_file_that_is_no_such_list_is_told(kiosk: Terminal, text: str | bytes, what: str) -> None:
    said = take_in(kiosk, text)
    assert (said.status, said.out) == (2, "")
    assert what in said.err
    assert "471108" not in said.err
    assert members(kiosk) == {}


def test_a_list_leaves_an_administrator_and_makes_none_with_a_short_pin(kiosk: Terminal) -> None:
    take_in(kiosk, LIST)
    said = take_in(kiosk, HEADER + "sato,K. Sato,office,,\n")
    assert (said.status, "nobody would be an administrator" in said.err) == (2, True)
    said = take_in(kiosk, HEADER + "lane,Robin Lane,admin,,\n")
    assert "staff.csv:2: an administrator's PIN has 15 characters or more" in said.err
    assert members(kiosk)["sato"][1] == "admin"
    swapped = HEADER + "sato,K. Sato,office,,\nlane,Robin Lane,admin,,a longer phrase than that\n"
    assert take_in(kiosk, swapped).status == 0
