"""A card that was photographed badly, or has a thumb on it, is read as well as a code that `qrcode` draws."""

from pathlib import Path

import numpy as np
import pytest

from cards import pdf
from tests.cards import spoiling
from tests.cards.samples import LAYOUT, PRINTED, THEME, a_class

CLASS = a_class(40)
LINKS = [each.link for each in CLASS]


@pytest.fixture(name="printed", scope="module")
def fixture_printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("cards") / "cards.pdf"
    pdf.write(CLASS, file, LAYOUT, THEME, "Cards", PRINTED)
    return file


def test_spoilt_codes_are_read_as_often_as_those_that_qrcode_draws(printed: Path) -> None:
    found = list(spoiling.rates(printed, LINKS, LAYOUT))
    assert [each for each in found if each.is_worse] == []
    read = {(each.how, each.amount): each.ours for each in found}
    assert read["blur", 2.5] == len(LINKS)
    assert 0 < read["hidden", 0.06] < len(LINKS)
    assert 0 < read["noise", 0.02] < len(LINKS)


def test_codes_that_were_drawn_worse_would_be_noticed(printed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faint = spoiling.Seen(np.full((219, 219), 200, np.uint8), 5.9, 24.0, 24.0)
    monkeypatch.setattr(spoiling, "printed", lambda *_: [faint] * len(LINKS))
    worse = {each.how for each in spoiling.rates(printed, LINKS, LAYOUT) if each.is_worse}
    assert worse == {"blur", "noise", "hidden"}
