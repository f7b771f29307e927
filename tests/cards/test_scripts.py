"""Names in any script are set as they are written there, found again as text, and never as boxes."""

import re
import sys
import unicodedata
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from attrs import evolve
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from pypdfium2 import PdfDocument

from cards import Line, NoFace, TooMuch, face, faces, pdf, read_back, sheet_pages, stock
from cards.drawing import Face, Run
from cards.layout import Layout
from cards.order import in_order
from cards.portrait import portrait
from cards.shaping import ShapedFace
from cards.sheet import Sheet, SheetRow, SheetSection
from cards.typeface import Typeface
from tests.cards import geometry, tools
from tests.cards.conftest import Install
from tests.cards.names import CJK, LONGEST, NAMES, Name, noto
from tests.cards.samples import LAYOUT, PRINTED, THEME, card

DPI = 600
DOTS = DPI / 25.4  # per mm
SINGLE = Layout(stock.load("cr80"))
SHAPED = tuple(name for name in NAMES if name.file)
ALIKE = 0.12
"""Pillow puts each glyph on whole dots, so up to so much of the ink lies a dot beside ours."""
DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")

Ink = NDArray[np.float64]  # how dark each dot is, from 0 to 1


def write(names: Sequence[str], file: Path, layout: Layout = SINGLE) -> Path:
    pdf.write([card(name) for name in names], file, layout, THEME, "Cards", PRINTED)
    return file


def rows_of(name: str, laid_out: Face) -> list[Run]:
    """The rows in which a name stands; together they say all of it."""
    whole = unicodedata.normalize("NFC", name)
    runs = [mark for mark in laid_out.marks if isinstance(mark, Run) and mark.bold]
    rows = [run for run in runs if run.text in whole]
    assert "".join(run.text for run in rows).replace(" ", "") == whole.replace(" ", "")
    return rows


@pytest.fixture(name="printed", scope="module")
def fixture_printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A card of each name, each on a page of its own size."""
    return write([name.text for name in NAMES], tmp_path_factory.mktemp("printed") / "names.pdf")


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name.script)
def test_a_name_is_found_and_copied_as_it_is_spoken(name: Name, printed: Path) -> None:
    page = NAMES.index(name)
    poppler = tools.run("pdftotext", "-f", str(page + 1), "-l", str(page + 1), printed, "-")
    with closing(PdfDocument(printed)) as document:
        pdfium = document[page].get_textpage().get_text_range()
    for text in (poppler, pdfium):
        assert name.text in unicodedata.normalize("NFC", DIRECTION.sub("", text))


def darkness(picture: Image.Image) -> Ink:
    """How dark each dot of a picture is."""
    return 1 - np.asarray(picture.convert("L"), dtype=float) / 255


def poppler_page(file: Path, page: int) -> Ink:
    """A page as poppler draws it."""
    stem = file.with_name(f"page-{file.stem}-{page}")
    command = ("pdftoppm", "-r", str(DPI), "-gray", "-png", "-singlefile", "-f", str(page + 1))
    tools.run(*command, file, stem)
    return darkness(Image.open(stem.with_suffix(".png")))


def pdfium_page(file: Path, page: int) -> Ink:
    """A page as pdfium draws it."""
    with closing(PdfDocument(file)) as document:
        picture = document[page].render(scale=DPI / 72).to_pil()
    return darkness(picture)


def pillow_row(
    text: str, points: float, file: Path, index: int, engine: ImageFont.Layout = ImageFont.Layout.RAQM
) -> Ink:
    """A row of text as Pillow draws it with raqm, each glyph on whole dots; cut out."""
    font = ImageFont.truetype(str(file), points * DPI / 72, index=index, layout_engine=engine)
    picture = Image.new("L", (3000, 600))
    ImageDraw.Draw(picture).text((400, 300), text, 255, font, anchor="ls")
    return cut(np.asarray(picture, dtype=float) / 255)


def cut(ink: Ink) -> Ink:
    """The part with ink on it."""
    rows, columns = np.flatnonzero((ink > 0.5).any(axis=1)), np.flatnonzero((ink > 0.5).any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def on_page(run: Run, ink: Ink) -> Ink:
    """What is drawn in a run's space and half a millimetre around it, cut out."""
    inset, around = SINGLE.stock.inset, 0.4
    left, right = inset.width + run.rect.left - around, inset.width + run.rect.right + around
    top, bottom = inset.height + run.rect.top - around, inset.height + run.rect.bottom + around / 4
    return cut(ink[round(top * DOTS) : round(bottom * DOTS), round(left * DOTS) : round(right * DOTS)])


