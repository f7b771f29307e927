"""Cut and stack: cards laid so that the piles, cut apart and put one on another, are in order.

The pile of the first place comes first, from the first sheet to the last, then that of the second place, and
on. So of S full sheets, place p of sheet s takes card p x S + s.
"""

from collections.abc import Iterable

Position = tuple[int, int]
"""A sheet, and a place on it."""


def stacked(positions: Iterable[Position]) -> list[int]:
    """Which card, counted in the order of the pile, goes to each of these positions."""
    places = list(positions)
    piled = sorted(range(len(places)), key=lambda index: (places[index][1], places[index][0]))
    cards = [0] * len(places)
    for card, index in enumerate(piled):
        cards[index] = card
    return cards
