"""Files and folders that take their name only when they are whole."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from cards.folder_placing import FolderPlacing
from cards.placing import Placing
from kiosk.faults import BadInput, Fault
from kiosk.files import sync_folder, trouble

P = TypeVar("P", Placing, FolderPlacing)


def placing(out: Path) -> AbstractContextManager[Placing]:
    """A place for a file that becomes `out` when `put`, unless anything that follows fails."""
    return _placed(Placing(out), out)


def placing_files(out: Path) -> AbstractContextManager[FolderPlacing]:
    """A folder to fill, whose files stand in `out` once `put`, unless anything that follows fails."""
    return _placed(FolderPlacing(out), out)


@contextmanager
def _placed(place: P, out: Path) -> Iterator[P]:
    try:
        place.begin()
    except OSError as error:
        raise BadInput.of([Fault(f"cannot be written: {trouble(error)}", file=str(out))]) from None
    try:
        yield place
    except BaseException as error:
        place.undo()
        if isinstance(error, OSError):
            raise BadInput.of([Fault(f"cannot be written: {trouble(error)}", file=str(out))]) from None
        raise
    place.finish()


@contextmanager
def making_folder(folder: Path, mark: str) -> Iterator[Path]:
    """A folder to fill, which becomes `folder` once it is whole; `mark`, which says what it is, comes last.

    A folder that is there must be empty. Where anything fails, nothing is left.
    """
    try:
        with _workshop(folder) as workshop:
            yield workshop
            _put_in_place(workshop, folder, mark)
    except OSError as error:
        raise BadInput.of([Fault(f"cannot be made: {trouble(error)}", file=str(folder))]) from None


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A folder to work in, on the same disk: beside the new one, or inside one that is there and empty."""
    if folder.exists() or folder.is_symlink():
        _expect_empty(folder)
        workshop = folder / f".{uuid4().hex}"
    else:
        folder.parent.mkdir(parents=True, exist_ok=True)
        workshop = folder.parent / f".{folder.name}.{uuid4().hex}"
    workshop.mkdir(mode=0o700)
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _expect_empty(folder: Path) -> None:
    if not folder.is_dir():
        raise BadInput.of([Fault("is not a folder; name one that is empty, or a new one", file=str(folder))])
    if any(folder.iterdir()):
        what = "holds other files and no school; name an empty folder, or a new one"
        raise BadInput.of([Fault(what, file=str(folder))])


def _put_in_place(workshop: Path, folder: Path, mark: str) -> None:
    if not folder.exists():
        workshop.rename(folder)
    else:
        folder.chmod(0o700)
        _move_in(sorted(workshop.iterdir(), key=lambda path: path.name == mark), folder)
    sync_folder(folder)


def _move_in(paths: Sequence[Path], folder: Path) -> None:
    """Move these into a folder, all of them or none."""
    moved: list[Path] = []
    try:
        for path in paths:
            path.rename(folder / path.name)
            moved.append(path)
    except OSError:
        for path in reversed(moved):
            (folder / path.name).rename(path)
        raise
