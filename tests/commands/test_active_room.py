"""`kiosk active --room R`: everyone in a room who needs something, by period."""

from pathlib import Path

from kiosk.records import ledger
from kiosk.records.events import Event, Purpose
from kiosk.records.opening import open_records
from tests.cards import tools
from tests.commands.printing import damage
from tests.commands.terminal import Terminal
from tests.made_school import BLAKE_TOML, maple
from tests.records.making import attack, plan_text, take_in

LUNCH = "2026-11-23T11:40"


def test_a_room_is_told_by_period_now_first(kiosk: Terminal) -> None:
    said = kiosk("active", "--room", "12", "--at", LUNCH)
    assert said.status == 0
    assert said.out.startswith("Monday 23 November 2026, 11:40 · regular, period 4\nRoom 12\n")
    parts = [
        "\nNOW · period 4 until 11:50\n  Nothing that has a time.\n",
        "\nALL DAY\n  Blake Bennett · » Movement\n",
        "\nLUNCH · next, 12:00 to 12:40\n  Blake Bennett · + Nurse · send at 11:55\n",
        "\nIF · at any time\n  Blake Bennett · ! Crisis · if he says he will hurt himself or someone else\n",
        "3  Call home: Dana Bennett, mother · +1 503 555 0142",
        "NEVER suspend before he has been heard",
    ]
    places = [said.out.index(each) for each in parts]
    assert places == sorted(places)


def test_a_room_in_json_keeps_the_shape_of_everybody(kiosk: Terminal) -> None:
    everybody = kiosk("active", "--json", "--at", LUNCH)
    assert kiosk("active", "--room", "12", "--json", "--at", LUNCH).json == everybody.json


def test_all_also_says_what_is_off_in_the_room_and_why(kiosk: Terminal) -> None:
    assert "NOT NOW" not in kiosk("active", "--room", "12", "--at", LUNCH).out
    said = kiosk("active", "--room", "12", "--all", "--at", LUNCH).out
    assert said.index("NOT NOW\n  Blake Bennett · @ Family\n") > said.index("IF · ")
    assert "Separate setting for state tests." in said


def test_a_damaged_plan_stands_loudly_in_the_lists_and_hides_nobody(kiosk: Terminal) -> None:
    with open_records(kiosk.folder, maple()) as records:
        take_in(records, plan_text("10051", given="Ada", family="Bell", homeroom="12"))
    damage(kiosk, "10051")
    why = "version 1 of the 504 plan of 10051 that begins on 2026-08-31 cannot be opened"
    for room in (("--room", "12"), ()):
        text, told = kiosk("active", *room, "--at", LUNCH), kiosk("active", *room, "--json", "--at", LUNCH)
        for said in (text, told):
            assert said.status == 0
            assert said.err.startswith(why)
        assert "Ada Bell · Grade 4 · Room 12\n! A PLAN CANNOT BE READ: what applies is unknown." in text.out
        assert "Takes medication from the nurse's office at lunch." in text.out
        ada, blake = told.json["students"]
        assert blake["items"]
        assert "unread" not in blake
        assert (ada["student"]["id"], ada["plans"], ada["items"]) == ("10051", None, None)
        assert ada["unread"][0].startswith(why)


def test_a_damaged_roster_entry_stops_neither_a_list_nor_the_rooms_sheet(
    kiosk: Terminal, tmp_path: Path
) -> None:
    with open_records(kiosk.folder, maple()) as records:
        take_in(records, plan_text("10051", given="Ada", family="Bell", homeroom="12"))
    attack(kiosk.folder / "records.db", "UPDATE student SET private = zeroblob(80) WHERE id = '10051'")
    why = "the roster entry of 10051 cannot be opened: it was changed, or comes from another place"
    for room in (("--room", "12"), ()):
        said = kiosk("active", *room, "--at", LUNCH)
        assert (said.status, said.err) == (0, f"{why}; run kiosk verify\n")
        assert "Ada Bell · Grade 4 · Room 12\n! A PLAN CANNOT BE READ: what applies is unknown." in said.out
        assert "Takes medication from the nurse's office at lunch." in said.out
    out = tmp_path / "room.pdf"
    assert kiosk("active", "--room", "12", "--at", LUNCH, "-o", out).status == 0
    text = tools.text(out)
    assert "Ada Bell: may have accommodations." in text
    assert "To the nurse's office" in text


