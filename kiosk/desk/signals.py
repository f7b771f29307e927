"""Signals that end the kiosk, none of them lost.

asyncio's own `add_signal_handler` learns of a signal by one byte in a pipe that it shares with every call
from another thread: three hundred keys that have not been read yet fill it, and the signal's byte is dropped.
A handler of Python's own is called whatever the pipe holds.
"""

import asyncio
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

ENDS = (signal.SIGTERM, signal.SIGINT) if sys.platform == "win32" else (
    signal.SIGTERM, signal.SIGINT, signal.SIGHUP
)  # fmt: skip
"""What ends the kiosk: a supervisor, Ctrl+C, a terminal that hangs up."""


@contextmanager
def ending(end: Callable[[int], None]) -> Iterator[None]:
    """While this lasts, each of these signals calls `end` with its number, in the loop that runs now."""
    loop = asyncio.get_running_loop()

    def hear(number: int, frame: FrameType | None) -> None:
        del frame
        loop.call_soon_threadsafe(end, number)

    before = {each: signal.signal(each, hear) for each in ENDS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
