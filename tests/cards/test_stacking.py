"""Cut and stack: every card once, and in order when the piles are put one on another."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from cards import stock
from cards.feed import Feed
from cards.fitting import fit
from cards.layout import Layout
from cards.stacking import stacked
from tests.cards.samples import STOCK

NAMES = st.sampled_from(["avery-5371", "avery-8373", "cr80", "plain-a4"])


def positions(layout: Layout, count: int) -> list[tuple[int, int]]:
    return [(place.sheet, place.slot) for place in layout.places(count)]


def cut_and_stacked(places: Sequence[tuple[int, int]], cards: Sequence[int]) -> list[int]:
    """What a person has in her hand: the piles of each place, cut apart and put one on another."""
    on_sheets: dict[int, dict[int, int]] = {}
    for (sheet, slot), card in zip(places, cards, strict=True):
        on_sheets.setdefault(sheet, {})[slot] = card
    slots = sorted({slot for _, slot in places})
    piles = [
        [on_sheets[sheet][slot] for sheet in sorted(on_sheets) if slot in on_sheets[sheet]] for slot in slots
    ]
    return [card for pile in piles for card in pile]


@given(NAMES, st.integers(0, 200))
def test_the_stack_is_in_order_also_with_a_partly_filled_last_sheet(name: str, count: int) -> None:
    places = positions(fit(stock.load(name), Feed()), count)
    cards = stacked(places)
    assert sorted(cards) == list(range(count))
    assert cut_and_stacked(places, cards) == list(range(count))


@given(
    st.integers(0, 60),
    st.lists(st.frozensets(st.integers(1, 10), max_size=9), min_size=1, max_size=3),
)
def test_the_stack_is_in_order_on_part_used_sheets(count: int, used: list[frozenset[int]]) -> None:
    places = positions(fit(STOCK, Feed(used=tuple(used))), count)
    cards = stacked(places)
    assert sorted(cards) == list(range(count))
    assert cut_and_stacked(places, cards) == list(range(count))


@given(st.integers(1, 20))
def test_on_full_sheets_each_place_takes_the_card_of_its_pile(sheets: int) -> None:
    cards = stacked(positions(fit(STOCK, Feed()), sheets * STOCK.per_page))
    for index, card in enumerate(cards):
        sheet, place = divmod(index, STOCK.per_page)
        assert card == place * sheets + sheet
