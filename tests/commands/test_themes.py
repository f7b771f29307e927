"""`kiosk themes`, and a school's own theme on its cards."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from kiosk.desk import Looks
from tests.commands.printing import a_plan, somebody_signs_in
from tests.commands.terminal import Terminal
from tests.made_school import MAPLE_TOML
from themes.finding import OURS

CRIMSON = 'about = "Our own"\nbase = "daylight"\n[paper]\nkinds.environment = "#7a0019"\n'
FAINT = 'base = "daylight"\n[screen]\nmuted = "#bbbbbb"\nacent = "#000000"\n'


@pytest.fixture
def school(empty_school: Terminal) -> Terminal:
    """A school with a theme of its own, and one that cannot be used."""
    folder = empty_school.folder / "themes"
    folder.mkdir()
    (folder / "crimson.toml").write_text(CRIMSON)
    (folder / "faint.toml").write_text(FAINT)
    return empty_school


def choose(school: Terminal, theme: str) -> None:
    """Write another theme into school.toml, for the cards."""
    text = MAPLE_TOML.replace(
        'stock = "avery-5371"\ntheme = "daylight"', f'stock = "avery-5371"\ntheme = "{theme}"'
    )
    assert text != MAPLE_TOML
    (school.folder / "school.toml").write_text(text)


def test_the_themes_are_listed_with_what_they_are_for_and_their_weakest_contrast(school: Terminal) -> None:
    said = school("themes")
    assert said.status == 0
    lines = said.out.splitlines()
    assert [line.split()[0] for line in lines[:6]] == [*OURS, "crimson"]
    assert lines[2].split()[1:4] == ["10.0", "to", "1"]
    assert lines[5].endswith("Our own")


def test_what_is_wrong_with_a_bad_theme_is_listed_too(school: Terminal) -> None:
    out = school("themes").out
    assert 'The theme "faint" cannot be used:' in out
    assert 'themes/faint.toml: screen: acent is not a colour of a theme; did you mean "accent"?' in out


def test_the_list_as_json(school: Terminal) -> None:
    said = school("themes", "--json").json["themes"]
    assert [each["name"] for each in said] == [*OURS, "crimson", "faint"]
    assert all(each["contrast"] >= 7 and each["faults"] == [] for each in said[:-1])
    assert said[-1] == {
        "name": "faint", "about": None, "contrast": None, "weakest": None,
        "faults": ['screen: acent is not a colour of a theme; did you mean "accent"?'],
    }  # fmt: skip


def test_our_themes_are_listed_where_there_is_no_school(
    school: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert [each["name"] for each in school.bare("themes", "--json").json["themes"]] == list(OURS)
    assert school.bare("--school", tmp_path / "nowhere", "themes").status == 2


def test_the_preview_is_a_picture_and_never_written_over_a_file_unless_forced(
    school: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "themes.png"
    out.write_text("a letter")
    said = school("themes", "--preview", out)
    assert said.status == 2
    assert "--force" in said.err
    assert out.read_text() == "a letter"
    assert school("themes", "--preview", out, "--force").status == 0
    with Image.open(out) as picture:
        picture.verify()
        assert picture.height > 6 * 600
    assert {each.name for each in tmp_path.iterdir()} == {"school", "themes.png"}


@pytest.mark.parametrize("name", ["themes.pdf", "themes", "nowhere/themes.png"])
def test_a_preview_that_cannot_be_written_is_told(school: Terminal, tmp_path: Path, name: str) -> None:
    said = school("themes", "--preview", tmp_path / name)
    assert said.status == 2
    assert len(said.err.splitlines()) == 1
    assert {each.name for each in tmp_path.iterdir()} == {"school"}


def test_cards_are_printed_in_the_schools_own_theme(school: Terminal, tmp_path: Path) -> None:
    school("import", "plans", school.write("ada.toml", a_plan("10050")))
    choose(school, "crimson")
    assert school("cards", "--all", "-o", tmp_path / "c.pdf").status == 0
    with closing(PdfDocument(tmp_path / "c.pdf")) as document, closing(document[0]) as page:
        picture = page.render(scale=3).to_pil().convert("RGB")
    assert bytes.fromhex("7a0019") in picture.tobytes()


def test_a_print_run_stops_at_a_theme_that_cannot_be_used(school: Terminal, tmp_path: Path) -> None:
    school("import", "plans", school.write("ada.toml", a_plan("10050")))
    for theme, says in (
        ("faint", "themes/faint.toml: screen: acent"),
        ("gone", "school.toml: cards, theme: there is"),
    ):
        choose(school, theme)
        said = school("cards", "--all", "-o", tmp_path / "c.pdf")
        assert said.status == 2
        assert said.err.startswith(says)
        assert not (tmp_path / "c.pdf").exists()


def test_a_folder_of_themes_that_cannot_be_read_is_told_and_ours_are_listed(school: Terminal) -> None:
    (school.folder / "themes").chmod(0)
    said = school.alone("themes")
    (school.folder / "themes").chmod(0o700)
    assert said.status == 0
    assert "daylight" in said.out
    assert "the folder cannot be read" in said.out


def test_the_kiosk_opens_in_daylight_where_the_schools_theme_is_bad_and_says_why(
    school: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Looks] = []

    def run(*given: Any, **_: object) -> int:
        opened.append(next(each for each in given if isinstance(each, Looks)))
        return 0

    somebody_signs_in(school)
    monkeypatch.setattr("kiosk.desk.run", run)
    text = MAPLE_TOML.replace('theme = "daylight"', 'theme = "faint"', 1)
    (school.folder / "school.toml").write_text(text)
    said = school()
    (looks,) = opened
    assert said.status == 0
    assert said.err.splitlines() == [
        'themes/faint.toml: screen: acent is not a colour of a theme; did you mean "accent"?',
        'The theme "daylight" is used instead.',
    ]
    assert looks.theme.name == "daylight"
    assert looks.notice == " ".join(said.err.splitlines())
    assert looks.after("sixteen-colors").name == "crimson"
