"""The code on a card holds the link, and no more than it can."""

import pytest

from cards import LinkUnfit, code


@pytest.mark.parametrize(("length", "side"), [(1, 29), (61, 29), (62, 33), (90, 33)])
def test_a_code_is_as_small_as_its_link_allows(length: int, side: int) -> None:
    assert code.side(code.version("A" * length)) == side
    assert 0.40 <= code.SIDE / side <= 0.50


@pytest.mark.parametrize("bad", ["", "https://plans.example", "A" * 91, "HTTPS://X/É", "A?B"])
def test_a_link_that_a_code_cannot_hold_is_refused(bad: str) -> None:
    with pytest.raises(LinkUnfit):
        code.version(bad)
