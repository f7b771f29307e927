"""Files that take their places in a folder together: all of them, or none."""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import uuid4

from cards.errors import Unwritable
from cards.placing import Placing, sync_folder

_PART, _BEFORE = ".files.part", "before"


class FolderPlacing:
    """A folder of finished files under a temporary name: it becomes `out`, or its files are moved there.

    It stands beside a new folder, and inside one that is there. It is locked for as long as somebody works on
    it: one that is not was left by a run that was killed, and the next run to the same place sweeps it away.
    """

    def __init__(self, out: Path) -> None:
        self.out = out.resolve()
        self._is_new = not self.out.is_dir()
        around = self.out.parent if self._is_new else self.out
        self._stem = f".{self.out.name}."
        self.temporary = around / f"{self._stem}{uuid4().hex}{_PART}"
        self._put: list[Path] = []
        self._lock: int | None = None

    def begin(self) -> None:
        """Make the temporary folder, which nobody else may enter."""
        self._sweep()
        self.temporary.mkdir(mode=0o700)
        self._lock = os.open(self.temporary, os.O_RDONLY)
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    @property
    def pdf(self) -> Path:
        """Where to write the PDF of which the files are made; it has to be gone when they are put."""
        return self.temporary / ".pages.pdf"

    def put(self) -> None:
        """Give the finished files their places; those that were there are kept until all is well."""
        files = sorted(self.temporary.iterdir())
        for path in files:
            _finish(path)
        if self._is_new:
            sync_folder(self.temporary)
            self.temporary.rename(self.out)
            sync_folder(self.out.parent)
        else:
            self._move_in(files)
            sync_folder(self.out)

    def undo(self) -> None:
        """As it was: no new file, and the old ones in their places."""
        if self._is_new and self._lock is not None and not self.temporary.exists():
            self.out.rename(self.temporary)
        for path in reversed(self._put):
            before = self.temporary / _BEFORE / path.name
            if before.exists():
                before.replace(path)
            else:
                path.unlink(missing_ok=True)
        self.finish()

    def finish(self) -> None:
        """Take the temporary folder away, where it is still there."""
        shutil.rmtree(self.temporary, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _move_in(self, files: list[Path]) -> None:
        kept = self.temporary / _BEFORE
        kept.mkdir()
        for path in files:
            target = self.out / path.name
            if target.exists():
                shutil.copy2(target, kept / path.name)
            self._put.append(target)
            path.replace(target)

    def _sweep(self) -> None:
        """Take away what runs to this place left when they were killed; where that fails, it stays."""
        with contextlib.suppress(OSError):
            for path in self.temporary.parent.iterdir():
                if path.name.startswith(self._stem) and path.name.endswith(_PART) and _is_left(path):
                    shutil.rmtree(path)


AnyPlacing = Placing | FolderPlacing


@contextlib.contextmanager
def places_for(outs: Sequence[Path], *, are_folders: bool = False) -> Iterator[Sequence[AnyPlacing]]:
    """A place for each file or folder; where anything fails, all is as it was. Raises Unwritable."""
    places = [FolderPlacing(out) if are_folders else Placing(out) for out in outs]
    try:
        for place in places:
            place.begin()
        yield places
    except BaseException as error:
        for place in places:
            place.undo()
        if isinstance(error, OSError):
            raise Unwritable(f"{outs[0]} cannot be written: {error.strerror}") from None
        raise
    for place in places:
        place.finish()


def _is_left(folder: Path) -> bool:
    """Whether nobody works on this folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def _finish(path: Path) -> None:
    """On the disk, and nobody else's to read."""
    path.chmod(0o600)
    with path.open("rb") as file:
        os.fsync(file.fileno())
