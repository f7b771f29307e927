"""A card's face: everything on it is in its place, whatever the texts are."""

from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import themes
from cards import Card, CardError, Line, LinkUnfit, NoFace, TooMuch, face
from cards.drawing import Band, Face, Run, Sign
from tests.cards import geometry
from tests.cards.samples import BLAKES, HARM, THEME, card
from themes import KINDS

WORDS = st.sampled_from(
    [
        *("To", "the", "nurse’s", "office", "may", "pace", "Renée", "Ầm", "Γειά", "Юлия", "jgpqy", "ÅÉŰ"),
        *("counterrevolutionaries", "self-advocacy", "10:30", "(state)", "tests", "and/or"),
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=16).map(" ".join)
LINES = st.builds(
    Line,
    sign=st.sampled_from(KINDS),
    heading=st.lists(WORDS, min_size=1, max_size=5).map(" ".join).map(str.upper),
    text=TEXTS,
    word=st.sampled_from(["", "Nurse", "Movement"]),
)
CARDS = st.builds(
    card,
    name=st.lists(WORDS, min_size=1, max_size=7).map(" ".join),
    about=st.sampled_from(["", "Grade 5 · Room 12 · he/him"]),
    lines=st.lists(LINES, max_size=8).map(tuple),
    crisis=st.lists(LINES.map(lambda line: attrs.evolve(line, sign="crisis")), max_size=3).map(tuple),
    target=st.sampled_from(["HTTPS://A.EXAMPLE/C/" + "A" * 26, "HTTPS://A.EXAMPLE/C/" + "A" * 70]),
)


@settings(max_examples=150, deadline=None)
@given(CARDS)
def test_whatever_the_texts_nothing_is_clipped_or_laid_over_anything_else(drawn: Card) -> None:
    try:
        laid_out = face.lay_out(drawn, THEME)
    except TooMuch:
        return
    assert geometry.faults(laid_out) == []
    assert _said(laid_out) == _meant(drawn)
    assert min(run.points for run in _runs(laid_out)) >= 6.5


def _runs(laid_out: Face) -> list[Run]:
    return [mark for mark in laid_out.marks if isinstance(mark, Run)]


def _said(laid_out: Face) -> list[str]:
    return sorted("".join(run.text for run in _runs(laid_out)).replace(" ", ""))


def _meant(drawn: Card) -> list[str]:
    lines = [part for line in (*drawn.lines, *drawn.crisis) for part in (line.heading, line.word, line.text)]
    small = ["Found? Return to", ", ".join(drawn.return_to) + ".", drawn.notice]
    code = ["Staff: scan for the plan", "Valid to 11 June 2027"]
    return sorted("".join((drawn.name, drawn.about, *lines, *small, *code)).replace(" ", ""))


def _size_of(text: str, laid_out: Face) -> float:
    return next(run.points for run in _runs(laid_out) if run.text.startswith(text))


def test_the_name_is_the_largest_thing_on_the_card() -> None:
    laid_out = face.lay_out(card(), THEME)
    assert _size_of("Blake", laid_out) == max(run.points for run in _runs(laid_out)) >= 16


def test_what_to_do_is_set_in_nine_points_on_a_card_like_blakes() -> None:
    assert _size_of("To the nurse", face.lay_out(card(), THEME)) == 9


def test_each_line_has_the_sign_and_the_word_of_its_kind() -> None:
    laid_out = face.lay_out(card(), THEME)
    signs = [mark.kind for mark in laid_out.marks if isinstance(mark, Sign)]
    assert signs == ["medication", "movement", "testing", "crisis"]
    texts = [run.text for run in _runs(laid_out)]
    for line in BLAKES:
        assert texts[texts.index(line.heading) + 1] == line.word


def test_the_crisis_stands_in_the_one_filled_band() -> None:
    laid_out = face.lay_out(card(), THEME)
    (band,) = [mark for mark in laid_out.marks if isinstance(mark, Band)]
    inside = [run for run in _runs(laid_out) if run.rect.overlaps(band.rect)]
    assert [run.text for run in inside] == [HARM.heading, HARM.text]
    assert {run.colour for run in inside} == {THEME.paper.on_crisis}


def test_the_band_holds_several_crisis_lines_in_their_order() -> None:
    runs_away = Line("crisis", "IF HE RUNS", "Call the office. Stay in sight.", "Crisis")
    laid_out = face.lay_out(card(crisis=(HARM, runs_away)), THEME)
    texts = [run.text for run in _runs(laid_out)]
    order = [texts.index(text) for text in (HARM.heading, HARM.text, runs_away.heading, runs_away.text)]
    assert all(before < after for before, after in pairwise(order))
    assert geometry.faults(laid_out) == []


def test_a_card_without_crisis_has_no_band_and_one_without_lines_is_still_a_card() -> None:
    for lines in ((), BLAKES[:1]):
        laid_out = face.lay_out(card(lines=lines, crisis=()), THEME)
        assert THEME.paper.crisis not in {mark.colour for mark in laid_out.marks if isinstance(mark, Band)}
        assert geometry.faults(laid_out) == []


def test_eight_lines_fit_beside_a_crisis() -> None:
    lines = tuple(
        Line(kind, "ANY TIME", "May take a break when he asks", "Word") for kind in KINDS if kind != "crisis"
    )
    assert len(lines) == 8
    assert geometry.faults(face.lay_out(card(lines=lines), THEME)) == []


@pytest.mark.parametrize(
    "name",
    [
        "María de los Ángeles Fernández-Villanueva Oyelaran-Featherstone",
        "Wolfeschlegelsteinhausen",
        "Hubert Blaine Wolfeschlegelsteinhausen-Bergerdorff Sr",
    ],
)
def test_a_long_name_shrinks_and_wraps_and_is_never_cut(name: str) -> None:
    laid_out = face.lay_out(card(name), THEME)
    rows = [run for run in _runs(laid_out) if run.bold and run.text in name]
    assert "".join(row.text for row in rows).replace(" ", "") == name.replace(" ", "")
    assert all(row.points >= 11 for row in rows)
    assert geometry.faults(laid_out) == []


def test_a_name_that_cannot_fit_is_refused_and_says_so() -> None:
    with pytest.raises(TooMuch, match="three rows"):
        face.lay_out(card("Wolfeschlegelsteinhausenbergerdorff " * 5), THEME)


def test_a_word_wider_than_the_card_is_refused_and_named() -> None:
    endless = Line("health", "ANY TIME", "W" * 80)
    with pytest.raises(TooMuch, match="WWW"):
        face.lay_out(card(lines=(endless,)), THEME)


def test_more_text_than_the_card_holds_is_refused() -> None:
    with pytest.raises(TooMuch, match=r"at 6\.5 points the text needs .* more than the card has"):
        face.lay_out(card(lines=BLAKES * 6), THEME)


def test_letters_that_the_face_lacks_are_named(ours_alone: None) -> None:
    with pytest.raises(NoFace) as refused:
        face.lay_out(card("王伟 Wang"), THEME)
    assert refused.value.characters == ("王", "伟")
    assert '"王" (U+738B)' in str(refused.value)


def test_a_link_that_the_code_cannot_hold_is_a_fault_of_the_card() -> None:
    with pytest.raises(LinkUnfit):
        face.lay_out(card(target="https://lower.example"), THEME)


def test_every_card_that_cannot_be_printed_is_named(ours_alone: None) -> None:
    cards = [
        card(),
        card("王伟"),
        card("Ana Ruiz", lines=BLAKES * 6),
        card("Zoë Ng"),
        card("Sam", target="é"),
    ]
    faults = face.faults(cards, THEME)
    assert [index for index, _ in faults] == [1, 2, 4]
    assert faults[1][1].startswith("Ana Ruiz: ")


def test_a_telephone_number_stays_in_one_row() -> None:
    for length in range(20, 60):
        laid_out = face.lay_out(card(return_to=("S" * length, "+1 541 555 0100")), THEME)
        assert any("+1 541 555 0100." in run.text for run in _runs(laid_out))


def test_errors_of_cards_have_one_root() -> None:
    assert all(issubclass(kind, CardError) for kind in (NoFace, TooMuch, LinkUnfit))


LARGE = themes.load("large")


def test_in_large_type_what_to_do_is_a_quarter_larger_where_it_fits() -> None:
    ordinary, large = (face.lay_out(card(), theme) for theme in (THEME, LARGE))
    assert _size_of("To the nurse", large) >= 1.25 * _size_of("To the nurse", ordinary)
    assert _size_of(HARM.text, large) >= _size_of(HARM.text, ordinary)
    assert geometry.faults(large) == []


@pytest.mark.parametrize("lines", [BLAKES[:1], BLAKES, BLAKES * 2, BLAKES * 3])
def test_in_large_type_a_card_is_never_refused_or_smaller_than_it_was(lines: tuple[Line, ...]) -> None:
    ordinary, large = (face.lay_out(card(lines=lines), theme) for theme in (THEME, LARGE))
    assert geometry.faults(large) == []
    for line in lines:
        assert _size_of(line.text[:8], large) >= _size_of(line.text[:8], ordinary)
