"""Every code is read back from the finished file, and a wrong one is caught."""

from pathlib import Path

import pikepdf
import pytest

from cards import Unreadable, pdf, read_back
from tests.cards.samples import LAYOUT, PRINTED, STOCK, THEME, a_class, card, link

CLASS = a_class(13)
LINKS = [drawn.link for drawn in CLASS]


@pytest.fixture(name="printed", scope="module")
def fixture_printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("cards") / "cards.pdf"
    pdf.write(CLASS, file, LAYOUT, THEME, "Cards", PRINTED)
    return file


def test_every_code_leads_to_its_own_link(printed: Path) -> None:
    assert read_back.failures(printed, LINKS, LAYOUT) == []


def test_the_longest_link_is_read_back_too(tmp_path: Path) -> None:
    drawn = card(target="HTTPS://A.EXAMPLE/C/" + "7" * 70)
    pdf.write([drawn], tmp_path / "card.pdf", LAYOUT, THEME, "Card", PRINTED)
    assert read_back.failures(tmp_path / "card.pdf", [drawn.link], LAYOUT) == []


def test_two_cards_that_changed_places_are_caught(printed: Path) -> None:
    swapped = [*LINKS]
    swapped[3], swapped[12] = swapped[12], swapped[3]
    assert read_back.failures(printed, swapped, LAYOUT) == [3, 12]


def test_a_code_that_leads_elsewhere_is_caught(printed: Path) -> None:
    assert read_back.failures(printed, [*LINKS[:12], link("another student")], LAYOUT) == [12]


@pytest.mark.parametrize("missing", [13, 25])
def test_a_card_that_is_not_in_the_file_is_caught(printed: Path, missing: int) -> None:
    more = [*LINKS, *(link(str(number)) for number in range(13, missing + 1))]
    assert read_back.failures(printed, more, LAYOUT) == list(range(13, missing + 1))


def blotted(printed: Path, page: int, folder: Path) -> Path:
    """The file with a blot of ink on the fifth card of a page."""
    place = list(STOCK.places(5))[4]
    right = place.x + STOCK.inset.width + STOCK.live.width
    top = STOCK.page.height - place.y - STOCK.inset.height
    point = 72 / 25.4
    blot = f"0 g {(right - 12) * point:.2f} {(top - 12) * point:.2f} {9 * point:.2f} {9 * point:.2f} re f"
    with pikepdf.open(printed) as file:
        file.pages[page].contents_add(blot.encode())
        file.save(folder / "blotted.pdf")
    return folder / "blotted.pdf"


def test_a_blotted_code_is_caught_and_its_neighbours_are_not(printed: Path, tmp_path: Path) -> None:
    assert read_back.failures(blotted(printed, 0, tmp_path), LINKS, LAYOUT) == [4]


def test_every_page_is_looked_at_where_that_is_asked_for(tmp_path: Path) -> None:
    cards = a_class(20)
    links = [drawn.link for drawn in cards]
    pdf.write(cards, tmp_path / "cards.pdf", LAYOUT, THEME, "Cards", PRINTED)
    assert read_back.failures(blotted(tmp_path / "cards.pdf", 1, tmp_path), links, LAYOUT, full=True) == [14]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b" 1 re", b" 2 re"),
        (b" re", b" ra"),
        (b" 1 re\n", b" 1 re \n"),
        (b" 7 1 re", b"x7 1 re"),
        (b"f Q", b"n Q"),
    ],
)
def test_what_is_read_is_the_path_in_the_file(
    printed: Path, tmp_path: Path, before: bytes, after: bytes
) -> None:
    with pikepdf.open(printed) as file:
        for page in file.pages:
            content = page.Contents.read_bytes()
            assert before in content
            page.Contents = file.make_stream(content.replace(before, after))
        file.save(tmp_path / "changed.pdf")
    assert read_back.failures(tmp_path / "changed.pdf", LINKS, LAYOUT) == list(range(13))


def test_a_file_that_cannot_be_opened_is_an_error_that_says_what_to_do(printed: Path, tmp_path: Path) -> None:
    whole = printed.read_bytes()
    broken = whole.replace(b"/Contents", b"/Contains"), whole[: len(whole) // 2], b"%PDF-1.5\n", b""
    for torn in broken:
        (tmp_path / "torn.pdf").write_bytes(torn)
        with pytest.raises(Unreadable, match="print the cards again"):
            read_back.failures(tmp_path / "torn.pdf", LINKS, LAYOUT)