def unlike(one: Ink, other: Ink) -> float:
    """How much of the ink is in other places, where one lies best on the other: from 0 to 1."""
    height, width = max(one.shape[0], other.shape[0]) + 4, max(one.shape[1], other.shape[1]) + 4
    base = np.zeros((height, width))
    base[2 : 2 + one.shape[0], 2 : 2 + one.shape[1]] = one
    tries = []
    for down in range(height - other.shape[0] + 1):
        for across in range(width - other.shape[1] + 1):
            laid = np.zeros_like(base)
            laid[down : down + other.shape[0], across : across + other.shape[1]] = other
            tries.append(np.abs(base - laid).sum() / base.sum())
    return float(min(tries))


@pytest.mark.parametrize("page_of", [poppler_page, pdfium_page])
@pytest.mark.parametrize("name", SHAPED, ids=lambda name: name.script)
def test_a_name_looks_as_another_shaper_sets_it(name: Name, page_of: object, printed: Path) -> None:
    assert name.file
    assert callable(page_of)
    page = page_of(printed, NAMES.index(name))
    (run,) = rows_of(name.text, face.lay_out(card(name.text), THEME, SINGLE.stock.live))
    drawn, wanted = on_page(run, page), pillow_row(name.text, run.points, name.file, name.index)
    assert drawn.shape == pytest.approx(wanted.shape, abs=4)
    assert unlike(drawn, wanted) < ALIKE


@pytest.mark.parametrize("script", ["Arabic", "Devanagari", "Khmer", "Sinhala", "Myanmar", "Bengali"])
def test_letters_one_beside_the_other_would_not_pass_for_the_name(script: str) -> None:
    (name,) = [each for each in NAMES if each.script == script]
    assert name.file
    shaped = pillow_row(name.text, 17, name.file, name.index)
    unshaped = pillow_row(name.text, 17, name.file, name.index, ImageFont.Layout.BASIC)
    assert shaped.shape != pytest.approx(unshaped.shape, abs=4) or unlike(shaped, unshaped) > 2 * ALIKE


@pytest.mark.parametrize("name", LONGEST)
def test_the_longest_names_fit_in_whole_and_every_row_is_as_large_as_it_was_measured(
    name: str, tmp_path: Path
) -> None:
    laid_out = face.lay_out(card(name), THEME, SINGLE.stock.live)
    assert geometry.faults(laid_out) == []
    page = poppler_page(write([name], tmp_path / "card.pdf"), 0)
    for run in rows_of(name, laid_out):
        assert run.points >= 9
        height, width = on_page(run, page).shape
        assert width / DOTS == pytest.approx(run.width, abs=run.points * 0.06)
        assert height / DOTS == pytest.approx(run.rise + run.drop, abs=0.15)


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name.script)
@pytest.mark.parametrize("times", [1, 2, 3, 4, 6, 9])
def test_a_name_of_any_length_lies_inside_the_card_or_is_refused(name: Name, times: int) -> None:
    long = " ".join([name.text] * times)
    try:
        laid_out = face.lay_out(card(long), THEME)
    except TooMuch:
        assert times > 1
        return
    assert geometry.faults(laid_out) == []
    rows_of(long, laid_out)


def test_nothing_of_any_name_is_printed_outside_of_the_safe_area(printed: Path) -> None:
    live, inset = SINGLE.stock.live, SINGLE.stock.inset
    pictures = tools.pictures(printed)
    assert len(pictures) == len(NAMES)
    for picture in pictures:
        dots = np.asarray(Image.open(picture).convert("L")) < 255
        rows = slice(int(inset.height * 300 / 25.4) - 1, int((inset.height + live.height) * 300 / 25.4) + 2)
        columns = slice(int(inset.width * 300 / 25.4) - 1, int((inset.width + live.width) * 300 / 25.4) + 2)
        assert dots[rows, columns].any()
        dots[rows, columns] = False
        assert not dots.any()


