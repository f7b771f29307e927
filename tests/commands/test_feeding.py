"""`kiosk cards` on part-used sheets, on a printer that is off, with spare cards, and its proof sheet."""

from pathlib import Path

import pytest

from cards import read_back, stock
from cards.feed import Feed, Shift
from cards.fitting import fit
from tests.cards import tools
from tests.commands.printing import a_plan, expires, files_beside, valid_links
from tests.commands.terminal import Terminal
from tests.made_school import BLAKE_TOML, MAPLE_TOML


@pytest.fixture
def office(empty_school: Terminal) -> Terminal:
    """A school of two with plans."""
    expires(empty_school, "2099-06-30")
    for name, student in (("ada", "10050"), ("bo", "10061")):
        path = empty_school.write(f"{name}.toml", a_plan(student, name.title()))
        assert empty_school("import", "plans", path).status == 0
    return empty_school


def test_cards_begin_where_the_first_sheet_is_free_and_are_moved(office: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "c.pdf"
    fed = ("--start", "9", "--used", "10", "--used", "1,2", "--offset", "-1,0.5", "--scale", "0.99")
    said = office("cards", "--all", "-o", out, *fed, "--json")
    assert said.status == 0
    assert (said.json["pages"], said.json["verified"]) == (2, 2)
    used = (frozenset({10}), frozenset({1, 2}))
    layout = fit(stock.load("avery-5371"), Feed(9, used, Shift(-1.0, 0.5), 0.99))
    links = [code for page in tools.pictures(out) for code in tools.zbar_codes(page)]
    assert read_back.failures(out, links, layout, full=True) == []


def test_spare_cards_follow_the_others_and_bear_no_code(office: Terminal, tmp_path: Path) -> None:
    said = office("cards", "--all", "-o", tmp_path / "c.pdf", "--spare", "9", "--json")
    assert said.status == 0
    assert (said.json["cards"], said.json["spare"], said.json["pages"]) == (2, 9, 2)
    first, _ = tools.pictures(tmp_path / "c.pdf")
    assert len(tools.zbar_codes(first)) == 2
    assert tools.text(tmp_path / "c.pdf").count("When, and what to do") == 9


def test_spare_cards_alone_need_nobody_and_end_no_card(office: Terminal, tmp_path: Path) -> None:
    office("cards", "--all", "-o", tmp_path / "before.pdf")
    before = valid_links(office)
    said = office("cards", "--spare", "3", "-o", tmp_path / "c.pdf")
    assert said.status == 0
    assert said.out == f"3 spare cards on 1 page in {tmp_path / 'c.pdf'}; they bear no code.\n"
    assert valid_links(office) == before
    assert office("cards", "--spare", "0", "-o", tmp_path / "d.pdf").status == 2


def test_crop_marks_are_there_where_they_are_asked_for(office: Terminal, tmp_path: Path) -> None:
    for name, options in (("bare", ()), ("marked", ("--marks",)), ("plain", ("--stock", "plain-letter"))):
        assert office("cards", "--all", "-o", tmp_path / f"{name}.pdf", *options).status == 0
    bare, *marked = ((tmp_path / f"{name}.pdf").read_bytes() for name in ("bare", "marked", "plain"))
    assert b"/Marks" not in bare
    assert all(b"/Marks" in each for each in marked)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--start", "11"), ["--start: there is no place 11; avery-5371 has places 1 to 10"]),
        (("--used", "1;2"), ['--used: expected the numbers of places, such as 1,2,7, got "1;2"']),
        (
            ("--offset", "1"),
            ['--offset: expected millimetres to the right and down, such as 0.5,-1, got "1"'],
        ),
        (
            ("--offset", "60,0"),
            ["--offset: the cards would leave the page, by 40.95 mm; move or enlarge them less"],
        ),
        (("--scale", "1.2"), ["--scale: expected a number from 0.9 to 1.1, such as 1.005"]),
        (("--flip", "short"), ["--flip is about the other side: add --duplex."]),
        (("--back-offset", "1,1"), ["--back-offset is about the other side: add --duplex."]),
        (
            ("--start", "0", "--used", "12", "--scale", "nan"),
            [
                "--start: there is no place 0; avery-5371 has places 1 to 10",
                "--used: there is no place 12; avery-5371 has places 1 to 10",
                "--scale: expected a number from 0.9 to 1.1, such as 1.005",
            ],
        ),
    ],
)
def test_what_the_paper_does_not_allow_is_all_told_and_nothing_is_printed(
    office: Terminal, tmp_path: Path, options: tuple[str, ...], says: list[str]
) -> None:
    before = files_beside(tmp_path / "c.pdf")
    said = office("cards", "--all", "-o", tmp_path / "c.pdf", *options)
    assert said.status == 2
    assert said.err.splitlines() == says
    assert files_beside(tmp_path / "c.pdf") == before
    assert valid_links(office) == set()


