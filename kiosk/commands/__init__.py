"""The command line, a file for each family; each is loaded when it is used."""

import gc
import io
import signal
import sys
from collections.abc import Sequence

_OBJECTS = 50_000
"""After how many new objects Python looks for garbage."""


def _stop(*_: object) -> None:
    """A program that is asked to end stops as at Ctrl-C: nothing is left half done."""
    raise KeyboardInterrupt


def main(arguments: Sequence[str] | None = None) -> None:
    """The `kiosk` command: run it and end with its status."""
    signal.signal(signal.SIGTERM, _stop)
    gc.set_threshold(_OBJECTS)
    gc.disable()  # a start makes half a million objects, and all of them stay; who has started enables it
    from cards.leaving import leave
    from kiosk.commands.running import run

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    leave(run(sys.argv[1:] if arguments is None else list(arguments)))