def test_every_code_is_read_back_beside_names_in_all_scripts(tmp_path: Path) -> None:
    texts = [name.text for name in NAMES]
    file = write(texts, tmp_path / "cards.pdf", LAYOUT)
    assert "No syntax or stream encoding errors" in tools.run("qpdf", "--check", file)
    links = [card(text).link for text in texts]
    assert read_back.failures(file, links, LAYOUT, full=True) == []


def test_the_same_names_give_the_same_file_whatever_was_set_before_and_by_however_many(
    tmp_path: Path,
) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom tests.cards.samples import *\nfrom cards import pdf\n"
        "from tests.cards.names import NAMES\n"
        "os.sched_getaffinity = lambda _: set(range(int(sys.argv[1])))\n"
        "cards = [card(f'{NAMES[number % len(NAMES)].text} {number}') for number in range(300)]\n"
        "pdf.write(cards, Path(sys.argv[2]), LAYOUT, THEME, 'Cards', PRINTED)"
    )
    for processors in ("1", "3"):
        tools.run(sys.executable, "-c", script, processors, tmp_path / f"{processors}.pdf")
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "3.pdf").read_bytes()


def test_names_in_our_own_letters_look_for_no_other_face(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom tests.cards.samples import *\n"
        "from cards import installed, pdf\ncards = [card('Zoë Ng'), card('Юлия Щукина')]\n"
        "pdf.write(cards, Path(sys.argv[1]), LAYOUT, THEME, 'Cards', PRINTED)\n"
        "print(installed.installed.cache_info().misses, 'bidi' in sys.modules)"
    )
    assert tools.run(sys.executable, "-c", script, tmp_path / "cards.pdf") == "0 False\n"


def test_one_missing_letter_switches_the_whole_name() -> None:
    (kim, korean) = faces.parts("Kim 김민준", True)
    assert kim.face is korean.face
    assert isinstance(kim.face, ShapedFace)
    assert kim.face.family == "Noto Sans CJK KR"


def test_a_name_that_no_single_face_has_is_set_word_by_word(install: Install) -> None:
    install(noto("Arabic"), noto("Thai"))
    first, second, third = faces.parts("Noor محمد علي", True)
    assert isinstance(first.face, Typeface)
    assert isinstance(second.face, ShapedFace)
    assert second.face.family == "Noto Sans Arabic"
    assert third.face is second.face
    laid_out = face.lay_out(card("Noor محمد علي"), THEME)
    assert [run.text for run in rows_of("Noor محمد علي", laid_out)] == ["Noor", "محمد علي"]
    assert geometry.faults(laid_out) == []


@pytest.mark.parametrize(("name", "region"), [("王小明", "SC"), ("佐藤 さくら", "JP"), ("김 金", "KR")])
def test_shared_characters_have_the_forms_of_the_letters_beside_them(
    name: str, region: str, install: Install
) -> None:
    install(CJK)
    assert {
        part.face.family.split()[-1] for part in faces.parts(name, True) if isinstance(part.face, ShapedFace)
    } == {region}


def test_a_mark_without_a_letter_of_its_own_stands_on_its_letter(install: Install) -> None:
    install(noto(""))
    for name, mark, family in (
        ("Q\u0302an", "\u0302", "Source Sans Pro"),
        ("Olúwaṣẹ\u0301gun", "\u0301", "Noto Sans"),
    ):
        (part,) = faces.parts(name, True)
        assert isinstance(part.face, ShapedFace)
        assert part.face.family == family
        assert part.face.width(name) == pytest.approx(part.face.width(name.replace(mark, "")), abs=0.05)
        assert part.face.ink(name)[0] >= part.face.ink(name.replace(mark, ""))[0]


def test_a_face_that_puts_marks_beside_letters_is_passed_over(ours_alone: None) -> None:
    assert faces.lacking("Olúwaṣe\u0323\u0301gun") == ("\u0301",)


def test_a_face_with_the_letters_of_a_script_but_not_its_rules_is_passed_over(
    install: Install, tmp_path: Path
) -> None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    bare = TTFont(noto("Khmer"))
    del bare["GSUB"], bare["GPOS"]
    bare.save(tmp_path / "bare.ttf")
    install(tmp_path / "bare.ttf")
    assert faces.lacking("សុខ") == ("ស", "ុ", "ខ")
    install(tmp_path / "bare.ttf", noto("Khmer"))
    assert faces.lacking("សុខ") == ()


