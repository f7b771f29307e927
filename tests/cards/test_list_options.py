"""A list without a school is printed in order, on both sides, with spare cards, a proof sheet, a printer."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from cards import pictures, read_back
from cards.classes import Order
from cards.feed import Feed, Flip
from cards.layout import Layout
from tests.cards import tools
from tests.cards.command import Say, left
from tests.cards.csv_files import BLAKE, student, write
from tests.cards.cups import Cups
from tests.cards.samples import STOCK

CLASSES = [("12", "K", "Zoë Ames"), ("2", "5", "Ana Ruiz"), ("", "", "Bo Li"), ("12", "5", "Ada Adams")]
IN_ORDER = {
    Order.ROOM: ["Ana Ruiz", "Ada Adams", "Zoë Ames", "Bo Li"],
    Order.GRADE: ["Zoë Ames", "Ana Ruiz", "Ada Adams", "Bo Li"],
    Order.NAME: ["Ada Adams", "Zoë Ames", "Bo Li", "Ana Ruiz"],
}


def a_school(folder: Path) -> list[dict[str, str]]:
    people = [
        student(number, name=name, room=room, grade=grade)
        for number, (room, grade, name) in enumerate(CLASSES)
    ]
    write(folder / "cards.csv", people)
    return people


def links_of(names: Sequence[str], people: Sequence[dict[str, str]]) -> list[str]:
    by_name = {each["name"]: each["link"] for each in people}
    return [by_name.get(name, "") for name in names]


@pytest.mark.parametrize("order", Order)
def test_cards_come_by_room_grade_or_name(say: Say, tmp_path: Path, order: Order) -> None:
    people = a_school(tmp_path)
    assert say("cards.csv", "-o", "cards.pdf", "--order", order)[0] == 0
    links = links_of(IN_ORDER[order], people)
    assert read_back.failures(tmp_path / "cards.pdf", links, Layout(STOCK), full=True) == []


def test_a_separator_stands_before_each_room_and_spare_cards_come_last(say: Say, tmp_path: Path) -> None:
    people = a_school(tmp_path)
    options = ("--order", "room", "--separators", "--spare", "2", "--date", "2026-08-31")
    status, out, _ = say("cards.csv", "-o", "cards.pdf", *options, "--json")
    answer = json.loads(out)
    assert status == 0
    assert (answer["cards"], answer["separators"], answer["spare"], answer["verified"]) == (4, 3, 2, 4)
    laid = ["Room 2", "Ana Ruiz", "Room 12", "Ada Adams", "Zoë Ames", "No room", "Bo Li", "spare", "spare"]
    links = links_of(laid, people)
    assert read_back.failures(tmp_path / "cards.pdf", links, Layout(STOCK), full=True) == []
    said = tools.text(tmp_path / "cards.pdf")
    assert "Room 12 2 cards printed 31 August 2026" in said
    assert said.count("When, and what to do") == 2


def test_what_was_printed_is_counted_in_words(say: Say, tmp_path: Path) -> None:
    a_school(tmp_path)
    options = ("--order", "grade", "--separators", "--spare", "1")
    said = "4 cards, 3 separator cards and 1 spare card on 1 page in cards.pdf; every code was read back.\n"
    assert say("cards.csv", "-o", "cards.pdf", *options) == (0, said, "")


def test_sheets_that_are_cut_and_stacked_are_in_the_order_of_the_list(say: Say, tmp_path: Path) -> None:
    people = [student(number) for number in range(25)]
    write(tmp_path / "cards.csv", people)
    status, _, _ = say("cards.csv", "-o", "cards.pdf", "--cut-and-stack", "--verify", "full")
    assert status == 0
    numbers = [int(each) for each in re.findall(r"Student Number (\d+)", tools.text(tmp_path / "cards.pdf"))]
    assert numbers[:10] == [0, 3, 6, 9, 12, 15, 17, 19, 21, 23]
    assert sorted(numbers) == list(range(25))


def test_a_wrong_row_is_named_by_its_own_number_in_any_order(say: Say, tmp_path: Path) -> None:
    write(tmp_path / "cards.csv", [student(1, room="9"), student(2, room="2", valid_until="soon"), BLAKE])
    status, _, err = say("cards.csv", "-o", "cards.pdf", "--order", "room", "--spare", "1")
    assert status == 2
    assert err.startswith("cards.csv: row 3, valid_until: ")
    assert left(tmp_path) == ["cards.csv"]


def test_the_other_side_says_what_to_do_in_a_crisis(say: Say, tmp_path: Path) -> None:
    write(tmp_path / "cards.csv", [BLAKE, student(2, crisis="")])
    options = ("--duplex", "--flip", "short", "--back-offset", "-0.5,1")
    status, out, _ = say("cards.csv", "-o", "cards.pdf", *options, "--json")
    assert (status, json.loads(out)["pages"]) == (0, 2)
    layout = Layout(STOCK, Feed(is_duplex=True, flip=Flip.SHORT))
    links = [BLAKE["link"], student(2)["link"]]
    assert read_back.failures(tmp_path / "cards.pdf", links, layout, full=True) == []
    back = " ".join(tools.run("pdftotext", "-f", "2", "-l", "2", "-raw", tmp_path / "cards.pdf", "-").split())
    assert "IF HE SAYS HE WILL HURT HIMSELF" in back
    assert "Stay with him. Call home." in back
    assert "Found? Please return to" in back


def test_a_proof_sheet_needs_no_list(say: Say, tmp_path: Path) -> None:
    status, out, _ = say("--proof", "-o", "proof.pdf", "--stock", "avery-l7415", "--duplex")
    assert (status, out) == (
        0, "The proof sheet of avery-l7415 is in proof.pdf: it says how far your printer is off.\n"
    )  # fmt: skip
    assert "avery-l7415" in tools.text(tmp_path / "proof.pdf")
    assert say("--proof", "-o", "proof.pdf")[0] == 2
    assert left(tmp_path) == ["proof.pdf"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--flip", "long"), "--flip is about the other side: add --duplex."),
        (("--back-offset", "-1,0"), "--back-offset is about the other side: add --duplex."),
        (("--separators",), "Say --order room, or --order grade."),
        (("--separators", "--order", "name"), "Say --order room, or --order grade."),
        (("--order", "age"), "room"),
        (("--spare", "many"), 'expected a number up to 10,000, got "many"'),
        (("--print", "attic"), '--print: no printer is called "attic"; there is office, lab'),
    ],
)
def test_options_that_make_no_sense_are_refused_before_anything_is_printed(
    say: Say, tmp_path: Path, cups: Cups, options: Sequence[str], says: str
) -> None:
    write(tmp_path / "cards.csv", [BLAKE])
    status, _, err = say("cards.csv", "-o", "cards.pdf", *options)
    assert status == 2
    assert says in err
    assert left(tmp_path) == ["bin", "cards.csv"]
    assert cups.told == ""


def test_the_finished_cards_go_to_a_printer(say: Say, tmp_path: Path, cups: Cups) -> None:
    write(tmp_path / "cards.csv", [BLAKE])
    status, out, _ = say("cards.csv", "-o", "cards.pdf", "--duplex", "--print", "lab")
    assert (status, out.splitlines()[1]) == (0, "Sent to lab.")
    assert "sides=two-sided-long-edge" in cups.told
    assert cups.printed.read_bytes() == (tmp_path / "cards.pdf").read_bytes()


def test_where_the_printer_fails_the_cards_are_kept(say: Say, tmp_path: Path, cups: Cups) -> None:
    cups.answers("out of paper", 1)
    write(tmp_path / "cards.csv", [BLAKE])
    status, out, err = say("cards.csv", "-o", "cards.pdf", "--print", "lab")
    assert (status, out) == (1, "")
    assert (
        err == "The printer lab refused: out of paper. The file is kept in cards.pdf: print it from there.\n"
    )
    assert left(tmp_path) == ["bin", "cards.csv", "cards.pdf"]


def test_a_list_becomes_pictures_for_a_card_printer_called_by_their_rows(say: Say, tmp_path: Path) -> None:
    write(tmp_path / "cards.csv", [BLAKE, student(2)])
    status, out, _ = say("cards.csv", "-o", "cards/", "--duplex", "--spare", "1")
    assert (status, out) == (
        0, "2 cards and 1 spare card as 6 pictures in cards; every code was read back.\n"
    )  # fmt: skip
    stems = ("row-2", "row-3", "spare-1")
    assert left(tmp_path / "cards") == sorted(f"{stem}{side}.png" for stem in stems for side in ("", "-back"))
    for name, people in (("row-2", BLAKE), ("row-3", student(2))):
        with Image.open(tmp_path / "cards" / f"{name}.png") as picture:
            assert picture.size == (1011, 638)
        assert tools.zbar_codes(tmp_path / "cards" / f"{name}.png") == [people["link"]]
    assert left(tmp_path) == ["cards", "cards.csv"]


def test_pictures_of_a_list_are_named_as_files_in_json(say: Say, tmp_path: Path) -> None:
    write(tmp_path / "cards.csv", [BLAKE])
    status, out, _ = say("cards.csv", "-o", "plastic", "--dpi", "600", "--stock", "evolis", "--json")
    answer = json.loads(out)
    assert (status, answer["files"], answer["verified"]) == (0, ["plastic/row-2.png"], 1)
    with Image.open(tmp_path / "plastic" / "row-2.png") as picture:
        assert picture.size == (2032, 1296)


def test_a_picture_that_cannot_be_read_back_leaves_no_folder(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "cards.csv", [BLAKE, student(2)])
    monkeypatch.setattr(pictures, "failures", lambda *_: [1])
    status, _, err = say("cards.csv", "-o", "cards/")
    assert (status, err) == (1, "cards.csv: row 3: the code on this card cannot be read\n")
    assert left(tmp_path) == ["cards.csv"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("-o", "cards.pdf", "--dpi", "300"), "--dpi draws pictures into a folder: write -o cards/"),
        (("-o", "cards/", "--stock", "avery-5371"), "--stock: avery-5371 is a sheet of cards"),
        (("-o", "cards/", "--scale", "1.01", "--marks"), "--marks: is for paper that is cut"),
        (("-o", "cards/", "--print", "lab"), "--print sends a PDF"),
        (("-o", "cards/", "--cut-and-stack"), "--cut-and-stack is for sheets of cards"),
        (("-o", "cards/", "--proof"), "A proof sheet is a PDF"),
        (("-o", "full"), "full holds row-2.png already. Name another folder, or add --force."),
    ],
)
def test_what_no_picture_can_have_is_refused(
    say: Say, tmp_path: Path, cups: Cups, options: Sequence[str], says: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "row-2.png").write_text("the old card")
    write(tmp_path / "cards.csv", [BLAKE])
    status, _, err = say("cards.csv", *options)
    assert status == 2
    assert says in err
    assert left(tmp_path) == ["bin", "cards.csv", "full"]
    assert (tmp_path / "full" / "row-2.png").read_text() == "the old card"
