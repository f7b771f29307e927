"""`kiosk cards -o FOLDER`: pictures for a card printer, of exact dots, all of them or none."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from kiosk.records.link_model import token_digest
from tests.cards import tools
from tests.commands.printing import a_plan, valid_links
from tests.commands.terminal import Terminal
from tests.commands.trap import COMMIT, trap

ROOT = Path(__file__).parents[2]
FULL = OSError(28, "No space left on device")
STEPS = {
    "when the folder is begun": ("cards.folder_placing.FolderPlacing.begin", ""),
    "when the pages are written": ("cards.pdf_file.PdfFile.page", ""),
    "when the pictures are drawn": ("cards.pictures.draw", ""),
    "when a picture is written": ("PIL.Image.Image.save", ""),
    "when the pictures are read back": ("cards.pictures.failures", ""),
    "when the old links are revoked": ("kiosk.records.links.replace", ""),
    "when the pictures are put in their places": ("cards.folder_placing.FolderPlacing.put", ""),
    "when a picture is synced": ("os.fsync", "cards.folder_placing.FolderPlacing.put"),
    "when a name is synced": ("cards.folder_placing.sync_folder", ""),
    "at COMMIT": (COMMIT, "cards.folder_placing.FolderPlacing.put"),
}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file beneath a folder, hidden ones too."""
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def tokens(*pictures: Path) -> set[bytes]:
    """What the codes lead to, as zbar reads them."""
    codes = [code for each in pictures for code in tools.zbar_codes(each)]
    return {token_digest(code.rsplit("/", 1)[1]) for code in codes}


def valid(office: Terminal) -> set[bytes]:
    return {digest for _, digest in valid_links(office)}


@pytest.mark.parametrize(
    ("stock", "dpi", "size"),
    [
        ("cr80", "300", (1011, 638)),
        ("cr80", "600", (2022, 1276)),
        ("evolis", "300", (1016, 648)),
        ("evolis", "600", (2032, 1296)),
    ],
)
def test_a_picture_has_the_dots_of_its_card_and_a_module_is_five_dots_of_black_on_white(
    office: Terminal, tmp_path: Path, stock: str, dpi: str, size: tuple[int, int]
) -> None:
    out = tmp_path / "cards"
    assert office("cards", "10050", "--stock", stock, "--dpi", dpi, "-o", out).status == 0
    with Image.open(out / "10050.png") as picture:
        assert picture.size == size
        assert picture.info["dpi"] == pytest.approx((int(dpi), int(dpi)), abs=0.1)
        dots = np.asarray(picture)
    module, modules = 5 * int(dpi) // 300, 29
    (top, left) = first_dot(dots)
    side = module * modules
    code = dots[top : top + side, left : left + side]
    assert {*np.unique(code)} == {0, 255}
    squares = code[::module, ::module]
    assert np.array_equal(squares.repeat(module, 0).repeat(module, 1), code), "whole dots, all as large"
    assert np.array_equal(squares[:7, :7, 0], finder()), "its corner is a code's"
    quiet = 4 * module
    around = dots[top - quiet : top + side + quiet, left - quiet : left + side + quiet].copy()
    around[quiet:-quiet, quiet:-quiet] = 255
    assert (around == 255).all(), "nothing stands in the quiet zone"
    assert len(tools.zbar_codes(out / "10050.png")) == 1
    assert tokens(out / "10050.png") == valid(office)


def first_dot(dots: "np.typing.NDArray[np.uint8]") -> tuple[int, int]:
    """The corner of the code: it is the only pure black that is as wide as a finder, over the right half."""
    half = dots.shape[1] * 6 // 10
    dark = (dots[:, half:] == 0).all(axis=2)
    tops = np.flatnonzero(dark.sum(axis=1) >= 30)
    top = int(tops[0])
    return top, half + int(np.flatnonzero(dark[top])[0])


def finder() -> "np.typing.NDArray[np.uint8]":
    """A finder pattern (ISO/IEC 18004, 6.3.3)."""
    found = np.zeros((7, 7), np.uint8)
    found[1:6, 1:6] = 255
    found[2:5, 2:5] = 0
    return found


