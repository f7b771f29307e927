"""A file that takes its name in the middle of a transaction, and gives it back where that fails."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from kiosk.faults import BadInput, Fault
from kiosk.files import sync_folder, trouble


class Placing:
    """A file that is finished under a temporary name, and is given its own as the last step but one."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.temporary = out.with_name(f".{out.name}.{uuid4().hex}.part")
        self._before = out.with_name(f".{out.name}.{uuid4().hex}.before")
        self._is_put = False

    def put(self) -> None:
        """Give the finished file its name; the one that had it is kept until all is well."""
        with self.temporary.open("rb") as file:
            os.fsync(file.fileno())
        if self.out.exists():
            shutil.copyfile(self.out, self._before)
        self.temporary.replace(self.out)
        self._is_put = True
        sync_folder(self.out.parent)

    def undo(self) -> None:
        """As it was: no new file, and the old one in its place."""
        if self._is_put:
            self.out.unlink(missing_ok=True)
        self.temporary.unlink(missing_ok=True)
        if self._before.exists():
            self._before.replace(self.out)

    def finish(self) -> None:
        """Drop the file that was there before."""
        self._before.unlink(missing_ok=True)


@contextmanager
def placing(out: Path) -> Iterator[Placing]:
    """A place for a file that becomes `out` when `put`, unless anything that follows fails."""
    place = Placing(out)
    try:
        place.temporary.touch(mode=0o600)
        yield place
    except BaseException as error:
        place.undo()
        if isinstance(error, OSError):
            raise BadInput.of([Fault(f"cannot be written: {trouble(error)}", file=str(out))]) from None
        raise
    place.finish()
