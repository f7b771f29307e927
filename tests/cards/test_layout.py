"""Cards lie in places that are free, wherever the printer has to be told to put them."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cards import DoesNotFit, LayoutUnfit, marks, pdf, portions, read_back, stock
from cards.card import Blank, Card
from cards.drawing import Rect
from cards.feed import Feed, Flip, Shift, places, shift
from cards.fitting import fit
from cards.layout import Layout
from cards.paper import SLACK
from tests.cards import tools
from tests.cards.samples import NOTICE, PRINTED, SCHOOL, STOCK, THEME, a_class

PAPERS = [stock.load(name) for name in stock.names()]


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Paper of ours, fed in some way that is sound."""
    paper = draw(st.sampled_from(PAPERS))
    numbers = st.frozensets(st.integers(1, paper.per_page), max_size=paper.per_page)
    shifts = st.builds(Shift, st.floats(-20, 20), st.floats(-20, 20))
    feed = Feed(
        start=draw(st.integers(1, paper.per_page)),
        used=tuple(draw(st.lists(numbers, max_size=3))),
        offset=draw(shifts),
        scale=draw(st.floats(0.9, 1.1)),
        is_duplex=draw(st.booleans()),
        flip=draw(st.sampled_from([None, *Flip])),
        back_offset=draw(shifts),
    )
    try:
        return fit(paper, feed)
    except LayoutUnfit as error:
        wrong = {name for name, _ in error.faults}
    return fit(
        paper,
        Feed(
            start=feed.start if not wrong & {"start", "used"} else 1,
            used=feed.used if not wrong & {"start", "used"} else (),
            is_duplex=feed.is_duplex,
            flip=feed.flip,
        ),
    )


@given(layouts(), st.integers(0, 60))
def test_every_card_has_a_place_and_no_two_the_same(layout: Layout, count: int) -> None:
    found = list(layout.places(count))
    assert len(found) == count
    assert len({(place.sheet, place.slot) for place in found}) == count
    assert layout.sheets(count) == (found[-1].sheet + 1 if found else 0)
    assert found == sorted(found, key=lambda place: (place.sheet, place.slot))


@given(layouts(), st.integers(1, 60))
def test_no_card_lies_on_a_place_that_is_used(layout: Layout, count: int) -> None:
    for place in layout.places(count):
        used = layout.feed.used[place.sheet] if place.sheet < len(layout.feed.used) else frozenset()
        assert place.slot + 1 not in used
        assert place.sheet or place.slot + 1 >= layout.feed.start


@given(layouts())
def test_cards_never_overlap_and_never_leave_the_page(layout: Layout) -> None:
    page, card = layout.stock.page, layout.stock.card
    for side in filter(None, (layout.front, layout.back)):
        spaces = [side.space(x, y, card) for x, y in side.corners]
        assert not any(one.grown(-SLACK).overlaps(other) for one, other in combinations(spaces, 2))
        if page == card:
            inset, live = layout.stock.inset, layout.stock.live
            spaces = [side.space(inset.width, inset.height, live)]
        for space in spaces:
            assert space.left >= -SLACK
            assert space.top >= -SLACK
            assert space.right <= page.width + SLACK
            assert space.bottom <= page.height + SLACK


@given(layouts(), st.integers(0, 60))
def test_the_cards_before_a_sheet_are_those_that_lie_there(layout: Layout, count: int) -> None:
    found = list(layout.places(count))
    for sheet in range(layout.sheets(count)):
        assert layout.before(sheet) == sum(place.sheet < sheet for place in found)


@given(layouts(), st.integers(1, 40), st.integers(0, 3))
def test_sheets_that_follow_lie_as_they_would_in_one_run(layout: Layout, count: int, sheet: int) -> None:
    before = layout.before(sheet)
    whole = [place for place in layout.places(before + count) if place.sheet >= sheet]
    rest = list(layout.from_sheet(sheet).places(count))
    assert [(each.sheet - sheet, each.slot) for each in whole] == [(each.sheet, each.slot) for each in rest]


@given(layouts())
def test_a_card_and_its_back_lie_on_one_another_when_the_sheet_is_turned(layout: Layout) -> None:
    if layout.back is None:
        return
    level = evolve(layout, feed=evolve(layout.feed, offset=Shift(), back_offset=Shift(), scale=1.0))
    assert level.back
    page, card = level.stock.page, level.stock.card
    for (x, y), (back_x, back_y) in zip(level.front.corners, level.back.corners, strict=True):
        front = level.front.space(x, y, card)
        back = _as_it_lies(level.back.space(back_x, back_y, card), level)
        behind = _seen_through(back, level)
        assert (behind.left, behind.top) == pytest.approx((front.left, front.top))
        assert (behind.right, behind.bottom) == pytest.approx((front.right, front.bottom))
    assert page == level.back.page