def test_a_file_a_side_called_by_the_students_number(office: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "cards"
    said = office("cards", "--all", "--duplex", "--spare", "1", "-o", f"{out}/", "--json").json
    names = ["10050", "10050-back", "10061", "10061-back", "spare-1", "spare-1-back"]
    assert sorted(each.name for each in out.iterdir()) == sorted(f"{name}.png" for name in names)
    assert sorted(said["files"]) == sorted(f"{out}/{name}.png" for name in names)
    assert (said["cards"], said["verified"], said["stock"]) == (2, 2, "cr80")
    assert tokens(out / "10050.png", out / "10061.png") == valid(office)
    assert len(valid(office)) == 2


def test_neither_the_other_side_nor_a_spare_card_has_a_code(office: Terminal, tmp_path: Path) -> None:
    assert office("cards", "10050", "--duplex", "--dpi", "300", "-o", tmp_path / "one").status == 0
    assert office("cards", "--spare", "1", "-o", f"{tmp_path}/two/").status == 0
    for picture in (tmp_path / "one" / "10050-back.png", tmp_path / "two" / "spare-1.png"):
        with Image.open(picture) as side:
            assert np.asarray(side.convert("L")).min() < 100, "something is printed on it"
        tools.run("sh", "-c", f"! zbarimg --quiet --raw --nodbus {picture}")


def test_nobody_else_may_read_the_pictures(office: Terminal, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir(mode=0o755)
    for out in (there, tmp_path / "new"):
        assert office("cards", "--all", "-o", f"{out}/").status == 0
        assert {each.stat().st_mode & 0o777 for each in out.iterdir()} == {0o600}
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_killed_at_any_step_the_old_cards_stay_and_a_new_folder_is_whole_or_not_there(
    office: Terminal, tmp_path: Path
) -> None:
    assert office("cards", "--all", "-o", f"{tmp_path}/old/").status == 0
    before = valid(office)
    said = ["--school", str(office.folder), "cards", "--all", "-o"]
    runs = [[*STEPS[step], *said, f"{tmp_path}/{step}/"] for step in STEPS]
    done = subprocess.run(
        [sys.executable, "-m", "tests.commands.trap"],
        cwd=ROOT, input="\n".join(map(json.dumps, runs)), text=True, capture_output=True, check=True,
    )  # fmt: skip
    assert [int(line) for line in done.stdout.split()] == [-signal.SIGKILL] * len(STEPS)
    assert valid(office) == before
    assert [step for step in STEPS if (tmp_path / step).exists()] == ["at COMMIT"]
    assert len(tokens(*(tmp_path / "at COMMIT").iterdir())) == 2
    assert office("verify").status == 0
    for step in STEPS:
        assert office("cards", "--all", "--force", "-o", f"{tmp_path}/{step}/").status == 0
        assert tokens(*(tmp_path / step).iterdir()) == valid(office)
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_folder_that_is_there_keeps_what_it_holds(office: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "cards"
    out.mkdir()
    (out / "letter.txt").write_text("Dear parents")
    assert office("cards", "10050", "-o", out).status == 0
    before, files = valid(office), contents(out)
    said = office("cards", "--all", "-o", out)
    assert said.status == 2
    assert "holds 10050.png already" in said.err
    assert (valid(office), contents(out)) == (before, files)
    assert office("cards", "--all", "-o", out, "--force").status == 0
    assert sorted(contents(out)) == ["10050.png", "10061.png", "letter.txt"]
    assert (out / "letter.txt").read_text() == "Dear parents"
    assert tokens(out / "10050.png", out / "10061.png") == valid(office)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("fault", [FULL, KeyboardInterrupt()], ids=["full", "ctrl-c"])
def test_a_fault_at_any_step_leaves_everything_as_it_was(
    office: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, fault: BaseException
) -> None:
    there = tmp_path / "there"
    assert office("cards", "10050", "-o", f"{there}/").status == 0
    before, files, beside = valid(office), contents(there), {*tmp_path.iterdir()}

    def fail() -> None:
        raise fault

    for out in (there, tmp_path / "new"):
        with monkeypatch.context() as patched:
            trap(*STEPS[step], fail, patched.setattr)
            said = office("cards", "--all", "-o", f"{out}/", "--force")
        assert said.status == (130 if isinstance(fault, KeyboardInterrupt) else 2), step
        assert len(said.err.strip().splitlines()) == 1
        assert valid(office) == before
        assert contents(there) == files
        assert {*tmp_path.iterdir()} == beside
    assert office("cards", "--all", "-o", f"{there}/", "--force").status == 0
    assert tokens(there / "10050.png", there / "10061.png") == valid(office)


def test_a_code_that_cannot_be_read_in_a_picture_stops_the_run(
    office: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Modules so large that the code leaves the card."""
    monkeypatch.setattr("cards.pictures.MODULE", 25)
    said = office("cards", "--all", "-o", f"{tmp_path}/cards/")
    assert said.status == 1
    assert "10050" in said.err
    assert "10061" in said.err
    assert not (tmp_path / "cards").exists()
    assert valid(office) == set()


def test_what_a_killed_run_left_is_swept_away(office: Terminal, tmp_path: Path) -> None:
    left = tmp_path / ".cards.0123.files.part"
    left.mkdir()
    (left / "10050.png").write_bytes(b"half a pic")
    assert office("cards", "--all", "-o", f"{tmp_path}/cards/").status == 0
    assert not left.exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--dpi", "300", "-o", "cards.pdf"], "leave --dpi out for a PDF"),
        (["--dpi", "300", "-o", "school.toml"], "is a file; name a folder"),
        (["--scale", "1.01", "-o", "pictures/"], "--scale: is for paper"),
        (["--marks", "-o", "pictures/"], "--marks: is for paper"),
        (["--separators", "-o", "pictures/"], "--separators is for sheets"),
        (["--cut-and-stack", "-o", "pictures/"], "--cut-and-stack is for sheets"),
        (["--stock", "5371", "-o", "pictures/"], "say cr80, or evolis"),
        (["--print", "office", "-o", "pictures/"], "--print sends a PDF"),
    ],
)
def test_what_no_picture_can_have_is_refused_in_a_sentence(
    office: Terminal, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(office.folder)
    before = contents(office.folder)
    said = office("cards", "--all", *arguments)
    assert said.status == 2
    assert says in said.err
    assert {*contents(office.folder)} == {*before}
    assert valid(office) == set()


def test_two_pictures_of_one_name_are_refused(office: Terminal, tmp_path: Path) -> None:
    plan = office.write("back.toml", a_plan("10050-back"))
    assert office("import", "plans", plan).status == 0
    said = office("cards", "--all", "--duplex", "-o", f"{tmp_path}/cards/")
    assert said.status == 2
    assert "would be called 10050-back.png" in said.err
    assert not (tmp_path / "cards").exists()
    assert valid(office) == set()
