"""Every kind has a sign of its own, which stays on its tile."""

import pytest

from cards.signs import MARKS
from themes import KINDS


def test_every_kind_has_a_sign_of_its_own() -> None:
    assert set(MARKS) == set(KINDS)
    assert len(set(MARKS.values())) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sign_stays_on_its_tile_and_is_closed(kind: str) -> None:
    numbers = [number for _, points in MARKS[kind] for number in points]
    assert min(numbers) > 0.05
    assert max(numbers) < 0.95
    operators = [operator for operator, _ in MARKS[kind]]
    assert operators.count("m") == operators.count("h")
    assert (operators[0], operators[-1]) == ("m", "h")
