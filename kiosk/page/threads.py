"""Threads for what blocks: few of them, and a queue that ends."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Busy(Exception):
    """So many wait already that another would wait too long."""


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
            return await asyncio.get_running_loop().run_in_executor(self._pool, call)
        finally:
            self._places += 1

    def close(self) -> None:
        """Start nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)
