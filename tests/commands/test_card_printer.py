"""`kiosk cards --print`: the finished file goes to a printer of this computer, or nothing changes."""

import os
import stat
from pathlib import Path

import pytest

from tests.commands.printing import files_beside, valid_links
from tests.commands.terminal import Terminal


class Cups:
    """A pretended CUPS with the printers office and lab, which keeps what it is told and what it prints."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder, self.printed = folder, folder / "printed.pdf"
        self._told = folder / "told"
        self.has("office", "lab")
        self.answers("", 0)

    def has(self, *printers: str) -> None:
        self._program("lpstat", "\n".join(f"echo {each}" for each in printers))

    def answers(self, says: str, status: int) -> None:
        keep = f'echo "$@" > {self._told}\nfor each; do last=$each; done\ncat "$last" > {self.printed}'
        self._program("lp", f"{keep}\necho '{says}' >&2\nexit {status}")

    @property
    def told(self) -> str:
        return self._told.read_text() if self._told.exists() else ""

    def _program(self, name: str, script: str) -> None:
        (self._folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (self._folder / name).chmod(stat.S_IRWXU)


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cups:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    return Cups(tmp_path / "bin")


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
