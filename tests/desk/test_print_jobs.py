"""What is shown before a card is printed."""

import pytest

from kiosk.desk.print_jobs import card_picture
from kiosk.faults import Refused
from kiosk.print_desk import CardPreview
from tests.cards.samples import BLAKES, THEME, card


def test_a_card_that_cannot_be_set_is_refused_where_it_would_be_shown_and_says_why() -> None:
    unfit = CardPreview(card("Ana Ruiz", lines=BLAKES * 6), THEME, False, ())
    with pytest.raises(Refused) as refused:
        card_picture(unfit, 60)
    assert any("Ana Ruiz: at 6.5 points" in sentence for sentence in refused.value.sentences)
