"""A pretended CUPS."""

import stat
from pathlib import Path


class Cups:
    """A pretended CUPS with the printers office and lab, which keeps what it is told and what it prints."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder, self.printed = folder, folder / "printed.pdf"
        self._told = folder / "told"
        self.has("office", "lab")
        self.answers("", 0)

    def has(self, *printers: str) -> None:
        self._program("lpstat", "\n".join(f"echo {each}" for each in printers))

    def answers(self, says: str, status: int) -> None:
        keep = f'echo "$@" > {self._told}\nfor each; do last=$each; done\ncat "$last" > {self.printed}'
        self._program("lp", f"{keep}\necho '{says}' >&2\nexit {status}")

    @property
    def told(self) -> str:
        return self._told.read_text() if self._told.exists() else ""

    def _program(self, name: str, script: str) -> None:
        (self._folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (self._folder / name).chmod(stat.S_IRWXU)
