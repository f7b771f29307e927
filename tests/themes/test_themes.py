"""A theme can be read by tired eyes, or it is refused with all its faults."""

from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest

import themes
from tests.themes.difference import difference
from themes import KINDS, Colour, ThemeError, contrast
from themes.finding import OURS
from themes.toml_file import LARGEST

DAYLIGHT = files("themes").joinpath("daylight.toml").read_text(encoding="utf-8")


def edited(folder: Path, *changes: tuple[str, str]) -> Path:
    """A folder with our daylight, changed."""
    text = DAYLIGHT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    return folder


def faults_of(folder: Path, name: str = "mine") -> tuple[str, ...]:
    """What is said of a theme that is refused."""
    with pytest.raises(ThemeError) as refused:
        themes.load(name, folder)
    return refused.value.faults


def write(folder: Path, name: str, text: str | bytes) -> Path:
    """A theme of the school's own."""
    (folder / f"{name}.toml").write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


@pytest.mark.parametrize("name", OURS)
def test_every_text_colour_of_our_themes_stands_seven_to_one(name: str) -> None:
    theme = themes.load(name)
    for palette in (theme.screen, theme.paper, theme.light_page, theme.dark_page):
        assert set(palette.kinds) == set(KINDS)
        for ink, colour, ground, under in palette.pairs():
            assert contrast(colour, under) >= 7, f"{ink} on {ground}"
        least, _ = palette.weakest()
        assert least == min(contrast(colour, under) for _, colour, _, under in palette.pairs())


@pytest.mark.parametrize("name", OURS)
def test_two_kinds_share_a_colour_or_can_be_told_apart(name: str) -> None:
    theme = themes.load(name)
    for palette in (theme.screen, theme.paper):
        for one, other in combinations(KINDS, 2):
            apart = difference(palette.kinds[one], palette.kinds[other])
            assert apart == 0 or apart >= 0.06, f"{one} and {other}"


def test_kinds_share_a_colour_only_where_colours_are_few() -> None:
    counted = {
        name: (len(set(theme.screen.kinds.values())), len(set(theme.paper.kinds.values())))
        for name, theme in ((name, themes.load(name)) for name in OURS)
    }
    few = {"high-contrast": (9, 1), "sixteen-colors": (4, 9)}
    assert counted == {name: few.get(name, (9, 9)) for name in OURS}


@pytest.mark.parametrize("name", OURS)
def test_on_the_screen_the_crisis_shares_its_colour_with_no_other_kind(name: str) -> None:
    screen = themes.load(name).screen
    assert screen.kinds["crisis"] == screen.crisis
    assert [kind for kind, colour in screen.kinds.items() if colour == screen.crisis] == ["crisis"]


def test_high_contrast_is_ten_to_one_and_prints_in_black_alone() -> None:
    theme = themes.load("high-contrast")
    assert theme.screen.weakest()[0] >= 10
    inks = {colour.hex for _, colour, _, _ in theme.paper.pairs()} | {theme.paper.crisis.hex}
    assert inks == {"#000000", "#ffffff"}


PALETTES = {
    "a plain Linux console": ("#000000", "#aaaaaa", "#55ff55", "#ffff55", "#55ffff", "#ffffff"),
    "xterm": ("#000000", "#e5e5e5", "#00ff00", "#ffff00", "#00ffff", "#ffffff"),
    "the old Windows console": ("#0c0c0c", "#cccccc", "#16c60c", "#f9f1a5", "#61d6d6", "#f2f2f2"),
    "the terminal of macOS": ("#000000", "#bfbfbf", "#00d900", "#e5e500", "#00e5e5", "#e5e5e5"),
}
"""Black, white, and bright green, yellow, cyan and white, as terminals of sixteen colours show them."""


@pytest.mark.parametrize("terminal", PALETTES)
def test_sixteen_colors_can_be_read_in_the_palette_of_every_terminal(terminal: str) -> None:
    screen = themes.load("sixteen-colors").screen
    meant = dict(zip(PALETTES["a plain Linux console"], map(Colour.parse, PALETTES[terminal]), strict=True))
    assert screen.line.hex in meant
    for ink, colour, ground, under in screen.pairs():
        assert contrast(meant[colour.hex], meant[under.hex]) >= 7, f"{ink} on {ground}"


