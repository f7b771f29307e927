"""The picture of themes shows every colour of each, and how well it can be read."""

from collections import Counter

import pytest
from PIL import Image

import themes
from cards import swatch
from cards.brush import Brush, rows, width
from cards.drawing import DESIGN
from cards.portrait import portrait
from cards.signs import MARKS
from kiosk.theme_preview import SAMPLE
from tests.cards.samples import card
from themes import Colour

BLACK, WHITE = Colour.parse("#000000"), Colour.parse("#ffffff")


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """Daylight, then high contrast."""
    path = tmp_path_factory.mktemp("swatch") / "themes.png"
    swatch.draw([themes.load("daylight"), themes.load("high-contrast")], SAMPLE, path)
    return Image.open(path)


def block(picture: Image.Image, number: int) -> Image.Image:
    top = swatch.EDGE + swatch.BLOCK * number
    return picture.crop((0, top - 20, swatch.WIDTH, top + swatch.BLOCK - 20))


def hexes(picture: Image.Image) -> set[str]:
    raw = picture.convert("RGB").tobytes()
    counted = Counter(raw[at : at + 3] for at in range(0, len(raw), 3))
    return {f"#{each.hex()}" for each, count in counted.items() if count >= 20}


def test_the_picture_has_a_block_for_each_theme(picture: Image.Image) -> None:
    assert picture.format == "PNG"
    assert picture.size == (swatch.WIDTH, 2 * swatch.BLOCK + swatch.EDGE)


@pytest.mark.parametrize(("number", "name"), [(0, "daylight"), (1, "high-contrast")])
def test_every_colour_of_a_theme_is_in_its_block(picture: Image.Image, number: int, name: str) -> None:
    shown = hexes(block(picture, number))
    theme = themes.load(name)
    for palette in (theme.screen, theme.paper):
        colours = {ink.hex for _, ink, _, under in palette.pairs()} | {palette.line.hex}
        grounds = {under.hex for _, _, _, under in palette.pairs()}
        assert colours | grounds <= shown
    assert theme.dark_page.background.hex in shown


def test_a_theme_is_not_painted_with_the_colours_of_another(picture: Image.Image) -> None:
    assert themes.load("daylight").screen.background.hex not in hexes(block(picture, 1))


def test_the_card_in_the_picture_is_the_card_that_is_printed() -> None:
    theme = themes.load("daylight")
    image = portrait(card(), theme, DESIGN, 10)
    assert image.width == pytest.approx(856, abs=1)
    assert image.height == pytest.approx(508, abs=1)
    raw, band = image.tobytes(), bytes.fromhex(theme.paper.crisis.hex[1:])
    painted = sum(raw[at : at + 3] == band for at in range(0, len(raw), 3))
    assert painted > 0.1 * image.width * image.height


def test_text_breaks_between_words_where_the_room_ends() -> None:
    text = "Stay with him. Call home. He talks."
    lines = list(rows(text, 20, 120))
    assert " ".join(lines) == text
    assert len(lines) > 1
    assert all(width(line, 20) <= 120 for line in lines)


@pytest.mark.parametrize("kind", MARKS)
def test_a_sign_is_drawn_as_on_a_card_and_its_holes_stay_open(kind: str) -> None:
    brush = Brush(100, 100, WHITE)
    brush.sign(0, 0, 100, kind, BLACK)
    inked = brush.finished().convert("L").point(lambda value: 255 if value < 128 else 0)
    share = inked.histogram()[255] / 10_000
    assert 0.05 < share < 0.5, share
