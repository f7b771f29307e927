"""The proof sheet of each stock: crosses on the corners, rulers that are as long as they say."""

from pathlib import Path

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from PIL import Image

from cards import proof, stock
from cards.feed import Feed, Shift
from cards.fitting import fit
from cards.layout import Layout
from tests.cards import tools
from tests.cards.samples import PRINTED

DPI = 254  # ten dots a millimetre
Ink = NDArray[np.bool_]


def printed(layout: Layout, folder: Path) -> list[Ink]:
    """Each page of the proof sheet: where there is ink, at ten dots a millimetre."""
    (folder / "proof.pdf").write_bytes(proof.write(layout, PRINTED))
    return [
        np.array(Image.open(picture).convert("L")) < 160
        for picture in tools.pictures(folder / "proof.pdf", DPI)
    ]


def is_cross(ink: Ink, x: float, y: float) -> bool:
    """Whether a cross has its middle here; its arms may reach over the page's edge."""
    row, column = round(y * 10), round(x * 10)
    level = ink[max(0, row - 2) : row + 3, max(0, column - 20) : column + 20].any(axis=0)
    upright = ink[max(0, row - 20) : row + 20, max(0, column - 2) : column + 3].any(axis=1)
    return bool(level.all() and upright.all())


@pytest.mark.parametrize("name", stock.names())
def test_a_cross_stands_on_every_corner_of_every_card(name: str, tmp_path: Path) -> None:
    layout = fit(stock.load(name), Feed())
    (ink,) = printed(layout, tmp_path)
    for space in layout.spaces:
        for x in (space.left, space.right):
            for y in (space.top, space.bottom):
                assert is_cross(ink, x, y)
    text = tools.text(tmp_path / "proof.pdf")
    assert name in text
    assert "--offset 1.5,-0.5" in text
    assert "--scale 1.0" in text


def test_crosses_and_rulers_go_where_cards_would(tmp_path: Path) -> None:
    layout = fit(stock.load("avery-8373"), Feed(offset=Shift(4.0, -3.0), scale=1.02))
    (ink,) = printed(layout, tmp_path)
    x, y = 12.7 * 1.02 + 4.0, 19.05 * 1.02 - 3.0
    assert is_cross(ink, x, y)
    assert not is_cross(ink, 12.7, 19.05)
    left = (12.7 + (88.9 - 79.6) / 2) * 1.02 + 4.0
    top = (19.05 + 3.0) * 1.02 - 3.0
    row = ink[round(top * 10) + 10]
    ticks = np.flatnonzero(row[round(left * 10) + 38 : round(left * 10) + 149])
    apart = np.diff(ticks[np.flatnonzero(np.diff(ticks, prepend=-9) > 1)])
    assert len(apart) == 10
    assert np.allclose(apart, 10.2, atol=1.0)
    assert "Here: --offset 4,-3 --scale 1.02" in tools.text(tmp_path / "proof.pdf")


def test_used_places_are_said(tmp_path: Path) -> None:
    printed(fit(stock.load("avery-5371"), Feed(start=2, used=(frozenset({5}),))), tmp_path)
    text = tools.text(tmp_path / "proof.pdf")
    assert "1 used" in text
    assert "5 used" in text
    assert text.count("used") == 2


def test_a_proof_of_both_sides_has_two_pages_whose_crosses_lie_on_one_another(tmp_path: Path) -> None:
    layout = fit(stock.load("avery-5395"), Feed(is_duplex=True))
    front, back = printed(layout, tmp_path)
    behind = back[:, ::-1]
    for space in layout.spaces:
        assert is_cross(front, space.left, space.top)
        assert is_cross(behind, space.left, space.top)
    with pikepdf.open(tmp_path / "proof.pdf") as file:
        assert file.Root.ViewerPreferences.Duplex == pikepdf.Name("/DuplexFlipLongEdge")
    assert "here it is 0,0." in tools.text(tmp_path / "proof.pdf")


def test_a_proof_sheet_is_sound(tmp_path: Path) -> None:
    printed(fit(stock.load("plain-letter"), Feed()), tmp_path)
    assert "No syntax or stream encoding errors" in tools.run("qpdf", "--check", tmp_path / "proof.pdf")


def test_a_plastic_card_is_looked_at_by_its_corners_for_no_light_goes_through_it(tmp_path: Path) -> None:
    layout = Layout(stock.load("cr80"), Feed(is_duplex=True))
    (tmp_path / "proof.pdf").write_bytes(proof.write(layout, PRINTED))
    said = tools.text(tmp_path / "proof.pdf")
    assert "cr80 85.6 × 53.98 mm. Here:" in said
    assert said.count("The four corners should look alike.") == 2
    assert "cross" not in said
    assert "light" not in said
