"""More sheets than one file holds: several files, whose cards become valid together or not at all."""

from functools import partial
from pathlib import Path

import pytest

from cards.placing import Placing
from kiosk import print_run
from tests.cards.cups import Cups
from tests.commands.printing import files_beside, valid_links
from tests.commands.terminal import Said, Terminal
from tests.commands.test_cards_killed import tokens


@pytest.fixture(autouse=True)
def _a_sheet_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_run, "Wanted", partial(print_run.Wanted, most=1))


def plastic(office: Terminal, out: Path, *options: str | Path) -> Said:
    """Both cards, a card a sheet."""
    return office("cards", "--all", "--stock", "cr80", "-o", out, *options)


def valid(office: Terminal) -> set[bytes]:
    return {digest for _, digest in valid_links(office)}


def test_the_files_are_numbered_and_hold_the_valid_cards(office: Terminal, tmp_path: Path) -> None:
    said = plastic(office, tmp_path / "c.pdf", "--json").json
    files = [tmp_path / "c-1.pdf", tmp_path / "c-2.pdf"]
    assert said["files"] == [str(each) for each in files]
    assert "file" not in said
    assert (said["cards"], said["pages"], said["verified"]) == (2, 2, 2)
    assert [len(tokens(each)) for each in files] == [1, 1]
    assert tokens(files[0]) | tokens(files[1]) == valid(office)
    assert not (tmp_path / "c.pdf").exists()
    assert office("verify").status == 0


def test_a_person_is_told_the_first_and_the_last_file(office: Terminal, tmp_path: Path) -> None:
    said = plastic(office, tmp_path / "c.pdf").out
    assert (
        said == f"2 cards on 2 pages in {tmp_path}/c-1.pdf to {tmp_path}/c-2.pdf; every code was read back.\n"
    )


def test_one_sheet_is_one_file_of_the_name_that_was_asked_for(office: Terminal, tmp_path: Path) -> None:
    assert office("cards", "--all", "-o", tmp_path / "c.pdf", "--json").json["file"] == str(
        tmp_path / "c.pdf"
    )


def test_part_used_sheets_come_first(office: Terminal, tmp_path: Path) -> None:
    used = ("--used", "2,3,4,5,6,7,8,9,10", "--used", "1")
    said = office("cards", "--all", "-o", tmp_path / "c.pdf", *used, "--json").json
    assert len(said["files"]) == 2
    assert tokens(tmp_path / "c-1.pdf") | tokens(tmp_path / "c-2.pdf") == valid(office)


def test_a_file_that_is_there_is_kept_and_nothing_is_printed(office: Terminal, tmp_path: Path) -> None:
    (tmp_path / "c-2.pdf").write_text("mine")
    before = files_beside(tmp_path / "c.pdf")
    said = plastic(office, tmp_path / "c.pdf")
    assert said.status == 2
    assert "c-2.pdf exists and is kept" in said.err
    assert files_beside(tmp_path / "c.pdf") == before
    assert valid(office) == set()
    assert plastic(office, tmp_path / "c.pdf", "--force").status == 0
    assert tokens(tmp_path / "c-1.pdf") | tokens(tmp_path / "c-2.pdf") == valid(office)


@pytest.mark.parametrize("fails_at", [1, 2])
def test_where_one_file_cannot_be_put_in_its_place_all_is_as_it_was(
    office: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    assert plastic(office, tmp_path / "c.pdf").status == 0
    before, files = valid(office), files_beside(tmp_path / "c.pdf")
    contents = [(tmp_path / name).read_bytes() for name in ("c-1.pdf", "c-2.pdf")]
    put, tried = Placing.put, list[Placing]()

    def put_or_fail(place: Placing) -> None:
        tried.append(place)
        if len(tried) == fails_at:
            raise OSError(28, "No space left on device")
        put(place)

    with monkeypatch.context() as broken:
        broken.setattr(Placing, "put", put_or_fail)
        said = plastic(office, tmp_path / "c.pdf", "--force")
    assert said.status == 2
    assert "No space left on device" in said.err
    assert valid(office) == before
    assert files_beside(tmp_path / "c.pdf") == files
    assert [(tmp_path / name).read_bytes() for name in ("c-1.pdf", "c-2.pdf")] == contents


def test_a_code_that_cannot_be_read_in_the_second_file_names_its_student(
    office: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def second_is_bad(path: Path, *_: object, **__: object) -> list[int]:
        return [0] if "c-2.pdf" in path.name else []

    monkeypatch.setattr("cards.read_back.failures_on", second_is_bad)
    said = plastic(office, tmp_path / "c.pdf")
    assert said.status == 1
    assert "student 10050: the code on Ada Ng's card cannot be read" in said.err  # room 11 comes first
    assert len(said.err.strip().splitlines()) == 2
    assert not list(tmp_path.glob("*.pdf"))
    assert valid(office) == set()


def test_a_printer_gets_every_file(office: Terminal, tmp_path: Path, cups: Cups) -> None:
    said = plastic(office, tmp_path / "c.pdf", "--print", "lab")
    assert said.out.endswith("Sent to lab.\n")
    assert cups.told.strip().endswith("c-2.pdf")
    assert cups.printed.read_bytes() == (tmp_path / "c-2.pdf").read_bytes()
