"""Others read our codes: two readers, on pages that two renderers drew."""

from pathlib import Path

from cards import commanding
from tests.cards import decoders
from tests.cards.csv_files import student, write


def test_two_readers_see_every_code_on_pages_that_two_renderers_drew(tmp_path: Path) -> None:
    people = [student(number) for number in range(30)]
    write(tmp_path / "cards.csv", people)
    assert commanding.main([str(tmp_path / "cards.csv"), "-o", str(tmp_path / "cards.pdf")]) == 0
    links = [each["link"] for each in people]
    pages = [links[first : first + 10] for first in range(0, 30, 10)]
    assert decoders.readings(tmp_path / "cards.pdf", pages) == [
        decoders.Reading(renderer, decoder, 30, 30)
        for renderer in ("poppler", "pdfium")
        for decoder in ("zbar", "zxing")
    ]


def test_a_code_on_another_page_than_its_own_is_not_counted(tmp_path: Path) -> None:
    people = [student(number) for number in range(11)]
    write(tmp_path / "cards.csv", people)
    assert commanding.main([str(tmp_path / "cards.csv"), "-o", str(tmp_path / "cards.pdf")]) == 0
    links = [each["link"] for each in people]
    swapped = [[*links[1:10], links[10]], [links[0]]]
    assert {(each.found, each.equal) for each in decoders.readings(tmp_path / "cards.pdf", swapped)} == {
        (11, 9)
    }
