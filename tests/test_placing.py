"""Files and folders that take their name only when they are whole: with a fault at every step."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk import placing
from kiosk.faults import BadInput

OLD, NEW = "the old cards", "the new cards"


def place_new(out: Path) -> None:
    with placing.placing(out) as place:
        place.temporary.write_text(NEW)
        place.put()


@pytest.mark.parametrize("name", ["nowhere/c.pdf", "letter.txt/c.pdf", "n" * 300 + ".pdf"])
def test_a_place_that_cannot_be_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "letter.txt").write_text("Dear family,")
    with pytest.raises(BadInput, match="cannot be written"):
        place_new(tmp_path / name)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


class Disk:
    """A disk whose nth operation fails."""

    def __init__(self, fails_at: int) -> None:
        self.fails_at, self.done = fails_at, 0

    def guard(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*arguments: Any, **options: Any) -> Any:
            self.done += 1
            if self.done == self.fails_at:
                raise OSError(28, "No space left on device")
            return work(*arguments, **options)

        return guarded


def broken(monkeypatch: pytest.MonkeyPatch, fails_at: int) -> Disk:
    disk = Disk(fails_at)
    for owner, name in ((os, "fsync"), (os, "link"), (Path, "replace"), (Path, "rename"), (os, "open")):
        monkeypatch.setattr(owner, name, disk.guard(getattr(owner, name)))
    return disk


@pytest.mark.parametrize("was_there", [True, False])
@pytest.mark.parametrize("fails_at", range(1, 7))
def test_a_fault_at_any_operation_leaves_the_old_file_or_the_new_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int, was_there: bool
) -> None:
    out = tmp_path / "cards.pdf"
    if was_there:
        out.write_text(OLD)
    disk = broken(monkeypatch, fails_at)
    before = OLD if was_there else None
    try:
        place_new(out)
        expected: str | None = NEW
    except BadInput:
        expected = before
    monkeypatch.undo()
    assert disk.done >= min(fails_at, 4)
    assert (out.read_text() if out.exists() else None) == expected
    assert {path.name for path in tmp_path.iterdir()} <= {"cards.pdf"}


def test_a_disk_without_second_names_keeps_a_copy_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "cards.pdf"
    out.write_text(OLD)
    monkeypatch.setattr(os, "link", Disk(fails_at=1).guard(os.link))

    def place_then_fail() -> None:
        with placing.placing(out) as place:
            place.temporary.write_text(NEW)
            place.put()
            raise BadInput("the commit failed")

    with pytest.raises(BadInput):
        place_then_fail()
    assert out.read_text() == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["cards.pdf"]


@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("fails_at", range(1, 5))
def test_a_folder_is_made_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int, is_there: bool
) -> None:
    folder = tmp_path / "school"
    if is_there:
        folder.mkdir()
    broken(monkeypatch, fails_at)

    def make() -> None:
        with placing.making_folder(folder, "school.toml") as workshop:
            for name in ("plans", "records.db", "school.toml"):
                (workshop / name).write_text(name)

    try:
        make()
        names = {"plans", "records.db", "school.toml"}
    except BadInput:
        names = set()
    monkeypatch.undo()
    there = {path.name for path in folder.iterdir()} if folder.exists() else set()
    assert there in (names, {"plans", "records.db", "school.toml"})
    assert {path.name for path in tmp_path.iterdir()} <= {"school"}
