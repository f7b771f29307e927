"""A room's sheet: other people's programs read it; no row is split, clipped or lost."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from attrs import evolve

from cards import DoesNotFit, pages, sheet_pages
from cards.drawing import Face, Rect, Run, Size
from cards.point import Point
from cards.sheet import LETTER, Sheet, SheetRow, SheetSection
from tests.cards import tools
from tests.cards.samples import NOTICE, PRINTED, SCHOOL, THEME

A4 = Size(210.0, 297.0)
PACES = SheetRow("Blake Bennett", "movement", "Movement", "", "May pace or stand at the back")
NURSE = SheetRow("Blake Bennett", "medication", "Nurse", "send at 11:55", "To the nurse's office")
HARM = SheetRow(
    "Blake Bennett",
    "crisis",
    "Crisis",
    "If he says he will hurt himself or someone else",
    "Stay with him. Call home. He talks.",
    (Point("1", "Stay with him"), Point("", "If abuse is suspected, call child protection instead."),
     Point("NEVER", "suspend before he has been heard", is_loud=True)),
    is_condition=True,
    is_loud=True,
)  # fmt: skip


def a_sheet(*sections: SheetSection) -> Sheet:
    return Sheet(
        "Room 12",
        "Monday 23 November 2026, 11:50 · regular, period 4",
        SCHOOL,
        sections
        or (
            SheetSection("NOW", "period 4 until 11:57", (NURSE,)),
            SheetSection("ALL DAY", "", (PACES,)),
            SheetSection("PERIOD 5", "next, 12:45 to 13:35", (), "Nothing that has a time."),
            SheetSection("IF", "at any time", (HARM,)),
        ),
        ("Printed 11:50; ask the office what has changed since.", NOTICE),
    )


def many(count: int, text: str = "May pace or stand at the back") -> SheetSection:
    return SheetSection(
        "NOW", "period 4", tuple(evolve(PACES, name=f"Student {n:03}", text=text) for n in range(count))
    )


def written(sheet: Sheet, file: Path, page: Size = A4) -> Path:
    file.write_bytes(pages.write(sheet_pages.lay_out(sheet, THEME, page), "Room 12, Maple", PRINTED))
    return file


def runs(face: Face) -> list[Run]:
    return [mark for mark in face.marks if isinstance(mark, Run)]


def test_poppler_and_pdfium_read_every_word_in_the_order_of_the_day(tmp_path: Path) -> None:
    file = written(a_sheet(), tmp_path / "room.pdf")
    said = (
        "Room 12", "Monday 23 November 2026, 11:50 · regular, period 4", "NOW", "send at 11:55",
        "To the nurse's office", "ALL DAY", "May pace or stand at the back", "Nothing that has a time.",
        "If he says he will hurt himself or someone else", "Stay with him", "NEVER",
        "suspend before he has been heard", "Printed 11:50; ask the office what has changed since.",
        "Room 12 · Page 1 of 1",
    )  # fmt: skip
    text = tools.text(file)
    places = [text.index(each) for each in said]
    assert places == sorted(places)
    with pypdfium2.PdfDocument(file) as document:
        other = " ".join(document[0].get_textpage().get_text_bounded().split())
    assert all(each in other for each in said)


def test_qpdf_finds_nothing_wrong_and_the_sheet_says_what_it_is(tmp_path: Path) -> None:
    file = written(a_sheet(), tmp_path / "room.pdf")
    assert "No syntax or stream encoding errors" in tools.run("qpdf", "--check", file)
    about = tools.run("pdfinfo", file)
    assert "Title:           Room 12, Maple" in about
    assert "Page size:       595.276 x 841.89 pts (A4)" in about
    with pikepdf.open(file) as pdf:
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.Root.Lang == "en"


def test_the_same_sheet_gives_the_same_file_byte_for_byte(tmp_path: Path) -> None:
    one, two = (written(a_sheet(), tmp_path / name).read_bytes() for name in ("one.pdf", "two.pdf"))
    assert one == two


def test_every_row_stands_once_whole_on_a_page_and_headings_are_said_again(tmp_path: Path) -> None:
    text = "Take a break in the quiet corner, then come back and go on with the work. " * 4
    faces = sheet_pages.lay_out(a_sheet(many(40, text)), THEME)
    assert len(faces) > 2
    file = written(a_sheet(many(40, text)), tmp_path / "room.pdf", LETTER)
    by_page = [re.sub(r"\s+", " ", page) for page in tools.run("pdftotext", "-raw", file, "-").split("\f")][
        :-1
    ]
    assert len(by_page) == len(faces)
    assert re.findall(r"Student \d{3}", " ".join(by_page)) == [f"Student {n:03}" for n in range(40)]
    for number, page in enumerate(by_page, start=1):
        assert page.count("Take a break") == 4 * len(re.findall(r"Student \d{3}", page))
        assert f"Room 12 · Page {number} of {len(by_page)}" in page
        assert ("NOW period 4, continued" in page) == (number > 1)


@pytest.mark.parametrize("page", [A4, LETTER], ids=["a4", "letter"])
@pytest.mark.parametrize("count", [1, 23, 30, 57])
def test_nothing_lies_over_anything_or_beyond_the_margins(page: Size, count: int) -> None:
    sheet = a_sheet(many(count), *a_sheet().sections)
    for face in sheet_pages.lay_out(sheet, THEME, page):
        rects = [run.rect for run in runs(face)]
        for index, rect in enumerate(rects):
            inside = Rect(15.9, 15.9, page.width - 15.9, page.height - 15.9)
            assert inside.left <= rect.left <= rect.right <= inside.right
            assert inside.top <= rect.top <= rect.bottom <= inside.bottom
            assert not any(rect.overlaps(other) for other in rects[index + 1 :])


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    for count in range(20, 34):
        sections = (many(count), SheetSection("TONIGHT", "", (evolve(PACES, name="Ada Ng"),)))
        for face in sheet_pages.lay_out(a_sheet(*sections), THEME):
            texts = [run.text for run in runs(face)]
            if "TONIGHT" in texts:
                assert texts.index("Ada Ng") > texts.index("TONIGHT")


def test_a_name_stands_once_over_its_rows_and_again_on_the_next_page() -> None:
    rows = tuple(evolve(PACES, text=f"Number {n}") for n in range(80))
    faces = sheet_pages.lay_out(a_sheet(SheetSection("NOW", "", rows)), THEME)
    assert len(faces) > 1
    for face in faces:
        assert [run.text for run in runs(face)].count("Blake Bennett") == 1


def test_a_little_less_air_saves_a_page() -> None:
    def step(count: int) -> float:
        (face,) = sheet_pages.lay_out(a_sheet(many(count)), THEME)
        first, second, *_ = [run.baseline for run in runs(face) if run.text.startswith("Student")]
        return second - first

    assert step(34) < step(5)


def test_whoever_cannot_be_set_is_named_all_of_them_at_once(ours_alone: None) -> None:
    rows = (
        PACES,
        evolve(PACES, name="يوسف الحداد"),
        evolve(PACES, name="Ada Ng", text="W" * 400),
        evolve(PACES, name="Bo Li", text="Sit down. " * 2000),
    )
    with pytest.raises(DoesNotFit) as refused:
        sheet_pages.lay_out(a_sheet(SheetSection("NOW", "", rows)), THEME)
    sentences = [sentence for _, sentence in refused.value.faults]
    assert [each.split(":")[0] for each in sentences] == ["يوسف الحداد", "Ada Ng", "Bo Li"]
    assert "longer than a page" in sentences[2]


def test_a_long_word_is_set_smaller_rather_than_refused() -> None:
    long = evolve(PACES, name="Wolfeschlegelsteinhausenbergerdorff")
    (face,) = sheet_pages.lay_out(a_sheet(SheetSection("NOW", "", (long,))), THEME)
    (name,) = [run for run in runs(face) if run.text == long.name]
    assert 6.5 <= name.points < 10.5


def test_letters_of_other_scripts_and_accents_can_be_read_again(tmp_path: Path) -> None:
    names = ("Łukasz Wójcik-O'Neill", "Nguyễn Thị Ầm Ổn", "Ελένη Παπαδοπούλου", "Юлия Щукина")
    rows = tuple(evolve(PACES, name=name) for name in names)
    text = tools.text(written(a_sheet(SheetSection("NOW", "", rows)), tmp_path / "room.pdf"))
    assert all(name in text for name in names)


def test_pdfium_draws_a_bar_beside_what_is_loud(tmp_path: Path) -> None:
    data = pages.write(sheet_pages.lay_out(a_sheet(), THEME), "Room 12", PRINTED)
    with pypdfium2.PdfDocument(BytesIO(data)) as document:
        picture = document[0].render(scale=1).to_pil().convert("RGB")
    crisis = THEME.paper.crisis
    wanted = (crisis.red, crisis.green, crisis.blue)
    dots = [
        (x, y)
        for x in range(picture.width)
        for y in range(picture.height)
        if picture.getpixel((x, y)) == wanted
    ]
    columns = [x for x, _ in dots]
    assert max(columns.count(x) for x in set(columns)) > 50  # points, which is four rows of text


def test_lines_to_sign_on_stand_after_everything_and_are_not_parted_from_what_they_are_for() -> None:
    labels = ("Signature", "Date and time")
    for count in (1, *range(24, 40)):
        sheet = evolve(a_sheet(many(count)), signing=labels)
        last = sheet_pages.lay_out(sheet, THEME, LETTER)[-1]
        said = {run.text: run for run in runs(last)}
        foot = next(run for run in runs(last) if run.text.startswith("Printed"))
        assert said["Signature"].rect.bottom < foot.rect.top
        assert {*labels} <= set(said)
        names = [run.baseline for run in runs(last) if run.text.startswith("Student")]
        assert all(each < said["Signature"].baseline - 10 for each in names)
        assert said["Date and time"].rect.left > said["Signature"].rect.right


def test_what_is_loud_stands_under_what_is_said_in_larger_type() -> None:
    section = SheetSection("SIGN-OFF", "", (), "Signed off.", loud="8fd8 e4d5")
    (face,) = sheet_pages.lay_out(a_sheet(section), THEME, LETTER)
    said = {run.text: run for run in runs(face)}
    assert said["8fd8 e4d5"].points > said["Signed off."].points
    assert said["8fd8 e4d5"].rect.top > said["Signed off."].rect.bottom
