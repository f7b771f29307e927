"""A theme can be read by tired eyes, or it is refused with all its faults."""

from importlib.resources import files
from pathlib import Path

import pytest

import themes
from themes import KINDS, Colour, ThemeError, contrast

DAYLIGHT = files("themes").joinpath("daylight.toml").read_text(encoding="utf-8")


def edited(folder: Path, *changes: tuple[str, str]) -> Path:
    """A folder with our daylight, changed."""
    text = DAYLIGHT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", themes.names())
def test_every_text_colour_of_our_themes_stands_seven_to_one(name: str) -> None:
    theme = themes.load(name)
    for palette in (theme.screen, theme.paper):
        assert set(palette.kinds) == set(KINDS)
        for ink, colour, ground, under in palette.pairs():
            assert contrast(colour, under) >= 7, f"{ink} on {ground}"


def test_contrast_is_what_the_standard_says() -> None:
    black, white = Colour.parse("#000000"), Colour.parse("#FFFFFF")
    assert contrast(black, white) == contrast(white, black) == pytest.approx(21)
    assert contrast(Colour.parse("#767676"), white) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("text", ["", "red", "#fff", "#12345g", "123456", "#1234567", "#１２３４５６"])
def test_only_six_hexadecimal_digits_are_a_colour(text: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        Colour.parse(text)


def test_a_colour_is_written_as_it_is_read() -> None:
    assert str(Colour.parse("#0AbC9f")) == "#0abc9f"


def test_daylight_is_light() -> None:
    assert not themes.load("daylight").dark


def test_a_school_can_have_a_theme_of_its_own(tmp_path: Path) -> None:
    folder = edited(tmp_path, ("#8e1216", "#7a0000"))
    assert themes.names(folder) == ["daylight", "mine"]
    assert str(themes.load("mine", folder).screen.crisis) == "#7a0000"


def test_all_faults_of_a_theme_are_told_at_once(tmp_path: Path) -> None:
    changes = (
        ('muted = "#484239"', 'muted = "grey"'),
        ('movement = "#175027"', ""),
        ('accent = "#0d4f75"', 'accent = "#7fb0d0"'),
        ('health = "#881648"', 'health = "#881648"\nhelth = "#000000"'),
        ("[paper]  ", "[papers]\n[paper]  "),
    )
    with pytest.raises(ThemeError) as refused:
        themes.load("mine", edited(tmp_path, *changes))
    assert refused.value.faults == (
        '"papers" is not a part of a theme; it has [screen] and [paper]',
        "paper: accent #7fb0d0 on background #ffffff has a contrast of 2.3 to 1; tired eyes need 7 to 1",
        "paper: accent #7fb0d0 on focus #ffffff has a contrast of 2.3 to 1; tired eyes need 7 to 1",
        "paper: accent #7fb0d0 on surface #ffffff has a contrast of 2.3 to 1; tired eyes need 7 to 1",
        "screen: kinds.helth is not a colour of a theme; did you mean health?",
        "screen: kinds.movement is missing",
        'screen: muted: "grey" is not a colour; write it as #rrggbb, for example #1a5a30',
    )


def test_white_on_a_pale_crisis_band_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match="on_crisis #ffffff on crisis #ff8080"):
        themes.load("mine", edited(tmp_path, ('crisis = "#a01318"\non', 'crisis = "#ff8080"\non')))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"[screen\n", "the file is not TOML"),
        (b"\xff\xfe", "the file is not UTF-8"),
        (b"", r"\[paper\] is missing"),
        (b"screen = 3\npaper = 4\n", r"\[screen\] is missing"),
    ],
)
def test_a_file_that_is_no_theme_is_refused_in_a_sentence(content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(content)
    with pytest.raises(ThemeError, match=says):
        themes.load("mine", tmp_path)


def test_an_unknown_theme_is_answered_with_what_may_have_been_meant() -> None:
    with pytest.raises(ThemeError, match='Did you mean "daylight"'):
        themes.load("daylihgt")
