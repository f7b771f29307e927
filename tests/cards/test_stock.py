"""Cards lie where the paper has them, or the stock is refused."""

from pathlib import Path

import pytest
from PIL import Image

from cards import StockUnfit, UnknownStock, stock, stock_picture

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
        ({"corner": 26.0}, "rounder than the card"),
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


PAPERS = {
    "cr80": ((85.60, 53.98), (85.60, 53.98), (0.0, 0.0), 1),
    "evolis": ((86.02, 54.86), (86.02, 54.86), (0.0, 0.0), 1),
    "avery-5371": ((215.90, 279.40), (88.90, 50.80), (19.05, 12.70), 10),
    "avery-8373": ((215.90, 279.40), (88.90, 50.80), (12.70, 19.05), 8),
    "avery-5390": ((215.90, 279.40), (88.90, 56.36), (19.05, 26.99), 8),
    "avery-5392": ((215.90, 279.40), (101.60, 76.20), (6.35, 25.40), 6),
    "avery-5395": ((215.90, 279.40), (85.73, 59.27), (17.46, 14.82), 8),
    "avery-l7415": ((210.00, 297.00), (90.00, 52.00), (15.00, 18.50), 10),
    "avery-l7418": ((210.00, 297.00), (86.00, 55.00), (19.00, 38.50), 8),
    "avery-c32011": ((210.00, 297.00), (85.00, 54.00), (15.00, 13.50), 10),
    "avery-c32015": ((210.00, 297.00), (85.00, 54.00), (17.00, 31.50), 8),
    "avery-l4785": ((210.00, 297.00), (80.00, 50.00), (18.00, 13.00), 10),
    "plain-letter": ((215.90, 279.40), (85.60, 53.98), (22.35, 31.74), 8),
    "plain-a4": ((210.00, 297.00), (85.60, 53.98), (19.40, 40.54), 8),
}


def test_no_stock_is_offered_that_is_not_in_this_table() -> None:
    assert stock.names() == [*PAPERS]


@pytest.mark.parametrize("name", PAPERS)
def test_paper_is_as_its_maker_measures_it(name: str) -> None:
    sheet, (page, card, first, count) = stock.load(name), PAPERS[name]
    assert (sheet.page.width, sheet.page.height) == page
    assert (sheet.card.width, sheet.card.height) == card
    assert (sheet.x, sheet.y) == pytest.approx(first)
    assert sheet.per_page == count


def test_cards_in_the_last_column_are_as_far_in_as_the_maker_says() -> None:
    last = list(stock.load("avery-5395").places(8))[-1]
    assert (last.x, last.y) == pytest.approx((17.46 + 95.25, 14.82 + 3 * 63.50))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("8371", "avery-5371"),
        ("avery-28371", "avery-5371"),
        ("Avery 5371", "avery-5371"),
        ("28373", "avery-8373"),
        ("74459", "avery-5392"),
        ("L7414", "avery-l7415"),
        ("C9362", "avery-c32011"),
        ("CR-80", "cr80"),
        ("Plain_Letter", "plain-letter"),
    ],
)
def test_paper_is_found_by_the_number_on_its_box(typed: str, name: str) -> None:
    assert stock.load(typed).name == name


def own(folder: Path, name: str, text: str) -> Path:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


BADGES = """
title = "Our badges"
page = "letter"
card = [88.9, 50.8]
grid = [2, 4]
aliases = ["5371"]
"""


def test_a_school_has_stock_of_its_own_that_lies_in_the_middle_unless_it_says_where(tmp_path: Path) -> None:
    sheet = stock.load("our badges", own(tmp_path, "our-badges", BADGES))
    assert (sheet.x, sheet.y) == pytest.approx(((215.9 - 2 * 88.9) / 2, (279.4 - 4 * 50.8) / 2))
    assert stock.names(tmp_path)[-1] == "our-badges"


def test_a_schools_own_stock_goes_before_ours_and_a_name_before_an_alias(tmp_path: Path) -> None:
    own(tmp_path, "avery-8373", BADGES)
    assert stock.load("8373", tmp_path).name == "avery-8373"
    assert stock.load("8373", tmp_path).title == "Our badges"
    assert stock.load("avery-5371", tmp_path).per_page == 10


def test_all_that_is_wrong_with_a_schools_own_stock_is_said_at_once(tmp_path: Path) -> None:
    own(
        tmp_path,
        "odd",
        'titel = "x"\npage = "legal"\ncard = [1]\ngrid = [2, true]\nmarks = 1\ncorner = nan\n',
    )
    with pytest.raises(StockUnfit) as refused:
        stock.load("odd", tmp_path)
    assert refused.value.file == f"{tmp_path.name}/odd.toml"
    assert [fault.split(":")[0] for fault in refused.value.faults] == [
        "titel", "title", "page", "card", "grid", "corner", "marks",
    ]  # fmt: skip
    assert refused.value.faults[0].endswith('did you mean "title"?')


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title = ", "is not TOML"),
        ("x = " + "[" * 10_000, "nested too deeply"),
        ("# " + "x" * 30_000, "over 20 KB"),
    ],
)
def test_a_file_that_is_no_stock_at_all_is_told(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(StockUnfit, match=says):
        stock.load("odd", own(tmp_path, "odd", text))


def test_what_cannot_be_used_is_listed_beside_what_can(tmp_path: Path) -> None:
    own(tmp_path, "badges", BADGES)
    found = stock.load_all(own(tmp_path, "odd", "title = 1\n"))
    assert [each.name for each in found.stock] == [*PAPERS, "badges"]
    assert [error.name for error in found.errors] == ["odd"]


def test_every_sheet_is_in_the_picture_and_its_cards_lie_where_they_should(tmp_path: Path) -> None:
    sheet = stock.load("avery-5371")
    stock_picture.draw([sheet], tmp_path / "stock.png")
    left, top, mm = stock_picture.EDGE, stock_picture.EDGE + stock_picture.HEAD, stock_picture.MM
    with Image.open(tmp_path / "stock.png") as picture:
        for place in sheet.places(10):
            x, y = left + (place.x + 2) * mm, top + (place.y + 1.5) * mm
            assert picture.getpixel((round(x), round(y))) == (0xDB, 0xE6, 0xF3)
        x, y = left + 10 * mm, top + 6 * mm
        assert picture.getpixel((round(x), round(y))) == (255, 255, 255)
