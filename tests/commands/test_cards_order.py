"""`kiosk cards --order`, `--separators`, `--cut-and-stack`: in what order cards come out of the printer."""

import re
from pathlib import Path

import pytest

from tests.cards import tools
from tests.commands.printing import a_plan, valid_links
from tests.commands.terminal import Terminal

NAMES = re.compile(r"(Ada|Bo|Di|Eve) Ng|(?:Room|Grade) \d+ (?=\d+ cards?)")


@pytest.fixture
def school(office: Terminal) -> Terminal:
    """Ada and Eve are in room 12, Bo in room 11, Di in room 2; Eve is in grade 4, the others in 5."""
    eve = a_plan("10051", "Eve").replace('grade = "5"', 'grade = "4"')
    di = a_plan("10070", "Di").replace('homeroom = "11"', 'homeroom = "2"')
    paths = [office.write("eve.toml", eve), office.write("di.toml", di)]
    assert office("import", "plans", *paths).status == 0
    return office


def printed(school: Terminal, *more: str) -> list[str]:
    """The cards on the paper, row by row."""
    out = school.folder.parent / "c.pdf"
    assert school("cards", "--all", "-o", out, "--force", *more).status == 0
    return [found[0].removesuffix(" Ng").strip() for found in NAMES.finditer(tools.text(out))]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ([], ["Di", "Bo", "Ada", "Eve"]),
        (["--order", "room"], ["Di", "Bo", "Ada", "Eve"]),
        (["--order", "grade"], ["Eve", "Di", "Bo", "Ada"]),
        (["--order", "name"], ["Ada", "Bo", "Di", "Eve"]),
    ],
)
def test_cards_come_in_the_order_that_is_asked_for(
    school: Terminal, order: list[str], names: list[str]
) -> None:
    assert printed(school, *order) == names


def test_a_separator_stands_before_each_room_or_grade(school: Terminal) -> None:
    rooms = ["Room 2", "Di", "Room 11", "Bo", "Room 12", "Ada", "Eve"]
    assert printed(school, "--separators") == rooms
    assert printed(school, "--separators", "--order", "grade") == [
        "Grade 4",
        "Eve",
        "Grade 5",
        "Di",
        "Bo",
        "Ada",
    ]
    said = school("cards", "--all", "-o", school.folder.parent / "d.pdf", "--separators", "--json")
    assert (said.json["cards"], said.json["separators"], said.json["verified"]) == (4, 3, 4)
    assert "1 card printed" in tools.text(school.folder.parent / "d.pdf")
    assert "2 cards printed" in tools.text(school.folder.parent / "d.pdf")


def test_cut_and_stacked_the_cards_are_in_order(school: Terminal, tmp_path: Path) -> None:
    """Three sheets of which two places are free: the pile of the first place, then that of the second."""
    (school.folder / "stock").mkdir()
    two = 'title = "Two"\npage = "letter"\ncard = [88.9, 50.8]\ngrid = [1, 2]\n'
    (school.folder / "stock" / "two.toml").write_text(two)
    laid = printed(school, "--separators", "--cut-and-stack", "--stock", "two")
    sheets = [laid[start : start + 2] for start in range(0, 7, 2)]
    stack = [sheet[place] for place in (0, 1) for sheet in sheets if place < len(sheet)]
    assert stack == printed(school, "--separators")
    assert laid != stack
    assert len(valid_links(school)) == 4


def test_by_name_there_are_no_classes(school: Terminal, tmp_path: Path) -> None:
    said = school("cards", "--all", "-o", tmp_path / "c.pdf", "--order", "name", "--separators")
    assert said.status == 2
    assert said.err.startswith("By name there are no classes to separate")
    assert school("cards", "--all", "-o", tmp_path / "c.pdf", "--order", "age").status == 2
    assert not (tmp_path / "c.pdf").exists()


def test_a_code_on_a_separator_stops_the_run(
    school: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cards.read_back.failures_on", lambda *_, **__: [0, 1])
    said = school("cards", "--all", "-o", tmp_path / "c.pdf", "--separators")
    assert said.status == 1
    assert "there is a code on the separator card of Room 2, where none may be" in said.err
    assert "student 10070" in said.err
    assert valid_links(school) == set()