def test_a_proof_sheet_is_printed_under_a_pretended_clock_too_and_makes_no_link(
    empty_school: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "proof.pdf"
    said = empty_school("cards", "--proof", "-o", out, "--at", "2026-11-23T11:58", "--json")
    assert said.status == 0
    assert (said.json["cards"], said.json["pages"], said.json["stock"]) == (0, 1, "avery-5371")
    assert "avery-5371" in tools.text(out)
    assert valid_links(empty_school) == set()
    assert empty_school("cards", "--all", "-o", tmp_path / "c.pdf", "--at", "2026-11-23T11:58").status == 2


def test_a_proof_sheet_needs_no_school_and_no_link_in_school_toml(
    empty_school: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = empty_school.bare("cards", "--proof", "--stock", "L7415", "--duplex", "-o", "proof.pdf", "--json")
    assert said.status == 0
    assert (said.json["pages"], said.json["stock"]) == (2, "avery-l7415")
    text = MAPLE_TOML.replace('link = "https://plans.maple.example"\n', "")
    (empty_school.folder / "school.toml").write_text(text)
    assert empty_school("cards", "--proof", "-o", tmp_path / "p.pdf").status == 0


def test_a_proof_sheet_is_never_written_over_a_file_unless_forced(office: Terminal, tmp_path: Path) -> None:
    (tmp_path / "proof.pdf").write_text("a letter")
    said = office("cards", "--proof", "-o", tmp_path / "proof.pdf")
    assert said.status == 2
    assert (tmp_path / "proof.pdf").read_text() == "a letter"
    assert office("cards", "--proof", "-o", tmp_path / "proof.pdf", "--force").status == 0
    assert office("cards", "--proof", "-o", tmp_path / "proof.png").status == 2
    assert office("cards", "--proof", "-o", tmp_path / "nowhere" / "proof.pdf").status == 2


BOTH = ("--duplex", "--json")


@pytest.fixture
def blakes(empty_school: Terminal) -> Terminal:
    """A school with Blake, whose plan lasts, and Ada."""
    expires(empty_school, "2099-06-30")
    longer = BLAKE_TOML.replace("2026-08-31", "2020-08-31").replace("2027-06-11", "2099-06-11")
    longer = longer.replace("ends = 2099-06-11\nearly", "ends = 2027-06-11\nearly")
    for name, text in (("blake", longer), ("ada", a_plan("10050"))):
        assert empty_school("import", "plans", empty_school.write(f"{name}.toml", text)).status == 0
    return empty_school


def test_on_both_sides_the_back_says_the_steps_and_whom_the_school_calls_and_no_number_of_theirs(
    blakes: Terminal, tmp_path: Path
) -> None:
    said = blakes("cards", "--all", "-o", tmp_path / "c.pdf", *BOTH)
    assert said.status == 0
    assert (said.json["cards"], said.json["pages"], said.json["verified"]) == (2, 2, 2)
    front, back = (
        tools.run("pdftotext", "-raw", "-f", page, "-l", page, tmp_path / "c.pdf", "-") for page in ("1", "2")
    )
    assert "Turn over" in front
    assert "Dana" not in front
    assert "The office calls Dana Bennett, mother" in back
    assert "NEVER suspend before he has been heard" in back
    assert "Tell the principal and the counsellor" in back
    for secret in ("555 0142", "methylphenidate", "dana@", "Reyes"):
        assert secret not in front + back


def test_on_one_side_nobody_of_the_family_is_named(blakes: Terminal, tmp_path: Path) -> None:
    assert blakes("cards", "--all", "-o", tmp_path / "c.pdf").status == 0
    text = tools.text(tmp_path / "c.pdf")
    assert "Dana" not in text
    assert "Turn over" not in text


def test_the_other_side_of_discreet_cards_tells_a_finder_where_they_go_and_no_more(
    blakes: Terminal, tmp_path: Path
) -> None:
    path = blakes.folder / "school.toml"
    path.write_text(path.read_text().replace('detail = "full"', 'detail = "discreet"'))
    assert blakes("cards", "--all", "-o", tmp_path / "c.pdf", *BOTH).status == 0
    text = tools.text(tmp_path / "c.pdf")
    for secret in ("Blake", "Bennett", "Dana", "hurt", "HURT", "NEVER", "Call home"):
        assert secret not in text
    assert text.count("Found? Please return to Maple Street Elementary") == 2


def test_steps_that_do_not_fit_the_other_side_name_every_student_and_nothing_is_printed(
    blakes: Terminal, tmp_path: Path
) -> None:
    steps = ", ".join(
        f'"{number} Stay with her and tell the others to leave the room quietly, one by one"'
        for number in range(20)
    )
    for student, name in (("10070", "Di"), ("10071", "Ed")):
        crisis = f'kind = "crisis"\nsteps = [{steps}]\nwhen = {{ trigger = "says it hurts" }}'
        text = a_plan(student, name).replace('kind = "environment"', crisis)
        assert blakes("import", "plans", blakes.write(f"{name}.toml", text)).status == 0
    said = blakes("cards", "--all", "-o", tmp_path / "c.pdf", *BOTH)
    assert said.status == 1
    assert [fault["path"] for fault in said.json["faults"]] == ["student 10070", "student 10071"]
    assert all("the other side needs" in fault["what"] for fault in said.json["faults"])
    assert not (tmp_path / "c.pdf").exists()
    assert blakes("cards", "--all", "-o", tmp_path / "c.pdf").status == 0
