"""A grid of days: other people's programs read it; cells stand in their columns, blocks are whole."""

import re
from pathlib import Path

import pytest
from attrs import evolve

from cards import DoesNotFit, grid_pages, pages
from cards.drawing import Band, Face, Run, Size
from cards.errors import NoFace
from cards.grid import Block, Cell, Column, Grid, GridRow
from tests.cards import tools
from tests.cards.samples import NOTICE, PRINTED, SCHOOL, THEME

LETTER, A4 = Size(279.4, 215.9), Size(297.0, 210.0)
COLUMNS = tuple(Column("Mo", str(day), rests=day % 7 in {0, 6}) for day in range(1, 32))
ROW = GridRow("lunch: noon, 504", tuple(Cell("NS+*", "ABC") for _ in COLUMNS))


def a_grid(blocks: int = 1, rows: int = 1) -> Grid:
    made = tuple(Block(f"Student {n:03}", ("an order",), (ROW,) * rows) for n in range(blocks))
    return Grid("Doses, May 2027", "all", SCHOOL, COLUMNS, made, ("NS no show.",), (NOTICE,), "Nothing.")


def runs(face: Face) -> list[Run]:
    return [mark for mark in face.marks if isinstance(mark, Run)]


@pytest.mark.parametrize("page", [LETTER, A4], ids=["letter", "a4"])
def test_every_block_stands_whole_on_a_page_with_the_legend_under_it(page: Size, tmp_path: Path) -> None:
    file = tmp_path / "grid.pdf"
    faces = grid_pages.lay_out(a_grid(blocks=12, rows=2), THEME, page)
    file.write_bytes(pages.write(faces, "Doses", PRINTED))
    assert "No syntax or stream encoding errors" in tools.run("qpdf", "--check", file)
    by_page = tools.run("pdftotext", "-raw", file, "-").split("\f")[:-1]
    assert len(by_page) == len(faces) > 1
    assert re.findall(r"Student \d{3}", " ".join(by_page)) == [f"Student {n:03}" for n in range(12)]
    for number, text in enumerate(by_page, start=1):
        assert text.count("NS+*") == 2 * len(COLUMNS) * len(re.findall(r"Student \d{3}", text))
        assert "NS no show." in text
        assert f"Page {number} of {len(by_page)}" in text


@pytest.mark.parametrize("page", [LETTER, A4], ids=["letter", "a4"])
def test_nothing_lies_over_anything_or_beyond_the_margins(page: Size) -> None:
    for face in grid_pages.lay_out(a_grid(blocks=8), THEME, page):
        rects = [run.rect for run in runs(face)]
        assert all(each.left >= grid_pages.MARGIN - 0.1 for each in rects)
        assert all(each.right <= page.width - grid_pages.MARGIN + 0.1 for each in rects)
        assert all(each.bottom <= page.height - grid_pages.MARGIN + 0.1 for each in rects)
        assert not [(a, b) for n, a in enumerate(rects) for b in rects[n + 1 :] if a.overlaps(b)]


def test_a_cell_stands_under_its_day_and_days_of_rest_are_shaded_behind_it() -> None:
    cells = tuple(Cell(str(1000 + number)[1:]) for number in range(1, 32))
    grid = evolve(a_grid(), blocks=(Block("Ana", (), (GridRow("lunch", cells),)),))
    (face,) = grid_pages.lay_out(grid, THEME, LETTER)
    middles = {run.text: (run.rect.left + run.rect.right) / 2 for run in runs(face)}
    shades = [
        mark.rect
        for mark in face.marks
        if isinstance(mark, Band) and mark.rect.width > 3 and mark.rect.height > 10
    ]
    for number, column in enumerate(COLUMNS, start=1):
        middle = middles[f"{number:03}"]
        assert abs(middle - middles[column.head]) < 0.1
        assert column.rests == any(each.left < middle < each.right for each in shades)


def test_a_block_that_is_longer_than_a_page_goes_on_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "grid.pdf"
    file.write_bytes(pages.write(grid_pages.lay_out(a_grid(rows=40), THEME, LETTER), "Doses", PRINTED))
    text = tools.text(file)
    assert text.count("lunch: noon, 504") == 40
    assert text.count("Student 000, continued") == text.count("Student 000") - 1 > 0


def test_a_grid_without_blocks_says_so(tmp_path: Path) -> None:
    file = tmp_path / "grid.pdf"
    file.write_bytes(pages.write(grid_pages.lay_out(a_grid(blocks=0), THEME, LETTER), "Doses", PRINTED))
    assert "Nothing." in tools.text(file)


def test_what_cannot_be_set_is_refused_by_name() -> None:
    wide = evolve(ROW, cells=(Cell("unspeakable"), *ROW.cells[1:]))
    with pytest.raises(DoesNotFit) as refused:
        grid_pages.lay_out(evolve(a_grid(), blocks=(Block("Ana", (), (wide,)),)), THEME, LETTER)
    assert "Ana, lunch: noon, 504" in refused.value.faults[0][1]
    with pytest.raises(NoFace):
        grid_pages.lay_out(evolve(a_grid(), about="\U0010fffd"), THEME, LETTER)
