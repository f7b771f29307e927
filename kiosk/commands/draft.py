"""A plan text that is not sound yet: kept on the disk until it is, so that no editor's work is lost."""

from pathlib import Path

from kiosk.faults import BadInput, Fault
from kiosk.files import trouble, write_atomic


class Draft:
    """A file in the school's `drafts` folder, made when it is first needed, under a name that is free.

    `plans` is for plans that are whole: `kiosk import plans plans/*.toml` takes all of them or none.
    """

    def __init__(self, school: Path, name: str) -> None:
        self.name = name
        self.path = school / "drafts" / name
        self._is_ours = False

    def keep(self, written: bytes) -> None:
        """Put the text where it can be found again."""
        try:
            self.path.parent.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise BadInput.of(
                [Fault(f"cannot be made: {trouble(error)}", file=str(self.path.parent))]
            ) from None
        if not self._is_ours:
            self.path = _free(self.path)
        write_atomic(self.path, written)
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
