"""The other side of a card: it says all it has to, in type that can be read, and lies behind its front."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from attrs import evolve
from PIL import Image

import themes
from cards import Back, Card, DoesNotFit, NoFace, Point, Protocol, TooMuch, pdf, read_back, stock
from cards.back import lay_out
from cards.card import Blank
from cards.drawing import DESIGN_LIVE, Band, Face, Rect, Run, Sign
from cards.feed import Feed, Flip, Shift
from cards.fitting import fit
from tests.cards import tools
from tests.cards.samples import LAYOUT, NOTICE, PRINTED, SCHOOL, STOCK, THEME, a_class, card

STEPS = (
    "Stay with him; he is not left alone",
    "Tell the principal and the counsellor",
    "Call home",
    "He speaks with the counsellor",
    "The team decides what follows",
)
HARM = Protocol(
    "crisis",
    "IF HE SAYS HE WILL HURT HIMSELF OR SOMEONE ELSE",
    (
        *(Point(str(number), text) for number, text in enumerate(STEPS, start=1)),
        Point("", "If abuse at home is suspected, call child protection instead of home."),
        Point("NEVER", "suspend before he has been heard", is_loud=True),
    ),
)
BACK = Back((HARM,), ("Dana Bennett, mother", "Sam Bennett, father"))
SIDES = {
    "a crisis": BACK,
    "two": Back((HARM, evolve(HARM, heading="IF HE RUNS", points=HARM.points[:2])), BACK.calls),
    "nobody to call": Back((HARM,)),
    "no crisis": Back((), BACK.calls),
    "nothing": Back(),
}


def turned(back: Back, name: str = "Blake Bennett") -> Card:
    return evolve(card(name), back=back)


def text_of(face: Face) -> str:
    return " ".join(mark.text for mark in face.marks if isinstance(mark, Run))


def faults(face: Face) -> list[str]:
    """Whatever lies outside the live space, on other text, or half in the band."""
    live = Rect(0.0, 0.0, face.size.width, face.size.height).grown(1e-6)
    solid = [mark for mark in face.marks if isinstance(mark, Run | Sign)]
    bands = [mark.rect for mark in face.marks if isinstance(mark, Band)]
    found = [f"outside: {mark}" for mark in face.marks if _common(mark.rect, live) != mark.rect]
    found += [
        f"{one} on {other}"
        for one, other in combinations(solid, 2)
        if one.rect.grown(-1e-6).overlaps(other.rect)
    ]
    inside = [(mark, band) for mark in solid for band in bands if mark.rect.overlaps(band)]
    return found + [
        f"half in a band: {mark}" for mark, band in inside if _common(mark.rect, band) != mark.rect
    ]


def _common(one: Rect, other: Rect) -> Rect:
    return Rect(
        max(one.left, other.left), max(one.top, other.top),
        min(one.right, other.right), min(one.bottom, other.bottom),
    )  # fmt: skip


@pytest.mark.parametrize("theme", ["daylight", "high-contrast", "large"])
@pytest.mark.parametrize("kind", SIDES)
@pytest.mark.parametrize("name", ["cr80", "avery-5371", "avery-l4785"])
def test_all_of_it_stands_on_the_card_and_nothing_on_anything_else(name: str, kind: str, theme: str) -> None:
    face = lay_out(turned(SIDES[kind]), themes.load(theme), stock.load(name).live)
    assert faults(face) == []
    assert min(mark.points for mark in face.marks if isinstance(mark, Run)) >= 6.5
    text = text_of(face)
    for protocol in SIDES[kind].protocols:
        assert protocol.heading in text
        assert all(point.text in text and point.mark in text for point in protocol.points)
    for part in (*SIDES[kind].calls, *SCHOOL, NOTICE):
        assert part in text


def test_steps_like_blakes_are_set_in_seven_points_at_least() -> None:
    face = lay_out(turned(BACK), THEME, DESIGN_LIVE)
    (step,) = [mark for mark in face.marks if isinstance(mark, Run) and mark.text == STEPS[0]]
    assert step.points >= 7.5


def test_a_spare_card_says_on_its_other_side_where_it_goes_back_to() -> None:
    face = lay_out(Blank(SCHOOL, NOTICE), THEME, DESIGN_LIVE)
    assert faults(face) == []
    assert text_of(face) == f"Found? Please return to {' '.join(SCHOOL)} {NOTICE}"


def test_more_steps_than_the_card_holds_are_refused() -> None:
    long = evolve(HARM, points=tuple(Point(str(number), "Stay with him " * 8) for number in range(12)))
    with pytest.raises(TooMuch, match=r"at 6\.5 points the other side needs .* mm more"):
        lay_out(turned(Back((long,))), THEME, DESIGN_LIVE)


def test_a_character_that_no_face_has_is_told(ours_alone: None) -> None:
    with pytest.raises(NoFace, match="学"):
        lay_out(turned(evolve(BACK, calls=("学, mother",))), THEME, DESIGN_LIVE)


def test_every_student_whose_other_side_does_not_fit_is_named_and_no_file_is_left(tmp_path: Path) -> None:
    long = Back((evolve(HARM, points=(Point("1", "w" * 300),)),))
    cards = [turned(BACK, "Ada Ng"), turned(long, "Bo Li"), turned(BACK, "Cy Poe"), turned(long, "Di Roe")]
    with pytest.raises(DoesNotFit) as refused:
        pdf.write(cards, tmp_path / "c.pdf", fit(STOCK, Feed(is_duplex=True)), THEME, "Cards", PRINTED)
    assert [index for index, _ in refused.value.faults] == [1, 3]
    assert "Bo Li" in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_on_one_side_the_other_is_neither_printed_nor_checked(tmp_path: Path) -> None:
    long = Back((evolve(HARM, points=(Point("1", "w" * 300),)),))
    assert pdf.write([turned(long)], tmp_path / "c.pdf", LAYOUT, THEME, "Cards", PRINTED) == 1
    with pikepdf.open(tmp_path / "c.pdf") as file:
        assert file.Root.ViewerPreferences.Duplex == pikepdf.Name("/Simplex")


def upright(file: Path) -> None:
    """Turn every second page, which stands on its head, so that its text can be taken out."""
    with pikepdf.open(file, allow_overwriting_input=True) as document:
        for page in list(document.pages)[1::2]:
            page.rotate(180, relative=False)
        document.save(file)


@pytest.mark.parametrize(
    ("name", "flip", "says"),
    [
        ("avery-5371", None, "/DuplexFlipLongEdge"),
        ("avery-5395", Flip.LONG, "/DuplexFlipLongEdge"),
        ("avery-l7418", Flip.SHORT, "/DuplexFlipShortEdge"),
        ("cr80", None, "/DuplexFlipShortEdge"),
        ("cr80", Flip.LONG, "/DuplexFlipLongEdge"),
    ],
)
def test_front_and_back_follow_one_another_and_the_printer_is_told_how_to_turn_them(
    name: str, flip: Flip | None, says: str, tmp_path: Path
) -> None:
    cards = [turned(BACK, each.name) for each in a_class(13)]
    layout = fit(stock.load(name), Feed(is_duplex=True, flip=flip, start=1))
    pages = pdf.write(cards, tmp_path / "c.pdf", layout, THEME, "Cards", PRINTED)
    assert pages == 2 * layout.sheets(13)
    assert read_back.failures(tmp_path / "c.pdf", [each.link for each in cards], layout, full=True) == []
    if layout.back and layout.back.turned:
        upright(tmp_path / "c.pdf")
    for page in range(1, pages + 1, 2):
        front, back = (
            tools.run("pdftotext", "-raw", "-f", str(each), "-l", str(each), tmp_path / "c.pdf", "-")
            for each in (page, page + 1)
        )
        assert ("scan for the plan" in front, "The office calls" in front) == (True, False)
        assert ("scan for the plan" in back, "The office calls" in back) == (False, True)
        names = {each.name for each in cards if f"{each.name}\n" in front}
        assert names == {each.name for each in cards if f"{each.name} Grade" in back}
    with pikepdf.open(tmp_path / "c.pdf") as file:
        assert file.Root.ViewerPreferences.Duplex == pikepdf.Name(says)


ODD = {
    "title": "odd",
    "page": "letter",
    "card": [88.9, 50.8],
    "first": [10, 15],
    "pitch": [95, 55],
    "grid": [2, 4],
}


@pytest.mark.parametrize("flip", Flip)
def test_held_against_the_light_each_back_lies_in_the_middle_of_its_card(flip: Flip, tmp_path: Path) -> None:
    paper = stock.from_table("odd", ODD)
    layout = fit(paper, Feed(start=2, used=(frozenset({5}),), is_duplex=True, flip=flip))
    cards = [turned(BACK, each.name) for each in a_class(5)]
    pdf.write(cards, tmp_path / "c.pdf", layout, THEME, "Cards", PRINTED)
    _, page = tools.pictures(tmp_path / "c.pdf", 254)
    back = np.array(Image.open(page).convert("L")) < 200
    behind = back[:, ::-1] if flip is Flip.LONG else back[::-1]
    inset, live = paper.inset, paper.live
    for slot, space in enumerate(layout.spaces):
        left, top = space.left + inset.width, space.top + inset.height
        rows = slice(round(top * 10) - 2, round((top + live.height) * 10) + 2)
        columns = slice(round(left * 10) - 2, round((left + live.width) * 10) + 2)
        printed = np.flatnonzero(behind[rows, columns].any(axis=0))
        assert bool(len(printed)) == (slot + 1 in {2, 3, 4, 6, 7})
        if len(printed):  # the band is as wide as what may be printed on
            assert printed[0] <= 4
            assert printed[-1] >= live.width * 10 - 4
        behind[rows, columns] = False
    assert not behind.any()


def test_the_back_has_an_offset_of_its_own(tmp_path: Path) -> None:
    cards = [turned(BACK)]
    inks = []
    for name, shift in (("here", Shift()), ("there", Shift(3.0, -2.0))):
        layout = fit(STOCK, Feed(is_duplex=True, back_offset=shift))
        pdf.write(cards, tmp_path / f"{name}.pdf", layout, THEME, "Cards", PRINTED)
        inks.append([np.array(Image.open(each)) for each in tools.pictures(tmp_path / f"{name}.pdf", 254)])
    (front, back), (front_there, back_there) = inks
    assert (front == front_there).all()
    moved = np.roll(np.roll(back, 30, axis=1), -20, axis=0)
    assert (abs(moved.astype(int) - back_there) < 60).mean() > 0.999


def test_qpdf_finds_nothing_wrong_with_both_sides(tmp_path: Path) -> None:
    cards = [turned(side, name) for name, side in SIDES.items()]
    pdf.write(cards, tmp_path / "c.pdf", fit(STOCK, Feed(is_duplex=True)), THEME, "Cards", PRINTED)
    assert "No syntax or stream encoding errors" in tools.run("qpdf", "--check", tmp_path / "c.pdf")