def test_large_is_daylight_in_large_type() -> None:
    large, daylight = themes.load("large"), themes.load("daylight")
    assert (large.screen, large.paper) == (daylight.screen, daylight.paper)
    assert large.type.airy
    assert large.type.bold
    assert large.type.page > daylight.type.page == 1
    assert large.type.card > daylight.type.card == 1


def test_paper_stays_white() -> None:
    assert {themes.load(name).paper.background.hex for name in OURS} == {"#ffffff"}


@pytest.mark.parametrize("name", OURS)
def test_the_page_has_light_colours_and_dark_ones(name: str) -> None:
    theme = themes.load(name)
    assert theme.dark_page.is_dark
    assert not theme.light_page.is_dark
    assert theme.dark_page == (theme.screen if theme.dark else themes.load("night").screen)


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
    assert [name for name in OURS if not themes.load(name).dark] == ["daylight", "large"]


def test_a_school_can_have_a_theme_of_its_own(tmp_path: Path) -> None:
    folder = edited(tmp_path, ("#8e1216", "#7a0000"))
    assert themes.names(folder) == [*OURS, "mine"]
    assert str(themes.load("mine", folder).screen.crisis) == "#7a0000"


def test_a_theme_may_say_only_what_differs(tmp_path: Path) -> None:
    text = 'base = "night"\ntype.page = 1.5\n[screen]\naccent = "#ffd0a0"\nkinds.health = "#ffb0d0"\n'
    mine, night = themes.load("mine", write(tmp_path, "mine", text)), themes.load("night")
    assert mine.screen.accent.hex == "#ffd0a0"
    assert mine.screen.kinds == {**night.screen.kinds, "health": Colour.parse("#ffb0d0")}
    assert (mine.screen.text, mine.paper) == (night.screen.text, night.paper)
    assert mine.type.page == 1.5
    assert mine.about == ""


def test_a_school_may_change_our_daylight_and_build_on_ours(tmp_path: Path) -> None:
    write(tmp_path, "daylight", 'base = "daylight"\n[paper]\ncrisis = "#7a0000"\n')
    assert themes.names(tmp_path) == list(OURS)
    assert themes.load("daylight", tmp_path).paper.crisis.hex == "#7a0000"
    assert themes.load("daylight").paper.crisis.hex == "#a01318"
    write(tmp_path, "mine", 'base = "daylight"\n')
    assert themes.load("mine", tmp_path).paper.crisis.hex == "#7a0000"


def test_themes_that_build_on_each_other_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "one", 'base = "two"\n')
    write(tmp_path, "two", 'base = "one"\n')
    for one, other in (("one", "two"), ("two", "one")):
        with pytest.raises(ThemeError) as refused:
            themes.load(one, tmp_path)
        assert refused.value.name == one
        assert refused.value.faults == (f'base: "{one}" builds on this theme itself',)
        assert refused.value.file == f"{tmp_path.name}/{other}.toml"


