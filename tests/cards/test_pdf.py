"""The file that is printed: other people's programs read it, and it is the same every time."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from cards import Card, DoesNotFit, Line, face, pdf, pdf_file, read_back, typeface
from cards.drawing import Run
from tests.cards import tools
from tests.cards.samples import BLAKES, HARM, LAYOUT, NOTICE, PRINTED, SCHOOL, STOCK, THEME, a_class, card

WORLD = (
    card("Renée Ñandú-Čapek"),
    card("Nguyễn Thị Ầm Ổn"),
    card("Ελένη Παπαδοπούλου"),
    card("Юлия Щукина", lines=(Line("health", "ANY TIME", "Вода на парте (\\ всегда)", "Health"),)),
    card("Alžběta Dvořáčková"),
    card("\u0130pek Łukasz Þórðr"),
)


def write(cards: Sequence[Card], file: Path) -> int:
    return pdf.write(cards, file, LAYOUT, THEME, "Pocket cards, Maple Street Elementary", PRINTED)


def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    write(WORLD, tmp_path / "cards.pdf")
    assert "No syntax or stream encoding errors" in tools.run("qpdf", "--check", tmp_path / "cards.pdf")


def test_a_full_disk_is_an_error_and_leaves_no_half_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "cards.pdf").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left on device"):
        write([card()], tmp_path / "cards.pdf")
    assert list(tmp_path.iterdir()) == []


def test_zbar_reads_every_code_from_pages_that_poppler_drew(tmp_path: Path) -> None:
    cards = [*a_class(12), card("Long link", target="HTTPS://A.EXAMPLE/C/" + "Z" * 70)]
    assert write(cards, tmp_path / "cards.pdf") == 2
    read = [code for picture in tools.pictures(tmp_path / "cards.pdf") for code in tools.zbar_codes(picture)]
    assert sorted(read) == sorted(drawn.link for drawn in cards)


@pytest.mark.parametrize("drawn", WORLD, ids=lambda drawn: drawn.name)
def test_names_and_lines_can_be_searched_and_read_aloud(drawn: Card, tmp_path: Path) -> None:
    write([drawn], tmp_path / "card.pdf")
    text = tools.text(tmp_path / "card.pdf")
    for part in (drawn.name, drawn.about, *(line.text for line in (*drawn.lines, *drawn.crisis))):
        assert part in text


def test_a_finder_learns_where_the_card_goes_and_staff_how_long_it_is_valid(tmp_path: Path) -> None:
    write([card()], tmp_path / "card.pdf")
    text = tools.text(tmp_path / "card.pdf")
    assert f"Found? Return to {', '.join(SCHOOL)}. {NOTICE}" in text
    assert "Valid to 11 June 2027" in text
    assert "Staff: scan for the plan" in text


def test_a_character_beyond_the_first_plane_is_set_and_extracted(tmp_path: Path) -> None:
    odd = card(lines=(Line("health", "ANY TIME", "Marked \U0001f16a and \ue000".replace("\ue000", "é"), ""),))
    write([odd], tmp_path / "card.pdf")
    assert "Marked \U0001f16a and é" in tools.text(tmp_path / "card.pdf")


def test_the_same_cards_give_the_same_file_byte_for_byte(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        write(WORLD, tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_several_processes_write_the_very_file_that_one_writes(tmp_path: Path) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom tests.cards.samples import *\nfrom cards import pdf\n"
        "os.sched_getaffinity = lambda _: set(range(int(sys.argv[1])))\n"
        "pdf.write(a_class(600), Path(sys.argv[2]), LAYOUT, THEME, 'Cards', PRINTED)"
    )
    for processors in ("1", "3"):
        tools.run(sys.executable, "-c", script, processors, tmp_path / f"{processors}.pdf")
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "3.pdf").read_bytes()


def test_a_run_of_more_pages_than_a_node_of_the_tree_holds_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_file, "NODE", 2)
    assert write(a_class(45), tmp_path / "cards.pdf") == 5
    assert "No syntax or stream encoding errors" in tools.run("qpdf", "--check", tmp_path / "cards.pdf")
    assert tools.run("pdfinfo", tmp_path / "cards.pdf").split("Pages:")[1].split()[0] == "5"
    fourth = tools.run("pdftotext", "-f", "4", "-l", "4", tmp_path / "cards.pdf", "-")
    assert "Student Number 39" in fourth
    assert "Student Number 40" not in fourth


def test_a_page_with_much_on_it_is_several_streams_that_together_are_the_page(tmp_path: Path) -> None:
    full = [Line("health", "ANY TIME", "May take a break when he asks", "Word") for _ in range(8)]
    cards = [
        card(f"Long {number}", lines=tuple(full), target="HTTPS://A/" + "7" * 80) for number in range(10)
    ]
    write(cards, tmp_path / "cards.pdf")
    with pikepdf.open(tmp_path / "cards.pdf") as file:
        assert len(file.pages[0].Contents.as_list()) == 2
    text = tools.text(tmp_path / "cards.pdf")
    assert [f"Long {number}" in text for number in range(10)] == [True] * 10
    assert (
        read_back.failures(tmp_path / "cards.pdf", [drawn.link for drawn in cards], LAYOUT, full=True) == []
    )


def test_words_are_as_wide_on_the_page_as_they_were_measured(tmp_path: Path) -> None:
    write([card("AVATAR Yates")], tmp_path / "card.pdf")
    boxes = tools.run("pdftotext", "-bbox", tmp_path / "card.pdf", "-")
    (word,) = re.findall(r'xMin="([\d.]+)" .* xMax="([\d.]+)".*>AVATAR<', boxes)
    runs = [mark for mark in face.lay_out(card("AVATAR Yates"), THEME).marks if isinstance(mark, Run)]
    (run,) = [run for run in runs if run.text == "AVATAR Yates"]
    width = typeface.face(True).width("AVATAR") * run.points
    assert float(word[1]) - float(word[0]) == pytest.approx(width, abs=0.05)


def test_every_row_of_text_stands_where_the_face_has_it(tmp_path: Path) -> None:
    write([card()], tmp_path / "card.pdf")
    boxes = tools.run("pdftotext", "-bbox", tmp_path / "card.pdf", "-")
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" .* yMax="([\d.]+)">([^<]+)<', boxes)
    corner = next(iter(STOCK.places(1)))
    left, top = corner.x + STOCK.inset.width, corner.y + STOCK.inset.height
    runs = [mark for mark in face.lay_out(card(), THEME, STOCK.live).marks if isinstance(mark, Run)]
    for run in runs:
        x, baseline = (left + run.x) * 72 / 25.4, (top + run.baseline) * 72 / 25.4
        word = run.text.split()[0]
        there = [(float(at), float(high), float(low)) for at, high, low, text in found if text == word]
        assert any(abs(at - x) < 0.1 and high < baseline < low for at, high, low in there), run.text


def test_the_file_says_what_it_is_and_is_printed_at_its_true_size(tmp_path: Path) -> None:
    write([card()], tmp_path / "card.pdf")
    with pikepdf.open(tmp_path / "card.pdf") as file:
        assert str(file.Root.Lang) == "en"
        assert file.Root.ViewerPreferences.PrintScaling == pikepdf.Name("/None")
        assert str(file.docinfo["/Title"]) == "Pocket cards, Maple Street Elementary"
        assert str(file.docinfo["/CreationDate"]).startswith("D:20260831073000")
        assert [float(side) for side in file.pages[0].MediaBox] == [0, 0, 612, 792]


def test_both_weights_are_embedded_as_subsets(tmp_path: Path) -> None:
    write([card()], tmp_path / "card.pdf")
    rows = tools.run("pdffonts", tmp_path / "card.pdf").splitlines()[2:]
    assert len(rows) == 2
    for row in rows:
        assert "CID TrueType" in row
        assert row.split()[-5:-2] == ["yes", "yes", "yes"]


def test_the_last_partly_filled_sheet_is_printed(tmp_path: Path) -> None:
    assert write(a_class(21), tmp_path / "cards.pdf") == 3
    assert "Student Number 20 " in tools.text(tmp_path / "cards.pdf")


def test_nothing_is_printed_outside_the_safe_area_of_any_card(tmp_path: Path) -> None:
    cards = [*WORLD, *a_class(3), card("Last", lines=BLAKES[:1], crisis=(HARM, HARM))]
    write(cards, tmp_path / "cards.pdf")
    (picture,) = tools.pictures(tmp_path / "cards.pdf")
    dots = np.array(Image.open(picture).convert("L")) < 255
    for place in STOCK.places(len(cards)):
        rows = _dots(place.y + STOCK.inset.height, STOCK.live.height)
        columns = _dots(place.x + STOCK.inset.width, STOCK.live.width)
        assert dots[rows, columns].any()
        dots[rows, columns] = False
    assert not dots.any()


def _dots(start: float, length: float) -> slice:
    """Millimetres as dots at 300 dpi; a renderer may smooth an edge over one dot more."""
    return slice(int(start * 300 / 25.4) - 1, int((start + length) * 300 / 25.4) + 2)


def test_a_run_with_cards_that_do_not_fit_names_them_all_and_writes_nothing(
    tmp_path: Path, ours_alone: None
) -> None:
    with pytest.raises(DoesNotFit) as refused:
        write([card(), card("王伟"), card("Ana Ruiz", lines=BLAKES * 6)], tmp_path / "cards.pdf")
    assert [index for index, _ in refused.value.faults] == [1, 2]
    assert "Ana Ruiz" in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_the_code_is_one_path_of_black_ink_filled_once(tmp_path: Path) -> None:
    write([card()], tmp_path / "card.pdf")
    with pikepdf.open(tmp_path / "card.pdf") as file:
        operators = [str(step.operator) for step in pikepdf.parse_content_stream(file.pages[0])]
    first, last = operators.index("re"), len(operators) - 1 - operators[::-1].index("re")
    assert set(operators[first : last + 1]) == {"re"}
    assert operators[first - 1] == "g"
    assert operators[last + 1] == "f"


def test_no_byte_of_a_letter_is_mistaken_for_the_end_of_a_line(tmp_path: Path) -> None:
    write([card("Dvořáčková")], tmp_path / "card.pdf")  # č is U+010D; a bare 0D in a string is read as 0A
    with pikepdf.open(tmp_path / "card.pdf") as file:
        content = file.pages[0].Contents.read_bytes()
    assert b"\\r" in content
    assert b"\r" not in content


def test_nothing_is_written_alike_whatever_was_written_before() -> None:
    for first, second in ((0.0, -0.0), (-0.0, 0.0)):
        pdf_file.number.cache_clear()
        assert (pdf_file.number(first), pdf_file.number(second)) == (b"0", b"0")
