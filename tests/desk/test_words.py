"""The gate through which stored text reaches the screen."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import kiosk.desk
from kiosk.commands import output
from kiosk.desk.words import content, cut, plain


@given(st.text())
def test_no_control_character_and_no_override_of_direction_passes(text: str) -> None:
    for character in plain(text):
        assert unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert character not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    "text", ["[/x]", "[gifted]", "García", "王小明", "עברית", "می\u200cخواهم", "\u061cا", "${x}", "\\["]
)
def test_ordinary_text_of_any_script_passes_as_it_is(text: str) -> None:
    assert plain(text) == text
    assert content(text).plain == text


def test_the_screen_and_the_commands_show_a_name_alike(capsys: pytest.CaptureFixture[str]) -> None:
    name = "می\u200cخواهم \u202e\x1b[2J\nBennett"
    output.say([name])
    assert capsys.readouterr().out == f"{plain(name)}\n" == "می\u200cخواهم [2J Bennett\n"


def test_a_line_break_becomes_a_space() -> None:
    assert plain("one\ntwo\u2028three") == "one two three"


@given(st.text(), st.integers(0, 60))
def test_cut_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(cut(plain(text), width)) == width


def test_only_the_gate_makes_text_widgets() -> None:
    folder = Path(kiosk.desk.__file__).parent
    others = [path for path in folder.glob("*.py") if path.name != "words.py"]
    for path in others:
        source = path.read_text("utf-8")
        assert "Static(" not in source, path.name
        assert "Label(" not in source, path.name
        assert "border_title" not in source, path.name
        assert "markup=True" not in source, path.name
