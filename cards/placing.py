"""A file that takes its name only when it is whole."""

import contextlib
import os
import shutil
from pathlib import Path
from uuid import uuid4


class Placing:
    """A file that is finished under a temporary name, and is given its own as the last step but one."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.temporary = out.with_name(f".{out.name}.{uuid4().hex}.part")
        self._before = out.with_name(f".{out.name}.{uuid4().hex}.before")
        self._is_put = False
        self._has_before = False

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

    def finish(self) -> None:
        """Drop the file that was there before; that it stays is no reason to call the run failed."""
        with contextlib.suppress(OSError):
            self._before.unlink(missing_ok=True)

    def _keep_before(self) -> None:
        """A second name for the file that is there; a copy on a disk that has no second names."""
        try:
            os.link(self.out, self._before)
        except OSError:
            shutil.copy2(self.out, self._before)
        self._has_before = True


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
