"""Threads for what blocks: few of them, and a queue that ends."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 8.0
"""Seconds after which whoever waits is told so; what has not begun by then never does."""


class Busy(Exception):
    """So many wait that this one would wait too long, or has."""


class Threads:
    """A pool of threads that refuses work when too much waits."""

    def __init__(self, name: str, threads: int, waiting: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._places = threads + waiting

    async def run(self, call: Callable[[], T]) -> T:
        """Run this in a thread, when its turn comes."""
        if self._places <= 0:
            raise Busy
        self._places -= 1
        try:
            async with asyncio.timeout(PATIENCE):
                return await asyncio.get_running_loop().run_in_executor(self._pool, call)
        except TimeoutError:
            raise Busy from None
        finally:
            self._places += 1

    def close(self) -> None:
        """Start nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)
