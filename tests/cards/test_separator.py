"""A separator card: large, neutral, and without a code."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cards import DoesNotFit, Laid, Separator, pdf, read_back
from cards.feed import Feed
from cards.fitting import fit
from cards.separator import EDGE, lay_out
from tests.cards import tools
from tests.cards.samples import PRINTED, STOCK, THEME, a_class

ROOM = Separator("Room 12", ("9 cards", "printed 24 November 2026"), "Maple Street Elementary")
LAYOUT = fit(STOCK, Feed())


def written(cards: list[Laid], path: Path) -> Path:
    pdf.write(cards, path, LAYOUT, THEME, "Cards", PRINTED)
    return path


def test_a_separator_says_which_class_and_how_many_and_bears_no_code(tmp_path: Path) -> None:
    file = written([ROOM, *a_class(9)], tmp_path / "c.pdf")
    assert "Room 12 9 cards printed 24 November 2026 Maple Street Elementary" in tools.text(file)
    (picture,) = tools.pictures(file, 254)
    assert len(tools.zbar_codes(picture)) == 9
    first = np.array(Image.open(picture).convert("L"))[: round(12.7 * 10 + 10 * (3 + EDGE))]
    assert (first < 60).any(axis=1).sum() >= 10 * EDGE - 2, "a bar along the top"


def test_what_is_no_students_card_is_read_back_too(tmp_path: Path) -> None:
    cards = a_class(9)
    links = ["", *(card.link for card in cards)]
    file = written([ROOM, *cards], tmp_path / "c.pdf")
    assert read_back.failures(file, links, LAYOUT) == []
    assert read_back.failures(file, ["", "", *links[2:]], LAYOUT) == [1], "a code where none may be"
    assert read_back.failures(file, [links[1], *links[1:]], LAYOUT) == [0], "no code where one must be"


def test_a_sheet_of_separators_alone_is_in_order(tmp_path: Path) -> None:
    file = written([ROOM] * 3, tmp_path / "c.pdf")
    assert read_back.failures(file, ["", "", ""], LAYOUT) == []


@pytest.mark.parametrize("title", ["B", "Room 12", "The Annex by the Playground", "Annex of " * 5])
def test_a_class_of_any_name_fits(title: str) -> None:
    live = STOCK.live
    face = lay_out(Separator(title, ROOM.about, ROOM.foot), THEME, live)
    assert face.marks
    for mark in face.marks:
        assert mark.rect.left >= -0.01
        assert mark.rect.right <= live.width + 0.01
        assert mark.rect.bottom <= live.height + 0.01


@pytest.mark.parametrize(
    ("title", "what"),
    [("Room " * 60, "too long"), ("W" * 60, "too long"), ("教室", "no type face on this computer")],
)
def test_a_class_whose_name_cannot_be_printed_is_named(
    tmp_path: Path, title: str, what: str, ours_alone: None
) -> None:
    with pytest.raises(DoesNotFit, match="the separator card of .*: .*" + what):
        written([Separator(title, (), "Maple")], tmp_path / "c.pdf")
    assert not (tmp_path / "c.pdf").exists()
