"""`kiosk stock`, and cards on other paper than school.toml names."""

from pathlib import Path

import pytest
from PIL import Image

from cards import pdf_pages, stock
from tests.commands.printing import a_plan, expires
from tests.commands.terminal import Terminal
from tests.made_school import MAPLE_TOML

BADGES = 'title = "Our badges"\npage = "letter"\ncard = [88.9, 50.8]\ngrid = [2, 4]\n'
WIDE = BADGES.replace("[2, 4]", "[3, 4]").replace("title", "titel")


@pytest.fixture
def school(empty_school: Terminal) -> Terminal:
    """A school with card paper of its own, and some that cannot be used."""
    folder = empty_school.folder / "stock"
    folder.mkdir()
    (folder / "badges.toml").write_text(BADGES)
    (folder / "wide.toml").write_text(WIDE)
    expires(empty_school, "2099-06-30")
    empty_school("import", "plans", empty_school.write("ada.toml", a_plan("10050")))
    return empty_school


def test_the_paper_is_listed_with_how_many_lie_on_which_page(school: Terminal) -> None:
    said = school("stock")
    assert said.status == 0
    rows = {line.split()[0]: line for line in said.out.splitlines() if " a page " in line}
    assert list(rows) == [*stock.names(), "badges"]
    assert rows["avery-l7415"].split()[1:5] == ["10", "a", "page", "A4"]
    assert rows["badges"].endswith("Our badges")


def test_what_is_wrong_with_a_schools_own_paper_is_listed_too(school: Terminal) -> None:
    out = school("stock").out
    assert 'The stock "wide" cannot be used:' in out
    assert 'stock/wide.toml: titel: this key is not known here; did you mean "title"?' in out


def test_the_list_as_json(school: Terminal) -> None:
    said = school("stock", "--json").json["stock"]
    assert next(each for each in said if each["name"] == "avery-5371") == {
        "name": "avery-5371",
        "title": "Avery 5371 business cards (also 8371, 28371, 5871, 8871)",
        "aliases": ["avery-8371", "avery-28371", "avery-5871", "avery-8871"],
        "per_page": 10, "page": [215.9, 279.4], "card": [88.9, 50.8], "faults": [],
    }  # fmt: skip
    assert said[-1]["name"] == "wide"
    assert len(said[-1]["faults"]) == 2


def test_ours_are_listed_where_there_is_no_school(
    school: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = school.bare("stock", "--json")
    assert [each["name"] for each in said.json["stock"]] == stock.names()


def test_the_preview_is_a_picture_and_never_written_over_a_file_unless_forced(
    school: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "stock.png"
    out.write_text("a letter")
    said = school("stock", "--preview", out)
    assert said.status == 2
    assert "--force" in said.err
    assert out.read_text() == "a letter"
    assert school("stock", "--preview", out, "--force").status == 0
    with Image.open(out) as picture:
        picture.verify()
    assert school("stock", "--preview", tmp_path / "stock.pdf").status == 2


@pytest.mark.parametrize(("typed", "name"), [("28373", "avery-8373"), ("badges", "badges")])
def test_cards_are_printed_on_the_paper_that_is_asked_for(
    school: Terminal, tmp_path: Path, typed: str, name: str
) -> None:
    said = school("cards", "--all", "-o", tmp_path / "c.pdf", "--stock", typed, "--json")
    assert said.status == 0
    assert said.json["stock"] == name
    assert said.json["verified"] == 1


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (
            ("--stock", "avery-5731"),
            '--stock: There is no card stock "avery-5731". Did you mean "avery-5371"?',
        ),
        (("--stock", "wide"), "stock/wide.toml: titel: this key is not known"),
        (("--theme", "dailight"), '--theme: there is no theme "dailight"; did you mean "daylight"?'),
    ],
)
def test_paper_or_colours_that_do_not_exist_are_told_and_nothing_is_printed(
    school: Terminal, tmp_path: Path, options: tuple[str, str], says: str
) -> None:
    said = school("cards", "--all", "-o", tmp_path / "c.pdf", *options)
    assert said.status == 2
    assert said.err.startswith(says)
    assert not (tmp_path / "c.pdf").exists()


def test_the_paper_of_school_toml_may_be_the_schools_own(school: Terminal, tmp_path: Path) -> None:
    text = MAPLE_TOML.replace('stock = "avery-5371"', 'stock = "badges"').replace("2027-06-30", "2099-06-30")
    (school.folder / "school.toml").write_text(text)
    assert school("cards", "--all", "-o", tmp_path / "c.pdf", "--json").json["stock"] == "badges"
    assert school("active", "--room", "12", "-o", tmp_path / "room.pdf").status == 0


def test_cards_are_printed_in_the_theme_that_is_asked_for(school: Terminal, tmp_path: Path) -> None:
    for theme in ("daylight", "high-contrast"):
        assert school("cards", "--all", "-o", tmp_path / f"{theme}.pdf", "--theme", theme).status == 0
    plain = tmp_path / "high-contrast.pdf"
    assert b" rg" not in _contents(plain)
    assert b" rg" in _contents(tmp_path / "daylight.pdf")


def _contents(path: Path) -> bytes:
    with pdf_pages.opened(path) as pages:
        return b"\n".join(pages[:])
