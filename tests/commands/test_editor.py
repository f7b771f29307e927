"""Where a plan lies while it is edited, and what becomes of it when the editor fails."""

import os
import shlex
import stat
import sys
from pathlib import Path

import pytest

from tests.commands.terminal import Terminal
from tests.made_school import BLAKE_TOML

EDIT = ("plan", "edit", "10042", "--as-of", "2026-11-23")
FAULTY = 't = t.replace("lead = 5", "lead = true")\np.write_text(t)\n'


@pytest.fixture
def seen(tmp_path: Path) -> Path:
    """Where the editor notes what it saw: the file that it was given, and the mode of its folder."""
    return tmp_path / "seen"


@pytest.fixture
def editor(tmp_path: Path, seen: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that leaves a swap file, and then runs the Python script of a test."""
    path = tmp_path / "editor.py"
    path.write_text(
        f"#!{sys.executable}\nimport os, pathlib, signal, sys, time\np = pathlib.Path(sys.argv[1])\n"
        f"pathlib.Path({str(seen)!r}).write_text(f'{{p}} {{p.parent.stat().st_mode & 0o777:o}}')\n"
        "t = p.read_text()\np.with_name('.10042.toml.swp').write_text(t)\n"
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.setenv(name, shlex.quote(str(path)))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "runtime"))
    return path


def does(editor: Path, script: str) -> None:
    editor.write_text(editor.read_text() + script)


def edited(seen: Path) -> tuple[Path, str]:
    path, mode = seen.read_text().rsplit(" ", 1)
    return Path(path), mode


@pytest.mark.parametrize(("mode", "is_used"), [(0o700, True), (0o755, False), (0o770, False), (None, False)])
def test_a_plan_is_edited_where_nobody_else_can_read_it(
    kiosk: Terminal, editor: Path, seen: Path, mode: int | None, is_used: bool
) -> None:
    runtime = Path(os.environ["XDG_RUNTIME_DIR"])
    if mode is not None:
        runtime.mkdir()
        runtime.chmod(mode)
    assert kiosk(*EDIT).status == 0
    path, folder_mode = edited(seen)
    assert folder_mode == "700"
    assert path.parent.parent == (runtime if is_used else kiosk.folder)
    assert path.name == "10042.toml"
    assert not path.parent.exists()


def test_nothing_is_left_of_an_edit_where_ctrl_c_is_pressed(
    kiosk: Terminal, editor: Path, seen: Path
) -> None:
    does(editor, "os.kill(os.getppid(), signal.SIGINT)\ntime.sleep(0.2)\n" + FAULTY)
    said = kiosk(*EDIT)
    assert "lead: expected minutes" in said.err, "Ctrl-C is the editor's own key"
    assert not edited(seen)[0].parent.exists()


def test_an_editor_that_is_not_there_is_told(kiosk: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")
    said = kiosk(*EDIT)
    assert said.status == 2
    assert "no-such-editor" in said.err
    assert "EDITOR=nano" in said.err


def test_what_was_saved_before_the_editor_died_is_kept(kiosk: Terminal, editor: Path, seen: Path) -> None:
    does(editor, FAULTY + "sys.exit(3)\n")
    said = kiosk(*EDIT)
    assert said.status == 2
    draft = kiosk.folder / "drafts" / "10042.toml"
    assert str(draft) in said.err
    assert "lead = true" in draft.read_text()
    assert not edited(seen)[0].parent.exists()


def test_a_text_that_is_not_utf_8_is_told_and_kept(kiosk: Terminal, editor: Path) -> None:
    does(editor, "p.write_bytes(t.encode() + b'# caf\\xe9')\n")
    said = kiosk(*EDIT)
    assert said.status == 2
    assert "save it as plain text in UTF-8" in said.err
    assert (kiosk.folder / "drafts" / "10042.toml").read_bytes().endswith(b"caf\xe9")


def test_drafts_do_not_disturb_an_import_of_all_plans(kiosk: Terminal, editor: Path) -> None:
    (kiosk.folder / "plans").mkdir()
    (kiosk.folder / "plans" / "blake.toml").write_text(BLAKE_TOML)
    does(editor, FAULTY)
    assert kiosk(*EDIT).status == 2
    assert [each.name for each in (kiosk.folder / "drafts").iterdir()] == ["10042.toml"]
    assert kiosk("import", "plans", *(kiosk.folder / "plans").glob("*.toml")).status == 0
