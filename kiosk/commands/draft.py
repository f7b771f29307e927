"""A plan text that is not sound yet: kept on the disk until it is, so that no editor's work is lost."""

from pathlib import Path

from kiosk.faults import BadInput, Fault
from kiosk.files import trouble, write_atomic


class Draft:
    """A file in the school's `plans` folder, made when it is first needed, under a name that is free."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / f"draft-{name}"
        self._is_ours = False

    def keep(self, text: str) -> None:
        """Put the text where it can be found again."""
        try:
            self.path.parent.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise BadInput.of(
                [Fault(f"cannot be made: {trouble(error)}", file=str(self.path.parent))]
            ) from None
        if not self._is_ours:
            self.path = _free(self.path)
        write_atomic(self.path, text.encode())
        self._is_ours = True

    def drop(self) -> None:
        """Remove it once its plan is kept."""
        if self._is_ours:
            self.path.unlink(missing_ok=True)


def _free(path: Path) -> Path:
    number = 2
    free = path
    while free.exists():
        free = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return free