def test_a_student_and_a_room_at_once_are_refused(kiosk: Terminal) -> None:
    said = kiosk("active", "10042", "--room", "12")
    assert (said.status, said.out) == (2, "")
    assert said.err == "Say a student's number, or --room R, and not both.\n"


def test_a_room_without_plans_says_so_and_an_unknown_room_is_no_such_answer(kiosk: Terminal) -> None:
    holidays = kiosk("active", "--room", "12", "--at", "2027-07-04T12:00")
    assert holidays.status == 0
    assert holidays.out.endswith("Room 12\n\nNobody here has a plan in force on this date.\n")
    unknown = kiosk("active", "--room", "99", "--at", LUNCH)
    assert (unknown.status, unknown.out) == (2, "")


def test_a_room_sheet_never_says_a_given_name_that_is_not_used(kiosk: Terminal) -> None:
    renamed = (
        BLAKE_TOML.replace('"10042"', '"10055"')
        .replace('given_name = "Blake"', 'given_name = "Gwendolyn"')
        .replace('preferred_name = ""', 'preferred_name = "Wren"')
    )
    assert kiosk("import", "plans", kiosk.write("wren.toml", renamed)).status == 0
    said = kiosk("active", "--room", "12", "--all", "--at", LUNCH).out
    assert "Wren Bennett" in said
    assert "Gwendolyn" not in said


def test_the_rooms_sheet_is_a_pdf_and_every_plan_on_it_is_a_view(kiosk: Terminal, tmp_path: Path) -> None:
    said = kiosk("active", "--room", "12", "--at", LUNCH, "-o", tmp_path / "room.pdf")
    assert (said.status, said.out) == (0, f"1 student on 1 page in {tmp_path / 'room.pdf'}.\n")
    text = tools.text(tmp_path / "room.pdf")
    assert "Room 12 Monday 23 November 2026, 11:40 · regular, period 4" in text
    assert "send at 11:55 To the nurse's office" in text
    assert "555 0142" not in text
    with open_records(kiosk.folder, maple()) as records, records.reading() as transaction:
        (view,) = [each for each in ledger.entries(transaction) if each.event is Event.VIEW]
    assert view.detail["purpose"] == Purpose.SHEET


def test_the_sheet_is_told_in_json_too(kiosk: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "room.pdf"
    said = kiosk("active", "--room", "12", "--at", LUNCH, "-o", out, "--json")
    assert said.json == {"file": str(out), "pages": 1, "students": 1}


def test_a_sheet_never_writes_over_a_file_and_leaves_nothing_where_it_fails(
    kiosk: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "room.pdf"
    out.write_text("kept")
    said = kiosk("active", "--room", "12", "--at", LUNCH, "-o", out)
    assert (said.status, out.read_text()) == (2, "kept")
    assert "exists and is kept" in said.err
    for wrong in (tmp_path / "room.txt", tmp_path / "nowhere" / "room.pdf"):
        assert kiosk("active", "--room", "12", "--at", LUNCH, "-o", wrong).status == 2
    assert sorted(each.name for each in tmp_path.glob("*room*")) == ["room.pdf"]
    alone = kiosk("active", "10042", "-o", tmp_path / "b.pdf")
    assert (alone.status, "Say --room R" in alone.err or "say --room R" in alone.err) == (2, True)


def test_a_name_that_the_type_face_lacks_is_named_and_no_sheet_is_made(
    kiosk: Terminal, tmp_path: Path, ours_alone: None
) -> None:
    arabic = BLAKE_TOML.replace('"10042"', '"10055"').replace('given_name = "Blake"', 'given_name = "يوسف"')
    assert kiosk("import", "plans", kiosk.write("arabic.toml", arabic)).status == 0
    said = kiosk("active", "--room", "12", "--at", LUNCH, "-o", tmp_path / "room.pdf")
    assert said.status == 1
    assert "يوسف Bennett: " in said.err
    assert not (tmp_path / "room.pdf").exists()
