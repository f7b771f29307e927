"""Whatever stops a print run, at whatever step: the old cards stay valid, and no part of a file is left."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from cards.placing import Placing
from kiosk.records.link_model import token_digest
from tests.cards import tools
from tests.commands.printing import files_beside, valid_links
from tests.commands.terminal import KIOSK, Terminal
from tests.commands.trap import AFTER_COMMIT, STEPS, trap

ROOT = Path(__file__).parents[2]
FULL = OSError(28, "No space left on device")
KILLS = {**STEPS, "after COMMIT": AFTER_COMMIT}


@pytest.fixture
def printed(office: Terminal, tmp_path: Path) -> Terminal:
    """A school whose cards were printed to c.pdf."""
    assert office("cards", "--all", "-o", tmp_path / "c.pdf").status == 0
    return office


def tokens(file: Path) -> set[bytes]:
    """What the codes of a whole file lead to."""
    codes = [code for page in tools.pictures(file, 200) for code in tools.zbar_codes(page)]
    for picture in tools.pictures(file, 200):
        picture.unlink()
    return {token_digest(code.rsplit("/", 1)[1]) for code in codes}


def valid(office: Terminal) -> set[bytes]:
    return {digest for _, digest in valid_links(office)}


def left_over(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir() if each.name.startswith(".")]


class Killer:
    """A process that starts print runs as processes of its own, which kill themselves with signal 9."""

    def __init__(self, process: "subprocess.Popen[str]", office: Terminal) -> None:
        self._process, self._office = process, office

    def __call__(self, step: str, *arguments: str | Path) -> None:
        """Kill a run when it comes to a step."""
        talk, listen = self._process.stdin, self._process.stdout
        assert talk
        assert listen
        run = ["--school", self._office.folder, *arguments]
        talk.write(json.dumps([*KILLS[step], *map(str, run)]) + "\n")
        talk.flush()
        assert listen.readline().split() == [str(-signal.SIGKILL)], step


@pytest.fixture
def kill(printed: Terminal) -> Iterator[Killer]:
    command = [sys.executable, "-m", "tests.commands.trap"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Killer(process, printed)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("fault", [FULL, KeyboardInterrupt()], ids=["full", "ctrl-c"])
def test_a_fault_at_any_step_leaves_everything_as_it_was(
    printed: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, fault: BaseException
) -> None:
    before, files, content = valid(printed), files_beside(printed.folder), (tmp_path / "c.pdf").read_bytes()

    def fail() -> None:
        raise fault

    for name in ("c.pdf", "new.pdf"):
        with monkeypatch.context() as patched:
            trap(*STEPS[step], fail, patched.setattr)
            said = printed("cards", "--all", "-o", tmp_path / name, "--force")
        assert said.status == (130 if isinstance(fault, KeyboardInterrupt) else 2)
        assert len(said.err.strip().splitlines()) == 1
        assert valid(printed) == before
        assert files_beside(printed.folder) == files
        assert (tmp_path / "c.pdf").read_bytes() == content
    assert printed("verify").status == 0
    assert printed("cards", "--all", "-o", tmp_path / "c.pdf", "--force").status == 0


def test_killed_at_every_step_the_old_cards_stay_and_a_file_is_whole_or_not_there(
    printed: Terminal, kill: Killer, tmp_path: Path
) -> None:
    """One school, killed again and again; the file has its name only where all of it is on the disk."""
    out, old, left = tmp_path / "new.pdf", (tmp_path / "c.pdf").read_bytes(), list[int]()
    assert tokens(tmp_path / "c.pdf") == valid(printed)
    for step in KILLS:
        before = valid(printed)
        kill(step, "cards", "--all", "-o", out)
        is_recorded = step == "after COMMIT"
        assert (valid(printed) != before) is is_recorded, step
        assert len(valid(printed)) == 2
        assert out.exists() is (is_recorded or step in {"when the name is synced", "at COMMIT"}), step
        if out.exists():
            assert len(tokens(out)) == 2, step
            assert (tokens(out) == valid(printed)) is is_recorded, step
            out.unlink()
        assert (tmp_path / "c.pdf").read_bytes() == old
        left.append(len(left_over(tmp_path)))
    assert printed("verify").status == 0
    assert set(left) == {0, 1}, "what one run left, the next swept away"
    assert printed("cards", "--all", "-o", out).status == 0
    assert left_over(tmp_path) == []
    assert tokens(out) == valid(printed)


def test_killed_while_it_replaces_a_file_the_old_one_or_the_new_one_is_there_whole(
    printed: Terminal, kill: Killer, tmp_path: Path
) -> None:
    out = tmp_path / "c.pdf"
    for step in ("when a page is written", "when the file gets its name", "at COMMIT", "after COMMIT"):
        kill(step, "cards", "--all", "-o", out, "--force")
        assert len(tokens(out)) == 2, step
    assert tokens(out) == valid(printed)
    assert printed("cards", "--all", "-o", out, "--force").status == 0
    assert left_over(tmp_path) == []


def test_ten_kills_at_any_moment_leave_one_valid_card_a_student(printed: Terminal, tmp_path: Path) -> None:
    """Kills spread over a run, from its first moment to beyond its last."""
    out = tmp_path / "new.pdf"
    command = [str(KIOSK), "--school", str(printed.folder), "cards", "--all", "-o", str(out)]
    begun = monotonic()
    subprocess.run(command, check=True, capture_output=True)
    whole = monotonic() - begun
    for number in range(10):
        out.unlink(missing_ok=True)
        before = valid(printed)
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            sleep(whole * (number + 1) / 10)
            process.kill()
        after = valid(printed)
        assert len(after) == 2
        assert after == before or after.isdisjoint(before)
        if out.exists():
            assert len(tokens(out)) == 2
        if after != before:
            assert tokens(out) == after
    out.unlink(missing_ok=True)
    assert printed("verify").status == 0
    assert printed("cards", "--all", "-o", out).status == 0
    assert left_over(tmp_path) == []


def test_two_runs_to_one_place_do_not_sweep_each_other_away(printed: Terminal, tmp_path: Path) -> None:
    first, second = Placing(tmp_path / "two.pdf"), Placing(tmp_path / "two.pdf")
    first.begin()
    second.begin()
    assert len(left_over(tmp_path)) == 2
    first.undo()
    second.undo()
    assert left_over(tmp_path) == []
