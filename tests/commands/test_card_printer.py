"""`kiosk cards --print`: the finished file goes to a printer of this computer, or nothing changes."""

from pathlib import Path

import pytest

from tests.cards.cups import Cups
from tests.commands.printing import files_beside, valid_links
from tests.commands.terminal import Terminal


def test_the_finished_file_is_printed_at_its_true_size(office: Terminal, tmp_path: Path, cups: Cups) -> None:
    out = tmp_path / "c.pdf"
    said = office("cards", "--all", "-o", out, "--print", "lab")
    assert said.status == 0
    assert said.out.endswith("Sent to lab.\n")
    assert cups.printed.read_bytes() == out.read_bytes()
    assert cups.told == f"-d lab -t kiosk -o print-scaling=none -o sides=one-sided -- {out}\n"
    assert len(valid_links(office)) == 2


@pytest.mark.parametrize(
    ("options", "sides"), [([], "two-sided-long-edge"), (["--flip", "short"], "two-sided-short-edge")]
)
def test_a_printer_is_told_over_which_edge_to_turn(
    office: Terminal, tmp_path: Path, cups: Cups, options: list[str], sides: str
) -> None:
    said = office("cards", "--all", "--duplex", *options, "-o", tmp_path / "c.pdf", "--print", "lab")
    assert said.status == 0
    assert f" -o sides={sides} " in cups.told
    assert (
        office("cards", "--proof", "--duplex", *options, "-o", tmp_path / "p.pdf", "--print", "lab").status
        == 0
    )
    assert f" -o sides={sides} " in cups.told


def test_a_printer_that_is_not_there_is_refused_before_anything_changes(
    office: Terminal, tmp_path: Path, cups: Cups
) -> None:
    office("cards", "--all", "-o", tmp_path / "old.pdf")
    before, files = valid_links(office), files_beside(tmp_path / "c.pdf")
    said = office("cards", "--all", "-o", tmp_path / "c.pdf", "--print", "Lab 2")
    assert said.status == 2
    assert said.err == '--print: no printer is called "Lab 2"; there is office, lab\n'
    cups.has()
    said = office("cards", "--all", "-o", tmp_path / "c.pdf", "--print", "office")
    assert said.status == 2
    assert "this computer has no printer" in said.err
    assert (valid_links(office), files_beside(tmp_path / "c.pdf"), cups.told) == (before, files, "")


def test_where_the_printer_fails_the_file_is_kept_and_its_cards_are_the_valid_ones(
    office: Terminal, tmp_path: Path, cups: Cups
) -> None:
    cups.answers("lp: out of paper", 1)
    out = tmp_path / "c.pdf"
    said = office("cards", "--all", "-o", out, "--print", "office")
    assert said.status == 1
    assert said.err == (
        f"The printer office refused: lp: out of paper. The file is kept in {out}, and its cards are the"
        " valid ones: print it from there.\n"
    )
    assert out.exists()
    assert len(valid_links(office)) == 2


def test_where_every_card_is_right_nothing_is_sent(office: Terminal, tmp_path: Path, cups: Cups) -> None:
    office("cards", "--all", "-o", tmp_path / "c.pdf")
    said = office("cards", "--changed", "-o", tmp_path / "d.pdf", "--print", "lab")
    assert (said.status, said.out) == (0, "Nothing to print: every card is right.\n")
    assert cups.told == ""
