"""The theme that a school chose: used where it can be, and where it cannot, told and replaced."""

from pathlib import Path

import pytest

import themes
from kiosk.faults import BadInput
from kiosk.theming import next_theme, own_themes, theme_named, theme_or_default

CRIMSON = 'base = "daylight"\n[screen]\naccent = "#7a0019"\n'
FAINT = 'base = "daylight"\n[screen]\nmuted = "#bbbbbb"\ntext = "grey"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A school's folder with a good theme and a bad one."""
    own_themes(tmp_path).mkdir()
    (tmp_path / "themes" / "crimson.toml").write_text(CRIMSON)
    (tmp_path / "themes" / "faint.toml").write_text(FAINT)
    return tmp_path


def test_a_schools_own_theme_is_found_in_its_folder(folder: Path) -> None:
    chosen = theme_or_default("crimson", "theme", folder)
    assert chosen.theme.screen.accent.hex == "#7a0019"
    assert (chosen.faults, chosen.sentences, chosen.notice) == ((), (), "")


def test_a_bad_theme_is_told_by_file_and_key_and_daylight_is_used(folder: Path) -> None:
    chosen = theme_or_default("faint", "theme", folder)
    assert chosen.theme == themes.load("daylight")
    fault, instead = chosen.sentences
    assert fault.startswith('themes/faint.toml: screen: text: "grey" is not a colour')
    assert instead == 'The theme "daylight" is used instead.'
    assert chosen.notice == f"{fault}. {instead}"


def test_a_theme_that_is_not_there_is_told_with_the_line_of_school_toml(folder: Path) -> None:
    chosen = theme_or_default("crimsn", "theme", folder)
    assert chosen.sentences[0] == 'school.toml: theme: there is no theme "crimsn"; did you mean "crimson"?'
    assert theme_or_default("nigth", "theme").theme.name == "daylight"


def test_for_print_a_bad_theme_is_an_error(folder: Path) -> None:
    with pytest.raises(BadInput, match=r"themes/faint\.toml: screen: text") as refused:
        theme_named("faint", "cards, theme", folder)
    assert refused.value.status == 2


def test_where_our_own_daylight_is_spoilt_ours_is_used(folder: Path) -> None:
    (folder / "themes" / "daylight.toml").write_text("[screen")
    chosen = theme_or_default("daylight", "theme", folder)
    assert chosen.theme == themes.load("daylight")
    assert chosen.sentences[0].startswith("themes/daylight.toml: the file is not TOML")


def test_the_next_theme_may_be_the_schools(folder: Path) -> None:
    after = next_theme(folder)
    assert after("sixteen-colors").name == "crimson"
    assert after("crimson").name == "daylight"
