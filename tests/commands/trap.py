"""A trap at a step of a print run: what is to happen, happens there and then, and not before.

As a program it starts runs that kill themselves: a line of JSON for each, a place, one before, and arguments.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from functools import wraps
from pkgutil import resolve_name
from typing import Any

from kiosk.commands.running import run

COMMIT = "sqlalchemy.engine.default.DefaultDialect.do_commit"
STEPS = {
    "when the file is begun": ("cards.placing.Placing.begin", ""),
    "when a page is written": ("cards.pdf_file.PdfFile.page", ""),
    "when the type is written": ("cards.pdf.embed_fonts", ""),
    "when the file is ended": ("cards.pdf_file.PdfFile.finish", ""),
    "when the codes are read back": ("cards.read_back.failures_on", ""),
    "when the old links are revoked": ("kiosk.records.links.replace", ""),
    "when the new links are known": ("kiosk.records.witness.of_links", ""),
    "when the cards are noted": ("kiosk.records.ledger.append_many", "kiosk.records.witness.of_links"),
    "when the file is put in its place": ("cards.placing.Placing.put", ""),
    "when the file is synced": ("os.fsync", "cards.placing.Placing.put"),
    "when the file gets its name": ("pathlib.Path.replace", "cards.placing.Placing.put"),
    "when the name is synced": ("cards.placing.sync_folder", ""),
    "at COMMIT": (COMMIT, "cards.placing.sync_folder"),
}
"""The steps in their order: a function that is about to be called, and one that must have been before."""

AFTER_COMMIT = ("cards.placing.Placing.finish", "")

Replace = Callable[[object, str, object], None]


def trap(place: str, after: str, happens: Callable[[], None], replace: Replace) -> None:
    """Let this happen at the next call of `place`, once `after` was called where it is named."""
    called = {place: False, after: not after}

    def watch(name: str, act: Callable[[], None]) -> None:
        holder, _, attribute = name.rpartition(".")
        owner = resolve_name(holder)
        work = getattr(owner, attribute)

        @wraps(work)
        def watched(*arguments: Any, **options: Any) -> Any:
            act()
            return work(*arguments, **options)

        replace(owner, attribute, watched)

    def spring() -> None:
        if called[after]:
            happens()

    watch(place, spring)
    if after:
        watch(after, lambda: called.update({after: True}))


def _killed(place: str, after: str, *arguments: str) -> int:
    """A run in a process of its own, which kills itself: the signal that ended it, negative."""
    process = os.fork()
    if process == 0:
        trap(place, after, lambda: os.kill(os.getpid(), signal.SIGKILL), setattr)
        os._exit(run(arguments))
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    import kiosk.print_run  # noqa: F401 -- once for all runs

    for line in sys.stdin:
        print(_killed(*json.loads(line)), flush=True)
