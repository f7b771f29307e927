"""The code on a card holds the link, and no more than it can."""

import pytest
from qrcode import QRCode
from qrcode.util import lost_point

from cards import LinkUnfit, code
from tests.cards.samples import link


@pytest.mark.parametrize(("length", "side"), [(1, 29), (61, 29), (62, 33), (90, 33)])
def test_a_code_is_as_small_as_its_link_allows(length: int, side: int) -> None:
    rows = code.encode("A" * length)
    assert len(rows) == side
    assert {len(row) for row in rows} == {side}
    assert 0.40 <= code.SIDE / side <= 0.50


@pytest.mark.parametrize("bad", ["", "https://plans.example", "A" * 91, "HTTPS://X/É", "A?B"])
def test_a_link_that_a_code_cannot_hold_is_refused(bad: str) -> None:
    with pytest.raises(LinkUnfit):
        code.encode(bad)


def test_the_mask_is_the_one_with_the_lowest_penalty() -> None:
    target = link("mask")
    masks = []
    for mask in range(8):
        reference = QRCode(version=3, border=0, mask_pattern=mask)
        reference.add_data(target.encode(), optimize=0)
        reference.makeImpl(True, mask)
        masks.append((lost_point(reference.modules), mask))
    best = QRCode(version=3, border=0, mask_pattern=min(masks)[1])
    best.add_data(target.encode(), optimize=0)
    best.make(fit=False)
    assert [list(row) for row in code.encode(target)] == best.modules
