"""A card that is like one before it is written as if it had been set on its own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import themes
from cards import Card, CardError, NoFace, alike, face
from cards.alike import Setter
from tests.cards.samples import STOCK, THEME, card
from tests.cards.test_face import CARDS
from themes import Theme

PATH = b"0 0 7 1 re\n"
NAMES = st.lists(
    st.sampled_from(
        [
            "Ana",
            "Blake",
            "Ầm",
            "Ổn",
            "Wolfeschlegelsteinhausen",
            "Þórðr",
            "Ng",
            "Fernández-Villanueva",
            "محمد",
            "王小明",
        ]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)
ABOUTS = st.sampled_from(["", "Grade 5 · Room 12 · he/him", "Grade 12 · Room 104", "Class of Ång Ầm " * 6])


def alone(drawn: Card, theme: Theme) -> bytes:
    return alike.alone(face.arrange(drawn, theme, STOCK.live), PATH)


@settings(max_examples=60, deadline=None)
@given(
    CARDS,
    st.lists(st.tuples(NAMES, ABOUTS), min_size=1, max_size=8),
    st.sampled_from([THEME, themes.load("large")]),
)
def test_whoever_comes_before_her_a_card_is_written_as_if_set_alone(
    first: Card, others: list[tuple[str, str]], theme: Theme
) -> None:
    setter = Setter(theme, STOCK.live)
    kin = [card(name, first.lines, first.crisis, about) for name, about in others]
    for drawn in (first, *kin, *kin):
        try:
            wanted = alone(drawn, theme)
        except CardError as why:
            with pytest.raises(type(why), match=r"\w"):
                setter.content(drawn, PATH)
        else:
            assert setter.content(drawn, PATH) == wanted


def test_every_character_on_the_cards_is_counted_as_used_once_for_each_part() -> None:
    setter = Setter(THEME, STOCK.live)
    for name in ("Zoë Quick", "Ầm Žižek", "Bob Day"):
        setter.content(card(name), PATH)
    used = setter.used()
    assert set("ZoëQuickẦmŽižekBobDayLUNCHSay ") <= used[True]
    assert set("Grade5·Tothenurse'sofficeFound?Validto") <= used[False]
    setter.content(card("Bob Day"), PATH)
    assert not set("ZẦŽ") & setter.used()[True]


def test_a_letter_that_the_face_lacks_is_named_on_a_card_like_others_too(ours_alone: None) -> None:
    setter = Setter(THEME, STOCK.live)
    setter.content(card("Ana Ruiz"), PATH)
    with pytest.raises(NoFace, match="王"):
        setter.content(card("Ana 王"), PATH)
