"""Others read our codes: two readers, on pages that two renderers drew."""

from pathlib import Path

import pytest

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
        decoders.Reading(renderer, decoder, 30, 30, 0)
        for renderer in ("poppler", "pdfium")
        for decoder in ("zbar", "zxing")
    ]


def test_a_code_on_another_page_than_its_own_is_not_counted(tmp_path: Path) -> None:
    people = [student(number) for number in range(11)]
    write(tmp_path / "cards.csv", people)
    assert commanding.main([str(tmp_path / "cards.csv"), "-o", str(tmp_path / "cards.pdf")]) == 0
    links = [each["link"] for each in people]
    swapped = [[*links[1:10], links[10]], [links[0]]]
    found = decoders.readings(tmp_path / "cards.pdf", swapped)
    assert {(each.at_once, each.seen) for each in found} == {(9, 9)}
    assert {each.strange for each in found} == {4}


def test_a_code_that_was_missed_is_looked_at_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [student(number) for number in range(2)]
    write(tmp_path / "cards.csv", people)
    assert commanding.main([str(tmp_path / "cards.csv"), "-o", str(tmp_path / "cards.pdf")]) == 0
    one, two = (each["link"] for each in people)
    looks = iter([[one], [one, two]])
    monkeypatch.setattr(decoders, "DECODERS", {"zbar": lambda _: [next(looks)]})
    monkeypatch.setattr(decoders, "RENDERERS", {"pdfium": decoders.RENDERERS["pdfium"]})
    assert decoders.readings(tmp_path / "cards.pdf", [[one, two]]) == [
        decoders.Reading("pdfium", "zbar", 1, 2, 0)
    ]
