"""The card of a day pass: its code in letters and as a QR code, all of it on the card, or it is refused."""

from pathlib import Path

import pytest
from attrs import evolve

from cards import DoesNotFit, Pass, pdf, read_back
from cards.drawing import Code, Run
from cards.feed import Feed
from cards.fitting import fit
from cards.pass_face import SIZES, lay_out
from tests.cards import tools
from tests.cards.samples import PRINTED, STOCK, THEME

PASS = Pass(
    title="Substitute's day pass",
    heading="Room 12",
    about=("Monday 23 November 2026", "Until 14:30"),
    code="7K3M-Q9RT",
    uses=(("At the kiosk:", "scan this card."), ("With a phone:", "type the code.")),
    return_to=("Maple Street Elementary", "12 Maple Street, Springfield", "+1 541 555 0100"),
    notice="Give it back at the end of the day.",
    link="PASS 7K3MQ9RT",
    caption="Scan at the kiosk",
)
MANY = evolve(
    PASS,
    heading="Rooms 12, 14, 15, Gymnasium and Portable 4",
    about=("Wednesday 23 September 2026", "Lunch and periods 1, 2, 3, 4, 5 and 6, until 14:30"),
)
LAYOUT = fit(STOCK, Feed(3))


def test_its_code_stands_in_the_place_that_was_asked_for_and_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "pass.pdf"
    assert pdf.write([PASS], file, LAYOUT, THEME, "Day pass", PRINTED) == 1
    assert read_back.failures(file, [PASS.link], LAYOUT, full=True) == []
    assert read_back.failures(file, [PASS.link], fit(STOCK, Feed(1))) == [0], "it lies elsewhere"
    (picture,) = tools.pictures(file, 254)
    assert tools.zbar_codes(picture) == [PASS.link]
    assert "7K3M-Q9RT" in tools.text(file)
    assert "Staff: scan for the plan" not in tools.text(file)


@pytest.mark.parametrize("card", [PASS, MANY], ids=["one room", "many rooms"])
def test_nothing_on_it_overlaps_or_leaves_the_card_and_the_code_is_the_largest(card: Pass) -> None:
    face = lay_out(card, THEME, STOCK.live)
    spaces = [mark.rect for mark in face.marks]
    for turn, space in enumerate(spaces):
        assert space.left >= -0.01
        assert space.right <= STOCK.live.width + 0.01
        assert space.bottom <= STOCK.live.height + 0.01
        assert not [each for each in spaces[turn + 1 :] if space.overlaps(each)]
    (code,) = [mark for mark in face.marks if isinstance(mark, Code)]
    (letters,) = [mark for mark in face.marks if isinstance(mark, Run) and mark.text == card.code]
    assert code.link == card.link
    assert letters.points == max(mark.points for mark in face.marks if isinstance(mark, Run))
    assert letters.points >= SIZES[-1][0]


@pytest.mark.parametrize(
    ("card", "what"),
    [
        (evolve(PASS, heading="Rooms " + ", ".join(map(str, range(90)))), "too much to say"),
        (evolve(PASS, heading="教室"), "no type face on this computer"),
        (evolve(PASS, link="pass 7k3m"), "can't hold all characters"),
    ],
)
def test_a_pass_that_cannot_be_set_is_refused_and_leaves_no_file(
    tmp_path: Path, card: Pass, what: str, ours_alone: None
) -> None:
    with pytest.raises(DoesNotFit, match="Substitute's day pass, .*: .*" + what):
        pdf.write([card], tmp_path / "pass.pdf", LAYOUT, THEME, "Day pass", PRINTED)
    assert not (tmp_path / "pass.pdf").exists()
