"""A card as a picture for a terminal: the colours lie where they lie on the card."""

from cards.cells import QUARTERS, picture
from tests.cards.samples import THEME, card


def test_the_picture_has_the_cards_shape_and_its_crisis_band() -> None:
    rows = picture(card(), THEME, 84)
    assert {len(row) for row in rows} == {84}
    assert 22 <= len(rows) <= 27  # a cell is twice as high as wide: 84 / 1.69 / 2
    crisis = THEME.paper.crisis
    wanted = (crisis.red, crisis.green, crisis.blue)
    band = [
        index
        for index, row in enumerate(rows)
        if sum(max(abs(a - b) for a, b in zip(each.ink, wanted, strict=True)) < 40 for each in row) > 40
    ]
    assert band
    assert min(band) > len(rows) / 2


def test_the_code_stands_in_the_top_right_corner_and_paper_around_it() -> None:
    rows = picture(card(), THEME, 84)
    dark = [
        (x, y)
        for y, row in enumerate(rows[:10])
        for x, each in enumerate(row[60:], start=60)
        if max(each.ink) < 120 and each.character != " "
    ]
    assert len(dark) > 40
    assert all(min(each.ground) > 240 for each in rows[0])


def test_every_character_is_one_of_sixteen_quarters() -> None:
    assert len(set(QUARTERS)) == 16
    assert {each.character for row in picture(card(), THEME, 40) for each in row} <= set(QUARTERS)
