"""Type is measured as it is set, and what cannot be set is known beforehand."""

import pytest

from cards.typeface import face
from cards.wording import normal


def test_an_accent_written_as_a_mark_of_its_own_becomes_one_letter() -> None:
    assert normal("Rene\u0301e  \t Ou\u0308") == "Renée Oü"
    assert face(True).lacks(normal("Nguye\u0302\u0303n")) == []


def test_a_mark_that_no_letter_carries_is_not_set() -> None:
    assert face(False).lacks(normal("q\u0302")) == ["\u0302"]


@pytest.mark.parametrize(
    "text", ["Đặng Thị Ầm", "Ελένη", "Юлия Щукина", "Þórðr Łukasz Čapek Ñandú", "“…” – · × é"]
)
@pytest.mark.parametrize("bold", [False, True])
def test_european_and_vietnamese_names_have_glyphs(text: str, bold: bool) -> None:
    assert face(bold).lacks(text) == []


def test_other_scripts_are_named_character_by_character() -> None:
    assert face(True).lacks("王 Wang 王伟 \u200b") == ["王", "伟", "\u200b"]


def test_pairs_of_letters_close_up_and_blanks_do_not() -> None:
    bold = face(True)
    assert bold.kerns("AV")[0] < -0.01
    assert bold.kerns("A V") == [0.0, 0.0]
    assert bold.width("AV") == pytest.approx(bold.advance("A") + bold.advance("V") + bold.kerns("AV")[0])


def test_ink_is_as_tall_as_the_letters_are() -> None:
    assert face(True).ink("Ầ")[0] > face(True).ink("A")[0] > face(True).ink("x")[0]
    assert face(True).ink("g")[1] > face(True).ink("x")[1]
