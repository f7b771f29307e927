"""A file that takes its name only when it is whole."""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from cards.errors import Unwritable

_PART, _BEFORE = ".part", ".before"


class Placing:
    """A file that is finished under a temporary name, and is given its own as the last step but one.

    The temporary file is locked for as long as somebody works on it: one that is not was left by a run that
    was killed, and the next run to the same place sweeps it away.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.temporary = out.with_name(f".{out.name}.{uuid4().hex}{_PART}")
        self._before = out.with_name(f".{out.name}.{uuid4().hex}{_BEFORE}")
        self._is_put = False
        self._has_before = False
        self._lock: int | None = None

    def begin(self) -> None:
        """Make the temporary file, which nobody else may read."""
        _sweep(self.out)
        self._lock = os.open(self.temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        _is_free(self._lock)

    @property
    def pdf(self) -> Path:
        """Where to write the PDF, which is the file."""
        return self.temporary

    def put(self) -> None:
        """Give the finished file its name; the one that had it is kept until all is well."""
        with self.temporary.open("rb") as file:
            os.fsync(file.fileno())
        if self.out.exists():
            self._keep_before()
        self.temporary.replace(self.out)
        self._is_put = True
        sync_folder(self.out.parent)

    def undo(self) -> None:
        """As it was: no new file, and the old one in its place."""
        if self._is_put and self._has_before:
            self._before.replace(self.out)
        elif self._is_put:
            self.out.unlink(missing_ok=True)
        self._before.unlink(missing_ok=True)
        self.temporary.unlink(missing_ok=True)
        self._unlock()

    def finish(self) -> None:
        """Drop the file that was there before; that it stays is no reason to call the run failed."""
        with contextlib.suppress(OSError):
            self._before.unlink(missing_ok=True)
        self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _keep_before(self) -> None:
        """A second name for the file that is there; a copy on a disk that has no second names."""
        try:
            os.link(self.out, self._before)
        except OSError:
            shutil.copy2(self.out, self._before)
        self._has_before = True


def expect_free(outs: Sequence[Path], *, force: bool) -> None:
    """Raise Unwritable where a file has one of these names already, unless forced."""
    try:
        there = [] if force else [each.name for each in outs if each.exists()]
    except OSError as error:
        raise Unwritable(f"{outs[0]} cannot be written: {error.strerror}") from None
    if there:
        raise Unwritable(f"{there[0]} exists and is kept. Choose another name, or add --force.")


def _sweep(out: Path) -> None:
    """Take away what runs to this place left when they were killed; where that fails, it stays."""
    with contextlib.suppress(OSError):
        names = [each for each in out.parent.iterdir() if each.name.startswith(f".{out.name}.")]
        for each in names:
            if _is_left(each if each.suffix == _PART else out) and each.suffix in {_PART, _BEFORE}:
                each.unlink(missing_ok=True)


def _is_left(path: Path) -> bool:
    """Whether nobody works on this file, or it is not there."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return True
    try:
        return _is_free(descriptor)
    finally:
        os.close(descriptor)


def _is_free(descriptor: int) -> bool:
    """Whether this file could be locked, which it is afterwards until it is closed."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