def test_all_faults_of_a_theme_are_told_at_once(tmp_path: Path) -> None:
    changes = (
        ('muted = "#484239"', 'muted = "grey"'),
        ('movement = "#055418"', ""),
        ('accent = "#0d4f75"', 'accent = "#7fb0d0"'),
        ('health = "#8a1352"', 'health = "#8a1352"\nhelth = "#000000"'),
        ("[paper]  ", '[papers]\n[type]\nairy = "yes"\npage = 3\ncard = true\nbolt = true\n[paper]  '),
    )
    assert faults_of(edited(tmp_path, *changes)) == (
        '"papers" is not a part of a theme; did you mean "paper"?',
        "paper: accent #7fb0d0 on background #ffffff has a contrast of 2.3 to 1; tired eyes need 7 to 1",
        "paper: accent #7fb0d0 on focus #ffffff has a contrast of 2.3 to 1; tired eyes need 7 to 1",
        "paper: accent #7fb0d0 on surface #ffffff has a contrast of 2.3 to 1; tired eyes need 7 to 1",
        'screen: kinds.helth is not a colour of a theme; did you mean "health"?',
        "screen: kinds.movement is missing",
        'screen: muted: "grey" is not a colour; write it as #rrggbb, for example #1a5a30',
        "type: airy: expected true or false",
        'type: bolt is not known here; did you mean "bold"?',
        "type: card: expected a number from 1 (ordinary) to 2 (twice as large)",
        "type: page: expected a number from 1 (ordinary) to 2 (twice as large)",
    )


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('about = "a\\nb"', "about: expected one line"),
        ("about = 3", "about: expected one line"),
        (f'about = "{"a" * 101}"', "about: expected one line"),
        ("type = 3", "type: expected a table"),
        ('base = "nigth"', 'base: there is no theme "nigth"; did you mean "night"?'),
        ("base = 3", "base: expected the name of a theme"),
        ("dark = 3", "dark: expected the name of a theme"),
        ('dark = "nigth"', 'dark: there is no theme "nigth"; did you mean "night"?'),
        ('dark = "large"', 'dark: theme "large" cannot be used: it is not dark'),
    ],
)
def test_what_is_wrong_with_a_part_is_told(line: str, says: str, tmp_path: Path) -> None:
    key = line.partition(" ")[0]
    text = "\n".join(each for each in DAYLIGHT.splitlines() if not each.startswith(f"{key} ="))
    (fault,) = faults_of(write(tmp_path, "mine", f"{line}\n{text}"))
    assert fault.startswith(says)


def test_a_dark_partner_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    write(tmp_path, "dim", 'base = "night"\n[screen]\ntext = "#555555"\n')
    (first, *_) = faults_of(write(tmp_path, "mine", 'base = "daylight"\ndark = "dim"\n'))
    assert first.startswith('dark: theme "dim" cannot be used: screen: text #555555 on background')


def test_white_on_a_pale_crisis_band_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match="on_crisis #ffffff on crisis #ff8080"):
        themes.load("mine", edited(tmp_path, ('crisis = "#a01318"\non', 'crisis = "#ff8080"\non')))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"[screen\n", "the file is not TOML"),
        (b"a = " + b"[" * 5000, "the file is not TOML"),
        (b"a" + b".a" * 5000 + b" = 1", "hundreds of dots"),
        (b"\xff\xfe", "the file is not UTF-8"),
        (b"#" * (LARGEST + 1), "over 20 KB"),
        (b"", "[paper] is missing"),
        (b"screen = 3\npaper = 4\n", "[screen] is missing"),
        (b"base = 'daylight'\nscreen = 3\n", "[screen] is missing"),
    ],
)
def test_a_file_that_is_no_theme_is_refused_in_a_sentence(content: bytes, says: str, tmp_path: Path) -> None:
    assert any(says in each for each in faults_of(write(tmp_path, "mine", content)))


def test_a_folder_in_the_place_of_a_theme_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").mkdir()
    assert faults_of(tmp_path) == ("is not a file",)


def test_an_unknown_theme_is_answered_with_what_may_have_been_meant(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "daylihgt") == ('there is no theme "daylihgt"; did you mean "daylight"?',)
    (fault,) = faults_of(tmp_path, "zzz")
    assert fault.endswith(f"; there are {', '.join(OURS)}")


def test_the_good_themes_are_found_beside_the_bad_and_each_bad_one_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "themes"
    folder.mkdir()
    write(folder, "crimson", 'base = "daylight"\n')
    write(folder, "faint", 'base = "daylight"\n[screen]\nmuted = "#bbbbbb"\n')
    write(folder, "broken", "[screen\n")
    there = themes.load_all(folder)
    assert [each.name for each in there.themes] == [*OURS, "crimson"]
    assert [(each.name, each.file) for each in there.errors] == [
        ("broken", "themes/broken.toml"), ("faint", "themes/faint.toml"),
    ]  # fmt: skip


def test_one_theme_follows_another_and_the_bad_ones_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "aaa", "[screen\n")
    write(tmp_path, "crimson", 'base = "daylight"\n')
    seen = ["daylight"]
    for _ in range(6):
        seen.append(themes.after(seen[-1], tmp_path).name)
    assert seen == [*OURS, "crimson", "daylight"]
    assert themes.after("gone", tmp_path).name == "daylight"