def _as_it_lies(rect: Rect, layout: Layout) -> Rect:
    """The space on the page of the file, on which a side may stand on its head."""
    page = layout.stock.page
    if layout.back and layout.back.turned:
        return Rect(
            page.width - rect.right, page.height - rect.bottom, page.width - rect.left, page.height - rect.top
        )
    return rect


def _seen_through(rect: Rect, layout: Layout) -> Rect:
    """The space as it is seen from the front, through the paper."""
    page = layout.stock.page
    is_upright_edge = (layout.flip is Flip.LONG) == (page.height >= page.width)
    if is_upright_edge:
        return Rect(page.width - rect.right, rect.top, page.width - rect.left, rect.bottom)
    return Rect(rect.left, page.height - rect.bottom, rect.right, page.height - rect.top)


def test_a_back_lies_mirrored_on_paper_whose_margins_differ() -> None:
    table = {"title": "odd", "page": "letter", "card": [88.9, 50.8], "first": [10, 10], "grid": [2, 5]}
    layout = fit(stock.from_table("odd", table), Feed(is_duplex=True))
    assert layout.back
    assert [x for x, _ in layout.back.corners[:2]] == pytest.approx(
        [215.9 - 10 - 88.9, 215.9 - 10 - 2 * 88.9]
    )


@pytest.mark.parametrize(
    ("feed", "option", "says"),
    [
        (Feed(start=0), "start", "there is no place 0"),
        (Feed(start=11), "start", "avery-5371 has places 1 to 10"),
        (Feed(used=(frozenset({3}), frozenset({12}))), "used", "there is no place 12"),
        (Feed(used=(frozenset(range(1, 11)),)), "used", "no place is free on sheet 1"),
        (Feed(start=10, used=(frozenset({10}),)), "used", "no place is free on sheet 1"),
        (Feed(scale=0.89), "scale", "from 0.9 to 1.1"),
        (Feed(scale=float("nan")), "scale", "from 0.9 to 1.1"),
        (Feed(offset=Shift(19.07, 0.0)), "offset", "leave the page, by 0.02 mm"),
        (Feed(offset=Shift(0.0, -12.8)), "offset", "leave the page, by 0.10 mm"),
        (Feed(scale=1.1), "offset", "leave the page"),
        (Feed(is_duplex=True, back_offset=Shift(-20.0, 0.0)), "back-offset", "leave the page"),
    ],
)
def test_what_the_paper_does_not_allow_is_refused(feed: Feed, option: str, says: str) -> None:
    with pytest.raises(LayoutUnfit) as refused:
        fit(STOCK, feed)
    ((named, sentence),) = refused.value.faults
    assert named == option
    assert says in sentence


def test_all_that_the_paper_does_not_allow_is_said_at_once() -> None:
    with pytest.raises(LayoutUnfit) as refused:
        fit(STOCK, Feed(start=20, used=(frozenset({0, 11}),), scale=2.0))
    assert [name for name, _ in refused.value.faults] == ["start", "used", "used", "scale"]


def test_cards_lie_up_to_the_edge_of_the_page_and_a_plastic_card_may_be_moved_in_its_margin() -> None:
    fit(STOCK, Feed(offset=Shift(19.05, 12.7)))
    plastic = stock.load("cr80")
    fit(plastic, Feed(offset=Shift(2.9, -2.9)))
    with pytest.raises(LayoutUnfit):
        fit(plastic, Feed(offset=Shift(3.1, 0.0)))


@pytest.mark.parametrize("text", ["", "1;2", "1-3", "-1", "²", "1,,2", "999999"])
def test_places_are_whole_numbers_with_commas(text: str) -> None:
    with pytest.raises(ValueError, match="such as 1,2,7"):
        places(text)


@pytest.mark.parametrize("text", ["", "1", "1,2,3", "x,1", "nan,0", "0,inf", "1,5,2", "5000,0"])
def test_an_offset_is_two_numbers(text: str) -> None:
    with pytest.raises(ValueError, match=r"such as 0\.5,-1"):
        shift(text)


def test_places_and_an_offset_are_read_as_people_type_them() -> None:
    assert places(" 1, 2,7") == {1, 2, 7}
    assert shift("-0.5, 1") == Shift(-0.5, 1.0)


FED = [
    Feed(start=4),
    Feed(used=(frozenset({1, 2}), frozenset({5}))),
    Feed(offset=Shift(-6.0, 4.5), scale=1.02, marks=True),
    Feed(start=2, used=(frozenset({7}),), offset=Shift(3.0, -2.0), scale=0.93),
]


@pytest.mark.parametrize("feed", FED)
def test_codes_are_read_back_where_they_were_moved_to(feed: Feed, tmp_path: Path) -> None:
    cards = a_class(23)
    links = [card.link for card in cards]
    layout = fit(STOCK, feed)
    pages = pdf.write(cards, tmp_path / "c.pdf", layout, THEME, "Cards", PRINTED)
    assert pages == layout.sheets(23)
    assert read_back.failures(tmp_path / "c.pdf", links, layout, full=True) == []
    elsewhere = fit(STOCK, Feed(start=9))
    assert read_back.failures(tmp_path / "c.pdf", links, elsewhere, full=True) != []
    read = [code for picture in tools.pictures(tmp_path / "c.pdf") for code in tools.zbar_codes(picture)]
    assert sorted(read) == sorted(links)


