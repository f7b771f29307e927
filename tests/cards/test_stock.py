"""Cards lie where the paper has them, or the stock is refused."""

import pytest

from cards import StockUnfit, UnknownStock, stock

TABLE = {
    "title": "ten on letter",
    "page": [215.9, 279.4],
    "card": [88.9, 50.8],
    "first": [19.05, 12.7],
    "pitch": [88.9, 50.8],
    "grid": [2, 5],
}


@pytest.mark.parametrize("name", stock.names())
def test_every_stock_that_we_offer_fits_its_page(name: str) -> None:
    assert stock.load(name).per_page >= 1


def test_a_sheet_of_5371_has_the_same_margin_on_every_side() -> None:
    last = list(stock.load("avery-5371").places(10))[-1]
    assert last.x + 88.9 == pytest.approx(215.9 - 19.05)
    assert last.y + 50.8 == pytest.approx(279.4 - 12.7)


def test_cards_go_row_by_row_and_the_last_sheet_may_be_partly_filled() -> None:
    sheet = stock.load("avery-5371")
    places = list(sheet.places(11))
    assert sheet.pages(11) == 2
    assert [place.page for place in places] == [0] * 10 + [1]
    assert (places[0].y, places[1].y) == (places[0].y, places[0].y)
    assert (places[10].x, places[10].y) == (places[0].x, places[0].y)


def test_the_live_space_lies_in_the_middle_of_the_card() -> None:
    sheet = stock.load("avery-5371")
    assert sheet.live.width == pytest.approx(79.6)
    assert sheet.live.height == pytest.approx(44.8)
    assert sheet.inset.width == pytest.approx((88.9 - 79.6) / 2)
    assert sheet.inset.height == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"grid": [3, 5]}, "3 cards across reach from 19.05 to 285.75 mm"),
        ({"grid": [2, 6]}, "6 cards down"),
        ({"first": [-1.0, 12.7]}, "2 cards across reach from -1.00"),
        ({"pitch": [80.0, 50.8]}, "cards across overlap"),
        ({"pitch": [88.9, 50.0]}, "cards down overlap"),
        ({"card": [60.0, 40.0]}, "too small for our design"),
        ({"grid": [0, 5]}, "at least one card across"),
    ],
)
def test_stock_that_does_not_fit_its_page_is_refused(change: dict[str, list[float]], says: str) -> None:
    with pytest.raises(StockUnfit, match="card stock") as refused:
        stock.from_table("mine", TABLE | change)
    assert says in str(refused.value)


def test_all_that_is_wrong_with_a_stock_is_said_at_once() -> None:
    with pytest.raises(StockUnfit) as refused:
        stock.from_table("mine", TABLE | {"grid": [3, 7], "pitch": [80.0, 40.0]})
    assert len(refused.value.faults) == 4


def test_an_unknown_stock_is_answered_with_what_may_have_been_meant() -> None:
    with pytest.raises(UnknownStock, match='Did you mean "avery-5371"') as refused:
        stock.load("avery-5731")
    assert refused.value.known == tuple(stock.names())