def test_a_file_that_is_no_font_is_passed_over(install: Install, tmp_path: Path) -> None:
    torn = noto("Thai").read_bytes()[:2000]
    for name, data in (("torn.ttf", torn), ("empty.otf", b""), ("text.ttc", b"ttcf text")):
        (tmp_path / name).write_bytes(data)
    install(*sorted(tmp_path.iterdir()), tmp_path / "gone.ttf", noto("Thai"))
    assert faces.lacking("ณัฐพงศ์") == ()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("محمد علي", ["علي", " ", "محمد"]),
        ("Noor محمد علي Ng", ["Noor", " ", "علي", " ", "محمد", " ", "Ng"]),
        ("علی\u200cرضا", ["علی\u200cرضا"]),
        ("שירה בן 12", ["12", " ", "בן", " ", "שירה"]),
        ("Anna-Maria Ng", ["Anna-", "Maria", " ", "Ng"]),
    ],
)
def test_words_stand_in_the_order_in_which_they_are_seen(text: str, seen: list[str]) -> None:
    assert [word.text for word in in_order(text)] == seen


def test_a_name_that_no_face_has_is_refused_with_what_to_install(ours_alone: None) -> None:
    for name, package in (("王小明", "fonts-noto-cjk"), ("محمد علي", "fonts-noto-core")):
        with pytest.raises(NoFace, match=package):
            face.lay_out(card(name), THEME)
    with pytest.raises(NoFace, match=r"U\+202E; write it without"):
        face.lay_out(card("Ana \u202eRuiz"), THEME)


def test_lines_and_addresses_in_other_scripts_are_set_as_well() -> None:
    greeting = Line("instruction", "ANY TIME", "Greet her: ሰላም", "Teaching")
    drawn = evolve(
        card("Ana Ruiz", lines=(greeting,)), return_to=("学校", "+1 541 555 0100"), about="5 · 教室 3"
    )
    laid_out = face.lay_out(drawn, THEME)
    assert geometry.faults(laid_out) == []
    assert [mark.text for mark in laid_out.marks if isinstance(mark, Run) and mark.shaped] == [
        *("5 · 教室 3", "ሰላም", "学校,")
    ]


def test_names_on_a_sheet_are_set_in_their_script_too(tmp_path: Path) -> None:
    from cards import pages  # noqa: PLC0415

    rows = tuple(SheetRow(name.text, "movement", "Movement", "Any time", "May pace") for name in NAMES)
    sheet = Sheet("Room 12", "Monday", ("Maple",), (SheetSection("NOW", "", rows),), ("Printed 11:50.",))
    laid_out = sheet_pages.lay_out(sheet, THEME)
    (tmp_path / "sheet.pdf").write_bytes(pages.write(laid_out, "Room 12", PRINTED))
    text = unicodedata.normalize(
        "NFC", DIRECTION.sub("", tools.run("pdftotext", tmp_path / "sheet.pdf", "-"))
    )
    assert [name.script for name in NAMES if name.text.split()[0] not in text] == []
    for each in laid_out:
        runs = [mark for mark in each.marks if isinstance(mark, Run)]
        assert all(run.rect.left >= 0 and run.rect.right <= each.size.width for run in runs)


def test_the_picture_of_a_card_has_the_name_in_its_script() -> None:
    size = SINGLE.stock.card
    shown, other = (portrait(card(name, target="HTTPS://A/B"), THEME, size, 10) for name in ("王小明", "Ana"))
    (run,) = rows_of("王小明", face.lay_out(card("王小明"), THEME))
    wanted = pillow_row("王小明", run.points, CJK, 2)
    assert shown.size == other.size
    assert np.asarray(shown).tobytes() != np.asarray(other).tobytes()
    assert wanted.any()


def test_no_font_of_this_computer_is_copied_into_the_file(printed: Path) -> None:
    with pikepdf.open(printed) as file:
        fonts = {
            str(font.BaseFont).partition("+")[2]
            for page in file.pages
            for font in page.Resources.Font.values()
        }
    assert fonts == {"SourceSansPro-Regular", "SourceSansPro-Bold", "Plane0"}