def test_nothing_is_printed_on_a_used_place_and_every_card_where_it_was_moved_to(tmp_path: Path) -> None:
    layout = fit(STOCK, Feed(used=(frozenset({1, 4}),), offset=Shift(2.0, 1.0), scale=1.01))
    pdf.write(a_class(5), tmp_path / "c.pdf", layout, THEME, "Cards", PRINTED)
    (picture,) = tools.pictures(tmp_path / "c.pdf", 200)
    ink = np.array(Image.open(picture).convert("L")) < 250
    for slot, space in enumerate(layout.spaces):
        rows, columns = (
            slice(round(low * 200 / 25.4), round(high * 200 / 25.4))
            for low, high in ((space.top, space.bottom), (space.left, space.right))
        )
        assert ink[rows, columns].any() == (slot + 1 in {2, 3, 5, 6, 7})
        ink[rows, columns] = False
    assert not ink.any()


def test_several_processes_write_part_used_sheets_as_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = fit(STOCK, Feed(start=7, used=(frozenset({9}), frozenset({1, 2, 3}))))
    cards = a_class(41)
    pdf.write(cards, tmp_path / "whole.pdf", layout, THEME, "Cards", PRINTED)
    monkeypatch.setattr(portions, "PART", 1)
    pdf.write(cards, tmp_path / "parts.pdf", layout, THEME, "Cards", PRINTED)
    assert (tmp_path / "whole.pdf").read_bytes() == (tmp_path / "parts.pdf").read_bytes()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_crop_marks_lie_beside_the_cards_and_on_the_page(paper: stock.Stock) -> None:
    layout = fit(paper, Feed(marks=True))
    cards = [front.grown(-SLACK) for front in layout.spaces]
    for x, y, to_x, to_y in marks.lines(layout):
        line = Rect(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)).grown(0.05)
        assert not any(line.overlaps(card) for card in cards)
        assert min(x, to_x) >= 0
        assert max(x, to_x) <= paper.page.width
        assert min(y, to_y) >= 0
        assert max(y, to_y) <= paper.page.height


def test_plain_paper_has_marks_at_every_cut_and_card_paper_only_where_they_are_asked_for() -> None:
    plain = fit(stock.load("plain-a4"), Feed())
    assert plain.marks
    lines = marks.lines(plain)
    upright = {round(x, 2) for x, _, to_x, _ in lines if x == to_x}
    level = {round(y, 2) for _, y, _, to_y in lines if y == to_y}
    assert upright == {19.4, 105.0, 190.6}
    assert level == {round(40.54 + row * 53.98, 2) for row in range(5)}
    assert not fit(STOCK, Feed()).marks
    assert fit(STOCK, Feed(marks=True)).marks


def test_crop_marks_move_with_the_cards(tmp_path: Path) -> None:
    for name, feed in (("here", Feed(marks=True)), ("there", Feed(marks=True, offset=Shift(10.0, 0.0)))):
        pdf.write(a_class(1), tmp_path / f"{name}.pdf", fit(STOCK, feed), THEME, "Cards", PRINTED)
    here, there = (
        np.array(Image.open(tools.pictures(tmp_path / f"{name}.pdf", 254)[0]).convert("L")) < 200
        for name in ("here", "there")
    )
    assert here[:120].any()
    moved = np.roll(here, 100, axis=1)
    assert (moved[:120, 100:] == there[:120, 100:]).mean() > 0.999


def test_a_spare_card_has_lines_to_write_on_where_it_goes_back_to_and_no_code(tmp_path: Path) -> None:
    cards: list[Card | Blank] = [*a_class(9), *[Blank(SCHOOL, NOTICE)] * 3]
    layout = fit(STOCK, Feed())
    assert pdf.write(cards, tmp_path / "c.pdf", layout, THEME, "Cards", PRINTED) == 2
    text = tools.text(tmp_path / "c.pdf")
    assert text.count(f"Found? Return to {', '.join(SCHOOL)}. {NOTICE}") == 12
    assert text.count("When, and what to do") == text.count("Name") == 3
    pictures = tools.pictures(tmp_path / "c.pdf", 200)
    assert len(tools.zbar_codes(pictures[0])) == 9
    last = np.array(Image.open(pictures[1]).convert("L")) < 200
    assert (last.mean(axis=1) > 0.5).sum() >= 4  # rules as wide as both cards


def test_a_school_whose_address_no_face_covers_is_told_of_its_spare_cards(
    tmp_path: Path, ours_alone: None
) -> None:
    with pytest.raises(DoesNotFit, match="a spare card: no type face on this computer has"):
        pdf.write([Blank(("学校",), NOTICE)], tmp_path / "c.pdf", fit(STOCK, Feed()), THEME, "t", PRINTED)
